"""Reads one sentence into a scene."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportgen.verify.clauses import bases, is_anaphoric, is_excluded, relatives
from reportgen.verify.lexicon import ELSEWHERE, HEDGES
from reportgen.verify.moments import find_moments, find_streak
from reportgen.verify.moves import find_moves
from reportgen.verify.numerals import find_numbers
from reportgen.verify.phrases import Group, Mention
from reportgen.verify.places import find_places
from reportgen.verify.quantities import Numbers, Numeral
from reportgen.verify.scene import COLON, JOINTS, PAREN, Scene
from reportgen.verify.tokens import Token, plain, tokenise
from reportgen.verify.vocabulary import Vocabulary

_CLAUSE, _COMMA, _JOINT, _NUMBER = 25, 4, 4, 5


def look(text: str, vocabulary: Vocabulary) -> Scene:
    """Read one sentence."""
    tokens = tokenise(text)
    numbers = find_numbers(text, tokens)
    waves = tuple(find_moments(tokens, numbers.numerals))
    named = {i for m in vocabulary.find(tokens) if m.group and m.last > m.first + 1 for i in range(m.first, m.last)}
    within = {i for mention in waves if not mention.year for i in range(mention.first, mention.last)}
    numbers = replace(numbers, numerals=tuple(n for n in numbers.numerals if n.first not in within | named))
    taken = {i for numeral in numbers.numerals for i in range(numeral.first, numeral.last)}
    taken |= {i for mention in waves for i in range(mention.first, mention.last)}
    taken |= vocabulary.named_by(tokens)
    mentions = [m for m in vocabulary.find(tokens) if not taken & set(range(m.first, m.last))]
    aged, strange = _aged(numbers, tokens, vocabulary)
    mentions = [m for m in mentions if not (m.group and is_excluded(tokens, m.first))]
    grouped = sorted([m for m in mentions if m.group] + aged, key=lambda m: m.first)
    in_groups = {i for mention in grouped for i in range(mention.first, mention.last)}

    return Scene(
        text=text,
        tokens=tokens,
        numbers=numbers,
        subjects=tuple(m for m in mentions if m.concept and not m.group),
        groups=tuple(grouped),
        strange=tuple(strange),
        waves=waves,
        directions=tuple(find_moves(tokens, in_groups, numbers.numerals)),
        places=tuple(find_places(tokens, taken)),
        elsewhere=_is_elsewhere(text, vocabulary.names),
        barriers=tuple(_barriers(tokens, numbers.numerals)),
        familiar=tuple(i for i, token in enumerate(tokens) if token.stem in vocabulary.familiar),
        hedged=any(sign in text.lower() for sign in HEDGES),
        anaphoric=is_anaphoric(tokens, numbers.numerals),
        streak=find_streak(tokens),
        sets=tuple(i for i, token in enumerate(tokens) if token.stem in vocabulary.of_sets),
        relatives=tuple(relatives(tokens, numbers.numerals)),
        bases=tuple(bases(tokens, numbers.numerals)),
    )


_SOURCE = re.compile(
    r"(?:[Oo]nderzoek|[Pp]eiling|[Ee]nquête|[Cc]ijfers|[Mm]onitor|[Ss]tudie|[Rr]apport)\s+(?:van|door)\s+(?:het\s+|de\s+)?"
    r"([A-Z][\w&.-]*(?:\s+[A-Z][\w&.-]*)*)"
)
_OF_SOME = re.compile(
    r"\b(?:leden|lezers|klant|klanten|patienten|personeels|medewerkers|bewoners|huurders|studenten)"
    r"(?:tevredenheids)?-?(?:onderzoek|enquete|peiling|panel)\b"
)
"""A survey of people whom somebody has: of members, of readers."""
_SIGNS = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(sign) for sign in ELSEWHERE)})(?!\w)")


def _is_elsewhere(text: str, names: frozenset[str]) -> bool:
    """Whether a sentence speaks of figures that are not the monitor's: of another source, place or time to come."""
    if _SIGNS.search(text.lower()) or _OF_SOME.search(plain(text)):
        return True
    return any(not names & {token.word for token in tokenise(found[1])} for found in _SOURCE.finditer(text))


def _aged(numbers: Numbers, tokens: Sequence[Token], vocabulary: Vocabulary) -> tuple[list[Mention], list[int]]:
    """The groups that ages name, and where ages stand that are no group's."""
    found: list[Mention] = []
    strange: list[int] = []
    for age in numbers.ages:
        within = [i for i, token in enumerate(tokens) if age.start <= token.start < age.end]
        group = _group_of_age(age.low, age.high, vocabulary)
        if group is not None and within:
            found.append(Mention(within[0], within[-1] + 1, group=group))
        elif within and not (age.low == 18 and age.high > 98):
            strange.append(within[0])
    return found, strange


def _group_of_age(low: int, high: int, vocabulary: Vocabulary) -> Group | None:
    for name, breakdown in vocabulary.codebook.breakdowns.items():
        for key, group in breakdown.groups.items():
            if group.range is None:
                continue
            least, most = group.range
            if low in {least, 0} and (high == most or (high > 98 and most > 90)):
                if low == 0 and least > 18:
                    continue
                return name, key
    return None


def _barriers(tokens: Sequence[Token], numerals: Iterable[Numeral]) -> list[int]:
    """What it costs to go past each token."""
    costs = []
    for token in tokens:
        if token.text in {";", ".", "!", "?"}:
            costs.append(_CLAUSE)
        elif token.text == ":":
            costs.append(COLON)
        elif token.text in {",", "–", "—"}:
            costs.append(_COMMA)
        elif token.word in JOINTS:
            costs.append(_JOINT)
        elif token.word in {"naar", "tot"}:
            costs.append(_NUMBER + 1)
        elif token.text in "()":
            costs.append(PAREN)
        else:
            costs.append(1)
    for numeral in numerals:
        if numeral.kind != "year" and numeral.first < len(costs):
            costs[numeral.first] = max(costs[numeral.first], _NUMBER)
    return costs
