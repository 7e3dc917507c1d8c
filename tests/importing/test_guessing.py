"""What a codebook is guessed to be, and what is asked where that cannot be told."""

from __future__ import annotations

import pytest

from reportgen.importing.description import ResponseSet
from reportgen.importing.draft import Draft, Notes
from reportgen.project.schema import Breakdown, Code, Group, Indicator, Question
from tests.importing.files import guessed, mistakes_in, repeated

YES_NO = {1.0: "ja", 2.0: "nee"}
AGREE = {1.0: "mee oneens", 2.0: "neutraal", 3.0: "mee eens"}
SATISFIED = {1.0: "Very dissatisfied", 2.0: "Dissatisfied", 3.0: "Neutral", 4.0: "Satisfied", 9.0: "Don't know"}


def question(draft: Draft, name: str) -> Question:
    return draft.codebook.questions[name]


def notes(draft: Draft, name: str) -> Notes:
    return draft.notes["questions", name]


def asked(draft: Draft, name: str) -> str:
    return " ".join(notes(draft, name).asks)


def codes(answers: dict[int, str]) -> dict[Code, str]:
    return {Code(code): word for code, word in answers.items()}


# --- one column ------------------------------------------------------------------------------------------------------


def test_labelled_codes_are_one_answer_and_nothing_is_asked() -> None:
    draft = guessed({"Q1": repeated(1.0, 2.0)}, labels={"Q1": "Own a bike?"}, values={"Q1": {1.0: "Yes", 2.0: "No"}})
    answers = codes({1: "Yes", 2: "No"})
    assert question(draft, "q1") == Question("Own a bike?", "single", answers=answers, column="Q1")
    assert notes(draft, "q1") == Notes()


def test_weet_niet_is_recognised_in_dutch_and_english() -> None:
    draft = guessed({"q": repeated(1.0, 2.0, 9.0)}, values={"q": {1.0: "goed", 2.0: "slecht", 9.0: "Don't know"}})
    assert question(draft, "q").dont_know == (9,)
    draft = guessed({"q": repeated(1.0, 2.0, 9.0)}, values={"q": {1.0: "goed", 2.0: "slecht", 9.0: "weet niet"}})
    assert question(draft, "q").dont_know == (9,)


def test_a_weet_niet_that_spss_calls_missing_counts_until_the_researcher_says_otherwise() -> None:
    values = {"q": {1.0: "ja", 2.0: "nee", 8.0: "weet niet", 9.0: "niet gevraagd"}}
    draft = guessed({"q": repeated(1.0, 2.0, 8.0, 9.0)}, values=values, missing={"q": ((8.0, 9.0),)})
    assert question(draft, "q").answers == codes({1: "ja", 2: "nee", 8: "weet niet"})
    assert question(draft, "q").dont_know == (8,)
    assert "8 (“weet niet”) is in SPSS een ontbrekende waarde" in asked(draft, "q")
    assert notes(draft, "q").remarks == ("Niet meegeteld, want in SPSS een ontbrekende waarde: 9 (“niet gevraagd”).",)


def test_a_refusal_that_counts_is_asked_about() -> None:
    draft = guessed({"q": repeated(1.0, 2.0, 99.0)}, values={"q": {1.0: "ja", 2.0: "nee", 99.0: "Refused"}})
    assert question(draft, "q").dont_know == (99,)
    assert "MISSING VALUES" in asked(draft, "q")


def test_a_code_without_a_label_has_to_be_filled_in() -> None:
    draft = guessed({"q": repeated(1.0, 2.0, 7.0)}, labels={"q": "Vraag?"}, values={"q": {1.0: "ja", 2.0: "nee"}})
    assert question(draft, "q").answers == codes({1: "ja", 2: "nee", 7: ""})
    assert "wat betekent code 7? Die komt 20 keer voor" in asked(draft, "q")
    assert [mistake.keys for mistake in mistakes_in(draft)] == [("questions", "q", "answers", 7)]


def test_a_question_without_a_text_has_to_be_filled_in() -> None:
    draft = guessed({"q": repeated(1.0, 2.0)}, values={"q": {1.0: "ja", 2.0: "nee"}})
    assert [mistake.keys for mistake in mistakes_in(draft)] == [("questions", "q", "text")]


