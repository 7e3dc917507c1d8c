"""Labels at the ends of lines, moved apart where lines end close together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from reportgen.report.charts.canvas import HAIRLINE, LEADING, MARKER, Canvas
from reportgen.report.charts.geometry import spread
from reportgen.report.charts.rows import PAGE

LEADER = 12.0
GAP = 4.0
MOVED = 3.0
"""A label this far from its point is tied to it by a thin line."""
MOST_BESIDE = 0.4
"""Where values with their names behind them would take more than this of the width, the names stand under them."""


@dataclass(frozen=True, slots=True)
class End:
    """The end of one line: where it is, and the value and name to put beside it."""

    y: float
    value: str
    fact: str | None
    name: tuple[str, ...]
    role: str
    strong: bool
    marked: bool = True
    """Whether there is a point to tie the label to."""
    under: bool = False
    """Whether the name stands under the value, and not behind it."""

    def lines(self) -> int:
        """Of how many lines the label is."""
        return max(1, len(self.name) + self.under)

    def height(self, canvas: Canvas, tight: bool = False) -> float:
        """How much of the height the label takes; so little as can be where labels have to stand tight."""
        return self.lines() * canvas.size * LEADING + (0 if tight else 1)


def ends_width(canvas: Canvas, ends: Sequence[End]) -> float:
    """How much room the labels need beside the last point."""
    names = canvas.typeface.widest((line for end in ends for line in end.name), canvas.size)
    values = _value_width(canvas, ends)
    return LEADER + (max(values, names) if any(end.under for end in ends) else values + GAP + names)


def fitted(canvas: Canvas, ends: Sequence[End]) -> list[End]:
    """Set the names under their values where they would leave too little of the width for the lines."""
    under = ends_width(canvas, ends) > MOST_BESIDE * canvas.width
    return [replace(end, under=under) for end in ends]


def ends_height(canvas: Canvas, ends: Sequence[End]) -> float:
    """How much height the labels need at least."""
    loose = sum(end.height(canvas) for end in ends)
    return loose if loose <= PAGE else sum(end.height(canvas, tight=True) for end in ends)


def draw_ends(
    canvas: Canvas, ends: Sequence[End], x: float, low: float, high: float, side: Literal["left", "right"]
) -> None:
    """Draw the labels beside the points at `x`, each as near as can be to its own height, between `low` and `high`."""
    sign = 1 if side == "right" else -1
    value_x = x + sign * LEADER
    behind = value_x + sign * (_value_width(canvas, ends) + GAP)
    leading = canvas.size * LEADING
    is_tight = sum(end.height(canvas) for end in ends) > high - low
    heights = [end.height(canvas, is_tight) for end in ends]
    # The value, on the first line, is what should be level with the point.
    hanging = [(end.lines() - 1) * leading / 2 for end in ends]
    wanted = [end.y + below for end, below in zip(ends, hanging, strict=True)]
    for end, middle, below in zip(ends, spread(wanted, heights, low, high), hanging, strict=True):
        y = middle - below
        if end.marked and abs(y - end.y) > MOVED:
            canvas.line([(x + sign * (MARKER / 2 + 1.5), end.y), (value_x - sign * 2, y)], "muted", HAIRLINE)
        role = canvas.readable(end.role)
        align: Literal["left", "right"] = "left" if side == "right" else "right"
        canvas.text(value_x, canvas.middle(y), end.value, role, strong=end.strong, align=align, fact=end.fact)
        name_x, first = (value_x, y + leading) if end.under else (behind, y)
        canvas.lines(name_x, canvas.middle(first), end.name, role, align=align)


def _value_width(canvas: Canvas, ends: Sequence[End]) -> float:
    return canvas.typeface.widest((end.value for end in ends), canvas.size, strong=True)
