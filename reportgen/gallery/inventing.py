"""Made-up facts, in the form in which measured ones reach a figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from math import sqrt
from pathlib import Path

from reportgen.facts import (
    INDICATIVE_BELOW,
    SUPPRESSED_BELOW,
    Comparison,
    Decision,
    Fact,
    FactBook,
    Kind,
    Sample,
    Status,
    Unit,
    fact_id,
    rest_comparison_id,
    wave_comparison_id,
)
from reportgen.project.editions import Edition, Editions
from reportgen.project.schema import (
    Breakdown,
    Code,
    Codebook,
    Contact,
    Fieldwork,
    FigureSpec,
    Group,
    Indicator,
    IndicatorSet,
    Monitor,
    Population,
    Project,
    Question,
    Wave,
)
from reportgen.rounding import DIFFERENCES, LEVELS

SET, BREAKDOWN = "alles", "groepen"
Z = 1.96
"""How many standard errors lie on either side of an estimate in a 95% interval."""
DEVIATIONS: Mapping[Unit, float] = {"share": 0.0, "mean": 1.7, "score": 70.0}
"""How far answers spread around a mean or score; of a share that follows from the share."""


@dataclass(frozen=True, slots=True)
class Level:
    """One made-up estimate, of so many answers; taken from `source` where that is given."""

    value: float
    n: int = 1000
    source: str | None = None


@dataclass(slots=True)
class Invention:
    """A survey that was never held: its questions, its groups, and the levels of its indicators.

    `levels` maps an indicator, a wave and a group (or None for everybody) to its level; what is not there was not
    measured.
    """

    waves: tuple[str, ...]
    unit: Unit = "share"
    questions: dict[str, Question] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    levels: dict[tuple[str, str, str | None], Level] = field(default_factory=dict)
    broken: tuple[str, ...] = ()

    def ask(self, name: str, short: str, answers: Mapping[int, str]) -> None:
        """Add a question with its answers, each of which is an indicator by itself."""
        coded = {Code(code): wording for code, wording in answers.items()}
        aside = tuple(code for code, wording in coded.items() if wording == "weet niet")
        text = f"Wat vindt u van {short}?"
        self.questions[name] = Question(text, "single", short=short, answers=coded, dont_know=aside)

    def indicate(self, name: str, short: str) -> None:
        """Add an indicator with a question of its own."""
        grade = self.unit != "share"
        answers = {} if grade else {Code(1): "ja", Code(2): "nee"}
        limits = {"mean": (1, 10), "score": (0, 10), "share": (None, None)}[self.unit]
        self.questions[f"vraag-{name}"] = Question(
            f"Staat u positief tegenover {short}?", "grade" if grade else "single", answers=answers,
            minimum=limits[0], maximum=limits[1],
        )  # fmt: skip
        self.indicators[name] = Indicator(
            short, short, f"vraag-{name}", () if grade else (Code(1),),
            statistic="nps" if self.unit == "score" else None,
        )  # fmt: skip

    def book(self) -> FactBook:
        """All facts with their tests."""
        facts = {key: self._fact(*key, level) for key, level in self.levels.items()}
        return FactBook(
            "galerij",
            self.waves[-1],
            tuple(_sample(wave) for wave in self.waves),
            tuple(facts.values()),
            tuple(self._comparisons(facts)),
            decisions=tuple(_break(wave, earlier) for earlier, wave in pairwise(self.waves) if wave in self.broken),
            waves=self.waves,
        )

    def project(self, name: str, spec: FigureSpec) -> Project:
        """The project around one figure."""
        groups = {BREAKDOWN: Breakdown("groep", "groep", self.groups)} if self.groups else {}
        sets = {SET: IndicatorSet("alles", tuple(self.indicators))}
        codebook = Codebook("id", self.questions, self.indicators, groups, sets)
        return Project(Path(), _monitor(self.waves), codebook, Population({}), {name: spec}, (), ())

    def _fact(self, indicator: str, wave: str, group: str | None, level: Level) -> Fact:
        breakdown = BREAKDOWN if group else None
        status: Status = (
            "published" if level.source or level.n >= INDICATIVE_BELOW
            else "suppressed" if level.n < SUPPRESSED_BELOW
            else "indicative"
        )  # fmt: skip
        id_ = fact_id(indicator, wave, breakdown, group)
        known = status != "suppressed"
        measured = known and level.source is None
        low, high = self._interval(level) if measured else (None, None)
        return Fact(
            id_, indicator, wave, breakdown, group, self.unit,
            level.value if known else None, self._error(level) if measured else None, low, high,
            level.n, level.n, status, LEVELS[self.unit](level.value) if known else None, level.source,
        )  # fmt: skip

    def _error(self, level: Level) -> float:
        deviation = DEVIATIONS[self.unit] or sqrt(level.value * (1 - level.value))
        return deviation / sqrt(level.n)

    def _interval(self, level: Level) -> tuple[float, float]:
        """For a share that of Wilson (1927), which stays between 0 and 1."""
        if self.unit != "share":
            return level.value - Z * self._error(level), level.value + Z * self._error(level)
        p, n = level.value, level.n
        middle, half = p + Z**2 / (2 * n), Z * sqrt(p * (1 - p) / n + Z**2 / (4 * n**2))
        return (middle - half) / (1 + Z**2 / n), (middle + half) / (1 + Z**2 / n)

    def _comparisons(self, facts: Mapping[tuple[str, str, str | None], Fact]) -> list[Comparison]:
        found: list[Comparison] = []
        for (indicator, wave, group), fact in facts.items():
            place = (BREAKDOWN if group else None, group)
            earlier = next((w for w in self._comparable_with(wave) if (indicator, w, group) in facts), None)
            if earlier:
                id_ = wave_comparison_id(indicator, earlier, wave, *place)
                found += _compared(id_, "wave", facts[indicator, earlier, group], fact)
            if group and (indicator, wave, None) in facts:
                id_ = rest_comparison_id(indicator, wave, BREAKDOWN, group)
                found += _compared(id_, "rest", facts[indicator, wave, None], fact)
        return found

    def _comparable_with(self, wave: str) -> list[str]:
        """The waves before this one from the last break on, the latest first."""
        since = max((self.waves.index(broken) for broken in self.broken if broken <= wave), default=0)
        return list(reversed(self.waves[since : self.waves.index(wave)]))


def _compared(id_: str, kind: Kind, before: Fact, after: Fact) -> Sequence[Comparison]:
    """The test of a difference, where there is one."""
    if before.estimate is None or after.estimate is None or before.se is None or after.se is None:
        return ()
    difference, se = after.estimate - before.estimate, sqrt(before.se**2 + after.se**2)
    significant = abs(difference) > Z * se
    p = 0.01 if significant else 0.5
    label = DIFFERENCES[after.unit](difference)
    return (
        Comparison(
            id_, after.indicator, kind, before.id, after.id, difference, se,
            difference - Z * se, difference + Z * se, p, p, "none", significant, label,
        ),
    )  # fmt: skip


def _sample(wave: str) -> Sample:
    return Sample(wave, 1000, 1000.0, 1.0, 1.0, 1.0, 1.0, 0, (), (), weighted="unweighted")


def _break(wave: str, earlier: str) -> Decision:
    return Decision(wave, earlier, None, "mode", "telefonisch", "online", comparable=False, reason="een andere methode")


def _monitor(waves: Sequence[str]) -> Monitor:
    return Monitor(
        title="Galerij",
        subtitle="",
        subject="verzonnen cijfers",
        place="",
        publisher="",
        conductors=(),
        partners=(),
        contact=Contact("", "", "", ""),
        headlines=(),
        waves={wave: _wave(wave) for wave in waves},
        editions=Editions((Edition("galerij", "Galerij", ""),)),
        licence="",
    )


def _wave(name: str) -> Wave:
    return Wave(
        label=name,
        file=f"data/{name}.csv",
        fieldwork=Fieldwork(date(int(name), 11, 1), date(int(name), 11, 15)),
        mode="online",
        sample="verzonnen",
        population="niemand",
        published=date(int(name), 12, 1),
        simulated=True,
    )
