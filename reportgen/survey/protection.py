"""Suppression over a whole survey: what is hidden in one place may have to be hidden in others too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import permutations

import numpy as np

from reportgen.facts import Fact
from reportgen.project.schema import Codebook
from reportgen.rounding import LEVELS
from reportgen.survey.arrays import OUTSIDE, Indices, count_by
from reportgen.survey.digits import significant
from reportgen.survey.groups import Groups
from reportgen.survey.levels import Level, Levels, Row
from reportgen.survey.measures import has_one_answer
from reportgen.survey.sample import Respondents
from reportgen.survey.suppression import AnswerSum, Cell, hide_answers, hide_groups, is_small, status_of

Domain = tuple[str, str, str | None, str | None]
"""A question, a wave, and the breakdown and group, if any."""
Within = Mapping[tuple[str, str, str], set[tuple[str, str]]]
"""Per wave, breakdown and group: the groups of other breakdowns, with these, that have nobody outside of it."""


def hidden_ids(found: Levels, waves: Sequence[Respondents], codebook: Codebook, groups: Groups) -> frozenset[str]:
    """Name the facts that may not be published.

    Those on a small base or of a few persons, and those from which these could be worked out: the other figures about a
    question with one answer, and the other groups of a breakdown, of everybody or of a group that they are part of.
    """
    hidden = {level.id for level in found.levels if _is_hidden_itself(level)}
    by_question = _about_one_answer(found, codebook)
    families = _families(found.levels, _nested(waves, codebook, groups))
    while True:
        before = len(hidden)
        for domain, together in by_question.items():
            places = _places(together, hidden)
            if 0 < len(places) < len(together):
                sums, counts = _answers(domain, together, found.rows, codebook)
                hidden |= {together[place].id for place in hide_answers(sums, counts, places)}
        for whole, parts in families:
            hides, hides_whole = hide_groups(
                [_cell(part) for part in parts],
                _cell(whole),
                _places(parts, hidden),
                is_whole_hidden=whole.id in hidden,
            )
            hidden |= {parts[place].id for place in hides} | ({whole.id} if hides_whole else set())
        if len(hidden) == before:
            return frozenset(hidden)


def to_fact(level: Level, *, is_hidden: bool) -> Fact:
    """Make of a level what may be known of it."""
    value = None if is_hidden else significant(level.value)
    return Fact(
        id=level.id,
        indicator=level.measure.indicator,
        wave=level.wave,
        breakdown=level.breakdown,
        group=level.group,
        unit=level.measure.unit,
        estimate=value,
        se=None if is_hidden else significant(level.se),
        low=None if is_hidden else significant(level.low),
        high=None if is_hidden else significant(level.high),
        n=level.n,
        n_eff=significant(level.n_eff),
        status="suppressed" if is_hidden else status_of(level.n, level.n_eff),
        label=None if value is None else LEVELS[level.measure.unit](value),
    )


def _is_hidden_itself(level: Level) -> bool:
    is_rare = level.measure.unit == "share" and is_small(level.persons)
    return is_rare or status_of(level.n, level.n_eff) == "suppressed"


def _places(levels: Sequence[Level], hidden: Collection[str]) -> frozenset[int]:
    return frozenset(place for place, level in enumerate(levels) if level.id in hidden)


def _cell(level: Level) -> Cell:
    return Cell(level.persons, level.n)


# --- the answers to one question -------------------------------------------------------------------------------------


def _about_one_answer(found: Levels, codebook: Codebook) -> Mapping[Domain, list[Level]]:
    """Put together the figures about one question in one domain, when everybody gave one answer."""
    together: dict[Domain, list[Level]] = defaultdict(list)
    for level in found.levels:
        question = level.measure.question
        if has_one_answer(level.measure, codebook.questions[question]):
            together[question, level.wave, level.breakdown, level.group].append(level)
    return together


def _answers(
    domain: Domain, levels: Sequence[Level], rows: Mapping[tuple[str, str, str | None], Row], codebook: Codebook
) -> tuple[list[AnswerSum], dict[int, int]]:
    """Say what the figures in a domain add up, and count the persons who gave each answer in it."""
    question, wave, breakdown, group = domain
    behind = [rows[level.measure.indicator, wave, breakdown] for level in levels]
    values = behind[0].values.tolist()
    place = 0 if breakdown is None else list(codebook.breakdowns[breakdown].groups).index(str(group))
    counts = dict(zip(values, behind[0].means.tabulation.counts[:, place].tolist(), strict=True))
    sums: list[AnswerSum] = [
        {value: score for value, score in zip(values, np.nan_to_num(row.scores).tolist(), strict=True) if score}
        | dict.fromkeys(level.measure.codes, 1.0)
        for row, level in zip(behind, levels, strict=True)
    ]
    # An answer that nobody gave counts too: a reader knows that it was there to be chosen.
    return sums, {int(code): 0 for code in codebook.questions[question].answers} | counts


# --- groups and what they are part of --------------------------------------------------------------------------------


def _nested(waves: Sequence[Respondents], codebook: Codebook, groups: Groups) -> Within:
    """Find the groups of one breakdown that are, as far as these respondents go, part of a group of another."""
    found: dict[tuple[str, str, str], set[tuple[str, str]]] = defaultdict(set)
    for wave in waves:
        here = [name for name in codebook.breakdowns if (wave.wave, name) in groups]
        for outer, inner in permutations(here, 2):
            names = [list(codebook.breakdowns[name].groups) for name in (outer, inner)]
            table = _crossed(groups[wave.wave, outer], groups[wave.wave, inner], [len(one) for one in names])
            for column, name in enumerate(names[1]):
                filled = np.flatnonzero(table[:, column])
                if len(filled) == 1 and filled[0] < len(names[0]):
                    found[wave.wave, outer, names[0][int(filled[0])]].add((inner, name))
    return found


def _crossed(outer: np.ndarray, inner: np.ndarray, sizes: Sequence[int]) -> Indices:
    """Count the respondents in each pair of groups; the last row and column are of who is in none."""
    rows, columns = (np.where(one == OUTSIDE, size, one) for one, size in zip((outer, inner), sizes, strict=True))
    width = sizes[1] + 1
    cells = rows.astype(np.intp) * width + columns
    return count_by(cells, (sizes[0] + 1) * width).reshape(-1, width)


def _families(levels: Sequence[Level], within: Within) -> list[tuple[Level, list[Level]]]:
    """Put each figure together with those of the groups of one breakdown that are part of it."""
    by_indicator: dict[tuple[str, str], dict[tuple[str | None, str | None], Level]] = defaultdict(dict)
    for level in levels:
        by_indicator[level.measure.indicator, level.wave][level.breakdown, level.group] = level
    families = []
    for (_, wave), domains in by_indicator.items():
        for (breakdown, group), whole in domains.items():
            parts = defaultdict(list)
            for domain, level in domains.items():
                inside = breakdown is None or domain in within.get((wave, breakdown, str(group)), ())
                if domain[0] is not None and inside:
                    parts[domain[0]].append(level)
            families += [(whole, several) for several in parts.values()]
    return families