def test_a_scale_with_labels_at_its_ends_is_a_grade() -> None:
    values = {"q": {0.0: "Not at all likely", 10.0: "Extremely likely"}}
    draft = guessed({"q": repeated(0.0, 3.0, 7.0, 8.0, 10.0)}, values=values)
    assert question(draft, "q") == Question("", "grade", minimum=0, maximum=10)
    assert "is dit een schaal van 0 t/m 10?" in asked(draft, "q")


def test_a_grade_that_spss_calls_scale_is_no_amount_but_an_age_with_labels_is() -> None:
    values = {"q": {0.0: "Not at all likely", 10.0: "Extremely likely"}, "age": {18.0: "18", 99.0: "99 or older"}}
    columns = {"q": repeated(2.0, 3.0, 7.0, 10.0), "age": repeated(20.0, 41.0, 63.0, 70.0)}
    draft = guessed(columns, values=values, measures={"q": "scale", "age": "scale"})
    assert question(draft, "q") == Question("", "grade", minimum=0, maximum=10)
    assert question(draft, "age").type == "number"


def test_labels_that_only_say_their_number_are_a_grade() -> None:
    values = {"q": {float(code): str(code) for code in range(1, 11)} | {99.0: "weet niet"}}
    draft = guessed({"q": repeated(6.0, 7.0, 8.0, 99.0)}, values=values)
    answers = codes({99: "weet niet"})
    assert question(draft, "q") == Question("", "grade", answers=answers, dont_know=(Code(99),), minimum=1, maximum=10)


def test_a_column_called_cijfer_is_a_grade_also_without_labels() -> None:
    draft = guessed({"cijfer_winkel": repeated("6", "7", "8", "99")})
    assert question(draft, "cijfer_winkel").type == "grade"
    assert question(draft, "cijfer_winkel").dont_know == (99,)
    assert "betekent 99 “weet niet”" in asked(draft, "cijfer_winkel")


def test_an_age_is_a_number_within_the_limits_that_were_found() -> None:
    draft = guessed({"Age": repeated(*(float(age) for age in range(20, 30)), count=100)})
    assert question(draft, "age") == Question("", "number", column="Age", minimum=20, maximum=29)
    assert "van 20 t/m 29" in asked(draft, "age")


def test_a_number_stops_before_what_means_weet_niet() -> None:
    ages = [*repeated(*(float(age) for age in range(20, 30))), 92.0, *repeated(999.0)]
    draft = guessed({"leeftijd": ages}, values={"leeftijd": {999.0: "weet niet"}})
    assert question(draft, "leeftijd").maximum == 100
    assert question(draft, "leeftijd").dont_know == (999,)
    assert [mistake.keys for mistake in mistakes_in(draft)] == [("questions", "leeftijd", "text")]


def test_words_become_answers_with_numbers_and_rare_ones_are_not_named() -> None:
    draft = guessed({"land": [*repeated("NL", "BE"), "Jan"]})
    assert question(draft, "land").answers == codes({1: "BE", 2: "NL"})
    assert "1 ander antwoord bij minder dan 5 mensen" in asked(draft, "land")


def test_numbers_with_weet_niet_written_out_are_numbers() -> None:
    draft = guessed({"cijfer": repeated("7", "8", "weet niet")})
    answers = codes({99: "weet niet"})
    assert question(draft, "cijfer") == Question(
        "", "grade", answers=answers, dont_know=(Code(99),), minimum=1, maximum=10
    )


def test_texts_that_differ_are_an_open_question() -> None:
    assert question(guessed({"open": [f"tekst {at}" for at in range(60)]}), "open").type == "open"


def test_numbers_with_decimals_are_not_read_and_asked_about() -> None:
    draft = guessed({"half": repeated(1.0, 1.5)}, values={"half": {1.0: "a", 1.5: "b"}})
    assert draft.codebook.ignored_columns == ("half",)
    assert draft.notes["ignored_columns",].remarks == ("Getallen met decimalen: half.",)


