"""Who belongs to which group of which breakdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from reportgen.project.schema import Breakdown, Codebook, Condition, Group
from reportgen.survey.answers import Answers, Coded, meets
from reportgen.survey.arrays import OUTSIDE, Mask, Places, place_type
from reportgen.survey.sample import Respondents

Groups = Mapping[tuple[str, str], Places]
"""Per wave and breakdown the place of each respondent's group (n,), or `OUTSIDE`."""


def index_groups(waves: Sequence[Respondents], codebook: Codebook) -> Groups:
    """Find everybody's group in every breakdown, in each wave in which its questions were asked."""
    return {
        (wave.wave, name): groups_of(breakdown, codebook, wave.answers)
        for wave in waves
        for name, breakdown in codebook.breakdowns.items()
        if all(question in wave.answers.given for question in questions_behind(breakdown))
    }


def questions_behind(breakdown: Breakdown) -> frozenset[str]:
    """Name the questions that decide in which group one is."""
    if breakdown.question:
        return frozenset({breakdown.question})
    return frozenset(condition.question for group in breakdown.groups.values() for condition in group.where)


def groups_of(breakdown: Breakdown, codebook: Codebook, answers: Answers) -> Places:
    """Give the place of each respondent's group (n,), or `OUTSIDE`; nobody is in two groups of one breakdown."""
    if breakdown.question:
        return _by_answer(breakdown, codebook, answers.coded[breakdown.question])
    index = np.full(answers.count, OUTSIDE, dtype=place_type(len(breakdown.groups)))
    met: dict[Condition, Mask] = {}
    for place, group in enumerate(breakdown.groups.values()):
        for condition in group.where:
            # Crossed groups have their conditions in common.
            if condition not in met:
                met[condition] = meets(condition, answers)
        index[np.logical_and.reduce([met[condition] for condition in group.where])] = place
    return index


def _by_answer(breakdown: Breakdown, codebook: Codebook, coded: Coded) -> Places:
    # The place OUTSIDE is the last of the list: who gave no answer is in no group.
    lookup = np.full(len(coded.values) + 1, OUTSIDE, dtype=place_type(len(breakdown.groups)))
    no_numbers = codebook.questions[breakdown.question].dont_know
    for place, group in enumerate(breakdown.groups.values()):
        lookup[:-1][_belongs(group, coded, no_numbers)] = place
    return np.asarray(lookup[coded.index])


def _belongs(group: Group, coded: Coded, no_numbers: Sequence[int]) -> Mask:
    if group.range is None:
        return np.isin(coded.values, list(group.answers))
    low, high = group.range
    return np.asarray((coded.values >= low) & (coded.values <= high) & ~np.isin(coded.values, list(no_numbers)))
