"""The four ways of answering: on a scale, with one of several options, with as many as one likes, with a grade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tools.simulate.allocation import Codes, Flags, Goal, Numbers, choose, order
from tools.simulate.composition import Panel
from tools.simulate.traits import Traits, chance

NOT_ASKED = -1
FEWEST_PER_GRADE = 0.009


@dataclass(frozen=True, slots=True)
class Interviews:
    """One wave being answered: `codes` are the answers each question offers, `targets` the weighted results in percent.

    `answers` grows: the chosen code per respondent; for a multiple question one entry an answer, `<question>_<code>`.
    """

    panel: Panel
    weight: Numbers
    traits: Traits
    codes: Mapping[str, Sequence[int]]
    targets: Mapping[str, Any]
    groups: Sequence[Mapping[str, Any]]
    answers: dict[str, Codes] = field(default_factory=dict)

    @property
    def everyone(self) -> Flags:
        """All of the panel."""
        return np.ones(self.panel.count, dtype=bool)

    def given(self, question: str, *codes: int) -> Flags:
        """Say who gave one of these answers."""
        return np.isin(self.answers[question], codes)

    def leaning(self, name: str, noise: float, **loadings: float) -> Numbers:
        """Add up traits, each times its loading, and chance of the spread `noise` that belongs to `name`."""
        leaning = noise * chance(self.panel, name)
        for trait, loading in loadings.items():
            leaning = leaning + loading * getattr(self.traits, trait)
        return np.asarray(leaning)

    def unsure(self, name: str) -> Numbers:
        """Say how near each is to “weet niet”."""
        return self.leaning(f"{name} unsure", 0.7, hesitancy=0.6, skill=-0.35, contact=-0.3)

    def totals(self, question: str, asked: Flags) -> dict[int, float]:
        """Turn the targets of a question, in percent of those asked, into weight per answer code."""
        base = self.weight[asked].sum() / 100
        return {code: share * base for code, share in zip(self.codes[question], self.targets[question], strict=True)}

    def answer_scale(
        self,
        question: str,
        leaning: Numbers,
        low_to_high: Sequence[int],
        *,
        dont_know: int | None = None,
        asked: Flags | None = None,
        totals: Mapping[int, float] | None = None,
    ) -> None:
        """Answer a question whose answers have an order, after those who don't know."""
        asked = self.everyone if asked is None else asked
        totals = self.totals(question, asked) if totals is None else totals
        codes = np.full(self.panel.count, NOT_ASKED)
        knowing = asked
        if dont_know is not None:
            blank = choose(self.unsure(question), self.weight, asked, [Goal(asked, totals[dont_know])])
            codes[blank] = dont_know
            knowing = asked & ~blank
        goals = {step: self._group_goals(question, low_to_high[step:]) for step in range(1, len(low_to_high))}
        steps = order(leaning, self.weight, knowing, [totals[code] for code in low_to_high], goals)
        codes[knowing] = np.asarray(low_to_high)[steps[knowing]]
        self.answers[question] = codes

    def answer_option(
        self, question: str, leanings: Mapping[int, Numbers], rest: int, only: Mapping[int, Flags] | None = None
    ) -> None:
        """Answer a question whose answers have no order: the options are filled in turn, who is left takes `rest`.

        `only` limits an option to some respondents.
        """
        totals = self.totals(question, self.everyone)
        codes = np.full(self.panel.count, rest)
        for code, leaning in leanings.items():
            free = (codes == rest) & (only or {}).get(code, self.everyone)
            goals = [Goal(self.everyone, totals[code]), *self._group_goals(question, [code])]
            codes[choose(leaning, self.weight, free, goals)] = code
        self.answers[question] = codes

    def answer_multiple(self, question: str, leanings: Mapping[int, Numbers], none: int, none_leaning: Numbers) -> None:
        """Answer a question with as many answers as apply: first `none`, then each; nobody is left without an answer.

        The first of `leanings` is given by those who would have none.
        """
        totals = self.totals(question, self.everyone)
        blank = choose(none_leaning, self.weight, self.everyone, [Goal(self.everyone, totals[none])])
        chosen = {none: blank}
        first, *others = leanings
        for code in others:
            chosen[code] = choose(leanings[code], self.weight, ~blank, [Goal(self.everyone, totals[code])])
        empty = ~np.any(list(chosen.values()), axis=0)
        urged = leanings[first] + np.where(empty, 100.0, 0.0)
        chosen[first] = choose(urged, self.weight, ~blank, [Goal(self.everyone, totals[first])])
        for code in self.codes[question]:
            self.answers[f"{question}_{code}"] = chosen[code].astype(np.int64)

    def answer_grade(self, question: str, leaning: Numbers, unsure: Numbers, dont_know: int) -> None:
        """Give a grade from 1 to 10, or say that one cannot."""
        target = self.targets[question]
        total = self.weight.sum()
        blank = choose(unsure, self.weight, self.everyone, [Goal(self.everyone, target["dont_know"] / 100 * total)])
        shares = grade_shares(target["mean"], target["spread"])
        steps = order(leaning, self.weight, ~blank, list(shares * self.weight[~blank].sum()), {})
        self.answers[question] = np.where(blank, dont_know, steps + 1)

    def _group_goals(self, question: str, codes: Sequence[int]) -> list[Goal]:
        """Find what is to come out in groups for exactly these answers together."""
        wanted = (self.panel.wave, question, sorted(codes))
        goals = []
        for target in self.groups:
            if (target["wave"], target["question"], target["answers"]) == wanted:
                members = self._members(target["group"])
                goals.append(Goal(members, target["share"] / 100 * self.weight[members].sum()))
        return goals

    def _members(self, group: Mapping[str, Any]) -> Flags:
        members = self.everyone
        for name, accepted in group.items():
            if name == "leeftijd":
                members &= (self.panel.age >= accepted[0]) & (self.panel.age <= accepted[1])
            else:
                members &= self.given(name, *accepted)
        return members


def grade_shares(mean: float, spread: float) -> Numbers:
    """Spread grades 1 to 10 as a bell whose mean is exact, with a few at each grade."""
    grades = np.arange(1, 11)

    def shares(centre: float) -> Numbers:
        bell = np.exp(-(((grades - centre) / spread) ** 2) / 2)
        bell = np.maximum(bell / bell.sum(), FEWEST_PER_GRADE)
        return np.asarray(bell / bell.sum())

    low, high = 1.0, 12.0
    for _ in range(60):
        centre = (low + high) / 2
        low, high = (centre, high) if (shares(centre) * grades).sum() < mean else (low, centre)
    return shares(centre)
