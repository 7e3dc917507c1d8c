"""Column letters: which groups of a breakdown another group is significantly higher than."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import ascii_uppercase

from reportgen.facts import Comparison, Fact, pair_comparison_id
from reportgen.report.points import Shown


def letters_of(breakdown: str, shown: Shown) -> Mapping[str, str]:
    """Give every group of a breakdown a letter, in the order of the codebook: A to Z, then AA, AB."""
    return {group: _letter(place) for place, group in enumerate(shown.codebook.breakdowns[breakdown].groups)}


def _letter(place: int) -> str:
    further, here = divmod(place, len(ascii_uppercase))
    return (_letter(further - 1) if further else "") + ascii_uppercase[here]


def pairs_of(fact: Fact, shown: Shown) -> Iterator[Comparison]:
    """Find the tests of a group against each of the others of its breakdown."""
    if fact.breakdown is None or fact.group is None:
        return
    groups = list(shown.codebook.breakdowns[fact.breakdown].groups)
    place = groups.index(fact.group)
    for i, other in enumerate(groups):
        first, second = (other, fact.group) if i < place else (fact.group, other)
        id_ = pair_comparison_id(fact.indicator, fact.wave, fact.breakdown, first, second)
        if id_ in shown.book.comparison_by_id:
            yield shown.book.comparison_by_id[id_]


def higher_than(fact: Fact, shown: Shown) -> tuple[str, ...]:
    """Letter the groups that a group is significantly higher than, in the order of the codebook."""
    lower = set()
    for pair in pairs_of(fact, shown):
        high, low = (pair.to, pair.from_) if pair.difference > 0 else (pair.from_, pair.to)
        if pair.significant and high == fact.id:
            lower.add(shown.book.by_id[low].group)
    if fact.breakdown is None or not lower:
        return ()
    return tuple(letter for group, letter in letters_of(fact.breakdown, shown).items() if group in lower)
