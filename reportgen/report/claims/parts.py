"""Parts and multiples in words, as an author writes them: "bijna de helft", "een op de vijf", "verdubbeld"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from reportgen.number_words import bare, cardinal, ordinal
from reportgen.rounding import half_up

NEAR = Decimal("1.5")
"""How many percentage points a share may lie from the part that it is called (house rule)."""
LIKE = Decimal("0.1")
"""How far, as a part of it, a ratio may lie from the multiple that it is called.

From 1,8 to 2,2 is "verdubbeld": beyond, "anderhalf keer zo groot" or "twee en een half keer" would be as near.
"""

Bound = Literal["", "bijna", "ruim"]
_BOUNDS: dict[tuple[str, ...], Bound] = {
    ("bijna",): "bijna",
    ("krap",): "bijna",
    ("iets", "minder", "dan"): "bijna",
    ("ruim",): "ruim",
    ("iets", "meer", "dan"): "ruim",
}
_ROOTS = {"dubbel": 2, "drievoudig": 3, "viervoudig": 4, "vijfvoudig": 5, "tienvoudig": 10}
_MANIFOLD = re.compile(rf"ver({'|'.join(_ROOTS)})(?:t|d|de|den|en|ing)?")
_HALVED = re.compile(r"(?:ge)?halve(?:er(?:t|d|de|den)?|ren|ring)")
_PARTS = {
    ("helft",): Fraction(1, 2),
    ("de", "helft"): Fraction(1, 2),
    ("kwart",): Fraction(1, 4),
    ("een", "kwart"): Fraction(1, 4),
    ("driekwart",): Fraction(3, 4),
    ("drie", "kwart"): Fraction(3, 4),
}
_TIMES = {"half": Fraction(1, 2), "dubbel": Fraction(2), "anderhalf": Fraction(3, 2)}
_FRACTIONS = ("een tiende", "een vijfde", "een kwart", "een derde", "de helft", "twee derde", "driekwart")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A part of a whole (below 1) or a multiple, and whether it was said to be just under or just over it."""

    value: Fraction
    bound: Bound = ""
    is_multiple: bool = False


def read_part(words: str) -> Quantity | None:
    """Read a part of a whole; None when the words are no part."""
    bound, rest = _bounded(words)
    value = _part(rest)
    return None if value is None or not 0 < value < 1 else Quantity(value, bound)


def read_multiple(words: str) -> Quantity | None:
    """Read a multiple: "verdubbeld", "gehalveerd", "drie keer zo groot", "half zo vaak"."""
    bound, rest = _bounded(words)
    value = _multiple(rest)
    return None if value is None else Quantity(value, bound, is_multiple=True)


def fits(quantity: Quantity, value: float) -> bool:
    """Whether a share (0–1), or a ratio, may be called this."""
    scale = 1 if quantity.is_multiple else 100
    said = Decimal(quantity.value.numerator) / quantity.value.denominator * scale
    distance = half_up(value * scale, 9) - half_up(float(said), 9)
    room = said * LIKE if quantity.is_multiple else NEAR
    match quantity.bound:
        case "bijna":
            return -room <= distance < 0
        case "ruim":
            return 0 < distance <= room
        case _:
            return abs(distance) <= room


def part_for(share: float) -> str | None:
    """Find words that a share may be called by; None when there are none."""
    plain = next((words for words in _FRACTIONS if _is(words, share)), None)
    return plain or next((f"{b} {w}" for w in _FRACTIONS for b in ("bijna", "ruim") if _is(f"{b} {w}", share)), None)


def _is(words: str, share: float) -> bool:
    quantity = read_part(words)
    return quantity is not None and fits(quantity, share)


def _bounded(words: str) -> tuple[Bound, list[str]]:
    said = bare(words).split()
    for before, bound in _BOUNDS.items():
        if tuple(said[: len(before)]) == before:
            return bound, said[len(before) :]
    return "", said


def _part(words: Sequence[str]) -> Fraction | None:
    if tuple(words) in _PARTS:
        return _PARTS[tuple(words)]
    match words:
        case [many, "op" | "van", "de" | "elke" | "iedere", whole] | [many, "op", whole]:
            return _ratio(cardinal(many), cardinal(whole))
        case [many, nth]:
            return _ratio(cardinal(many), ordinal(nth))
        case [word]:
            heads = [head for head in ("een", "twee", "drie", "vier") if word.startswith(head) and word != head]
            return next((_ratio(cardinal(head), ordinal(word.removeprefix(head))) for head in heads), None)
    return None


def _ratio(many: int | None, whole: int | None) -> Fraction | None:
    return Fraction(many, whole) if many and whole and whole > 2 else None


def _multiple(words: Sequence[str]) -> Fraction | None:
    match words:
        case [word]:
            found = _MANIFOLD.fullmatch(word)
            return Fraction(_ROOTS[found[1]]) if found else Fraction(1, 2) if _HALVED.fullmatch(word) else None
        case ["half" | "dubbel" as many, "zo" | "zoveel", *_]:
            return _TIMES[many]
        case [many, "keer" | "maal", "zo" | "zoveel", *_]:
            number = cardinal(many)
            return _TIMES.get(many) if number is None else Fraction(number)
    return None
