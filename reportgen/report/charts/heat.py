"""A table whose cells are the darker the higher their value."""

from __future__ import annotations

from reportgen.report.charts.canvas import LEADING, Canvas
from reportgen.report.charts.contrast import HEAT_LIGHTEST, heat_limit
from reportgen.report.charts.geometry import Scale, all_points, value_scale, values_of
from reportgen.report.charts.rows import draw_rows, draw_rows_under_labels
from reportgen.report.model import Chart, Point

PITCH = 20.0
SEAM = 1.5
PADDING = 2.0
MOST_BROKEN = 1.5
"""Where the names of the columns ask for more than this of the whole width, they are broken anyway."""


def draw(chart: Chart, canvas: Canvas) -> float:
    """Draw the chart; returns its height."""
    left = canvas.theme.label_width if _fit_beside_labels(canvas, chart) else 0.0
    width = (canvas.width - left + SEAM) / len(chart.series)
    top = _draw_heads(canvas, chart, left, width)
    rows = (draw_rows if left else draw_rows_under_labels)(canvas, chart, top, PITCH)
    for column, series in enumerate(chart.series):
        # A part of the colour over paper, and ink on it: that can be read on a dark screen too.
        limit = heat_limit(canvas.theme, series.role)
        shade = value_scale(chart, HEAT_LIGHTEST, limit, values_of(all_points(chart)))
        x = left + column * width
        for point, y, height in zip(series.points, rows.middles, rows.heights, strict=True):
            box = (x, y - height / 2, x + width - SEAM, y + height / 2 - SEAM)
            _draw_cell(canvas, point, series.role, shade, box)
    return rows.bottom


def _fit_beside_labels(canvas: Canvas, chart: Chart) -> bool:
    """Whether the names of columns have room, unbroken, beside the labels of rows; or not even without these."""
    words = [word for series in chart.series for word in series.label.split()]
    wanted = len(chart.series) * (canvas.typeface.widest(words, canvas.small) + SEAM + 2 * PADDING)
    return not canvas.width - canvas.theme.label_width < wanted <= MOST_BROKEN * canvas.width


def _draw_cell(canvas: Canvas, point: Point, role: str, shade: Scale, box: tuple[float, float, float, float]) -> None:
    if point.value is not None and point.hollow:
        canvas.rectangle(*box, role, hollow=True)
    elif point.value is not None:
        canvas.rectangle(*box, role, opacity=round(shade(point.value), 2))
    middle_x, middle_y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    canvas.value(middle_x, canvas.middle(middle_y), point, align="centre")


def _draw_heads(canvas: Canvas, chart: Chart, left: float, width: float) -> float:
    """The names of the columns, standing on the table; returns where it begins."""
    heads = [canvas.typeface.balance(series.label, width - SEAM - 2 * PADDING, canvas.small) for series in chart.series]
    deepest = max(map(len, heads))
    for column, head in enumerate(heads):
        x = left + column * width + (width - SEAM) / 2
        first = canvas.small + (deepest - len(head)) * canvas.small * LEADING
        canvas.lines(x, first, head, size=canvas.small, align="centre")
    return deepest * canvas.small * LEADING + 4
