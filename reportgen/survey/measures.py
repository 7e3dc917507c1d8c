"""Everything that is measured: the declared indicators, and every answer to every question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from reportgen.facts import Unit, answer_indicator
from reportgen.project.schema import Codebook, Indicator, Question, Statistic
from reportgen.survey.answers import WRITTEN, Answers, gave
from reportgen.survey.arrays import OUTSIDE, Floats, Mask, Places

PROMOTER, DETRACTOR = 9, 6
"""From which grade on one is a promoter, and up to which a detractor; Reichheld (2003), Harvard Business Review 81."""

UNITS: Mapping[Statistic, Unit] = {"share": "share", "mean": "mean", "nps": "score"}
ONE_ANSWER = frozenset({"single", "grade", "number"})


@dataclass(frozen=True, slots=True)
class Measure:
    """One number about the answers to a question, over its base less those who said `left_out`.

    A share is of those who gave one of `codes`, or a number in the closed `range` that is none of `no_numbers`; of a
    ranking, of those who gave one of `codes` a place up to `within`.
    """

    indicator: str
    question: str
    statistic: Statistic
    codes: frozenset[int] = frozenset()
    range: tuple[int, int] | None = None
    within: int = 1
    left_out: frozenset[int] = frozenset()
    no_numbers: frozenset[int] = frozenset()
    breakdowns: tuple[str, ...] = ()
    declared: bool = False

    @property
    def unit(self) -> Unit:
        """What the estimate is counted in."""
        return UNITS[self.statistic]

    def scores(self, values: NDArray[np.int64]) -> Floats:
        """Tell what each of the values (k,) counts for; nan for what is not in the base."""
        match self.statistic:
            case "mean":
                scores = values.astype(np.float64)
            case "nps":
                scores = 100.0 * (values >= PROMOTER) - 100.0 * (values <= DETRACTOR)
            case _:
                scores = self._is_counted(values).astype(np.float64)
        scores[np.isin(values, list(self.left_out))] = np.nan
        return scores

    def _is_counted(self, values: NDArray[np.int64]) -> Mask:
        if self.range is None:
            return np.isin(values, list(self.codes))
        low, high = self.range
        return np.asarray((values >= low) & (values <= high) & ~np.isin(values, list(self.no_numbers)))


@dataclass(frozen=True, slots=True)
class Variable:
    """What measures are computed from: different values (k,), and the place of each respondent's own among them (n,).

    The place is `OUTSIDE` for who is not in the base.
    """

    values: NDArray[np.int64]
    index: Places


VariableKey = tuple[str, frozenset[int], int, frozenset[int]]
"""What tells one variable from another: measures of the same question with one answer have theirs in common."""

_YES = frozenset({1})


def variable_key(measure: Measure, question: Question) -> VariableKey:
    """Name the variable that a measure is computed from."""
    if has_one_answer(measure, question):
        return (measure.question, frozenset(), 1, frozenset())
    return (measure.question, measure.codes, measure.within, measure.left_out)


def has_one_answer(measure: Measure, question: Question) -> bool:
    """Whether everybody gave one of the values: an answer, a number, or a first choice."""
    return question.type in ONE_ANSWER or (question.type == "ranking" and measure.within == 1)


def variable_of(measure: Measure, question: Question, answers: Answers) -> Variable:
    """Give the variable that a measure is computed from; when more answers can be given, 1 for any that counts."""
    name = measure.question
    if has_one_answer(measure, question):
        coded = answers.coded[name]
        return Variable(coded.values, coded.index)
    base = answers.given[name]
    if measure.left_out:
        base = base & ~gave(name, measure.left_out, answers)
    if question.type == "ranking":
        ranks = [answers.ranks[name][code] for code in question.answers if code in measure.codes]
        chosen = np.logical_or.reduce([(rank > 0) & (rank <= measure.within) for rank in ranks])
    else:
        chosen = gave(name, measure.codes, answers)
    return Variable(np.array([0, 1]), np.where(base, chosen.astype(np.int8), np.int8(OUTSIDE)))


def variable_scores(measure: Measure, question: Question, values: NDArray[np.int64]) -> Floats:
    """Tell what each value (k,) of a measure's variable counts for; nan for what is not in the base."""
    return measure.scores(values) if has_one_answer(measure, question) else values.astype(np.float64)


def measures_of(codebook: Codebook) -> tuple[Measure, ...]:
    """List what is measured, in the order of the codebook: first the indicators, then each question's answers."""
    declared = [_declared(name, indicator, codebook) for name, indicator in codebook.indicators.items()]
    answers = [_topline(name, question, codebook) for name, question in codebook.questions.items()]
    return (*declared, *chain.from_iterable(answers))


def _declared(name: str, indicator: Indicator, codebook: Codebook) -> Measure:
    question = codebook.questions[indicator.question]
    is_share = bool(indicator.answers) or indicator.range is not None
    statistic = indicator.statistic or ("share" if is_share else "mean")
    takes_out = statistic != "share" or indicator.base == "answered"
    return Measure(
        indicator=name,
        question=indicator.question,
        statistic=statistic,
        codes=frozenset(map(int, indicator.answers)),
        range=indicator.range,
        within=indicator.within or 1,
        left_out=frozenset(map(int, question.dont_know)) if takes_out else frozenset(),
        no_numbers=frozenset(map(int, question.dont_know)),
        breakdowns=indicator.breakdowns or tuple(codebook.breakdowns),
        declared=True,
    )


def _topline(name: str, question: Question, codebook: Codebook) -> Iterator[Measure]:
    """List the answers to a question; of a number the groups of its first breakdown, of a text whether there is any."""
    if question.type == "number":
        no_numbers = frozenset(map(int, question.dont_know))
        breakdowns = [breakdown for breakdown in codebook.breakdowns.values() if breakdown.question == name]
        for key, group in breakdowns[0].groups.items() if breakdowns else ():
            codes = frozenset(map(int, group.answers))
            yield Measure(f"{name}.{key}", name, "share", codes, group.range, no_numbers=no_numbers)
        return
    codes_of = [WRITTEN] if question.type == "open" else dict.fromkeys([*question.grades, *question.answers])
    for code in codes_of:
        yield Measure(answer_indicator(name, code), name, "share", frozenset({int(code)}))
