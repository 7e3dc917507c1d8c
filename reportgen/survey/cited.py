"""Figures of waves that are known from publications only: facts without respondents, uncertainty or tests."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.facts import Fact, Unit, fact_id
from reportgen.project.schema import CitedFigure, Project
from reportgen.rounding import LEVELS
from reportgen.survey.digits import significant
from reportgen.survey.measures import measures_of


def cited_facts(project: Project, wave: str) -> Iterator[Fact]:
    """Make facts of what was published of a wave."""
    units = {measure.indicator: measure.unit for measure in measures_of(project.codebook)}
    for figure in project.cited[wave]:
        yield _fact(figure, wave, units[figure.indicator])


def _fact(figure: CitedFigure, wave: str, unit: Unit) -> Fact:
    value = significant(figure.value / 100 if unit == "share" else figure.value)
    return Fact(
        id=fact_id(figure.indicator, wave, figure.breakdown, figure.group),
        indicator=figure.indicator,
        wave=wave,
        breakdown=figure.breakdown,
        group=figure.group,
        unit=unit,
        estimate=value,
        se=None,
        low=None,
        high=None,
        n=figure.n or 0,
        n_eff=0.0,
        status="published",
        label=LEVELS[unit](value),
        source=figure.source,
    )
