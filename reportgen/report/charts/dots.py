"""A dot plot: each estimate with its 95% interval, its value in a column at the right, headed by its mark."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.report.charts.canvas import HAIRLINE, SHAPES, Canvas
from reportgen.report.charts.geometry import Scale, all_points, base_of, tick_label, ticks, value_scale, values_of
from reportgen.report.charts.key import DrawSwatch, value_columns
from reportgen.report.charts.rows import draw_rows, draw_rows_under_labels
from reportgen.report.model import Chart, Point

PITCH = 16.0
PITCH_OF_SEVERAL = 20.0
AXIS = 14.0
EDGE = 8.0
STEPS = 5
LEAST_ROOM = 120.0
"""Where labels leave less for the dots, they stand over their rows."""
LEAST_BETWEEN = 8.0


def draw(chart: Chart, canvas: Canvas) -> float:
    """Draw the chart; returns its height."""
    several = len(chart.series) > 1
    columns, points = value_columns(canvas, chart), all_points(chart)
    beside = columns.left - canvas.theme.label_width >= LEAST_ROOM
    left = canvas.theme.label_width if beside else 0.0
    reached = [point.high for point in points if point.high is not None] + values_of(points)
    scale = value_scale(chart, left + EDGE, columns.left - EDGE, reached)
    top = columns.draw_heads_with_marks(canvas, [_swatch(canvas, chart, i) for i in range(len(chart.series))])
    rows = (draw_rows if beside else draw_rows_under_labels)(canvas, chart, top, PITCH_OF_SEVERAL if several else PITCH)
    half = rows.pitch / 2
    whole = [(rows.middles[0] - half, rows.bottom)]
    draw_axis(canvas, chart, scale, whole if beside else [(y - half, y + half) for y in rows.middles])
    for index, y in enumerate(rows.middles):
        columns.draw_row(canvas, chart, index, y)
        for place, series in enumerate(chart.series):
            apart = (place - (len(chart.series) - 1) / 2) * min(7.0, rows.pitch / (len(chart.series) + 0.5))
            draw_dot(canvas, series.points[index], place, series.role, scale, y + apart)
    return rows.bottom + AXIS


def draw_axis(canvas: Canvas, chart: Chart, scale: Scale, spans: Sequence[tuple[float, float]]) -> None:
    """Draw quiet lines behind the rows, along the spans from a top to a bottom, with their values under them."""
    labels = [tick_label(chart, tick) for tick in (scale.low, scale.high)]
    each = canvas.typeface.widest(labels, canvas.small) + LEAST_BETWEEN
    for tick in ticks(scale, max(1, min(STEPS, int((scale.end - scale.start) / each)))):
        x, label = scale(tick), tick_label(chart, tick)
        for top, bottom in spans:
            role = "muted" if chart.unit == "score" and tick == base_of(chart, scale) else "rule"
            canvas.line([(x, top), (x, bottom)], role, HAIRLINE)
        middle = max(x, canvas.text_width(label, size=canvas.small) / 2)
        canvas.text(middle, spans[-1][1] + AXIS - 4, label, "muted", size=canvas.small, align="centre")


def draw_dot(canvas: Canvas, point: Point, place: int, role: str, scale: Scale, y: float) -> None:
    """Draw one estimate on its interval, in the shape of the series at `place`."""
    if point.value is None:
        return
    if point.low is not None and point.high is not None:
        canvas.line([(scale(point.low), y), (scale(point.high), y)], role, 1.1)
    canvas.marker(SHAPES[place % len(SHAPES)], scale(point.value), y, role, hollow=point.hollow)


def _swatch(canvas: Canvas, chart: Chart, index: int) -> DrawSwatch:
    return lambda x, y: canvas.marker(SHAPES[index % len(SHAPES)], x, y, chart.series[index].role)
