"""Tests that are judged together: the more of them, the stronger each has to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportgen.facts import Comparison
from reportgen.survey.significance import adjust_benjamini_hochberg, adjust_holm

LEVEL = 0.05
ADJUSTMENTS = {"holm": adjust_holm, "bh": adjust_benjamini_hochberg}

Family = tuple[str, ...]
"""What tells one family of tests from another; it begins with how its p-values are adjusted."""


@dataclass(frozen=True, slots=True)
class Unadjusted:
    """A comparison that has not been adjusted yet, and the family it belongs to."""

    comparison: Comparison
    family: Family


def adjust_families(tested: Sequence[Unadjusted]) -> tuple[Comparison, ...]:
    """Adjust every test for the others in its family, keeping the order.

    A comparison in two families, as two sets may have a pair in common, is kept once, as the stricter judges it.
    """
    families: dict[Family, list[int]] = defaultdict(list)
    for place, test in enumerate(tested):
        families[test.family].append(place)
    adjusted = [1.0] * len(tested)
    for family, places in families.items():
        p_values = ADJUSTMENTS[family[0]]([tested[place].comparison.p for place in places])
        for place, p in zip(places, p_values, strict=True):
            adjusted[place] = p
    kept: dict[str, Comparison] = {}
    for test, p in zip(tested, adjusted, strict=True):
        other = kept.get(test.comparison.id)
        if other is None or other.p_adjusted < p:
            kept[test.comparison.id] = replace(
                test.comparison,
                p_adjusted=p,
                adjustment=test.family[0],
                significant=p < LEVEL,
                family="/".join(test.family[1:]),
                family_size=len(families[test.family]),
            )
    return tuple(kept.values())
