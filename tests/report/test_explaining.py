"""Every figure and every test explains itself, for whoever is asked about it."""

from __future__ import annotations

import json
from dataclasses import replace
from math import sqrt
from pathlib import Path

import numpy as np
import pytest

from reportgen.errors import UserError
from reportgen.facts import Fact, FactBook, MarginClass, Sample, TableTest
from reportgen.project.expansion import expanded
from reportgen.project.schema import Breakdown, Group, Indicator, Project, Question, Variant
from reportgen.report.explaining.explanation import render_json, render_text
from reportgen.report.explaining.finding import explain
from reportgen.survey.estimation import Estimates, mean_intervals, share_intervals
from reportgen.survey.significance import compare_disjoint
from tests.report.examples import BookMaker, small_project
from tests.snapshots import match

EXPECTED = Path(__file__).parent / "snapshots"


def project() -> Project:
    """The small monitor, in which the attitude was asked in other words in 2023."""
    small = small_project()
    asked = replace(small.codebook.questions["houding"], variants={"2023": Variant("Vindt u chatbots goed?")})
    ages = small.codebook.breakdowns["leeftijd"]
    groups = ages.groups | {"midden": Group("40 t/m 49 jaar", range=(40, 49))}
    waves = {"2022": replace(small.monitor.waves["2023"], label="2022", file="data/2022.toml"), **small.monitor.waves}
    small = replace(small, monitor=replace(small.monitor, waves=waves))
    questions = small.codebook.questions | {"houding": asked}
    breakdowns = {"leeftijd": replace(ages, groups=groups)}
    return replace(small, codebook=replace(small.codebook, questions=questions, breakdowns=breakdowns))


def book() -> FactBook:
    maker = BookMaker().cited("positief", "2022", 0.12, "Rapport 2022, blz. 4", n=812)
    maker.share("positief", "2023", 0.08).share("positief", "2024", 0.10).share("positief", "2025", 0.1512)
    maker.broken("2024", "houding", "andere vraagtekst").change("positief", True)
    maker.share("positief", "2025", 0.25, "leeftijd=jong", n=88).share("positief", "2025", 0.05, "leeftijd=oud", n=12)
    maker.against_rest("positief", "leeftijd=jong", True, rest=0.101)
    maker.share("houding.9", "2025", 0.02).share("wachten", "2025", 0.4).share("herhalen", "2025", 0.6)
    maker.share("positief", "2025", 0.11, "leeftijd=midden", n=200).paired(
        "positief", "leeftijd", "jong", "midden", True
    )
    maker.ranked("herhalen", "wachten", True).mean("cijfer", "2024", 6.9).mean("cijfer", "2025", 6.85)
    maker.change("cijfer", False).score("nps", "2025", -28.6).share("gebruikt", "2025", 0.0)
    table = TableTest(
        "houding~leeftijd@2025", "houding", "2025", "leeftijd", 980, 4.213, 2.91, 2850.4, 0.006, 0.03, True
    )
    return consistent(replace(maker.book(), tables=(table,)))


def consistent(book: FactBook) -> FactBook:
    """Give every figure the uncertainty that its base brings, and every test what follows from that."""
    facts = {fact.id: _with_interval(fact) if fact.se is not None else fact for fact in book.facts}
    tests = []
    for test in book.comparisons:
        to, from_ = facts[test.to], facts.get(test.from_)
        before = from_.estimate if from_ else test.rest
        family = {"wave": "headlines", "pair": "pairs"}.get(test.kind, test.kind)
        result = compare_disjoint(before, from_.se if from_ else 0.011, to.estimate, to.se)
        tests.append(
            replace(
                test, se=result.se, low=result.low, high=result.high, p=result.p, p_adjusted=min(1.0, 3 * result.p),
                significant=3 * result.p < 0.05, family=family, family_size=3,
            )
        )  # fmt: skip
    return replace(book, facts=tuple(facts.values()), comparisons=tuple(tests))


