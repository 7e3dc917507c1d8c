"""A partner's colour within the house style: true as a surface, and near it as text, lines and marks that can be read.

The type, ink, greys and the colours that mean something (positive, negative) stay those of the house. What the partner
brings is `primary`; where that comes too near the second colour of the house, another one takes its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from math import cos, dist, inf, radians

from reportgen.brand.colour import (
    MARK,
    TEXT,
    distance,
    from_oklch,
    lightness,
    over,
    ratio,
    to_oklab,
    to_oklch,
    usual_distance,
)
from reportgen.brand.model import Field, Theme, colours

PAIR_APART = 40.0
"""How far the two colours of a pair are apart at least, to every eye (ΔE of CIELAB)."""
APART = 20.0
"""How far primary is in grey (L*) from the fill that stands beside it, and (ΔE) from what it may not be taken for."""
OTHER_MEANINGS = ("negative", "muted")
"""What primary may not be taken for. It may look like positive: in a house style the two can be one colour."""
WORTH = 0.06
"""How much further primary may be from the partner's colour (in OKLab), so that the second colour is the usual one."""
BLACK, WHITE = "#000000", "#FFFFFF"
_GROUNDS = ("paper", "surface")
_LIGHTS = tuple(step / 64 for step in range(3, 63))
_CHROMAS = (1.0, 0.8, 0.6, 0.4)
_TURNS = (0, 8, -8, 16, -16)
_CHROMA_OF_LIGHTER = 0.75
_FAINT = 0.45
"""How much of the text's colour a faint line on a field has."""
_GREY = 0.01
"""The chroma below which a colour has no hue to turn."""
DEARER = 3.0
"""How much more it costs to turn a hue than to make it darker, lighter or greyer: it is what a partner is known by."""

Mode = Mapping[str, str]
"""The colours on paper, or those on a dark screen."""
Pair = tuple[str, str]
"""A colour, and its light variant for what lies beside another fill."""


@lru_cache(maxsize=256)
def accented(house: Theme, colour: str, second: str | None = None) -> Theme:
    """Put a partner's colour in the place of primary, or else the nearest one that can do all that primary does.

    On paper and on a dark screen alike it reads as text, stands apart from the second colour, from negative and from
    muted to whatever eyes, and is told in grey from the fill beside it. `second` is the partner's own second colour.
    Where no colour near enough can do all that, the house keeps its own.
    """
    if colour == house.primary.upper():
        return house
    modes: tuple[Mode, Mode] = (colours(house), house.dark)
    best, moved = modes, inf
    for light_pair, dark_pair in _seconds(modes, second):
        light = _with_primary(modes[0], colour, light_pair)
        dark = _with_primary(modes[1], colour, dark_pair)
        if light and dark and (far := dist(to_oklab(colour), to_oklab(light["primary"]))) < moved - WORTH:
            best, moved = (light, dark), far
        if moved < WORTH:
            break
    chosen = {name: best[0][name] for name in ("primary", "primary_light", "secondary", "secondary_light")}
    return replace(house, dark=best[1], **chosen)  # type: ignore[arg-type]


def on_surface(colour: str, house: Theme) -> str:
    """The colour of text on a surface: ink or paper where one of them is read well, and else black or white."""
    own = [text for text in (house.paper, house.ink) if ratio(text, colour) >= TEXT]
    return max(own or (BLACK, WHITE), key=lambda text: ratio(text, colour))


def field_of(colour: str, theme: Theme, house: Theme) -> Field:
    """A field in a partner's colour, with text that can be read on it and marks that are seen beside that text."""
    text = on_surface(colour, house)
    marks = (theme.secondary_light, theme.secondary, theme.dark["secondary"], house.secondary, house.dark["secondary"])
    mark = max(marks, key=lambda one: min(ratio(one, colour), ratio(one, text)))
    return Field(colour, text, over(text, colour, _FAINT), mark)


