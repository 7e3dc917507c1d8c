"""The numbers in an explanation: with more decimals than in print, as they can be checked with a calculator."""

from __future__ import annotations

from reportgen.facts import Fact, Unit
from reportgen.rounding import half_up

DECIMALS = 2
SCALE = {"share": 100, "mean": 1, "score": 1}


def decimal(value: float, digits: int = DECIMALS) -> str:
    """Write a number with a decimal comma: "3,38", "−1,72"."""
    return str(half_up(value, digits)).replace(".", ",").replace("-", "−")


def level(value: float, unit: Unit) -> str:
    """Write a level with two decimals more than a percentage has in print: "15,12%", "6,87"."""
    return decimal(value * SCALE[unit]) + ("%" if unit == "share" else "")


def size(value: float, unit: Unit, digits: int = DECIMALS) -> str:
    """Write a difference or standard error: "5,07 procentpunt", "0,04 punt"."""
    return f"{decimal(value * SCALE[unit], digits)} {points(unit)}"


def points(unit: Unit) -> str:
    """What differences are counted in."""
    return "procentpunt" if unit == "share" else "punt"


def probability(p: float) -> str:
    """Write a p-value as an equation: "p = 0,002", "p < 0,001"."""
    return "p < 0,001" if p < 0.001 else f"p = {decimal(p, 3)}"


def effective(n_eff: float) -> str:
    """Write an effective base: "871,3"."""
    return decimal(n_eff, 1)


def bare(fact: Fact) -> str:
    """Write the level of a published fact."""
    return level(fact.estimate or 0.0, fact.unit)
