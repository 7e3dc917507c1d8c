"""A book with one of everything that a listing may have to show, and the names for it."""

from __future__ import annotations

from dataclasses import replace

from reportgen.facts import (
    Comparison,
    Decision,
    Fact,
    FactBook,
    Kind,
    Sample,
    TableTest,
    Unit,
    pair_comparison_id,
    rank_comparison_id,
    rest_comparison_id,
    table_id,
)
from reportgen.project.expansion import expanded
from reportgen.project.schema import Breakdown, Code, Codebook, Condition, Group, Indicator, IndicatorSet, Question
from reportgen.report.points import Shown
from tests.report.examples import small_project

CODEBOOK = expanded(
    Codebook(
        id="id",
        questions={
            "houding": Question(
                "Hoe …?", "single", short="houding", answers={Code(1): "positief", Code(2): "=negatief"}
            ),
            "cijfer": Question("Welk cijfer …?", "grade"),
            "aanbeveling": Question("Zou u …?", "grade", minimum=0),
            "toelichting": Question("Wilt u dat toelichten?", "open"),
            "leeftijd": Question("Hoe oud …?", "number"),
            "uren": Question("Hoeveel uur …?", "number"),
            "kanaal": Question("Welk kanaal …?", "single", answers={Code(1): "telefoon"}, waves=("2023",)),
            "sector": Question(
                "Wat vindt u van …?", "grid", answers={Code(1): "goed"}, items={"zorg": "de zorg", "bank": "de bank"}
            ),
        },
        indicators={
            "positief": Indicator(
                "positief is", "positief", "houding", (Code(1),), breakdowns=("leeftijd", "geslacht")
            ),
            "cijfer_telefoon": Indicator("cijfer voor telefoon", "cijfer telefoon", "cijfer"),
            "nps": Indicator("net promoter score", "NPS", "aanbeveling", statistic="nps"),
        },
        breakdowns={
            "leeftijd": Breakdown(
                "leeftijd",
                "leeftijd",
                {
                    "jong": Group("18–30 jaar", range=(18, 30)),
                    "midden": Group("31–65 jaar", range=(31, 65)),
                    "oud": Group("66+", range=(66, 99)),
                },
            ),
            "geslacht": Breakdown(
                "geslacht", "", {"vrouw": Group("vrouwen", where=(Condition("houding", (Code(1),)),))}
            ),
            "leeftijd_geslacht": Breakdown("leeftijd en geslacht", cross=("leeftijd", "geslacht")),
            "regio": Breakdown("regio", "", {"noord": Group("noord", where=(Condition("houding", (Code(1),)),))}),
        },
        sets={"alles": IndicatorSet("alles", ("positief", "nps"))},
    )
)


def fact(name: str, estimate: float | None = 0.1512, **changes: object) -> Fact:
    indicator, _, rest = name.partition("@")
    wave, _, group = rest.partition("/")
    breakdown, _, key = group.partition("=")
    values: dict[str, object] = {
        "id": name, "indicator": indicator, "wave": wave, "breakdown": breakdown or None, "group": key or None,
        "unit": "share", "estimate": estimate, "se": 0.0117, "low": 0.1297, "high": 0.1756,
        "n": 1043, "n_eff": 871.5, "status": "published", "label": "15%",
    }  # fmt: skip
    return Fact(**{**values, **changes})  # type: ignore[arg-type]


def score(name: str, estimate: float, low: float, high: float, label: str) -> Fact:
    unit: Unit = "score"
    return fact(name, estimate, low=low, high=high, unit=unit, label=label)


def suppressed(name: str) -> Fact:
    return fact(name, None, se=None, low=None, high=None, n=12, n_eff=9.8, status="suppressed", label=None)


def cited(name: str, estimate: float, label: str, source: str, n: int = 0) -> Fact:
    return fact(name, estimate, se=None, low=None, high=None, n=n, n_eff=0.0, label=label, source=source)


def comparison(
    name: str, kind: Kind, from_: str, to: str, difference: float, p: float, significant: bool, **changes: object
) -> Comparison:
    indicator = to.partition("@")[0]
    made = Comparison(
        name, indicator, kind, from_, to, difference, 0.015, 0.02, 0.08, p / 2, p, "holm", significant, "5 procentpunt",
        family="headlines/2024/2025", family_size=4,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def change(indicator: str, earlier: str, later: str, difference: float, p: float, significant: bool) -> Comparison:
    ids = f"{indicator}@{earlier}", f"{indicator}@{later}"
    return comparison(f"{indicator}@{earlier}..{later}", "wave", *ids, difference, p, significant)


def pair(first: str, second: str, difference: float, significant: bool) -> Comparison:
    """One age group against one that stands after it."""
    id_ = pair_comparison_id("positief", "2025", "leeftijd", first, second)
    second, first = (f"positief@2025/leeftijd={group}" for group in (second, first))
    return comparison(id_, "pair", second, first, difference, 0.01, significant, family="pairs/positief/leeftijd/2025")


def sample(wave: str) -> Sample:
    return Sample(wave, 1043, 871.5, 1.2, 0.8, 0.3, 3.0, 7, (), ())


YOUNG = "positief@2025/leeftijd=jong"
BOOK = FactBook(
    monitor="Monitor",
    wave="2025",
    waves=("2023", "2024", "2025"),
    samples=(sample("2023"), sample("2024"), sample("2025")),
    facts=(
        fact("positief@2023", 0.09),
        fact("positief@2024", 0.1005),
        fact("positief@2025"),
        fact(YOUNG, 0.25, n=88, status="indicative"),
        fact("positief@2025/leeftijd=midden", 0.12),
        suppressed("positief@2025/leeftijd=oud"),
        fact("houding.1@2025"),
        fact("houding.2@2025"),
        fact("cijfer_telefoon@2025", 6.865, low=6.7, high=7.0, unit="mean", label="6,9"),
        fact("sector_zorg.1@2025"),
        fact("sector_bank.1@2025"),
        fact("kanaal.1@2023"),
        score("nps@2024", 4.6, -1.2, 10.4, "+5"),
        score("nps@2025", -28.6, -34.2, -23.0, "−29"),
    ),
    comparisons=(
        change("positief", "2024", "2025", 0.0507, 0.0007, True),
        change("positief", "2023", "2025", 0.0612, 0.0001, True),
        change("positief", "2023", "2024", 0.0105, 0.41, False),
        comparison(
            rest_comparison_id("positief", "2025", "leeftijd", "jong"), "rest", "positief@2025/rest/leeftijd=jong",
            YOUNG, 0.12, 0.004, True, adjustment="bh", family="rest/2025/leeftijd", family_size=9, rest=0.13,
        ),
        comparison(
            rank_comparison_id("positief", "nps", "2025"), "rank", "nps@2025", "positief@2025", 0.1, 0.01, True
        ),
        pair("jong", "midden", 0.13, True),
    ),
    tables=(
        TableTest(
            table_id("houding", "2025", "leeftijd"), "houding", "2025", "leeftijd", 980, 12.668, 7.61, 7470.4, 1e-9,
            1e-8, True,
        ),
    ),
    decisions=(
        Decision("2024", "2023", "cijfer", "text", "“Oud?”", "“Nieuw?”", comparable=False, reason="andere vraagtekst"),
    ),
)  # fmt: skip


def shown(book: FactBook = BOOK) -> Shown:
    """The book with the names of its codebook, and the small monitor's waves."""
    return Shown(book, CODEBOOK, small_project().monitor)
