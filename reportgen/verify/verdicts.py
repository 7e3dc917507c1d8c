"""What is said of a number: whether the facts carry it, with the fact that it is held against."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Verdict(Enum):
    """The values are what a reader gets to see."""

    CONFIRMED = "klopt"
    WRONG = "klopt niet"
    NOT_SIGNIFICANT = "niet significant"
    POINTS = "percentage en procentpunt verward"
    AMBIGUOUS = "dubbelzinnig"
    UNTRACEABLE = "niet herleidbaar"


ALARMS = frozenset({Verdict.WRONG, Verdict.NOT_SIGNIFICANT, Verdict.POINTS})
"""What makes a document wrong."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A number or a word of change, from `start` to `end` in its sentence, with what is said of it in Dutch.

    `facts` are the ids of the facts and comparisons that it is held against, the first the one that it speaks of; where
    more than one can be meant, all of them.
    """

    start: int
    end: int
    verdict: Verdict
    reason: str
    facts: tuple[str, ...] = ()
    of_fieldwork: bool = False
    """Whether its year was read as that of the fieldwork."""
