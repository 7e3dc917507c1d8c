"""Lines over the waves, named at their ends, with every value at its point and the base under every wave."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from reportgen.report.charts.canvas import HAIRLINE, LINE, MARKER, SHAPES, Canvas, value_text
from reportgen.report.charts.ends import End, draw_ends, ends_height, ends_width, fitted
from reportgen.report.charts.geometry import Scale, all_points, base_of, tick_label, ticks, value_scale, values_of
from reportgen.report.charts.joined import draw_joined, steps
from reportgen.report.charts.labels import Dot, Value, place_values
from reportgen.report.charts.rows import notes
from reportgen.report.charts.under import draw_under
from reportgen.report.model import Chart, Series

HEIGHT = 150.0
NAME_WIDTH = 130.0
NARROWEST_LABEL = 56.0
LABEL_GAP = 8.0
ABOVE = 15.0
BREAK = "trendbreuk"
BREAK_HEIGHT = 12.0
STEPS = 3
LEAST_BETWEEN = 1.5 * MARKER
"""With less than this between the waves, their marks would make a chain."""


@dataclass(frozen=True, slots=True)
class Plot:
    """Where the waves and the values are; `labelled` are the waves with room for text, `room` how wide that is."""

    left: float
    xs: tuple[float, ...]
    y: Scale
    labelled: tuple[int, ...]
    room: float


def draw(chart: Chart, canvas: Canvas) -> float:
    """Draw the chart; returns its height."""
    plot = _lay_out(chart, canvas)
    _draw_grid(canvas, chart, plot)
    _draw_breaks(canvas, chart, plot)
    for index in plot.labelled:
        _draw_values(canvas, chart, index, plot)
    for place, series in enumerate(chart.series):
        draw_joined(canvas, series.points, chart.breaks, _dots(series, plot), series.role, LINE)
        marked = _marked(chart, series, plot)
        for x, point in zip(plot.xs, series.points, strict=True):
            if point.value is not None and x in marked:
                shape = SHAPES[place % len(SHAPES)]
                canvas.marker(shape, x, plot.y(point.value), series.role, hollow=point.hollow, rim=1)
    draw_ends(canvas, _ends(canvas, chart, plot.y), plot.xs[-1], plot.y.end - ABOVE / 2, plot.y.start + 4, "right")
    return draw_under(canvas, chart, plot.labelled, [plot.xs[i] for i in plot.labelled], plot.room, plot.y.start)


def _lay_out(chart: Chart, canvas: Canvas) -> Plot:
    top = ABOVE + (BREAK_HEIGHT if chart.breaks else 0)
    values = values_of(all_points(chart))
    ends = _ends(canvas, chart, value_scale(chart, 0, 1, values))
    y = value_scale(chart, top + max(HEIGHT * canvas.theme.plot_part, ends_height(canvas, ends)), top, values)
    left = canvas.typeface.widest((tick_label(chart, tick) for tick in ticks(y, STEPS)), canvas.small) + 6
    texts = [*(category.label for category in chart.categories), *notes(chart)]
    wanted = min(NARROWEST_LABEL, canvas.typeface.widest(texts, canvas.size))
    first, last = left + wanted / 2, canvas.width - ends_width(canvas, ends)
    spacing = (last - first) / max(1, len(chart.categories) - 1)
    every = ceil((wanted + LABEL_GAP) / spacing)
    xs = (
        tuple(last - spacing * i for i in reversed(range(len(chart.categories))))
        if len(chart.categories) > 1
        else (first,)
    )
    labelled = tuple(sorted(range(len(xs) - 1, -1, -every)))
    return Plot(left, xs, y, labelled, min(every * spacing - LABEL_GAP, 2 * first))


def _ends(canvas: Canvas, chart: Chart, y: Scale) -> list[End]:
    ends = []
    for series in chart.series:
        known = values_of(series.points)
        name = canvas.typeface.wrap(series.label, NAME_WIDTH, canvas.size)
        level, last = y(known[-1]) if known else y.start, series.points[-1]
        marked = last.value is not None
        ends.append(End(level, value_text(last), last.fact, name, series.role, strong=True, marked=marked))
    return fitted(canvas, ends)


def _draw_grid(canvas: Canvas, chart: Chart, plot: Plot) -> None:
    for tick in ticks(plot.y, STEPS):
        y, floor = plot.y(tick), tick == base_of(chart, plot.y)
        canvas.line([(plot.left, y), (plot.xs[-1], y)], "muted" if floor else "rule", 0.75 if floor else HAIRLINE)
        label = tick_label(chart, tick)
        canvas.text(plot.left - 6, canvas.middle(y, canvas.small), label, "muted", size=canvas.small, align="right")


def _draw_breaks(canvas: Canvas, chart: Chart, plot: Plot) -> None:
    width, end = canvas.text_width(BREAK, size=canvas.small), 0.0
    for index in chart.breaks:
        x = (plot.xs[index - 1] + plot.xs[index]) / 2
        canvas.line([(x, BREAK_HEIGHT), (x, plot.y.start)], "muted", 0.75, dash=(2, 2))
        if x - width / 2 > end:
            canvas.text(x, canvas.small, BREAK, "muted", size=canvas.small, align="centre")
            end = x + width / 2 + LABEL_GAP


def _marked(chart: Chart, series: Series, plot: Plot) -> set[float]:
    """Where points are marked: everywhere, or where waves are too many for that at the named and the lone ones."""
    if len(plot.xs) < 2 or plot.xs[1] - plot.xs[0] > LEAST_BETWEEN:
        return set(plot.xs)
    joined = {index for step in steps(series.points, chart.breaks) for index in step}
    return {x for i, x in enumerate(plot.xs) if i in plot.labelled or i not in joined}


def _dots(series: Series, plot: Plot) -> list[Dot]:
    return [(x, plot.y(p.value or 0)) for x, p in zip(plot.xs, series.points, strict=True)]


def _draw_values(canvas: Canvas, chart: Chart, index: int, plot: Plot) -> None:
    """The values at one wave; those of the last are in the labels at the ends."""
    x, last = plot.xs[index], len(plot.xs) - 1
    points = [(series.points[index], series.role) for series in chart.series]
    if all(point.value is None for point, _ in points) and index < last:
        canvas.value(x, plot.y.start - 5, points[0][0], "muted", strong=True, align="centre")
    marks = [(x, plot.y(point.value)) for point, _ in points if point.value is not None]
    lines = []
    for series in chart.series:
        dots = _dots(series, plot)
        lines += [(dots[i], dots[j]) for i, j in steps(series.points, chart.breaks)]
    values = [
        Value(x, plot.y(point.value), text, point.fact, canvas.text_width(text, strong=True), canvas.readable(role))
        for point, role in points
        if point.value is not None and index < last and (text := value_text(point))
    ]
    for value, y in place_values(values, marks, lines, canvas.size, plot.y.start):
        half = value.width / 2 + 1.5
        canvas.rectangle(x - half, y - canvas.size / 2, x + half, y + canvas.size / 2, "paper")
        canvas.text(x, canvas.middle(y), value.text, value.role, strong=True, align="centre", fact=value.fact)
