"""What the data say to a claim that they don't carry, in a few Dutch words: levels, difference, interval, test."""

from __future__ import annotations

from reportgen.facts import Comparison, Fact
from reportgen.report import dutch
from reportgen.report.listing.numerals import comma, equation, level, scaled
from reportgen.rounding import half_up


def change(earlier: Fact, later: Fact, comparison: Comparison) -> str:
    """Say how something went from one wave to another."""
    return f"het ging van {_based(earlier)} naar {_based(later)}: {difference(comparison, later)}"


def rest(fact: Fact, comparison: Comparison) -> str:
    """Say how a group stands to everybody else."""
    others = _number(comparison.rest or 0.0, fact) + ("%" if fact.unit == "share" else "")
    return f"het is {level(fact)} (n = {dutch.count(fact.n)}) tegen {others}: {difference(comparison, fact)}"


def pair(one: Fact, other: Fact, comparison: Comparison) -> str:
    """Say how two groups or indicators stand to each other."""
    return f"het is {level(one)} tegen {level(other)}: {difference(comparison, one)}"


def limits(fact: Fact) -> str:
    """Say where a level lies."""
    if fact.low is None or fact.high is None:
        return f"het is {fact.label}, een overgenomen cijfer zonder interval"
    low, high = (f"{_number(limit, fact)}%" for limit in (fact.low, fact.high))
    return f"het is {level(fact)}, met een 95%-interval van {low} tot {high} (n = {dutch.count(fact.n)})"


def difference(comparison: Comparison, fact: Fact) -> str:
    """Say how large a difference is, and what its test says."""
    low, high = (_number(limit, fact) for limit in (comparison.low, comparison.high))
    outcome = "significant" if comparison.significant else "niet significant"
    size = f"{_number(comparison.difference, fact)} {'procentpunt' if fact.unit == 'share' else 'punt'}"
    return f"een verschil van {size} (95%-interval {low} tot {high}; {equation(comparison.p_adjusted)}; {outcome})"


def number(value: float) -> str:
    """Write a ratio with one decimal."""
    return comma(str(half_up(value, 1)))


def _based(fact: Fact) -> str:
    return f"{level(fact)} in {fact.wave} (n = {dutch.count(fact.n)})"


def _number(value: float, fact: Fact) -> str:
    rounded = half_up(scaled(value, fact.unit), 1)
    return comma(str(rounded or abs(rounded))).replace("-", "−")
