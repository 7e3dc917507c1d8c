"""A dot plot: each estimate with its 95% interval, its value in a column at the right."""

from __future__ import annotations

from reportgen.report.charts.canvas import HAIRLINE, SHAPES, Canvas
from reportgen.report.charts.geometry import Scale, all_points, tick_label, ticks, value_scale, values_of
from reportgen.report.charts.key import DrawSwatch, draw_value_columns
from reportgen.report.charts.rows import draw_rows
from reportgen.report.model import Chart, Point

PITCH = 16.0
PITCH_OF_SEVERAL = 20.0
AXIS = 14.0
EDGE = 8.0
STEPS = 5


def draw(chart: Chart, canvas: Canvas) -> float:
    """Draw the chart; returns its height."""
    several = len(chart.series) > 1
    columns = draw_value_columns(canvas, chart, [_swatch(canvas, chart, i) for i in range(len(chart.series))])
    rows = draw_rows(canvas, chart, columns.top, PITCH_OF_SEVERAL if several else PITCH)
    points = all_points(chart)
    reached = [point.high for point in points if point.high is not None] + values_of(points)
    scale = value_scale(chart, rows.left + EDGE, columns.left - EDGE, reached)
    _draw_axis(canvas, chart, scale, rows.middles[0] - rows.pitch / 2, rows.bottom)
    for index, y in enumerate(rows.middles):
        columns.draw_row(canvas, chart, index, y)
        for place, series in enumerate(chart.series):
            apart = (place - (len(chart.series) - 1) / 2) * min(7.0, rows.pitch / (len(chart.series) + 0.5))
            _draw_dot(canvas, series.points[index], place, series.role, scale, y + apart)
    return rows.bottom + AXIS


def _draw_axis(canvas: Canvas, chart: Chart, scale: Scale, top: float, bottom: float) -> None:
    for tick in ticks(scale, STEPS):
        x = scale(tick)
        canvas.line([(x, top), (x, bottom)], "rule", HAIRLINE)
        canvas.text(x, bottom + AXIS - 4, tick_label(chart, tick), "muted", size=canvas.small, align="centre")


def _draw_dot(canvas: Canvas, point: Point, place: int, role: str, scale: Scale, y: float) -> None:
    if point.value is None:
        return
    if point.low is not None and point.high is not None:
        canvas.line([(scale(point.low), y), (scale(point.high), y)], role, 1.1)
    canvas.marker(SHAPES[place % len(SHAPES)], scale(point.value), y, role, hollow=point.hollow)


def _swatch(canvas: Canvas, chart: Chart, index: int) -> DrawSwatch:
    return lambda x, y: canvas.marker(SHAPES[index % len(SHAPES)], x, y, chart.series[index].role)
