"""A small monitor, and fact books for it in which every figure is what a test says it is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from reportgen.facts import (
    Comparison,
    Decision,
    Fact,
    FactBook,
    MarginClass,
    Sample,
    fact_id,
    pair_comparison_id,
    rank_comparison_id,
    rest_comparison_id,
    wave_comparison_id,
)
from reportgen.project.editions import Edition, Editions
from reportgen.project.schema import (
    Breakdown,
    Codebook,
    Contact,
    Fieldwork,
    FigureSpec,
    Filter,
    Group,
    Indicator,
    IndicatorSet,
    Margin,
    MarginTarget,
    Monitor,
    Organisation,
    Population,
    Project,
    Question,
    Text,
    Wave,
)
from reportgen.rounding import DIFFERENCES, LEVELS, percentage

SCALE = {1: "negatief", 2: "neutraal", 3: "positief", 9: "weet niet"}

QUESTIONS = {
    "leeftijd": Question("Wat is uw leeftijd?", "number", theme="Achtergrond", minimum=18, maximum=99),
    "gebruik": Question("Gebruikt u een chatbot?", "single", theme="Gebruik", answers={1: "ja", 2: "nee"}),
    "houding": Question(
        "Wat vindt u van een chatbot?",
        "single",
        short="chatbot",
        theme="Houding",
        answers=SCALE,
        dont_know=(9,),
        asked_of=Filter("gebruik", (1,), "wie een chatbot gebruikt"),
    ),
    "ergernis": Question(
        "Waaraan ergert u zich?",
        "multiple",
        theme="Ergernis",
        answers={1: "wachten", 2: "herhalen", 8: "geen van deze"},
        exclusive=(8,),
    ),
    "cijfer": Question("Welk cijfer geeft u?", "grade", theme="Cijfer", minimum=1, maximum=10, dont_know=(99,)),
    "aanbeveling": Question("Zou u ons aanbevelen?", "grade", theme="Cijfer", minimum=0, maximum=10),
    "volgorde": Question(
        "Wat is voor u het belangrijkst?", "ranking", theme="Kanaal", answers={1: "snel", 2: "goed", 3: "aardig"}
    ),
    "open": Question("Wilt u dat toelichten?", "open", theme="Cijfer"),
}
INDICATORS = {
    "positief": Indicator("positief over een chatbot", "chatbot", "houding", (3,)),
    "negatief": Indicator("negatief over een chatbot", "negatief", "houding", (1,)),
    "gebruikt": Indicator("gebruikt een chatbot", "gebruik", "gebruik", (1,)),
    "wachten": Indicator("ergernis: wachten", "wachten", "ergernis", (1,)),
    "herhalen": Indicator("ergernis: herhalen", "herhalen", "ergernis", (2,)),
    "nps": Indicator("net promoter score", "NPS", "aanbeveling", statistic="nps"),
    "snel": Indicator("noemt snelheid in de top twee", "snelheid", "volgorde", (1,), within=2),
    "cijfer": Indicator("rapportcijfer", "cijfer", "cijfer"),
}
BREAKDOWNS = {
    "leeftijd": Breakdown(
        "leeftijd", "leeftijd", {"jong": Group("18 t/m 49 jaar", range=(18, 49)), "oud": Group("50+", range=(50, 99))}
    )
}
FIGURES = {
    "verloop": FigureSpec(
        "trend", '{% if rose("positief") %}Meer mensen positief{% else %}Gelijk{% endif %}', indicators=("positief",)
    ),
    "ergernissen": FigureSpec("bars", "Ergernissen", set="ergernissen"),
    "verdeling": FigureSpec(
        "likert",
        "De houding",
        questions=("houding",),
        groups={"negatief": (1,), "neutraal": (2,), "positief": (3,), "weet niet": (9,)},
    ),
    "groepen": FigureSpec("dots", "Per groep", indicators=("positief",), breakdowns=("leeftijd",)),
}


def small_project(
    report: str = "# Titel\n\nTekst.\n", press_release: str = "# Persbericht\n\nTekst.\n", figures: dict | None = None
) -> Project:
    """A monitor of two waves with one text in each publication."""
    waves = {
        name: Wave(
            label=name,
            file=f"data/{name}.csv",
            fieldwork=Fieldwork(date(int(name) - 1, 12, 2), date(int(name) - 1, 12, 15)),
            mode="online vragenlijst",
            sample="onlinepanel",
            population="volwassen Nederlanders",
            published=date(int(name), 3, 19),
            simulated=True,
            margins=("geslacht",),
        )
        for name in ("2023", "2024", "2025")
    }
    monitor = Monitor(
        title="Proefmonitor",
        subtitle="Een proef",
        subject="proef",
        place="Utrecht",
        publisher="De Proef",
        conductors=(Organisation("Bureau", "veldwerk"),),
        partners=(),
        contact=Contact("Redactie", "pers@voorbeeld.example", "op aanvraag", "toegang@voorbeeld.example"),
        headlines=("positief",),
        waves=waves,
        editions=Editions((Edition("landelijk", "Landelijk", "proef"),)),
        licence="CC BY 4.0",
        simulation_notice="De antwoorden zijn gesimuleerd.",
    )
    sets = {"ergernissen": IndicatorSet("ergernissen", ("wachten", "herhalen"))}
    margin = Margin(
        "geslacht", ("geslacht",), "CBS", "2021-01-01", {"man": MarginTarget({"geslacht": (1,)}, share=50.0)}
    )
    return Project(
        root=Path("nergens"),
        monitor=monitor,
        codebook=Codebook("id", QUESTIONS, INDICATORS, BREAKDOWNS, sets),
        population=Population({"geslacht": margin}),
        figures=FIGURES if figures is None else figures,
        report=(Text("templates/report/01.md", report),),
        press_release=(Text("templates/press-release/01.md", press_release),),
    )


@dataclass
class BookMaker:
    """Writes facts and tests into a book, a line each."""

    facts: dict[str, Fact] = field(default_factory=dict)
    comparisons: list[Comparison] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    def share(self, indicator: str, wave: str, estimate: float, group: str | None = None, n: int = 1000) -> BookMaker:
        return self._fact(indicator, wave, estimate, group, n, "share")

    def mean(self, indicator: str, wave: str, estimate: float, n: int = 1000) -> BookMaker:
        return self._fact(indicator, wave, estimate, None, n, "mean")

    def score(self, indicator: str, wave: str, estimate: float, n: int = 1000) -> BookMaker:
        return self._fact(indicator, wave, estimate, None, n, "score")

    def cited(self, indicator: str, wave: str, estimate: float, source: str, n: int = 0) -> BookMaker:
        """A share that is only known from a publication."""
        id_ = fact_id(indicator, wave)
        label = percentage(estimate)
        self.facts[id_] = Fact(
            id_, indicator, wave, None, None, "share", estimate, None, None, None, n, 0.0, "published", label, source
        )
        return self

    def broken(self, wave: str, question: str | None, reason: str, aspect: str = "text") -> BookMaker:
        """A wave that cannot be compared with the one before it, in one question or in all."""
        earlier = str(int(wave) - 1)
        self.decisions.append(
            Decision(wave, earlier, question, aspect, "“Oud?”", "“Nieuw?”", comparable=False, reason=reason)
        )
        return self

    def change(self, indicator: str, significant: bool, earlier: str = "2024", later: str = "2025") -> BookMaker:
        ids = fact_id(indicator, earlier), fact_id(indicator, later)
        return self._compare(wave_comparison_id(indicator, earlier, later), "wave", *ids, significant)

    def against_rest(self, indicator: str, group: str, significant: bool, rest: float) -> BookMaker:
        breakdown, _, key = group.partition("=")
        fact = self.facts[fact_id(indicator, "2025", breakdown, key)]
        id_ = rest_comparison_id(indicator, "2025", breakdown, key)
        comparison = self._comparison(id_, "rest", f"{fact.id}/rest", fact, fact.estimate - rest, significant)
        self.comparisons.append(replace(comparison, rest=rest))
        return self

    def ranked(self, higher: str, lower: str, significant: bool) -> BookMaker:
        ids = fact_id(lower, "2025"), fact_id(higher, "2025")
        return self._compare(rank_comparison_id(higher, lower, "2025"), "rank", *ids, significant)

    def paired(self, indicator: str, breakdown: str, group: str, other: str, significant: bool) -> BookMaker:
        """A group against one that stands after it."""
        ids = (fact_id(indicator, "2025", breakdown, one) for one in (other, group))
        id_ = pair_comparison_id(indicator, "2025", breakdown, group, other)
        return self._compare(id_, "pair", *ids, significant)

    def book(self) -> FactBook:
        waves = sorted({fact.wave for fact in self.facts.values()} | {"2024", "2025"})
        cited = {fact.wave for fact in self.facts.values() if fact.source}
        return FactBook(
            "Proefmonitor",
            "2025",
            tuple(_sample(wave) for wave in waves if wave not in cited),
            tuple(self.facts.values()),
            tuple(self.comparisons),
            decisions=tuple(self.decisions),
            waves=tuple(waves),
        )

    def _fact(self, indicator, wave, estimate, group, n, unit):
        breakdown, _, key = (group or "").partition("=")
        id_ = fact_id(indicator, wave, breakdown or None, key or None)
        status = "suppressed" if n < 30 else "indicative" if n < 100 else "published"
        values = (estimate, 0.01, estimate - 0.02, estimate + 0.02) if status != "suppressed" else (None,) * 4
        label = LEVELS[unit](estimate) if status != "suppressed" else None
        self.facts[id_] = Fact(
            id_, indicator, wave, breakdown or None, key or None, unit, *values, n, n * 0.8, status, label
        )
        return self

    def _compare(self, id_, kind, from_, to, significant):
        earlier, later = self.facts[from_], self.facts[to]
        difference = later.estimate - earlier.estimate
        self.comparisons.append(self._comparison(id_, kind, from_, later, difference, significant))
        return self

    def _comparison(self, id_, kind, from_, to, difference, significant):
        label = DIFFERENCES[to.unit](difference)
        p = 0.001 if significant else 0.4
        limits = (difference - 0.02, difference + 0.02)
        return Comparison(
            id_, to.indicator, kind, from_, to.id, difference, 0.01, *limits, p, p, "holm", significant, label
        )


def _sample(wave: str) -> Sample:
    margins = (MarginClass("geslacht", "man", 480, 0.48, 0.5, 0.5),)
    return Sample(wave, 1000, 803.4, 1.245, 0.8034, 0.41, 2.93, 7, margins, ("Een opmerking.",))


def everything() -> BookMaker:
    """A book in which every declared figure has something to show."""
    maker = growing()
    for answer, share in {"houding.1": 0.3, "houding.2": 0.5, "houding.3": 0.15, "houding.9": 0.05}.items():
        maker.share(answer, "2025", share)
    maker.share("positief", "2025", 0.25, "leeftijd=jong").share("positief", "2025", 0.05, "leeftijd=oud")
    return maker.share("wachten", "2025", 0.4).share("herhalen", "2025", 0.6)


def growing() -> BookMaker:
    """Positive rose from 10% to 15%, significantly; the grade did not move."""
    maker = BookMaker().share("positief", "2024", 0.10).share("positief", "2025", 0.15).change("positief", True)
    return maker.mean("cijfer", "2024", 6.9).mean("cijfer", "2025", 6.85).change("cijfer", False)
