"""Vertical columns, on more bands under each other when they are many."""

from __future__ import annotations

from math import ceil

from reportgen.report.charts.canvas import Canvas, value_text
from reportgen.report.charts.geometry import Scale, all_points, length_scale, values_of
from reportgen.report.charts.key import DrawSwatch, draw_key
from reportgen.report.charts.under import draw_under
from reportgen.report.model import Chart

HEIGHT = 120.0
HEIGHT_OF_SEVERAL = 80.0
WIDEST = 30.0
VALUE_GAP = 3.0
SLOT_GAP = 8.0
BAND_GAP = 14.0
NARROWEST_LABEL = 56.0
PAIR = 2
FILLS = {"secondary": "secondary_light", "muted": "primary_light"}
"""What columns are filled with, so that two beside each other are told apart in grey too: a dark one, then a light."""


def draw(chart: Chart, canvas: Canvas) -> float:
    """Draw the chart; returns its height."""
    top = 0.0
    if len(chart.series) > 1:
        swatches = [_swatch(canvas, series.role) for series in chart.series]
        top = draw_key(canvas, 0, 0, [series.label for series in chart.series], swatches)
    bands = _bands(canvas, chart)
    slot = canvas.width / len(bands[0])
    height = HEIGHT if len(bands) == 1 else HEIGHT_OF_SEVERAL
    for band in bands:
        floor, xs = top + height, [(place + 0.5) * slot for place in range(len(band))]
        y = length_scale(chart, floor, top + canvas.size * 1.3, values_of(all_points(chart)))
        for index, x in zip(band, xs, strict=True):
            _draw_group(canvas, chart, index, x, slot, y)
        canvas.line([(0, floor), (slot * len(band), floor)], "muted", 0.75)
        bottom = draw_under(canvas, chart, band, xs, slot - SLOT_GAP, floor)
        top = bottom + BAND_GAP
    return bottom


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


def _draw_group(canvas: Canvas, chart: Chart, index: int, middle: float, slot: float, y: Scale) -> None:
    """The columns of one category side by side, their values on top."""
    count = len(chart.series)
    each = max(_value_width(canvas, chart), min(WIDEST, (slot - SLOT_GAP) * 0.8 / count))
    for place, series in enumerate(chart.series):
        point = series.points[index]
        x = middle + (place - (count - 1) / 2) * each
        top = y.start if point.value is None else y(point.value)
        if point.value is not None:
            half = (each - 1) / 2
            canvas.rectangle(x - half, top, x + half, y.start, _fill(series.role), hollow=point.hollow)
        role = canvas.readable(series.role) if count == PAIR else "ink"
        canvas.value(x, top - 3.5, point, role, strong=True, align="centre")


def _swatch(canvas: Canvas, role: str) -> DrawSwatch:
    return lambda x, y: canvas.rectangle(x - 3.2, y - 3.2, x + 3.2, y + 3.2, _fill(role))


def _fill(role: str) -> str:
    return FILLS.get(role, role)
