"""When: years and words for a moment, and whether something is compared with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportgen.verify.quantities import Numeral
from reportgen.verify.tokens import Token

THEN, FIRST = -9, -99
"""In the place of a number of waves back: the moment that was spoken of, and the first wave."""

_RELATIVE: tuple[tuple[str, int, bool], ...] = (
    ("vorig jaar", -1, False),
    ("vorige editie", -1, False),
    ("vorige meting", -1, False),
    ("voorgaande jaar", -1, False),
    ("voorgaande editie", -1, False),
    ("een jaar eerder", -1, False),
    ("jaar eerder", -1, False),
    ("jaar ervoor", -1, False),
    ("jaar daarvoor", -1, False),
    ("een jaar geleden", -1, False),
    ("jaar terug", -1, False),
    ("in een jaar tijd", -1, True),
    ("binnen een jaar", -1, True),
    ("in een jaar", -1, True),
    ("afgelopen jaar", -1, True),
    ("twee jaar eerder", -2, False),
    ("twee jaar geleden", -2, False),
    ("twee jaar daarvoor", -2, False),
    ("twee jaar terug", -2, False),
    ("2 jaar geleden", -2, False),
    ("2 jaar eerder", -2, False),
    ("in twee jaar tijd", -2, True),
    ("in twee jaar", -2, True),
    ("hele periode", FIRST, True),
    ("eerste editie", FIRST, False),
    ("eerste meting", FIRST, False),
    ("dit jaar", 0, False),
    ("nu", 0, False),
    ("inmiddels", 0, False),
    ("momenteel", 0, False),
    ("tegenwoordig", 0, False),
    ("toen", THEN, False),
    ("destijds", THEN, False),
)
"""Words for a moment, how many waves back it is, and whether it can only be what something is compared with."""

_MOMENTS = sorted(
    ((tuple(words.split()), back, compared) for words, back, compared in _RELATIVE), key=lambda r: -len(r[0])
)

_REFERENCES = (
    "ten opzichte van", "t.o.v.", "vergeleken met", "vergeleken bij", "in vergelijking met",
    "sinds", "dan in", "dan", "vanaf", "tov",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WaveMention:
    """A year, or words for a moment: `year` as it stands, or `back` so many waves (0 is the current).

    `reference` tells that it is what something is compared with: "ten opzichte van 2024".
    """

    first: int
    last: int
    year: str | None = None
    back: int = 0
    reference: bool = False


def find_moments(tokens: Sequence[Token], numerals: Iterable[Numeral]) -> list[WaveMention]:
    """Find the years and the words for a moment in a sentence."""
    found = [
        WaveMention(n.first, n.last, year=str(n.value), reference=_is_reference(tokens, n.first))
        for n in numerals
        if n.kind == "year"
    ]
    at = 0
    while at < len(tokens):
        for words, back, compared in _MOMENTS:
            if tuple(token.word for token in tokens[at : at + len(words)]) == words:
                reference = compared or _is_reference(tokens, at)
                found.append(WaveMention(at, at + len(words), None, back, reference))
                at += len(words) - 1
                break
        at += 1
    return sorted(found, key=lambda mention: mention.first)


def _is_reference(tokens: Sequence[Token], at: int) -> bool:
    before = " ".join(token.word for token in tokens[max(at - 5, 0) : at])
    before = re.sub(r" (het|de|een|in|editie)(?= |$)", "", f" {before}")
    before = re.sub(r" (het|de|een|in|editie)(?= |$)", "", before)
    return before.endswith(tuple(f" {words}" for words in _REFERENCES))