def test_html_in_a_label_is_taken_out_of_a_text_and_asked_about_in_an_answer() -> None:
    draft = guessed(
        {"q": repeated(1.0, 2.0)},
        labels={"q": '<p style="x">Hoe&nbsp;veilig\n is het?</p>'},
        values={"q": {1.0: "<b>wel</b>", 2.0: "niet"}},
    )
    assert question(draft, "q").text == "Hoe veilig is het?"
    assert "het label van 1 bevat opmaak (HTML)" in asked(draft, "q")


def test_a_label_that_spss_may_have_cut_off_is_asked_about() -> None:
    assert "SPSS kapt lange labels af" in asked(guessed({"q": repeated(1.0, 2.0)}, labels={"q": "é" * 127}), "q")


def test_names_are_made_fit_for_a_codebook_and_stay_apart() -> None:
    columns = {name: repeated(1.0, 2.0) for name in ("V1", "v1", "é!x", "$$$", "y" * 64)}
    draft = guessed(columns, values=dict.fromkeys(columns, YES_NO), labels=dict.fromkeys(columns, "?"))
    assert {name: it.column for name, it in draft.codebook.questions.items()} == {
        "v1": "V1", "v1_2": "v1", "e_x": "é!x", "vraag": "$$$", "y" * 61: "y" * 64,
    }  # fmt: skip
    assert mistakes_in(draft) == ()


# --- several columns -------------------------------------------------------------------------------------------------


def test_columns_of_ones_and_noughts_are_one_question_with_more_answers() -> None:
    draft = guessed(
        {"Q3_1": repeated(0.0, 1.0), "Q3_2": repeated(1.0, 0.0), "Q3_9": repeated(0.0)},
        labels={"Q3_1": "Which? - Bus", "Q3_2": "Which? - Train", "Q3_9": "Which? - None of these"},
    )
    answers = codes({1: "Bus", 2: "Train", 9: "None of these"})
    assert question(draft, "q3") == Question("Which?", "multiple", answers=answers, column="Q3")
    assert notes(draft, "q3").suggestions == ("exclusive = [9]",)
    assert mistakes_in(draft) == ()


def test_answers_may_be_the_labels_of_one_and_empty_cells_are_asked_about() -> None:
    columns = {"q_1": repeated(1.0, None), "q_2": repeated(None, None, 1.0)}
    values = {"q_1": {1.0: "Bus"}, "q_2": {1.0: "Train"}}
    draft = guessed(
        columns, labels={"q_1": "Which? - Selected Choice Bus", "q_2": "Which? - Selected Choice Train"}, values=values
    )
    assert question(draft, "q") == Question("Which?", "multiple", answers=codes({1: "Bus", 2: "Train"}))
    assert "RECODE q_1 q_2 (SYSMIS=0)" in asked(draft, "q")


def test_a_response_set_gives_its_label_to_the_question() -> None:
    sets = (ResponseSet("media", "Welke media?", ("m_1", "m_2"), counted=1),)
    draft = guessed(
        {"m_1": repeated(0.0, 1.0), "m_2": repeated(1.0, 0.0)}, labels={"m_1": "tv", "m_2": "radio"}, sets=sets
    )
    assert question(draft, "m") == Question("Welke media?", "multiple", answers=codes({1: "tv", 2: "radio"}))
    assert notes(draft, "m").asks == ()


def test_a_response_set_that_cannot_be_read_says_how_to_recode_it() -> None:
    sets = (ResponseSet("media", "Welke media?", ("v12a", "v12b"), counted=1),)
    values = dict.fromkeys(("v12a", "v12b"), YES_NO)
    draft = guessed({"v12a": repeated(1.0, 2.0), "v12b": repeated(2.0, 1.0)}, values=values, sets=sets)
    assert question(draft, "v12a").type == "single"
    assert "RECODE v12a v12b (1=1) (MISSING=SYSMIS) (ELSE=0)" in asked(draft, "v12a")
    assert "RENAME VARIABLES (v12a v12b = media_1 media_2)" in asked(draft, "v12a")


