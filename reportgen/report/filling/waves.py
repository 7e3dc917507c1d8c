"""Charts with waves beside each other, or with indicators of one wave."""

from __future__ import annotations

from dataclasses import replace

from reportgen.project.schema import FigureSpec
from reportgen.report.filling.parts import (
    PAIR,
    breaks_of,
    estimate_of,
    fill,
    indicators_of,
    over_waves,
    unit_of,
    waves_of,
)
from reportgen.report.model import Category, Chart, Series
from reportgen.report.points import Shown


def trend(name: str, spec: FigureSpec, shown: Shown) -> Chart:
    """Indicators over the waves."""
    return fill(name, spec, *over_waves(spec, shown), shown, breaks=breaks_of(spec, shown))


def bars(name: str, spec: FigureSpec, shown: Shown) -> Chart:
    """Indicators under each other, with earlier waves beside them where those are asked for."""
    waves = waves_of(spec, shown)
    indicators = list(indicators_of(spec, shown))
    if spec.sort:
        indicators.sort(key=lambda indicator: -estimate_of(shown.fact(indicator, waves[-1])))
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
    return fill(name, spec, unit_of(list(facts.values())), categories, series, shown)


def dumbbell(name: str, spec: FigureSpec, shown: Shown) -> Chart:
    """Pairs of indicators under each other."""
    wave = waves_of(spec, shown)[-1]
    facts = [[shown.fact(row[i], wave) for row in spec.rows.values()] for i in range(len(spec.series))]
    categories = [shown.category(label, (column[i] for column in facts)) for i, label in enumerate(spec.rows)]
    series = [
        Series(label, tuple(shown.point(fact) for fact in row), role)
        for label, row, role in zip(spec.series, facts, PAIR, strict=False)
    ]
    return fill(name, spec, unit_of(facts), categories, series, shown)


def slope(name: str, spec: FigureSpec, shown: Shown) -> Chart:
    """Indicators over two waves; those that changed stand out."""
    unit, categories, series = over_waves(spec, shown)
    lines = [
        replace(
            line,
            points=(*(replace(point, mark="") for point in line.points[:-1]), line.points[-1]),
            role="primary" if line.points[-1].mark else "muted",
        )
        for line in series
    ]
    return fill(name, spec, unit, categories, lines, shown, breaks=breaks_of(spec, shown))


def waffle(name: str, spec: FigureSpec, shown: Shown) -> Chart:
    """One share."""
    indicator, wave = indicators_of(spec, shown)[0], waves_of(spec, shown)[-1]
    fact = shown.fact(indicator, wave)
    series = [Series(shown.codebook.indicators[indicator].label, (shown.point(fact),))]
    category = shown.category(shown.monitor.waves[wave].label, [fact])
    return fill(name, spec, "share", [category], series, shown)
