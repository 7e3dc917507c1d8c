"""Two values a row, joined by a line: the distance is the message."""

from __future__ import annotations

from reportgen.report.charts.canvas import HAIRLINE, MARKER, SHAPES, Canvas, value_text
from reportgen.report.charts.geometry import Scale, all_points, value_scale, values_of
from reportgen.report.charts.key import DrawSwatch, draw_key
from reportgen.report.charts.naming import draw_names, names_height, names_of_marks, place_names
from reportgen.report.charts.rows import Rows, draw_rows
from reportgen.report.model import Chart

PITCH = 19.0
GAP = MARKER / 2 + 4


def draw(chart: Chart, canvas: Canvas) -> float:
    """Draw the chart; returns its height."""
    points = all_points(chart)
    widest = canvas.typeface.widest(map(value_text, points), canvas.size, strong=True)
    left = canvas.theme.label_width
    scale = value_scale(chart, left + widest + GAP, canvas.width - widest - GAP, values_of(points))
    names = names_of_marks(chart, scale)
    middles = place_names(canvas, names, left, canvas.width) if names else None
    above = names_height(canvas) if middles else 0.0
    rows = draw_rows(canvas, chart, 0 if middles else _draw_key(canvas, chart), PITCH, above)
    if middles:
        draw_names(canvas, names, middles, [rows.middles[0] - MARKER] * len(names))
    for index in range(len(rows.middles)):
        _draw_row(canvas, chart, index, scale, rows)
    return rows.bottom


def _draw_key(canvas: Canvas, chart: Chart) -> float:
    swatches = [_swatch(canvas, chart, index) for index in range(len(chart.series))]
    return draw_key(canvas, 0, 0, [series.label for series in chart.series], swatches)


def _draw_row(canvas: Canvas, chart: Chart, index: int, scale: Scale, rows: Rows) -> None:
    y = rows.middles[index]
    marks = [
        (scale(point.value), point, series.role, shape)
        for series, shape in zip(chart.series, SHAPES, strict=False)
        if (point := series.points[index]).value is not None
    ]
    marks.sort(key=lambda mark: mark[0])
    if not marks:
        canvas.value(scale.start, canvas.middle(y), chart.series[0].points[index], strong=True, align="centre")
        return
    canvas.line([(marks[0][0], y), (marks[-1][0], y)], "muted", 1.6)
    apart = _apart(marks[0][0], marks[-1][0]) if len(marks) > 1 else 0.0
    for place, (x, point, role, shape) in enumerate(marks):
        canvas.marker(shape, x, y + (place - 0.5) * apart, role, hollow=point.hollow)
    x, point, role, _ = marks[-1]
    canvas.value(x + GAP, canvas.middle(y), point, canvas.readable(role), strong=True)
    begin = marks[0][0] - GAP
    if len(marks) > 1:
        _, point, role, _ = marks[0]
        canvas.value(begin, canvas.middle(y), point, canvas.readable(role), strong=True, align="right")
        begin -= canvas.text_width(value_text(point), strong=True) + GAP
    if begin > rows.left:
        canvas.line([(rows.left, y), (begin, y)], "rule", HAIRLINE)


def _apart(left: float, right: float) -> float:
    """How far two marks move up and down so that neither covers the other."""
    return MARKER * 0.9 if right - left < MARKER else 0.0


def _swatch(canvas: Canvas, chart: Chart, index: int) -> DrawSwatch:
    return lambda x, y: canvas.marker(SHAPES[index], x, y, chart.series[index].role)
