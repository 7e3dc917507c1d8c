"""Whom one published group gives away beside others: the few persons by which they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from reportgen.facts import FEWEST_APART, fact_id
from reportgen.project.schema import Codebook
from reportgen.survey.arrays import Mask, Places
from reportgen.survey.measures import Measure, variable_of, variable_scores
from reportgen.survey.sample import Respondents


@dataclass(frozen=True, slots=True)
class Other:
    """What is published beside a group: the places (n,) of respondents in groups that are apart, or `OUTSIDE` of them.

    `name` says in Dutch what these groups are.
    """

    name: str
    places: Places


def few_between(inside: Mask, others: Sequence[Other], within: Mask | None = None) -> Iterator[tuple[Other, int]]:
    """Find what differs from a group by a few persons only, and by how many.

    Args:
        inside: who is in the group (n,).
        others: what is published beside it. A reader can add its groups up, and subtract them from everybody.
        within: who is in the base of the figures (n,); everybody when not given.
    """
    base = np.ones(len(inside), dtype=bool) if within is None else within
    for other in others:
        # In each of its groups the fewest of those inside and those outside: the nearest that a sum of groups comes.
        cells = np.bincount(2 * (other.places[base].astype(np.intp) + 1) + inside[base])
        apart = int(np.pad(cells, (0, len(cells) % 2)).reshape(-1, 2).min(axis=1).sum())
        if 0 < apart < FEWEST_APART:
            yield other, apart


def hidden_by_difference(
    wave: Respondents,
    measures: Sequence[Measure],
    codebook: Codebook,
    place: tuple[str, str],
    inside: Mask,
    others: Sequence[Other],
) -> frozenset[str]:
    """Name the facts about a group that would give away the few by whom it differs from something else published.

    Of each measure in its own base. `place` is the breakdown and the group.
    """
    hidden: set[str] = set()
    judged: dict[bytes, bool] = {}
    for measure in measures:
        if measure.question not in wave.answers.given:
            continue
        base = _base(measure, codebook, wave)
        key = np.packbits(base).tobytes()
        if key not in judged:
            judged[key] = any(few_between(inside, others, base))
        if judged[key]:
            hidden.add(fact_id(measure.indicator, wave.wave, *place))
    return frozenset(hidden)


def _base(measure: Measure, codebook: Codebook, wave: Respondents) -> Mask:
    """Tell who counts for a measure (n,)."""
    question = codebook.questions[measure.question]
    variable = variable_of(measure, question, wave.answers)
    counts = ~np.isnan(variable_scores(measure, question, variable.values))
    # The place OUTSIDE is the last of the list.
    counted: Mask = np.append(counts, False)[variable.index]
    return counted & (wave.weighting.weights > 0)
