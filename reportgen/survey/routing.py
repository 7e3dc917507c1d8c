"""Who should have answered what, and whether they did."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import numpy as np

from reportgen.errors import Problem
from reportgen.facts import FEWEST_PERSONS
from reportgen.project.names import CODEBOOK
from reportgen.project.schema import Question
from reportgen.project.variants import columns_of
from reportgen.survey.answers import Answers, was_asked
from reportgen.survey.arrays import Mask
from reportgen.survey.table import RawTable, times


def routing_problems(
    table: RawTable, wave: str, questions: Mapping[str, Question], answers: Answers, weighted_by: Collection[str]
) -> list[Problem]:
    """Hold the answers against who was asked, as far as could be read what this depends on."""
    problems = _asked_of_nobody(table, wave, questions, answers)
    for name, question, asked in _routed(questions, answers):
        problems += _answers_unasked(table, name, question, answers.given[name] & ~asked)
        if name in weighted_by:
            problems += _without_weight(table, name, question, asked & ~answers.given[name])
    return problems


def routing_remarks(
    questions: Mapping[str, Question], answers: Answers, weighted_by: Collection[str]
) -> tuple[str, ...]:
    """Say how many answers are missing, and how many respondents don't count."""
    unanswered = [
        int(silent.sum())
        for name, _, asked in _routed(questions, answers)
        if name not in weighted_by and (silent := asked & ~answers.given[name]).any()
    ]
    return _remarks(unanswered, answers)


def _routed(questions: Mapping[str, Question], answers: Answers) -> Iterator[tuple[str, Question, Mask]]:
    """Go through the questions that must have an answer, each with who was asked it (n,)."""
    for name, question in questions.items():
        if question.type != "open" and name in answers.given and can_tell(question, answers):
            yield name, question, was_asked(question, answers)


def can_tell(question: Question, answers: Answers) -> bool:
    """Whether the questions could be read on which it depends who was asked this one."""
    return question.asked_of is None or all(one.question in answers.given for one in question.asked_of.conditions)


def _asked_of_nobody(table: RawTable, wave: str, questions: Mapping[str, Question], answers: Answers) -> list[Problem]:
    """Find filters that nobody passes; of several that hang on each other, the first."""
    nobody: dict[str, Problem] = {}
    for name, question in questions.items():
        asked_of = question.asked_of
        if asked_of is None or not can_tell(question, answers) or was_asked(question, answers).any():
            continue
        what = f"niemand kreeg de vraag “{name}”, want die was alleen voor {asked_of.base}, en dat is hier niemand."
        remedy = (
            f"Verbeter “asked_of” bij deze vraag in {CODEBOOK}; is zij in {wave} echt aan niemand gesteld, noem dan "
            "met “waves” de edities waarin wel, en haal haar uit het databestand."
        )
        nobody[name] = Problem(what, remedy, table.place(column=columns_of(name, question)[0]))
    return [
        problem
        for name, problem in nobody.items()
        if (asked_of := questions[name].asked_of) and not {one.question for one in asked_of.conditions} <= nobody.keys()
    ]


def _answers_unasked(table: RawTable, name: str, question: Question, who: Mask) -> list[Problem]:
    if question.asked_of is None or not who.any():
        return []
    position = int(who.argmax())
    # In an order some cells are empty: point at one that is not.
    column = next(column for column in columns_of(name, question) if table.columns[column].index[position] >= 0)
    what = f"hier staat een antwoord, maar de vraag was alleen voor {question.asked_of.base}{times(int(who.sum()))}."
    remedy = f"Maak de cel leeg, of verbeter “asked_of” bij deze vraag in {CODEBOOK}."
    return [Problem(what, remedy, table.place(position, column))]


def _without_weight(table: RawTable, name: str, question: Question, silent: Mask) -> list[Problem]:
    if not silent.any():
        return []
    what = f"er is geen antwoord op “{name}”, waarop gewogen wordt{times(int(silent.sum()))}."
    remedy = "Vul de waarde in, of verwijder deze respondenten."
    return [Problem(what, remedy, table.place(int(silent.argmax()), columns_of(name, question)[0]))]


def _remarks(unanswered: list[int], answers: Answers) -> tuple[str, ...]:
    remarks = []
    if len(unanswered) == 1:
        remarks.append(f"Bij één vraag ontbreekt het antwoord van {_number(unanswered[0])} respondenten.")
    elif unanswered:
        most = max(*unanswered, FEWEST_PERSONS - 1)
        remarks.append(
            f"Bij {len(unanswered)} vragen ontbreken antwoorden, van hoogstens {most} respondenten per vraag."
        )
    if answers.weights is not None and not answers.weights.all():
        idle = int(np.count_nonzero(answers.weights == 0))
        remarks.append(f"Het aantal respondenten dat niet meetelt, met gewicht 0, is {_number(idle)}.")
    return tuple(remarks)


def _number(persons: int) -> str:
    return str(persons) if persons >= FEWEST_PERSONS else f"minder dan {FEWEST_PERSONS}"
