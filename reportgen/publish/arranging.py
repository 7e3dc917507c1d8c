"""How the blocks of a chapter are set beside and under each other, and what kind of block each is to a template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportgen.report.model import Block, Chapter, KeyFigures, Paragraph, Quote, Row, Table

TOPLINE = "topline-"
WIDEST_OF_TWO = 3
"""How many columns a table may have to fit in half of the width."""
MOST_ON_A_PHONE = 60
"""How many characters the cells of a row may have to fit on a phone."""


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of a table that stand under one heading, which is empty when they have none."""

    title: str
    rows: tuple[Row, ...]


def kind(block: Block) -> str:
    """Name the type of a block."""
    return type(block).__name__


def is_question(block: Block) -> bool:
    """Tell whether a block is one question of the topline, narrow enough for two to stand side by side."""
    return isinstance(block, Table) and block.name.startswith(TOPLINE) and len(block.columns) <= WIDEST_OF_TWO


def is_wide(table: Table) -> bool:
    """Tell whether a table may need more room than a phone has, so that it must be possible to scroll it."""
    longest = max((len(cell.text) for row in table.rows for cell in row.cells), default=0)
    columns = len(table.columns)
    return columns > WIDEST_OF_TWO or columns * longest > MOST_ON_A_PHONE


def is_terms(chapter: Chapter) -> bool:
    """Tell whether most paragraphs of a chapter begin with what they are about: "**Contact:** …", as in a colophon."""
    lines = [block.inline for block in chapter.blocks if isinstance(block, Paragraph) and block.kind != "note"]
    terms = [line for line in lines if line and line[0].strong and line[0].text.endswith(":")]
    return chapter.number is None and len(terms) > len(lines) / 2


def rows_of(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], ...]:
    """Set questions that follow each other two by two, and every other block on a row of its own."""
    rows: list[tuple[Block, ...]] = []
    for block in blocks:
        if is_question(block) and rows and len(rows[-1]) == 1 and is_question(rows[-1][0]):
            rows[-1] = (*rows[-1], block)
        else:
            rows.append((block,))
    return tuple(rows)


def voices(blocks: Sequence[Block]) -> tuple[tuple[tuple[Block, ...], ...], ...]:
    """Set quotes that follow each other in one row, each with the note of whose it is, and every other block alone."""
    rows: list[list[list[Block]]] = []
    for block in blocks:
        spoken = bool(rows) and isinstance(rows[-1][-1][0], Quote)
        if spoken and isinstance(block, Quote):
            rows[-1].append([block])
        elif spoken and isinstance(block, Paragraph) and block.kind == "note":
            rows[-1][-1].append(block)
        else:
            rows.append([[block]])
    return tuple(tuple(tuple(voice) for voice in row) for row in rows)


def led_up_to(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Take what a summary begins with, up to its key figures: the lead and them alone, or nothing."""
    for place, block in enumerate(blocks):
        if isinstance(block, KeyFigures):
            return tuple(blocks[: place + 1])
        if not isinstance(block, Paragraph):
            break
    return ()


def sections(rows: Sequence[Row]) -> tuple[Section, ...]:
    """Gather the rows of a table under their headings."""
    found: list[Section] = []
    for row in rows:
        if row.section or not found:
            found.append(Section(row.section, ()))
        found[-1] = replace(found[-1], rows=(*found[-1].rows, row))
    return tuple(found)
