"""The level of every measure in every wave and group, before it is decided what may be published of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from reportgen.facts import fact_id
from reportgen.project.schema import Codebook
from reportgen.survey.arrays import OUTSIDE, Indices, count_by
from reportgen.survey.estimation import Estimates, estimate_means, mean_intervals, share_intervals
from reportgen.survey.measures import Measure, groups_of, is_asked, values_of
from reportgen.survey.sample import Respondents

Groups = Mapping[tuple[str, str], Indices]
"""Per wave and breakdown the place of each respondent's group (n,), or `OUTSIDE`."""


@dataclass(frozen=True, slots=True)
class Level:
    """One estimate: of everybody when there is no breakdown, else of one group.

    `persons` counts the respondents behind the share's numerator; for a mean everybody who gave a number.
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
class _Row:
    """One measure in one wave, of everybody or by the groups of a breakdown; the arrays have an element a group."""

    measure: Measure
    wave: str
    breakdown: str | None
    groups: tuple[str | None, ...]
    estimates: Estimates
    persons: Indices


def index_groups(waves: Sequence[Respondents], codebook: Codebook) -> Groups:
    """Find everybody's group in every breakdown, in each wave in which its question was asked."""
    return {
        (wave.wave, breakdown): groups_of(breakdown, codebook, wave.answers)
        for wave in waves
        for breakdown, spec in codebook.breakdowns.items()
        if spec.question in wave.answers.coded
    }


def estimate_levels(
    measures: Sequence[Measure], waves: Sequence[Respondents], codebook: Codebook, groups: Groups
) -> tuple[Level, ...]:
    """Estimate each measure in every wave in which it was asked, for everybody and for each group of its breakdowns."""
    rows = [
        row
        for measure in measures
        for wave in waves
        if is_asked(measure, codebook, wave.wave)
        for row in _rows(measure, wave, codebook, groups)
    ]
    return tuple(_with_intervals(rows))


def _rows(measure: Measure, wave: Respondents, codebook: Codebook, groups: Groups) -> Iterator[_Row]:
    values, base = values_of(measure, wave.answers)
    weights = wave.weighting.weights
    behind = base & (weights > 0) & ((values > 0) if measure.unit == "share" else True)
    domains: list[tuple[str | None, tuple[str | None, ...], Indices]] = [
        (None, (None,), np.zeros(wave.answers.count, dtype=np.intp)),
        *(
            (breakdown, tuple(codebook.breakdowns[breakdown].groups), groups[wave.wave, breakdown])
            for breakdown in measure.breakdowns
            if (wave.wave, breakdown) in groups
        ),
    ]
    for breakdown, names, index in domains:
        estimates = estimate_means(values, weights, np.where(base, index, OUTSIDE), len(names))
        persons = count_by(np.where(behind, index, OUTSIDE), len(names))
        yield _Row(measure, wave.wave, breakdown, names, estimates, persons)


def _with_intervals(rows: Sequence[_Row]) -> Iterator[Level]:
    """Add the intervals to all rows together, which saves calling for each of a few thousand estimates."""
    value, se, n_eff = (
        np.concatenate([getattr(row.estimates, name) for row in rows]) for name in ("value", "se", "n_eff")
    )
    n = np.concatenate([row.estimates.n for row in rows])
    is_share = np.concatenate([np.full(len(row.groups), row.measure.unit == "share") for row in rows])
    low, high = np.empty(len(value)), np.empty(len(value))
    for part, intervals in ((is_share, share_intervals), (~is_share, mean_intervals)):
        low[part], high[part] = intervals(Estimates(value[part], se[part], n[part], n_eff[part]))
    names = ((row, group, persons) for row in rows for group, persons in zip(row.groups, row.persons, strict=True))
    numbers = zip(*(array.tolist() for array in (value, se, low, high, n, n_eff)), strict=True)
    for (row, group, persons), (v, s, lo, hi, base, effective) in zip(names, numbers, strict=True):
        yield Level(row.measure, row.wave, row.breakdown, group, v, s, lo, hi, base, effective, int(persons))
