"""From one fact to another: the difference, and what the test says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt

from reportgen.facts import Fact, FactBook, pair_comparison_id
from reportgen.verify.fitting import fits, rounded, shown
from reportgen.verify.quantities import Numeral

_SIGNIFICANT = 1.959963985
"""The limit of a two-sided test at 95%."""


@dataclass(frozen=True, slots=True)
class Step:
    """From one fact to another, and whether that is significant: by the book's test, or by one of two samples."""

    before: Fact
    after: Fact
    difference: Decimal
    significant: bool
    id: str


def between_groups(book: FactBook, before: Fact | None, after: Fact | None) -> Step | None:
    """Compare two groups by the book's own test of the pair, or, where it has none, as two samples."""
    if before is None or after is None:
        return None
    step = _as_samples(before, after)
    for one, two in ((before, after), (after, before)):
        if step is None or not one.breakdown or not one.group or not two.group:
            return step
        id_ = pair_comparison_id(one.indicator, one.wave, one.breakdown, one.group, two.group)
        test = book.comparison_by_id.get(id_)
        if test is not None:
            return Step(before, after, step.difference, test.significant, id_)
    return step


def _as_samples(before: Fact, after: Fact) -> Step | None:
    """Test two groups without persons in common as two samples: z = d / √(V₁ + V₂)."""
    if before.estimate is None or after.estimate is None:
        return None
    if before.se is None or after.se is None:
        return None
    difference = after.estimate - before.estimate
    error = sqrt(before.se**2 + after.se**2)
    significant = error > 0 and abs(difference) / error > _SIGNIFICANT
    exact = shown(after.estimate, after.unit) - shown(before.estimate, before.unit)
    return Step(before, after, exact, significant, after.id)


def fits_points(numeral: Numeral, step: Step) -> bool:
    """Whether the difference is so many points, of the figures or of the figures as they are printed."""
    if fits(numeral, abs(step.difference), step.after.unit):
        return True
    assert step.before.estimate is not None
    assert step.after.estimate is not None
    digits = 1 if step.after.unit == "mean" else 0
    levels = [
        rounded(shown(fact.estimate, fact.unit), digits)
        for fact in (step.before, step.after)
        if fact.estimate is not None
    ]
    return fits(numeral, abs(levels[1] - levels[0]), step.after.unit)


def relative(step: Step) -> Iterator[Decimal]:
    """The change in percent of where it started, of the figures and of the figures as they are printed."""
    for levels in _levels(step):
        if levels[0]:
            yield (levels[1] - levels[0]) / levels[0] * 100


def ratios(step: Step) -> Iterator[Decimal]:
    """How many times the first level the second is, of the figures and of the figures as they are printed."""
    for levels in _levels(step):
        if levels[0]:
            yield levels[1] / levels[0]


def _levels(step: Step) -> Iterator[tuple[Decimal, Decimal]]:
    before, after = step.before, step.after
    if before.estimate is None or after.estimate is None:
        return
    exact = shown(before.estimate, before.unit), shown(after.estimate, after.unit)
    yield exact
    digits = 1 if after.unit == "mean" else 0
    yield rounded(exact[0], digits), rounded(exact[1], digits)
