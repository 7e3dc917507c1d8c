"""The level of every measure in every wave and group, before it is decided what may be published of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportgen.facts import fact_id
from reportgen.project.names import is_asked
from reportgen.project.schema import Codebook
from reportgen.survey.arrays import Floats, Places
from reportgen.survey.estimation import (
    Estimates,
    Means,
    average,
    estimate,
    mean_intervals,
    persons_behind,
    share_intervals,
)
from reportgen.survey.groups import Groups
from reportgen.survey.measures import Measure, variable_key, variable_of, variable_scores
from reportgen.survey.sample import Respondents
from reportgen.survey.tabulation import Tabulator

MeansKey = tuple[str, str, str | None]
"""An indicator, a wave and a breakdown, or None for everybody together."""


@dataclass(frozen=True, slots=True)
class Level:
    """One estimate: of everybody when there is no breakdown, else of one group.

    `persons` counts the respondents behind a share's numerator; for a mean or score everybody in its base.
    """

    measure: Measure
    wave: str
    breakdown: str | None
    group: str | None
    value: float
    se: float
    low: float
    high: float
    n: int
    n_eff: float
    persons: int

    @property
    def id(self) -> str:
        """The id of the fact that this becomes."""
        return fact_id(self.measure.indicator, self.wave, self.breakdown, self.group)


@dataclass(frozen=True, slots=True)
class Row:
    """The means of which one measure is the one at `place`, and the values (k,) of its variable."""

    means: Means
    place: int
    values: NDArray[np.int64]

    @property
    def scores(self) -> Floats:
        """What each value of the variable (k,) counts for."""
        return np.asarray(self.means.scores[self.place])


@dataclass(frozen=True, slots=True)
class Levels:
    """All levels, in the order of the measures, and the means that they were taken from."""

    levels: tuple[Level, ...]
    rows: Mapping[MeansKey, Row]


def estimate_levels(
    measures: Sequence[Measure], waves: Sequence[Respondents], codebook: Codebook, groups: Groups
) -> Levels:
    """Estimate each measure in every wave in which it was asked, for everybody and for each group of its breakdowns."""
    rows: dict[MeansKey, Row] = {}
    for wave in waves:
        asked = [measure for measure in measures if is_asked(codebook.questions[measure.question], wave.wave)]
        tabulator = Tabulator(wave, _groups_in(wave.wave, groups, codebook))
        for together in _of_one_variable(asked, codebook):
            rows.update(_tabulated(together, wave, codebook, tabulator))
    keys = [
        (measure.indicator, wave.wave, breakdown)
        for measure in measures
        for wave in waves
        for breakdown in (None, *measure.breakdowns)
    ]
    ordered = {key: rows[key] for key in keys if key in rows}
    by_name = {measure.indicator: measure for measure in measures}
    return Levels(tuple(_with_intervals(ordered, by_name, codebook)), ordered)


def _groups_in(wave: str, groups: Groups, codebook: Codebook) -> dict[str, tuple[Places, int]]:
    return {
        breakdown: (index, len(codebook.breakdowns[breakdown].groups))
        for (name, breakdown), index in groups.items()
        if name == wave
    }


def _of_one_variable(measures: Sequence[Measure], codebook: Codebook) -> list[list[Measure]]:
    found = defaultdict(list)
    for measure in measures:
        found[variable_key(measure, codebook.questions[measure.question])].append(measure)
    return list(found.values())


def _tabulated(
    measures: Sequence[Measure], wave: Respondents, codebook: Codebook, tabulator: Tabulator
) -> Iterator[tuple[MeansKey, Row]]:
    """Average the measures of one variable, in each breakdown those that are broken down by it."""
    question = codebook.questions[measures[0].question]
    variable = variable_of(measures[0], question, wave.answers)
    breakdowns = dict.fromkeys(name for measure in measures for name in (None, *measure.breakdowns))
    for breakdown, tabulation in tabulator.tabulate(variable, breakdowns):
        concerned = [measure for measure in measures if breakdown is None or breakdown in measure.breakdowns]
        scores = np.array([variable_scores(measure, question, variable.values) for measure in concerned])
        means = average(scores, tabulation)
        for place, measure in enumerate(concerned):
            yield (measure.indicator, wave.wave, breakdown), Row(means, place, variable.values)


def _with_intervals(
    rows: Mapping[MeansKey, Row], measures: Mapping[str, Measure], codebook: Codebook
) -> Iterator[Level]:
    """Estimate all rows, with the intervals of all together: that saves calling for each of a few thousand levels."""
    estimates: dict[int, tuple[Estimates, np.ndarray]] = {}
    for row in rows.values():
        if id(row.means) not in estimates:
            estimates[id(row.means)] = estimate(row.means), persons_behind(row.means)
    parts = [(estimates[id(row.means)], row.place) for row in rows.values()]

    def column(name: str) -> np.ndarray:
        return np.concatenate([getattr(one, name)[place] for (one, _), place in parts])

    value, se, n, n_eff = map(column, ("value", "se", "n", "n_eff"))
    persons = np.concatenate([behind[place] for (_, behind), place in parts])
    names = [(key, group) for key in rows for group in _groups(key[2], codebook)]
    is_share = np.array([measures[key[0]].unit == "share" for key, _ in names], dtype=bool)
    persons = np.where(is_share, persons, n)
    low, high = np.empty(len(value)), np.empty(len(value))
    for part, intervals in ((is_share, share_intervals), (~is_share, mean_intervals)):
        low[part], high[part] = intervals(Estimates(value[part], se[part], n[part], n_eff[part]))
    numbers = zip(*(array.tolist() for array in (value, se, low, high, n, n_eff, persons)), strict=True)
    for ((indicator, wave, breakdown), group), values in zip(names, numbers, strict=True):
        yield Level(measures[indicator], wave, breakdown, group, *values)


def _groups(breakdown: str | None, codebook: Codebook) -> Sequence[str | None]:
    return (None,) if breakdown is None else list(codebook.breakdowns[breakdown].groups)
