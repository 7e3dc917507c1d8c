"""Two waves and the lines between them, named at both ends; what has changed stands out from what has not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportgen.report.charts.canvas import HAIRLINE, LEADING, LINE, MARKER, Canvas, value_text
from reportgen.report.charts.ends import End, draw_ends, ends_height, ends_width
from reportgen.report.charts.geometry import Scale, all_points, values_of
from reportgen.report.charts.joined import draw_joined
from reportgen.report.charts.rows import notes
from reportgen.report.model import Chart, Series

HEIGHT = 165.0
BREAK = "trendbreuk"
LINE_UNCHANGED = 1.1
EDGE = 8.0
NAME_WIDTH, NAME_PART = 130.0, 0.4
"""How wide a name may be, in points and as a part of the width."""
HEAD_WIDTH = 90.0
LEAST_RUN = 60.0
"""Lines shorter than this have their names at the right only."""
LEAST_SPAN = {"share": 0.3, "mean": 3.0, "score": 30.0}
"""A slope has no axis: it is at least this high, so that a small change looks small."""


def draw(chart: Chart, canvas: Canvas) -> float:
    """Draw the chart; returns its height."""
    befores, afters = (_ends(canvas, chart, index, _scale(chart, 0, 1)) for index in (0, -1))
    xs = _places(canvas, chart, befores, afters)
    named = len(xs) < 2 or xs[1] - xs[0] >= LEAST_RUN
    if not named:
        befores = _unnamed(befores)
        xs = _places(canvas, chart, befores, afters)
    top = _draw_heads(canvas, chart, xs)
    bottom = top + max(HEIGHT * canvas.theme.plot_part, ends_height(canvas, befores), ends_height(canvas, afters))
    y = _scale(chart, bottom - EDGE, top + EDGE)
    for x in xs:
        canvas.line([(x, top), (x, bottom)], "rule", HAIRLINE)
    for index in chart.breaks:
        _draw_break(canvas, (xs[index - 1] + xs[index]) / 2, top, bottom)
    for series in sorted(chart.series, key=_changed):
        _draw_line(canvas, chart, series, xs, y)
    if len(xs) > 1:
        left = _ends(canvas, chart, 0, y)
        draw_ends(canvas, left if named else _unnamed(left), xs[0], top, bottom, "left")
    draw_ends(canvas, _ends(canvas, chart, -1, y), xs[-1], top, bottom, "right")
    return bottom


def _changed(series: Series) -> bool:
    return bool(series.points[-1].mark)


def _scale(chart: Chart, start: float, end: float) -> Scale:
    values = values_of(all_points(chart)) or [chart.minimum]
    low, high = min(values), max(values)
    short = max(0.0, LEAST_SPAN[chart.unit] - (high - low))
    low = max(chart.minimum, low - short / 2)
    return Scale(low, max(high, low + LEAST_SPAN[chart.unit]), start, end)


def _places(canvas: Canvas, chart: Chart, befores: Sequence[End], afters: Sequence[End]) -> list[float]:
    count = len(chart.categories)
    left, right = ends_width(canvas, befores), canvas.width - ends_width(canvas, afters)
    return [left + (right - left) * i / (count - 1) for i in range(count)] if count > 1 else [HEAD_WIDTH / 2]


def _ends(canvas: Canvas, chart: Chart, index: int, y: Scale) -> list[End]:
    ends, width = [], min(NAME_WIDTH, NAME_PART * canvas.width)
    for series in chart.series:
        point, known = series.points[index], values_of(series.points)
        value = point.value if point.value is not None else (known or [y.low])[0]
        name = canvas.typeface.wrap(series.label, width, canvas.size)
        marked = point.value is not None
        ends.append(End(y(value), value_text(point), point.fact, name, series.role, _changed(series), marked))
    return ends


def _unnamed(ends: Sequence[End]) -> list[End]:
    return [replace(end, name=()) for end in ends]


def _draw_heads(canvas: Canvas, chart: Chart, xs: Sequence[float]) -> float:
    """The waves and their bases over their lines; returns where the plot can begin."""
    bottom = 0.0
    heads = list(zip(xs, chart.categories, notes(chart), strict=True))
    crowded = len(xs) > 2 and xs[1] - xs[0] < HEAD_WIDTH
    for x, category, note in (heads[0], heads[-1]) if crowded else heads:
        label = canvas.typeface.balance(category.label, HEAD_WIDTH, canvas.size, strong=True)
        y = canvas.lines(x, canvas.size * 0.9, label, strong=True, align="centre")
        under = canvas.typeface.balance(note, HEAD_WIDTH, canvas.small)
        bottom = max(bottom, canvas.lines(x, y, under, "muted", size=canvas.small, align="centre", fact=category.fact))
    return bottom - canvas.small * LEADING + 6


def _draw_break(canvas: Canvas, x: float, top: float, bottom: float) -> None:
    canvas.line([(x, top), (x, bottom)], "muted", 0.75, dash=(2, 2))
    canvas.text(x, top - 4, BREAK, "muted", size=canvas.small, align="centre")


def _draw_line(canvas: Canvas, chart: Chart, series: Series, xs: Sequence[float], y: Scale) -> None:
    dots = [(x, y(point.value or 0)) for x, point in zip(xs, series.points, strict=True)]
    draw_joined(canvas, series.points, chart.breaks, dots, series.role, LINE if _changed(series) else LINE_UNCHANGED)
    for dot, point in zip(dots, series.points, strict=True):
        if point.value is not None:
            canvas.marker("circle", *dot, series.role, size=MARKER - 0.8, hollow=point.hollow, rim=1)
