"""A declared figure and the facts become a `Chart`: one function a kind, each choosing what stands where."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf
from typing import Literal

from reportgen.facts import Fact
from reportgen.project.schema import FigureSpec
from reportgen.report.dutch import capitalised, enumeration
from reportgen.report.model import Category, Chart, Series
from reportgen.report.points import Shown

ChartUnit = Literal["share", "mean", "score"]
SCORE_KINDS = frozenset({"trend", "slope", "dots"})
"""The charts that can show what may be less than nothing."""
PAIR = ("primary", "secondary")
LIKERT_ROLES: Mapping[int, tuple[str, ...]] = {
    3: ("negative", "neutral", "positive"),
    5: ("negative", "negative_light", "neutral", "positive_light", "positive"),
}


def compose_chart(name: str, spec: FigureSpec, shown: Shown) -> Chart:
    """Fill a chart with facts; `spec` has been checked, so every name in it exists."""
    return _KINDS[spec.kind](name, spec, shown)


def unfit_for(spec: FigureSpec, shown: Shown) -> tuple[str, str] | None:
    """Say why a kind of chart cannot show these indicators, and what can be done; None when it can."""
    asked = indicators_of(spec, shown)
    units = {fact.unit for name in asked for wave in waves_of(spec, shown) if (fact := shown.fact(name, wave))}
    if len(units) > 1:
        what = "toont percentages, gemiddelden en scores door elkaar, die niet op één as passen"
        return what, "Maak er voor elke soort een figuur van."
    if units == {"score"} and spec.kind not in SCORE_KINDS:
        what = f"is van de soort “{spec.kind}”, waarin een score onder nul niet te tekenen is"
        return what, f"Kies voor “kind”: {enumeration(sorted(SCORE_KINDS), 'of')}."
    return None


def indicators_of(spec: FigureSpec, shown: Shown) -> tuple[str, ...]:
    """The indicators of a figure, given by name or as a set."""
    return shown.codebook.sets[spec.set].indicators if spec.set else spec.indicators


def waves_of(spec: FigureSpec, shown: Shown) -> tuple[str, ...]:
    """The waves that a figure shows: those declared, or what its kind shows by itself."""
    if spec.waves:
        return tuple(wave for wave in shown.waves if wave in spec.waves)
    match spec.kind:
        case "trend":
            return shown.waves
        case "slope":
            return shown.waves[-2:]
        case _:
            return shown.waves[-1:]


def _trend(name: str, spec: FigureSpec, shown: Shown) -> Chart:
    return _chart(name, spec, *_over_waves(spec, shown), shown, breaks=_breaks(spec, shown))


def _breaks(spec: FigureSpec, shown: Shown) -> tuple[int, ...]:
    """The places of the waves that cannot be compared with the wave before them in the figure."""
    questions = dict.fromkeys(shown.question_of(indicator) for indicator in indicators_of(spec, shown))
    pairs = enumerate(pairwise(waves_of(spec, shown)), 1)
    return tuple(i for i, pair in pairs if any(shown.breaks(question, *pair) for question in questions))


def _bars(name: str, spec: FigureSpec, shown: Shown) -> Chart:
    waves = waves_of(spec, shown)
    indicators = list(indicators_of(spec, shown))
    if spec.sort:
        indicators.sort(key=lambda indicator: -_estimate(shown.fact(indicator, waves[-1])))
    facts = {wave: [shown.fact(indicator, wave) for indicator in indicators] for wave in waves}
    categories = [Category(shown.short(indicator)) for indicator in indicators]
    series = [
        Series(
            shown.monitor.waves[wave].label,
            tuple(
                shown.point(
                    fact, shown.since_previous(indicator, wave) if len(waves) > 1 and wave == waves[-1] else None
                )
                for indicator, fact in zip(indicators, facts[wave], strict=True)
            ),
            "primary" if wave == waves[-1] else "muted",
        )
        for wave in reversed(waves)
    ]
    return _chart(name, spec, _unit(list(facts.values())), categories, series, shown)


def _likert(name: str, spec: FigureSpec, shown: Shown) -> Chart:
    waves = waves_of(spec, shown)
    rows = [(question, wave) for question in spec.questions for wave in waves]
    labels = list(spec.groups)
    measured = {
        (row, label): _answer_fact(shown, row[0], spec.groups[label], row[1]) for row in rows for label in labels
    }
    if spec.sort and len(waves) == 1:
        top = labels[_likert_top(labels)]
        rows.sort(key=lambda row: -_estimate(measured[row, top]))
    several = len(waves) > 1
    categories = [
        shown.category(
            shown.monitor.waves[wave].label if several else shown.codebook.questions[question].short,
            (measured[(question, wave), label] for label in labels),
            heading=capitalised(shown.codebook.questions[question].short) if several and wave == waves[0] else "",
        )
        for question, wave in rows
    ]
    roles = _likert_roles(len(labels))
    series = [
        Series(label, tuple(shown.point(measured[row, label]) for row in rows), role)
        for label, role in zip(labels, roles, strict=True)
    ]
    return _chart(name, spec, "share", categories, series, shown, maximum=1.0)


def _dots(name: str, spec: FigureSpec, shown: Shown) -> Chart:
    wave, indicators = waves_of(spec, shown)[-1], indicators_of(spec, shown)
    places = [
        (breakdown, group)
        for breakdown in spec.breakdowns or (spec.breakdown or "",)
        for group in shown.codebook.breakdowns[breakdown].groups
    ]
    facts = [[shown.fact(indicator, wave, *place) for place in places] for indicator in indicators]
    categories = [
        shown.category(
            shown.codebook.breakdowns[breakdown].groups[group].label,
            (row[i] for row in facts),
            heading=_heading(breakdown, shown) if i == 0 or places[i - 1][0] != breakdown else "",
        )
        for i, (breakdown, group) in enumerate(places)
    ]
    series = [
        Series(
            shown.short(indicator),
            tuple(
                shown.point(fact, shown.against_rest(indicator, wave, *place))
                for fact, place in zip(row, places, strict=True)
            ),
            role,
        )
        for indicator, row, role in zip(indicators, facts, _roles(len(indicators)), strict=True)
    ]
    return _chart(name, spec, _unit(facts), categories, series, shown)


def _heat(name: str, spec: FigureSpec, shown: Shown) -> Chart:
    wave = waves_of(spec, shown)[-1]
    cells = {
        (question, label): _answer_fact(shown, question, codes, wave)
        for question in spec.questions
        for label, codes in spec.groups.items()
    }
    questions = list(spec.questions)
    if spec.sort:
        questions.sort(key=lambda question: -sum(_estimate(cells[question, label]) for label in spec.groups))
    categories = [
        shown.category(shown.codebook.questions[q].short, (cells[q, label] for label in spec.groups)) for q in questions
    ]
    series = [
        Series(label, tuple(shown.point(cells[question, label]) for question in questions)) for label in spec.groups
    ]
    return _chart(name, spec, "share", categories, series, shown)


def _dumbbell(name: str, spec: FigureSpec, shown: Shown) -> Chart:
    wave = waves_of(spec, shown)[-1]
    facts = [[shown.fact(row[i], wave) for row in spec.rows.values()] for i in range(len(spec.series))]
    categories = [shown.category(label, (column[i] for column in facts)) for i, label in enumerate(spec.rows)]
    series = [
        Series(label, tuple(shown.point(fact) for fact in row), role)
        for label, row, role in zip(spec.series, facts, PAIR, strict=False)
    ]
    return _chart(name, spec, _unit(facts), categories, series, shown)


def _columns(name: str, spec: FigureSpec, shown: Shown) -> Chart:
    if spec.questions:
        return _columns_of_answers(name, spec, shown)
    return _chart(name, spec, *_over_waves(spec, shown), shown)


def _columns_of_answers(name: str, spec: FigureSpec, shown: Shown) -> Chart:
    wave = waves_of(spec, shown)[-1]
    codes = list(shown.codebook.questions[spec.questions[0]].answers)
    facts = [[_answer_fact(shown, question, (code,), wave) for code in codes] for question in spec.questions]
    categories = [Category(shown.codebook.questions[spec.questions[0]].answers[code]) for code in codes]
    series = [
        Series(shown.codebook.questions[question].short, tuple(shown.point(fact) for fact in row), role)
        for question, row, role in zip(spec.questions, facts, _roles(len(facts)), strict=True)
    ]
    return _chart(name, spec, "share", categories, series, shown)


def _slope(name: str, spec: FigureSpec, shown: Shown) -> Chart:
    unit, categories, series = _over_waves(spec, shown)
    lines = [
        replace(
            line,
            points=(*(replace(point, mark="") for point in line.points[:-1]), line.points[-1]),
            role="primary" if line.points[-1].mark else "muted",
        )
        for line in series
    ]
    return _chart(name, spec, unit, categories, lines, shown, breaks=_breaks(spec, shown))


def _waffle(name: str, spec: FigureSpec, shown: Shown) -> Chart:
    indicator, wave = indicators_of(spec, shown)[0], waves_of(spec, shown)[-1]
    fact = shown.fact(indicator, wave)
    series = [Series(shown.short(indicator), (shown.point(fact),))]
    category = shown.category(shown.monitor.waves[wave].label, [fact])
    return _chart(name, spec, "share", [category], series, shown)


_KINDS: Mapping[str, Callable[[str, FigureSpec, Shown], Chart]] = {
    "trend": _trend,
    "bars": _bars,
    "likert": _likert,
    "dots": _dots,
    "heat": _heat,
    "dumbbell": _dumbbell,
    "columns": _columns,
    "slope": _slope,
    "waffle": _waffle,
}


def _over_waves(spec: FigureSpec, shown: Shown) -> tuple[ChartUnit, list[Category], list[Series]]:
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
        for indicator, row, role in zip(indicators, facts, _roles(len(indicators)), strict=True)
    ]
    categories = [
        shown.category(shown.monitor.waves[wave].label, (row[i] for row in facts)) for i, wave in enumerate(waves)
    ]
    return _unit(facts), categories, series


def _chart(
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
    minimum = 0.0
    if unit == "mean":
        question = shown.codebook.questions[shown.question_of(indicators_of(spec, shown)[0])]
        minimum, maximum = float(question.minimum or 0), float(question.maximum or 10)
    elif unit == "score":
        minimum, maximum = -100.0, 100.0
    return Chart(name, spec.kind, unit, tuple(categories), tuple(series), maximum, minimum, breaks)


def _heading(breakdown: str, shown: Shown) -> str:
    return capitalised(shown.codebook.breakdowns[breakdown].label)


def _answer_fact(shown: Shown, question: str, codes: Sequence[int], wave: str) -> Fact | None:
    indicator = shown.indicator_of(question, codes)
    return shown.fact(indicator, wave) if indicator else None


def _unit(facts: Sequence[Sequence[Fact | None]]) -> ChartUnit:
    units = {fact.unit for row in facts for fact in row if fact}
    return "score" if "score" in units else "mean" if "mean" in units else "share"


def _estimate(fact: Fact | None) -> float:
    return fact.estimate if fact is not None and fact.estimate is not None else -inf


def _roles(number: int) -> tuple[str, ...]:
    """Colours for series, the first ones strongest."""
    return (*PAIR, "negative", *("muted" for _ in range(number)))[:number]


def _likert_roles(number: int) -> tuple[str, ...]:
    """Roles for a scale with, where its length is even, weet niet at the end."""
    scale = LIKERT_ROLES.get(number) or LIKERT_ROLES[number - 1]
    return (*scale, "dont_know")[:number]


def _likert_top(labels: Sequence[str]) -> int:
    """The index of the most positive label: the last one of the scale."""
    return len(labels) - 1 if len(labels) in LIKERT_ROLES else len(labels) - 2
