"""The words and numbers that a text may use: each follows the facts, and each number is tied to one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportgen.errors import nearest
from reportgen.facts import (
    Comparison,
    Fact,
    FactBook,
    Sample,
    fact_id,
    rank_comparison_id,
    rest_comparison_id,
    wave_comparison_id,
)
from reportgen.project.schema import Project
from reportgen.report import dutch
from reportgen.report.comparability import incomparable
from reportgen.report.points import Shown
from reportgen.report.problems import Problems
from reportgen.report.tokens import Tokens
from reportgen.rounding import LEVELS, SCALES, half_up, percentage

_UNITS: Mapping[str, str] = {"share": "percentage", "mean": "gemiddelde", "score": "score"}
CODEBOOK = "data/codebook.toml"
SMALL_CHANGE = 0.03
"""Below this difference of two shares a significant change is called "klein maar significant" (house rule)."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One place in a ranking. `ahead` says whether it is significantly above the next one."""

    indicator: str
    name: str
    share: str
    ahead: bool


class Wording:
    """The functions of a text; the wave is the one that is published. Groups are written "leeftijd=18-30"."""

    def __init__(self, book: FactBook, project: Project, tokens: Tokens, problems: Problems) -> None:
        self._book = book
        self._project = project
        self._tokens = tokens
        self._problems = problems
        self._shown = Shown(book, project.codebook, project.monitor)
        self._waves = self._shown.measured

    # --- numbers ---------------------------------------------------------------------------------------------------

    def share(self, indicator: str, group: str | None = None, wave: str | None = None) -> str:
        """Print a percentage: `share("chatbot_positief")` → "15%"."""
        return self._print(self._fact(indicator, group, wave, "share"))

    def mean(self, indicator: str, group: str | None = None, wave: str | None = None) -> str:
        """Print a mean: `mean("cijfer_telefoon")` → "6,9"."""
        return self._print(self._fact(indicator, group, wave, "mean"))

    def score(self, indicator: str, group: str | None = None, wave: str | None = None) -> str:
        """Print a net promoter score with its sign: `score("nps_webwinkel")` → "−29"."""
        return self._print(self._fact(indicator, group, wave, "score"))

    def interval(self, indicator: str, group: str | None = None, wave: str | None = None) -> str:
        """Print the limits of the 95% interval: "13% tot 17%"."""
        fact = self._fact(indicator, group, wave)
        if fact is not None and fact.source is not None:
            what = f"“{fact.id}” is overgenomen uit {fact.source} en heeft geen interval."
            return self._problems.add(what, "Noem alleen het cijfer.")
        if fact is None or fact.low is None or fact.high is None:
            return "–"
        write = LEVELS[fact.unit]
        return self._tokens.number(f"{write(fact.low)} tot {write(fact.high)}", f"{fact.id}#interval")

    def respondents(self, wave: str | None = None) -> str:
        """Print how many took part: "1.061"."""
        sample = self._sample(wave)
        return self._tokens.number(dutch.count(sample.n), f"n@{sample.wave}") if sample else "–"

    def effective_respondents(self, wave: str | None = None) -> str:
        """Print the effective base after weighting: "853"."""
        sample = self._sample(wave)
        return self._tokens.number(dutch.count(int(half_up(sample.n_eff))), f"n_eff@{sample.wave}") if sample else "–"

    def efficiency(self, wave: str | None = None) -> str:
        """Print the weighting efficiency: "80%"."""
        sample = self._sample(wave)
        return self._tokens.number(percentage(sample.efficiency), f"efficiency@{sample.wave}") if sample else "–"

    def confidence(self) -> str:
        """Print the confidence of every interval and test: "95%"."""
        return self._tokens.number("95%", "confidence")

    def group(self, group: str) -> str:
        """Name a group: `group("leeftijd=18-30")` → "18 t/m 30 jaar"."""
        breakdown, _, key = group.partition("=")
        declared = self._project.codebook.breakdowns.get(breakdown)
        if declared is None or key not in declared.groups:
            return self._problems.add(f"groep “{group}” bestaat niet.", nearest(group, self._groups()))
        return declared.groups[key].label

    def capital(self, text: str) -> str:
        """Begin a word with a capital, at the start of a sentence."""
        return self._tokens.capitalised(text)

    def cited(self, text: str, source: str) -> str:
        """Print a figure from elsewhere with its source: `cited("3,8 miljoen", source="CBS, 2024")`."""
        return f"{text} ({source})"

    # --- words that follow the test --------------------------------------------------------------------------------

    def change(self, indicator: str, since: str | None = None, group: str | None = None) -> str:
        """Name the change as a noun: "een stijging van 5 procentpunt", or "geen significant verschil"."""
        comparison = self._change(indicator, since, group)
        if comparison is None:
            return "–"
        if not comparison.significant:
            return "geen significant verschil"
        noun = "stijging" if comparison.difference > 0 else "daling"
        small = "kleine maar significante " if self._is_small(comparison) else ""
        points = self._tokens.number(comparison.label, comparison.id)
        rounding = " (door afronding)" if self._rounds_apart(comparison) else ""
        return f"een {small}{noun} van {points}{rounding}"

    def moved(self, indicator: str, since: str | None = None, group: str | None = None) -> str:
        """Complete "is …": "gestegen van 10% naar 15%", "gelijk gebleven op 54%", or that it did not really change."""
        comparison = self._change(indicator, since, group)
        if comparison is None:
            return "–"
        earlier, later = (self._book.by_id[id_] for id_ in (comparison.from_, comparison.to))
        if not comparison.significant and earlier.label == later.label:
            return f"gelijk gebleven op {self._print(later)}"
        if not comparison.significant:
            levels = f"{self._print(earlier)} in {earlier.wave}, {self._print(later)} in {later.wave}"
            return f"niet significant veranderd ({levels})"
        verb = "gestegen" if comparison.difference > 0 else "gedaald"
        small = "met een klein maar significant verschil " if self._is_small(comparison) else ""
        # The reader takes the previous edition for granted; any other one is named.
        named = since is None and earlier.wave != self._waves[self._waves.index(later.wave) - 1]
        when = f" in {earlier.wave}" if named else ""
        return f"{small}{verb} van {self._print(earlier)}{when} naar {self._print(later)}"

    def by_change(
        self, indicator: str, *, rose: str, fell: str, stable: str, since: str | None = None, group: str | None = None
    ) -> str:
        """Choose the author's words by the change since the previous wave, or since `since`."""
        if self.rose(indicator, since, group):
            return rose
        return fell if self.fell(indicator, since, group) else stable

    def by_rest(self, indicator: str, group: str, *, more: str, less: str, same: str) -> str:
        """Choose the author's words by how a group differs from everybody else."""
        if self.above_rest(indicator, group):
            return more
        return less if self.below_rest(indicator, group) else same

    def rose(self, indicator: str, since: str | None = None, group: str | None = None) -> bool:
        """Whether an indicator rose significantly since the previous wave, or since `since` ("first" for the first)."""
        comparison = self._change(indicator, since, group)
        return comparison is not None and comparison.significant and comparison.difference > 0

    def fell(self, indicator: str, since: str | None = None, group: str | None = None) -> bool:
        """Whether an indicator fell significantly."""
        comparison = self._change(indicator, since, group)
        return comparison is not None and comparison.significant and comparison.difference < 0

    def above_rest(self, indicator: str, group: str) -> bool:
        """Whether a group is significantly above everybody else."""
        comparison = self._rest(indicator, group)
        return comparison is not None and comparison.significant and comparison.difference > 0

    def below_rest(self, indicator: str, group: str) -> bool:
        """Whether a group is significantly below everybody else."""
        comparison = self._rest(indicator, group)
        return comparison is not None and comparison.significant and comparison.difference < 0

    def majority(self, indicator: str, group: str | None = None, wave: str | None = None) -> bool:
        """Whether a share is a majority: its lower limit is above one half."""
        fact = self._fact(indicator, group, wave, "share")
        return fact is not None and fact.low is not None and fact.low > 0.5

    def ranking(self, name: str, wave: str | None = None) -> tuple[Ranked, ...]:
        """List a set from high to low: `ranking("kanalen")[0].name`; suppressed members are left out."""
        if name not in self._project.codebook.sets:
            self._problems.add(f"reeks “{name}” bestaat niet.", nearest(name, self._project.codebook.sets))
            return ()
        wave = wave or self._book.wave
        members = [self._fact(indicator, None, wave) for indicator in self._project.codebook.sets[name].indicators]
        facts = sorted((f for f in members if f and f.estimate is not None), key=lambda f: -(f.estimate or 0))
        followers = [*facts[1:], None]
        return tuple(
            Ranked(fact.indicator, self._short(fact.indicator), self._print(fact), self._is_ahead(fact, follower))
            for fact, follower in zip(facts, followers, strict=True)
        )

    # --- looking up --------------------------------------------------------------------------------------------------

    def _fact(
        self, indicator: str, group: str | None = None, wave: str | None = None, unit: str | None = None
    ) -> Fact | None:
        breakdown, _, key = (group or "").partition("=")
        id_ = fact_id(indicator, wave or self._book.wave, breakdown or None, key or None)
        fact = self._book.by_id.get(id_)
        if fact is None:
            self._unknown(indicator, group, wave or self._book.wave)
            return None
        if unit is not None and fact.unit != unit:
            self._problems.add(f"“{indicator}” is een {_UNITS[fact.unit]}.", f'Schrijf: {fact.unit}("{indicator}").')
            return None
        if fact.status == "suppressed":
            what = f"“{id_}” heeft te weinig waarnemingen om in een tekst te noemen."
            self._problems.add(what, "Haal het cijfer uit de zin.")
            return None
        return fact

    def _sample(self, wave: str | None) -> Sample | None:
        sample = self._book.sample_by_wave.get(wave or self._book.wave)
        if sample is None:
            self._problems.add(f"editie “{wave}” bestaat niet.", nearest(wave or "", self._waves))
        return sample

    def _unknown(self, indicator: str, group: str | None, wave: str) -> None:
        indicators = self._project.codebook.indicators
        if indicator not in indicators and not any(f.indicator == indicator for f in self._book.facts):
            self._problems.add(f"indicator “{indicator}” bestaat niet.", nearest(indicator, indicators))
        elif wave not in self._shown.waves:
            self._problems.add(f"editie “{wave}” bestaat niet.", nearest(wave, self._shown.waves))
        elif group is not None and group not in self._groups():
            self._problems.add(f"groep “{group}” bestaat niet.", nearest(group, self._groups()))
        elif f"{indicator}@{wave}" not in self._book.by_id:
            what = f"“{indicator}” is er niet in {wave}: de vraag is in die editie niet gesteld."
            self._problems.add(what, "Kies een editie waarin de vraag is gesteld.")
        else:
            breakdown = str(group).partition("=")[0]
            what = f"“{indicator}” is niet uitgesplitst naar “{breakdown}”."
            self._problems.add(what, f"Noem “{breakdown}” bij deze indicator in {CODEBOOK}, onder “breakdowns”.")

    def _groups(self) -> list[str]:
        return [f"{name}={key}" for name, one in self._project.codebook.breakdowns.items() for key in one.groups]

    def _change(self, indicator: str, since: str | None, group: str | None) -> Comparison | None:
        suffix = f"/{group}" if group else ""
        since = self._waves[0] if since == "first" else since
        earlier_waves = [since] if since else list(reversed(self._waves[:-1]))
        for earlier in earlier_waves:
            comparison = self._book.comparison_by_id.get(
                wave_comparison_id(indicator, earlier, self._book.wave) + suffix
            )
            if comparison is not None:
                return comparison
        if since is not None and since not in self._shown.waves:
            self._problems.add(f"editie “{since}” bestaat niet.", nearest(since, self._shown.waves))
        elif (fact := self._fact(indicator, group)) is not None:
            self._problems.add(*incomparable(fact, since, self._shown))
        return None

    def _rest(self, indicator: str, group: str) -> Comparison | None:
        breakdown, _, key = group.partition("=")
        id_ = rest_comparison_id(indicator, self._book.wave, breakdown, key)
        if id_ not in self._book.comparison_by_id:
            self._fact(indicator, group)
            return None
        return self._book.comparison_by_id[id_]

    def _is_ahead(self, fact: Fact, follower: Fact | None) -> bool:
        if follower is None:
            return False
        id_ = rank_comparison_id(fact.indicator, follower.indicator, fact.wave)
        comparison = self._book.comparison_by_id.get(id_)
        return comparison is not None and comparison.significant

    def _is_small(self, comparison: Comparison) -> bool:
        is_share = self._book.by_id[comparison.to].unit == "share"
        return is_share and abs(comparison.difference) < SMALL_CHANGE

    def _rounds_apart(self, comparison: Comparison) -> bool:
        """Whether the printed difference is another one than that of the two printed levels."""
        earlier, later = (self._book.by_id[id_] for id_ in (comparison.from_, comparison.to))
        scale, digits = SCALES[later.unit]
        shown = half_up((later.estimate or 0) * scale, digits) - half_up((earlier.estimate or 0) * scale, digits)
        return shown != half_up(comparison.difference * scale, digits)

    def _print(self, fact: Fact | None) -> str:
        if fact is None or fact.label is None:
            return "–"
        number = self._tokens.number(fact.label, fact.id)
        if fact.source is not None:
            return f"{number} ({fact.source})"
        if fact.status == "published":
            return number
        return f"{number} (indicatief, n = {self._tokens.number(dutch.count(fact.n), f'{fact.id}#n')})"

    def _short(self, indicator: str) -> str:
        declared = self._project.codebook.indicators.get(indicator)
        return declared.short if declared else indicator
