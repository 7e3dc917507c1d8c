"""Every test a sentence may lean on: between waves, of groups with the rest and each other, and along a ranking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, pairwise

import numpy as np

from reportgen.facts import (
    Comparison,
    Decision,
    Kind,
    fact_id,
    pair_comparison_id,
    rank_comparison_id,
    rest_comparison_id,
    wave_comparison_id,
)
from reportgen.project.comparability import is_broken
from reportgen.project.schema import Project
from reportgen.rounding import DIFFERENCES
from reportgen.survey.arrays import Floats
from reportgen.survey.digits import significant
from reportgen.survey.estimation import (
    Estimates,
    average,
    estimate,
    leave_out,
    linearise,
    pair_errors,
    paired_error,
    persons_behind,
    rest_errors,
)
from reportgen.survey.families import Family, Unadjusted, adjust_families
from reportgen.survey.groups import Groups
from reportgen.survey.levels import Level, Levels, Row
from reportgen.survey.measures import Measure, variable_of
from reportgen.survey.overlap import Overlap, match_persons
from reportgen.survey.sample import Respondents
from reportgen.survey.significance import Difference, compare_disjoint, difference_test
from reportgen.survey.suppression import is_small, status_of

RANKED_WAVES = 2


@dataclass(frozen=True)
class Comparing:
    """What is compared: all measures and measured waves, the oldest first, with their levels; `hidden` are ids."""

    project: Project
    measures: Sequence[Measure]
    waves: Sequence[Respondents]
    groups: Groups
    found: Levels
    hidden: frozenset[str]
    decisions: Sequence[Decision]

    @cached_property
    def levels(self) -> Mapping[str, Level]:
        """The levels that may be published, by id."""
        return {level.id: level for level in self.found.levels if level.id not in self.hidden}

    @cached_property
    def by_wave(self) -> Mapping[str, Respondents]:
        """The respondents of each wave."""
        return {wave.wave: wave for wave in self.waves}

    @cached_property
    def overlaps(self) -> Mapping[tuple[str, str], Overlap]:
        """Who answered both of two waves, for each pair of waves in which the same persons occur."""
        pairs = combinations(self.waves, 2)
        found = {(a.wave, b.wave): match_persons(a.answers.panel, b.answers.panel) for a, b in pairs}
        return {pair: overlap for pair, overlap in found.items() if overlap is not None}

    def level(
        self, measure: Measure, wave: str, breakdown: str | None = None, group: str | None = None
    ) -> Level | None:
        """Find a level; None when it was not measured or is hidden."""
        return self.levels.get(fact_id(measure.indicator, wave, breakdown, group))

    def group_names(self, breakdown: str) -> list[str]:
        """Name the groups of a breakdown, in order."""
        return list(self.project.codebook.breakdowns[breakdown].groups)

    def scores(self, measure: Measure, wave: str, breakdown: str | None = None) -> Floats:
        """Give everybody's linearised score (n,) for the mean in their own group, the weights taken as fixed."""
        row, respondents = self.found.rows[measure.indicator, wave, breakdown], self.by_wave[wave]
        variable = variable_of(measure, self.project.codebook.questions[measure.question], respondents.answers)
        groups = None if breakdown is None else self.groups[wave, breakdown]
        return linearise(row.means.coefficients()[row.place], variable, groups, respondents.weighting.weights)


def compare_everything(comparing: Comparing) -> tuple[Comparison, ...]:
    """Make every comparison of published levels, adjusted for the others in its family."""
    tested = [
        *_wave_tests(comparing),
        *_wave_tests_of_groups(comparing),
        *_rest_tests(comparing),
        *_pair_tests(comparing),
        *_rank_tests(comparing),
    ]
    return tuple(map(_rounded, adjust_families(tested)))


def compare_groups(comparing: Comparing) -> tuple[Comparison, ...]:
    """Compare groups between waves, and with the rest; their families are those of their breakdown."""
    tested = [*_wave_tests_of_groups(comparing), *_rest_tests(comparing)]
    return tuple(map(_rounded, adjust_families(tested)))


