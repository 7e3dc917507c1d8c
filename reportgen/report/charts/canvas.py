"""A sheet measured in points from its top left corner, in the colours and the type of the house."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import cos, pi, sin
from typing import Any, Literal

from reportgen.brand import COLOURS, Theme, colours
from reportgen.report.charts import contrast
from reportgen.report.charts.engine import Affine2D, FontProperties, Outline, RendererSVG, to_rgba
from reportgen.report.charts.svg import tidy
from reportgen.report.charts.typeface import Typeface
from reportgen.report.model import Point

Align = Literal["left", "centre", "right"]
Shape = Literal["circle", "square", "diamond", "triangle"]
SHAPES: tuple[Shape, ...] = ("circle", "square", "diamond", "triangle")

TALLEST = 14400.0
NO_METADATA: dict[str, Any] = dict.fromkeys(("Date", "Creator", "Format", "Type"))

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

HAIRLINE = 0.5
LINE = 1.8
MARKER = 6.4
LEADING = 1.2
# Half the height of a capital or digit, in ems: where the baseline lies under the middle of a line.
HALF_CAPITAL = 0.33
# How far each shape reaches from its middle, for the same area to the eye as a circle of radius 1.
_CORNERS: Mapping[str, tuple[float, tuple[float, ...]]] = {
    "square": (1.26, (45, 135, 225, 315)),
    "diamond": (1.32, (0, 90, 180, 270)),
    "triangle": (1.4, (270, 30, 150)),
}


class Canvas:
    """What a chart is drawn on, in order: what comes later lies on top.

    x runs to the right and y down, in points; a text stands on its y. Colours are named by their role in the theme.
    """

    def __init__(self, theme: Theme, typeface: Typeface) -> None:
        self.theme = theme
        self.typeface = typeface
        self.width = theme.chart_width
        self.size = theme.text_size
        self.small = theme.small_size
        self._written = io.StringIO()
        self._renderer: Any = RendererSVG(self.width, TALLEST, self._written, metadata=NO_METADATA)  # type: ignore[no-untyped-call]
        self._facts: list[str | None] = []
        self._downwards = Affine2D().scale(1, -1).translate(0, TALLEST)

    def line(
        self, points: Sequence[tuple[float, float]], role: str, width: float, dash: tuple[float, ...] = ()
    ) -> None:
        """A line through points."""
        self._path(Outline(list(points)), stroke=role, width=width, dash=dash)

    def rectangle(
        self,
        left: float,
        top: float,
        right: float,
        bottom: float,
        role: str,
        *,
        hollow: bool = False,
        opacity: float = 1,
    ) -> None:
        """A filled rectangle, or a hollow one: an outline that stays within it."""
        inset = 0.5 if hollow else 0.0
        x0, y0, x1, y1 = left + inset, top + inset, max(right - inset, left + inset), bottom - inset
        outline = Outline([(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)], closed=True)
        if hollow:
            self._path(outline, fill="paper", stroke=role, width=1)
        else:
            self._path(outline, fill=role, opacity=opacity)

    def marker(
        self, shape: Shape, x: float, y: float, role: str, *, size: float = MARKER, hollow: bool = False, rim: float = 0
    ) -> None:
        """A mark around a point; a rim of paper keeps it apart from what lies under it."""
        outline = _outline(shape, x, y, size / 2)
        if rim:
            self._path(outline, fill="paper", stroke="paper", width=2 * rim)
        if hollow:
            self._path(outline, fill="paper", stroke=role, width=1.4)
        else:
            self._path(outline, fill=role)

    def text(
        self, x: float, y: float, text: str, role: str = "ink", *, size: float = 0, strong: bool = False,
        align: Align = "left", fact: str | None = None,
    ) -> None:  # fmt: skip
        """One line of text on the baseline `y`, beginning, centred or ending at `x`; `fact` is the id of its number."""
        if not text:
            return
        size = size or self.size
        # The place is computed here, from the font: a text that begins where it says is the same in every renderer,
        # and lighter in a PDF than one that a renderer has to centre.
        x -= {"left": 0.0, "centre": 0.5, "right": 1.0}[align] * self.typeface.width(text, size, strong)
        cut = self.typeface.cut(strong)
        font = _font(self.typeface.family, cut.weight, size)
        context = self._renderer.new_gc()
        context.set_foreground(self._colour(role))
        self._renderer.draw_text(context, x, y, text, font, 0)
        self._facts.append(fact)

    def lines(
        self, x: float, y: float, lines: Sequence[str], role: str = "ink", *, size: float = 0, strong: bool = False,
        align: Align = "left", fact: str | None = None,
    ) -> float:  # fmt: skip
        """Lines under each other, the first on the baseline `y`; returns the baseline of the line that would follow."""
        size = size or self.size
        for line, of_line in zip(lines, _dealt(lines, fact), strict=True):
            self.text(x, y, line, role, size=size, strong=strong, align=align, fact=of_line)
            y += size * LEADING
        return y

    def value(
        self, x: float, y: float, point: Point, role: str = "ink", *, strong: bool = False, align: Align = "left"
    ) -> None:
        """The value of a point, as `value_text` writes it."""
        self.text(x, y, value_text(point), role, strong=strong, align=align, fact=point.fact)

    def middle(self, y: float, size: float = 0) -> float:
        """The baseline on which a line of text has its middle at `y`."""
        return y + (size or self.size) * HALF_CAPITAL

    def text_width(self, text: str, *, size: float = 0, strong: bool = False) -> float:
        """How wide a line of text is."""
        return self.typeface.width(text, size or self.size, strong)

    def readable(self, role: str) -> str:
        """The role for text that belongs to a mark."""
        return contrast.readable(self.theme, role)

    def svg(self, height: float) -> str:
        """Finish the drawing at a height: its SVG source."""
        self._renderer.finalize()
        printed = {_stand_in(index): colour for index, colour in enumerate(colours(self.theme).values())}
        return tidy(self._written.getvalue(), self.width, height, self.typeface.family, printed, self._facts)

    def _colour(self, role: str) -> str:
        return _stand_in(COLOURS.index(role))

    def _path(
        self, outline: Outline, *, fill: str = "", stroke: str = "", width: float = 0, dash: tuple[float, ...] = (),
        opacity: float = 1,
    ) -> None:  # fmt: skip
        context = self._renderer.new_gc()
        context.set_linewidth(width)
        context.set_joinstyle("round")
        if stroke:
            context.set_foreground(self._colour(stroke))
        if dash:
            context.set_dashes(0, dash)
        face = to_rgba(self._colour(fill), opacity) if fill else None
        self._renderer.draw_path(context, outline, self._downwards, face)


def value_text(point: Point) -> str:
    """A value as it stands at its mark, with an arrow where the change is significant."""
    return f"{point.text} {point.mark}".rstrip()


def _dealt(lines: Sequence[str], fact: str | None) -> list[str | None]:
    """Deal the facts of a text over the lines that it was broken into: one id a number, or one for all."""
    if fact is None or ";" not in fact:
        return [fact if NUMBER.search(line) else None for line in lines]
    ids = iter(fact.split(";"))
    return [";".join(next(ids) for _ in NUMBER.finditer(line)) or None for line in lines]


def _stand_in(index: int) -> str:
    """What stands in for a colour of the theme: matplotlib would write that in lower case, and black not at all."""
    return f"#0100{index:02x}"


@lru_cache(maxsize=32)
def _font(family: str, weight: int, size: float) -> FontProperties:
    return FontProperties(family=family, weight=weight, size=size, style="normal", variant="normal", stretch="normal")


def _outline(shape: Shape, x: float, y: float, radius: float) -> Outline:
    if shape == "circle":
        return _circle(x, y, radius)
    reach, angles = _CORNERS[shape]
    corners = [(x + radius * reach * cos(a * pi / 180), y + radius * reach * sin(a * pi / 180)) for a in angles]
    return Outline([*corners, corners[0]], closed=True)


def _circle(x: float, y: float, radius: float) -> Outline:
    """Four curves, no more than a three-thousandth of the radius off: half of what matplotlib's own circle takes."""
    k = radius * 4 / 3 * (2**0.5 - 1)
    right, top, left, bottom = x + radius, y + radius, x - radius, y - radius
    points = [
        (right, y), (right, y + k), (x + k, top), (x, top), (x - k, top), (left, y + k), (left, y),
        (left, y - k), (x - k, bottom), (x, bottom), (x + k, bottom), (right, y - k), (right, y), (right, y),
    ]  # fmt: skip
    return Outline(points, [Outline.MOVETO, *[Outline.CURVE4] * 12, Outline.CLOSEPOLY])
