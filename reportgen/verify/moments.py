"""When: years and words for a moment, and whether something is compared with it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportgen.number_words import ordinal
from reportgen.verify.quantities import Numeral, number_at, word_at
from reportgen.verify.tokens import Token

THEN, FIRST = -9, -99
"""In the place of a number of waves back: the moment that was spoken of, and the first wave."""

_RELATIVE: tuple[tuple[str, int, bool], ...] = (
    ("vorig jaar", -1, False),
    ("vorige editie", -1, False),
    ("vorige meting", -1, False),
    ("voorgaande jaar", -1, False),
    ("voorgaande editie", -1, False),
    ("jaar eerder", -1, False),
    ("jaar ervoor", -1, False),
    ("jaar daarvoor", -1, False),
    ("editie daarvoor", -1, False),
    ("editie ervoor", -1, False),
    ("meting daarvoor", -1, False),
    ("meting ervoor", -1, False),
    ("vorig onderzoek", -1, False),
    ("vorige keer", -1, False),
    ("jaar geleden", -1, False),
    ("jaar terug", -1, False),
    ("afgelopen jaar", -1, True),
    ("laatste jaar", -1, True),
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

_LONGEST = 100
_BACK = frozenset({"geleden", "eerder", "terug", "daarvoor", "ervoor"})
_DURING = frozenset({"al", "in", "binnen", "over", "afgelopen", "voorbije", "laatste"})

_MOMENTS: dict[str, list[tuple[tuple[str, ...], int, bool]]] = defaultdict(list)
for _words, _back, _compared in sorted(_RELATIVE, key=lambda row: -len(row[0].split())):
    _MOMENTS[_words.split()[0]].append((tuple(_words.split()), _back, _compared))

_REFERENCES = (
    "ten opzichte van", "t.o.v.", "vergeleken met", "vergeleken bij", "vergelijking met", "tussen",
    "sinds", "dan in", "dan", "vanaf", "tov", "als", "dan dat van", "dan die van", "aan dat van", "aan die van",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WaveMention:
    """A year, or words for a moment: `year` as it stands, or `back` so many waves (0 is the current).

    More than 0 is so many waves after the one that was spoken of: "een jaar later".

    `reference` tells that it is what something is compared with: "ten opzichte van 2024".
    """

    first: int
    last: int
    year: str | None = None
    back: int = 0
    reference: bool = False
    during: bool = False
    """Whether it is a length of time: "in drie jaar tijd", which three editions may make."""


def find_moments(tokens: Sequence[Token], numerals: Iterable[Numeral]) -> list[WaveMention]:
    """Find the years and the words for a moment in a sentence."""
    found = [
        WaveMention(n.first, n.last, year=str(n.value), reference=_is_reference(tokens, n.first))
        for n in numerals
        if n.kind == "year"
    ]
    at, said = 0, tuple(token.word for token in tokens)
    while at < len(tokens):
        if (counted := _years_back(tokens, at)) is not None:
            found.append(counted)
            at = counted.last
            continue
        for words, back, compared in _MOMENTS.get(said[at], ()):
            if said[at : at + len(words)] == words:
                reference = compared or _is_reference(tokens, at)
                named = [mention for mention in found if mention.back < 0 and mention.first < at]
                before_that = named[-1].back - 1 if words[-1] in {"daarvoor", "ervoor"} and named else back
                found.append(WaveMention(at, at + len(words), None, before_that, reference))
                at += len(words) - 1
                break
        at += 1
    return sorted(found, key=lambda mention: mention.first)


def find_streak(tokens: Sequence[Token]) -> int:
    """Read "voor het derde jaar op rij" as 3; 0 when nothing is said to hold time after time."""
    words = [token.word for token in tokens]
    for i, word in enumerate(words):
        nth = {"tweede": 2}.get(word) or ordinal(word)
        if nth is not None and words[i + 1 : i + 2] and words[i + 1] in _TIMES and _IN_A_ROW & {*words[i + 2 : i + 5]}:
            return nth
    return 0


_TIMES = frozenset({"jaar", "keer", "maal", "editie", "meting"})
_IN_A_ROW = frozenset({"rij", "achtereen", "elkaar"})


def _years_back(tokens: Sequence[Token], at: int) -> WaveMention | None:
    """Read "twee jaar geleden" and "in drie jaar tijd", whatever the number."""
    read = number_at(tokens, at)
    if read is None or read[1] or word_at(tokens, read[2]) != "jaar" or not 0 < read[0] < _LONGEST:
        return None
    years, last = int(read[0]), read[2] + 1
    if word_at(tokens, last) in _BACK:
        return WaveMention(at, last + 1, None, -years, _is_reference(tokens, at))
    if word_at(tokens, last) == "later":
        return WaveMention(at, last + 1, None, years)
    if word_at(tokens, at - 1) in _DURING:
        return WaveMention(at, last + (word_at(tokens, last) == "tijd"), None, -years, reference=True, during=True)
    return None


def _is_reference(tokens: Sequence[Token], at: int) -> bool:
    before = " ".join(token.word for token in tokens[max(at - 5, 0) : at])
    before = re.sub(r" (het|de|een|in|editie)(?= |$)", "", f" {before}")
    before = re.sub(r" (het|de|een|in|editie)(?= |$)", "", before)
    return before.endswith(tuple(f" {words}" for words in _REFERENCES))
