"""Remarks by file: the weightiest, in the order of the lines; and what else is said of words and sentences."""

from __future__ import annotations

import pytest

from reportgen.errors import Place
from reportgen.proofreading.passages import Passage
from reportgen.proofreading.remarks import MOST_PER_FILE, SHORTENED, OfFile, Remark, by_file, shortened
from reportgen.proofreading.repeats import repeat_remarks
from reportgen.proofreading.sentences import sentences_of
from reportgen.proofreading.sources import Sources
from reportgen.proofreading.typography import typography_remarks
from tests.proofreading.reading import TEXT, dictionary, proof, sentences


def remark(line: int, weight: float = 1, file: str = "a.md") -> Remark:
    return Remark(f"regel {line}", "Doe iets.", weight, Place(file, line))


def test_files_stand_in_the_given_order_and_lines_in_theirs():
    found = by_file([remark(9, file="b.md"), remark(7), remark(2), remark(1, file="b.md")], ["b.md", "a.md"])
    assert [(one.file, [r.what for r in one.remarks]) for one in found] == [
        ("b.md", ["regel 1", "regel 9"]),
        ("a.md", ["regel 2", "regel 7"]),
    ]


def test_of_many_remarks_the_weightiest_are_told_and_the_others_counted():
    light, heavy = [remark(line) for line in range(1, 8)], [remark(line, weight=4) for line in range(20, 27)]
    (found,) = by_file([*light, *heavy], [])
    assert len(found.remarks) == MOST_PER_FILE
    assert {one.weight for one in found.remarks[-7:]} == {4}
    assert found.left_out == 4


def test_what_the_program_wrote_itself_is_not_told_to_the_author():
    assert by_file([Remark("iets", "Doe iets.", 5)], []) == ()


def test_the_same_remark_is_told_once():
    assert by_file([remark(3), remark(3)], []) == (OfFile("a.md", (remark(3),), 0),)


def test_a_long_sentence_is_shortened_around_the_word_that_it_is_about():
    sentence = f"Eerst komt er {'nog iets, ' * 12}dan de fout, en daarna {'nog meer, ' * 12}tot het eind."
    quoted = shortened(sentence, "fout")
    assert "fout" in quoted
    assert quoted.startswith("“… ")
    assert quoted.endswith(" …”")
    assert len(quoted) <= SHORTENED + 8
    assert shortened("Kort.") == "“Kort.”"


def test_the_same_sentence_twice_is_told_at_the_second():
    sentence = "Over geautomatiseerd contact is 15% positief."
    (found,) = proof("Eerst iets anders over het onderwerp.", sentence, sentence)
    assert found.what.startswith("deze zin staat al eerder in dezelfde publicatie (regel 2)")
    assert found.weight == 5


def test_a_short_sentence_may_return():
    assert proof("Dat is niet significant.", "Dat is niet significant.") == []


def test_what_the_summary_says_may_return():
    sentence = "Over geautomatiseerd contact is 15% positief."
    files = {"templates/report/a.md": sentence, "templates/report/b.md": sentence}
    passages = [Passage(sentence, "prose", chapter) for chapter in (0, 1)]
    read = sentences_of(passages, Sources(files), tuple(files), {})
    assert list(repeat_remarks(read, summary=0)) == []
    assert len(list(repeat_remarks(read))) == 1


@pytest.mark.parametrize(
    ("sentence", "length"),
    [
        ("Het aandeel is gestegen van 10% naar 15%.", 8),
        ("Dat blijkt uit de Nationale Voice Monitor 2025.", 6),
        ("Telefoon (53%) en e-mail (figuur 3) krijgen de voorkeur (36% in 2024, 38% in 2025).", 6),
    ],
)
def test_a_name_is_one_word_and_an_aside_with_figures_none(sentence, length):
    (one,) = sentences(sentence)
    assert one.length == length


def test_what_was_meant_is_a_word_that_is_used_or_else_the_dictionary_s():
    found = proof("De klantenservise helpt.", "Onze klantenservice belt. Dat is intresant.")
    assert [one.advice.partition("?")[0] for one in found] == [
        "Bedoelde u “klantenservice”",
        "Bedoelde u “interessant”",
    ]


def test_a_word_of_the_monitor_is_right_with_its_endings_and_compounds():
    words = dictionary("digivaardig", "voicebot")
    assert [words.has(word) for word in ("digivaardig", "digivaardige", "voicebots", "voicebotgesprek", "callvoicebot")]
    assert not words.has("digivaardgi")
    (found,) = proof("De voicebot belt terug.")
    assert found.advice == "Is het woord goed, zet het dan in data/woorden.txt."
    assert proof("De voicebot belt terug.", known=("voicebot",)) == []


def test_english_that_the_monitor_takes_for_its_own_is_left_alone():
    assert proof("De tool helpt klanten.", known=("tool",)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "“We really believe in human contact.”",
        "Zij zegt: “Wir glauben wirklich daran.”",
        "We really should believe these customers.",
    ],
)
def test_another_language_is_not_judged(sentence):
    assert proof(sentence) == []


def test_a_name_is_known_where_it_begins_a_sentence():
    assert proof("Dat zegt mevrouw Wubbensma. Wubbensma belt liever.") == []
    (found,) = proof("Wubbensma belt liever.")
    assert found.what.startswith("onbekend woord “Wubbensma”")


def test_what_stands_in_no_text_was_written_by_the_program():
    texts = {TEXT: "Van alle mensen is de helft positief over wachten."}
    passages = [
        Passage("Verantwoording", "heading", 0),
        Passage("Van de respondenten is bekend hoe oud zij zijn. Zo ontstaat een gewicht.", "prose", 0),
        Passage("Van alle mensen die antwoordden, is de leeftijd bekend.", "prose", 0),
    ]
    assert {one.place for one in sentences_of(passages, Sources(texts), tuple(texts), {})} == {None}


def test_a_quotation_in_dutch_is():
    (found,) = proof("“De klanten zijn tevreeden over ons.”", kind="quote")
    assert found.what.startswith("onbekend woord “tevreeden”")


# --- signs -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('Hij noemt dat "handig" en gaat door.', "een recht aanhalingsteken"),
        ("Hij noemt dat 'handig' en gaat door.", "een recht aanhalingsteken"),
        ("De chatbot - die van de bank - helpt.", "een koppelteken waar een streepje hoort"),
        ("En toen... kwam er niemand.", "drie losse punten"),
        ("En toen  kwam er niemand.", "meer dan één spatie na elkaar"),
    ],
)
def test_a_sign_of_a_typewriter_is_told(text: str, told: str):
    (found,) = typography_remarks(sentences(text))
    assert found.what.startswith(f"{told} in “")


def test_the_signs_of_print_are_no_mistakes():
    right = "Hij zegt: “Dat is ’s ochtends zo’n ‘ding’ – of niet …” De foto’s van ’t A-team, 2023-2025."
    assert list(typography_remarks(sentences(right))) == []
