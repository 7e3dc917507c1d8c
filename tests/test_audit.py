"""The audit finds what a reader of facts.json could work out: every kind of leak is planted here, and found."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from reportgen.audit.audit import find_leaks, refuse_leaks
from reportgen.errors import UserError
from reportgen.facts import Comparison, CutSample, Fact, FactBook, Sample, Status, answer_indicator, fact_id
from reportgen.measured import read_or_measure
from reportgen.project.schema import Breakdown, Code, Codebook, Condition, Group, Indicator, Project, Question

ROOT = Path(__file__).parent.parent
WAVE = "2025"

ANSWERS = {Code(1): "goed", Code(2): "matig", Code(3): "slecht", Code(9): "weet niet"}
CODEBOOK = Codebook(
    id="nummer",
    questions={
        "geslacht": Question("Geslacht?", "single", answers={Code(1): "man", Code(2): "vrouw"}),
        "leeftijd": Question("Leeftijd?", "number", minimum=18, maximum=99),
        "oordeel": Question("Oordeel?", "single", answers=ANSWERS, dont_know=(Code(9),)),
        "cijfer": Question("Cijfer?", "grade", minimum=0, maximum=10, answers={Code(99): "?"}, dont_know=(Code(99),)),
        "kanalen": Question(
            "Kanalen?", "multiple", answers={Code(1): "post", Code(2): "mail", Code(8): "geen"}, exclusive=(Code(8),)
        ),
    },
    indicators={
        "goed": Indicator("goed", "goed", "oordeel", (Code(1),)),
        "niet_goed": Indicator("niet goed", "niet goed", "oordeel", (Code(2), Code(3))),
        "oordelend_goed": Indicator("goed", "goed", "oordeel", (Code(1),), base="answered"),
        "gemiddeld": Indicator("cijfer", "cijfer", "cijfer"),
        "nps": Indicator("score", "score", "cijfer", statistic="nps"),
        "een_kanaal": Indicator("enig kanaal", "enig kanaal", "kanalen", (Code(1), Code(2))),
    },
    breakdowns={
        "geslacht": Breakdown(
            "geslacht", "geslacht", {"man": Group("mannen", (Code(1),)), "vrouw": Group("vrouwen", (Code(2),))}
        ),
        "leeftijd": Breakdown(
            "leeftijd",
            "leeftijd",
            {"jong": Group("jong", range=(18, 40)), "midden": Group("midden", range=(41, 60)),
             "oud": Group("oud", range=(61, 99))},
        ),
        "partner": Breakdown("tot 43 jaar", "leeftijd", {"doelgroep": Group("doelgroep", range=(18, 43))}),
        "samen": Breakdown(
            "leeftijd × geslacht",
            cross=("leeftijd", "geslacht"),
            groups={
                f"{age}_{sex}": Group(
                    f"{age}, {sex}",
                    where=(Condition("leeftijd", range=ages), Condition("geslacht", (Code(code),))),
                )
                for (age, ages), (sex, code) in product(
                    {"jong": (18, 40), "midden": (41, 60), "oud": (61, 99)}.items(), {"man": 1, "vrouw": 2}.items()
                )
            },
        ),
    },
)  # fmt: skip

Person = Mapping[str, int | frozenset[int]]
SEXES, AGES = (1, 2), {"jong": 30, "midden": 50, "oud": 70}


def people(each: int = 200) -> list[Person]:
    """As many people of either sex in each of three classes of age, who give every answer in turn."""
    return [
        {
            "geslacht": sex,
            "leeftijd": age,
            "oordeel": (1, 2, 3, 9)[number % 4],
            "cijfer": (0, 3, 5, 6, 7, 8, 9, 10, 99)[number % 9],
            "kanalen": frozenset({8}) if number % 3 == 0 else frozenset({1, 2} if number % 2 else {1}),
        }
        for sex, age in product(SEXES, AGES.values())
        for number in range(each)
    ]


def is_in(breakdown: str | None, group: str | None, person: Person) -> bool:
    if breakdown is None or group is None:
        return True
    spec = CODEBOOK.breakdowns[breakdown]
    one = spec.groups[group]
    conditions = one.where or (Condition(spec.question, one.answers, one.range),)
    return all(
        person[each.question] in each.answers
        or (each.range is not None and each.range[0] <= int(str(person[each.question])) <= each.range[1])
        for each in conditions
    )


def fact_about(indicator: str, breakdown: str | None, group: str | None, persons: Iterable[Person]) -> Fact:
    """Count a fact out, one person a person, and publish it whatever it is."""
    name, _, code = indicator.rpartition(".")
    spec = CODEBOOK.indicators.get(indicator) or Indicator("", "", name, (Code(int(code)),))
    question = CODEBOOK.questions[spec.question]
    answers = [person[spec.question] for person in persons if is_in(breakdown, group, person)]
    if spec.base == "answered" or not spec.answers:
        answers = [answer for answer in answers if answer not in question.dont_know]
    values = [_value(spec, answer) for answer in answers]
    estimate = sum(values) / len(values) if values else 0.0
    unit = "share" if spec.answers else "score" if spec.statistic else "mean"
    n = len(values)
    status: Status = "published" if n >= 100 else "indicative" if n >= 30 else "suppressed"
    fact = Fact(
        fact_id(indicator, WAVE, breakdown, group), indicator, WAVE, breakdown, group, unit,
        estimate, 0.01, estimate, estimate, n, float(n), status, "x",
    )  # fmt: skip
    return hidden(fact) if status == "suppressed" else fact


def _value(spec: Indicator, answer: int | frozenset[int]) -> float:
    if isinstance(answer, frozenset):
        return float(bool(answer & set(spec.answers)))
    if spec.statistic == "nps":
        return 100 if answer >= 9 else -100 if answer <= 6 else 0
    return float(answer in spec.answers) if spec.answers else answer


def hidden(fact: Fact) -> Fact:
    return replace(fact, estimate=None, se=None, low=None, high=None, label=None, status="suppressed")


def book_of(persons: list[Person], *hide: str, breakdowns: Iterable[str] = CODEBOOK.breakdowns) -> FactBook:
    """Publish all about these people but what is to be hidden."""
    answers = [
        answer_indicator(name, code)
        for name, codes in {"oordeel": (1, 2, 3, 9), "cijfer": (*range(11), 99), "kanalen": (1, 2, 8)}.items()
        for code in codes
    ]
    facts = [fact_about(name, None, None, persons) for name in (*CODEBOOK.indicators, *answers)]
    facts += [
        fact_about(name, breakdown, group, persons)
        for name in CODEBOOK.indicators
        for breakdown in breakdowns
        for group in CODEBOOK.breakdowns[breakdown].groups
    ]
    names = {fact.id for fact in facts}
    assert names.issuperset(hide)
    sample = Sample(WAVE, len(persons), float(len(persons)), 1, 1, 1, 1, 0, (), (), weighted="unweighted")
    return FactBook("M", WAVE, (sample,), tuple(hidden(f) if f.id in hide else f for f in facts), ())


def changed(book: FactBook, name: str, change: Callable[[Fact], Fact]) -> FactBook:
    assert name in book.by_id
    return replace(book, facts=tuple(change(fact) if fact.id == name else fact for fact in book.facts))


def given_away(book: FactBook) -> set[str]:
    """The facts that can be worked out."""
    return {leak.facts[0] for leak in find_leaks(book, CODEBOOK) if "volgt uit" in leak.what}


def found(book: FactBook) -> set[str]:
    return {leak.what for leak in find_leaks(book, CODEBOOK)}


# --- what is in order -------------------------------------------------------------------------------------------------


def test_what_may_be_known_is_no_leak():
    assert find_leaks(book_of(people()), CODEBOOK) == ()


def test_two_hidden_in_every_row_and_column_keep_each_other_hidden():
    cells = [f"{age}_{sex}" for age in ("jong", "oud") for sex in ("man", "vrouw")]
    hide = [f"{name}@2025/samen={cell}" for name in CODEBOOK.indicators for cell in cells]
    assert given_away(book_of(people(), *hide, breakdowns=("geslacht", "leeftijd", "samen"))) == set()


# --- worked out -------------------------------------------------------------------------------------------------------

GOOD_MEN = "goed@2025/geslacht=man"


def test_a_group_follows_from_the_total_and_the_other_group():
    assert given_away(book_of(people(), "gemiddeld@2025/geslacht=man")) == {"gemiddeld@2025/geslacht=man"}


def test_a_group_does_not_follow_when_some_are_in_no_group():
    persons = [{**person, "geslacht": 7} if i % 5 == 0 else person for i, person in enumerate(people())]
    assert given_away(book_of(persons, "gemiddeld@2025/geslacht=man", breakdowns=("geslacht",))) == set()


def test_the_total_follows_from_all_groups():
    assert given_away(book_of(people(), "een_kanaal@2025", "kanalen.8@2025")) == {"een_kanaal@2025", "kanalen.8@2025"}


def test_a_group_follows_from_its_crossed_parts_and_from_the_other_breakdowns():
    hide = ["nps@2025/leeftijd=jong", "nps@2025/leeftijd=oud", "nps@2025/partner=doelgroep"]
    assert set(hide) <= given_away(book_of(people(), *hide))


def test_a_crossed_group_follows_from_its_parents():
    name = "nps@2025/samen=jong_man"
    assert name in given_away(book_of(people(), name))
    assert name in given_away(book_of(people(), name, "nps@2025/samen=jong_vrouw"))


def test_two_groups_in_one_row_and_one_column_are_not_enough_to_hide_the_third():
    hide = [f"nps@2025/samen={cell}" for cell in ("jong_man", "jong_vrouw", "midden_man")]
    assert given_away(book_of(people(), *hide, breakdowns=("geslacht", "leeftijd", "samen"))) == set(hide)


def test_a_group_of_nobody_is_known_to_be_empty():
    persons = [person for person in people() if (person["leeftijd"], person["geslacht"]) != (30, 1)]
    hide = [f"nps@2025/samen={cell}" for cell in ("jong_man", "jong_vrouw")]
    assert "nps@2025/samen=jong_vrouw" in given_away(book_of(persons, *hide, breakdowns=("leeftijd", "samen")))


def test_an_answer_follows_from_the_others_adding_up_to_everybody():
    hide = ["oordeel.2@2025"]
    assert given_away(book_of(people(), *hide)) == {"oordeel.2@2025"}


def test_an_answer_follows_from_an_indicator_that_adds_it_up():
    assert given_away(book_of(people(), "oordeel.1@2025", "oordeel.9@2025")) == {"oordeel.1@2025", "oordeel.9@2025"}


def test_weet_niet_follows_from_shares_with_and_without_it():
    book = book_of(people(), "oordeel.9@2025", "oordeel.2@2025", "oordeel.3@2025", "niet_goed@2025", breakdowns=())
    assert given_away(book) == {"oordeel.9@2025", "niet_goed@2025"}


def test_two_grades_follow_from_their_sum_and_the_mean():
    hide = ["cijfer.0@2025", "cijfer.3@2025"]
    without_score = replace(book_of(people(), *hide), facts=tuple(
        fact for fact in book_of(people(), *hide).facts if fact.indicator != "nps"
    ))  # fmt: skip
    assert given_away(without_score) == set(hide)


def test_three_grades_follow_only_with_the_score_beside_the_mean():
    hide = ["cijfer.3@2025", "cijfer.7@2025", "cijfer.9@2025"]
    assert given_away(book_of(people(), *hide)) == set(hide)
    assert given_away(book_of(people(), *hide, "nps@2025", breakdowns=())) == set()


def test_an_exclusive_answer_is_what_the_others_leave():
    assert given_away(book_of(people(), "kanalen.8@2025")) == {"kanalen.8@2025"}
    assert given_away(book_of(people(), "kanalen.2@2025")) == set()


def test_a_hidden_total_follows_from_a_group_and_its_rest():
    hide = ["een_kanaal@2025", "kanalen.8@2025", "een_kanaal@2025/geslacht=vrouw"]
    book = book_of(people(), *hide, breakdowns=("geslacht",))
    men = "een_kanaal@2025/geslacht=man"
    rest = Comparison(
        f"{men}:rest", "een_kanaal", "rest", f"{men}/rest", men,
        0.1, 0.1, 0, 0.2, 0.5, 0.5, "none", significant=False, label="x", rest=0.5,
    )  # fmt: skip
    assert given_away(book) == set()
    assert given_away(replace(book, comparisons=(rest,))) == set(hide)


# --- few persons ------------------------------------------------------------------------------------------------------

FEW_BETWEEN = "deze grondslagen verschillen minder dan 5 personen"


@pytest.mark.parametrize("more", [1, 4])
def test_a_group_may_not_be_another_and_a_few_persons_more(more):
    persons = [*people(), *({**people()[0], "leeftijd": 42} for _ in range(more))]
    assert FEW_BETWEEN in found(book_of(persons, breakdowns=("leeftijd", "partner")))


@pytest.mark.parametrize("more", [0, 5])
def test_groups_that_are_the_same_or_differ_by_more_are_in_order(more):
    persons = [*people(), *({**people()[0], "leeftijd": 42} for _ in range(more))]
    assert FEW_BETWEEN not in found(book_of(persons, breakdowns=("leeftijd", "partner")))


@pytest.mark.parametrize(("more", "gives_away"), [(1, True), (9, True), (10, False), (0, False)])
def test_the_cut_of_an_edition_has_to_be_further_from_everything_else(more, gives_away):
    persons = [*people(), *({**people()[0], "leeftijd": 42} for _ in range(more))]
    book = book_of(persons, breakdowns=("leeftijd", "partner"))
    cut = CutSample("partner", "doelgroep", WAVE, len(persons), float(len(persons)), 1, 1)
    told = found(replace(book, cuts=(cut,)))
    assert ("deze grondslagen verschillen minder dan 10 personen" in told) is gives_away
    assert FEW_BETWEEN not in told


def test_groups_together_may_not_be_the_total_but_for_a_few_persons():
    persons = [*people(), *({**people()[0], "geslacht": 7} for _ in range(3))]
    assert FEW_BETWEEN in found(book_of(persons, breakdowns=("geslacht",)))


def test_a_share_of_a_few_persons_is_found():
    persons = [{**person, "kanalen": frozenset({2} if i < 4 else {1})} for i, person in enumerate(people())]
    assert "dit aandeel is van minder dan 5 personen" in found(book_of(persons))


def test_a_share_of_a_few_persons_is_found_under_weights_when_it_is_certain():
    persons = [{**person, "kanalen": frozenset({2} if i < 4 else {1})} for i, person in enumerate(people())]
    book = book_of(persons, breakdowns=())
    weighted = replace(book, facts=tuple(replace(fact, n_eff=fact.n_eff * 0.9) for fact in book.facts))

    def told(least: float) -> bool:
        sample = replace(book.samples[0], weighted="raked", weight_min=least, weight_max=2.0)
        return "dit aandeel is van minder dan 5 personen" in found(replace(weighted, samples=(sample,)))

    assert told(0.9)
    assert not told(0.3)


def test_groups_may_not_hold_all_but_a_few_of_those_with_an_answer():
    persons = [*people(), *({**people()[0], "geslacht": 7, "oordeel": 1 if i < 3 else 2} for i in range(40))]
    assert "het verschil hiertussen is van minder dan 5 personen" in found(book_of(persons, breakdowns=("geslacht",)))


def test_answers_may_not_leave_a_few_persons_together():
    persons = [{**person, "oordeel": {0: 3, 1: 9, 2: 9}.get(i, 1)} for i, person in enumerate(people())]
    book = book_of(persons, "oordeel.3@2025", "oordeel.9@2025", breakdowns=())
    assert "wat deze antwoorden overlaten, is van minder dan 5 personen" in found(book)


# --- thresholds -------------------------------------------------------------------------------------------------------


def test_what_is_below_a_threshold_must_be_suppressed_or_marked():
    book = book_of(people())
    small = changed(book, GOOD_MEN, lambda fact: replace(fact, n_eff=29.0))
    unmarked = changed(book, GOOD_MEN, lambda fact: replace(fact, n_eff=99.0))
    overmarked = changed(book, GOOD_MEN, lambda fact: replace(fact, status="indicative"))
    half_hidden = changed(book, GOOD_MEN, lambda fact: replace(hidden(fact), high=0.6))
    assert "een cijfer over minder dan 30 waarnemingen is niet onderdrukt" in found(small)
    assert "“indicatief” hoort bij 30 tot 100 waarnemingen" in found(unmarked)
    assert "“indicatief” hoort bij 30 tot 100 waarnemingen" in found(overmarked)
    assert "een onderdrukt cijfer staat er toch bij" in found(half_hidden)


def test_a_difference_with_a_hidden_figure_tells_that_figure():
    difference = Comparison(
        "goed@2025/geslacht=man>vrouw", "goed", "pair", "goed@2025/geslacht=vrouw", GOOD_MEN,
        0.1, 0.1, 0, 0.2, 0.5, 0.5, "none", significant=False, label="x",
    )  # fmt: skip
    book = replace(book_of(people(), GOOD_MEN), comparisons=(difference,))
    assert "een verschil met een onderdrukt cijfer is gepubliceerd" in found(book)


def test_figures_from_other_publications_are_theirs():
    cited = changed(book_of(people()), "goed@2025", lambda fact: replace(fact, source="CBS", n=0, n_eff=0.0))
    assert find_leaks(cited, CODEBOOK) == ()


# --- in use -----------------------------------------------------------------------------------------------------------


def test_a_leak_is_refused_by_name_with_a_remedy():
    with pytest.raises(UserError) as refused:
        refuse_leaks(book_of(people(), GOOD_MEN, breakdowns=("geslacht",)), CODEBOOK)
    (problem,) = refused.value.problems
    assert f"{GOOD_MEN}: een onderdrukt cijfer volgt uit wat wel gepubliceerd is." in str(problem)
    assert "Voeg groepen of antwoorden samen" in str(problem)


@pytest.fixture(scope="module")
def national() -> tuple[Project, FactBook]:
    return read_or_measure(ROOT, None)


def test_the_national_monitor_gives_nothing_away_and_that_is_known_at_once(national):
    project, book = national
    start = time.process_time()
    assert find_leaks(book, project.codebook) == ()
    assert time.process_time() - start < 0.5


def test_each_fact_that_is_hidden_in_the_national_monitor_for_another_one_is_needed(national):
    """Publishing any hidden one again (with some figure) gives others away, or is of a few persons itself."""
    project, book = national
    secret = [fact for fact in book.facts if fact.estimate is None and fact.breakdown == "geslacht"]
    assert secret
    for fact in secret:
        told = replace(fact, estimate=0.5, status="published")
        leaks = find_leaks(replace(book, facts=tuple(told if f is fact else f for f in book.facts)), project.codebook)
        assert any("volgt uit" in leak.what for leak in leaks)
