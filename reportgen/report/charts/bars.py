"""Ranked bars: the length is the value. Earlier waves are marks on or beside the bar, their values in a column.

The bars are called by the head of their column, the marks by their own names in line with it, where there is room.
"""

from __future__ import annotations

from dataclasses import replace

from reportgen.report.charts.canvas import MARKER, SHAPES, Canvas, value_text
from reportgen.report.charts.geometry import Scale, all_points, length_scale, values_of
from reportgen.report.charts.key import DrawSwatch, value_columns
from reportgen.report.charts.naming import draw_names, names_height, names_of_marks, place_names
from reportgen.report.charts.rows import Rows, draw_rows, draw_rows_under_labels
from reportgen.report.model import Chart, Series

PITCH = 19.0
GAP = 4.0
TICK, RIM = 1.6, 0.9
"""How thick the tick of an earlier wave is, and the paper on either side of it."""
LEAST_ROOM = 80.0
"""Where labels leave less for the bars, they stand over them."""


def draw(chart: Chart, canvas: Canvas) -> float:
    """Draw the chart; returns its height."""
    if len(chart.series) == 1:
        return _draw_with_values_at_the_ends(chart, canvas)
    columns = value_columns(canvas, chart)
    beside = columns.left - canvas.theme.label_width >= LEAST_ROOM
    left = canvas.theme.label_width if beside else TICK / 2 + RIM
    scale = length_scale(chart, left, columns.left, values_of(all_points(chart)))
    ticks = names_of_marks(chart, scale)[1:] if beside else []
    middles = place_names(canvas, ticks, left, columns.left) if ticks else None
    if middles:
        rows = draw_rows(canvas, chart, columns.height_of_heads(canvas, 1), PITCH, names_height(canvas))
        line = draw_names(canvas, ticks, middles, [rows.middles[0] - _thickness(rows) / 2 - 2] * len(ticks))
        columns.draw_heads(canvas, line)
    else:
        swatches = [_swatch(canvas, chart, i) for i in range(len(chart.series))]
        top = columns.draw_heads_with_marks(canvas, swatches)
        rows = replace((draw_rows if beside else draw_rows_under_labels)(canvas, chart, top, PITCH), left=left)
    _draw_bars(canvas, chart.series[0], rows, scale, through=beside)
    for index, y in enumerate(rows.middles):
        columns.draw_row(canvas, chart, index, y)
        for place, series in enumerate(chart.series[1:]):
            value = series.points[index].value
            if value is not None:
                _draw_earlier(canvas, series.role, place, scale(value), y, _thickness(rows) + 4)
    return rows.bottom


def _draw_with_values_at_the_ends(chart: Chart, canvas: Canvas) -> float:
    series = chart.series[0]
    rows = draw_rows(canvas, chart, 0, PITCH)
    widest = canvas.typeface.widest(map(value_text, series.points), canvas.size, strong=True)
    scale = length_scale(chart, rows.left, canvas.width - widest - GAP, values_of(series.points))
    _draw_bars(canvas, series, rows, scale, through=True)
    for point, y in zip(series.points, rows.middles, strict=True):
        end = rows.left if point.value is None else scale(point.value)
        canvas.value(end + GAP, canvas.middle(y), point, strong=True)
    return rows.bottom


def _draw_bars(canvas: Canvas, series: Series, rows: Rows, scale: Scale, *, through: bool) -> None:
    """Draw bars and the line that they begin at: `through` from the first to the last, or at each alone."""
    half = _thickness(rows) / 2
    for point, y in zip(series.points, rows.middles, strict=True):
        if point.value is not None:
            canvas.rectangle(rows.left, y - half, scale(point.value), y + half, series.role, hollow=point.hollow)
    stretches = [(rows.middles[0], rows.middles[-1])] if through else [(y, y) for y in rows.middles]
    for first, last in stretches:
        canvas.line([(rows.left, first - half - 2), (rows.left, last + half + 2)], "muted", 0.75)


def _thickness(rows: Rows) -> float:
    return min(11.0, rows.pitch * 0.62)


def _swatch(canvas: Canvas, chart: Chart, index: int) -> DrawSwatch:
    role = chart.series[index].role
    if index == 0:
        return lambda x, y: canvas.rectangle(x - 5, y - 3, x + 5, y + 3, role)
    return lambda x, y: _draw_earlier(canvas, role, index - 1, x, y, MARKER)


def _draw_earlier(canvas: Canvas, role: str, place: int, x: float, y: float, length: float) -> None:
    """An earlier wave: the last one a tick, those before it hollow marks."""
    if place:
        canvas.marker(SHAPES[(place - 1) % len(SHAPES)], x, y, role, hollow=True)
    else:
        canvas.line([(x, y - length / 2), (x, y + length / 2)], "paper", TICK + 2 * RIM)
        canvas.line([(x, y - length / 2), (x, y + length / 2)], role, TICK)
