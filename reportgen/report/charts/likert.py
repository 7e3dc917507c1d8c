"""Diverging bars: disagreement to the left, agreement to the right, neutral across the middle, weet niet apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from reportgen.report.charts.canvas import HAIRLINE, LEADING, Canvas, value_text
from reportgen.report.charts.contrast import on
from reportgen.report.charts.geometry import Scale, spread
from reportgen.report.charts.key import DrawSwatch, draw_key
from reportgen.report.charts.naming import Name, draw_names, names_height, place_names
from reportgen.report.charts.rows import Rows, draw_rows, draw_rows_under_labels
from reportgen.report.model import Chart, Point, Series

PITCH = 21.0
THICKNESS = 15.0
SEAM = 0.8
PADDING, PADDING_ON_A_PHONE = 3.0, 1.0
APART = 16.0
LEAST_ROOM = 240.0
LEAST_SEEN = 1.5
LEAST_LEFT = 0.75
"""Where values beside the bars would leave less of their length, on a phone, all stand under them."""
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
    """Where the bars are, and weet niet beside them; and whether the values stand under the bars, not in them."""

    bars: Scale
    aside: Scale
    under: bool = False


def draw(chart: Chart, canvas: Canvas) -> float:
    """Draw the chart; returns its height."""
    stacks = [_stack(chart, index) for index in range(len(chart.categories))]
    axes = _axes(canvas, chart, stacks)
    rows, half = _draw_labels(canvas, chart, _names(chart, stacks[0], axes), axes)
    if not any(series.role == "neutral" for series in chart.series):
        x = axes.bars(0)
        ends = zip(rows.middles, rows.middles, strict=True) if axes.under else [(rows.middles[0], rows.middles[-1])]
        for first, last in ends:
            canvas.line([(x, first - half - 3), (x, last + half + 3 * (not axes.under))], "muted", 0.75)
    for index, (y, stack) in enumerate(zip(rows.middles, stacks, strict=True)):
        _draw_bar(canvas, stack, axes.bars, y, half)
        if axes.under:
            _draw_values_under(canvas, stack, axes, y + half)
        else:
            _draw_values(canvas, stack, axes.bars, y)
        if not stack:
            points = _without_bar(chart, index)
            canvas.text(axes.bars(0), canvas.middle(y), _together(points), align="centre", fact=_facts(points))
        for series in _aside(chart):
            _draw_aside(canvas, series.points[index], axes.aside, y, half)
    return rows.bottom


def _draw_labels(canvas: Canvas, chart: Chart, names: Sequence[Name], axes: Axes) -> tuple[Rows, float]:
    """Draw the names of the answers and of the rows; returns where the rows are, and half of how thick a bar is."""
    middles = place_names(canvas, names, _left(canvas), canvas.width) if names else None
    top, above = (0.0, names_height(canvas)) if middles else (_draw_key(canvas, chart), 0.0)
    if _left(canvas):
        rows = draw_rows(canvas, chart, top, PITCH, above)
    else:
        below = canvas.size * LEADING if axes.under else 0.0
        rows = draw_rows_under_labels(canvas, chart, top, PITCH, above, below)
    half = min(THICKNESS, rows.pitch * 0.72) / 2
    if middles:
        draw_names(canvas, names, middles, [rows.middles[0] - half - 1] * len(names))
    return rows, half


def _names(chart: Chart, stack: Sequence[Segment], axes: Axes) -> list[Name]:
    """The answers, each over its part of the first bar; none where a part is too small to be seen."""
    places = [(axes.bars(segment.start), axes.bars(segment.end)) for segment in stack]
    places += [(axes.aside(0), axes.aside(series.points[0].value or 0)) for series in _aside(chart)]
    if not stack or any(end - start < LEAST_SEEN for start, end in places):
        return []
    ordered = [*_scale_of(chart), *_aside(chart)]
    middles = [(start + end) / 2 for start, end in places]
    return [
        Name(series.label, middle, middle, "muted" if series.role == "dont_know" else "ink", strong=False)
        for series, middle in zip(ordered, middles, strict=True)
    ]


def _draw_key(canvas: Canvas, chart: Chart) -> float:
    swatches = [_swatch(canvas, series.role) for series in chart.series]
    return draw_key(canvas, 0, 0, [series.label for series in chart.series], swatches)


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
    most = room / length
    unit, last = most, 0.0
    before = after = 0.0
    # Room for values beside the bars makes the bars shorter, so that more values may have to go there.
    while unit != last:
        outside = [_outside(canvas, stack, unit) for stack in bars]
        before, after = (
            max((canvas.text_width(_together(_points(s[i]))) + PADDING for s in outside if s[i]), default=0.0)
            for i in (0, 1)
        )
        unit, last = min(unit, (room - before - after) / length), unit
    under = unit < LEAST_LEFT * most and _left(canvas) == 0
    if under:
        unit, before, after = most, 0.0, 0.0
    start = _left(canvas) + before
    end = start + (high - low) * unit
    return Axes(Scale(low, high, start, end), Scale(0, 1, end + after + APART, end + after + APART + unit), under)


def _draw_bar(canvas: Canvas, stack: Sequence[Segment], x: Scale, y: float, half: float) -> None:
    for segment in stack:
        start, end = x(segment.start), x(segment.end)
        if end - start > SEAM:
            seams = start + SEAM / 2, y - half, end - SEAM / 2, y + half
            canvas.rectangle(*seams, segment.role, hollow=segment.point.hollow)


def _draw_values_under(canvas: Canvas, stack: Sequence[Segment], axes: Axes, floor: float) -> None:
    """The values of a bar on one line under it, each as near as can be to its part."""
    middles = [axes.bars((segment.start + segment.end) / 2) for segment in stack]
    widths = [_width(canvas, segment.point) + PADDING for segment in stack]
    for segment, x in zip(stack, spread(middles, widths, 0, axes.aside.start - PADDING), strict=True):
        canvas.value(x, floor + canvas.size, segment.point, align="centre")


def _draw_values(canvas: Canvas, stack: Sequence[Segment], x: Scale, y: float) -> None:
    for segment in stack:
        start, end = x(segment.start), x(segment.end)
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
    padding = PADDING if _left(canvas) else PADDING_ON_A_PHONE
    return (segment.end - segment.start) * unit >= _width(canvas, segment.point) + 2 * padding


def _width(canvas: Canvas, point: Point) -> float:
    return canvas.text_width(value_text(point))


def _widest(canvas: Canvas, points: Sequence[Point]) -> float:
    return canvas.typeface.widest(map(value_text, points), canvas.size)


def _swatch(canvas: Canvas, role: str) -> DrawSwatch:
    return lambda x, y: canvas.rectangle(x - 3.2, y - 3.2, x + 3.2, y + 3.2, role)
