"""One share as so many of a hundred squares, with the value large beside it."""

from __future__ import annotations

from reportgen.report.charts.canvas import LEADING, NUMBER, Canvas
from reportgen.report.charts.rows import LABEL_GAP, notes
from reportgen.report.model import Chart, Point
from reportgen.rounding import half_up

GAP = 1.8
LARGE = 38.0
LABEL = 11.0
MARK = 16.0


def draw(chart: Chart, canvas: Canvas) -> float:
    """Draw the chart; returns its height."""
    (series,) = chart.series
    (point,) = series.points
    side = canvas.theme.label_width - LABEL_GAP
    cell = (side + GAP) / 10
    filled = _filled(point)
    for number in range(100):
        left, top = number % 10 * cell, (9 - number // 10) * cell
        role = series.role if number < filled else "neutral"
        # Nothing to show is not nobody: then the squares are empty.
        hollow = point.value is None or (point.hollow and number < filled)
        canvas.rectangle(left, top, left + cell - GAP, top + cell - GAP, role, hollow=hollow)
    return max(side, _draw_words(canvas, chart, side))


def _draw_words(canvas: Canvas, chart: Chart, side: float) -> float:
    """The value and what it is of, level with the squares; returns where the words end."""
    (series,), (category,), (note,) = chart.series, chart.categories, notes(chart)
    left = canvas.theme.label_width
    room = canvas.width - left
    label = canvas.typeface.wrap(series.label, room, LABEL)
    under = canvas.typeface.wrap(", ".join(part for part in (category.label, note) if part), room, canvas.small)
    # The label may hold numbers of its own, which have no fact, before that of the base.
    fact = category.fact and ";" * len(NUMBER.findall(category.label)) + category.fact
    height = LARGE * 0.72 + (len(label) * LABEL + len(under) * canvas.small) * LEADING + 4
    # On a whole point: a browser sets a line of text on whole pixels, which shows where it is so large.
    y = float(round(max(0.0, side - height) / 2 + LARGE * 0.72))
    point, role = series.points[0], canvas.readable(series.role)
    canvas.text(left, y, point.text, role, size=LARGE, strong=True, fact=point.fact)
    canvas.text(left + canvas.text_width(point.text, size=LARGE, strong=True) + 4, y, point.mark, role, size=MARK)
    y = canvas.lines(left, y + LABEL * 1.5, label, size=LABEL)
    y = canvas.lines(left, y - LABEL * LEADING + canvas.small * 1.5, under, "muted", size=canvas.small, fact=fact)
    return y - canvas.small * (LEADING - 0.3)


def _filled(point: Point) -> int:
    """How many squares of the hundred: none or all only when it is nobody or everybody."""
    if point.value is None or point.value in (0, 1):
        return int(100 * (point.value or 0))
    return min(99, max(1, int(half_up(point.value * 100))))
