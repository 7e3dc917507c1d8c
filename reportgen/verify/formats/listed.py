"""Lists of values (.csv): each cell with the heads of its row and column, and in our own the fact that it prints."""

from __future__ import annotations

import csv
import io

from reportgen.verify.documents import Mark, Passage
from reportgen.verify.formats.tables import Table
from reportgen.verify.formats.text import decoded

_DELIMITERS = ";,\t"
_FACT = "feit"
_TIED = {
    "in_druk": "",
    "uitkomst": "#unrounded",
    "ondergrens": "#unrounded_low",
    "bovengrens": "#unrounded_high",
    "n": "#unrounded_n",
}
"""The columns of a list of our own, with what each holds of the fact that the row names."""


def read_list(content: bytes, _name: str) -> tuple[Passage, ...]:
    """Read the cells of a list, each with its line."""
    text = decoded(content)
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=first.count))
    table, heads = Table(), list[str]()
    for row in rows:
        heads = heads or row
        fact = row[heads.index(_FACT)] if _FACT in heads and len(row) == len(heads) and row != heads else ""
        table.begin_row()
        for head, cell in zip(heads, row, strict=False):
            tied = f"{fact}{_TIED[head]}" if fact and head in _TIED else ""
            table.add(cell, f"regel {rows.line_num}", marks=_marks(cell, tied))
    return tuple(table.passages())


def _marks(cell: str, fact: str) -> tuple[Mark, ...]:
    return (Mark(0, len(cell), fact),) if fact and any(sign.isdigit() for sign in cell) else ()
