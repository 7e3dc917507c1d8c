"""Diverging bars: disagreement to the left, agreement to the right, neutral across the middle, weet niet apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from reportgen.report.charts.canvas import HAIRLINE, Canvas, value_text
from reportgen.report.charts.contrast import on
from reportgen.report.charts.geometry import Scale
from reportgen.report.charts.key import DrawSwatch, draw_key
from reportgen.report.charts.rows import draw_rows, draw_rows_under_labels
from reportgen.report.model import Chart, Point, Series

PITCH = 21.0
THICKNESS = 15.0
SEAM = 0.8
PADDING = 3.0
APART = 16.0
LEAST_ROOM = 240.0
LEFT = ("negative", "negative_light")


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a bar, between two places on the axis; 0 is the middle of the scale."""

    role: str
    point: Point
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Axes:
    """Where the bars are, and weet niet beside them."""

    bars: Scale
    aside: Scale


def draw(chart: Chart, canvas: Canvas) -> float:
    """Draw the chart; returns its height."""
    stacks = [_stack(chart, index) for index in range(len(chart.categories))]
    axes = _axes(canvas, chart, stacks)
    swatches = [_swatch(canvas, series.role) for series in chart.series]
    names = [series.label for series in chart.series]
    draw_labels = draw_rows_under_labels if _left(canvas) == 0 else draw_rows
    rows = draw_labels(canvas, chart, draw_key(canvas, 0, 0, names, swatches), PITCH)
    half = min(THICKNESS, rows.pitch * 0.72) / 2
    if not any(series.role == "neutral" for series in chart.series):
        x = axes.bars(0)
        canvas.line([(x, rows.middles[0] - half - 3), (x, rows.middles[-1] + half + 3)], "muted", 0.75)
    for index, (y, stack) in enumerate(zip(rows.middles, stacks, strict=True)):
        _draw_stack(canvas, stack, axes.bars, y, half)
        if not stack:
            points = _without_bar(chart, index)
            canvas.text(axes.bars(0), canvas.middle(y), _together(points), align="centre", fact=_facts(points))
        for series in _aside(chart):
            _draw_aside(canvas, series.points[index], axes.aside, y, half)
    return rows.bottom


def _left(canvas: Canvas) -> float:
    """Where the bars can begin: beside their labels, or under them where that would leave too little room."""
    return canvas.theme.label_width if canvas.width - canvas.theme.label_width > LEAST_ROOM else 0.0


def _stack(chart: Chart, index: int) -> tuple[Segment, ...]:
    """The bar of one category, its middle at 0; empty when something in it may not be shown.

    Without one part it is not known where the others begin.
    """
    parts = [(series.role, series.points[index]) for series in _scale_of(chart)]
    if any(point.value is None for _, point in parts):
        return ()
    values = [point.value or 0.0 for _, point in parts]
    middle = sum(
        value * (1 if role in LEFT else 0.5 if role == "neutral" else 0)
        for (role, _), value in zip(parts, values, strict=True)
    )
    edges = pairwise(value - middle for value in accumulate(values, initial=0.0))
    return tuple(Segment(role, point, *edge) for (role, point), edge in zip(parts, edges, strict=True))


def _without_bar(chart: Chart, index: int) -> list[Point]:
    """The values to print of a category without a bar, in the order of the scale; of nothing only one dash."""
    points = [series.points[index] for series in _scale_of(chart)]
    return points if any(point.value is not None for point in points) else points[:1]


