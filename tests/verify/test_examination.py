"""A whole document: what its years mean, what is carried over between sentences, and what is never called wrong."""

from __future__ import annotations

import time

import pytest

from reportgen.verify.documents import Document, Passage, is_prose
from reportgen.verify.examination import Examiner
from reportgen.verify.sentences import sentences
from tests.verify.conftest import examine, told


def test_a_document_may_name_years_by_their_fieldwork(examiner: Examiner) -> None:
    found = examine(
        examiner,
        "In 2024 had 25% van de consumenten maandelijks contact met een chatbot, in 2022 was dat 16%.",
        "In 2024 ergerde 48% zich aan slecht werkende chatbots.",
    )
    assert found == [("25%", "klopt"), ("16%", "klopt"), ("48%", "klopt")]


def test_one_number_is_no_proof_of_how_years_are_named(examiner: Examiner) -> None:
    assert examine(examiner, "In 2024 ergerde 48% zich aan slecht werkende chatbots.") == [("48%", "dubbelzinnig")]


def test_where_the_newest_edition_is_named_years_are_those_of_editions(examiner: Examiner) -> None:
    found = examine(
        examiner,
        "In 2025 ergerde 48% zich aan slecht werkende chatbots.",
        "In 2024 ergerde 48% zich aan slecht werkende chatbots.",
    )
    assert found == [("48%", "klopt"), ("48%", "klopt niet")]


def test_an_article_about_an_earlier_edition_is_held_against_that(examiner: Examiner) -> None:
    found = examine(
        examiner,
        "De Nationale Voice Monitor 2024 is verschenen.",
        "Van de consumenten is 10% positief over chatbots. Voor spraakassistenten is dat 9%.",
        "Het rapportcijfer voor telefonisch contact daalde van 7,3 naar 6,9.",
    )
    assert found == [("10%", "klopt"), ("9%", "klopt"), ("daalde", "klopt"), ("7,3", "klopt"), ("6,9", "klopt")]


def test_a_heading_says_what_the_sentences_below_it_are_about(examiner: Examiner) -> None:
    passages = (
        Passage("Positief over chatbots", "regel 1", heading=True),
        Passage("Van de mannen is dat 24%.", "regel 2"),
    )
    assert told(examiner.examine(Document("tekst", passages))) == [("24%", "klopt niet")]


def test_what_is_no_sentence_is_never_called_wrong(examiner: Examiner) -> None:
    assert examine(examiner, "chatbot positief 33% 41%") == [
        ("33%", "niet herleidbaar"),
        ("41%", "niet herleidbaar"),
    ]


def test_a_difference_behind_a_colon_only_tells_more_of_the_level_before_it(examiner: Examiner) -> None:
    sentence = (
        "Van de consumenten staat {} positief tegenover een chatbot van de klantenservice: "
        "een stijging van 5 procentpunt ten opzichte van 2024, toen het 10% was."
    )
    rest = [("stijging", "klopt"), ("5 procentpunt", "klopt"), ("10%", "klopt")]
    assert examine(examiner, sentence.format("15%")) == [("15%", "klopt"), *rest]
    assert examine(examiner, sentence.format("16%")) == [("16%", "klopt niet"), *rest]


def test_a_suppressed_figure_is_not_told(examiner: Examiner) -> None:
    text = "Van de laagopgeleiden heeft 17% een voorkeur voor e-mail."
    (sentence,) = examiner.examine(Document("tekst", (Passage(text, "regel 1"),))).sentences
    (finding,) = sentence.findings
    assert finding.verdict.value == "niet herleidbaar"
    assert finding.reason == "Hiervan is geen uitkomst gepubliceerd: er zijn te weinig waarnemingen."


def test_numbers_that_claim_nothing_are_counted(examiner: Examiner) -> None:
    document = Document("tekst", (Passage("Zie figuur 3 op pagina 12.", "regel 1"),))
    examination = examiner.examine(document)
    assert (examination.sentences, examination.asides) == ((), 2)


@pytest.mark.parametrize(
    "licence",
    [
        "Creative Commons Naamsvermelding 4.0 Internationaal (CC BY 4.0).",
        "Creative Commons Naamsvermelding-GelijkDelen 4.0",
        "Het rapport mag gedeeld worden onder CC BY-NC-SA 4.0.",
        "De gegevens zijn vrij: CC0 1.0.",
        "Creative Commons Attribution 4.0 International",
        "De letter valt onder de SIL Open Font License, versie 1.1.",
        "De software is er onder Apache License 2.0.",
    ],
)
def test_the_version_of_a_licence_is_no_figure(examiner: Examiner, licence: str) -> None:
    assert examine(examiner, "Het rapportcijfer voor telefonisch contact is 6,9.", licence) == [("6,9", "klopt")]


def test_a_grade_beside_a_licence_still_is_one(examiner: Examiner) -> None:
    found = examine(examiner, "Het rapportcijfer voor telefonisch contact is 6.3 (licentie: CC BY 4.0).")
    assert found == [("6.3", "klopt niet")]


def test_a_long_document_is_examined_within_seconds(examiner: Examiner) -> None:
    line = "In 2025 is 15% positief over een chatbot, tegen 10% in 2024: een stijging van 5 procentpunt."
    document = Document("tekst", tuple(Passage(f"{line} {line}", f"regel {i}") for i in range(600)))
    begun = time.process_time()
    examination = examiner.examine(document)
    assert sum(examination.counts.values()) == 4800
    assert time.process_time() - begun < 5


def test_prose_is_known_from_rows_and_labels() -> None:
    assert is_prose("Van hen is 15% positief.")
    assert is_prose("Chatbots: 15% is positief")
    assert not is_prose("chatbot 15%")
    assert not is_prose("1 De acceptatie groeit 6")
    assert is_prose("Het cijfer voor de chat blijft 6")
    assert not is_prose("2025 72% 59% 34% 21% 1.061 Waarvoor vindt u het acceptabel?")


def test_a_sentence_does_not_end_at_an_abbreviation_or_within_a_number() -> None:
    text = "Dat zegt o.a. De Vries t.o.v. 2024. Het waren 1.061 mensen! “Echt?” Ja."
    assert [sentence for _, sentence in sentences(text)] == [
        "Dat zegt o.a. De Vries t.o.v. 2024.",
        "Het waren 1.061 mensen!",
        "“Echt?”",
        "Ja.",
    ]
