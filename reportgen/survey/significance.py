"""Whether two estimates differ by more than chance, and what many such tests at once do to that."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.survey.digits import without_noise

Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference with its standard error, 95% interval and two-sided p."""

    value: float
    se: float
    low: float
    high: float
    p: float


def compare_disjoint(first: float, first_se: float, second: float, second_se: float) -> Difference:
    """Test `second` minus `first` for two independent samples, or for disjoint domains of one sample.

    The linearised scores of disjoint domains have no respondent in common, so that their covariance is 0 too.
    """
    return difference_test(second - first, math.hypot(first_se, second_se))


def difference_test(value: float, se: float) -> Difference:
    """Test a difference with a known standard error against the normal distribution."""
    value, se = without_noise(value), without_noise(se)
    if value == 0:
        p = 1.0
    elif se == 0:  # 0% against 100%: no spread at all, and yet different
        p = 0.0
    else:
        p = math.erfc(abs(value / se) / math.sqrt(2))
    return Difference(value, se, value - Z95 * se, value + Z95 * se, p)


def adjust_holm(p: Sequence[float]) -> list[float]:
    """Adjust the p-values of one family so that the chance of any false alarm stays at the level.

    Holm (1979), Scandinavian Journal of Statistics 6.
    """
    order = sorted(range(len(p)), key=lambda i: p[i])
    adjusted, running = [0.0] * len(p), 0.0
    for rank, i in enumerate(order):
        running = max(running, min(1.0, p[i] * (len(p) - rank)))
        adjusted[i] = running
    return adjusted


def adjust_benjamini_hochberg(p: Sequence[float]) -> list[float]:
    """Adjust the p-values of one family so that the share of false alarms stays at the level.

    Benjamini & Hochberg (1995), JRSS B 57.
    """
    order = sorted(range(len(p)), key=lambda i: p[i], reverse=True)
    adjusted, running = [0.0] * len(p), 1.0
    for rank, i in enumerate(order):
        running = min(running, p[i] * len(p) / (len(p) - rank))
        adjusted[i] = running
    return adjusted
