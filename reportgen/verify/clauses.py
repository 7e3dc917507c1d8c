"""Clauses of a sentence: where it says which people or what thing it means, and where it points back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from reportgen.verify.lexicon import ASKED, PEOPLE, STOP_WORDS, VERBS
from reportgen.verify.quantities import Numeral
from reportgen.verify.tokens import Token

OF_LEVELS = frozenset({"aandeel", "percentage", "cijfer", "aantal"})
"""What a level is called when it is spoken of itself."""
_ARTICLES = frozenset({"de", "het", "een", "veel", "weinig"})
_PERSONS = PEOPLE | ASKED | {"degenen", "gebruikers", "groep", "mens", "consument"}
_COPULAS = frozenset({"is", "was", "geldt", "gold", "ligt", "lag", "gaat", "ging", "blijft", "bleef", "lukt", "lukte"})
_POINTING = frozenset({"dat", "dit", "die", "zij", "daarvan", "ervan"})


def is_anaphoric(tokens: Sequence[Token], numerals: Iterable[Numeral]) -> bool:
    """Whether a sentence points back to the one before: "is dat", "geldt dit", "dat aandeel", ahead of its numbers."""
    end = min((n.first for n in numerals if n.kind == "share" or n.decimals), default=len(tokens))
    for i, (one, two) in enumerate(pairwise(token.word for token in tokens[:end])):
        if (one in _COPULAS and two in _POINTING) or (one in {"dat", "dit"} and two in OF_LEVELS):
            return True
        if i == 0 and one in _POINTING and two in _COPULAS:
            return True
    return False


def is_excluded(tokens: Sequence[Token], at: int) -> bool:
    """Whether a group is only what others come after, or are without: "na de jongste groep"."""
    before = [token.word for token in tokens[max(at - 2, 0) : at] if token.word not in {"de", "het", "een"}]
    return before[-1:] in (["na"], ["behalve"], ["zonder"], ["uitgezonderd"])


def is_follower(tokens: Sequence[Token], at: int) -> bool:
    """Whether something only comes after what a sentence is about: "gevolgd door e-mail"."""
    return [token.word for token in tokens[max(at - 2, 0) : at]] == ["gevolgd", "door"]


def bases(tokens: Sequence[Token], numerals: Iterable[Numeral]) -> Iterator[tuple[int, int]]:
    """Find the clauses that say of which people something holds: behind a noun for people, or with "wie"."""
    for i, token in enumerate(tokens):
        before = tokens[i - 1].word if i else ""
        of_people = token.word == "die" and before in _PERSONS
        if of_people or (token.word == "wie" and before in {"", "van", "voor", "bij"}):
            yield i, _clause_end(tokens, numerals, i)
        if token.word == "met" and before in _PERSONS:
            end = i + 1
            while (
                end < len(tokens)
                and tokens[end].is_word
                and (tokens[end].word in _ARTICLES or tokens[end].word not in STOP_WORDS | VERBS)
            ):
                end += 1
            yield i, end


def relatives(tokens: Sequence[Token], numerals: Iterable[Numeral]) -> Iterator[tuple[int, int]]:
    """Find the clauses with "die" behind a noun for a thing."""
    for i in range(1, len(tokens)):
        before = tokens[i - 1].word
        if tokens[i].word == "die" and before.isalpha() and before not in _PERSONS | STOP_WORDS | VERBS:
            yield i, _clause_end(tokens, numerals, i)


def _clause_end(tokens: Sequence[Token], numerals: Iterable[Numeral], start: int) -> int:
    """Where a clause ends: at a mark, or where a number begins."""
    stops = {numeral.first for numeral in numerals if numeral.kind != "year"}
    ends = (i for i in range(start + 1, len(tokens)) if i in stops or tokens[i].text in {",", ";", ":", "."})
    return next(ends, len(tokens))