def test_a_response_set_of_categories_is_said_not_to_fit() -> None:
    sets = (ResponseSet("merk", "Welke merken?", ("m1", "m2")),)
    values = dict.fromkeys(("m1", "m2"), YES_NO)
    draft = guessed({"m1": repeated(1.0, 2.0), "m2": repeated(2.0, None)}, values=values, sets=sets)
    assert "Dat kan het codeboek niet lezen" in asked(draft, "m1")


def test_columns_with_the_same_labels_and_name_are_a_grid() -> None:
    columns = {f"Q5_{item}": repeated(1.0, 2.0, 3.0) for item in ("prijs", "tijd")}
    labels = {"Q5_prijs": "Eens of oneens? De prijs", "Q5_tijd": "Eens of oneens? De tijd"}
    draft = guessed(columns, labels=labels, values=dict.fromkeys(columns, AGREE))
    assert question(draft, "q5") == Question(
        "Eens of oneens?", "grid", answers=codes({1: "mee oneens", 2: "neutraal", 3: "mee eens"}), column="Q5",
        items={"prijs": "De prijs", "tijd": "De tijd"},
    )  # fmt: skip
    assert mistakes_in(draft) == ()


def test_the_item_of_a_grid_may_stand_before_its_question() -> None:
    columns = {f"q_{item}": repeated(1.0, 2.0, 3.0) for item in (1, 2)}
    labels = {"q_1": "[Prijs] Hoe belangrijk is dit?", "q_2": "[Tijd] Hoe belangrijk is dit?"}
    draft = guessed(columns, labels=labels, values=dict.fromkeys(columns, AGREE))
    assert (question(draft, "q").text, question(draft, "q").items) == (
        "Hoe belangrijk is dit?", {"1": "Prijs", "2": "Tijd"},
    )  # fmt: skip


def test_columns_whose_names_no_grid_can_have_share_a_scale() -> None:
    columns = {"Q10_A": repeated(1.0, 2.0, 3.0), "Q10_B": repeated(3.0, 2.0, 1.0)}
    draft = guessed(columns, values=dict.fromkeys(columns, AGREE))
    assert draft.codebook.scales == {"mee_oneens": codes({1: "mee oneens", 2: "neutraal", 3: "mee eens"})}
    assert {it.scale for it in draft.codebook.questions.values()} == {"mee_oneens"}


def test_places_from_one_on_are_a_ranking_with_a_question() -> None:
    columns = {"r_1": repeated(1.0, 2.0), "r_2": repeated(2.0, 1.0), "r_3": repeated(None)}
    columns["r_3"] = repeated(3.0, None)
    draft = guessed(columns, labels={f"r_{n}": f"Wat eerst? {word}" for n, word in ((1, "a"), (2, "b"), (3, "c"))})
    assert question(draft, "r") == Question("Wat eerst?", "ranking", answers=codes({1: "a", 2: "b", 3: "c"}))
    assert "is hier naar een rangorde gevraagd?" in asked(draft, "r")


# --- columns that are no question ------------------------------------------------------------------------------------


def test_columns_with_a_role_are_told_apart() -> None:
    draft = guessed(
        {
            "StartDate": repeated("2026-03-02", "2026-03-05"),
            "IPAddress": [f"10.0.0.{at}" for at in range(60)],
            "duration": repeated(100.0, 200.0),
            "Weight": repeated(0.5, 1.5),
            "trimmed_weight": repeated(0.6, 1.4),
            "leeg": repeated(None),
            "status": repeated(1.0),
        }
    )
    book = draft.codebook
    assert (book.id, book.duration, draft.weight) == ("id", "duration", "Weight")
    assert book.ignored_columns == ("StartDate", "IPAddress", "trimmed_weight", "leeg", "status")
    assert (draft.days and draft.days.first, book.questions) == ("2026-03-02", {})
    assert any("IPAddress lijkt een persoonsgegeven" in ask for ask in draft.notes["ignored_columns",].asks)


def test_without_a_column_that_differs_for_everybody_the_researcher_is_asked_for_one() -> None:
    draft = guessed({"id": repeated(1.0, 2.0), "q": repeated(1.0, 2.0)})
    assert draft.codebook.id == ""
    assert "COMPUTE nummer = $CASENUM" in draft.notes["id",].asks[0]


