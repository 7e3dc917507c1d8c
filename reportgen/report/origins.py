"""Where the numbers of a publication come from, gathered: each in its texts, and those of each figure and table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.report.listing.lines import difference_of
from reportgen.report.model import (
    Block,
    BlockOrigin,
    Chapter,
    Figure,
    Heading,
    Inline,
    KeyFigures,
    Listing,
    Notes,
    NumberOrigin,
    Paragraph,
    Quote,
    Table,
)
from reportgen.report.origins_blocks import figure_origin, table_origin
from reportgen.report.origins_wording import Place, compose_origin
from reportgen.report.points import Shown


def origins_of(chapters: Sequence[Chapter], shown: Shown) -> tuple[NumberOrigin, ...]:
    """Compose the origin of each fact that stands in the texts of a publication, in order of first appearance."""
    first: dict[str, tuple[int, str]] = {}
    in_text: dict[str, int] = {}
    for place, chapter in enumerate(chapters):
        for line, is_note in _lines(chapter):
            for fact, text in ((run.fact, run.text) for run in line if run.fact is not None):
                first.setdefault(fact, (place, text))
                if not is_note:
                    in_text.setdefault(fact, place)
    anchors = {fact: f"h-{number}" for number, fact in enumerate(first, 1)}
    told_by = {fact: anchors[fact] for fact in first} | {
        fact: anchors[level] for fact in first if (level := _level_behind(fact, shown)) in in_text
    }
    return tuple(
        compose_origin(
            Place(anchors[fact], in_text.get(fact, place), fact not in in_text, told_by[fact]), fact, text, shown
        )
        for fact, (place, text) in first.items()
    )


def _level_behind(fact: str, shown: Shown) -> str | None:
    """Find the level whose origin tells all that there is to tell of its interval, or of the change that led to it."""
    if fact.endswith("#interval"):
        return fact.removesuffix("#interval")
    comparison = shown.book.comparison_by_id.get(fact)
    if comparison is None or difference_of(shown.book.by_id[comparison.to], shown) is not comparison:
        return None
    return comparison.to


def block_origins_of(chapters: Sequence[Chapter], shown: Shown) -> tuple[BlockOrigin, ...]:
    """Compose the origins of the numbers in each figure, and in each table that has any."""
    found: list[BlockOrigin | None] = []
    for chapter in chapters:
        for block in chapter.blocks:
            if isinstance(block, Figure):
                found.append(figure_origin(block, shown))
            elif isinstance(block, Table):
                found.append(table_origin(block, shown))
    return tuple(origin for origin in found if origin is not None)


def _lines(chapter: Chapter) -> Iterator[tuple[Inline, bool]]:
    """The lines of a chapter, each with whether it is a note."""
    yield chapter.title, False
    for block in chapter.blocks:
        yield from ((line, False) for line in _lines_of(block))
        yield from ((line, True) for line in _notes_of(block))


def _lines_of(block: Block) -> Iterator[Inline]:
    """The lines of text in a block, in order; charts, cells and notes are none."""
    match block:
        case Paragraph() | Heading() | Quote():
            yield block.inline
        case Listing():
            yield from block.items
        case Notes():
            yield from (note.inline for note in block.items)
        case KeyFigures():
            for item in block.items:
                yield from ((item.value,), item.label, item.change)
        case Figure():
            yield block.title
        case Table():
            yield block.caption


def _notes_of(block: Block) -> tuple[Inline, ...]:
    """The notes under a figure or table."""
    return block.notes if isinstance(block, Figure | Table) else ()
