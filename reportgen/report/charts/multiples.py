"""Small multiples: a panel with one line each, all at one scale, the lines of the others faintly behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from reportgen.report.charts.canvas import HAIRLINE, LEADING, LINE, MARKER, Canvas, value_text
from reportgen.report.charts.geometry import Scale, all_points, base_of, tick_label, ticks, value_scale, values_of
from reportgen.report.charts.joined import draw_joined, steps
from reportgen.report.charts.labels import Dot, Value, place_values
from reportgen.report.charts.rows import shown_bases
from reportgen.report.model import Chart, Point

HEIGHT = 58.0
HEIGHT_OF_MANY = 20.0
LEAST_WIDTH = 88.0
LEAST_WIDTH_OF_MANY = 44.0
MANY = 24
"""With more panels than this they are small, so that sixty fit on a page."""
MOST_WIDTH = 150.0
BETWEEN = 16.0
BELOW, BELOW_OF_MANY = 14.0, 6.0
ABOVE = 14.0
EDGE = 6.0
STEPS = 2
MOST_BEHIND = 12
"""With more panels than this, the lines of the others would be a grey cloud."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One small chart: the category that it shows, and where its waves and values are."""

    index: int
    left: float
    right: float
    xs: tuple[float, ...]
    y: Scale


def draw(chart: Chart, canvas: Canvas) -> float:
    """Draw the chart; returns its height."""
    values = values_of(all_points(chart))
    scale = value_scale(chart, 0, 1, values)
    axis = canvas.typeface.widest((tick_label(chart, tick) for tick in ticks(scale, STEPS)), canvas.small) + EDGE
    each, width = _columns(canvas, chart, axis)
    bottom = 0.0
    for start in range(0, len(chart.categories), each):
        indices = range(start, min(start + each, len(chart.categories)))
        lefts = [axis + place * (width + BETWEEN) for place in range(len(indices))]
        top = _draw_titles(canvas, chart, indices, lefts, width, bottom)
        height, below = (HEIGHT_OF_MANY, BELOW_OF_MANY) if len(chart.categories) > MANY else (HEIGHT, BELOW)
        y = value_scale(chart, top + ABOVE + height, top + ABOVE, values)
        panels = [_panel(canvas, chart, index, left, width, y) for index, left in zip(indices, lefts, strict=True)]
        _draw_axis(canvas, chart, panels, axis)
        for panel in panels:
            _draw_panel(canvas, chart, panel)
        bottom = y.start + canvas.small + 4 + below
    return bottom - below + canvas.small * 0.3


def _columns(canvas: Canvas, chart: Chart, axis: float) -> tuple[int, float]:
    """How many panels stand beside each other, and how wide each is: rows about as long as each other."""
    count, room = len(chart.categories), canvas.width - axis
    least = LEAST_WIDTH_OF_MANY if count > MANY else LEAST_WIDTH
    most = max(1, int((room + BETWEEN) / (max(least, _label_width(canvas, chart)) + BETWEEN)))
    each = ceil(count / ceil(count / most))
    return each, min(MOST_WIDTH if each == 1 else room, (room - (each - 1) * BETWEEN) / each)


def _label_width(canvas: Canvas, chart: Chart) -> float:
    """The room for the names of the first and the last wave under the axis."""
    first, last = (canvas.text_width(chart.series[i].label, size=canvas.small) for i in (0, -1))
    return min(canvas.width / 3, first + last + EDGE)


def _panel(canvas: Canvas, chart: Chart, index: int, left: float, width: float, y: Scale) -> Panel:
    first, last = (_value_width(canvas, chart, place) / 2 for place in (0, -1))
    start, end = left + max(first, EDGE), left + width - max(last, EDGE)
    count = len(chart.series)
    xs = [start + (end - start) * place / (count - 1) for place in range(count)] if count > 1 else [(start + end) / 2]
    return Panel(index, left, left + width, tuple(xs), y)


def _value_width(canvas: Canvas, chart: Chart, place: int) -> float:
    return canvas.typeface.widest(map(value_text, chart.series[place].points), canvas.size, strong=True)


def _draw_titles(
    canvas: Canvas, chart: Chart, indices: range, lefts: Sequence[float], width: float, top: float
) -> float:
    """The names of the panels in one row, with their bases; returns where the panels can begin."""
    bases = shown_bases(chart)
    names = [canvas.typeface.balance(chart.categories[i].label, width, canvas.size, strong=True) for i in indices]
    notes = [canvas.typeface.wrap(bases[i], width, canvas.small) for i in indices]
    deepest = max(map(len, names)) * canvas.size * LEADING
    for i, left, name, note in zip(indices, lefts, names, notes, strict=True):
        first = top + canvas.size + deepest - len(name) * canvas.size * LEADING
        y = canvas.lines(left, first, name, strong=True)
        below = y - canvas.size * LEADING + canvas.small * LEADING
        canvas.lines(left, below, note, "muted", size=canvas.small, fact=chart.categories[i].fact)
    return top + deepest + max(map(len, notes)) * canvas.small * LEADING


