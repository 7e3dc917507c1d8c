"""What of a publication goes into a spreadsheet: its tables, each on a sheet, and the facts that they print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportgen.ledger import parts_of
from reportgen.report.model import Cell, Figure, Inline, Publication, Report, Row, Table, plain

_INTERVAL = "#interval"
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
HEAD_ROW = 4
"""The row of a sheet that the heads of its table stand in; the title is in the first."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table on its sheet; `name` is on its tab, `chapter` where it stands in the report.

    `heads` are the heads of all columns, each of them once; the first `labels` of them name the rows.
    """

    name: str
    chapter: str
    table: Table
    heads: tuple[str, ...]
    labels: int

    def cell(self, row: int, column: int) -> str:
        """Name a cell, by its row and column from 1: "Figuur 1!B5"."""
        letters = ""
        while column:
            column, letter = divmod(column - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{self.name}!{letters}{row}"


def workbook_title(report: Report) -> str:
    """What the workbook of a report is called."""
    return f"Tabellen bij de {report.monitor} {report.wave}"


def sheets_of(publication: Publication) -> Iterator[Sheet]:
    """Give every table its sheet, in the order of the report and by the number that it has there: Figuur 1, Tabel 1."""
    tables = 0
    for chapter in publication.chapters:
        title = plain(chapter.title)
        for block in chapter.blocks:
            if isinstance(block, Figure):
                yield sheet_of(f"Figuur {block.number}", title, block.table)
            elif isinstance(block, Table):
                tables += 1
                yield sheet_of(f"Tabel {tables}", title, block)


def sheet_of(name: str, chapter: str, table: Table) -> Sheet:
    """Give a table its sheet: its limits apart, and a head to every column."""
    apart = with_limits_apart(table)
    return Sheet(name, chapter, apart, *_heads(apart))


def with_limits_apart(table: Table) -> Table:
    """Give the lower and the upper limit of an interval a column each, so that they can be reckoned with."""
    places = range(len(table.columns))
    wide = [any((row.cells[place].fact or "").endswith(_INTERVAL) for row in table.rows) for place in places]
    if not any(wide):
        return table
    columns = (
        head
        for name, is_wide in zip(table.columns, wide, strict=True)
        for head in (_limits(name) if is_wide else [name])
    )
    return replace(table, columns=tuple(columns), rows=tuple(_row_apart(row, wide) for row in table.rows))


def _limits(name: str) -> list[str]:
    return [f"{name}, van", f"{name}, tot"]


def _row_apart(row: Row, wide: list[bool]) -> Row:
    cells: list[Cell] = []
    for cell, is_wide in zip(row.cells, wide, strict=True):
        if not is_wide:
            cells.append(cell)
        elif cell.fact is None:
            cells += [cell, cell]
        else:
            limits = zip(cell.text.split(" – "), ("low", "high"), strict=True)
            cells += [Cell(text, f"{cell.fact.removesuffix(_INTERVAL)}#{limit}") for text, limit in limits]
    return replace(row, cells=tuple(cells))


def _heads(table: Table) -> tuple[tuple[str, ...], int]:
    labels = (["Onderdeel"] if any(row.section for row in table.rows) else []) + [table.corner or "Omschrijving"]
    heads = list(labels)
    for head in table.columns:
        heads.append(head if head not in heads else f"{head} – {heads[-1]}")
    return tuple(heads), len(labels)


def tied_to(inline: Inline) -> str:
    """The ids of the numbers in a line, in order with ";" between them; empty for each that has none of its own."""
    found: list[str] = []
    for run in inline:
        numbers, ids = _NUMBER.findall(run.text), run.fact.split(";") if run.fact else []
        found += ids if len(ids) == len(numbers) else [""] * len(numbers)
    return ";".join(found) if any(found) else ""


def only_tables(publication: Publication) -> Publication:
    """A publication with no more than its figures and tables, each in its chapter."""
    chapters = (
        replace(chapter, blocks=tuple(block for block in chapter.blocks if isinstance(block, Figure | Table)))
        for chapter in publication.chapters
    )
    return replace(publication, chapters=tuple(chapters))


def printed_in(publication: Publication) -> tuple[str, ...]:
    """The ids of the facts that the tables and figures of a publication print, each once, in their order."""
    cells = (cell for sheet in sheets_of(publication) for row in sheet.table.rows for cell in row.cells)
    return tuple(dict.fromkeys(id_ for cell in cells if cell.fact is not None for id_, _ in parts_of(cell.fact)))
