"""A publication as passages of text, each with what it is: a reader of the pages meets them in this order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from reportgen.report.model import (
    Block,
    Figure,
    Finding,
    Heading,
    Inline,
    KeyFigures,
    Listing,
    Notes,
    Paragraph,
    Publication,
    Quote,
    Run,
    Table,
    is_note_reference,
    plain,
)

Kind = Literal["prose", "heading", "quote", "title", "subtitle", "note", "alt", "label"]
"""What a passage is; a title is that of a figure, a subtitle that of the publication."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as it is printed; `chapter` counts from 0.

    `foreign` are the characters in another language, or of an address, from and up to.
    """

    text: str
    kind: Kind
    chapter: int
    foreign: tuple[tuple[int, int], ...] = ()


def passages_of(publication: Publication) -> Iterator[Passage]:
    """All passages of a publication but the numbers in its tables."""
    yield _passage(publication.subtitle, "subtitle", 0)
    for number, chapter in enumerate(publication.chapters):
        yield _passage(chapter.title, "heading", number)
        for block in chapter.blocks:
            for inline, kind in _inlines(block):
                yield _passage(inline, kind, number)
            if isinstance(block, Figure):
                yield Passage(block.alt, "alt", number)
            for table in _tables(block):
                yield from (Passage(label, "label", number) for label in _labels(table))


def passages_in(findings: Sequence[Finding]) -> Iterator[Passage]:
    """What each finding says in its picture, and with it."""
    for place, finding in enumerate(findings):
        yield _passage((*finding.number, Run(" "), *finding.sentence), "prose", place)
        yield _passage(finding.post, "prose", place)


def _inlines(block: Block) -> Iterator[tuple[Inline, Kind]]:
    match block:
        case Paragraph(inline, kind):
            yield inline, "note" if kind == "note" else "prose"
        case Heading(inline):
            yield inline, "heading"
        case Listing(items):
            yield from ((item, "prose") for item in items)
        case Notes(items):
            yield from ((note.inline, "note") for note in items)
        case Quote(inline, placeholder) if not placeholder:
            yield inline, "quote"
        case KeyFigures(items):
            yield from ((item.label, "label") for item in items)
        case Figure():
            yield block.title, "title"
            yield from ((note, "note") for note in block.notes)
        case Table():
            yield block.caption, "heading"
            yield from ((note, "note") for note in block.notes)


def _tables(block: Block) -> Iterator[Table]:
    if isinstance(block, Table):
        yield block
    elif isinstance(block, Figure):
        yield block.table


def _labels(table: Table) -> Iterator[str]:
    yield from table.columns
    for row in table.rows:
        yield from filter(None, (row.section, row.label))


def _passage(inline: Inline, kind: Kind, chapter: int) -> Passage:
    at, foreign = 0, []
    inline = tuple(run for run in inline if not is_note_reference(run))
    for run in inline:
        if run.lang not in {None, "nl"} or (run.link or "").startswith("mailto:"):
            foreign.append((at, at + len(run.text)))
        at += len(run.text)
    return Passage(plain(inline), kind, chapter, tuple(foreign))
