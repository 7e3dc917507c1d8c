"""Every number in a sentence with what it measures: digits and Dutch words, fractions, ratios, ranges, pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.verify.asides import ages, asides
from reportgen.verify.bounds import bounded, joined, shares
from reportgen.verify.parts import as_many, fraction, half, majority, manifold, ratio, tenths
from reportgen.verify.quantities import (
    PERCENT,
    POINTS,
    Age,
    Numbers,
    Numeral,
    is_attached,
    make,
    number_at,
    unit_at,
    word_at,
)
from reportgen.verify.tokens import Token, tokenise

_HAS = frozenset({"heb", "hebt", "hebben", "heeft", "had", "hadden"})
"""What stands before a point that is made, and not one that is gained: "hij heeft een punt"."""


def find_numbers(sentence: str, tokens: Sequence[Token] | None = None) -> Numbers:
    """Find all numbers of a sentence."""
    tokens = tokenise(sentence) if tokens is None else tokens
    skipped = list(asides(sentence))
    found_ages = [Age(*found[:4]) for found in ages(sentence) if _is_age(sentence, found)]
    spans = [*skipped, *((age.start, age.end) for age in found_ages)]
    free = [not any(start <= token.start < end for start, end in spans) for token in tokens]
    found = list(_scan(tokens, free))
    return Numbers(tuple(shares(tuple(joined(found, tokens)), tokens)), tuple(found_ages), len(skipped))


def _is_age(sentence: str, found: tuple[int, int, int, int, bool]) -> bool:
    """A bare "18-30" is an age only where it can be: of adults, and no range of percentages."""
    start, _, low, high, certain = found
    if certain:
        return True
    return low >= 12 and high <= 99 and not re.search(r"[\d.,:/-]$", sentence[:start])


def _scan(tokens: Sequence[Token], free: Sequence[bool]) -> Iterator[Numeral]:
    at = 0
    while at < len(tokens):
        numeral = _read(tokens, at) if free[at] else None
        if numeral is None or not all(free[numeral.first : numeral.last]):
            at += 1
            continue
        yield bounded(numeral, tokens)
        at = numeral.last


def _read(tokens: Sequence[Token], at: int) -> Numeral | None:
    for rule in (manifold, as_many, tenths, ratio, fraction, half, majority, _year, _plain_number):
        numeral = rule(tokens, at)
        if numeral is not None:
            return numeral
    return None


def _plain_number(tokens: Sequence[Token], at: int) -> Numeral | None:
    read = number_at(tokens, at)
    if read is None or is_attached(tokens, at):
        return None
    value, decimals, last, in_words = read
    is_article = in_words and tokens[at].word == "een" and tokens[at].text.lower() != "één"
    if is_article and word_at(tokens, last) not in PERCENT | POINTS:
        return None
    negative = at > 0 and tokens[at - 1].text in {"−", "-"} and tokens[at - 1].end == tokens[at].start
    if negative and (at < 2 or tokens[at - 2].end < tokens[at - 1].start):
        value, at = -value, at - 1
    kind, end = unit_at(tokens, last)
    if is_article and kind == "points" and word_at(tokens, at - 1) in _HAS:
        return None
    return make(tokens, at, end, kind, value, decimals=decimals, in_words=in_words)


def _year(tokens: Sequence[Token], at: int) -> Numeral | None:
    text = tokens[at].text
    if not re.fullmatch(r"(?:19|20)\d\d", text) or is_attached(tokens, at):
        return None
    if word_at(tokens, at + 1) in PERCENT:
        return None
    return make(tokens, at, at + 1, "year", int(text))
