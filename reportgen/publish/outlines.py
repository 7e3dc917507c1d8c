"""Drawings whose words are outlines, for a printer who has to do without the font."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

from reportgen.brand import FontFile

_TEXT = re.compile(r"<text\b(?P<attributes>[^>]*)>(?P<words>[^<]*)</text>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_ROOT = re.compile(r"<svg\b([^>]*)>")
_USUAL = {"x": "0", "y": "0", "font-size": "16px", "font-weight": "400", "fill": "#000000"}
"""What a text has that doesn't say it, nor the whole drawing."""
_UNDERSTOOD = _USUAL.keys() | {"data-fact"}

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Glyph:
    """The outline of a glyph in units of its face, y down: where it begins, how it goes on, and where that ends."""

    start: Point
    path: str
    end: Point


@dataclass(slots=True)
class _Face:
    """A face that can be shaped; `per_em` are its units to an em, `glyphs` those that were drawn before."""

    font: Any
    per_em: int
    glyphs: dict[int, _Glyph | None] = field(default_factory=dict)


class Outliner:
    """Exchanges the texts of drawings for the outlines of their glyphs, set and kerned as a browser does."""

    def __init__(self, fonts: Iterable[FontFile]) -> None:
        self._faces = {font.weight: _opened(font.path) for font in fonts if font.style == "normal"}

    def outlined(self, drawing: str) -> str:
        """The drawing, an SVG of ours, without text in it; its title and description stay what they are.

        Raises ValueError for a text with an attribute that would be lost.
        """
        root = _ROOT.search(drawing)
        whole = dict(_ATTRIBUTE.findall(root[1])) if root else {}
        usual = _USUAL | {name: whole[name] for name in ("font-size", "font-weight", "fill") if name in whole}
        return _TEXT.sub(lambda found: self._drawn(found["words"], found["attributes"], usual), drawing)

    def width(self, words: str, size: float, weight: int) -> float:
        """How wide a line of words is, in the unit of its size."""
        face = self._face(weight)
        units: int = sum(place.x_advance for place in _shaped(words, face).glyph_positions or ())
        return units * size / face.per_em

    def _face(self, weight: int) -> _Face:
        return self._faces[min(self._faces, key=lambda known: abs(known - weight))]

    def _drawn(self, words: str, attributes: str, usual: Mapping[str, str]) -> str:
        asked = {**usual, **dict(_ATTRIBUTE.findall(attributes))}
        if strange := asked.keys() - _UNDERSTOOD:
            raise ValueError(f"a text with {', '.join(sorted(strange))}")
        face = self._face(int(asked["font-weight"]))
        path = _line(unescape(words), face)
        if not path:
            return ""
        scale = float(asked["font-size"].removesuffix("px")) / face.per_em
        place = f"translate({asked['x']} {asked['y']}) scale({scale:.6g})"
        return f'<path transform="{place}" fill="{asked["fill"]}" d="{path}"/>'


def _opened(path: Path) -> _Face:
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob(path.read_bytes()))
    return _Face(uharfbuzz.Font(face), face.upem)


def _shaped(words: str, face: _Face) -> Any:
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(words)
    buffer.guess_segment_properties()
    uharfbuzz.shape(face.font, buffer)
    return buffer


def _line(words: str, face: _Face) -> str:
    """Shape a line of text and draw it from its beginning on the baseline, in units of its face."""
    buffer = _shaped(words, face)
    along, parts = 0, []
    here = (0.0, 0.0)
    for shaped, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyph = _glyph(shaped.codepoint, face)
        left, down = along + place.x_offset, -place.y_offset
        if glyph is not None:
            start = (left + glyph.start[0], down + glyph.start[1])
            parts.append(f"m{_between(here, start)}{glyph.path}")
            here = (left + glyph.end[0], down + glyph.end[1])
        along += place.x_advance
    return "".join(parts)


def _glyph(number: int, face: _Face) -> _Glyph | None:
    if number not in face.glyphs:
        pen = _Pen()
        face.font.draw_glyph_with_pen(number, pen)
        face.glyphs[number] = pen.glyph
    return face.glyphs[number]


class _Pen:
    """Takes down the outline of a glyph as what an SVG path says, each point from the one before."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._first: Point | None = None
        self._begun = self._here = (0.0, 0.0)

    @property
    def glyph(self) -> _Glyph | None:
        """What was drawn; None for a space."""
        return None if self._first is None else _Glyph(self._first, "".join(self._parts), self._begun)

    def moveTo(self, point: Point) -> None:  # noqa: N802 — the name that a pen is asked for
        """Begin a contour; the one before it was closed, and ended where it began."""
        place = _down(point)
        if self._first is None:
            self._first = place
        else:
            self._parts.append(f"m{_between(self._begun, place)}")
        self._begun = self._here = place

    def lineTo(self, point: Point) -> None:  # noqa: N802
        """Draw a straight line."""
        self._go("l", point)

    def qCurveTo(self, *points: Point) -> None:  # noqa: N802
        """Draw a curve with one point off it."""
        self._go("q", *points)

    def curveTo(self, *points: Point) -> None:  # noqa: N802
        """Draw a curve with two points off it."""
        self._go("c", *points)

    def closePath(self) -> None:  # noqa: N802
        """End a contour where it began."""
        self._parts.append("z")

    def endPath(self) -> None:  # noqa: N802
        """End a contour that is open; no glyph has one."""

    def _go(self, command: str, *points: Point) -> None:
        places = [_down(point) for point in points]
        self._parts.append(command + " ".join(_between(self._here, place) for place in places).replace(" -", "-"))
        self._here = places[-1]


def _down(point: Point) -> Point:
    return point[0], -point[1]


def _between(one: Point, other: Point) -> str:
    return f"{other[0] - one[0]:g} {other[1] - one[1]:g}".replace(" -", "-")
