"""From the raw columns of one wave to its answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np

from reportgen.errors import Problem, UserError
from reportgen.project.schema import Code, Codebook, Question
from reportgen.survey.answers import WRITTEN, Answers, Coded, coded_as, was_asked
from reportgen.survey.arrays import Floats, Mask
from reportgen.survey.declared import label_problems, settle_user_missing
from reportgen.survey.decoding import (
    Meaning,
    answer_meaning,
    chosen_meaning,
    decode_column,
    number_meaning,
    weight_meaning,
)
from reportgen.survey.header import column_problems, columns_of, questions_of
from reportgen.survey.routing import check_routing
from reportgen.survey.table import RawTable, times


def parse_answers(
    table: RawTable, wave: str, codebook: Codebook, weight: str | None, weighted_by: Collection[str]
) -> Answers:
    """Understand one wave, or raise UserError with everything in it that cannot be understood.

    `weight` is the column of the agency's weights, if these are used; `weighted_by` are the questions that respondents
    are weighted by, which everybody must have answered.
    """
    questions = questions_of(codebook, wave)
    described = {
        column: question
        for name, question in questions.items()
        for column in columns_of(name, question)
        if column in table.columns
    }
    problems = column_problems(table, wave, codebook, weight)
    problems += label_problems(table, described)
    problems += _id_problems(table, codebook.id)
    table, contradictions = settle_user_missing(table, described)
    problems += contradictions
    values: dict[str, Coded] = {}
    for name, question in questions.items():
        values |= _decode(table, name, question, problems)
    weights = _weights(table, weight, problems)
    if problems:
        raise UserError(problems)
    answers = _put_together(table, questions, values, weights)
    remarks = check_routing(table, questions, answers, weighted_by)
    return replace(answers, remarks=(*answers.remarks, *remarks))


def _decode(table: RawTable, name: str, question: Question, problems: list[Problem]) -> dict[str, Coded]:
    """Read those columns of a question that are there, adding to `problems`; what is open is not read."""
    if question.type == "open":
        return {}
    values = {}
    for column, code in columns_of(name, question).items():
        if column in table.columns:
            decoded = decode_column(table, column, _meaning(table, column, name, question, code))
            problems += decoded.problems
            if not decoded.problems:
                values[column] = coded_as(decoded.values.astype(np.int64), table.columns[column].index)
    if question.type == "multiple":
        problems += _half_filled(table, name, [c for c in columns_of(name, question) if c in table.columns])
    return values


def _meaning(table: RawTable, column: str, name: str, question: Question, code: Code | None) -> Meaning:
    cells = table.columns[column].cells
    if code is not None:
        return chosen_meaning(question.answers[code], cells)
    make = answer_meaning if question.type == "single" else number_meaning
    return make(name, question, cells)


def _half_filled(table: RawTable, name: str, columns: Sequence[str]) -> list[Problem]:
    """Find empty cells beside filled ones: empty is "not asked", and nobody is asked half a question."""
    filled = {column: table.columns[column].filled() for column in columns}
    if not filled:
        return []
    masks = list(filled.values())
    half = np.logical_or.reduce(masks) & ~np.logical_and.reduce(masks)
    if not half.any():
        return []
    position = int(half.argmax())
    column = next(column for column, mask in filled.items() if not mask[position])
    what = f"de vraag “{name}” is in deze rij half ingevuld{times(int(half.sum()))}."
    remedy = "Zet 0 bij wat niet gekozen is; alleen bij wie de vraag niet kreeg, blijven alle cellen van de vraag leeg."
    return [Problem(what, remedy, table.place(position, column))]


def _weights(table: RawTable, weight: str | None, problems: list[Problem]) -> Floats | None:
    if weight is None or weight not in table.columns:
        return None
    content = table.columns[weight]
    empty = np.flatnonzero(~content.filled())
    if len(empty):
        what = f"het gewicht ontbreekt{times(len(empty))}."
        remedy = "Vraag het veldwerkbureau om een gewicht voor elke respondent."
        problems.append(Problem(what, remedy, table.place(int(empty[0]), weight)))
    decoded = decode_column(table, weight, weight_meaning(content.cells))
    problems += decoded.problems
    return np.asarray(np.append(decoded.values, 0.0)[content.index])


def _id_problems(table: RawTable, column: str) -> list[Problem]:
    """Find respondents without a number, and numbers that occur more than once, without naming these."""
    if column not in table.columns:
        return []
    content = table.columns[column]
    problems = []
    empty = np.flatnonzero(~content.filled())
    if len(empty):
        what = f"het nummer van de respondent ontbreekt{times(len(empty))}."
        problems.append(Problem(what, "Geef elke respondent een eigen nummer.", table.place(int(empty[0]), column)))
    if len(content.cells) + len(empty) < len(content.index):
        doubles = np.flatnonzero(content.counts() > 1)
        first, second, *_ = (table.rows[position] for position in content.positions(int(doubles[0])))
        more = f"; zo komen {len(doubles)} nummers vaker voor" if len(doubles) > 1 else ""
        what = f"de rijen {first} en {second} hebben hetzelfde nummer van de respondent{more}."
        remedy = "Verwijder dubbele respondenten, of geef ze elk een eigen nummer."
        problems.append(Problem(what, remedy, table.place(column=column)))
    return problems


def _put_together(
    table: RawTable, questions: Mapping[str, Question], values: Mapping[str, Coded], weights: Floats | None
) -> Answers:
    """Put the columns of each question together."""
    coded: dict[str, Coded] = {}
    chosen: dict[str, Mapping[Code, Mask]] = {}
    given: dict[str, Mask] = {}
    answers = Answers(len(table.rows), coded, chosen, given, weights, table.remarks)
    for name, question in questions.items():
        columns = columns_of(name, question)
        if question.type == "multiple":
            chosen[name] = {code: values[column].among([1]) for column, code in columns.items() if code is not None}
            given[name] = np.logical_or.reduce([values[column].given() for column in columns])
        elif question.type != "open":
            (column,) = columns
            coded[name] = values[column]
            given[name] = coded[name].given()
    for name, question in questions.items():
        if question.type == "open":
            (column,) = columns_of(name, question)
            chosen[name] = {WRITTEN: table.columns[column].filled()}
            given[name] = was_asked(question, answers)
    return answers