def _axes(canvas: Canvas, chart: Chart, stacks: Sequence[tuple[Segment, ...]]) -> Axes:
    """As large as fits, with room outside the bars for outer values that don't fit inside."""
    bars = [stack for stack in stacks if stack]
    low = min((b[0].start for b in bars), default=-0.5)
    high = max((b[-1].end for b in bars if b[-1].end > low), default=low + 1)
    unknown = [point for series in _aside(chart) for point in series.points]
    beside = APART + PADDING + _widest(canvas, unknown) if unknown else 0.0
    room = canvas.width - _left(canvas) - beside
    length = high - low + max((point.value or 0 for point in unknown), default=0.0)
    unit, last = room / length, 0.0
    before = after = 0.0
    # Room for values beside the bars makes the bars shorter, so that more values may have to go there.
    while unit != last:
        outside = [_outside(canvas, stack, unit) for stack in bars]
        before, after = (
            max((canvas.text_width(_together(_points(s[i]))) + PADDING for s in outside if s[i]), default=0.0)
            for i in (0, 1)
        )
        unit, last = min(unit, (room - before - after) / length), unit
    start = _left(canvas) + before
    end = start + (high - low) * unit
    return Axes(Scale(low, high, start, end), Scale(0, 1, end + after + APART, end + after + APART + unit))


def _draw_stack(canvas: Canvas, stack: Sequence[Segment], x: Scale, y: float, half: float) -> None:
    for segment in stack:
        start, end = x(segment.start), x(segment.end)
        if end - start > SEAM:
            seams = start + SEAM / 2, y - half, end - SEAM / 2, y + half
            canvas.rectangle(*seams, segment.role, hollow=segment.point.hollow)
        if _fits(canvas, segment, x(1) - x(0)):
            role = "ink" if segment.point.hollow else on(canvas.theme, segment.role)
            canvas.value((start + end) / 2, canvas.middle(y), segment.point, role, align="centre")
    if stack:
        left, right = map(_points, _outside(canvas, stack, x(1) - x(0)))
        canvas.text(x(stack[0].start) - PADDING, canvas.middle(y), _together(left), align="right", fact=_facts(left))
        canvas.text(x(stack[-1].end) + PADDING, canvas.middle(y), _together(right), fact=_facts(right))


def _draw_aside(canvas: Canvas, point: Point, x: Scale, y: float, half: float) -> None:
    """Weet niet, whose light grey needs an edge to be seen on paper."""
    if point.value:
        box = x(0), y - half, x(point.value), y + half
        canvas.rectangle(*box, "dont_know")
        canvas.line([(box[0], box[1]), (box[0], box[3])], "muted", HAIRLINE)
    canvas.value(x(point.value or 0) + PADDING, canvas.middle(y), point, "muted")


def _scale_of(chart: Chart) -> list[Series]:
    return [series for series in chart.series if series.role != "dont_know"]


def _aside(chart: Chart) -> list[Series]:
    return [series for series in chart.series if series.role == "dont_know"]


def _outside(canvas: Canvas, stack: Sequence[Segment], unit: float) -> tuple[Sequence[Segment], Sequence[Segment]]:
    """The parts at either end whose values don't fit inside: those stand together beside the bar, in its order.

    A value beside the bar on its own would seem to belong to an inner part without one.
    """
    inside = [place for place, segment in enumerate(stack) if _fits(canvas, segment, unit)]
    return (stack[: inside[0]], stack[inside[-1] + 1 :]) if inside else ((), stack)


def _points(segments: Sequence[Segment]) -> list[Point]:
    return [segment.point for segment in segments]


def _together(points: Sequence[Point]) -> str:
    return " · ".join(map(value_text, points))


def _facts(points: Sequence[Point]) -> str | None:
    """The facts of the values in `_together`; what is not shown there has no number."""
    return ";".join(point.fact or "" for point in points if point.value is not None) or None


def _fits(canvas: Canvas, segment: Segment, unit: float) -> bool:
    return (segment.end - segment.start) * unit >= _width(canvas, segment.point) + 2 * PADDING


def _width(canvas: Canvas, point: Point) -> float:
    return canvas.text_width(value_text(point))


def _widest(canvas: Canvas, points: Sequence[Point]) -> float:
    return canvas.typeface.widest(map(value_text, points), canvas.size)


def _swatch(canvas: Canvas, role: str) -> DrawSwatch:
    return lambda x, y: canvas.rectangle(x - 3.2, y - 3.2, x + 3.2, y + 3.2, role)
