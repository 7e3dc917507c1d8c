"""Diverging bars: disagreement to the left, agreement to the right, neutral across the middle, weet niet apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from reportgen.report.charts.canvas import HAIRLINE, Canvas, value_text
from reportgen.report.charts.contrast import on
from reportgen.report.charts.geometry import Scale
from reportgen.report.charts.key import DrawSwatch, draw_names_over
from reportgen.report.charts.rows import draw_rows
from reportgen.report.model import Chart, Point, Series

PITCH = 21.0
THICKNESS = 15.0
SEAM = 0.8
PADDING = 3.0
APART = 16.0
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
    top = draw_names_over(canvas, names, swatches, _wanted(chart, stacks, axes), canvas.theme.label_width)
    rows = draw_rows(canvas, chart, top + 3, PITCH)
    half = min(THICKNESS, rows.pitch * 0.72) / 2
    if not any(series.role == "neutral" for series in chart.series):
        x = axes.bars(0)
        canvas.line([(x, rows.middles[0] - half - 3), (x, rows.middles[-1] + half + 3)], "muted", 0.75)
    for index, (y, stack) in enumerate(zip(rows.middles, stacks, strict=True)):
        _draw_stack(canvas, stack, axes.bars, y, half)
        if not stack:
            canvas.text(axes.bars(0), canvas.middle(y), chart.series[0].points[index].text, align="centre")
        for series in _aside(chart):
            _draw_aside(canvas, series.points[index], axes.aside, y, half)
    return rows.bottom


def _stack(chart: Chart, index: int) -> tuple[Segment, ...]:
    """The bar of one category, its middle at 0; empty when nothing in it may be shown."""
    parts = [(series.role, series.points[index]) for series in _scale_of(chart)]
    if all(point.value is None for _, point in parts):
        return ()
    values = [point.value or 0.0 for _, point in parts]
    middle = sum(
        value * (1 if role in LEFT else 0.5 if role == "neutral" else 0)
        for (role, _), value in zip(parts, values, strict=True)
    )
    edges = pairwise(value - middle for value in accumulate(values, initial=0.0))
    return tuple(Segment(role, point, *edge) for (role, point), edge in zip(parts, edges, strict=True))


def _axes(canvas: Canvas, chart: Chart, stacks: Sequence[tuple[Segment, ...]]) -> Axes:
    """As large as fits, with room outside the bars for outer values that don't fit inside."""
    bars = [stack for stack in stacks if stack]
    low = min((b[0].start for b in bars), default=-0.5)
    high = max((b[-1].end for b in bars if b[-1].end > low), default=low + 1)
    unknown = [point for series in _aside(chart) for point in series.points]
    beside = APART + PADDING + _widest(canvas, unknown) if unknown else 0.0
    room = canvas.width - canvas.theme.label_width - beside
    length = high - low + max((point.value or 0 for point in unknown), default=0.0)
    outer = _widest(canvas, [point for b in bars for point in (b[0].point, b[-1].point)]) + PADDING
    least = (room - 2 * outer) / length
    before, after = (
        max((_width(canvas, b[i].point) + PADDING for b in bars if not _fits(canvas, b[i], least)), default=0.0)
        for i in (0, -1)
    )
    unit = (room - before - after) / length
    start = canvas.theme.label_width + before
    end = start + (high - low) * unit
    return Axes(Scale(low, high, start, end), Scale(0, 1, end + after + APART, end + after + APART + unit))


def _draw_stack(canvas: Canvas, stack: Sequence[Segment], x: Scale, y: float, half: float) -> None:
    for place, segment in enumerate(stack):
        start, end = x(segment.start), x(segment.end)
        if end - start > SEAM:
            seams = start + SEAM / 2, y - half, end - SEAM / 2, y + half
            canvas.rectangle(*seams, segment.role, hollow=segment.point.indicative)
        text, baseline = value_text(segment.point), canvas.middle(y)
        if _fits(canvas, segment, x(1) - x(0)):
            role = "ink" if segment.point.indicative else on(canvas.theme, segment.role)
            canvas.text((start + end) / 2, baseline, text, role, align="centre")
        elif place == 0:
            canvas.text(start - PADDING, baseline, text, align="right")
        elif place == len(stack) - 1:
            canvas.text(end + PADDING, baseline, text)


def _draw_aside(canvas: Canvas, point: Point, x: Scale, y: float, half: float) -> None:
    """Weet niet, whose light grey needs an edge to be seen on paper."""
    if point.value:
        box = x(0), y - half, x(point.value), y + half
        canvas.rectangle(*box, "dont_know")
        canvas.line([(box[0], box[1]), (box[0], box[3])], "muted", HAIRLINE)
    canvas.text(x(point.value or 0) + PADDING, canvas.middle(y), value_text(point), "muted")


def _wanted(chart: Chart, stacks: Sequence[tuple[Segment, ...]], axes: Axes) -> list[float]:
    """Where the names of the series would stand: over their part of the first bar."""
    first = next((stack for stack in stacks if stack), ())
    middles = [axes.bars((segment.start + segment.end) / 2) for segment in first]
    return [*(middles or [axes.bars(0)] * len(_scale_of(chart))), *(axes.aside(0) for _ in _aside(chart))]


def _scale_of(chart: Chart) -> list[Series]:
    return [series for series in chart.series if series.role != "dont_know"]


def _aside(chart: Chart) -> list[Series]:
    return [series for series in chart.series if series.role == "dont_know"]


def _fits(canvas: Canvas, segment: Segment, unit: float) -> bool:
    return (segment.end - segment.start) * unit >= _width(canvas, segment.point) + 2 * PADDING


def _width(canvas: Canvas, point: Point) -> float:
    return canvas.text_width(value_text(point))


def _widest(canvas: Canvas, points: Sequence[Point]) -> float:
    return canvas.typeface.widest(map(value_text, points), canvas.size)


def _swatch(canvas: Canvas, role: str) -> DrawSwatch:
    return lambda x, y: canvas.rectangle(x - 3.2, y - 3.2, x + 3.2, y + 3.2, role)
