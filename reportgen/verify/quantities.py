"""A quantity as it is written, and how its parts are read: the number, and the unit behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from reportgen.number_words import MAGNITUDES, cardinal
from reportgen.verify.tokens import Token

Kind = Literal["share", "points", "number", "times", "majority", "minority", "year"]
"""What a number measures; a plain number may be a base, a grade or a score, which only the sentence tells."""

Bound = Literal["exact", "about", "almost", "over", "more", "less", "at_least", "at_most"]

PERCENT = frozenset({"%", "procent", "percent", "pct"})

POINTS = frozenset({"procentpunt", "procentpunten", "%-punt", "punt", "punten", "procentpuntje", "pp"})


@dataclass(frozen=True, slots=True)
class Numeral:
    """A quantity as it was written, from `start` to `end`; the tokens `first` up to `last` are its own.

    `value` is in percent for a share, in points for points, a factor for times. `upper` is the end of a range.
    `rough` is one in words or as a part, which may be rounded more than digits may. `pair` tells that it is the first
    ("from") or the second ("to") of a change from one level to another.
    """

    start: int
    end: int
    first: int
    last: int
    kind: Kind
    value: Decimal
    decimals: int = 0
    bound: Bound = "exact"
    upper: Decimal | None = None
    rough: bool = False
    in_words: bool = False
    pair: Literal["from", "to"] | None = None


@dataclass(frozen=True, slots=True)
class Age:
    """A span of ages, which names a group and claims nothing."""

    start: int
    end: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a sentence says in numbers: the claims, the ages that name groups, and how many claim nothing."""

    numerals: tuple[Numeral, ...]
    ages: tuple[Age, ...]
    asides: int


def make(tokens: Sequence[Token], at: int, last: int, kind: Kind, value: Decimal | int, **more: object) -> Numeral:
    """Make a quantity of the tokens `at` up to `last`."""
    made = Numeral(tokens[at].start, tokens[last - 1].end, at, last, kind, Decimal(value))
    return replace(made, **more)  # type: ignore[arg-type]


def word_at(tokens: Sequence[Token], at: int) -> str:
    """The word at a place, or "" outside the sentence."""
    return tokens[at].word if 0 <= at < len(tokens) else ""


def number_at(tokens: Sequence[Token], at: int) -> tuple[Decimal, int, int, bool] | None:
    """Read a bare number: its value, its decimals, where it ends, and whether it stands in words."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.value is not None:
        value, decimals, last, in_words = token.value, token.decimals, at + 1, False
    elif token.word == "anderhalf" and word_at(tokens, at + 1) in MAGNITUDES:
        value, decimals, last, in_words = Decimal("1.5"), 1, at + 1, True
    elif (count := cardinal(token.word)) is not None and token.is_word:
        value, decimals, last, in_words = Decimal(count), 0, at + 1, True
        following = cardinal(word_at(tokens, last)) if word_at(tokens, last) else None
        if following is not None and count % 1000 == 0 and 0 < following < 1000 <= count:
            value, last = value + following, last + 1
    else:
        return None
    if word_at(tokens, last) in MAGNITUDES:
        value, last = value * MAGNITUDES[word_at(tokens, last)], last + 1
    return value, decimals, last, in_words


def unit_at(tokens: Sequence[Token], at: int) -> tuple[Kind, int]:
    """What the words at a place measure in, and where they end."""
    word, following = word_at(tokens, at), word_at(tokens, at + 1)
    if word in PERCENT and following in {"punt", "punten"}:
        return "points", at + 2
    if word in PERCENT and following == "-" and word_at(tokens, at + 2) in {"punt", "punten"}:
        return "points", at + 3
    if word in PERCENT:
        return "share", at + 1
    if word in POINTS:
        return "points", at + 1
    return "number", at


def is_attached(tokens: Sequence[Token], at: int) -> bool:
    """Part of a name: 5G, B1, 3e."""
    token = tokens[at]
    if token.value is None:
        return False
    before = at > 0 and tokens[at - 1].is_word and tokens[at - 1].end == token.start
    after = at + 1 < len(tokens) and tokens[at + 1].is_word and tokens[at + 1].start == token.end
    return before or (after and tokens[at + 1].word not in PERCENT | POINTS)
