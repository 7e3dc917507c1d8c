"""Answers are understood by the codebook; whatever is not, is told with its row, its column and a way to mend it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from reportgen.project.schema import Code, Filter, Question
from reportgen.survey.column import Cell, encode_cells
from reportgen.survey.table import RawTable
from tests.survey.delivery import FILE, WAVE, codebook, codes, parsed, refusal, table

ATTITUDE = Question(
    "Wat vindt u?", "single", answers=codes("positief", "negatief") | {Code(9): "weet niet"}, dont_know=(Code(9),)
)
ANNOYED = Question(
    "Waaraan ergert u zich?",
    "multiple",
    answers=codes("de muziek", "de duur") | {Code(8): "geen van deze"},
    exclusive=(Code(8),),
    asked_of=Filter("houding", (Code(2),), "wie negatief is"),
)
GRADE = Question("Welk cijfer?", "grade", minimum=1, maximum=10, dont_know=(Code(99),), answers={Code(99): "weet niet"})
AGE = Question("Hoe oud?", "number", minimum=18, maximum=99)
OPEN = Question("Toelichting?", "open")


def coded(question: Question, *cells: Cell) -> list[int | None]:
    return parsed(codebook(q=question), table(q=cells)).coded["q"].to_list()


# What a cell may hold


def test_a_cell_may_hold_the_code_or_the_wording() -> None:
    assert coded(ATTITUDE, "1", "positief", 2.0, " Negatief ", "WEET  NIET", "9.00", None) == [
        1,
        1,
        2,
        2,
        9,
        9,
        None,
    ]


def test_a_grade_is_a_number_or_dont_know_by_code_or_wording() -> None:
    assert coded(GRADE, "7", 10.0, "99", "Weet niet", "8,0", None) == [7, 10, 99, 99, 8, None]


def test_a_multiple_question_is_chosen_not_chosen_or_not_asked() -> None:
    raw = table(
        houding=["2", "2", "1"],
        ergernissen_1=["1", "nee", None],
        ergernissen_2=[0.0, "De duur", None],
        ergernissen_8=["0", "0", None],
    )
    answers = parsed(codebook(houding=ATTITUDE, ergernissen=ANNOYED), raw)
    assert answers.chosen["ergernissen"][Code(1)].tolist() == [True, False, False]
    assert answers.chosen["ergernissen"][Code(2)].tolist() == [False, True, False]
    assert answers.given["ergernissen"].tolist() == [True, True, False]


def test_of_an_open_question_only_is_kept_who_wrote_something() -> None:
    answers = parsed(codebook(q=OPEN), table(q=["dit is geheim", None]))
    assert answers.chosen["q"][Code(1)].tolist() == [True, False]
    assert answers.given["q"].tolist() == [True, True]
    assert "geheim" not in repr(answers)


def test_a_question_may_have_a_column_of_another_name() -> None:
    answers = parsed(codebook(q=replace(ATTITUDE, column="Q2_1")), table(Q2_1=["1"]))
    assert answers.coded["q"].to_list() == [1]


def test_ignored_columns_are_not_read() -> None:
    assert parsed(codebook(q=ATTITUDE), table(q=["1"], datum=["#REF!"])).count == 1


# Columns


def test_a_column_that_nobody_declared_is_named() -> None:
    message = refusal(codebook(q=ATTITUDE), table(q=["1"], kanaal=["2"], telefoon=["3"]))
    assert "data/2025.csv: in het codeboek staat niets over de kolommen “kanaal”, “telefoon”." in message
    assert "“ignored_columns”" in message


def test_a_declared_question_that_is_missing_is_told_with_the_nearest_column() -> None:
    message = refusal(codebook(q=ATTITUDE, houding_chatbot=ATTITUDE), table(q=["1"], houding_chatbots=["1"]))
    assert "de vraag “houding_chatbot” ontbreekt: er is geen kolom “houding_chatbot”." in message
    assert "is de vraag in 2025 niet gesteld, noem dan met “waves” de edities waarin wel." in message
    assert "Bedoelde u “houding_chatbots”?" in message


def test_a_multiple_question_lacking_some_of_its_columns_is_told_which() -> None:
    raw = table(houding=["1"], ergernissen_1=[None])
    message = refusal(codebook(houding=ATTITUDE, ergernissen=ANNOYED), raw)
    assert "van de vraag “ergernissen” ontbreekt de kolom “ergernissen_2”, “ergernissen_8”." in message


def test_a_question_of_other_waves_is_neither_expected_nor_accepted() -> None:
    book = codebook(q=ATTITUDE, oud=replace(ATTITUDE, waves=("2023",)))
    assert "oud" not in parsed(book, table(q=["1"])).coded
    message = refusal(book, table(q=["1"], oud=["1"]))
    assert "de vraag “oud” staat in het bestand, maar is volgens het codeboek niet in 2025 gesteld." in message


def test_the_column_of_ids_and_of_weights_have_to_be_there() -> None:
    raw = RawTable(FILE, {"q": encode_cells(["1"])}, [2])
    message = refusal(codebook(q=ATTITUDE), raw, replace(WAVE, weight="gewicht"))
    assert "de kolom “nummer”, die de respondenten uit elkaar houdt, ontbreekt." in message
    assert "de kolom met gewichten, “gewicht”, ontbreekt." in message


# Respondents


def test_a_respondent_without_a_number_is_told_with_the_row() -> None:
    message = refusal(codebook(q=ATTITUDE), table(nummer=["a", None, None], q=["1", "1", "1"]))
    assert "rij 3, kolom nummer: het nummer van de respondent ontbreekt (2 keer, voor het eerst hier)." in message


def test_numbers_that_occur_twice_are_told_by_their_rows_and_not_by_themselves() -> None:
    message = refusal(codebook(q=ATTITUDE), table(nummer=["x77", "b", "x77", "b"], q=["1"] * 4))
    assert "de rijen 2 en 4 hebben hetzelfde nummer van de respondent; zo komen 2 nummers vaker voor." in message
    assert "x77" not in message


# Answers that are none


def test_an_unknown_wording_is_told_with_row_column_count_and_the_nearest() -> None:
    message = refusal(codebook(q=ATTITUDE), table(q=["1", "positeif", "positeif"]))
    assert "data/2025.csv, rij 3, kolom q: onbekend antwoord “positeif” (2 keer, voor het eerst hier)." in message
    assert "Bedoelde u “positief”?" in message


def test_an_unknown_code_is_told_with_those_that_are_known() -> None:
    message = refusal(codebook(q=ATTITUDE), table(q=[1.0, 7.0]))
    assert "rij 3, kolom q: onbekende code 7." in message
    assert "Bekend zijn 1, 2, 9." in message
    assert "onbekende code 1,5." in refusal(codebook(q=ATTITUDE), table(q=["1,5"]))
    assert "onbekende code inf." in refusal(codebook(q=ATTITUDE), table(q=["1e999"]))


def test_of_a_long_text_only_the_beginning_is_shown() -> None:
    message = refusal(codebook(q=ATTITUDE), table(q=["ik woon in de Dorpsstraat en vind dat niemand mij helpt"]))
    assert "“ik woon in de Dorpsstraat en vind dat ni…”" in message


def test_of_many_unknown_answers_in_one_column_the_first_are_told() -> None:
    message = refusal(codebook(q=ATTITUDE), table(q=[f"tekst {number}" for number in range(20)]))
    assert message.count("onbekend antwoord") == 5
    assert "kolom q: nog 15 andere waarden in deze kolom zijn niet te lezen." in message


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("7,5", "7,5 is geen heel getal"),
        (6.5, "6,5 is geen heel getal"),
        ("11", "11 valt buiten 1 t/m 10"),
        (0.0, "0 valt buiten 1 t/m 10"),
        ("zeven", "“zeven” is geen getal"),
        ("#DEEL/0!", "foutwaarde “#DEEL/0!”"),
        ("1.000", "“1.000” is dubbelzinnig: een duizendtal of een decimaal getal"),
    ],
)
def test_a_grade_that_cannot_be_is_told(cell: Cell, what: str) -> None:
    assert f"data/2025.csv, rij 2, kolom q: {what}." in refusal(codebook(q=GRADE), table(q=[cell]))


def test_the_limits_of_a_number_may_be_open_on_one_side() -> None:
    assert "17 valt buiten 18 en hoger" in refusal(codebook(q=replace(AGE, maximum=None)), table(q=["17"]))
    assert "100 valt buiten het bereik tot en met 99" in refusal(
        codebook(q=replace(AGE, minimum=None)), table(q=["100"])
    )


def test_something_else_than_chosen_or_not_is_told() -> None:
    raw = table(houding=["2", "2"], ergernissen_1=["2", "0"], ergernissen_2=["0", "1"], ergernissen_8=["0", "0"])
    message = refusal(codebook(houding=ATTITUDE, ergernissen=ANNOYED), raw)
    assert "rij 2, kolom ergernissen_1: 2 is geen 1 (gekozen) of 0 (niet gekozen)." in message


def test_a_row_that_is_half_filled_in_is_told_because_empty_is_not_asked() -> None:
    raw = table(houding=["2", "2"], ergernissen_1=["0", "1"], ergernissen_2=["1", None], ergernissen_8=["0", None])
    message = refusal(codebook(houding=ATTITUDE, ergernissen=ANNOYED), raw)
    assert "rij 3, kolom ergernissen_2: de vraag “ergernissen” is in deze rij half ingevuld." in message


# Weights


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        (["1", None], "rij 3, kolom gewicht: het gewicht ontbreekt."),
        (["1", "-0,5"], "rij 3, kolom gewicht: het gewicht -0,5 is negatief."),
        (["1", "zwaar"], "rij 3, kolom gewicht: “zwaar” is geen gewicht."),
        (["1", "1e999"], "rij 3, kolom gewicht: het gewicht is oneindig."),
        (["1", "NaN"], "rij 3, kolom gewicht: “NaN” is geen gewicht."),
        (["2", "#DIV/0!"], "rij 3, kolom gewicht: foutwaarde “#DIV/0!”."),
        (["1.000", "2.000"], "rij 2, kolom gewicht: “1.000” is dubbelzinnig"),
    ],
)
def test_a_weight_that_is_none_is_told_with_its_row(cells: list[Cell], what: str) -> None:
    assert what in refusal(codebook(q=ATTITUDE), table(q=["1", "1"], gewicht=cells), replace(WAVE, weight="gewicht"))


def test_weights_are_read_in_dutch_and_in_english() -> None:
    for cells in (["0,5", "1.250,5", "0"], ["0.5", "1250.5", "0"], [0.5, 1250.5, 0.0]):
        answers = parsed(codebook(q=ATTITUDE), table(q=["1"] * 3, gewicht=cells), replace(WAVE, weight="gewicht"))
        assert answers.weights is not None
        assert answers.weights.tolist() == [0.5, 1250.5, 0]
        assert answers.remarks == ("Het aantal respondenten dat niet meetelt, met gewicht 0, is minder dan 5.",)


def test_somebody_who_cannot_be_weighted_is_told() -> None:
    message = refusal(codebook(q=ATTITUDE), table(q=["1", None]), weighted_by=("q",))
    assert "rij 3, kolom q: er is geen antwoord op “q”, waarop gewogen wordt." in message


# Who was asked


def test_an_answer_of_somebody_who_was_not_asked_is_told() -> None:
    raw = table(houding=["1", "2"], ergernissen_1=["1", "1"], ergernissen_2=["0", "0"], ergernissen_8=["0", "0"])
    message = refusal(codebook(houding=ATTITUDE, ergernissen=ANNOYED), raw)
    assert (
        "rij 2, kolom ergernissen_1: hier staat een antwoord, maar de vraag was alleen voor wie negatief is." in message
    )


def test_a_filter_may_lean_on_a_multiple_question() -> None:
    after = replace(ATTITUDE, asked_of=Filter("ergernissen", (Code(1), Code(2)), "wie zich ergert"))
    raw = table(
        houding=["2", "2"], ergernissen_1=["1", "0"], ergernissen_2=["0", "0"], ergernissen_8=["0", "1"], na=["1", None]
    )
    answers = parsed(codebook(houding=ATTITUDE, ergernissen=ANNOYED, na=after), raw)
    assert answers.given["na"].tolist() == [True, False]
    assert answers.remarks == ()


def test_an_answer_that_excludes_others_is_told_when_it_does_not() -> None:
    raw = table(houding=["2"], ergernissen_1=["1"], ergernissen_2=["0"], ergernissen_8=["1"])
    message = refusal(codebook(houding=ATTITUDE, ergernissen=ANNOYED), raw)
    assert "rij 2, kolom ergernissen_8: “geen van deze” is samen met een ander antwoord gekozen." in message


def test_an_answer_that_is_missing_is_out_of_the_base_and_remarked() -> None:
    answers = parsed(codebook(q=ATTITUDE, cijfer=GRADE), table(q=["1"] * 8, cijfer=["7", *[None] * 7]))
    assert int(np.count_nonzero(answers.given["cijfer"])) == 1
    assert answers.remarks == ("Bij één vraag ontbreekt het antwoord van 7 respondenten.",)


def test_how_many_answers_are_missing_is_told_without_telling_of_a_few() -> None:
    book = codebook(q=ATTITUDE, cijfer=GRADE)
    few = parsed(book, table(q=["1", None], cijfer=["7", "7"]))
    assert few.remarks == ("Bij één vraag ontbreekt het antwoord van minder dan 5 respondenten.",)
    both = parsed(book, table(q=["1", None], cijfer=["7", None]))
    assert both.remarks == ("Bij 2 vragen ontbreken antwoorden, van hoogstens 4 respondenten per vraag.",)
    more = parsed(book, table(q=[*["1"] * 7, None], cijfer=["7", *[None] * 7]))
    assert more.remarks == ("Bij 2 vragen ontbreken antwoorden, van hoogstens 7 respondenten per vraag.",)


def test_everything_wrong_with_a_file_is_told_at_once() -> None:
    message = refusal(
        codebook(q=ATTITUDE, cijfer=GRADE, weg=GRADE),
        table(nummer=["1", "1"], q=["1", "?"], cijfer=["7", "70"], vreemd=["1", "2"]),
    )
    for what in ("“weg” ontbreekt", "“vreemd”", "hetzelfde nummer", "onbekend antwoord “?”", "70 valt buiten"):
        assert what in message


# What SPSS declares


def test_a_label_that_differs_from_the_codebook_is_told() -> None:
    raw = replace(table(q=[1.0]), value_labels={"q": {1.0: "Negatief", 2.0: "positief", 9.0: "Weet niet", 7.0: "iets"}})
    message = refusal(codebook(q=ATTITUDE), raw)
    assert "kolom q: code 1 heet hier “Negatief” en in het codeboek “positief”." in message
    assert message.count("heet hier") == 2


def test_labels_of_a_multiple_question_have_to_say_the_same_of_0_and_1() -> None:
    raw = table(houding=[2.0], ergernissen_1=[1.0], ergernissen_2=[0.0], ergernissen_8=[0.0])
    book = codebook(houding=ATTITUDE, ergernissen=ANNOYED)
    fine = {"ergernissen_1": {0.0: "Niet gekozen", 1.0: "Gekozen"}, "ergernissen_2": {0.0: "nee", 1.0: "de duur"}}
    assert parsed(book, replace(raw, value_labels=fine)).count == 1
    swapped = {"ergernissen_1": {0.0: "ja", 1.0: "nee"}}
    assert "code 0 heet hier “ja”." in refusal(book, replace(raw, value_labels=swapped))


def test_a_user_missing_code_that_means_dont_know_stays_that_answer() -> None:
    raw = replace(table(q=[1.0, 9.0]), user_missing={"q": ((9.0, 9.0),)})
    answers = parsed(codebook(q=ATTITUDE), raw)
    assert answers.coded["q"].to_list() == [1, 9]
    assert answers.remarks == ()


def test_another_user_missing_code_is_no_answer() -> None:
    raw = replace(table(q=[1.0, *[98.0] * 6]), user_missing={"q": ((90.0, 99.0),)})
    answers = parsed(codebook(q=ATTITUDE), raw)
    assert answers.coded["q"].to_list() == [1, *[None] * 6]
    assert answers.remarks[0] == (
        f"{FILE}: 6 antwoorden die in SPSS als ontbrekend zijn aangemerkt, zijn als leeg gelezen."
    )


def test_a_user_missing_code_that_is_an_ordinary_answer_is_told() -> None:
    raw = replace(table(q=[1.0, 2.0]), user_missing={"q": ((2.0, 2.0),)})
    assert "kolom q: code 2 (“negatief”) is in SPSS een ontbrekende waarde" in refusal(codebook(q=ATTITUDE), raw)
