"""Charts as PowerPoint's own: which of its kinds comes nearest, what is labelled where, and the workbook behind it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from math import ceil
from typing import Literal

from reportgen.brand import Theme
from reportgen.brand.colour import ratio
from reportgen.publish.packing import pack, unpack
from reportgen.publish.sheet_numbers import as_number
from reportgen.report.model import Chart, Figure, Point, Report, Series, plain
from reportgen.report.slide_figures import label_of

SHEET = "Cijfers"
_NARROWEST_LABEL = 0.035
"""The part of a stacked bar that its value still fits in."""
_AXES = {"share": "0%", "mean": "0.0", "score": "0"}
_SIZES = ((9, 14), (15, 12), (24, 11))
"""Up to so many bars or dots, the size of the letters; with more they are the smallest."""
_SMALLEST = 10
_MOST_LABELLED = 12
"""With more points than this, a line has its values at its ends alone."""
_WHOLE = frozenset({"likert", "waffle"})
"""The kinds that show parts of a whole, all of which is drawn."""

Kind = Literal["bar", "col", "line", "dot"]
_KINDS: dict[str, Kind] = {"trend": "line", "columns": "col", "multiples": "col", "dots": "dot", "regions": "dot"}
"""PowerPoint's kind for each of ours; of all others it is horizontal bars, and of a heat table a table."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A value as it stands in the chart: its place among the categories, and how it is labelled.

    `position` is PowerPoint's name of the place of the label ("outEnd"), empty where there is none.
    """

    index: int
    value: float
    shown_as: str
    position: str
    hollow: bool
    cut_off: bool
    """Whether it may not be compared with the one before it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A series: its name, its column in the workbook, the roles of its colour and of the labels on it, its values.

    `plus` and `minus` are how far the interval of each reaches, in the columns that begin at `margins`.
    """

    name: str
    column: str
    role: str
    label_role: str
    dots: tuple[Dot, ...]
    plus: tuple[tuple[int, float], ...] = ()
    minus: tuple[tuple[int, float], ...] = ()
    margins: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Native:
    """A chart in PowerPoint's terms; `labels` are its categories, `headings` the blocks that they stand in."""

    kind: Kind
    stacked: bool
    labels: tuple[str, ...]
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    axis_format: str
    minimum: float | None
    maximum: float | None
    size: int

    @property
    def has_headings(self) -> bool:
        """Whether its categories stand in blocks."""
        return any(self.headings)

    @property
    def gap(self) -> int:
        """The room between bars, in percents of their thickness: few bars stay slim."""
        bars = len(self.labels) * (1 if self.stacked else len(self.lines))
        return 45 if bars > 5 else 90 if bars > 2 else 200

    @property
    def room(self) -> Mapping[str, float]:
        """What part of the frame the bars or lines themselves have; the rest is for the names beside and under them."""
        legend = 0.12 if len(self.lines) > 1 else 0.03
        if self.kind == "bar":
            return {"left": 0.3, "top": legend, "width": 0.64, "height": 0.97 - legend}
        under = 0.3 if self.kind == "dot" else 0.14
        return {"left": 0.05, "top": legend + 0.04, "width": 0.92, "height": 0.96 - legend - under}

    @property
    def rows(self) -> str:
        """The rows of its categories in the workbook: "2:4"."""
        return f"2:{len(self.labels) + 1}"

    def cells(self, first: str, last: str = "") -> str:
        """A range in the workbook, over all its categories."""
        start, end = self.rows.split(":")
        return f"{SHEET}!${first}${start}:${last or first}${end}"


def native_of(figure: Figure, theme: Theme) -> Native:
    """Say a chart in PowerPoint's terms; raises ValueError when a value would not be shown as it was printed."""
    chart = figure.chart
    kind = _KINDS.get(chart.kind, "bar")
    stacked = chart.kind == "likert"
    first = 2 if kind != "dot" and any(category.heading for category in chart.categories) else 1
    has_margins = kind == "dot" and any(point.low is not None for series in chart.series for point in series.points)
    lines = []
    for place, series in enumerate(_shaded(chart)):
        margins = None
        if has_margins:
            start = first + len(chart.series) + 2 * place
            margins = (_letter(start), _letter(start + 1))
        lines.append(_line(chart, series, kind, stacked, _letter(first + place), margins, theme))
    count = len(chart.categories) * (1 if stacked else len(chart.series))
    return Native(
        kind=kind,
        stacked=stacked,
        labels=tuple("".join(run.text for run in label_of(category, figure)) for category in chart.categories),
        headings=tuple("" if kind == "dot" else category.heading for category in chart.categories),
        lines=tuple(lines),
        axis_format=_AXES[chart.unit],
        minimum=chart.minimum if chart.unit != "score" else None,
        maximum=_maximum(chart, kind),
        size=next((size for most, size in _SIZES if count <= most), _SMALLEST),
    )


