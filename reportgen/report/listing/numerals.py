"""The numbers in a table of facts: with one decimal more than percentages have in print."""

from __future__ import annotations

from reportgen.facts import Comparison, Fact, Unit
from reportgen.rounding import half_up, score, score_points

NOTHING = "–"
CITED = "°"
"""Stands behind a figure that was taken from a publication."""


def level(fact: Fact) -> str:
    """Write an estimate: "15,1%", "6,9", "−29"; a figure that was taken from elsewhere as it was published."""
    if fact.estimate is None:
        return NOTHING
    if fact.source is not None:
        return f"{fact.label}{CITED}"
    return _bare(fact.estimate, fact.unit) + ("%" if fact.unit == "share" else "")


def interval(fact: Fact) -> str:
    """Write the limits of a fact: "12,4–17,2", "−34 tot −23"; empty without any."""
    if fact.low is None or fact.high is None:
        return ""
    low, high = _bare(fact.low, fact.unit), _bare(fact.high, fact.unit)
    return f"{low} tot {high}" if fact.unit == "score" else f"{low}–{high}"


def difference(comparison: Comparison, unit: Unit) -> str:
    """Write a difference with its sign, and an arrow if it is significant: "▲ +5,1 punt"."""
    arrow = ("▲ " if comparison.difference > 0 else "▼ ") if comparison.significant else ""
    size = _points(abs(comparison.difference), unit)
    is_nothing = not size.partition(" ")[0].strip("0,")
    if is_nothing and arrow:
        return f"{arrow}< {'1' if unit == 'score' else '0,1'} punt"
    return f"{arrow}{'' if is_nothing else '+' if comparison.difference > 0 else '−'}{size}"


def probability(p: float) -> str:
    """Write a p-value: "0,012", "< 0,001"."""
    return "< 0,001" if p < 0.001 else comma(str(half_up(p, 3)))


def equation(p: float) -> str:
    """Write a p-value as an equation: "p = 0,012", "p < 0,001"."""
    return f"p {probability(p)}" if p < 0.001 else f"p = {probability(p)}"


def scaled(value: float, unit: Unit) -> float:
    """Make a percentage of a proportion."""
    return value * 100 if unit == "share" else value


def comma(number: str) -> str:
    """Write a number with a decimal comma."""
    return number.replace(".", ",")


def _bare(value: float, unit: Unit) -> str:
    return score(value) if unit == "score" else comma(str(half_up(scaled(value, unit), 1)))


def _points(size: float, unit: Unit) -> str:
    if unit != "score":
        return f"{_bare(size, unit)} punt"
    return score_points(size) if half_up(size) else "0 punten"
