"""The answers of one wave's respondents, as the codebook understands them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportgen.project.schema import Code, Question
from reportgen.survey.arrays import Floats, Mask

Codes = NDArray[np.int64]

NOTHING = int(np.iinfo(np.int64).min)
"""The code of a respondent who was not asked, or gave no answer."""

WRITTEN = Code(1)
"""The code under which it is kept who wrote something at an open question; what was written is not kept at all."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The respondents of one wave; every array has one element a respondent.

    `codes` holds the answer, grade or number given to each question with one answer, or `NOTHING`. `chosen` holds, for
    each question with more answers, who chose which; for an open question, who wrote something. `given` is the base of
    each question: who answered it, and for an open question who was asked. `weights` are the agency's, if used.
    """

    count: int
    codes: Mapping[str, Codes]
    chosen: Mapping[str, Mapping[Code, Mask]]
    given: Mapping[str, Mask]
    weights: Floats | None
    remarks: tuple[str, ...]


def was_asked(question: Question, answers: Answers) -> Mask:
    """Tell who was asked a question, from the answers to the question that it depends on."""
    if question.asked_of is None:
        return np.ones(answers.count, dtype=bool)
    return gave(question.asked_of.question, question.asked_of.answers, answers)


def gave(question: str, codes: Collection[int], answers: Answers) -> Mask:
    """Tell who gave one of these answers to a question."""
    if question in answers.codes:
        return np.isin(answers.codes[question], list(codes))
    masks = [mask for code, mask in answers.chosen[question].items() if code in codes]
    return np.logical_or.reduce(masks) if masks else np.zeros(answers.count, dtype=bool)
