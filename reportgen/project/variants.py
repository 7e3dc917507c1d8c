"""A question as it was put in one wave."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from reportgen.project.names import is_asked
from reportgen.project.schema import Code, Question, Variant

_AS_NOW = Variant()


def as_asked(question: Question, wave: str) -> Question:
    """The question with the text, answers, filter and column of a wave; its codes are those of the time.

    Those that mean something else now are in `question.variants[wave].recode`; a filter goes by today's codes.
    """
    variant = question.variants.get(wave)
    if variant is None:
        return question
    answers, recode = variant.answers or question.answers, variant.recode

    def of_the_time(codes: Collection[Code]) -> tuple[Code, ...]:
        return tuple(code for code in answers if recode.get(code, code) in codes)

    return replace(
        question,
        text=variant.text or question.text,
        answers=answers,
        dont_know=of_the_time(question.dont_know),
        exclusive=of_the_time(question.exclusive),
        asked_of=None if variant.everybody else variant.asked_of or question.asked_of,
        column=variant.column or question.column,
    )


def answers_as_now(question: Question, wave: str) -> Mapping[Code, tuple[str, ...]]:
    """Today's codes with the wordings that they had in a wave: more than one where answers have been added together."""
    recode = question.variants.get(wave, _AS_NOW).recode
    wordings: dict[Code, tuple[str, ...]] = {}
    for code, wording in as_asked(question, wave).answers.items():
        now = recode.get(code, code)
        wordings[now] = (*wordings.get(now, ()), wording)
    return wordings


def asked_waves(question: Question, waves: Sequence[str]) -> tuple[str, ...]:
    """Those of the waves in which a question was asked."""
    return tuple(wave for wave in waves if is_asked(question, wave))


def columns_of(name: str, question: Question) -> tuple[str, ...]:
    """The columns that a question is read from: one, or one for each answer that could be ticked or ranked."""
    column = question.column or name
    if question.type in {"multiple", "ranking"}:
        return tuple(f"{column}_{code}" for code in question.answers)
    return (column,)
