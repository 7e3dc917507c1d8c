"""The answers of one wave's respondents, as the codebook understands them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from reportgen.project.schema import Code, Condition, Question
from reportgen.survey.arrays import OUTSIDE, Floats, Mask, Places, place_type

WRITTEN = Code(1)
"""The code under which it is kept who wrote something at an open question; what was written is not kept at all."""

Ranks = NDArray[np.int8]
"""The place that each respondent gave an answer, 0 for none."""


@dataclass(frozen=True, slots=True)
class Coded:
    """One answer, grade or number a respondent.

    `values` (k,) are the different ones that were given, in order; `index` (n,) is the place among them of each
    respondent's own, or `OUTSIDE` when the question was not asked or not answered.
    """

    values: NDArray[np.int64]
    index: Places

    def given(self) -> Mask:
        """Tell who answered at all."""
        return np.asarray(self.index >= 0)

    def among(self, codes: Collection[int]) -> Mask:
        """Tell who gave one of these answers."""
        # The place OUTSIDE is the last of the list: nobody there gave any answer.
        wanted = np.append(np.isin(self.values, list(codes)), False)
        return np.asarray(wanted[self.index])

    def between(self, low: int, high: int) -> Mask:
        """Tell who gave a number from `low` to `high`, both included."""
        wanted = np.append((self.values >= low) & (self.values <= high), False)
        return np.asarray(wanted[self.index])

    def to_list(self) -> list[int | None]:
        """Give each respondent's answer, None where there is none."""
        known = [int(value) for value in self.values]
        return [None if place < 0 else known[place] for place in self.index.tolist()]


@dataclass(frozen=True, slots=True)
class Answers:
    """The respondents of one wave; every array has one element a respondent, and every code is one of today's.

    `coded` holds the answer, grade or number given to each question with one answer, and the first choice of each
    ranking. `chosen` holds, for each question with more answers, who chose which; for an open question, who wrote
    something. `ranks` holds, for each ranking and answer, the place it was given (n,), 0 for none. `given` is the base
    of each question: who answered it, and for an open question who was asked. `weights` are the agency's, either used
    as they are or to start from; `panel` tells persons apart over the waves; `duration` is how long answering took,
    nan where that is not known. `unlabelled` names the columns, and their codes, that SPSS should have had a label for.
    """

    count: int
    coded: Mapping[str, Coded]
    chosen: Mapping[str, Mapping[Code, Mask]]
    given: Mapping[str, Mask]
    weights: Floats | None
    remarks: tuple[str, ...]
    ranks: Mapping[str, Mapping[Code, Ranks]] = field(default_factory=dict)
    panel: NDArray[np.str_] | None = None
    duration: Floats | None = None
    unlabelled: tuple[str, ...] = ()


def coded_as(codes: NDArray[np.int64], index: Places) -> Coded:
    """Encode answers of which `codes` (k,) are those of the places in `index` (n,); several may be the same code."""
    values, places = np.unique(codes, return_inverse=True)
    lookup = np.append(places, OUTSIDE).astype(place_type(len(values)))
    return Coded(values, lookup[index])


def was_asked(question: Question, answers: Answers) -> Mask:
    """Tell who was asked a question, from the answers to the questions that it depends on."""
    asked_of = question.asked_of
    if asked_of is None:
        return np.ones(answers.count, dtype=bool)
    met = [meets(condition, answers) for condition in asked_of.conditions]
    together = np.logical_or if asked_of.any else np.logical_and
    return np.asarray(together.reduce(met), dtype=bool)


def meets(condition: Condition, answers: Answers) -> Mask:
    """Tell who meets a condition; nobody does who was not asked its question."""
    if condition.range is not None:
        return answers.coded[condition.question].between(*condition.range)
    return gave(condition.question, condition.answers, answers)


def gave(question: str, codes: Collection[int], answers: Answers) -> Mask:
    """Tell who gave one of these answers to a question; to a ranking, as the first choice."""
    if question in answers.coded:
        return answers.coded[question].among(codes)
    masks = [mask for code, mask in answers.chosen[question].items() if code in codes]
    return np.logical_or.reduce(masks) if masks else np.zeros(answers.count, dtype=bool)