def _with_interval(fact: Fact) -> Fact:
    variance = (
        fact.estimate * (1 - fact.estimate) if fact.unit == "share" else {"mean": 2.0, "score": 6400.0}[fact.unit]
    )
    se = sqrt(variance / fact.n_eff)
    estimates = Estimates(*(np.array([value]) for value in (fact.estimate, se, fact.n, fact.n_eff)))
    low, high = (share_intervals if fact.unit == "share" else mean_intervals)(estimates)
    return replace(fact, se=se, low=float(low[0]), high=float(high[0]))


IDS = {
    "aandeel": "positief@2025",
    "groep": "positief@2025/leeftijd=jong",
    "weggelaten": "positief@2025/leeftijd=oud",
    "overgenomen": "positief@2022",
    "zeldzaam": "houding.9@2025",
    "niemand": "gebruikt@2025",
    "gemiddelde": "cijfer@2025",
    "score": "nps@2025",
    "verandering": "positief@2024..2025",
    "geen-verandering": "cijfer@2024..2025",
    "rest": "positief@2025/leeftijd=jong:rest",
    "rangorde": "herhalen>wachten@2025",
    "breuk": "positief@2023..2025",
    "bron": "positief@2022..2025",
    "tabel": "houding~leeftijd@2025",
    "groepen": "positief@2025/leeftijd=jong>midden",
    "steekproef": "n@2025",
}


@pytest.mark.parametrize(("name", "id_"), IDS.items(), ids=IDS)
def test_an_explanation_reads_like_this(name, id_):
    match(EXPECTED / f"uitleg-{name}.txt", render_text(explain(id_, book(), project())))


def explained(id_, of=None, within=None) -> str:
    """An explanation on one line."""
    return " ".join(render_text(explain(id_, of or book(), within or project())).split())


def varied() -> Project:
    """The small monitor, with questions and groups of every kind."""
    small = project()
    care = Question("Wat vindt u van – de zorg", "single", short="de zorg", answers={1: "goed"}, grid="sector")
    indicators = {
        "ruim": Indicator("geeft een ruime voldoende", "ruim", "cijfer", range=(8, 10)),
        "veertig": Indicator("is in de veertig", "veertig", "leeftijd", range=(40, 49)),
        "ergert": Indicator("ergert zich", "ergert", "ergernis", (1, 2)),
    }
    use = Breakdown("gebruik", "gebruik", {"ja": Group("gebruikers", answers=(1,))})
    crossed = Breakdown("leeftijd en gebruik", cross=("leeftijd", "gebruik"))
    codebook = replace(
        small.codebook,
        questions=small.codebook.questions | {"sector_zorg": care},
        indicators=small.codebook.indicators | indicators,
        breakdowns=small.codebook.breakdowns | {"gebruik": use, "leeftijd_gebruik": crossed},
    )
    return replace(small, codebook=expanded(codebook))


COUNTED = {
    "houding.1": "Geteld is wie “negatief” antwoordde.",
    "ergernis.1": "Geteld is wie “wachten” aankruiste.",
    "ergert": "Geteld is wie “wachten” of “herhalen” aankruiste; ieder telt één keer.",
    "cijfer.7": "Geteld is wie een 7 gaf.",
    "ruim": "Geteld is wie een cijfer van 8 t/m 10 gaf.",
    "veertig": "Geteld is wie een getal van 40 t/m 49 gaf.",
    "leeftijd.jong": "Geteld is wie een getal noemde in de klasse “18 t/m 49 jaar”.",
    "volgorde.2": "Geteld is wie “goed” op de eerste plaats zette.",
    "snel": "Geteld is wie “snel” op plaats 1 t/m 2 zette.",
    "open.1": "Geteld is wie een toelichting gaf; wat erin staat, telt niet mee.",
    "sector_zorg.1": "“Wat vindt u van – de zorg” (één antwoord mogelijk) Geteld is wie “goed” antwoordde.",
}