def _draw_axis(canvas: Canvas, chart: Chart, panels: Sequence[Panel], end: float) -> None:
    """The same few lines behind every panel of a row, with their values before the first."""
    y = panels[0].y
    for tick in ticks(y, STEPS):
        floor = tick == base_of(chart, y)
        label = tick_label(chart, tick)
        canvas.text(end - EDGE, canvas.middle(y(tick), canvas.small), label, "muted", size=canvas.small, align="right")
        for panel in panels:
            ends = [(panel.left, y(tick)), (panel.right, y(tick))]
            canvas.line(ends, "muted" if floor else "rule", 0.75 if floor else HAIRLINE)


def _draw_panel(canvas: Canvas, chart: Chart, panel: Panel) -> None:
    if len(chart.categories) <= MOST_BEHIND:
        for index in range(len(chart.categories)):
            if index != panel.index:
                draw_joined(canvas, _points(chart, index), chart.breaks, _dots(chart, index, panel), "rule", 1)
    for index in chart.breaks:
        x = (panel.xs[index - 1] + panel.xs[index]) / 2
        canvas.line([(x, panel.y.end - ABOVE + 4), (x, panel.y.start)], "muted", 0.75, dash=(2, 2))
    points, dots, role = _points(chart, panel.index), _dots(chart, panel.index, panel), chart.series[-1].role
    _draw_values(canvas, points, dots, steps(points, chart.breaks), role, panel)
    draw_joined(canvas, points, chart.breaks, dots, role, LINE)
    many = len(dots) > 1 and dots[1][0] - dots[0][0] < MARKER
    joined = {i for step in steps(points, chart.breaks) for i in step} if many else set()
    for i, (point, dot) in enumerate(zip(points, dots, strict=True)):
        if point.value is not None and (i not in joined or i in (0, len(dots) - 1)):
            canvas.marker("circle", *dot, role, size=MARKER - 1.4, hollow=point.hollow, rim=0.8)
    _draw_waves(canvas, chart, panel)


def _points(chart: Chart, index: int) -> list[Point]:
    return [series.points[index] for series in chart.series]


def _dots(chart: Chart, index: int, panel: Panel) -> list[Dot]:
    return [(x, panel.y(p.value or 0)) for x, p in zip(panel.xs, _points(chart, index), strict=True)]


def _draw_values(
    canvas: Canvas,
    points: Sequence[Point],
    dots: Sequence[Dot],
    joined: Sequence[tuple[int, int]],
    role: str,
    panel: Panel,
) -> None:
    """The first and the last value, and those between where there is room."""
    measured = [i for i, point in enumerate(points) if point.value is not None]
    if not measured:
        x = (panel.left + panel.right) / 2
        canvas.text(x, panel.y.start - 5, points[-1].text, "muted", strong=True, align="centre")
        return
    marks = [dots[i] for i in measured]
    lines = [(dots[i], dots[j]) for i, j in joined]
    for i in _with_room(canvas, points, measured, panel):
        text, (x, y) = value_text(points[i]), dots[i]
        value = Value(x, y, text, points[i].fact, canvas.text_width(text, strong=True), canvas.readable(role))
        for placed, middle in place_values([value], marks, lines, canvas.size, panel.y.start):
            half = placed.width / 2
            canvas.rectangle(x - half, middle - canvas.size * 0.42, x + half, middle + canvas.size * 0.42, "paper")
            canvas.text(
                x, canvas.middle(middle), placed.text, placed.role, strong=True, align="centre", fact=placed.fact
            )


def _with_room(canvas: Canvas, points: Sequence[Point], measured: Sequence[int], panel: Panel) -> list[int]:
    """Which values can be printed beside each other: the last first, then the first, then those between."""
    chosen: list[tuple[int, float, float]] = []
    for i in dict.fromkeys((measured[-1], measured[0], *measured)):
        half = canvas.text_width(value_text(points[i]), strong=True) / 2 + 1.5
        left, right = panel.xs[i] - half, panel.xs[i] + half
        if all(right <= other_left or left >= other_right for _, other_left, other_right in chosen):
            chosen.append((i, left, right))
    return sorted(i for i, _, _ in chosen)


def _draw_waves(canvas: Canvas, chart: Chart, panel: Panel) -> None:
    """The last wave under its point, and the first where there is room."""
    end = panel.right + EDGE
    for place in (-1, 0)[: len(chart.series)]:
        label = chart.series[place].label
        half = canvas.text_width(label, size=canvas.small) / 2
        x = min(max(panel.xs[place], panel.left + half), panel.right - half)
        if x + half <= end - EDGE:
            canvas.text(x, panel.y.start + canvas.small + 4, label, "muted", size=canvas.small, align="centre")
            end = x - half
