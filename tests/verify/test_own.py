"""What a publication of our own may print for each id, by rules of its own, and what is said of what differs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportgen.facts import Fact, FactBook
from reportgen.project.schema import Project
from reportgen.verify.documents import Declared, Document, Mark, Passage
from reportgen.verify.examination import Examiner
from reportgen.verify.formats.marks import MarkedText
from reportgen.verify.own import Printing
from tests.verify.conftest import told


@pytest.fixture(scope="module")
def printing(project: Project, book: FactBook) -> Printing:
    return Printing(project, book)


def with_estimate(book: FactBook, estimate: float, unit: str = "share") -> FactBook:
    fact = replace(book.by_id["chatbot_positief@2025"], estimate=estimate, unit=unit)
    return replace(book, facts=(fact,))


@pytest.mark.parametrize(
    ("estimate", "unit", "text", "wrong"),
    [
        (0.125, "share", "13%", "12%"),
        (0.004, "share", "<1%", "0%"),
        (0.996, "share", ">99%", "100%"),
        (6.85, "mean", "6,9", "6,8"),
        (-28.5, "score", "−29", "29"),
        (4.5, "score", "+5", "5"),
    ],
)
def test_a_level_is_what_the_house_rules_make_of_it(project, book, estimate, unit, text, wrong):
    printing = Printing(project, with_estimate(book, estimate, unit))
    assert printing.fits(text, "chatbot_positief@2025")
    assert not printing.fits(wrong, "chatbot_positief@2025")


def test_a_figure_that_is_not_published_may_only_be_a_dash(project, book):
    hidden: Fact = replace(
        book.by_id["chatbot_positief@2025"],
        estimate=None,
        se=None,
        low=None,
        high=None,
        label=None,
        status="suppressed",
    )
    printing = Printing(project, replace(book, facts=(hidden,)))
    assert printing.fits("–", hidden.id)
    assert not printing.fits("15%", hidden.id)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("15%", "chatbot_positief@2025"),
        ("5 procentpunt", "chatbot_positief@2024..2025"),
        ("12% tot 17%", "chatbot_positief@2025#interval"),
        ("n = 1.061", "chatbot_positief@2025#n"),
        ("14,6005", "chatbot_positief@2025#unrounded"),
        ("12,3394", "chatbot_positief@2025#unrounded_low"),
        ("17,1946", "chatbot_positief@2025#unrounded_high"),
        ("1061", "chatbot_positief@2025#unrounded_n"),
        ("1,8 tot 8,2", "chatbot_positief@2024..2025#interval"),
        ("15,5 tot 24,5", "chatbot_negatief@2024..2025#interval"),
        ("p = 0,011", "chatbot_positief@2024..2025#p"),
        ("12%", "automatisch_positief@2025/rest/leeftijd=18-30"),
        ("1.061", "n@2025"),
        ("1.027–1.061", "chatbot_positief@2024#n;chatbot_positief@2025#n"),
        ("95%", "confidence"),
        ("30", "threshold:published"),
        ("12", "headlines"),
        ("een zevende", "chatbot_positief@2025"),
        ("derde", "chatbot_positief@2025"),
        ("Er is één winnaar", "chatbot_positief@2025"),
        ("meer mensen positief", "chatbot_positief@2024..2025;spraak_positief@2024..2025"),
    ],
)
def test_each_id_stands_for_what_is_printed(printing, text, fact):
    assert printing.fits(text, fact)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("16%", "chatbot_positief@2025"),
        ("15", "chatbot_positief@2025"),
        ("5%", "chatbot_positief@2024..2025"),
        ("12% tot 18%", "chatbot_positief@2025#interval"),
        ("1.062", "n@2025"),
        ("15%", "zoiets@2025"),
        ("een kwart", "chatbot_positief@2025"),
    ],
)
def test_anything_else_does_not_fit(printing, text, fact):
    assert not printing.fits(text, fact)


def marked(text: str, number: str, fact: str) -> Passage:
    start = text.index(number)
    return Passage(text, "alinea 1", marks=(Mark(start, start + len(number), fact),))


def test_a_marked_number_is_held_against_its_own_fact_and_not_against_what_the_sentence_seems_to_speak_of(
    examiner: Examiner,
):
    right = marked("Over de spraakassistent is 15% positief.", "15%", "chatbot_positief@2025")
    wrong = marked("Over de chatbot is 17% positief.", "17%", "chatbot_positief@2025")
    found = examiner.examine(Document("tekst", (right, wrong)))
    assert told(found) == [("15%", "klopt"), ("17%", "klopt niet")]
    assert "dat is 15%" in found.sentences[1].findings[0].reason


def test_what_a_mark_stands_for_is_told_in_words(examiner: Examiner):
    change = marked("Dat is een stijging van 6 procentpunt.", "6 procentpunt", "chatbot_positief@2024..2025")
    limits = marked("Het ligt tussen 12% en 18%.", "12% en 18%", "chatbot_positief@2025#interval")
    found = examiner.examine(Document("tekst", (change, limits)))
    reasons = [sentence.findings[0].reason for sentence in found.sentences]
    assert "dat is een verschil van 5 procentpunt" in reasons[0]
    assert "dat is 12% tot 17%" in reasons[1]


def test_a_number_without_a_mark_beside_one_is_judged_by_its_sentence(examiner: Examiner):
    text = "Over de chatbot is 15% positief, over de spraakassistent 18%."
    found = told(examiner.examine(Document("tekst", (marked(text, "15%", "chatbot_positief@2025"),))))
    assert found == [("15%", "klopt"), ("18%", "klopt niet")]


def test_a_word_of_change_around_a_marked_number_is_still_judged(examiner: Examiner):
    text = "Het aandeel dat positief is over de chatbot, is gedaald naar 15%."
    found = told(examiner.examine(Document("tekst", (marked(text, "15%", "chatbot_positief@2025"),))))
    assert ("15%", "klopt") in found
    assert any(verdict != "klopt" for word, verdict in found if word != "15%")


def test_a_word_of_change_beside_a_marked_difference_is_held_against_that(examiner: Examiner):
    heading = Passage("Rapportcijfer voor telefonisch contact", "regel 1", heading=True)
    text = "Tegen 10% in 2024: 5 procentpunt hoger (1,8 tot 8,2), significant."
    right = marked(text, "5 procentpunt", "chatbot_positief@2024..2025")
    assert "klopt niet" not in dict(told(examiner.examine(Document("tekst", (heading, right))))).values()


def test_a_number_that_the_publication_did_not_hold_is_wrong_and_one_that_it_did_is_settled(examiner: Examiner):
    declared = (Declared("2025"), Declared("15%", "chatbot_positief@2025", "15%"))
    right = Document("a", (Passage("In 2025 is 15% positief over de chatbot.", "pagina 1"),), declared)
    assert told(examiner.examine(right)) == [("15%", "klopt")]
    other = Document("a", (Passage("In 2024 is 15% positief over de chatbot.", "pagina 1"),), declared)
    assert told(examiner.examine(other)) == [("2024", "klopt niet"), ("15%", "klopt")]
    gone = Document("a", (Passage("In 2025 is een deel positief.", "pagina 1"),), declared)
    assert told(examiner.examine(gone)) == [("15%", "klopt niet")]
    more = Document("a", (Passage("In 2025 is 15% van de 1.000 positief.", "pagina 1"),), declared)
    assert told(examiner.examine(more)) == [("15%", "klopt"), ("1.000", "klopt niet")]


CHATBOT, VOICE = "chatbot_positief@2024..2025", "spraak_positief@2024..2025"


@pytest.mark.parametrize(
    ("words", "facts", "verdict"),
    [
        ("De acceptatie groeit", f"{CHATBOT};{VOICE}", None),
        ("De acceptatie krimpt", f"{CHATBOT};{VOICE}", ("krimpt", "klopt niet")),
        ("Nederlander wordt negatiever over de chatbot", CHATBOT, ("negatiever", "klopt niet")),
        ("Nederlander wordt positiever over de chatbot", "chatbot_negatief@2024..2025", None),
        ("De afwijzing neemt toe", "chatbot_negatief@2024..2025", ("neemt", "klopt niet")),
        ("De acceptatie krimpt niet", CHATBOT, None),
        ("De ergernis is niet significant veranderd", "ergernis_spraakassistenten@2024..2025", None),
        ("De ergernis stijgt", "ergernis_spraakassistenten@2024..2025", ("stijgt", "niet significant")),
        ("Jongeren zijn minder vaak positief", "automatisch_positief@2025/leeftijd=18-30:rest", None),
    ],
)
def test_words_that_are_tied_to_a_change_say_what_its_test_says(
    examiner: Examiner, words: str, facts: str, verdict: tuple[str, str] | None
):
    text = MarkedText()
    text.add(words, facts)
    told_of_it, marks = text.take()
    passage = Passage(told_of_it, "regel 1", heading=True, marks=marks)
    found = told(examiner.examine(Document("tekst", (passage,))))
    assert found == [verdict or (words, "klopt")]


def test_the_reason_says_what_the_test_says_of_each_change(examiner: Examiner):
    passage = marked("De acceptatie krimpt", "De acceptatie krimpt", CHATBOT)
    (finding,) = examiner.examine(Document("tekst", (passage,))).sentences[0].findings
    assert finding.reason == "Het is andersom: 5 procentpunt hoger (positief over een chatbot)."


def test_a_line_of_the_table_of_contents_claims_nothing(examiner: Examiner):
    lines = ("Het cijfer voor contact per chat is een 6,3.", "1 De acceptatie groeit 6")
    declared = (Declared("6,3", "cijfer_chat@2025", "6,3"), Declared("1"), Declared("6"))
    document = Document("a", tuple(Passage(line, "pagina 2") for line in lines), declared)
    assert told(examiner.examine(document)) == [("6,3", "klopt")]