@pytest.mark.parametrize(("indicator", "said"), COUNTED.items(), ids=COUNTED)
def test_it_says_who_counts_for_every_kind_of_question(indicator, said):
    of = BookMaker().share(indicator, "2025", 0.2).book()
    assert said in explained(f"{indicator}@2025", of, varied())


def test_an_answer_that_is_called_otherwise_in_the_file_has_both_wordings():
    small = project()
    labels = Variant(answers={1: "Negative", 2: "Neutral", 3: "Positive", 9: "weet niet"})
    attitude = replace(small.codebook.questions["houding"], variants={"2025": labels})
    codebook = replace(small.codebook, questions=small.codebook.questions | {"houding": attitude})
    said = explained("positief@2025", within=replace(small, codebook=codebook))
    assert "Geteld is “positief” (in het bestand: “Positive”)." in said
    assert "“neutraal” (in het bestand: “Neutral”) en “weet niet”." in said


def test_a_single_answer_is_named_with_its_question():
    of = BookMaker().share("houding.1", "2025", 0.2).book()
    assert explained("houding.1@2025", of, varied()).startswith("“negatief” bij “chatbot”, in 2025: 20%,")


def test_it_says_who_belongs_to_a_group():
    assert "In die groep zit wie bij de vraag “Wat is uw leeftijd?” een getal van 49 of minder noemde." in explained(
        "positief@2025/leeftijd=jong"
    )


def test_it_says_who_belongs_to_a_crossed_group():
    of = BookMaker().share("cijfer.7", "2025", 0.2, "leeftijd_gebruik=oud_ja").book()
    assert (
        "Alle respondenten in de groep “50+, gebruikers”. In die groep zit wie bij de vraag “Wat is uw "
        "leeftijd?” een getal van 50 of meer noemde, en bij de vraag “Gebruikt u een chatbot?” antwoordde: “ja”."
    ) in explained("cijfer.7@2025/leeftijd_gebruik=oud_ja", of, varied())


def test_the_same_persons_in_two_waves_are_added_up_per_person():
    made = replace(book(), comparisons=tuple(replace(one, is_paired=True) for one in book().comparisons))
    assert "u = Σ ±z, met V = m/(m−1) · Σ (u − ū)² over m personen (Kish 1965, §12.4)" in explained(
        "positief@2024..2025", made
    )


@pytest.mark.parametrize("changes", [{"is_paired": True}, {"se": 0.031}], ids=["declared", "seen"])
def test_groups_that_weighting_ties_together_are_not_taken_for_separate(changes):
    made = replace(book(), comparisons=tuple(replace(one, **changes) for one in book().comparisons))
    text = explained("positief@2025/leeftijd=jong>midden", made)
    assert "staan de twee schattingen niet los van elkaar" in text
    assert "√(se₁² + se₂²)" not in text


def test_a_calibrated_variance_is_named():
    sample = replace(book().sample_by_wave["2025"], variance="calibrated", has_base_weights=True)
    text = explained("positief@2025", replace(book(), samples=(sample,)))
    assert "residuen genomen van de gewogen regressie op de randtotalen" in text
    assert "gewogen naar geslacht, uitgaande van de gewichten van het veldwerkbureau." in text


@pytest.mark.parametrize("id_", ["positief@2025#n", "positief@2025#interval", " positief@2025 "])
def test_an_id_copied_from_a_publication_is_understood(id_):
    assert explained(id_) == explained("positief@2025")


def test_a_class_of_a_margin_is_explained_with_the_weighting():
    assert explained("margin:geslacht=man@2025#target").startswith(
        "In 2025: geslacht, man: 480 respondenten, 48,0%; in de bevolking 50,0%, na weging 50,0%."
    )


