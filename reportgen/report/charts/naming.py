"""What marks are called, at the marks themselves: over the first of each, tied to it by a thin line where it is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.report.charts.canvas import HAIRLINE, LEADING, Canvas
from reportgen.report.charts.geometry import Scale, spread
from reportgen.report.model import Chart

BETWEEN = 6.0
FARTHEST = 36.0
"""A name that would stand farther than this from its mark is in the key instead, and so are the others."""
TIE = 4.0


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a series: what it says, the x of its mark, the x that its middle would like, and its colour."""

    text: str
    mark: float
    middle: float
    role: str = "ink"
    strong: bool = True

    def width(self, canvas: Canvas) -> float:
        """How wide it is."""
        return canvas.text_width(self.text, strong=self.strong)


def names_of_marks(chart: Chart, scale: Scale) -> list[Name]:
    """The names of series over their marks in the first row; none where one has no mark there."""
    firsts = [(series, series.points[0].value) for series in chart.series]
    return (
        [Name(series.label, scale(value), scale(value), series.role) for series, value in firsts if value is not None]
        if all(value is not None for _, value in firsts)
        else []
    )


def place_names(canvas: Canvas, names: Sequence[Name], low: float, high: float) -> list[float] | None:
    """Find the middles of names beside each other between `low` and `high`; None when they cannot stand at their marks.

    Each is as near as can be to where it would like to be.
    """
    widths = [name.width(canvas) for name in names]
    if sum(widths) + BETWEEN * (len(names) - 1) > high - low:
        return None
    middles = spread(
        [name.middle for name in names], [width + BETWEEN for width in widths], low - BETWEEN / 2, high + BETWEEN / 2
    )
    far = (abs(_nearest(name, x, width) - name.mark) for name, x, width in zip(names, middles, widths, strict=True))
    return middles if max(far) <= FARTHEST else None


def names_height(canvas: Canvas) -> float:
    """How much height the names need over their marks."""
    return canvas.size * LEADING + TIE


def draw_names(canvas: Canvas, names: Sequence[Name], middles: Sequence[float], mark_tops: Sequence[float]) -> float:
    """Draw names over their marks, whose tops are given, all on one line over the highest; returns that line."""
    y = min(mark_tops) - TIE - canvas.size * 0.25
    for name, x, top in zip(names, middles, mark_tops, strict=True):
        nearest = _nearest(name, x, name.width(canvas))
        if nearest != name.mark or top - min(mark_tops) > TIE:
            canvas.line([(nearest, y + 2), (name.mark, top - 1)], "muted", HAIRLINE)
        canvas.text(x, y, name.text, canvas.readable(name.role), strong=name.strong, align="centre")
    return y


def _nearest(name: Name, middle: float, width: float) -> float:
    """The x within a name that is nearest to its mark."""
    return min(max(name.mark, middle - width / 2), middle + width / 2)
