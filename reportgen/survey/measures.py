"""Everything that is measured: the declared indicators, and every answer to every question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from reportgen.facts import Unit, answer_indicator
from reportgen.project.schema import Codebook, Group, Indicator, Question
from reportgen.survey.answers import WRITTEN, Answers, gave
from reportgen.survey.arrays import OUTSIDE, Floats, Indices, Mask
from reportgen.survey.header import questions_of


@dataclass(frozen=True, slots=True)
class Measure:
    """A share of `codes`, or a mean when there are none, over the base of a question less those who said `left_out`."""

    indicator: str
    question: str
    codes: frozenset[int]
    left_out: frozenset[int]
    breakdowns: tuple[str, ...]
    declared: bool

    @property
    def unit(self) -> Unit:
        """What the estimate is counted in."""
        return "share" if self.codes else "mean"


def measures_of(codebook: Codebook) -> tuple[Measure, ...]:
    """List what is measured, in the order of the codebook: first the indicators, then each question's answers."""
    declared = [_declared(name, indicator, codebook) for name, indicator in codebook.indicators.items()]
    answers = [
        Measure(indicator, name, codes, frozenset(), (), declared=False)
        for name, question in codebook.questions.items()
        for indicator, codes in _topline(name, question, codebook)
    ]
    return (*declared, *answers)


def is_asked(measure: Measure, codebook: Codebook, wave: str) -> bool:
    """Whether there is anything to measure in a wave."""
    return measure.question in questions_of(codebook, wave)


def values_of(measure: Measure, answers: Answers) -> tuple[Floats, Mask]:
    """Give what is averaged, and over whom: two arrays (n,)."""
    base = answers.given[measure.question]
    if measure.left_out:
        base = base & ~gave(measure.question, measure.left_out, answers)
    if measure.codes:
        return gave(measure.question, measure.codes, answers).astype(np.float64), base
    coded = answers.coded[measure.question]
    numbers = np.append(coded.values, 0)[coded.index]
    return np.where(base, numbers, 0).astype(np.float64), base


def groups_of(breakdown: str, codebook: Codebook, answers: Answers) -> Indices:
    """Give the place of each respondent's group (n,), or `OUTSIDE`."""
    spec = codebook.breakdowns[breakdown]
    index = np.full(answers.count, OUTSIDE, dtype=np.intp)
    for place, group in enumerate(spec.groups.values()):
        index[gave(spec.question, codes_in(group), answers)] = place
    return index


def codes_in(group: Group) -> frozenset[int]:
    """The answers or numbers that make one belong to a group."""
    if group.range is not None:
        return frozenset(range(group.range[0], group.range[1] + 1))
    return frozenset(group.answers)


def _declared(name: str, indicator: Indicator, codebook: Codebook) -> Measure:
    question = codebook.questions[indicator.question]
    takes_out = not indicator.answers or indicator.base == "answered"
    return Measure(
        indicator=name,
        question=indicator.question,
        codes=frozenset(indicator.answers),
        left_out=frozenset(question.dont_know) if takes_out else frozenset(),
        breakdowns=indicator.breakdowns or tuple(codebook.breakdowns),
        declared=True,
    )


def _topline(name: str, question: Question, codebook: Codebook) -> Iterator[tuple[str, frozenset[int]]]:
    """List the answers to a question; of a number the groups of its first breakdown, of a text whether there is any."""
    if question.type == "open":
        yield answer_indicator(name, WRITTEN), frozenset({WRITTEN})
    elif question.type == "number":
        breakdowns = [breakdown for breakdown in codebook.breakdowns.values() if breakdown.question == name]
        for key, group in breakdowns[0].groups.items() if breakdowns else ():
            yield f"{name}.{key}", codes_in(group)
    else:
        grades = range(question.minimum or 1, (question.maximum or 10) + 1) if question.type == "grade" else ()
        for code in dict.fromkeys([*grades, *question.answers]):
            yield answer_indicator(name, code), frozenset({int(code)})
