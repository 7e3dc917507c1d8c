"""Everything that differs between two sides: one value that the terminal, the page and a program are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from reportgen.comparing.claims import Review
from reportgen.comparing.figures import IndicatorChanges, compare_books, compare_waves
from reportgen.comparing.grids import (
    GridChange,
    QuestionChange,
    compare_charts,
    compare_questions,
    compare_tables,
    grids_told_once,
)
from reportgen.comparing.pages import Page
from reportgen.comparing.sentences import SentenceChange, Turn, compare_pages, told_once
from reportgen.facts import Decision, FactBook

Key = tuple[str, str]
"""An edition and the name of one of its publications."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two that are compared. `name` is what the user called it, `about` what that turned out to be.

    `pages` are empty where only the figures are known.
    """

    name: str
    about: str
    book: FactBook
    pages: Mapping[Key, Page] = field(default_factory=dict)
    version: int = 1
    published: bool = False
    """Whether it is a final edition, which may have gone out."""


@dataclass(frozen=True, slots=True)
class DecisionChange:
    """What was decided of a difference between waves, before and after."""

    old: Decision | None
    new: Decision | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs, in the order of its weight; `remarks` are what could not be compared, in Dutch."""

    old: Side
    new: Side
    figures: tuple[IndicatorChanges, ...]
    sentences: tuple[SentenceChange, ...] = ()
    charts: tuple[GridChange, ...] = ()
    tables: tuple[GridChange, ...] = ()
    questions: tuple[QuestionChange, ...] = ()
    decisions: tuple[DecisionChange, ...] = ()
    remarks: tuple[str, ...] = ()
    review: Review | None = None

    @property
    def of_waves(self) -> bool:
        """Whether the sides are different waves, so that every figure is another one."""
        return self.old.book.wave != self.new.book.wave

    @property
    def meanings(self) -> tuple[SentenceChange, ...]:
        """The sentences that say something else, and those that are new or gone."""
        return tuple(one for one in self.sentences if one.turn is not Turn.NUMBER)

    @property
    def numbers(self) -> tuple[SentenceChange, ...]:
        """The sentences in which only a number is another one."""
        return tuple(one for one in self.sentences if one.turn is Turn.NUMBER)

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs at all."""
        lists = (self.figures, self.sentences, self.charts, self.tables, self.questions, self.decisions)
        return not any(lists) and not (self.review and self.review.problems)


def compare(
    old: Side, new: Side, headlines: Sequence[str] = (), review: Review | None = None, remarks: Sequence[str] = ()
) -> Difference:
    """Compare two sides of one monitor; what only one of them has is told in a remark."""
    waves = old.book.wave, new.book.wave
    shared = [key for key in new.pages if key in old.pages]
    pairs = [(old.pages[key], new.pages[key]) for key in shared]
    same_wave = waves[0] == waves[1]
    figures = compare_books(old.book, new.book, headlines) if same_wave else compare_waves(new.book, waves, headlines)
    sentences = told_once([change for pair in pairs for change in compare_pages(*pair)])
    charts = grids_told_once([change for pair in pairs for change in compare_charts(*pair)])
    tables = grids_told_once([change for pair in pairs for change in compare_tables(*pair)])
    if not same_wave:
        # Every value and every base is of another year; what is left are the words.
        sentences = tuple(change for change in sentences if change.is_prose)
        charts, tables = (tuple(replace(one, values=()) for one in these if one.said) for these in (charts, tables))
    return Difference(
        old,
        new,
        figures,
        sentences,
        charts,
        tables,
        tuple(dict.fromkeys(change for pair in pairs for change in compare_questions(*pair))),
        _decisions(old.book, new.book) if same_wave else _decisions_of(new.book, waves[1]),
        (*remarks, *_left_out(old, new)),
        review,
    )


def _left_out(old: Side, new: Side) -> list[str]:
    if not (old.pages and new.pages):
        bare = old if not old.pages else new
        return [f"Van {bare.name} zijn alleen de cijfers bekend; teksten en figuren zijn daarom niet vergeleken."]
    remarks = []
    for side, other in ((old, new), (new, old)):
        only = [f"{edition}/{name}" for edition, name in side.pages if (edition, name) not in other.pages]
        if only:
            remarks.append(f"Alleen in {side.name} en dus niet vergeleken: {', '.join(only)}.")
    return remarks


def _decisions(old: FactBook, new: FactBook) -> tuple[DecisionChange, ...]:
    before, after = ({(d.wave, d.question, d.aspect): d for d in book.decisions} for book in (old, new))
    return tuple(
        DecisionChange(before.get(key), after.get(key))
        for key in dict.fromkeys((*after, *before))
        if before.get(key) != after.get(key)
    )


def _decisions_of(book: FactBook, wave: str) -> tuple[DecisionChange, ...]:
    return tuple(DecisionChange(None, decision) for decision in book.decisions if decision.wave == wave)
