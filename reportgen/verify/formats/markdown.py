"""Markdown: paragraphs, headings, list items and the cells of tables, as they would be printed."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reportgen.verify.documents import Passage
from reportgen.verify.formats.tables import Table
from reportgen.verify.formats.text import decoded


def read_markdown(content: bytes, _name: str) -> tuple[Passage, ...]:
    """Read the passages of a Markdown text, each with its line."""
    return tuple(_passages(MarkdownIt("commonmark").enable("table").parse(decoded(content))))


def _passages(tokens: list[Token]) -> Iterator[Passage]:
    table, opener = Table(), Token("", "", 0)
    for token in tokens:
        if token.type in {"heading_open", "paragraph_open", "th_open", "td_open"}:
            opener = token
        elif token.type == "tr_open":
            table.begin_row()
        elif token.type == "table_close":
            yield from table.passages()
            table = Table()
        elif token.type == "inline":
            line = token.map[0] + 1 if token.map else 0
            text = _plain(token)
            if opener.type in {"th_open", "td_open"}:
                table.add(text, f"regel {line}", is_head=opener.type == "th_open")
            else:
                yield Passage(text, f"regel {line}", heading=opener.type == "heading_open")


def _plain(token: Token) -> str:
    parts = []
    for child in token.children or ():
        if child.type in {"text", "code_inline"}:
            parts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif child.type == "image":
            parts.append(f" {child.content} ")
    return "".join(parts)