HIDDEN = "een van beide cijfers wordt niet gepubliceerd; --explain van dat cijfer zegt waarom."
UNTESTED = {
    "positief@2025/leeftijd=oud:rest": HIDDEN,
    "positief@2025/leeftijd=jong>oud": HIDDEN,
    "wachten>positief@2025": "alleen uitkomsten die in een reeks op elkaar volgen, worden tegen elkaar getoetst.",
    "gebruikt@2024/leeftijd=jong:rest": "een groep wordt alleen in de nieuwste editie tegen de rest getoetst.",
    "gebruikt@2024/leeftijd=jong>midden": "deze twee groepen zijn niet tegen elkaar getoetst, maar elk tegen de rest.",
}


@pytest.mark.parametrize(("id_", "why"), UNTESTED.items(), ids=UNTESTED)
def test_it_says_why_something_was_not_tested(id_, why):
    maker = BookMaker(facts=dict(book().by_id))
    for group in ("jong", "midden"):
        maker.share("gebruikt", "2024", 0.3, f"leeftijd={group}")
    assert explained(id_, maker.book()).startswith(f"Deze vergelijking is niet gemaakt: {why}")


def test_the_first_line_is_the_answer():
    first = render_text(explain("positief@2024..2025", book(), project())).splitlines()[0]
    assert first.startswith(
        "Positief over een chatbot, in 2025: 15%, tegen 10% in 2024; dat verschil van 5 procentpunt is"
    )


def test_a_suppressed_figure_gives_nothing_away():
    text = render_text(explain("positief@2025/leeftijd=oud", book(), project()))
    assert "5%" not in text.replace("95%", "")
    assert "niet gepubliceerd" in text.splitlines()[0]


@pytest.mark.parametrize(
    ("id_", "remedy"),
    [
        ("positef@2025", "Bedoelde u “positief@2025”?"),
        ("positief", "Bedoelde u “positief@2025”?"),
        ("positief@2025/leeftijd=jng", "Bedoelde u “positief@2025/leeftijd=jong”?"),
        ("herhalen>wachtn@2025", "Bedoelde u “herhalen>wachten@2025”?"),
        ("wachten>herhalen@2025", "Bedoelde u “herhalen>wachten@2025”?"),
        ("positief@2025/leeftijd=midden>jong", "Bedoelde u “positief@2025/leeftijd=jong>midden”?"),
        ("houding~leeftyd@2025", "Bedoelde u “houding~leeftijd@2025”?"),
        ("margin:geslacht=mann@2025", "Een naam ziet eruit als indicator@2025;"),
    ],
)
def test_a_wrong_id_gets_the_nearest(id_, remedy):
    with pytest.raises(UserError) as caught:
        explain(id_, book(), project())
    assert remedy in str(caught.value)


WEIGHTED = {
    "supplied": "De gewichten zijn door het veldwerkbureau geleverd en ongewijzigd gebruikt.",
    "unweighted": "Er is niet gewogen: elke respondent telt even zwaar.",
    "bounded": "Elk gewicht is met een factor van minstens 0,3 en hoogstens 3 veranderd",
    "raked": "tot alle randtotalen tegelijk klopten (raking, 1 ronde;",
}


@pytest.mark.parametrize(("how", "said"), WEIGHTED.items(), ids=WEIGHTED)
def test_it_says_how_was_weighted_and_nothing_else(how, said):
    margins = () if how in {"supplied", "unweighted"} else (MarginClass("geslacht", "man", 480, 0.48, 0.5, 0.5),)
    bounds = (0.3, 3.0) if how == "bounded" else None
    sample = Sample("2025", 1000, 803.4, 1.245, 0.8034, 0.41, 2.93, 1, margins, (), weighted=how, bounds=bounds)
    text = render_text(explain("positief@2025", replace(book(), samples=(sample,)), project()))
    words = " ".join(text.split())
    assert said in words
    assert ("raking" in words) == (how == "raked")


def test_a_program_can_read_it():
    about = json.loads(render_json(explain("positief@2025", book(), project())))
    assert about["id"] == "positief@2025"
    assert about["steps"][0]["title"] == "De vraag"
