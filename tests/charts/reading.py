"""Reads a drawn chart back: its texts with the room that each takes, and its outlines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from fontTools.ttLib import TTFont

from reportgen.brand import read_brand
from reportgen.report.charts import draw
from reportgen.report.model import Chart

ROOT = Path(__file__).parents[2]
BRAND = read_brand(ROOT, "voice-monitor")
SVG = "{http://www.w3.org/2000/svg}"
# How far letters reach above and below their baseline, in ems: ascenders and descenders of Source Sans 3.
ABOVE, BELOW = 0.712, 0.205


@dataclass(frozen=True)
class Printed:
    """A text in a drawing, and the box around its letters."""

    text: str
    fill: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Printed, tolerance: float = 0.25) -> bool:
        """Whether two texts cover each other by more than a hair."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > tolerance and down > tolerance


@dataclass(frozen=True)
class Shape:
    """An outline in a drawing: its colours, and the box around it without its stroke."""

    fill: str
    stroke: str
    width: float
    dash: str
    opacity: float
    left: float
    top: float
    right: float
    bottom: float


@cache
def drawn(chart: Chart) -> str:
    """A chart drawn in the monitor's own house style, once."""
    return draw(chart, BRAND.theme, BRAND.fonts)


@cache
def _parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def shapes(svg: str, **wanted: object) -> list[Shape]:
    """All outlines of a drawing, in order, or those with the wanted properties; a colour is wanted by its role."""
    wanted = {name: getattr(BRAND.theme, str(value), value) for name, value in wanted.items()}
    found = []
    for path in _parsed(svg).iter(f"{SVG}path"):
        numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", path.attrib["d"])]
        xs, ys = numbers[::2], numbers[1::2]
        fill, stroke = (path.attrib.get(name, "none").replace("none", "") for name in ("fill", "stroke"))
        width, opacity = (float(path.attrib.get(name, 1)) for name in ("stroke-width", "fill-opacity"))
        dash = path.attrib.get("stroke-dasharray", "")
        found.append(Shape(fill, stroke, width, dash, opacity, min(xs), min(ys), max(xs), max(ys)))
    return [shape for shape in found if all(getattr(shape, name) == value for name, value in wanted.items())]


def printed_texts(svg: str) -> list[Printed]:
    """All texts of a drawing, with boxes computed from the font files, apart from the code that placed them."""
    texts = []
    for element in _parsed(svg).iter(f"{SVG}text"):
        size, x, y = (float(element.attrib[name].removesuffix("px")) for name in ("font-size", "x", "y"))
        text = element.text or ""
        width = size * advance(text, int(element.attrib.get("font-weight", 400)))
        texts.append(Printed(text, element.attrib["fill"], x, y - size * ABOVE, x + width, y + size * BELOW))
    return texts


def overlapping(texts: list[Printed]) -> Iterator[str]:
    """Every pair of texts that cover each other."""
    for i, one in enumerate(texts):
        yield from (f"“{one.text}” × “{other.text}”" for other in texts[i + 1 :] if one.overlaps(other))


def clipped(svg: str, tolerance: float = 0.3) -> Iterator[str]:
    """Every text, and every outline, that leaves the drawing."""
    _, _, width, height = (float(n) for n in _parsed(svg).attrib["viewBox"].split())
    boxes = [(f"“{text.text}”", text.left, text.top, text.right, text.bottom) for text in printed_texts(svg)]
    for shape in shapes(svg):
        # A stroke lies on both sides of its line, and does not make it longer.
        half = shape.width / 2 if shape.stroke else 0
        x, y = half * (shape.bottom > shape.top), half * (shape.right > shape.left)
        boxes.append((f"{shape}", shape.left - x, shape.top - y, shape.right + x, shape.bottom + y))
    for what, left, top, right, bottom in boxes:
        if min(left, top) < -tolerance or right > width + tolerance or bottom > height + tolerance:
            yield f"{what}: {left:.1f}–{right:.1f} × {top:.1f}–{bottom:.1f} in {width} × {height}"


@cache
def _font(weight: int) -> tuple[TTFont, dict[int, str]]:
    path = next(font.path for font in BRAND.fonts if font.weight == weight and font.style == "normal")
    font = TTFont(path)
    return font, font.getBestCmap()


@cache
def advance(text: str, weight: int) -> float:
    """How wide a text is, in ems."""
    font, characters = _font(weight)
    return sum(font["hmtx"][characters[ord(c)]][0] for c in text) / font["head"].unitsPerEm