def _maximum(chart: Chart, kind: Kind) -> float | None:
    """Where the axis ends, if that is not left to PowerPoint: it knows nothing of the intervals."""
    highest = [point.high for series in chart.series for point in series.points if point.high is not None]
    if chart.kind in _WHOLE:
        return 1.0
    if kind != "dot" or chart.maximum is not None or chart.unit != "share":
        return chart.maximum
    return min(1.0, ceil(max(highest, default=1.0) * 20) / 20)


def _shaded(chart: Chart) -> Iterator[Series]:
    """Set earlier waves back behind the last one, the further the longer ago."""
    earlier = [one.label for one in chart.series if chart.kind == "bars" and one.role == "muted"]
    if chart.kind == "multiples":
        earlier = [one.label for one in reversed(chart.series[:-1])]
    roles = dict(zip(earlier, ("primary_light", *["neutral"] * len(earlier)), strict=False))
    for series in chart.series:
        yield replace(series, role=roles.get(series.label, series.role))


def _line(
    chart: Chart,
    series: Series,
    kind: Kind,
    stacked: bool,
    column: str,
    margins: tuple[str, str] | None,
    theme: Theme,
) -> Line:
    dots = []
    for index, point in enumerate(series.points):
        number = as_number(point.text, point.value, point.mark)
        if point.value is None or number is None:
            continue
        position = _position(chart, series, index, point, kind, stacked)
        cut_off = index in chart.breaks and kind == "line"
        dots.append(Dot(index, number.value, number.shown_as, position, point.hollow, cut_off))
    limits = [(i, p) for i, p in enumerate(series.points) if margins and p.value is not None and p.low is not None]
    return Line(
        name=series.label,
        column=column,
        role=series.role,
        label_role=_readable_on(theme, series.role) if stacked else "ink",
        dots=tuple(dots),
        plus=tuple((i, _exactly((p.high or 0.0) - (p.value or 0.0))) for i, p in limits),
        minus=tuple((i, _exactly((p.value or 0.0) - (p.low or 0.0))) for i, p in limits),
        margins=margins,
    )


def _readable_on(theme: Theme, role: str) -> str:
    """The role, ink or paper, that is best read on a colour."""
    return max(("ink", "paper"), key=lambda one: ratio(getattr(theme, one), getattr(theme, role)))


def _exactly(number: float) -> float:
    """A difference without the dust of binary fractions."""
    return float(f"{number:.12g}")


def _position(chart: Chart, series: Series, index: int, point: Point, kind: Kind, stacked: bool) -> str:
    if stacked:
        return "ctr" if (point.value or 0.0) >= _NARROWEST_LABEL else ""
    if kind == "dot":
        return "r" if series.label == chart.series[0].label else "l"
    if kind != "line":
        return "outEnd"
    if len(series.points) > _MOST_LABELLED and index not in {0, len(series.points) - 1}:
        return ""
    others = [one.points[index].value or 0.0 for one in chart.series if one.label != series.label]
    mine = point.value or 0.0
    if all(mine >= other for other in others):
        return "t"
    return "b" if all(mine <= other for other in others) else "r"


def _letter(column: int) -> str:
    """The letters of a column of the workbook, from 0."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def workbook_of(figure: Figure, native: Native, report: Report) -> bytes:
    """Write what a chart shows as the workbook that PowerPoint opens to edit it; no value in it is rounded."""
    import xlsxwriter

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, options)
    day = datetime.fromisoformat(report.published_iso).replace(tzinfo=UTC)
    book.set_properties({"title": plain(figure.title), "author": report.publisher, "created": day})
    formats = {shown: book.add_format({"num_format": shown}) for shown in _formats(native)}
    page = book.add_worksheet(SHEET)
    first = int(native.has_headings)
    for row, (heading, label) in enumerate(zip(native.headings, native.labels, strict=True), 1):
        if heading:
            page.write_string(row, 0, heading)
        page.write_string(row, first, label)
    for line in native.lines:
        page.write_string(f"{line.column}1", line.name)
        for dot in line.dots:
            page.write_number(f"{line.column}{dot.index + 2}", dot.value, formats[dot.shown_as])
        margins_of = zip(("marge erboven", "marge eronder"), line.margins or (), (line.plus, line.minus), strict=False)
        for head, column, margins in margins_of:
            page.write_string(f"{column}1", f"{line.name}: {head}")
            for index, margin in margins:
                page.write_number(f"{column}{index + 2}", margin)
    page.set_column(0, first, 34)
    book.close()
    return pack(unpack(target.getvalue()))


def _formats(native: Native) -> Sequence[str]:
    return tuple(dict.fromkeys(dot.shown_as for line in native.lines for dot in line.dots))