def obstacles(mode: Mode, primary: str, pair: Pair) -> Iterator[str]:
    """Why a colour cannot be primary beside a second one: it can't be read ("text"), is told in grey from no fill
    ("grey"), is too near the second colour ("pair"), or is taken for another role (that role).
    """
    if min(ratio(primary, mode[ground]) for ground in _GROUNDS) < TEXT:
        yield "text"
    if abs(lightness(primary) - lightness(pair[1])) <= APART:
        yield "grey"
    if distance(primary, pair[0]) <= PAIR_APART:
        yield "pair"
    yield from (name for name in OTHER_MEANINGS if not _differs(mode, primary, name))


def fits(mode: Mode, primary: str, pair: Pair) -> bool:
    """Whether a colour can be primary beside a second one, on paper or on a dark screen."""
    return next(obstacles(mode, primary, pair), None) is None


def _differs(mode: Mode, colour: str, name: str) -> bool:
    """Whether a colour isn't taken for another by its meaning: told from it well, or else no worse than primary of the
    house is, by the usual eyes and by those that tell the two apart least.
    """
    return all(
        far(colour, mode[name]) >= min(APART, far(mode["primary"], mode[name])) for far in (usual_distance, distance)
    )


def _seconds(modes: tuple[Mode, Mode], second: str | None) -> Iterator[tuple[Pair, Pair]]:
    """What can stand beside primary: the partner's own second colour, or that of the house, or primary of the house."""
    if second is not None:
        yield _own_second(modes[0], second), _own_second(modes[1], second)
    for name in ("secondary", "primary"):
        light, dark = ((mode[name], mode[f"{name}_light"]) for mode in modes)
        yield light, dark


def _own_second(mode: Mode, colour: str) -> Pair:
    def can_be_read(other: str) -> bool:
        grounds = (ratio(other, mode[ground]) for ground in _GROUNDS)
        return min(grounds) >= TEXT and _differs(mode, other, "negative") and other not in mode.values()

    strong = next((other for other in _near(colour) if can_be_read(other)), mode["secondary"])
    return strong, _lighter(mode, strong)


def _with_primary(mode: Mode, colour: str, pair: Pair) -> Mode | None:
    # A colour that the mode already has is left alone: in a drawing the two could no longer be told apart.
    taken = {value.upper() for value in mode.values()} | set(pair)
    primary = next((other for other in _near(colour) if other not in taken and fits(mode, other, pair)), None)
    if primary is None:
        return None
    own = {"primary": primary, "primary_light": _lighter(mode, primary)}
    return {**mode, **own, "secondary": pair[0], "secondary_light": pair[1]}


def _lighter(mode: Mode, colour: str) -> str:
    """The light variant: a mark on paper, with ink to be read on it."""
    _, chroma, hue = to_oklch(colour)
    variants = (from_oklch(step / 200, chroma * _CHROMA_OF_LIGHTER, hue) for step in range(20, 196))
    return max(variants, key=lambda other: min(ratio(other, mode["paper"]) / MARK, ratio(other, mode["ink"]) / TEXT))


def _near(colour: str) -> Iterator[str]:
    """The colour itself, and then those around it, the nearest first."""
    yield colour.upper()
    yield from (from_oklch(*step) for step in _around(colour))


@lru_cache(maxsize=4)
def _around(colour: str) -> list[tuple[float, float, float]]:
    """The steps around a colour in OKLCH, the nearest first."""
    light, chroma, hue = to_oklch(colour)

    def moved(step: tuple[float, float, float]) -> float:
        turned = 2 * chroma * step[1] * (1 - cos(radians(step[2] - hue)))
        return (step[0] - light) ** 2 + (step[1] - chroma) ** 2 + DEARER * turned

    turns = _TURNS if chroma > _GREY else (0,)
    return sorted(
        ((one, chroma * part, hue + turn) for one in _LIGHTS for part in _CHROMAS for turn in turns), key=moved
    )
