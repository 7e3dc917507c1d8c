"""Markdown becomes blocks: only the forms that a publication knows, and no HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reportgen.errors import Place, Problem
from reportgen.project.schema import Text
from reportgen.report.endnotes import take_out_notes
from reportgen.report.model import Block, Heading, Inline, Listing, Note, Notes, Paragraph, Quote, Run, plain
from reportgen.report.problems import Problems
from reportgen.report.tokens import Tokens, own_words

LINK = re.compile(r"^(https://|mailto:|#)")
_LAYOUT = frozenset(
    {"list_item_open", "list_item_close", "paragraph_open", "paragraph_close", "blockquote_close"}
    | {"bullet_list_close", "ordered_list_close", "heading_close"}
)
"""What may come between the lines of a list or quotation, or closes something that was refused."""

_PLAIN = "Gebruik alinea’s, kopjes, lijstjes en citaten."
_FIGURE = 'Zet er een figuur uit templates/figures.toml neer: {{ figure("…") }}.'
_FOREIGN = {
    "image": ("een afbeelding", _FIGURE),
    "fence": ("een blok code", "Haal de regels met ``` of ~~~ weg."),
    "code_block": ("een regel die met vier spaties begint", "Haal de spaties weg."),
    "hr": ("een streep over de breedte", "Haal de regel weg."),
    "heading_open": ("een kopje in een lijst of citaat", _PLAIN),
    "blockquote_open": ("een citaat in een lijst of citaat", _PLAIN),
    "bullet_list_open": ("een lijst in een lijst of citaat", _PLAIN),
    "ordered_list_open": ("een lijst in een lijst of citaat", _PLAIN),
    "table": ("een tabel van streepjes", "Gebruik crosstab(…), of maak er een lijst van."),
}
"""What Markdown has and a publication doesn't, by the parser's name for it."""


def blocks_of(markdown: str, tokens: Tokens, problems: Problems, text: Text) -> tuple[Block, ...]:
    """Parse what a text was rendered to. Headings keep their level; the first paragraph under the title is the lead."""
    parser = _Markdown("commonmark", {"html": False})
    body, told = take_out_notes(markdown, tokens, problems, text)
    reader = _Reader(parser.parse(body), tokens, problems, text)
    blocks = _with_lead(reader.blocks())
    notes = tuple(Note(number, reader.line(parser.parseInline(said)[0])) for number, said in told)
    return (*blocks, Notes(notes)) if notes else tuple(blocks)


def line_with(text: Text, *words: str) -> int | None:
    """Find the line of a text where one of these pieces of it stands: the first that can be found."""
    for piece in words:
        at = text.source.find(piece)
        if piece.strip() and at >= 0:
            return text.source.count("\n", 0, at) + 1
    return None


class _Markdown(MarkdownIt):
    """Lets every link through to us: the parser by itself would print one that it finds suspect as plain text."""

    def validateLink(self, _url: str) -> bool:  # noqa: N802 the parser's name for it
        return True


class _Reader:
    """Walks the parser's flat list of tokens; each method consumes one block."""

    def __init__(self, stream: Sequence[Token], tokens: Tokens, problems: Problems, text: Text) -> None:
        self._stream = list(stream)
        self._tokens = tokens
        self._problems = problems
        self._text = text

    def blocks(self) -> list[Block]:
        found: list[Block] = []
        while self._stream:
            found.extend(self._block(self._stream.pop(0)))
        return found

    def _block(self, token: Token) -> tuple[Block, ...]:
        match token.type:
            case "heading_open":
                content = self._stream.pop(0)
                inline = self._inline(content)
                self._stream.pop(0)
                if not content.content.strip() and token.tag != "h1":
                    self._problem("een kopje is leeg.", "Vul het in, of haal de regel weg.", f"{token.markup}\n")
                return (Heading(inline, int(token.tag[1]), slug(plain(inline))),)
            case "paragraph_open":
                content = self._stream.pop(0)
                self._stream.pop(0)
                placed = self._tokens.blocks_in(content.content)
                if content.content.startswith("|"):
                    return self._refuse("table", content.content)
                return placed if placed is not None else (Paragraph(self._inline(content)),)
            case "bullet_list_open" | "ordered_list_open":
                items = self._until(token.type.replace("open", "close"))
                return (Listing(items, ordered=token.type == "ordered_list_open"),)
            case "blockquote_open":
                lines = self._until("blockquote_close")
                return (Quote(tuple(run for line in lines for run in line)),)
            case _:
                return self._refuse(token.type, token.content or token.markup)

    def _until(self, closing: str) -> tuple[Inline, ...]:
        lines: list[Inline] = []
        opening, depth = closing.replace("close", "open"), 0
        while (token := self._stream.pop(0)).type != closing or depth:
            depth += (token.type == opening) - (token.type == closing)
            if token.type == "inline":
                lines.append(self._inline(token))
            elif token.type not in _LAYOUT:
                self._refuse(token.type, token.content)
        return tuple(lines)

    def _refuse(self, kind: str, content: str) -> tuple[()]:
        what, remedy = _FOREIGN[kind]
        self._problem(f"{what} kan niet in een publicatie.", remedy, *content.splitlines()[:1])
        return ()

    def _problem(self, what: str, remedy: str, *words: str) -> None:
        place = Place(self._text.path, line_with(self._text, *words))
        self._problems.found.append(Problem(what, remedy, place))

    def line(self, token: Token) -> Inline:
        """Read a line of text that stands by itself."""
        return self._inline(token)

    def _inline(self, token: Token) -> Inline:
        if self._tokens.stray_block_in(token.content):
            what = "een figuur of tabel staat midden in een zin, lijst, citaat of kopje."
            remedy = "Zet haar op een eigen regel, met een witregel ervoor en erna."
            self._problem(what, remedy, *own_words(token.content))
            return ()
        style, runs = Run(""), list[Run]()
        for child in token.children or ():
            match child.type:
                case "image":
                    self._refuse("image", f"]({child.attrGet('src')}")
                case "text" | "code_inline":
                    runs.extend(_styled(run, style) for run in self._tokens.runs_in(child.content))
                case "softbreak" | "hardbreak":
                    runs.append(replace(style, text=" "))
                case "strong_open" | "strong_close":
                    style = replace(style, strong=child.type == "strong_open")
                case "em_open" | "em_close":
                    style = replace(style, emphasis=child.type == "em_open")
                case "link_open":
                    style = replace(style, link=self._link(str(child.attrGet("href"))))
                case "link_close":
                    style = replace(style, link=None)
        return _joined(runs)

    def _link(self, target: str) -> str | None:
        if LINK.match(target):
            return target
        what = f"de koppeling “{target}” kan niet in een publicatie."
        self._problem(what, "Begin het adres met https:// of mailto:.", f"]({target}", target)
        return None


def _styled(run: Run, style: Run) -> Run:
    return replace(
        run,
        strong=run.strong or style.strong,
        emphasis=run.emphasis or style.emphasis,
        link=run.link or style.link,
    )


def _joined(runs: Sequence[Run]) -> Inline:
    """Join neighbouring runs that differ in nothing but their text."""
    joined: list[Run] = []
    for run in runs:
        if joined and run.fact is None and replace(joined[-1], text=run.text) == run:
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return tuple(joined)


def _with_lead(blocks: Sequence[Block]) -> list[Block]:
    marked = list(blocks)
    for i, block in enumerate(marked[:2]):
        if isinstance(block, Paragraph) and (i == 0 or isinstance(marked[0], Heading)):
            marked[i] = replace(block, kind="lead")
            break
    return marked


def slug(title: str) -> str:
    """Make an anchor of a heading: "Wie staan er positief?" → "wie-staan-er-positief"."""
    return (
        re.sub(r"[^a-z0-9]+", "-", title.casefold().replace("ë", "e").replace("é", "e").replace("ï", "i")).strip("-")
        or "tekst"
    )
