"""Every kind of question is read as it was asked in its wave, and kept under today's codes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportgen.project.schema import Code, Condition, Filter, Question, Variant
from reportgen.survey.answers import Answers
from reportgen.survey.column import Cell
from tests.survey.delivery import FILE, codebook, codes, parsed, refusal, table

CHANNEL = Question("Wat is uw voorkeur, op volgorde?", "ranking", answers=codes("telefoon", "e-mail", "chat"))
ATTITUDE = Question(
    "Wat vindt u?", "single", answers=codes("positief", "negatief") | {Code(9): "weet niet"}, dont_know=(Code(9),)
)
NUISANCES = Question(
    "Waaraan ergert u zich?",
    "multiple",
    answers=codes("de muziek", "de duur") | {Code(8): "geen van deze"},
    exclusive=(Code(8),),
)
GRADE = Question("Welk cijfer?", "grade", minimum=1, maximum=10, dont_know=(Code(99),), answers={Code(99): "weet niet"})
AGE = Question("Hoe oud?", "number", minimum=18, maximum=99)


def then(question: Question, **variant: object) -> Question:
    return replace(question, variants={"2025": Variant(**variant)})  # type: ignore[arg-type]


# Rankings


def ranked(question: Question, **columns: list[Cell]) -> Answers:
    return parsed(codebook(kanaal=question), table(**columns))


def test_a_ranking_is_the_place_of_each_answer_and_the_first_choice() -> None:
    answers = ranked(CHANNEL, kanaal_1=["2", None, "3"], kanaal_2=["1", None, "2"], kanaal_3=["3", None, 1.0])
    assert {code: places.tolist() for code, places in answers.ranks["kanaal"].items()} == {
        1: [2, 0, 3],
        2: [1, 0, 2],
        3: [3, 0, 1],
    }
    assert answers.coded["kanaal"].to_list() == [2, None, 3]
    assert answers.coded["kanaal"].values.tolist() == [2, 3]
    assert answers.given["kanaal"].tolist() == [True, False, True]


def test_of_an_order_of_a_few_places_not_all_need_to_be_given() -> None:
    answers = ranked(replace(CHANNEL, places=2), kanaal_1=["1", "1"], kanaal_2=[None, "2"], kanaal_3=[None, None])
    assert answers.ranks["kanaal"][Code(2)].tolist() == [0, 2]


@pytest.mark.parametrize(
    ("places", "cells", "what"),
    [
        (None, ("1", "1", "2"), "rij 2: bij de vraag “kanaal” is in deze rij een plaats twee keer gegeven."),
        (None, ("1", "3", None), "rij 2: bij de vraag “kanaal” is in deze rij een plaats overgeslagen."),
        (None, ("2", "3", None), "rij 2: bij de vraag “kanaal” is in deze rij een plaats overgeslagen."),
        (None, ("1", "2", None), "rij 2: bij de vraag “kanaal” heeft in deze rij niet elk antwoord een plaats."),
        (None, ("1", "2", "4"), "rij 2, kolom kanaal_3: 4 is geen plaats van 1 t/m 3."),
        (2, ("1", "2", "3"), "rij 2, kolom kanaal_3: 3 is geen plaats van 1 t/m 2."),
        (2, ("1", "0", None), "rij 2, kolom kanaal_2: 0 is geen plaats van 1 t/m 2."),
        (2, ("1", "eerste", None), "rij 2, kolom kanaal_2: “eerste” is geen plaats van 1 t/m 2."),
        (2, (None, "2", None), "rij 2: bij de vraag “kanaal” is in deze rij een plaats overgeslagen."),
    ],
)
def test_an_order_that_cannot_be_is_told(places: int | None, cells: tuple[Cell, ...], what: str) -> None:
    columns = {f"kanaal_{code}": [cell] for code, cell in enumerate(cells, 1)}
    message = refusal(codebook(kanaal=replace(CHANNEL, places=places)), table(**columns))
    assert f"{FILE}, {what}" in message


def test_labels_of_a_ranking_may_not_name_other_places_or_answers() -> None:
    raw = table(kanaal_1=[1.0], kanaal_2=[2.0], kanaal_3=[3.0])
    fine = replace(raw, value_labels={"kanaal_1": {1.0: "1e keus", 2.0: "2e keus"}, "kanaal_2": {1.0: "eerste"}})
    assert parsed(codebook(kanaal=CHANNEL), fine).count == 1
    turned = replace(raw, value_labels={"kanaal_1": {1.0: "Telefoon"}, "kanaal_2": {1.0: "plaats 3"}})
    message = refusal(codebook(kanaal=CHANNEL), turned)
    assert "kolom kanaal_1: code 1 heet hier “Telefoon”." in message
    assert "kolom kanaal_2: code 1 heet hier “plaats 3”." in message


# Grids


def test_every_item_of_a_grid_is_a_question_of_its_own() -> None:
    grid = Question(
        "Hoe tevreden bent u over", "grid", answers=codes("ontevreden", "tevreden"), items={"a": "A", "b": "B"}
    )
    answers = parsed(codebook(blok=grid), table(blok_a=["1", "2"], blok_b=["tevreden", None]))
    assert answers.coded["blok_a"].to_list() == [1, 2]
    assert answers.coded["blok_b"].to_list() == [2, None]
    swapped = replace(table(blok_a=[1.0], blok_b=[1.0]), value_labels={"blok_b": {1.0: "tevreden"}})
    message = refusal(codebook(blok=grid), swapped)
    assert "kolom blok_b: code 1 heet hier “tevreden” en in het codeboek “ontevreden”." in message


# Questions that were put otherwise


def test_codes_of_the_time_become_those_of_today_also_from_wordings() -> None:
    question = then(
        ATTITUDE,
        answers=codes("negatief", "positief") | {Code(3): "zeer positief", Code(8): "geen mening"},
        recode={Code(1): Code(2), Code(2): Code(1), Code(3): Code(1), Code(8): Code(9)},
    )
    answers = parsed(codebook(q=question), table(q=["1", "2", "zeer positief", "Negatief", "8", None]))
    assert answers.coded["q"].to_list() == [2, 1, 1, 2, 9, None]
    assert answers.coded["q"].values.tolist() == [1, 2, 9]
    assert "onbekende code 9." in refusal(codebook(q=question), table(q=["9"]))
    assert "Bekend zijn 1, 2, 3, 8." in refusal(codebook(q=question), table(q=["9"]))


def test_labels_have_to_agree_with_the_answers_of_the_time() -> None:
    question = then(ATTITUDE, answers=codes("negatief", "positief"), recode={Code(1): Code(2), Code(2): Code(1)})
    raw = replace(table(q=[1.0, 2.0]), value_labels={"q": {1.0: "Negatief", 2.0: "Positief"}})
    assert parsed(codebook(q=question), raw).coded["q"].to_list() == [2, 1]
    message = refusal(codebook(q=ATTITUDE), raw)
    assert "kolom q: code 1 heet hier “Negatief” en in het codeboek “positief”." in message
    assert "was het antwoord alleen in 2025 anders, noem dat dan met “variants.2025”" in message


def test_dont_know_of_the_time_is_outside_the_limits_of_a_grade_too() -> None:
    question = then(GRADE, answers={Code(11): "weet niet"}, recode={Code(11): Code(99)})
    assert parsed(codebook(q=question), table(q=["7", "11", "weet niet"])).coded["q"].to_list() == [7, 99, 99]
    assert "99 valt buiten 1 t/m 10." in refusal(codebook(q=question), table(q=["99"]))


def test_a_user_missing_code_of_the_time_that_means_dont_know_stays_that_answer() -> None:
    question = then(GRADE, answers={Code(11): "weet niet"}, recode={Code(11): Code(99)})
    raw = replace(table(q=[11.0, 12.0]), user_missing={"q": ((11.0, 12.0),)})
    assert parsed(codebook(q=question), raw).coded["q"].to_list() == [99, None]


def test_answers_that_were_ticked_apart_are_added_together() -> None:
    question = then(
        NUISANCES,
        answers={Code(1): "de muziek", Code(2): "de duur", Code(3): "het menu", Code(7): "niets"},
        recode={Code(3): Code(2), Code(7): Code(8)},
    )
    raw = table(q_1=["1", "0", "0"], q_2=["0", "0", "0"], q_3=["0", "1", "0"], q_7=["0", "0", "1"])
    chosen = parsed(codebook(q=question), raw).chosen["q"]
    assert {code: mask.tolist() for code, mask in chosen.items()} == {
        1: [True, False, False],
        2: [False, True, False],
        8: [False, False, True],
    }
    both = table(q_1=["1"], q_2=["0"], q_3=["0"], q_7=["1"])
    assert "kolom q_7: “niets” is samen met een ander antwoord gekozen." in refusal(codebook(q=question), both)


def test_of_answers_in_an_order_that_are_added_together_the_best_place_counts() -> None:
    question = then(CHANNEL, answers=codes("telefoon", "e-mail", "brief"), recode={Code(3): Code(2)})
    answers = ranked(question, kanaal_1=["3", "1"], kanaal_2=["2", "3"], kanaal_3=["1", "2"])
    assert {code: places.tolist() for code, places in answers.ranks["kanaal"].items()} == {1: [3, 1], 2: [1, 2]}
    assert answers.coded["kanaal"].to_list() == [2, 1]


def test_a_column_of_the_time_is_read_and_that_of_today_is_not_expected() -> None:
    question = then(ATTITUDE, column="V12")
    assert parsed(codebook(q=question), table(V12=["1"])).coded["q"].to_list() == [1]
    assert "er is geen kolom “V12”" in refusal(codebook(q=question), table(q=["1"]))


def test_an_answer_that_was_not_there_then_has_no_column_when_that_is_said() -> None:
    raw = table(q_1=["1"], q_8=["0"])
    message = refusal(codebook(q=NUISANCES), raw)
    assert "van de vraag “q” ontbreekt de kolom “q_2”." in message
    assert "was er in 2025 een antwoord minder, noem dan met “variants.2025” de antwoorden van toen." in message
    question = then(NUISANCES, answers={Code(1): "de muziek", Code(8): "geen van deze"})
    assert list(parsed(codebook(q=question), raw).chosen["q"]) == [1, 8]


# Filters

NEGATIVE = Filter("houding", (Code(2),))


def test_the_filter_of_the_time_counts_and_goes_by_todays_codes() -> None:
    before = then(ATTITUDE, answers=codes("negatief", "positief"), recode={Code(1): Code(2), Code(2): Code(1)})
    raw = table(houding=["1", "2"], q=["7", None])
    assert parsed(codebook(houding=before, q=replace(GRADE, asked_of=NEGATIVE)), raw).remarks == ()
    everybody = then(replace(GRADE, asked_of=NEGATIVE), everybody=True)
    assert parsed(codebook(houding=before, q=everybody), raw).remarks == (
        "Bij één vraag ontbreekt het antwoord van minder dan 5 respondenten.",
    )
    others = then(replace(GRADE, asked_of=NEGATIVE), asked_of=Filter("houding", (Code(1),)))
    message = refusal(codebook(houding=before, q=others), raw)
    assert "rij 2, kolom q: hier staat een antwoord, maar de vraag was alleen voor wie bij de vraag" in message
    assert "“Wat vindt u?” antwoordde: “positief”." in message


@pytest.mark.parametrize(
    ("asked_of", "asked"),
    [
        (Filter(all=(Condition("houding", (Code(2),)), Condition("leeftijd", range=(18, 49)))), [True, False, False]),
        (Filter(any=(Condition("houding", (Code(2),)), Condition("leeftijd", range=(18, 49)))), [True, True, True]),
        (Filter("leeftijd", range=(50, 99)), [False, True, False]),
        (Filter("kanaal", (Code(3),)), [False, False, True]),
        (Filter("ergernissen", (Code(1), Code(2))), [True, True, False]),
    ],
)
def test_a_filter_may_ask_for_all_or_any_of_several_conditions_on_any_kind_of_question(
    asked_of: Filter, asked: list[bool]
) -> None:
    book = codebook(
        houding=ATTITUDE, leeftijd=AGE, kanaal=CHANNEL, ergernissen=NUISANCES, q=replace(GRADE, asked_of=asked_of)
    )
    raw = table(
        houding=["2", "2", "1"],
        leeftijd=["30", "60", "30"],
        kanaal_1=["1", "1", "2"],
        kanaal_2=["2", "2", "3"],
        kanaal_3=["3", "3", "1"],
        ergernissen_1=["1", "0", "0"],
        ergernissen_2=["0", "1", "0"],
        ergernissen_8=["0", "0", "1"],
        q=["7" if one else None for one in asked],
    )
    answers = parsed(book, raw)
    assert answers.given["q"].tolist() == asked
    assert answers.remarks == ()


def test_a_filter_that_nobody_passes_is_told_with_question_filter_and_file() -> None:
    asked = replace(GRADE, asked_of=NEGATIVE)
    after = replace(GRADE, asked_of=Filter("q", range=(1, 5)))
    message = refusal(codebook(houding=ATTITUDE, q=asked, na=after), table(houding=["1"], q=[None], na=[None]))
    assert (
        f"{FILE}, kolom q: niemand kreeg de vraag “q”, want die was alleen voor wie bij de vraag “Wat vindt u?” "
        "antwoordde: “negatief”, en dat is hier niemand." in message
    )
    assert "“na”" not in message


def test_an_order_of_somebody_who_was_not_asked_is_pointed_at_where_it_is() -> None:
    book = codebook(houding=ATTITUDE, kanaal=replace(CHANNEL, asked_of=NEGATIVE, places=1))
    raw = table(houding=["1", "2"], kanaal_1=[None, "1"], kanaal_2=["1", None], kanaal_3=[None, None])
    assert "rij 2, kolom kanaal_2: hier staat een antwoord" in refusal(book, raw)


def test_what_was_not_asked_is_told_together_with_what_cannot_be_read() -> None:
    book = codebook(houding=ATTITUDE, q=replace(GRADE, asked_of=NEGATIVE), leeftijd=AGE, na=OPEN_AFTER_AGE)
    message = refusal(book, table(houding=["1", "2"], q=["7", "7"], leeftijd=["oud", "30"], na=[None, None]))
    assert "rij 2, kolom q: hier staat een antwoord" in message
    assert "rij 2, kolom leeftijd: “oud” is geen getal." in message


OPEN_AFTER_AGE = Question("Waarom?", "open", asked_of=Filter("leeftijd", range=(18, 49)))


def test_who_was_asked_an_open_question_goes_by_its_filter() -> None:
    answers = parsed(
        codebook(leeftijd=AGE, na=OPEN_AFTER_AGE), table(leeftijd=["30", "31", "60"], na=["x", None, None])
    )
    assert answers.given["na"].tolist() == [True, True, False]
    assert answers.chosen["na"][Code(1)].tolist() == [True, False, False]


# What SPSS says


def test_a_user_missing_value_is_nobodys_tick_although_an_answer_has_that_code() -> None:
    raw = replace(
        table(q_1=[1.0, 8.0], q_2=[0.0, 8.0], q_8=[0.0, 8.0]),
        user_missing={f"q_{code}": ((8.0, 8.0),) for code in (1, 2, 8)},
    )
    assert parsed(codebook(q=NUISANCES), raw).given["q"].tolist() == [True, False]


def test_codes_without_a_label_are_remarked() -> None:
    raw = replace(
        table(q=[1.0, 2.0], cijfer=[5.0, 10.0]),
        value_labels=(
            {
                "q": {1.0: "positief"},
                "cijfer": {10.0: "uitmuntend"},
            }
        ),
    )
    assert parsed(codebook(q=ATTITUDE, cijfer=GRADE), raw).unlabelled == ("kolom q (2)",)