# --- between waves ---------------------------------------------------------------------------------------------------


def _wave_tests(comparing: Comparing) -> Iterator[Unadjusted]:
    headlines = set(comparing.project.monitor.headlines)
    for measure in comparing.measures:
        waves = _asked_waves(comparing, measure)
        pairs = list(pairwise(waves))
        for earlier, later in [*pairs, *([(waves[0], waves[-1])] if len(pairs) > 1 else [])]:
            kind = ("holm", "headlines") if measure.indicator in headlines else ("bh", "waves")
            yield from _wave_test(comparing, measure, earlier, later, (*kind, earlier, later))


def _wave_tests_of_groups(comparing: Comparing) -> Iterator[Unadjusted]:
    for measure in comparing.measures:
        for earlier, later in list(pairwise(_asked_waves(comparing, measure)))[-1:]:
            for breakdown in measure.breakdowns:
                yield from _wave_test(comparing, measure, earlier, later, ("bh", "groups", breakdown), breakdown)


def _asked_waves(comparing: Comparing, measure: Measure) -> list[str]:
    return [wave.wave for wave in comparing.waves if measure.question in wave.answers.given]


def _wave_test(
    comparing: Comparing, measure: Measure, earlier: str, later: str, family: Family, breakdown: str | None = None
) -> Iterator[Unadjusted]:
    """Compare two waves: of everybody, or in each group of a breakdown."""
    if is_broken(comparing.decisions, measure.question, earlier, later):
        return
    groups = [None] if breakdown is None else comparing.group_names(breakdown)
    pairs = [tuple(comparing.level(measure, wave, breakdown, group) for wave in (earlier, later)) for group in groups]
    overlap = comparing.overlaps.get((earlier, later))
    errors = None
    if overlap is not None and any(old and new for old, new in pairs):
        errors = _overlap_errors(comparing, measure, (earlier, later), breakdown, overlap)
    for place, (group, (old, new)) in enumerate(zip(groups, pairs, strict=True)):
        if old is None or new is None:
            continue
        if errors is None:
            difference = compare_disjoint(old.value, old.se, new.value, new.se)
        else:
            difference = difference_test(new.value - old.value, float(errors[place]))
        id_ = wave_comparison_id(measure.indicator, earlier, later, breakdown, group)
        comparison = _comparison(id_, measure, "wave", old.id, new.id, difference)
        yield Unadjusted(replace(comparison, is_paired=errors is not None), family)


def _overlap_errors(
    comparing: Comparing, measure: Measure, waves: tuple[str, str], breakdown: str | None, overlap: Overlap
) -> Floats:
    """Estimate the standard errors (g,) of the differences between two waves that some persons answered both."""
    scores = [comparing.scores(measure, wave, breakdown) for wave in waves]
    if breakdown is None:
        members = [np.zeros(len(one), dtype=np.intp) for one in scores]
        count = 1
    else:
        members = [comparing.groups[wave, breakdown].astype(np.intp) for wave in waves]
        count = len(comparing.group_names(breakdown))
    calibrations = [comparing.by_wave[wave].calibration for wave in waves]
    if calibrations == [None, None]:
        before, after = zip(scores, members, strict=True)
        return np.asarray(np.sqrt(overlap.difference_variances(before, after, count)))
    variances = []
    for place in range(count):
        own = [np.where(member == place, score, 0.0) for score, member in zip(scores, members, strict=True)]
        residuals = [one if c is None else c.residuals(one) for one, c in zip(own, calibrations, strict=True)]
        variances.append(overlap.score_variance(*residuals))
    return np.asarray(np.sqrt(variances))


# --- a group with everybody else, and with each other group ----------------------------------------------------------


def _rest_tests(comparing: Comparing) -> Iterator[Unadjusted]:
    for measure, breakdown, row in _newest_rows(comparing):
        rest = average(row.means.scores, leave_out(row.means.tabulation))
        errors = rest_errors(row.means, rest)[row.place]
        others = _at(estimate(rest), row.place)
        persons = persons_behind(rest)[row.place]
        yield from _rest_tests_of(comparing, measure, breakdown, others, errors, persons.tolist())


