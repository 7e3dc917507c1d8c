"""Values at the points of lines: above or below, wherever they cover nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.report.charts.canvas import MARKER

Dot = tuple[float, float]
COVERS_TEXT, COVERS_MARK, COVERS_LINE, OTHER_SIDE = 1000, 100, 10, 1
MOST_COVERED = 3 * COVERS_LINE


@dataclass(frozen=True, slots=True)
class Value:
    """A value to print at a point."""

    x: float
    y: float
    text: str
    fact: str | None
    width: float
    role: str


@dataclass(frozen=True, slots=True)
class Box:
    """What a text or mark takes up."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box) -> bool:
        """Whether two boxes overlap."""
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)

    def crosses(self, start: Dot, end: Dot) -> bool:
        """Whether a line that runs to the right passes through."""
        (x0, y0), (x1, y1) = start, end
        low, high = max(x0, self.left), min(x1, self.right)
        if low >= high:
            return False
        at_low, at_high = (y0 + (x - x0) / (x1 - x0) * (y1 - y0) for x in (low, high))
        return max(at_low, at_high) > self.top and min(at_low, at_high) < self.bottom


def place_values(
    values: Sequence[Value], marks: Sequence[Dot], lines: Sequence[tuple[Dot, Dot]], size: float, floor: float
) -> list[tuple[Value, float]]:
    """Find the middle of the line of text for the values at one wave; what would cover a text, a mark or many lines is
    left out.

    From the highest point down, each goes above its point, the lowest of several below; on the other side where that
    covers less. `marks` and `lines` are to be kept clear, `floor` is the axis.
    """
    around = [_box(x, y, MARKER, MARKER) for x, y in marks]
    placed: list[tuple[Value, float]] = []
    taken: list[Box] = []
    ordered = sorted(values, key=lambda value: value.y)
    for value in ordered:
        last_of_several = value is ordered[-1] and len(ordered) > 1
        choices: list[tuple[int, float, Box]] = []
        for side in (1, -1) if last_of_several else (-1, 1):
            y = value.y + side * (MARKER / 2 + size * 0.62)
            box = _box(value.x, y, value.width + 2, size * 0.8)
            cost = (
                COVERS_TEXT * (sum(map(box.touches, taken)) + (box.bottom > floor))
                + COVERS_MARK * sum(map(box.touches, around))
                + COVERS_LINE * sum(box.crosses(*line) for line in lines)
                + OTHER_SIDE * len(choices)
            )
            choices.append((cost, y, box))
        cost, y, box = min(choices, key=lambda choice: choice[0])
        if cost < MOST_COVERED:
            placed.append((value, y))
            taken.append(box)
    return placed


def _box(x: float, y: float, width: float, height: float) -> Box:
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
