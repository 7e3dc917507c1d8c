"""The words and numbers that a text may use: each follows the facts, and each number is tied to one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from reportgen.errors import nearest
from reportgen.facts import Comparison, FactBook
from reportgen.project.schema import Project
from reportgen.report import dutch
from reportgen.report.claims.claim import Claim, assert_claim
from reportgen.report.looking import Looking
from reportgen.report.model import Run
from reportgen.report.printing import Printing
from reportgen.report.problems import Problems
from reportgen.report.tokens import Tokens
from reportgen.rounding import LEVELS, half_up, percentage


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
        self._looking = Looking(book, project, problems)
        self._printing = Printing(book, tokens)

    # --- numbers ---------------------------------------------------------------------------------------------------

    def share(self, indicator: str, group: str | None = None, wave: str | None = None) -> str:
        """Print a percentage: `share("chatbot_positief")` → "15%"."""
        return self._printing.level(self._looking.fact(indicator, group, wave, "share"))

    def mean(self, indicator: str, group: str | None = None, wave: str | None = None) -> str:
        """Print a mean: `mean("cijfer_telefoon")` → "6,9"."""
        return self._printing.level(self._looking.fact(indicator, group, wave, "mean"))

    def score(self, indicator: str, group: str | None = None, wave: str | None = None) -> str:
        """Print a net promoter score with its sign: `score("nps_webwinkel")` → "−29"."""
        return self._printing.level(self._looking.fact(indicator, group, wave, "score"))

    def interval(self, indicator: str, group: str | None = None, wave: str | None = None) -> str:
        """Print the limits of the 95% interval: "13% tot 17%"."""
        fact = self._looking.fact(indicator, group, wave)
        if fact is not None and fact.source is not None:
            what = f"“{fact.id}” is overgenomen uit {fact.source} en heeft geen interval."
            return self._problems.add(what, "Noem alleen het cijfer.")
        if fact is None or fact.low is None or fact.high is None:
            return "–"
        write = LEVELS[fact.unit]
        return self._tokens.number(f"{write(fact.low)} tot {write(fact.high)}", f"{fact.id}#interval")

    def respondents(self, wave: str | None = None) -> str:
        """Print how many took part: "1.061"."""
        sample = self._looking.sample(wave)
        return self._tokens.number(dutch.count(sample.n), f"n@{sample.wave}") if sample else "–"

    def effective_respondents(self, wave: str | None = None) -> str:
        """Print the effective base after weighting: "853"."""
        sample = self._looking.sample(wave)
        return self._tokens.number(dutch.count(int(half_up(sample.n_eff))), f"n_eff@{sample.wave}") if sample else "–"

    def efficiency(self, wave: str | None = None) -> str:
        """Print the weighting efficiency: "80%"."""
        sample = self._looking.sample(wave)
        return self._tokens.number(percentage(sample.efficiency), f"efficiency@{sample.wave}") if sample else "–"

    def confidence(self) -> str:
        """Print the confidence of every interval and test: "95%"."""
        return self._tokens.number("95%", "confidence")

    def group(self, group: str) -> str:
        """Name a group: `group("leeftijd=18-30")` → "18 t/m 30 jaar"."""
        breakdown, _, key = group.partition("=")
        declared = self._project.codebook.breakdowns.get(breakdown)
        if declared is None or key not in declared.groups:
            return self._problems.add(f"groep “{group}” bestaat niet.", nearest(group, self._looking.group_names()))
        return self._tokens.later(lambda: Run(declared.groups[key].label, origin="label"))

    def capital(self, text: str | Claim) -> str:
        """Begin a word with a capital, at the start of a sentence."""
        return self._tokens.capitalised(assert_claim(text, self._problems) if isinstance(text, Claim) else text)

    def cited(self, text: str, source: str) -> str:
        """Print a figure from elsewhere with its source: `cited("3,8 miljoen", source="CBS, 2024")`."""
        return self._tokens.later(lambda: Run(f"{text} ({source})", origin="cited"))

    # --- words that follow the test --------------------------------------------------------------------------------

    def change(self, indicator: str, since: str | None = None, group: str | None = None) -> str:
        """Name the change as a noun: "een stijging van 5 procentpunt", or "geen significant verschil"."""
        comparison = self._looking.change(indicator, since, group)
        if comparison is None:
            return "–"
        if not comparison.significant:
            return "geen significant verschil"
        noun = "stijging" if comparison.difference > 0 else "daling"
        small = "kleine maar significante " if self._printing.is_small(comparison) else ""
        return f"een {small}{noun} van {self._printing.difference(comparison)}"

    def moved(self, indicator: str, since: str | None = None, group: str | None = None) -> str:
        """Complete "is …": "gestegen van 10% naar 15%", "gelijk gebleven op 54%", or that it did not really change."""
        comparison = self._looking.change(indicator, since, group)
        if comparison is None:
            return "–"
        earlier, later = (self._book.by_id[id_] for id_ in (comparison.from_, comparison.to))
        if not comparison.significant and earlier.label == later.label:
            return f"gelijk gebleven op {self._printing.level(later)}"
        if not comparison.significant:
            levels = f"{self._printing.level(earlier)} in {earlier.wave}, {self._printing.level(later)} in {later.wave}"
            return f"niet significant veranderd ({levels})"
        verb = "gestegen" if comparison.difference > 0 else "gedaald"
        small = "met een klein maar significant verschil " if self._printing.is_small(comparison) else ""
        # The reader takes the previous edition for granted; any other one is named.
        named = since is None and earlier.wave != self._looking.waves[self._looking.waves.index(later.wave) - 1]
        when = f" in {earlier.wave}" if named else ""
        return f"{small}{verb} van {self._printing.level(earlier)}{when} naar {self._printing.level(later)}"

    def by_change(
        self, indicator: str, *, rose: str, fell: str, stable: str, since: str | None = None, group: str | None = None
    ) -> str:
        """Choose the author's words by the change since the previous wave, or since `since`."""
        comparison = self._looking.change(indicator, since, group)
        return _chosen(comparison, rose, fell, stable)

    def by_rest(self, indicator: str, group: str, *, more: str, less: str, same: str) -> str:
        """Choose the author's words by how a group differs from everybody else."""
        return _chosen(self._looking.rest(indicator, group), more, less, same)

    def ranking(self, name: str, wave: str | None = None) -> tuple[Ranked, ...]:
        """List a set from high to low: `ranking("kanalen")[0].name`; suppressed members are left out."""
        facts = self._looking.ranked(name, wave) or ()
        return tuple(
            Ranked(fact.indicator, self._looking.short(fact.indicator), self._printing.level(fact), is_ahead)
            for fact, follower in zip_longest(facts, facts[1:])
            for lead in [self._looking.lead(fact, follower)]
            for is_ahead in [lead is not None and lead.significant]
        )


def _chosen(comparison: Comparison | None, up: str, down: str, same: str) -> str:
    if comparison is None or not comparison.significant:
        return same
    return up if comparison.difference > 0 else down
