"""Who should have answered what, and whether they did."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from reportgen.errors import Problem, UserError
from reportgen.project.schema import Question
from reportgen.survey.answers import Answers, gave, was_asked
from reportgen.survey.arrays import Mask
from reportgen.survey.decoding import CODEBOOK
from reportgen.survey.header import columns_of
from reportgen.survey.table import RawTable, times

FEW = 5
"""A remark doesn't tell a number of persons below this."""


def check_routing(
    table: RawTable, questions: Mapping[str, Question], answers: Answers, weighted_by: Collection[str]
) -> tuple[str, ...]:
    """Hold the answers against who was asked; raises UserError for contradictions, and returns remarks."""
    problems: list[Problem] = []
    unanswered: list[int] = []
    for name, question in questions.items():
        if question.type == "open":
            continue
        column = next(iter(columns_of(name, question)))
        asked = was_asked(question, answers)
        problems += _answers_unasked(table, question, column, answers.given[name] & ~asked)
        problems += _exclusive_with_others(table, name, question, answers)
        silent = asked & ~answers.given[name]
        if name in weighted_by:
            problems += _without_weight(table, name, column, silent)
        elif silent.any():
            unanswered.append(int(silent.sum()))
    if problems:
        raise UserError(problems)
    return _remarks(unanswered, answers)


def _answers_unasked(table: RawTable, question: Question, column: str, who: Mask) -> list[Problem]:
    if question.asked_of is None or not who.any():
        return []
    what = f"hier staat een antwoord, maar de vraag was alleen voor {question.asked_of.base}{times(int(who.sum()))}."
    remedy = f"Maak de cel leeg, of verbeter “asked_of” bij deze vraag in {CODEBOOK}."
    return [Problem(what, remedy, table.place(int(who.argmax()), column))]


def _exclusive_with_others(table: RawTable, name: str, question: Question, answers: Answers) -> list[Problem]:
    problems = []
    for code in question.exclusive:
        others = [other for other in question.answers if other != code]
        both = gave(name, [code], answers) & gave(name, others, answers)
        if both.any():
            what = f"“{question.answers[code]}” is samen met een ander antwoord gekozen{times(int(both.sum()))}."
            remedy = f"Verbeter het databestand, of haal {code} uit “exclusive” bij de vraag “{name}” in {CODEBOOK}."
            column = f"{question.column or name}_{code}"
            problems.append(Problem(what, remedy, table.place(int(both.argmax()), column)))
    return problems


def _without_weight(table: RawTable, name: str, column: str, silent: Mask) -> list[Problem]:
    if not silent.any():
        return []
    what = f"er is geen antwoord op “{name}”, waarop gewogen wordt{times(int(silent.sum()))}."
    remedy = "Vul de waarde in, of verwijder deze respondenten."
    return [Problem(what, remedy, table.place(int(silent.argmax()), column))]


def _remarks(unanswered: list[int], answers: Answers) -> tuple[str, ...]:
    remarks = []
    if len(unanswered) == 1:
        remarks.append(f"Bij één vraag ontbreekt het antwoord van {_number(unanswered[0])} respondenten.")
    elif unanswered:
        most = max(*unanswered, FEW - 1)
        remarks.append(
            f"Bij {len(unanswered)} vragen ontbreken antwoorden, van hoogstens {most} respondenten per vraag."
        )
    if answers.weights is not None and not answers.weights.all():
        idle = int(np.count_nonzero(answers.weights == 0))
        remarks.append(f"Het aantal respondenten dat niet meetelt, met gewicht 0, is {_number(idle)}.")
    return tuple(remarks)


def _number(persons: int) -> str:
    return str(persons) if persons >= FEW else f"minder dan {FEW}"
