"""Where things stand on a slide, in English Metric Units, and how large a title can be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

EMU = 12700
"""English Metric Units to a point."""
_INCH = 72 * EMU
_WIDTH_OF_LETTER = 0.5
"""How wide a letter of a bold title is on average, in parts of its size; Source Sans has 0.49."""
_LINE = 1.0
_TITLE_SIZE = 28
_SCALES = (100, 90, 80, 70, 60)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a slide."""

    x: int
    y: int
    width: int
    height: int


def _box(left: float, top: float, width: float, height: float) -> Box:
    return Box(*(round(inches * _INCH) for inches in (left, top, width, height)))


PLACES: Mapping[str, Box] = {
    "whole": _box(0, 0, 13.333, 7.5),
    "band": _box(0, 0, 0.45, 7.5),
    "edge": _box(0, 0, 0.16, 7.5),
    "title_logo": _box(0.95, 0.7, 3.6, 0.75),
    "first_title": _box(0.95, 1.9, 11.4, 1.9),
    "subtitle": _box(0.95, 3.95, 11.4, 0.95),
    "dated": _box(0.95, 5.0, 11.4, 0.45),
    "notice": _box(0.95, 5.75, 11.4, 1.05),
    "title_mark": _box(5.0, 0.7, 5.0, 0.75),
    "logo": _box(11.23, 0.42, 1.5, 0.45),
    "mark": _box(9.2, 6.88, 2.4, 0.42),
    "title": _box(0.6, 0.42, 10.3, 1.05),
    "body": _box(0.6, 1.7, 12.13, 4.95),
    "chart": _box(0.6, 1.6, 12.13, 4.6),
    "source": _box(0.6, 6.28, 12.13, 0.5),
    "footer": _box(0.6, 6.95, 8.4, 0.3),
    "number": _box(11.73, 6.95, 1.0, 0.3),
    "note_slide": _box(0.6, 0.8, 6.3, 3.55),
    "note_text": _box(0.75, 4.7, 6.0, 4.6),
}


def key_figure_places(count: int) -> list[Box]:
    """Divide the body of a slide over key figures: up to six in rows of three, more in rows of four."""
    body, gap = PLACES["body"], round(0.35 * _INCH)
    columns = min(count, 3 if count <= 6 else 4)
    rows = ceil(count / columns)
    width, height = (body.width - gap * (columns - 1)) // columns, (body.height - gap * (rows - 1)) // rows
    return [
        Box(body.x + place % columns * (width + gap), body.y + place // columns * (height + gap), width, height)
        for place in range(count)
    ]


def scale_of_title(text: str) -> int:
    """How much of its size a title keeps to fit in its place, in percents."""
    place = PLACES["title"]
    width, height = place.width / EMU, place.height / EMU
    for scale in _SCALES:
        size = _TITLE_SIZE * scale / 100
        if ceil(len(text) * size * _WIDTH_OF_LETTER / width) * size * _LINE <= height:
            return scale
    return _SCALES[-1]
