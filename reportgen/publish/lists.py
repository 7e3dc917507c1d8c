"""The numbers of a figure or table as a list for a spreadsheet: a value a row, each with the fact that it prints."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportgen.facts import Fact
from reportgen.report.model import Cell, Figure, Mark, Table
from reportgen.rounding import SCALES, half_up

HEADS = (
    "onderdeel", "categorie", "reeks", "in_druk", "uitkomst", "ondergrens", "bovengrens", "n", "verschil", "indicatief",
    "feit",
)  # fmt: skip
"""The columns of a list; outcome and limits are percentages or points, not rounded to what is printed."""
STAMP = "voorbehoud"
"""The head of one more column, with what a copy under embargo, or for one reader, carries: a row may be taken apart."""
_DECIMALS = 4
_DIFFERENCES: Mapping[Mark, str] = {"▲": "hoger", "▼": "lager", "": ""}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MONTH = "(jan|feb|m(aa)?rt|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]*"
_DATE = re.compile(
    r"\d{1,4}[-/]\d{1,2}([-/]\d{1,4})?|\d{1,2}:\d\d"
    rf"|(\d{{1,2}}[- ])?{_MONTH}[- ]\d{{1,4}}|\d{{1,2}}[- ]{_MONTH}",
    re.IGNORECASE,
)
"""What a Dutch spreadsheet takes for a day, a month or a time."""


Row = tuple[str, ...]


def list_figure(figure: Figure, facts: Mapping[str, Fact], stamp: Sequence[str] = ()) -> bytes:
    """List what a figure shows, which is what it draws; `facts` are those that it shows, by their id."""
    return _written(_rows_of_figure(figure, facts), stamp)


def list_table(table: Table, facts: Mapping[str, Fact], stamp: Sequence[str] = ()) -> bytes:
    """List what a table says, cell by cell; `facts` are those that it prints, by their id."""
    return _written(_rows_of_table(table, facts), stamp)


def _written(rows: Iterable[Row], stamp: Sequence[str]) -> bytes:
    """Write a list as a Dutch Excel opens it: BOM, semicolons, and decimal commas in the rows."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";")
    told = [_harmless("; ".join(stamp))] if stamp else []
    writer.writerow([*HEADS, *([STAMP] if stamp else [])])
    writer.writerows([*row, *told] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def _rows_of_figure(figure: Figure, facts: Mapping[str, Fact]) -> Iterator[Row]:
    chart, heading = figure.chart, ""
    scale, _ = SCALES[chart.unit]
    for place, category in enumerate(chart.categories):
        heading = category.heading or heading
        for series in chart.series:
            point, fact = series.points[place], facts.get(series.points[place].fact or "")
            values = (point.value, point.low, point.high)
            cell = Cell(point.text, point.fact, point.mark, point.indicative)
            yield _row((heading, category.label, series.label), cell, values, scale, fact)


def _rows_of_table(table: Table, facts: Mapping[str, Fact]) -> Iterator[Row]:
    section = ""
    for row in table.rows:
        section = row.section or section
        for head, cell in zip(table.columns, row.cells, strict=True):
            fact = facts.get(cell.fact or "")
            values, scale = ((fact.estimate, fact.low, fact.high), SCALES[fact.unit][0]) if fact else ((None,) * 3, 1)
            yield _row((section, row.label, head), cell, values, scale, fact)


def _row(
    labels: tuple[str, str, str], cell: Cell, values: Iterable[float | None], scale: int, fact: Fact | None
) -> Row:
    return (
        *map(_harmless, labels),
        cell.text,
        *("" if value is None else _number(value * scale) for value in values),
        str(fact.n) if fact and fact.n else "",
        _DIFFERENCES[cell.mark],
        "ja" if cell.indicative else "",
        cell.fact or "",
    )


def _number(value: float) -> str:
    return str(half_up(value, _DECIMALS)).replace(".", ",")


def _harmless(label: str) -> str:
    """Keep a spreadsheet from taking a label for a formula or a date."""
    return f"'{label}" if label.startswith(_FORMULA) or _DATE.fullmatch(label) else label
