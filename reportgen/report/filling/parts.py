"""What the filling of all kinds of chart shares: its waves and indicators, its unit and its axis."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf
from typing import Literal

from reportgen.facts import Fact
from reportgen.project.schema import FigureSpec
from reportgen.report.dutch import capitalised
from reportgen.report.model import Category, Chart, Series
from reportgen.report.points import Shown

ChartUnit = Literal["share", "mean", "score"]
PAIR = ("primary", "secondary")


def indicators_of(spec: FigureSpec, shown: Shown) -> tuple[str, ...]:
    """The indicators of a figure, given by name or as a set."""
    return shown.codebook.sets[spec.set].indicators if spec.set else spec.indicators


def waves_of(spec: FigureSpec, shown: Shown) -> tuple[str, ...]:
    """The waves that a figure shows: those declared, or what its kind shows by itself."""
    if spec.waves:
        return tuple(wave for wave in shown.waves if wave in spec.waves)
    match spec.kind:
        case "trend" | "multiples":
            return shown.waves
        case "slope":
            return shown.waves[-2:]
        case _:
            return shown.waves[-1:]


def breaks_of(spec: FigureSpec, shown: Shown) -> tuple[int, ...]:
    """The places of the waves that cannot be compared with the wave before them in the figure."""
    questions = dict.fromkeys(shown.question_of(indicator) for indicator in indicators_of(spec, shown))
    pairs = enumerate(pairwise(waves_of(spec, shown)), 1)
    return tuple(i for i, pair in pairs if any(shown.breaks(question, *pair) for question in questions))


def over_waves(spec: FigureSpec, shown: Shown) -> tuple[ChartUnit, list[Category], list[Series]]:
    """Put waves beside each other, with a series for each indicator."""
    waves, indicators = waves_of(spec, shown), indicators_of(spec, shown)
    facts = [[shown.fact(indicator, wave) for wave in waves] for indicator in indicators]
    series = [
        Series(
            shown.short(indicator),
            tuple(
                shown.point(fact, shown.since_previous(indicator, wave)) for fact, wave in zip(row, waves, strict=True)
            ),
            role,
        )
        for indicator, row, role in zip(indicators, facts, roles_of(len(indicators)), strict=True)
    ]
    categories = [
        shown.category(shown.monitor.waves[wave].label, (row[i] for row in facts)) for i, wave in enumerate(waves)
    ]
    return unit_of(facts), categories, series


def fill(
    name: str,
    spec: FigureSpec,
    unit: ChartUnit,
    categories: Sequence[Category],
    series: Sequence[Series],
    shown: Shown,
    *,
    maximum: float | None = None,
    breaks: tuple[int, ...] = (),
) -> Chart:
    """Make the chart, with the axis that its unit asks for."""
    minimum = 0.0
    if unit == "mean":
        question = shown.codebook.questions[shown.question_of(indicators_of(spec, shown)[0])]
        minimum, maximum = float(question.minimum or 0), float(question.maximum or 10)
    elif unit == "score":
        minimum, maximum = -100.0, 100.0
    return Chart(name, spec.kind, unit, tuple(categories), tuple(series), maximum, minimum, breaks)


def heading_of(breakdown: str, shown: Shown) -> str:
    """The name of a breakdown over its groups."""
    return capitalised(shown.codebook.breakdowns[breakdown].label)


def unit_of(facts: Sequence[Sequence[Fact | None]]) -> ChartUnit:
    """The one unit of all facts of a chart."""
    units = {fact.unit for row in facts for fact in row if fact}
    return "score" if "score" in units else "mean" if "mean" in units else "share"


def estimate_of(fact: Fact | None) -> float:
    """What to sort by: a fact that is not there, or may not be shown, comes last."""
    return fact.estimate if fact is not None and fact.estimate is not None else -inf


def roles_of(number: int) -> tuple[str, ...]:
    """Colours for series, the first ones strongest."""
    return (*PAIR, "negative", *("muted" for _ in range(number)))[:number]
