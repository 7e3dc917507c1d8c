"""Colours as they are seen: how light they are, how they contrast, and how far apart they are to every eye."""

from __future__ import annotations

from functools import lru_cache
from math import atan2, cos, degrees, dist, hypot, radians, sin

TEXT, MARK = 4.5, 3.0
"""The least contrast of text and of marks (WCAG 2.2, 1.4.3 and 1.4.11)."""

Triple = tuple[float, float, float]
Matrix = tuple[Triple, Triple, Triple]

# Linear RGB to XYZ (IEC 61966-2-1), and the white point D65.
_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE = (0.95047, 1.0, 1.08883)
# How colours are seen with all cones, and without one kind: Machado, Oliveira & Fernandes 2009, severity 1.
_SEEN: tuple[Matrix, ...] = (
    ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
)
# OKLab (Ottosson 2020): linear RGB to cones, cones to lightness and two opponents, and both back.
_CONES: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_OPPONENTS: Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
_CONES_BACK: Matrix = (
    (1, 0.3963377774, 0.2158037573),
    (1, -0.1055613458, -0.0638541728),
    (1, -0.0894841775, -1.2914855480),
)
_RGB: Matrix = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)


@lru_cache(maxsize=8192)
def luminance(colour: str) -> float:
    """The relative luminance of `#RRGGBB`, between 0 and 1 (WCAG 2.2)."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(maxsize=4096)
def ratio(one: str, other: str) -> float:
    """The contrast between two colours, from 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def over(colour: str, paper: str, opacity: float) -> str:
    """The colour that is seen when one lies over another with some opacity."""
    mixed = (round(int(colour[i : i + 2], 16) * opacity + int(paper[i : i + 2], 16) * (1 - opacity)) for i in (1, 3, 5))
    return "#{:02X}{:02X}{:02X}".format(*mixed)


def lightness(colour: str) -> float:
    """How light a colour is to the eye: L* of CIELAB, from 0 to 100."""
    return _seen(colour)[0][0]


def distance(one: str, other: str) -> float:
    """How far apart two colours are to whoever tells them apart least: ΔE of CIELAB (1976), for four kinds of eyes."""
    return min(dist(first, second) for first, second in zip(_seen(one), _seen(other), strict=True))


def usual_distance(one: str, other: str) -> float:
    """How far apart two colours are to eyes with all cones: ΔE of CIELAB (1976)."""
    return dist(_seen(one)[0], _seen(other)[0])


@lru_cache(maxsize=8192)
def _seen(colour: str) -> tuple[Triple, ...]:
    linear = _linear(colour)
    return tuple(_lab(_clipped(_times(eye, linear))) for eye in _SEEN)


def to_oklab(colour: str) -> Triple:
    """A colour in OKLab, in which equal steps look about equal."""
    long, middle, short = _times(_CONES, _linear(colour))
    return _times(_OPPONENTS, (long ** (1 / 3), middle ** (1 / 3), short ** (1 / 3)))


def to_oklch(colour: str) -> Triple:
    """Lightness (0 to 1), chroma and hue (degrees) of a colour in OKLCH."""
    light, a, b = to_oklab(colour)
    return light, hypot(a, b), degrees(atan2(b, a)) % 360


@lru_cache(maxsize=8192)
def from_oklch(light: float, chroma: float, hue: float) -> str:
    """The colour of that lightness and hue, with as much of the chroma as a screen can show."""
    a, b = cos(radians(hue)), sin(radians(hue))
    low, high = 0.0, chroma
    if not _is_shown(_unclipped(light, high * a, high * b)):
        for _ in range(9):
            middle = (low + high) / 2
            low, high = (middle, high) if _is_shown(_unclipped(light, middle * a, middle * b)) else (low, middle)
        high = low
    return "#{:02X}{:02X}{:02X}".format(*map(_channel, _clipped(_unclipped(light, high * a, high * b))))


def _linear(colour: str) -> Triple:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return _without_gamma(red), _without_gamma(green), _without_gamma(blue)


def _without_gamma(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _channel(linear: float) -> int:
    return round(255 * (12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055))


def _unclipped(light: float, a: float, b: float) -> Triple:
    roots = _times(_CONES_BACK, (light, a, b))
    return _times(_RGB, (roots[0] ** 3, roots[1] ** 3, roots[2] ** 3))


def _is_shown(linear: Triple) -> bool:
    return all(-1e-4 <= part <= 1 + 1e-4 for part in linear)


def _clipped(linear: Triple) -> Triple:
    red, green, blue = (min(1.0, max(0.0, part)) for part in linear)
    return red, green, blue


def _lab(linear: Triple) -> Triple:
    parts = (part / white for part, white in zip(_times(_XYZ, linear), _WHITE, strict=True))
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in parts)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _times(matrix: Matrix, vector: Triple) -> Triple:
    one, two, three = matrix
    x, y, z = vector
    return (
        one[0] * x + one[1] * y + one[2] * z,
        two[0] * x + two[1] * y + two[2] * z,
        three[0] * x + three[1] * y + three[2] * z,
    )
