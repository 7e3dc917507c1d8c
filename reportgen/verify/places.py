"""Words for a place in a ranking: "het populairst", "nummer één", "op de tweede plaats", "vaker dan enig ander"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.number_words import ordinal
from reportgen.verify.lexicon import DIFFERENCE, DOWN, HIGHEST, LEADING, LOWEST, TRAILING, UP
from reportgen.verify.quantities import number_at, word_at
from reportgen.verify.tokens import Token

_PLACE_NOUNS = frozenset({"plaats", "plek", "positie"})
_ANY = frozenset({"enig", "enige", "ieder", "iedere", "elk", "elke", "welk", "welke", "alle", "al"})
_PARTICIPLES = ("genoem", "gekoz", "gebruik", "gewaardeer", "gehoord", "voorkom")
_LOWEST_PLACE = 9
_ADVERBIAL = frozenset({"ten", "te", "zijn", "z'n"})
"""What a superlative is an adverb behind: "op zijn minst", "ten minste"."""


@dataclass(frozen=True, slots=True)
class Place:
    """A claim that something stands at a place, counted from above or (`low`) from below; tokens `first` to `last`."""

    first: int
    last: int
    start: int
    end: int
    place: int = 1
    low: bool = False


def find_places(tokens: Sequence[Token], taken: set[int]) -> Iterator[Place]:
    """Find the claims about a place in a ranking, outside the numbers of a sentence."""
    at = 0
    while at < len(tokens):
        found = None if at in taken else _place(tokens, at)
        if found is None:
            at += 1
            continue
        first, last, place, low = found
        yield Place(first, last, tokens[first].start, tokens[last - 1].end, place, low)
        at = last


def _place(tokens: Sequence[Token], at: int) -> tuple[int, int, int, bool] | None:
    for rule in (_adverb, _numbered, _nth, _superlative, _beyond_all):
        found = rule(tokens, at)
        if found is not None:
            return found
    return None


def _adverb(tokens: Sequence[Token], at: int) -> tuple[int, int, int, bool] | None:
    """Read "bovenaan", "koploper", "hekkensluiter", "sluit de rij"."""
    for size in (1, 3, 4):
        said = " ".join(token.word for token in tokens[at : at + size])
        if said in LEADING | TRAILING:
            return at, min(at + size, len(tokens)), 1, said in TRAILING
    return None


def _numbered(tokens: Sequence[Token], at: int) -> tuple[int, int, int, bool] | None:
    """Read "nummer één", "op nummer 2"."""
    if tokens[at].word != "nummer":
        return None
    read = number_at(tokens, at + 1)
    if read is None or not 0 < read[0] <= _LOWEST_PLACE:
        return None
    return at, read[2], int(read[0]), False


def _nth(tokens: Sequence[Token], at: int) -> tuple[int, int, int, bool] | None:
    """Read "de tweede plaats" and "de laatste plek", but not "in de eerste plaats"."""
    if word_at(tokens, at + 1) not in _PLACE_NOUNS or word_at(tokens, at - 2) == "in":
        return None
    if tokens[at].word == "laatste":
        return at, at + 2, 1, True
    nth = {"eerste": 1, "tweede": 2}.get(tokens[at].word) or ordinal(tokens[at].word)
    return (at, at + 2, nth, False) if nth is not None and nth <= _LOWEST_PLACE else None


def _superlative(tokens: Sequence[Token], at: int) -> tuple[int, int, int, bool] | None:
    """Read "het populairst", "de meest genoemde", "de op een na grootste"; but not "grootste stijging"."""
    word = tokens[at].word
    root = word.removesuffix("n").removesuffix("e")
    if root not in HIGHEST | LOWEST:
        return None
    if not word.endswith("st") and word_at(tokens, at - 1) not in {"de", "het", "na", "hun", "mijn", "onze"}:
        return None
    before = [token.word for token in tokens[max(at - 4, 0) : at]]
    if before[-3:] in (["een", "van", "de"], ["een", "van", "het"]) or word_at(tokens, at - 1) in _ADVERBIAL:
        return None
    last = at + 1
    if root in {"meest", "minst"} and word_at(tokens, last).startswith(_PARTICIPLES):
        last += 1
    elif root in {"meest", "best"} and word.endswith("st") and word_at(tokens, at - 1) != "het":
        return None
    if any(_is_of_change(token.word) for token in (*tokens[max(at - 3, 0) : at], *tokens[at + 1 : at + 4])):
        return None
    ordered = [word for word in before if word not in {"de", "het"}]
    place = 2 if ordered[-3:] == ["op", "een", "na"] else 1
    return at, last, place, root in LOWEST


def _beyond_all(tokens: Sequence[Token], at: int) -> tuple[int, int, int, bool] | None:
    """Read "vaker dan enige andere voorwaarde", "meer dan alle andere kanalen"."""
    if tokens[at].word not in {"vaker", "meer", "liever", "hoger", "belangrijker", "populairder"}:
        return None
    words = [token.word for token in tokens[at + 1 : at + 6]]
    if words[:1] == ["dan"] and any(word in _ANY for word in words[1:3]) and any(w.startswith("ander") for w in words):
        return at, at + 1, 1, False
    return None


def _is_of_change(word: str) -> bool:
    return word in UP | DOWN or word in DIFFERENCE or word.removesuffix("len") in DIFFERENCE