def _newest_rows(comparing: Comparing) -> Iterator[tuple[Measure, str, Row]]:
    newest = comparing.waves[-1].wave
    for measure in comparing.measures:
        for breakdown in measure.breakdowns:
            row = comparing.found.rows.get((measure.indicator, newest, breakdown))
            if row is not None:
                yield measure, breakdown, row


def _rest_tests_of(
    comparing: Comparing, measure: Measure, breakdown: str, others: Estimates, errors: Floats, persons: Sequence[int]
) -> Iterator[Unadjusted]:
    wave = comparing.waves[-1].wave
    for place, group in enumerate(comparing.group_names(breakdown)):
        level = comparing.level(measure, wave, breakdown, group)
        is_rare = measure.unit == "share" and is_small(persons[place])
        n, n_eff, rest = int(others.n[place]), float(others.n_eff[place]), float(others.value[place])
        if level is None or is_rare or status_of(n, n_eff) == "suppressed":
            continue
        difference = difference_test(level.value - rest, float(errors[place]))
        id_ = rest_comparison_id(measure.indicator, wave, breakdown, group)
        from_ = fact_id(measure.indicator, f"{wave}/rest", breakdown, group)
        comparison = _comparison(id_, measure, "rest", from_, level.id, difference)
        yield Unadjusted(replace(comparison, rest=rest), ("bh", "rest", wave, breakdown))


def _at(estimates: Estimates, place: int) -> Estimates:
    return Estimates(estimates.value[place], estimates.se[place], estimates.n[place], estimates.n_eff[place])


def _pair_tests(comparing: Comparing) -> Iterator[Unadjusted]:
    wave = comparing.waves[-1].wave
    for measure, breakdown, row in _newest_rows(comparing):
        names = comparing.group_names(breakdown)
        shown = [
            (place, level)
            for place, name in enumerate(names)
            if (level := comparing.level(measure, wave, breakdown, name)) is not None
        ]
        pairs = list(combinations(shown, 2))
        if not pairs:
            continue
        errors = pair_errors(row.means, [(first, second) for (first, _), (second, _) in pairs])[row.place].tolist()
        family = ("holm", "pairs", wave, measure.indicator, breakdown)
        for ((first, one), (second, other)), error in zip(pairs, errors, strict=True):
            difference = difference_test(one.value - other.value, error)
            id_ = pair_comparison_id(measure.indicator, wave, breakdown, names[first], names[second])
            yield Unadjusted(_comparison(id_, measure, "pair", other.id, one.id, difference), family)


# --- neighbours in a ranking -----------------------------------------------------------------------------------------


def _rank_tests(comparing: Comparing) -> Iterator[Unadjusted]:
    measures = {measure.indicator: measure for measure in comparing.measures}
    for name, together in comparing.project.codebook.sets.items():
        members = [measures[indicator] for indicator in together.indicators]
        for wave in comparing.waves[-RANKED_WAVES:]:
            levels = [level for measure in members if (level := comparing.level(measure, wave.wave)) is not None]
            ranked = sorted(levels, key=lambda level: -level.value)
            scores = [_paired_scores(comparing, level.measure, wave) for level in ranked]
            for (higher, above), (lower, below) in pairwise(zip(ranked, scores, strict=True)):
                difference = difference_test(higher.value - lower.value, paired_error(above, below))
                id_ = rank_comparison_id(higher.measure.indicator, lower.measure.indicator, wave.wave)
                comparison = _comparison(id_, higher.measure, "rank", lower.id, higher.id, difference)
                yield Unadjusted(replace(comparison, is_paired=True), ("holm", "rank", name, wave.wave))


def _paired_scores(comparing: Comparing, measure: Measure, wave: Respondents) -> Floats:
    scores = comparing.scores(measure, wave.wave)
    return scores if wave.calibration is None else wave.calibration.residuals(scores)


# --- what they have in common ----------------------------------------------------------------------------------------


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
        label=DIFFERENCES[measure.unit](value),
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
