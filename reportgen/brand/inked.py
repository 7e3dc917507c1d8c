"""Where a drawing has ink: the box around it, and how much of it has which colour.

Worked out from the outlines, without rendering: curves exactly, lines by their length and width, what lies on top of
something else counted as well. A clip is not taken into account; the edge of the drawing is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import hypot, radians
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from reportgen.brand.drawing import GRADIENTS, SHAPES
from reportgen.brand.svg_reading import SVG

if TYPE_CHECKING:
    from fontTools.misc.transform import Transform
    from fontTools.pens.recordingPen import RecordingPen

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
_IN = f"{{{SVG}}}"
_UNPAINTED = frozenset({"defs", "clipPath", "title", *GRADIENTS})
_INHERITED = ("fill", "stroke", "stroke-width", "color")
_STEP = re.compile(r"(\w+)\s*\(([^)]*)\)")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_VISIBLE = 0.05
"""The least opacity that counts."""


@dataclass(frozen=True, slots=True)
class Ink:
    """The box around all ink, in the drawing's own units, and the area of each colour; `currentColor` is one."""

    box: Box
    areas: Mapping[str, float]

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        return self.box[2] - self.box[0], self.box[3] - self.box[1]

    @property
    def density(self) -> float:
        """How much of the box is inked, at most 1."""
        width, height = self.size
        return min(1.0, sum(self.areas.values()) / (width * height))


def ink_of(source: str) -> Ink | None:
    """Find the ink of a cleaned drawing; None when it has none. Raises ValueError for an outline that is none."""
    root = ElementTree.fromstring(source)  # noqa: S314 — cleaned, and without entities
    stops = {
        element.get("id", ""): [stop.get("stop-color", "#000000") for stop in element.iter(f"{_IN}stop")]
        for element in root.iter()
    }
    left, top, width, height = (float(part) for part in root.attrib["viewBox"].split())
    boxes: list[Box] = []
    areas: dict[str, float] = {}
    for element, transform, style in _painted(root):
        outline = _outline(element)
        for paint, area, box in _marks(outline, transform, style):
            boxes.append(box)
            colours = stops.get(paint.removeprefix("url(#").rstrip(")")) if paint.startswith("url(") else [paint]
            for colour in colours or ["#000000"]:
                areas[colour] = areas.get(colour, 0) + area / len(colours or " ")
    if not boxes or not any(areas.values()):
        return None
    box = (
        max(left, min(box[0] for box in boxes)), max(top, min(box[1] for box in boxes)),
        min(left + width, max(box[2] for box in boxes)), min(top + height, max(box[3] for box in boxes)),
    )  # fmt: skip
    return Ink(box, areas) if box[2] > box[0] and box[3] > box[1] else None


def _painted(root: Element) -> Iterator[tuple[Element, Transform, Mapping[str, str]]]:
    """Every shape that is drawn, with how it is moved and the styles that it takes over."""
    from fontTools.misc.transform import Identity

    start = {"fill": "#000000", "stroke": "none", "stroke-width": "1"}
    waiting: list[tuple[Element, Transform, Mapping[str, str]]] = [(root, Identity, start)]
    while waiting:
        element, transform, style = waiting.pop()
        tag = element.tag.removeprefix(_IN)
        if tag in _UNPAINTED or float(element.get("opacity", 1)) < _VISIBLE:
            continue
        own = {key: value for key in _INHERITED if (value := element.get(key, "inherit")) != "inherit"}
        inner = {**style, **own}
        moved = transform.transform(_transform(element.get("transform", "")))
        if tag in SHAPES:
            yield element, moved, inner
        waiting += [(child, moved, inner) for child in element]


def _marks(outline: RecordingPen, transform: Transform, style: Mapping[str, str]) -> Iterator[tuple[str, float, Box]]:
    """What fill and stroke put on the paper: colour, area and box."""
    from fontTools.pens.areaPen import AreaPen
    from fontTools.pens.boundsPen import BoundsPen
    from fontTools.pens.perimeterPen import PerimeterPen
    from fontTools.pens.transformPen import TransformPen

    bounds, area, length = BoundsPen(None), AreaPen(), PerimeterPen()
    outline.replay(TransformPen(bounds, transform))
    if bounds.bounds is None:
        return
    left, top, right, bottom = bounds.bounds
    if style["fill"] != "none":
        _closed(outline).replay(TransformPen(area, transform))
        yield style["fill"], abs(area.value), (left, top, right, bottom)
    numbers = _numbers(style["stroke-width"])
    width = (numbers[0] if numbers else 1.0) * (hypot(*transform[:2]) + hypot(*transform[2:4])) / 2
    if style["stroke"] != "none" and width > 0:
        outline.replay(TransformPen(length, transform))
        half = width / 2
        yield style["stroke"], length.value * width, (left - half, top - half, right + half, bottom + half)


def _outline(element: Element) -> RecordingPen:
    """The outline of a shape, without how it is moved. Raises ValueError for one that is none."""
    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.svgLib.path import parse_path
    from fontTools.svgLib.path.shapes import PathBuilder

    pen, builder = RecordingPen(), PathBuilder()
    still = Element(element.tag.removeprefix(_IN), {key: value for key, value in element.items() if key != "transform"})
    try:
        builder.add_path_from_element(still)
    except TypeError as error:  # a measure that isn't there
        raise ValueError(str(error)) from error
    for path in builder.paths:
        parse_path(path, pen)
    return pen


def _closed(outline: RecordingPen) -> RecordingPen:
    """The outline as it is filled: an open one is closed."""
    from fontTools.pens.recordingPen import RecordingPen

    pen = RecordingPen()
    pen.value = [("closePath", ()) if step == "endPath" else (step, points) for step, points in outline.value]
    return pen


def _transform(text: str) -> Transform:
    """Read `translate(3 4) rotate(30)`. Raises ValueError for a step that is none."""
    from fontTools.misc.transform import Identity

    total = Identity
    for name, arguments in _STEP.findall(text):
        numbers = _numbers(arguments)
        match name, len(numbers):
            case "matrix", 6:
                total = total.transform((*numbers,))
            case "translate", 1 | 2:
                total = total.translate(*numbers)
            case "scale", 1 | 2:
                total = total.scale(*numbers)
            case "rotate", 1:
                total = total.rotate(radians(numbers[0]))
            case "rotate", 3:
                _, x, y = numbers
                total = total.translate(x, y).rotate(radians(numbers[0])).translate(-x, -y)
            case "skewX", 1:
                total = total.skew(radians(numbers[0]), 0)
            case "skewY", 1:
                total = total.skew(0, radians(numbers[0]))
            case _:
                raise ValueError(f"{name}({arguments})")
    return total


def _numbers(text: str) -> list[float]:
    return [float(number) for number in _NUMBER.findall(text)]
