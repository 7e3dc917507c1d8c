"""Every test a sentence may lean on: between waves, of a group with the rest, and between neighbours in a ranking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from reportgen.facts import Comparison, Kind, fact_id, rank_comparison_id, rest_comparison_id, wave_comparison_id
from reportgen.project.schema import Project
from reportgen.rounding import grade_points, percentage_points
from reportgen.survey.arrays import OUTSIDE
from reportgen.survey.digits import significant
from reportgen.survey.estimation import Linearised, estimate_means, linearise, paired_standard_error
from reportgen.survey.families import Family, Unadjusted, adjust_families
from reportgen.survey.levels import Groups, Level
from reportgen.survey.measures import Measure, values_of
from reportgen.survey.sample import Respondents
from reportgen.survey.significance import Difference, compare_disjoint, difference_test
from reportgen.survey.suppression import is_small, status_of

RANKED_WAVES = 2


@dataclass(frozen=True, slots=True)
class Comparing:
    """What is compared: all measures and waves, the oldest first, and the levels that may be published, by id."""

    project: Project
    measures: Sequence[Measure]
    waves: Sequence[Respondents]
    groups: Groups
    levels: Mapping[str, Level]

    def level(
        self, measure: Measure, wave: str, breakdown: str | None = None, group: str | None = None
    ) -> Level | None:
        """Find a level; None when it was not measured or is hidden."""
        return self.levels.get(fact_id(measure.indicator, wave, breakdown, group))


def compare_everything(comparing: Comparing) -> tuple[Comparison, ...]:
    """Make every comparison of published levels, adjusted for the others in its family."""
    tested = [*_wave_tests(comparing), *_rest_tests(comparing), *_rank_tests(comparing)]
    return tuple(map(_rounded, adjust_families(tested)))


# Between waves


def _wave_tests(comparing: Comparing) -> Iterator[Unadjusted]:
    headlines = set(comparing.project.monitor.headlines)
    for measure in comparing.measures:
        waves = _asked_waves(comparing, measure)
        pairs = list(pairwise(waves))
        for earlier, later in [*pairs, *([(waves[0], waves[-1])] if len(pairs) > 1 else [])]:
            kind = ("holm", "headlines") if measure.indicator in headlines else ("bh", "waves")
            yield from _wave_test(comparing, measure, earlier, later, (*kind, earlier, later))
    for measure in comparing.measures:
        for earlier, later in list(pairwise(_asked_waves(comparing, measure)))[-1:]:
            for breakdown in measure.breakdowns:
                for group in comparing.project.codebook.breakdowns[breakdown].groups:
                    family = ("bh", "groups", breakdown)
                    yield from _wave_test(comparing, measure, earlier, later, family, breakdown, group)


def _asked_waves(comparing: Comparing, measure: Measure) -> list[str]:
    return [wave.wave for wave in comparing.waves if measure.question in wave.answers.given]


def _wave_test(
    comparing: Comparing,
    measure: Measure,
    earlier: str,
    later: str,
    family: Family,
    breakdown: str | None = None,
    group: str | None = None,
) -> Iterator[Unadjusted]:
    old, new = (comparing.level(measure, wave, breakdown, group) for wave in (earlier, later))
    if old is None or new is None or _is_broken(comparing, measure, earlier, later):
        return
    difference = compare_disjoint(old.value, old.se, new.value, new.se)
    id_ = wave_comparison_id(measure.indicator, earlier, later, breakdown, group)
    yield Unadjusted(_comparison(id_, measure, "wave", old.id, new.id, difference), family)


def _is_broken(comparing: Comparing, measure: Measure, earlier: str, later: str) -> bool:
    """Whether the question was changed after the earlier wave, so that the two cannot be compared."""
    names = [wave.wave for wave in comparing.waves]
    between = names[names.index(earlier) + 1 : names.index(later) + 1]
    return any(wave in comparing.project.codebook.questions[measure.question].breaks for wave in between)


# A group with everybody else


def _rest_tests(comparing: Comparing) -> Iterator[Unadjusted]:
    newest = comparing.waves[-1]
    for measure in comparing.measures:
        for breakdown in measure.breakdowns:
            if (newest.wave, breakdown) in comparing.groups:
                yield from _rest_tests_of(comparing, measure, newest, breakdown)


def _rest_tests_of(comparing: Comparing, measure: Measure, wave: Respondents, breakdown: str) -> Iterator[Unadjusted]:
    values, base = values_of(measure, wave.answers)
    weights = wave.weighting.weights
    for place, group in enumerate(comparing.project.codebook.breakdowns[breakdown].groups):
        level = comparing.level(measure, wave.wave, breakdown, group)
        if level is None:
            continue
        outside = base & (comparing.groups[wave.wave, breakdown] != place)
        rest = estimate_means(values, weights, np.where(outside, 0, OUTSIDE), 1)
        persons = int(np.count_nonzero(outside & (values > 0) & (weights > 0)))
        is_rare = measure.unit == "share" and is_small(persons)
        if is_rare or status_of(int(rest.n[0]), float(rest.n_eff[0])) == "suppressed":
            continue
        difference = compare_disjoint(float(rest.value[0]), float(rest.se[0]), level.value, level.se)
        id_ = rest_comparison_id(measure.indicator, wave.wave, breakdown, group)
        from_ = fact_id(measure.indicator, f"{wave.wave}/rest", breakdown, group)
        comparison = _comparison(id_, measure, "rest", from_, level.id, difference)
        yield Unadjusted(replace(comparison, rest=float(rest.value[0])), ("bh", "rest", wave.wave, breakdown))


# Neighbours in a ranking


def _rank_tests(comparing: Comparing) -> Iterator[Unadjusted]:
    measures = {measure.indicator: measure for measure in comparing.measures}
    for name, together in comparing.project.codebook.sets.items():
        members = [measures[indicator] for indicator in together.indicators]
        for wave in comparing.waves[-RANKED_WAVES:]:
            levels = [level for measure in members if (level := comparing.level(measure, wave.wave)) is not None]
            ranked = sorted(levels, key=lambda level: -level.value)
            scores = [_linearised(level.measure, wave) for level in ranked]
            for (higher, above), (lower, below) in pairwise(zip(ranked, scores, strict=True)):
                se = paired_standard_error(above, below, wave.weighting.weights)
                difference = difference_test(higher.value - lower.value, se)
                id_ = rank_comparison_id(higher.measure.indicator, lower.measure.indicator, wave.wave)
                comparison = _comparison(id_, higher.measure, "rank", lower.id, higher.id, difference)
                yield Unadjusted(comparison, ("holm", "rank", name, wave.wave))


def _linearised(measure: Measure, wave: Respondents) -> Linearised:
    values, base = values_of(measure, wave.answers)
    return linearise(values, wave.weighting.weights, base)


# What they have in common


def _comparison(id_: str, measure: Measure, kind: Kind, from_: str, to: str, difference: Difference) -> Comparison:
    value = significant(difference.value)
    return Comparison(
        id=id_,
        indicator=measure.indicator,
        kind=kind,
        from_=from_,
        to=to,
        difference=value,
        se=difference.se,
        low=difference.low,
        high=difference.high,
        p=difference.p,
        p_adjusted=difference.p,
        adjustment="none",
        significant=False,
        label=percentage_points(value) if measure.unit == "share" else grade_points(value),
    )


def _rounded(comparison: Comparison) -> Comparison:
    return replace(
        comparison,
        se=significant(comparison.se),
        low=significant(comparison.low),
        high=significant(comparison.high),
        p=significant(comparison.p),
        p_adjusted=significant(comparison.p_adjusted),
        rest=None if comparison.rest is None else significant(comparison.rest),
    )
