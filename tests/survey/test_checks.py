"""Every wave is held against the same rules, and what was found can be printed as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from reportgen.facts import MarginClass
from reportgen.project.schema import Code, Codebook, Condition, Filter, Question
from reportgen.report.comparability import capital_sentence
from reportgen.survey.answers import Answers
from reportgen.survey.checks import RULES, check_respondents
from reportgen.survey.column import Cell
from reportgen.survey.raking import rake
from reportgen.survey.sample import Respondents
from reportgen.survey.weighting import Weighting, accept_weights, weigh_equally
from tests.survey.delivery import WAVE, codebook, codes, parsed, table

YES_NO = Question("Ja of nee?", "single", answers=codes("ja", "nee"))
TEN = codebook(**{f"q{number}": YES_NO for number in range(10)})
ONE = codebook(q=YES_NO)
ROOMS = Question(
    "Hoe vindt u",
    "grid",
    answers=codes("slecht", "goed") | {Code(9): "weet niet"},
    items={"hal": "de hal", "tuin": "de tuin", "zaal": "de zaal", "bar": "de bar"},
)


def found(book: Codebook, answers: Answers, weighting: Weighting | None = None) -> dict[str, str]:
    """What each rule found that has a bearing on a wave."""
    respondents = Respondents("2025", answers, weighting or weigh_equally(answers.count))
    return {check.rule: check.found for check in check_respondents(respondents, book)}


def patterns(*rows: str) -> Answers:
    """Respondents with a digit for the answer to each of ten questions, or a dot for none."""
    columns: dict[str, list[Cell]] = {
        f"q{number}": [None if row[number] == "." else row[number] for row in rows] for number in range(10)
    }
    return parsed(TEN, table(**columns))


def weighted(*weights: float) -> dict[str, str]:
    return found(ONE, parsed(ONE, table(q=["1"] * len(weights))), accept_weights(weights))


def test_a_survey_in_order_is_held_against_every_rule_that_bears_on_it() -> None:
    checks = found(ONE, parsed(ONE, table(q=["1", "2"])))
    assert set(checks) == {"dubbele respondenten", "onbekende codes", "ontbrekende antwoorden"}
    assert set(checks.values()) == {""}


def test_a_rule_that_stops_a_build_is_on_record_where_it_bears_on_a_wave() -> None:
    book = codebook(
        q=YES_NO,
        leeftijd=Question("Hoe oud?", "number", minimum=18, maximum=99),
        last=Question("Last van?", "multiple", answers=codes("a", "geen"), exclusive=(Code(2),)),
        waarom=replace(YES_NO, asked_of=Filter("q", (Code(1),), "wie ja zei")),
    )
    raw = table(q=["1"], leeftijd=["40"], last_1=["0"], last_2=["1"], waarom=["1"], lid=["a"])
    checks = found(book, parsed(book, raw, replace(WAVE, panel="lid")))
    stops = ("dubbele panelleden", "onmogelijke getallen", "tegenstrijdige keuzes", "niet gestelde vragen")
    assert [checks[rule] for rule in stops] == [""] * 4


def test_every_rule_has_a_name_and_a_sentence_of_its_own() -> None:
    assert len({rule.name for rule in RULES}) == len({rule.sentence for rule in RULES}) == len(RULES)
    assert all(rule.sentence == capital_sentence(rule.sentence) for rule in RULES)


# Answers


def test_respondents_with_all_the_same_answers_are_counted() -> None:
    different = [f"{number:010b}".replace("1", "2").replace("0", "1") for number in range(1, 41)]
    assert found(TEN, patterns(*different))["gelijke antwoorden"] == ""
    twins = found(TEN, patterns(*different, *different[:3]))["gelijke antwoorden"]
    # Three pairs are six persons, of forty-three.
    assert twins == "6 respondenten (14%) hebben al hun antwoorden met een ander gemeen"
    few = found(TEN, patterns(*different, different[0]))["gelijke antwoorden"]
    assert few == "minder dan 5 respondenten hebben al hun antwoorden met een ander gemeen"


def test_the_same_nine_answers_may_be_chance() -> None:
    assert "gelijke antwoorden" not in found(TEN, patterns(*["121212121."] * 8))


def test_what_was_ticked_and_ranked_counts_as_an_answer_too() -> None:
    ticked = Question("Wat?", "multiple", answers=codes("a", "b"))
    ranked = Question("Volgorde?", "ranking", answers=codes("a", "b"))
    book = codebook(m=ticked, r=ranked, **{f"q{number}": YES_NO for number in range(8)})
    same = {f"q{number}": ["1"] * 12 for number in range(8)}

    def twins(ticks: Sequence[Cell], places: Sequence[Cell]) -> str:
        others: dict[str, Sequence[Cell]] = {"m_1": ticks, "m_2": ["0"] * 12}
        others |= {"r_1": places, "r_2": [{"1": "2", "2": "1"}[str(place)] for place in places]}
        return found(book, parsed(book, table(**same, **others)))["gelijke antwoorden"]

    assert twins(["1"] * 12, ["1"] * 12).startswith("12 respondenten (100%)")
    assert twins(["1"] * 7 + ["0"] * 5, ["2"] + ["1"] * 11).startswith("vrijwel alle respondenten")


def test_a_third_of_the_median_duration_is_too_fast() -> None:
    timed = replace(ONE, duration="duur")

    def fast(*durations: Cell) -> str | None:
        raw = table(q=["1"] * len(durations), duur=list(durations))
        return found(timed, parsed(timed, raw)).get("invultijd")

    # The median is 300: a hundred is not faster than a third of that, ninety-nine is.
    assert fast(*["100"] * 6, *["300"] * 13, None) == ""
    assert fast(*["99"] * 6, *["300"] * 13, None) == (
        "6 respondenten (32%) vulden de vragenlijst in minder dan een derde van de mediane tijd in"
    )
    assert fast("10", "300", "300").startswith("minder dan 5 respondenten vulden")  # type: ignore[union-attr]
    assert fast(None, None) is None


@pytest.mark.parametrize(
    ("straight", "what"),
    [
        (0, ""),
        (3, "overal hetzelfde antwoord gaven minder dan 5 respondenten bij “Hoe vindt u”"),
        (6, "overal hetzelfde antwoord gaven 6 respondenten (30%) bij “Hoe vindt u”"),
    ],
)
def test_the_same_answer_to_every_item_of_a_grid_is_counted(straight: int, what: str) -> None:
    book = codebook(kamer=ROOMS)
    rows = ["9999"] * (straight // 2) + ["2222"] * (straight - straight // 2) + ["1112"] * (20 - straight) + ["22.2"]
    columns: dict[str, list[Cell]] = {
        f"kamer_{item}": [None if row[place] == "." else row[place] for row in rows]
        for place, item in enumerate(ROOMS.items)
    }
    assert found(book, parsed(book, table(**columns)))["rechte lijnen"] == what


def test_a_grid_of_three_items_is_too_short_for_a_straight_line() -> None:
    book = codebook(kamer=replace(ROOMS, items={"hal": "de hal", "tuin": "de tuin", "zaal": "de zaal"}))
    answers = parsed(book, table(kamer_hal=["1"] * 9, kamer_tuin=["1"] * 9, kamer_zaal=["1"] * 9))
    assert "rechte lijnen" not in found(book, answers)


def test_answers_that_many_did_not_give_are_told_of_those_who_were_asked() -> None:
    why = replace(YES_NO, text="Waarom?", short="waarom", asked_of=Filter("q", (Code(1),), "wie ja zei"))
    book = codebook(q=YES_NO, waarom=why, op=Question("Nog iets?", "open"))
    raw = table(q=["1"] * 80 + ["2"] * 20, waarom=[None] * 5 + ["1"] * 75 + [None] * 20, op=[None] * 100)
    assert found(book, parsed(book, raw))["ontbrekende antwoorden"] == (
        "geen antwoord gaven 5 respondenten (6%) bij “waarom”"
    )
    # One in twenty is not more than one in twenty.
    raw = table(q=["1"] * 80 + ["2"] * 20, waarom=[None] * 4 + ["1"] * 76 + [None] * 20, op=[None] * 100)
    assert found(book, parsed(book, raw))["ontbrekende antwoorden"] == ""


def test_of_many_unanswered_questions_the_first_are_named() -> None:
    message = found(TEN, patterns(*["1........."] * 9))["ontbrekende antwoorden"]
    assert message.startswith("geen antwoord gaven 9 respondenten (100%) bij “Ja of nee?”, 9 resp")
    assert message.endswith(" en een deel bij nog 4 vragen")


def test_codes_without_a_label_in_spss_are_named() -> None:
    raw = replace(table(q=[1.0, 2.0]), value_labels={"q": {1.0: "ja"}})
    assert found(ONE, parsed(ONE, raw))["onbekende codes"] == (
        "in SPSS ontbreken labels: kolom q (2); gelezen zoals het codeboek zegt"
    )


# Weights


def test_weights_far_from_the_average_are_told() -> None:
    assert weighted(*[1.0] * 99, 5.0)["uiterste gewichten"] == ""
    # 99 ones and a six average 1,05: the largest is 5,7 times that.
    assert weighted(*[1.0] * 99, 6.0)["uiterste gewichten"] == "het grootste gewicht is 5,7 keer het gemiddelde"
    assert weighted(*[1.0] * 99, 0.1)["uiterste gewichten"] == "het kleinste gewicht is 0,10 keer het gemiddelde"
    assert weighted(*[1.0] * 98, 0.1, 6.0)["uiterste gewichten"] == (
        "het grootste gewicht is 5,8 keer het gemiddelde en het kleinste 0,10 keer het gemiddelde"
    )
    assert weighted(*[1.0] * 99, 0.0)["uiterste gewichten"] == ""


def test_an_efficiency_below_seventy_percent_is_told() -> None:
    members = {"leeftijd": [0] * 30 + [1] * 270}
    answers = parsed(ONE, table(q=["1"] * 300))
    good = rake(members, {"leeftijd": {"jong": 0.29, "oud": 0.71}})
    assert found(ONE, answers, good)["weegefficiëntie"] == ""
    bad = rake(members, {"leeftijd": {"jong": 0.5, "oud": 0.5}})
    assert found(ONE, answers, bad)["weegefficiëntie"] == "de weging kost veel precisie: de efficiëntie is 36%"


@pytest.mark.parametrize(
    ("size", "what"),
    [
        (4, "minder dan 30 respondenten telt “jong” van leeftijd (minder dan 5)"),
        (29, "minder dan 30 respondenten telt “jong” van leeftijd (29)"),
        (30, ""),
    ],
)
def test_a_class_of_less_than_thirty_is_told(size: int, what: str) -> None:
    class_ = MarginClass("leeftijd", "jong", size, 0.5, 0.5, 0.5)
    weighting = replace(weigh_equally(100), margins=(class_, replace(class_, name="oud", n=100)))
    assert found(ONE, parsed(ONE, table(q=["1"] * 100)), weighting)["kleine klassen"] == what


def test_unweighted_respondents_have_no_weights_to_check() -> None:
    checks = found(ONE, parsed(ONE, table(q=["1"])))
    assert not {"uiterste gewichten", "weegefficiëntie", "kleine klassen"} & set(checks)


def test_different_answers_hardly_ever_look_the_same() -> None:
    # All 2^15 answers to fifteen questions, and the first ten thousand of them again.
    book = codebook(**{f"q{number}": YES_NO for number in range(15)})
    numbers = np.concatenate([np.arange(2**15), np.arange(10_000)])
    columns: dict[str, list[Cell]] = {
        f"q{bit}": [str(1 + digit) for digit in (numbers >> bit & 1).tolist()] for bit in range(15)
    }
    assert found(book, parsed(book, table(**columns)))["gelijke antwoorden"].startswith("20.000 respondenten (47%)")


def test_a_condition_that_was_met_by_nobody_else_is_no_silence() -> None:
    asked_of = Filter(all=(Condition("q", (Code(1),)),), base="wie ja zei")
    book = codebook(q=YES_NO, why=replace(YES_NO, asked_of=asked_of))
    answers = parsed(book, table(q=["1"] + ["2"] * 30, why=["1"] + [None] * 30))
    assert found(book, answers)["ontbrekende antwoorden"] == ""
