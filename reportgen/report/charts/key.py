"""Which mark belongs to which series: in a line above the chart, or over the columns of values beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportgen.report.charts.canvas import LEADING, MARKER, Canvas
from reportgen.report.charts.geometry import all_points
from reportgen.report.model import Chart

GAP = 4.0
BETWEEN = 14.0
HEADING_WIDTH = 70.0

DrawSwatch = Callable[[float, float], None]
"""Draws a series' mark around a point."""


def draw_key(canvas: Canvas, left: float, top: float, names: Sequence[str], swatches: Sequence[DrawSwatch]) -> float:
    """Draw names behind their marks, on more lines where it must; returns where the chart can begin."""
    x, y = left, top + canvas.size / 2
    for name, swatch in zip(names, swatches, strict=True):
        lines = canvas.typeface.wrap(name, canvas.width - left - MARKER - GAP, canvas.size)
        width = MARKER + GAP + canvas.typeface.widest(lines, canvas.size)
        if x > left and x + width > canvas.width:
            x, y = left, y + canvas.size * LEADING
        swatch(x + MARKER / 2, y)
        canvas.lines(x + MARKER + GAP, canvas.middle(y), lines)
        y += (len(lines) - 1) * canvas.size * LEADING
        x += width + BETWEEN
    return y + canvas.size / 2 + 8


@dataclass(frozen=True, slots=True)
class ValueColumns:
    """The values of each series in a column at the right: `left` is where the first begins."""

    left: float
    _ends: tuple[float, ...]
    _headings: tuple[tuple[str, ...], ...]
    _roles: tuple[str, ...]
    _number: float

    def draw_row(self, canvas: Canvas, chart: Chart, index: int, y: float) -> None:
        """Draw the values of one category: the first series strong."""
        for place, (series, end) in enumerate(zip(chart.series, self._ends, strict=True)):
            point, strong = series.points[index], place == 0 or series.role != "muted"
            role = canvas.readable(series.role) if len(chart.series) > 1 else "ink"
            canvas.text(end, canvas.middle(y), point.text, role, strong=strong, align="right", fact=point.fact)
            canvas.text(end + 2, canvas.middle(y), point.mark, role, size=canvas.small, strong=strong)

    def height_of_heads(self, canvas: Canvas, fewer: int = 0) -> float:
        """How much height the names over the columns need, or all but the last `fewer` of their lines."""
        return max(0, max(map(len, self._headings)) - fewer) * canvas.size * LEADING

    def draw_heads(self, canvas: Canvas, line: float) -> None:
        """Draw the names over the columns in their colours, where there are several: their last lines on `line`."""
        for heading, end, role in zip(self._headings, self._ends, self._roles, strict=True):
            x, top = end - self._number / 2, line - (len(heading) - 1) * canvas.size * LEADING
            canvas.lines(x, top, heading, canvas.readable(role), strong=role != "muted", align="centre")

    def draw_heads_with_marks(self, canvas: Canvas, swatches: Sequence[DrawSwatch]) -> float:
        """Draw the names over the columns from the top, under their marks; returns where rows can begin."""
        above, height = MARKER + 4, self.height_of_heads(canvas)
        for swatch, heading, end in zip(swatches, self._headings, self._ends, strict=False):
            if heading:
                down = height - len(heading) * canvas.size * LEADING
                swatch(end - self._number / 2, MARKER / 2 + down)
        self.draw_heads(canvas, above + height + canvas.size * (0.8 - LEADING))
        return height + (above + 4 if height else 0)


def value_columns(canvas: Canvas, chart: Chart) -> ValueColumns:
    """Make room for the values of each series at the right, and over them for their names where there are several."""
    points = all_points(chart)
    number = canvas.typeface.widest((point.text for point in points), canvas.size, strong=True)
    mark = 2 + canvas.typeface.widest((point.mark for point in points), canvas.small, strong=True)
    several = len(chart.series) > 1
    headings = [canvas.typeface.balance(s.label, HEADING_WIDTH, canvas.size) if several else () for s in chart.series]
    ends: list[float] = []
    right = canvas.width
    for heading in reversed(headings):
        width = max(number + mark, canvas.typeface.widest(heading, canvas.size, strong=True))
        ends.append(right - (width - number - mark) / 2 - mark)
        right -= width + BETWEEN
    roles = tuple(series.role for series in chart.series)
    return ValueColumns(right, tuple(reversed(ends)), tuple(headings), roles, number)
