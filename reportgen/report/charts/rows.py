"""What the charts in rows share: labels with their bases at the left, and blocks with a heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.report.charts.canvas import HAIRLINE, HALF_CAPITAL, LEADING, Canvas
from reportgen.report.model import Chart

LABEL_GAP = 10.0
PAGE = 640.0
LEAST_PITCH, TIGHT_PITCH = 12.5, 10.5
AIR = 3.0
"""What keeps the words of a row from those of the next, but where rows have to stand tight to fit on a page."""
BLOCK_GAP = 8.0
DESCENT = 4.0
"""What a row leaves free under a label that stands over it."""
INDICATIVE = "indicatief"


@dataclass(frozen=True, slots=True)
class Rows:
    """Where the rows are: marks begin at `left`; a row has its middle and its height, of which `pitch` is the least."""

    left: float
    middles: tuple[float, ...]
    heights: tuple[float, ...]
    bottom: float
    pitch: float


def draw_rows_under_labels(
    canvas: Canvas, chart: Chart, top: float, pitch: float, above: float = 0, below: float = 0
) -> Rows:
    """Draw each label on a line of its own over its row, which then has the whole width, from `top` down.

    `above` is what is left free over the marks of the first row, `below` under those of each.
    """
    middles = []
    y = top
    for index, (category, base) in enumerate(zip(chart.categories, shown_bases(chart), strict=True)):
        if category.heading:
            y = _draw_heading(canvas, category.heading, y + (BLOCK_GAP if index else 0))
        room = canvas.width - canvas.text_width(base, size=canvas.small) - LABEL_GAP
        lines = canvas.typeface.wrap(category.label, room, canvas.size)
        y = canvas.lines(0, y + canvas.size * LEADING, lines) - canvas.size * LEADING
        after = canvas.text_width(lines[-1]) + LABEL_GAP if lines else 0.0
        canvas.text(after, y, base, "muted", size=canvas.small, fact=category.fact)
        y += 0 if index else above
        middles.append(y + pitch / 2 + 1)
        y += pitch + 2 + below
    return Rows(0, tuple(middles), (pitch - DESCENT,) * len(middles), y, pitch)


def draw_rows(canvas: Canvas, chart: Chart, top: float, pitch: float, above: float = 0) -> Rows:
    """Draw the labels from `top` down, `pitch` apart, or closer when there are more than a page has room for.

    `above` is what is left free over the first row.
    """
    left = canvas.theme.label_width
    width = left - LABEL_GAP
    labels = [canvas.typeface.balance(category.label, width, canvas.size) for category in chart.categories]
    bases = shown_bases(chart)
    beside = all(_fit_beside(canvas, lines, base, width) for lines, base in zip(labels, bases, strict=True))
    unders = [() if beside else canvas.typeface.wrap(base, width, canvas.small) for base in bases]
    texts = [
        (len(lines) * canvas.size + len(under) * canvas.small) * LEADING
        for lines, under in zip(labels, unders, strict=True)
    ]
    pitch = max(LEAST_PITCH, min(pitch, PAGE / len(texts)))
    is_tight = sum(max(pitch, text + AIR) for text in texts) > PAGE
    pitch = min(pitch, TIGHT_PITCH) if is_tight else pitch
    middles, heights = [], []
    y = top
    for index, (category, lines, under, text) in enumerate(zip(chart.categories, labels, unders, texts, strict=True)):
        if category.heading:
            y = _draw_heading(canvas, category.heading, y + (BLOCK_GAP if index else 0))
        y += 0 if index else above
        height = max(pitch, text * TIGHT_PITCH / (canvas.size * LEADING) if is_tight else text + AIR)
        middle = y + height / 2
        baseline = canvas.lines(0, middle - text / 2 + canvas.size * (LEADING / 2 + HALF_CAPITAL), lines)
        if beside:
            place = width, canvas.middle(middle)
            canvas.text(*place, bases[index], "muted", size=canvas.small, align="right", fact=category.fact)
        below = baseline + (canvas.small - canvas.size) * LEADING
        canvas.lines(0, below, under, "muted", size=canvas.small, fact=category.fact)
        middles.append(middle)
        heights.append(height)
        y += height
    return Rows(left, tuple(middles), tuple(heights), y, pitch)


def notes(chart: Chart) -> tuple[str, ...]:
    """What stands in small type at each category: its base, and whether something at it is indicative."""
    return tuple(
        ", ".join(
            part
            for part in (category.base, INDICATIVE if any(s.points[i].indicative for s in chart.series) else "")
            if part
        )
        for i, category in enumerate(chart.categories)
    )


def shown_bases(chart: Chart) -> tuple[str, ...]:
    """The notes at the categories; one that is the same for all of several rows is left to the text under the chart."""
    bases = notes(chart)
    return ("",) * len(bases) if len(bases) > 1 and set(bases) == {chart.categories[0].base} else bases


def _fit_beside(canvas: Canvas, lines: Sequence[str], base: str, width: float) -> bool:
    taken = canvas.text_width(base, size=canvas.small) + LABEL_GAP if base else 0
    return len(lines) < 2 and canvas.text_width("".join(lines)) + taken <= width


def _draw_heading(canvas: Canvas, heading: str, top: float) -> float:
    lines = canvas.typeface.wrap(heading, canvas.width, canvas.size, strong=True)
    canvas.line([(0, top), (canvas.width, top)], "rule", HAIRLINE)
    return canvas.lines(0, top + canvas.size * 1.35, lines, strong=True) - canvas.size * LEADING + 5