# --- what goes with the questions ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("earlier", "values", "condition"),
    [
        ({"q1": repeated(1.0, 2.0)}, {"q1": YES_NO}, 'question = "q1", answers = [1]'),
        ({"q1": repeated("ja", "nee")}, {}, 'question = "q1", answers = [1]'),
        ({"m_1": repeated(1.0, 0.0), "m_2": repeated(0.0, 1.0, 1.0)}, {}, 'question = "m", answers = [1]'),
    ],
    ids=["codes", "words", "one of more answers"],
)  # fmt: skip
def test_who_was_asked_is_suggested_with_the_counts(
    earlier: dict[str, list[float | str | None]], values: dict[str, dict[float, str]], condition: str
) -> None:
    draft = guessed({**earlier, "q9": repeated(7.0, None, 8.0, None)}, values=values)
    assert notes(draft, "q9").suggestions == (f"asked_of = {{ {condition} }}",)
    assert "30 van de 30 met dat antwoord vulden iets in, en geen van de 30 anderen" in asked(draft, "q9")


def test_gender_and_age_are_proposed_to_break_down_by() -> None:
    columns = {"Gender": repeated(1.0, 2.0), "Age": repeated(*(float(age) for age in range(20, 60)), count=400)}
    draft = guessed(columns, values={"Gender": {1.0: "Male", 2.0: "Female"}})
    assert draft.codebook.breakdowns == {
        "geslacht": Breakdown(
            "geslacht", "gender", {"male": Group("Male", (Code(1),)), "female": Group("Female", (Code(2),))}
        ),
        "leeftijd": Breakdown(
            "leeftijd",
            "age",
            {
                "20-34": Group("20 t/m 34 jaar", range=(20, 34)),
                "35-49": Group("35 t/m 49 jaar", range=(35, 49)),
                "50-59": Group("50 t/m 59 jaar", range=(50, 59)),
            },
        ),
    }


def test_a_group_too_small_to_publish_is_told_before_it_takes_another_with_it() -> None:
    genders = [*repeated(1.0, 2.0, count=90), *repeated(3.0, count=5)]
    draft = guessed({"gender": genders}, values={"gender": {1.0: "man", 2.0: "vrouw", 3.0: "anders"}})
    (ask,) = draft.notes["breakdowns", "geslacht"].asks
    assert "“anders” heeft minder dan 30 respondenten" in ask
    assert "“man”" not in ask


def test_who_is_favourable_is_proposed_as_an_indicator() -> None:
    draft = guessed({"q": repeated(1.0, 4.0)}, labels={"q": "How satisfied?"}, values={"q": SATISFIED})
    assert draft.codebook.indicators == {
        "q": Indicator("“Satisfied” antwoordt op “How satisfied?”", "How satisfied?", "q", (Code(4),))
    }


def test_a_recommendation_from_nought_to_ten_is_proposed_as_a_net_promoter_score() -> None:
    values = {"q": {0.0: "Not at all likely", 10.0: "Extremely likely"}}
    draft = guessed({"q": repeated(0.0, 9.0, 10.0)}, labels={"q": "Would you recommend us?"}, values=values)
    assert draft.codebook.indicators["q"].statistic == "nps"


def test_a_number_that_is_no_background_gets_its_mean() -> None:
    books = [float(at % 25) for at in range(200)]
    draft = guessed({"q": books}, labels={"q": "How many books?"}, measures={"q": "scale"})
    assert draft.codebook.indicators == {"q": Indicator("gemiddelde bij “How many books?”", "How many books?", "q")}


def test_each_of_more_answers_is_an_indicator_and_together_they_are_a_set() -> None:
    columns = {"m_1": repeated(1.0, 0.0), "m_2": repeated(0.0, 1.0)}
    draft = guessed(columns, labels={"m_1": "Wat? - a", "m_2": "Wat? - b"})
    assert [(it.label, it.answers) for it in draft.codebook.indicators.values()] == [
        ("kiest “a”", (1,)),
        ("kiest “b”", (2,)),
    ]
    assert draft.codebook.sets["m"].indicators == ("m_1", "m_2")
