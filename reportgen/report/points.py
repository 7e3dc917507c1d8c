"""Facts as they are shown: a point in a chart, a cell in a table, a base in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from reportgen.facts import (
    Comparison,
    Decision,
    Fact,
    FactBook,
    answer_indicator,
    fact_id,
    rest_comparison_id,
    wave_comparison_id,
)
from reportgen.project.schema import Codebook, Monitor, Question
from reportgen.report import dutch
from reportgen.report.model import Category, Cell, Mark, Point

NOTHING = "–"
EVERYBODY = "alle respondenten"
INTERVALS = frozenset({"dots", "regions"})
"""The kinds of chart that draw the interval of each value."""


@dataclass(frozen=True)
class Shown:
    """The fact book with the names of the codebook: what charts and tables are filled from."""

    book: FactBook
    codebook: Codebook
    monitor: Monitor

    @property
    def waves(self) -> tuple[str, ...]:
        """All waves in the book, the oldest first, those included of which only published figures are known."""
        return self.book.waves or self.measured

    @property
    def measured(self) -> tuple[str, ...]:
        """The waves with respondents, the oldest first."""
        return tuple(sample.wave for sample in self.book.samples)

    @cached_property
    def cited(self) -> tuple[Fact, ...]:
        """The facts that were taken from a publication."""
        return tuple(fact for fact in self.book.facts if fact.source)

    def breaks(self, question: str, earlier: str, later: str) -> tuple[Decision, ...]:
        """Find what keeps two waves from being compared: breaks of a question, or of everything, between them."""
        between = self.waves[self.waves.index(earlier) + 1 : self.waves.index(later) + 1]
        about = {None, question, self.codebook.questions[question].grid}
        return tuple(
            decision
            for decision in self.book.decisions
            if not decision.comparable and decision.wave in between and decision.question in about
        )

    def fact(
        self, indicator: str, wave: str | None = None, breakdown: str | None = None, group: str | None = None
    ) -> Fact | None:
        """Find a fact; None where it was not measured."""
        return self.book.by_id.get(fact_id(indicator, wave or self.book.wave, breakdown, group))

    def point(self, fact: Fact | None, comparison: Comparison | None = None) -> Point:
        """Show a fact in a chart, marked when the comparison is significant."""
        if fact is None or fact.label is None:
            return Point(None, NOTHING, fact.id if fact else None)
        return Point(
            fact.estimate,
            fact.label,
            fact.id,
            fact.low,
            fact.high,
            indicative=fact.status == "indicative",
            mark=mark(comparison),
            cited=fact.source is not None,
        )

    def cell(self, fact: Fact | None, comparison: Comparison | None = None) -> Cell:
        """Show a fact in a table."""
        point = self.point(fact, comparison)
        return Cell(point.text, point.fact, point.mark, point.indicative)

    def since_previous(
        self, indicator: str, wave: str, breakdown: str | None = None, group: str | None = None
    ) -> Comparison | None:
        """Find the test against the nearest earlier wave in which the indicator was measured."""
        earlier = self.waves[: self.waves.index(wave)]
        ids = (wave_comparison_id(indicator, other, wave, breakdown, group) for other in reversed(earlier))
        return next((self.book.comparison_by_id[id_] for id_ in ids if id_ in self.book.comparison_by_id), None)

    def skips_a_wave(self, fact: Fact) -> bool:
        """Whether the test against an earlier wave is against another than the one before."""
        before = self.waves[: self.waves.index(fact.wave)][-1:]
        found = self.since_previous(fact.indicator, fact.wave, fact.breakdown, fact.group)
        return found is not None and self.book.by_id[found.from_].wave not in before

    def against_rest(self, indicator: str, wave: str, breakdown: str, group: str) -> Comparison | None:
        """Find the test of a group against everybody else."""
        return self.book.comparison_by_id.get(rest_comparison_id(indicator, wave, breakdown, group))

    def short(self, indicator: str) -> str:
        """The short name of an indicator, or the wording of an answer."""
        if indicator in self.codebook.indicators:
            return self.codebook.indicators[indicator].short
        question, _, code = indicator.rpartition(".")
        answers = {str(key): wording for key, wording in self.codebook.questions[question].answers.items()}
        return answers.get(code, code)

    def answer(self, question: str, code: int) -> str:
        """The wording of an answer; a grade has none but itself."""
        wordings = {int(key): wording for key, wording in self.codebook.questions[question].answers.items()}
        return wordings.get(code, str(code))

    def question_of(self, indicator: str) -> str:
        """The question that an indicator, or the share of one answer, is computed from."""
        declared = self.codebook.indicators.get(indicator)
        return declared.question if declared else indicator.rpartition(".")[0]

    def indicator_of(self, question: str, answers: Sequence[int]) -> str | None:
        """Find what measures these answers to a question: one answer by itself, several as they were declared."""
        if len(answers) == 1:
            return answer_indicator(question, answers[0])
        for name, indicator in self.codebook.indicators.items():
            if indicator.question == question and set(indicator.answers) == set(answers):
                return name
        return None

    def base(self, facts: Iterable[Fact | None]) -> str:
        """Print the base of some facts: "n = 1.061", or "n = 742–753" where it differs; empty without facts."""
        return f"n = {sizes}" if (sizes := base_text(facts)) else ""

    def category(self, label: str, facts: Iterable[Fact | None], heading: str = "") -> Category:
        """Make a category of a chart, with the base of what it shows."""
        known = list(facts)
        return Category(label, self.base(known), heading, base_id(known))


def mark(comparison: Comparison | None) -> Mark:
    """An arrow for a significant difference, and only for that."""
    if comparison is None or not comparison.significant:
        return ""
    return "▲" if comparison.difference > 0 else "▼"


def base_text(facts: Iterable[Fact | None]) -> str:
    """Print how many respondents are behind some facts: "1.061", "742–753" where that differs, or nothing."""
    return "–".join(dutch.count(fact.n) for fact in _smallest_and_largest(facts))


def base_id(facts: Iterable[Fact | None]) -> str | None:
    """Name what `base_text` prints."""
    return ";".join(f"{fact.id}#n" for fact in _smallest_and_largest(facts)) or None


def _smallest_and_largest(facts: Iterable[Fact | None]) -> list[Fact]:
    """The facts with the smallest and the largest base; one where all have the same, none where none is known."""
    counted = [fact for fact in facts if fact is not None and is_counted(fact)]
    if not counted:
        return []
    low, high = (choose(counted, key=lambda fact: fact.n) for choose in (min, max))
    return [low, high] if low.n < high.n else [low]


def is_counted(fact: Fact) -> bool:
    """Whether the number of respondents behind a fact is known: of one that was taken from elsewhere it may not be."""
    return fact.n > 0 or fact.source is None


def base_in_words(question: Question) -> str:
    """Who answered a question."""
    return question.asked_of.base if question.asked_of and question.asked_of.base else EVERYBODY
