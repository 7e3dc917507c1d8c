"""What a number can speak of, and what was spoken of before it."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.verify.concepts import Subject
from reportgen.verify.phrases import Group


@dataclass(frozen=True, slots=True)
class Convention:
    """How a document names waves: which one is now, and whether years are those of the fieldwork."""

    wave: str
    by_fieldwork: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What was spoken of before a sentence: its concepts, the latest first, and the wave and group, if any."""

    concepts: tuple[str, ...] = ()
    wave: str | None = None
    group: Group | None = None
    groups: tuple[Group, ...] = ()
    """The groups of the sentence before, in order."""
    earlier: str | None = None
    """The last wave that was named and is not the current one: what "toen" means."""
    head: tuple[str, ...] = ()
    """The concepts of the heading above."""
    near: tuple[str, ...] = ()
    """The concepts of the sentence before alone."""
    held: tuple[tuple[str, Group | None], ...] = ()
    """The subjects and groups of the numbers in the sentence before, in order."""
    told: tuple[tuple[str, Group | None], ...] = ()
    """Those of all numbers so far in the paragraph."""
    strangers: tuple[str, ...] = ()
    """Whom the sentence before counted, when the monitor knows nothing of them: "twintig managers"."""
    model: str | None = None
    """The subject of the number before, in the same sentence: what follows may be said in the same way."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a number can speak of.

    `subjects` are those that can be meant, the likeliest first; `certain` tells that it is the first. `waves` and
    `groups` go from the likeliest; the first is the one that is meant, unless another one fits.
    """

    subjects: tuple[Subject, ...]
    certain: bool
    negated: bool
    concepts: tuple[str, ...]
    waves: tuple[str, ...]
    groups: tuple[Group | None, ...]
    foreign: bool
    """Of a year or of people that no fact is about."""
    explicit_wave: bool = False
    wider: tuple[Subject, ...] = ()
    """What it would be about if the words of other numbers of the sentence counted too."""
    known: float = 0.0
    """Which part of the words of the first subject was said."""
