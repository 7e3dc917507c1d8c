"""Tables get their numbers, and what refers to them names these, once all chapters of a publication are there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reportgen.report.model import (
    Block,
    Chapter,
    Figure,
    Heading,
    Inline,
    KeyFigures,
    Listing,
    Notes,
    Paragraph,
    Quote,
    Run,
    Table,
)

OWN_TABLES = re.compile("steekproef|nauwkeurigheid|toetsen|samenhang|weggelaten|(weging|topline)-.+")
"""The names of the tables that a report has of itself."""
_TOPLINE = "topline-"
_PENDING = "\ue007"
"""Stands for a number that is not known yet."""


def table_reference(name: str, word: str = "tabel") -> Run:
    """Refer to a table, by a number that `with_table_numbers` fills in: "tabel 3"."""
    return Run(f"{word}\u00a0{_PENDING}", link=f"#tabel-{name}", origin="reference")


def next_table(name: str) -> Run:
    """Begin a sentence with the number of the table that stands right under it, whose page is therefore never told."""
    return replace(table_reference(name, "Tabel"), origin="method")


def table_sentence(name: str, told: str) -> Paragraph:
    """Say what the next table tells, in a sentence that begins with its number: "Tabel 3 telt de toetsen."."""
    return Paragraph((next_table(name), Run(f" {told}", origin="method")))


def tables_of(chapters: Iterable[Chapter]) -> tuple[Table, ...]:
    """All tables that stand by themselves, in order."""
    return tuple(block for chapter in chapters for block in chapter.blocks if isinstance(block, Table))


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list of tables: their numbers, the anchor where they begin, and what they are called."""

    numbers: str
    target: str
    title: Inline


def listed_tables(chapters: Iterable[Chapter]) -> tuple[Listed, ...]:
    """The list of tables as the contents give it; the questions of a topline go together under their chapter."""
    listed: list[Listed] = []
    for chapter in chapters:
        questions = [table for table in tables_of([chapter]) if table.name.startswith(_TOPLINE)]
        for table in tables_of([chapter]):
            if table not in questions[1:]:
                title, last = table.caption, table.number
                if table in questions[:1]:
                    title, last = chapter.title, questions[-1].number
                numbers = f"{table.number}" if last == table.number else f"{table.number}–{last}"
                listed.append(Listed(numbers, f"tabel-{table.name}", title))
    return tuple(listed)


def with_table_numbers(chapters: Sequence[Chapter]) -> tuple[Chapter, ...]:
    """Number the tables in their order, and fill in the references to them; one to a table that isn't there is a dash.

    A table that is placed again gets a name of its own.
    """
    names: Counter[str] = Counter()
    numbers: dict[str, int] = {}

    def numbered(block: Block) -> Block:
        if not isinstance(block, Table):
            return block
        names[block.name] += 1
        name = block.name if names[block.name] == 1 else f"{block.name}-{names[block.name]}"
        numbers[name] = len(numbers) + 1
        return replace(block, name=name, number=numbers[name])

    def filled_in(inline: Inline) -> Inline:
        return tuple(_resolved(run, numbers) if _PENDING in run.text else run for run in inline)

    made = [replace(chapter, blocks=tuple(map(numbered, chapter.blocks))) for chapter in chapters]
    return tuple(
        replace(
            chapter,
            title=filled_in(chapter.title),
            blocks=tuple(_with_lines(block, filled_in) for block in chapter.blocks),
        )
        for chapter in made
    )


def _resolved(run: Run, numbers: Mapping[str, int]) -> Run:
    number = numbers.get((run.link or "").removeprefix("#tabel-"))
    if number is None:
        return Run("–")
    return replace(run, text=run.text.replace(_PENDING, str(number)))


def _with_lines(block: Block, change: Callable[[Inline], Inline]) -> Block:
    """Change each line of a block."""
    match block:
        case Paragraph() | Heading() | Quote():
            return replace(block, inline=change(block.inline))
        case Listing():
            return replace(block, items=tuple(map(change, block.items)))
        case Notes():
            return replace(block, items=tuple(replace(note, inline=change(note.inline)) for note in block.items))
        case KeyFigures():
            changed = (replace(one, label=change(one.label), change=change(one.change)) for one in block.items)
            return replace(block, items=tuple(changed))
        case Figure():
            return replace(block, title=change(block.title), notes=tuple(map(change, block.notes)))
        case Table():
            return replace(block, caption=change(block.caption), notes=tuple(map(change, block.notes)))
