"""What a partner is shown by: its logo, or its name as a word mark, with what it needs to be seen on any ground."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import sqrt
from pathlib import Path

from reportgen.brand.colour import MARK, ratio
from reportgen.brand.drawing import parse_logo
from reportgen.brand.inked import Ink, ink_of
from reportgen.brand.model import Brand, FontFile, Mark, Theme
from reportgen.brand.raster import read_picture
from reportgen.brand.svg_reading import AGAIN
from reportgen.brand.wordmark import EM, word_mark
from reportgen.errors import Place, Problem, UserError

FORMS = (".svg", ".png", ".jpg", ".jpeg")
SEEN_ON_DARK, SEEN_ON_PAPER = 0.9, 0.15
"""How much of the ink must stand out from a ground. A logo is made for paper, on which a part of it may be light."""
DENSITY_COUNTS = 0.15
"""How much (as an exponent) a logo that inks more of its box is made smaller."""
ROOM, LARGEST_NAME = 4 / 3, 0.36
"""How much higher than the other logo a mark may be, and how large its type in a name (one em) beside that height."""
_VIEW = re.compile(r'viewBox="[^"]*"')
_FIXED = re.compile(r'(<svg\b[^>]*?) (?:width|height)="[^"]*"')


def read_logo(content: bytes, file: str, house: Theme, colour: str) -> tuple[Mark, tuple[str, ...]]:
    """Read a partner's logo, and what is to be told of it; raises UserError when it can't be used."""
    if Path(file).suffix.lower() != ".svg":
        picture = read_picture(content, file)
        plate = picture.ground or _plate(picture.areas, house, colour)
        is_open = picture.ground is None and _seen(picture.areas, house.dark["paper"]) >= SEEN_ON_DARK
        density = min(1.0, sum(picture.areas.values())) if picture.ground in {None, house.paper} else 1.0
        return Mark("", picture.png, picture.size, density, plate, seen_on_dark=is_open), picture.remarks
    drawing = parse_logo(content, file)
    try:
        ink = ink_of(drawing.source)
    except (ValueError, KeyError, OverflowError):
        what = "het logo heeft een vorm die niet te lezen is."
        raise UserError(Problem(what, AGAIN, Place(file))) from None
    if ink is None:
        raise UserError(Problem("het logo is leeg: er is niets op te zien.", AGAIN, Place(file)))
    is_open = _seen(ink.areas, house.dark["paper"]) >= SEEN_ON_DARK
    told = f"weggelaten uit het logo, want het tekent niets: {', '.join(drawing.left_out)}"
    remarks = (told,) if drawing.left_out else ()
    return _mark(drawing.source, ink, _plate(ink.areas, house, colour), seen_on_dark=is_open), remarks


def set_name(name: str, fonts: Sequence[FontFile], house: Theme) -> Mark:
    """Set a name as a word mark, which takes over the colour of the text around it."""
    source = word_mark(name, fonts)
    ink = ink_of(source)
    if ink is None:
        raise ValueError(f"nothing to see in {name!r}")
    return _mark(source, ink, house.paper, seen_on_dark=True, is_name=True)


def own_mark(own: Brand) -> Mark:
    """The logo of the monitor as a mark, for others to stand beside; its name where it can't be measured."""
    try:
        ink = ink_of(own.logo)
    except (ValueError, KeyError, OverflowError):
        ink = None
    return _mark(own.logo, ink, own.theme.paper, seen_on_dark=True) if ink else set_name(own.name, own.fonts, own.theme)


def optical_size(mark: Mark, beside: Mark, height: float, widest: float, room: float = ROOM) -> tuple[float, float]:
    """The width and height of a mark that looks as large as another one of some height: its ink takes as much room.

    A mark is no higher than `room` times the other, no wider than `widest`, and a name is set no larger than is usual.
    """
    area = height * height * beside.width / beside.height
    heavier = (mark.density / beside.density) ** DENSITY_COUNTS
    tall = sqrt(area * mark.height / mark.width) / heavier
    limits = [height * room, widest * mark.height / mark.width]
    if mark.is_name:
        limits.append(height * LARGEST_NAME * mark.height / EM)
    tall = min(tall, *limits)
    return tall * mark.width / mark.height, tall


def _mark(source: str, ink: Ink, plate: str, *, seen_on_dark: bool, is_name: bool = False) -> Mark:
    width, height = ink.size
    view = f'viewBox="{ink.box[0]:g} {ink.box[1]:g} {width:g} {height:g}"'
    trimmed = _VIEW.sub(view, _without_size(source), count=1)
    return Mark(trimmed, b"", (width, height), ink.density, plate, seen_on_dark=seen_on_dark, is_name=is_name)


def _without_size(source: str) -> str:
    while (shorter := _FIXED.sub(r"\1", source, count=1)) != source:
        source = shorter
    return source


def _plate(areas: Mapping[str, float], house: Theme, colour: str) -> str:
    """What a logo lies on: paper, unless nearly nothing of it would be seen there."""
    if _seen(areas, house.paper) >= SEEN_ON_PAPER:
        return house.paper
    return max((colour, house.ink), key=lambda ground: _seen(areas, ground))


def _seen(areas: Mapping[str, float], ground: str) -> float:
    """Which part of the ink stands out from a ground."""
    total = sum(areas.values())
    seen = sum(area for colour, area in areas.items() if not colour.startswith("#") or ratio(colour, ground) >= MARK)
    return seen / total if total else 0.0
