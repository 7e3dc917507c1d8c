"""Spreadsheets (.xlsx): what each cell shows, with the heads of its row and column.

In our own the last sheet says of every cell which fact is in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reportgen.verify.documents import DOT, Mark, Passage
from reportgen.verify.formats.marks import NUMBER, marks_of
from reportgen.verify.formats.workbook import Rows, read_sheets

ORIGINS = ("Blad", "Cel", "In druk", "Feit")
"""The heads of the list of facts in a workbook of our own."""
_BEFORE = re.compile(r"[▲▼\s]*")


def read_spreadsheet(content: bytes, name: str) -> tuple[Passage, ...]:
    """Read the passages of a workbook; raises UserError when it is damaged or locked."""
    sheets = read_sheets(content, name)
    facts = {place: fact for rows in sheets.values() for place, _, fact in _listed(rows)}
    return tuple(
        passage
        for sheet, rows in sheets.items()
        if next(_listed(rows), None) is None
        for passage in _passages(sheet, rows, facts)
    )


def declared_in_spreadsheet(content: bytes, name: str) -> str:
    """The numbers that a workbook of our own says it holds, those with a fact as a dot; "" for any other."""
    return " ".join(
        DOT if fact else number
        for rows in read_sheets(content, name).values()
        for _, text, facts in _listed(rows)
        for number, fact in _apart(text, facts)
    )


def _apart(text: str, facts: str) -> Iterator[tuple[str, str]]:
    """Each number in a text with its fact; an id alone is that of all of them."""
    numbers, ids = NUMBER.findall(text), facts.split(";")
    return zip(numbers, ids if len(ids) > 1 else ids * len(numbers), strict=False)


def reference_of(row: int, column: int) -> str:
    """What a cell is called."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


def _listed(rows: Rows) -> Iterator[tuple[tuple[str, str], str, str]]:
    """Each cell that a list of facts names, by its sheet and its name, with what is printed in it, of which facts."""
    listed = False
    for row in rows.values():
        values = tuple(row.get(column, "") for column in range(1, len(ORIGINS) + 1))
        if listed:
            sheet, cell, text, fact = values
            yield (sheet, cell), text, fact
        listed = listed or values == ORIGINS


def _passages(sheet: str, rows: Rows, facts: Mapping[tuple[str, str], str]) -> Iterator[Passage]:
    """A cell alone on its row is a title or a note; rows with more are a table, the first of them its heads."""
    heads: dict[int, str] = {}
    title = ""
    for number in sorted(rows):
        row = rows[number]
        if len(row) == 1 and not heads.keys() & row.keys() - {1}:
            ((column, text),) = row.items()
            title, heads = title or text, {}
            yield Passage(text, _place(sheet, number, column), marks=_marks(sheet, number, column, text, facts))
        elif not heads:
            heads = row
            for column, text in row.items():
                if any(sign.isdigit() for sign in text):
                    yield Passage(text, _place(sheet, number, column), table=True, heads=title)
        else:
            yield from _row(sheet, number, row, heads, title, facts)


def _row(
    sheet: str,
    number: int,
    row: Mapping[int, str],
    heads: Mapping[int, str],
    title: str,
    facts: Mapping[tuple[str, str], str],
) -> Iterator[Passage]:
    labels: list[str] = []
    for column, text in sorted(row.items()):
        if any(sign.isdigit() for sign in text):
            named = " | ".join(filter(None, [*labels, heads.get(column, ""), title]))
            marks = _marks(sheet, number, column, text, facts)
            yield Passage(text, _place(sheet, number, column), table=True, heads=named, marks=marks)
        if not labels or any(sign.isalpha() for sign in text):
            labels.append(text)


def _marks(sheet: str, row: int, column: int, text: str, facts: Mapping[tuple[str, str], str]) -> tuple[Mark, ...]:
    fact = facts.get((sheet, reference_of(row, column)))
    if not fact:
        return ()
    found = _BEFORE.match(text)
    start = found.end() if found else 0
    return tuple(marks_of(text[start:], fact, start))


def _place(sheet: str, row: int, column: int) -> str:
    return f"blad {sheet}, cel {reference_of(row, column)}"
