"""Facts and comparisons as a text asks for them: found, or refused with what there is instead."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.errors import nearest
from reportgen.facts import (
    Comparison,
    Fact,
    FactBook,
    Sample,
    fact_id,
    pair_comparison_id,
    rank_comparison_id,
    rest_comparison_id,
    wave_comparison_id,
)
from reportgen.project.schema import Project
from reportgen.report.comparability import incomparable
from reportgen.report.points import Shown
from reportgen.report.problems import Problems

_UNITS: Mapping[str, str] = {"share": "percentage", "mean": "gemiddelde", "score": "score"}
CODEBOOK = "data/codebook.toml"


class Looking:
    """What the functions of a text look up; a group is written "leeftijd=18-30", and None means that it was refused."""

    def __init__(self, book: FactBook, project: Project, problems: Problems) -> None:
        self.book = book
        self.codebook = project.codebook
        self.problems = problems
        self.shown = Shown(book, project.codebook, project.monitor)
        self.waves = self.shown.measured

    def fact(
        self, indicator: str, group: str | None = None, wave: str | None = None, unit: str | None = None
    ) -> Fact | None:
        """Find a fact that may be printed, of a given unit where that matters."""
        breakdown, _, key = (group or "").partition("=")
        id_ = fact_id(indicator, wave or self.book.wave, breakdown or None, key or None)
        fact = self.book.by_id.get(id_)
        if fact is None:
            self._unknown(indicator, group, wave or self.book.wave)
            return None
        if unit is not None and fact.unit != unit:
            self.problems.add(f"“{indicator}” is een {_UNITS[fact.unit]}.", f'Schrijf: {fact.unit}("{indicator}").')
            return None
        if fact.status == "suppressed":
            what = f"“{id_}” heeft te weinig waarnemingen om in een tekst te noemen."
            self.problems.add(what, "Haal het cijfer uit de zin.")
            return None
        return fact

    def sample(self, wave: str | None) -> Sample | None:
        """Find the respondents of a wave, the one that is published by default."""
        sample = self.book.sample_by_wave.get(wave or self.book.wave)
        if sample is None:
            self.problems.add(f"editie “{wave}” bestaat niet.", nearest(wave or "", self.waves))
        return sample

    def _unknown(self, indicator: str, group: str | None, wave: str) -> None:
        indicators = self.codebook.indicators
        if indicator not in indicators and not any(f.indicator == indicator for f in self.book.facts):
            self.problems.add(f"indicator “{indicator}” bestaat niet.", nearest(indicator, indicators))
        elif wave not in self.shown.waves:
            self.problems.add(f"editie “{wave}” bestaat niet.", nearest(wave, self.shown.waves))
        elif group is not None and group not in self.group_names():
            self.problems.add(f"groep “{group}” bestaat niet.", nearest(group, self.group_names()))
        elif f"{indicator}@{wave}" not in self.book.by_id:
            what = f"“{indicator}” is er niet in {wave}: de vraag is in die editie niet gesteld."
            self.problems.add(what, "Kies een editie waarin de vraag is gesteld.")
        else:
            breakdown = str(group).partition("=")[0]
            what = f"“{indicator}” is niet uitgesplitst naar “{breakdown}”."
            self.problems.add(what, f"Noem “{breakdown}” bij deze indicator in {CODEBOOK}, onder “breakdowns”.")

    def group_names(self) -> list[str]:
        """Name all groups as a text does."""
        return [f"{name}={key}" for name, one in self.codebook.breakdowns.items() for key in one.groups]

    def change(self, indicator: str, since: str | None, group: str | None) -> Comparison | None:
        """Find the test against the previous wave in which it was measured, or against `since`."""
        suffix = f"/{group}" if group else ""
        since = self.waves[0] if since == "first" else since
        earlier_waves = [since] if since else list(reversed(self.waves[:-1]))
        for earlier in earlier_waves:
            comparison = self.book.comparison_by_id.get(wave_comparison_id(indicator, earlier, self.book.wave) + suffix)
            if comparison is not None:
                return comparison
        if since is not None and since not in self.shown.waves:
            self.problems.add(f"editie “{since}” bestaat niet.", nearest(since, self.shown.waves))
        elif (fact := self.fact(indicator, group)) is not None:
            self.problems.add(*incomparable(fact, since, self.shown))
        return None

    def rest(self, indicator: str, group: str) -> Comparison | None:
        """Find the test of a group against everybody else."""
        breakdown, _, key = group.partition("=")
        found = self.book.comparison_by_id.get(rest_comparison_id(indicator, self.book.wave, breakdown, key))
        if found is None and (fact := self.fact(indicator, group)) is not None:
            what = f"“{fact.id}” is niet getoetst tegen alle anderen: daarvoor zijn er te weinig waarnemingen."
            self.problems.add(what, "Noem alleen het cijfer zelf.")
        return found

    def pair(self, indicator: str, one: str, other: str) -> tuple[Comparison, int] | None:
        """Find the test of two groups of one breakdown against each other, with -1 where it was made the other way."""
        (breakdown, _, first), (_, _, second) = one.partition("="), other.partition("=")
        for sign, (group, follower) in ((1, (first, second)), (-1, (second, first))):
            id_ = pair_comparison_id(indicator, self.book.wave, breakdown, group, follower)
            if id_ in self.book.comparison_by_id:
                return self.book.comparison_by_id[id_], sign
        if all(self.fact(indicator, group) is not None for group in (one, other)):
            what = f"“{indicator}” is niet getoetst tussen “{one}” en “{other}”."
            self.problems.add(what, "Kies twee groepen van dezelfde uitsplitsing, of noem alleen de cijfers.")
        return None

    def rank(self, one: str, other: str) -> tuple[Comparison, int] | None:
        """Find the test of two neighbours in the ranking of a set, with -1 where the second is the higher."""
        for sign, (higher, lower) in ((1, (one, other)), (-1, (other, one))):
            id_ = rank_comparison_id(higher, lower, self.book.wave)
            if id_ in self.book.comparison_by_id:
                return self.book.comparison_by_id[id_], sign
        if all(self.fact(indicator) is not None for indicator in (one, other)):
            what = f"“{one}” en “{other}” zijn niet tegen elkaar getoetst."
            self.problems.add(
                what, "Dat gebeurt alleen met wat in een reeks naast elkaar eindigt. Noem de cijfers zelf."
            )
        return None

    def ranked(self, name: str, wave: str | None = None) -> tuple[Fact, ...] | None:
        """The facts of a set from high to low, without those that are suppressed."""
        if name not in self.codebook.sets:
            self.problems.add(f"reeks “{name}” bestaat niet.", nearest(name, self.codebook.sets))
            return None
        members = [self.fact(indicator, None, wave) for indicator in self.codebook.sets[name].indicators]
        known = [fact for fact in members if fact is not None and fact.estimate is not None]
        return tuple(sorted(known, key=lambda fact: -(fact.estimate or 0)))

    def lead(self, fact: Fact, follower: Fact | None) -> Comparison | None:
        """Find the test of one place in a ranking against the next."""
        if follower is None:
            return None
        return self.book.comparison_by_id.get(rank_comparison_id(fact.indicator, follower.indicator, fact.wave))

    def short(self, indicator: str) -> str:
        """The short name of an indicator."""
        declared = self.codebook.indicators.get(indicator)
        return declared.short if declared else indicator
