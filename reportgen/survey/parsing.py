"""From the raw columns of one wave to its answers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from reportgen.errors import Problem
from reportgen.project.schema import Codebook, Question, Wave
from reportgen.project.variants import columns_of
from reportgen.survey.answers import WRITTEN, Answers, was_asked
from reportgen.survey.arrays import Floats
from reportgen.survey.declared import label_problems, settle_user_missing, unlabelled_codes
from reportgen.survey.header import column_problems, questions_of
from reportgen.survey.particulars import id_problems, parse_duration, parse_panel, parse_weights
from reportgen.survey.replies import Reply, parse_reply
from reportgen.survey.routing import can_tell, routing_problems, routing_remarks
from reportgen.survey.table import RawTable

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Parsed:
    """What could be understood of a file, and what could not.

    `can_be_weighted` tells that nothing is the matter with what the respondents are weighted by, whatever else is.
    """

    answers: Answers
    problems: tuple[Problem, ...]
    can_be_weighted: bool


def parse_answers(
    table: RawTable, name: str, wave: Wave, codebook: Codebook, weighted_by: Collection[str] = ()
) -> Parsed:
    """Understand the file of one wave.

    `name` is that of the wave in the codebook; `weighted_by` are the questions that respondents are weighted by, which
    everybody must have answered.
    """
    questions = questions_of(codebook, name)
    described = {
        column: question
        for asked, question in questions.items()
        for column in columns_of(asked, question)
        if column in table.columns
    }
    problems = column_problems(table, name, wave, codebook)
    problems += label_problems(table, name, described)
    problems += id_problems(table, codebook.id)
    table, contradictions = settle_user_missing(table, described)
    problems += contradictions
    replies = _replies(table, name, questions, problems)
    # Of a number that is also the respondent's own, it has been told that it occurs twice.
    told = [] if wave.panel == codebook.id else problems
    weights, wrong_weights = _weights(table, wave)
    problems += wrong_weights
    answers = replace(
        _put_together(table, questions, replies),
        weights=weights,
        panel=_particular(parse_panel, table, wave.panel, told),
        duration=_particular(parse_duration, table, codebook.duration, problems),
    )
    problems += routing_problems(table, name, questions, answers, weighted_by)
    remarks = (*table.remarks, *routing_remarks(questions, answers, weighted_by))
    answers = replace(answers, remarks=remarks, unlabelled=unlabelled_codes(table, described))
    is_known = all(name in answers.coded and answers.given[name].all() for name in weighted_by)
    return Parsed(answers, tuple(problems), can_be_weighted=is_known and not wrong_weights)


def _weights(table: RawTable, wave: Wave) -> tuple[Floats | None, list[Problem]]:
    """Read the weights of a wave that has them, with what is wrong with them; that there are none is told elsewhere."""
    problems: list[Problem] = []
    return _particular(parse_weights, table, wave.weight or wave.base_weight, problems), problems


def _replies(
    table: RawTable, wave: str, questions: Mapping[str, Question], problems: list[Problem]
) -> dict[str, Reply]:
    """Read those questions that can be, adding to `problems` why others cannot; what is open is not read."""
    replies: dict[str, Reply] = {}
    for name, question in questions.items():
        if question.type != "open":
            variant = question.variants.get(wave)
            reply = parse_reply(table, name, question, variant.recode if variant else {}, problems)
            if reply is not None:
                replies[name] = reply
    return replies


def _particular(
    parse: Callable[[RawTable, str, list[Problem]], T], table: RawTable, column: str | None, problems: list[Problem]
) -> T | None:
    """Read a column that a wave may do without."""
    return None if column is None or column not in table.columns else parse(table, column, problems)


def _put_together(table: RawTable, questions: Mapping[str, Question], replies: Mapping[str, Reply]) -> Answers:
    chosen = {name: reply.chosen for name, reply in replies.items() if reply.chosen is not None}
    given = {name: reply.given for name, reply in replies.items()}
    answers = Answers(
        count=len(table.rows),
        coded={name: reply.coded for name, reply in replies.items() if reply.coded is not None},
        chosen=chosen,
        given=given,
        weights=None,
        remarks=(),
        ranks={name: reply.ranks for name, reply in replies.items() if reply.ranks is not None},
    )
    for name, question in questions.items():
        (column, *_) = columns_of(name, question)
        if question.type == "open" and column in table.columns and can_tell(question, answers):
            chosen[name] = {WRITTEN: table.columns[column].filled()}
            given[name] = was_asked(question, answers)
    return answers
