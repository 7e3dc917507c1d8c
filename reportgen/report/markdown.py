"""Markdown becomes blocks: only the forms that a publication knows, and no HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reportgen.report.model import Block, Heading, Inline, Listing, Paragraph, Quote, Run, plain
from reportgen.report.texts import Problems
from reportgen.report.tokens import Tokens

LINK = re.compile(r"^(https://|mailto:|#)")


def blocks_of(markdown: str, tokens: Tokens, problems: Problems, path: str) -> tuple[Block, ...]:
    """Parse one text. Headings keep their level; the first paragraph under the title is the lead."""
    parser = _Markdown("commonmark", {"html": False})
    reader = _Reader(parser.parse(markdown), tokens, problems, path)
    return tuple(_with_lead(reader.blocks()))


class _Markdown(MarkdownIt):
    """Lets every link through to us: the parser by itself would print one that it finds suspect as plain text."""

    def validateLink(self, _url: str) -> bool:  # noqa: N802 the parser's name for it
        return True


class _Reader:
    """Walks the parser's flat list of tokens; each method consumes one block."""

    def __init__(self, stream: Sequence[Token], tokens: Tokens, problems: Problems, path: str) -> None:
        self._stream = list(stream)
        self._tokens = tokens
        self._problems = problems
        self._path = path

    def blocks(self) -> list[Block]:
        found: list[Block] = []
        while self._stream:
            found.extend(self._block(self._stream.pop(0)))
        return found

    def _block(self, token: Token) -> tuple[Block, ...]:
        match token.type:
            case "heading_open":
                inline = self._inline(self._stream.pop(0))
                self._stream.pop(0)
                return (Heading(inline, int(token.tag[1]), slug(plain(inline))),)
            case "paragraph_open":
                content = self._stream.pop(0)
                self._stream.pop(0)
                placed = self._tokens.blocks_in(content.content)
                return placed if placed is not None else (Paragraph(self._inline(content)),)
            case "bullet_list_open" | "ordered_list_open":
                items = self._until(token.type.replace("open", "close"))
                return (Listing(items, ordered=token.type == "ordered_list_open"),)
            case "blockquote_open":
                lines = self._until("blockquote_close")
                return (Quote(tuple(run for line in lines for run in line)),)
            case _:
                what = f"{self._path}: deze opmaak kan een publicatie niet weergeven: “{token.content.strip()[:60]}”."
                self._problems.add(what, "Gebruik alinea’s, kopjes, lijstjes en citaten.")
                return ()

    def _until(self, closing: str) -> tuple[Inline, ...]:
        lines: list[Inline] = []
        while (token := self._stream.pop(0)).type != closing:
            if token.type == "inline":
                lines.append(self._inline(token))
        return tuple(lines)

    def _inline(self, token: Token) -> Inline:
        if self._tokens.stray_block_in(token.content):
            what = f"{self._path}: een figuur of tabel staat midden in een zin."
            self._problems.add(what, "Zet figure(…) of table(…) op een eigen regel, met een witregel ervoor en erna.")
            return ()
        style, runs = Run(""), list[Run]()
        for child in token.children or ():
            match child.type:
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
        what = f"{self._path}: de koppeling “{target}” kan niet in een publicatie staan."
        self._problems.add(what, "Begin het adres met https:// of mailto:.")
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
    return re.sub(r"[^a-z0-9]+", "-", title.casefold().replace("ë", "e").replace("é", "e").replace("ï", "i")).strip("-")
