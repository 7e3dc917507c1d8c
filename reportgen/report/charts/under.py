"""The names of categories on a horizontal axis, with their bases under them."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.report.charts.canvas import LEADING, Canvas
from reportgen.report.charts.rows import notes
from reportgen.report.model import Chart

BELOW_AXIS = 5.0


def draw_under(
    canvas: Canvas, chart: Chart, indices: Sequence[int], xs: Sequence[float], room: float, axis: float
) -> float:
    """Draw the categories `indices` centred at `xs`, in `room` each, under an axis; returns where they end."""
    small, leading = canvas.small, canvas.size * LEADING
    labels = [canvas.typeface.balance(chart.categories[i].label, room, canvas.size) for i in indices]
    bases = [canvas.typeface.balance(notes(chart)[i], room, small) for i in indices]
    first = axis + BELOW_AXIS + canvas.size
    last = first + (max(map(len, labels)) - 1) * leading
    for i, x, label, base in zip(indices, xs, labels, bases, strict=True):
        canvas.lines(x, first, label, align="centre")
        canvas.lines(x, last + small * 1.3, base, "muted", size=small, align="centre", fact=chart.categories[i].fact)
    lines = max(map(len, bases))
    return last + small * (0.4 + lines * LEADING)
