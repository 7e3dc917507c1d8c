"""The line through the points of one series: as far as they can be compared, and thinner over what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reportgen.report.charts.canvas import Canvas
from reportgen.report.charts.labels import Dot
from reportgen.report.model import Point

DASH = (2, 2.5)


def steps(points: Sequence[Point], breaks: Sequence[int]) -> list[tuple[int, int]]:
    """The pairs of waves that a line connects: measured in both, and with no break between them."""
    measured = [i for i, point in enumerate(points) if point.value is not None]
    return [(i, j) for i, j in pairwise(measured) if not any(i < broken <= j for broken in breaks)]


def draw_joined(
    canvas: Canvas, points: Sequence[Point], breaks: Sequence[int], dots: Sequence[Dot], role: str, width: float
) -> None:
    """Connect `dots`; by a dashed line over a wave that was not measured, and with what came from elsewhere."""
    runs: list[list[int]] = []
    for i, j in steps(points, breaks):
        if j > i + 1 or points[i].cited or points[j].cited:
            canvas.line([dots[i], dots[j]], role, min(width, 1), dash=DASH)
        elif runs and runs[-1][-1] == i:
            runs[-1].append(j)
        else:
            runs.append([i, j])
    for run in runs:
        canvas.line([dots[i] for i in run], role, width)
