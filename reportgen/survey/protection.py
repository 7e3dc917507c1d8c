"""Suppression over a whole survey: what is hidden in one place may have to be hidden in others too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import numpy as np

from reportgen.project.schema import Codebook
from reportgen.survey.arrays import OUTSIDE, count_by
from reportgen.survey.levels import Groups, Level
from reportgen.survey.sample import Respondents
from reportgen.survey.suppression import hide_answers, hide_groups, is_small, status_of

Domain = tuple[str, str, str | None, str | None]
"""A question, a wave, and the breakdown and group, if any."""


def hidden_ids(
    levels: Sequence[Level], waves: Sequence[Respondents], codebook: Codebook, groups: Groups
) -> frozenset[str]:
    """Name the facts that may not be published.

    Those on a small base or of a few persons, and those from which these could be worked out: the other answers to a
    question with one answer, and the other groups of a breakdown.
    """
    hidden = {level.id for level in levels if _is_hidden_itself(level)}
    by_question, by_breakdown = _siblings(levels, codebook), _groups_with_total(levels)
    respondents = {wave.wave: wave for wave in waves}
    while True:
        before = len(hidden)
        for domain, siblings in by_question.items():
            places = _places(siblings, hidden)
            if 0 < len(places) < len(siblings):
                counts = _answer_counts(domain, respondents, codebook, groups)
                found = hide_answers([level.measure.codes for level in siblings], counts, places)
                hidden |= {siblings[place].id for place in found}
        for total, parts in by_breakdown:
            places = _places(parts, hidden)
            found = hide_groups(
                [part.persons for part in parts], total.persons, places, is_total_hidden=total.id in hidden
            )
            hidden |= {parts[place].id for place in found}
        if len(hidden) == before:
            return frozenset(hidden)


def _is_hidden_itself(level: Level) -> bool:
    is_rare = level.measure.unit == "share" and is_small(level.persons)
    return is_rare or status_of(level.n, level.n_eff) == "suppressed"


def _places(levels: Sequence[Level], hidden: Collection[str]) -> frozenset[int]:
    return frozenset(place for place, level in enumerate(levels) if level.id in hidden)


def _siblings(levels: Sequence[Level], codebook: Codebook) -> Mapping[Domain, list[Level]]:
    """Put together the shares of one question in one domain, when everybody gave one answer."""
    found: dict[Domain, list[Level]] = defaultdict(list)
    for level in levels:
        is_divided = codebook.questions[level.measure.question].type in {"single", "grade", "number"}
        if is_divided and level.measure.unit == "share":
            found[level.measure.question, level.wave, level.breakdown, level.group].append(level)
    return found


def _groups_with_total(levels: Sequence[Level]) -> list[tuple[Level, list[Level]]]:
    """Put together the groups of one breakdown with the level of everybody."""
    totals = {(level.measure.indicator, level.wave): level for level in levels if level.breakdown is None}
    parts: dict[tuple[str, str, str], list[Level]] = defaultdict(list)
    for level in levels:
        if level.breakdown is not None:
            parts[level.measure.indicator, level.wave, level.breakdown].append(level)
    return [(totals[indicator, wave], groups) for (indicator, wave, _), groups in parts.items()]


def _answer_counts(
    domain: Domain, respondents: Mapping[str, Respondents], codebook: Codebook, groups: Groups
) -> dict[int, int]:
    """Count the persons who gave each answer to a question in one domain."""
    question, wave, breakdown, group = domain
    answers = respondents[wave].answers
    inside = answers.given[question] & (respondents[wave].weighting.weights > 0)
    if breakdown is not None and group is not None:
        place = list(codebook.breakdowns[breakdown].groups).index(group)
        inside = inside & (groups[wave, breakdown] == place)
    coded = answers.coded[question]
    counts = count_by(np.where(inside, coded.index, OUTSIDE), len(coded.values))
    # An answer that nobody gave counts too: a reader knows that it was there to be chosen.
    return {int(code): 0 for code in codebook.questions[question].answers} | dict(
        zip(coded.values.tolist(), counts.tolist(), strict=True)
    )
