"""Words of change: that something rose, fell or stayed, or is more often so in one group than in another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportgen.verify.lexicon import CHANGED, DOWN, SEPARABLE, STABLE, UP
from reportgen.verify.quantities import Numeral
from reportgen.verify.tokens import Token

_STAYS = frozenset({"bleef", "bleven", "blijft", "blijven", "gebleven", "vorig", "eerder", "geleden", "vergeleken"})
NOT_MOVED = frozenset({"niet", "geen", "nauwelijks", "amper", "weinig"})
_BETWEEN_DENIAL = frozenset(
    ["significant", "significante", "noemenswaardig", "noemenswaardige", "wezenlijk", "wezenlijke", "echt", "echte",
     "verder", "langer", "aantoonbaar", "aantoonbare", "duidelijk", "duidelijke", "statistisch", "statistische",
     "sterk", "sterke", "merkbaar", "merkbare", "meetbaar", "meetbare", "veel", "grote", "enige", "sprake", "van",
     "een"]
)  # fmt: skip
"""What may stand between a denial and the word of change that it denies."""


@dataclass(frozen=True, slots=True)
class Direction:
    """A word that says that something rose (1), fell (-1), stayed (0) or changed (None); tokens `first` to `last`.

    `than` tells that it compares groups: "vaker dan". `noun` is that it stands as "een stijging van".
    """

    first: int
    last: int
    sign: int | None
    start: int
    end: int
    compares: bool = False
    negated: bool = False


OPINIONS = frozenset({"positiever", "negatiever"})
"""Words that say in which direction an opinion went, whatever is counted of it."""


def sign_of(move: Direction, word: str, label: str) -> int | None:
    """The sign of a word of change for an indicator: who gets more positive, is less often negative."""
    if move.sign is not None and word in OPINIONS and "negatief" in label:
        return -move.sign
    return move.sign


_ADJECTIVE = re.compile(r"(.+?)(?:e|en)?$")


def find_moves(tokens: Sequence[Token], in_groups: set[int], numerals: Iterable[Numeral]) -> list[Direction]:
    """Find the words of change in a sentence, outside the names of groups and its numbers."""
    numbered = {i for numeral in numerals if numeral.kind != "times" for i in range(numeral.first, numeral.last)}
    found: list[Direction] = []
    for i, token in enumerate(tokens):
        if i in in_groups or i in numbered or (i and tokens[i - 1].word == "of"):
            continue
        changed = token.word in CHANGED
        sign = None if changed else _sign(tokens, i)
        if changed or sign is not None:
            compares = token.word in {
                "vaker",
                "hoger",
                "lager",
                "meer",
                "minder",
                "positiever",
                "negatiever",
                "populairder",
            }
            negated = _is_denied_before(tokens, i) or _is_denied(tokens, i)
            found.append(Direction(i, i + 1, sign, token.start, token.end, compares, negated))
    return found


def _is_denied_before(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word of change is denied in front of it: "is niet significant gestegen", "geen duidelijke stijging"."""
    for token in reversed(tokens[:at]):
        if token.word in NOT_MOVED:
            return True
        if token.word not in _BETWEEN_DENIAL:
            return False
    return False


def _is_denied(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word of change is denied behind it: "stijgt niet", "nam vorig jaar niet toe"."""
    within = [token.word for token in _clause_from(tokens, at + 1)]
    particle = next((p for (verb, p) in SEPARABLE if verb == tokens[at].word and p in within), None)
    reach = within.index(particle) if particle is not None else 2
    return bool(NOT_MOVED & set(within[:reach]))


def _sign(tokens: Sequence[Token], at: int) -> int | None:
    word = tokens[at].word
    for (verb, particle), sign in SEPARABLE.items():
        if word == verb and any(token.word == particle for token in _clause_from(tokens, at + 1)):
            return sign
    if word in {"meer", "minder"}:
        return _sign_of_more(tokens, at)
    if word in {"gelijk", "hetzelfde"} and not _STAYS & {token.word for token in tokens}:
        return None  # "voor webwinkels geldt hetzelfde" says nothing of time
    root = _ADJECTIVE.sub(r"\1", word)
    for table, sign in ((UP, 1), (DOWN, -1), (STABLE, 0)):
        if word in table or (root in table and root not in {"hoger", "lager"}):
            return sign
    return None


def _sign_of_more(tokens: Sequence[Token], at: int) -> int | None:
    """Read "steeds meer", "5 procentpunt minder", "minder mensen" and "minder vaak"; "meer" alone says nothing."""
    sign = 1 if tokens[at].word == "meer" else -1
    before = tokens[at - 1].word if at else ""
    following = tokens[at + 1].word if at + 1 < len(tokens) else ""
    counts = (
        before not in {"steeds", "significant", "duidelijk"} and following.isalpha() and following not in _BEHIND_MORE
    )
    if before in _BEFORE_MORE and counts and following not in {"dan", "positief", "negatief", "neutraal"}:
        return None  # "35 procent meer klachten" counts things
    if before in _BEFORE_MORE or (following in _BEHIND_MORE and before != "niet"):
        return sign
    return -1 if sign < 0 and following == "vaak" else None


_BEFORE_MORE = frozenset(["steeds", "procent", "%", "procentpunt", "procentpunten", "punt", "significant", "duidelijk"])
_BEHIND_MORE = frozenset({"mensen", "consumenten", "nederlanders", "klanten", "positieve", "negatieve"})


def _clause_from(tokens: Sequence[Token], at: int) -> Iterable[Token]:
    for token in tokens[at : at + 14]:
        if token.text in ";:.":
            return
        yield token
