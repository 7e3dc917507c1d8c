"""Vertical columns, on more bands under each other when they are many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from reportgen.report.charts.canvas import Canvas, value_text
from reportgen.report.charts.geometry import Scale, all_points, length_scale, values_of
from reportgen.report.charts.key import DrawSwatch, draw_key
from reportgen.report.charts.naming import Name, draw_names, names_height, place_names
from reportgen.report.charts.under import draw_under
from reportgen.report.model import Chart, Point

HEIGHT = 120.0
HEIGHT_OF_SEVERAL = 80.0
WIDEST = 30.0
VALUE_GAP, VALUE_LIFT = 3.0, 3.5
SLOT_GAP = 8.0
BAND_GAP = 14.0
NARROWEST_LABEL = 56.0
PAIR = 2
FILLS = {"secondary": "secondary_light", "muted": "primary_light"}
"""What columns are filled with, so that two beside each other are told apart in grey too: a dark one, then a light."""


@dataclass(frozen=True, slots=True)
class Plot:
    """One band: its categories, where their middles are, how much room each has, and their heights."""

    band: range
    xs: tuple[float, ...]
    slot: float
    y: Scale


@dataclass(frozen=True, slots=True)
class Named:
    """The names over the columns of one category of a band, with their middles and the tops that they stand on."""

    place: int
    names: list[Name]
    middles: list[float]
    tops: list[float]


def draw(chart: Chart, canvas: Canvas) -> float:
    """Draw the chart; returns its height."""
    bands = _bands(canvas, chart)
    # Room over the highest columns is made only where names can then stand at earlier ones.
    found = [
        (top, _find_names(canvas, chart, _plot(canvas, chart, bands, 0, top))) for top in (0.0, names_height(canvas))
    ]
    top, named = min(found, key=lambda pair: pair[1].place if pair[1] else len(bands[0]))
    if named:
        draw_names(canvas, named.names, named.middles, named.tops)
    else:
        top = _draw_key(canvas, chart) if len(chart.series) > 1 else 0.0
    for number in range(len(bands)):
        plot = _plot(canvas, chart, bands, number, top)
        for index, x in zip(plot.band, plot.xs, strict=True):
            _draw_group(canvas, chart, index, x, plot)
        canvas.line([(0, plot.y.start), (plot.slot * len(plot.band), plot.y.start)], "muted", 0.75)
        bottom = draw_under(canvas, chart, plot.band, plot.xs, plot.slot - SLOT_GAP, plot.y.start)
        top = bottom + BAND_GAP
    return bottom


def _plot(canvas: Canvas, chart: Chart, bands: Sequence[range], number: int, top: float) -> Plot:
    height = (HEIGHT if len(bands) == 1 else HEIGHT_OF_SEVERAL) * canvas.theme.plot_part
    slot = canvas.width / len(bands[0])
    y = length_scale(chart, top + height, top + canvas.size * 1.3, values_of(all_points(chart)))
    return Plot(bands[number], tuple((place + 0.5) * slot for place in range(len(bands[number]))), slot, y)


def _find_names(canvas: Canvas, chart: Chart, plot: Plot) -> Named | None:
    """Place the names of two series over the first of their columns where they cover nothing."""
    if len(chart.series) != PAIR:
        return None
    each = _each(canvas, chart, plot.slot)
    tops = [[_value_top(canvas, plot, series.points[index]) for series in chart.series] for index in plot.band]
    for place, x in enumerate(plot.xs):
        if any(series.points[plot.band[place]].value is None for series in chart.series):
            continue
        marks = [x - each / 2, x + each / 2]
        names = [Name(series.label, mark, mark, series.role) for series, mark in zip(chart.series, marks, strict=True)]
        middles = place_names(canvas, names, 0, canvas.width)
        if middles is None or any(abs(m - n.mark) > n.width(canvas) / 2 for n, m in zip(names, middles, strict=True)):
            continue
        left, right = (m + side * n.width(canvas) / 2 for n, m, side in zip(names, middles, (-1, 1), strict=True))
        lowest = min(tops[place])
        neighbours = (
            top
            for other, of_other in zip(plot.xs, tops, strict=True)
            if other != x and left < other + each and right > other - each
            for top in of_other
        )
        if lowest >= names_height(canvas) and all(top > lowest for top in neighbours):
            return Named(place, names, middles, [lowest, lowest])
    return None


def _value_top(canvas: Canvas, plot: Plot, point: Point) -> float:
    """Where the value on a column ends."""
    return (plot.y.start if point.value is None else plot.y(point.value)) - VALUE_LIFT - canvas.size * 0.7


def _draw_key(canvas: Canvas, chart: Chart) -> float:
    swatches = [_swatch(canvas, series.role) for series in chart.series]
    return draw_key(canvas, 0, 0, [series.label for series in chart.series], swatches)


def _bands(canvas: Canvas, chart: Chart) -> list[range]:
    """The categories, divided so that each has room for its values and its label."""
    words = [word for category in chart.categories for word in category.label.split()]
    label = min(NARROWEST_LABEL, canvas.typeface.widest(words, canvas.size))
    slot = max(len(chart.series) * _value_width(canvas, chart), label) + SLOT_GAP
    count = len(chart.categories)
    most = max(1, int(canvas.width / slot))
    each = ceil(count / ceil(count / most))
    return [range(start, min(start + each, count)) for start in range(0, count, each)]


def _value_width(canvas: Canvas, chart: Chart) -> float:
    return canvas.typeface.widest(map(value_text, all_points(chart)), canvas.size, strong=True) + VALUE_GAP


def _each(canvas: Canvas, chart: Chart, slot: float) -> float:
    """How wide a column is, with what keeps it from the next."""
    return max(_value_width(canvas, chart), min(WIDEST, (slot - SLOT_GAP) * 0.8 / len(chart.series)))


def _draw_group(canvas: Canvas, chart: Chart, index: int, middle: float, plot: Plot) -> None:
    """The columns of one category side by side, their values on top."""
    count, y = len(chart.series), plot.y
    each = _each(canvas, chart, plot.slot)
    for place, series in enumerate(chart.series):
        point = series.points[index]
        x = middle + (place - (count - 1) / 2) * each
        top = y.start if point.value is None else y(point.value)
        if point.value is not None:
            half = (each - 1) / 2
            canvas.rectangle(x - half, top, x + half, y.start, _fill(series.role), hollow=point.hollow)
        role = canvas.readable(series.role) if count == PAIR else "ink"
        canvas.value(x, top - VALUE_LIFT, point, role, strong=True, align="centre")


def _swatch(canvas: Canvas, role: str) -> DrawSwatch:
    return lambda x, y: canvas.rectangle(x - 3.2, y - 3.2, x + 3.2, y + 3.2, _fill(role))


def _fill(role: str) -> str:
    return FILLS.get(role, role)
