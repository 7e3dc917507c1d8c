"""What became of each sentence: other words, another meaning, or only another number."""

from __future__ import annotations

import pytest

from reportgen.comparing.pages import read_page
from reportgen.comparing.sentences import SentenceChange, Turn, compare_pages, told_once
from tests.comparing.examples import figure, html, number


def changes(old: str, new: str) -> list[tuple[Turn, str | None, str | None]]:
    pages = (read_page("landelijk", "rapport", html(text)) for text in (old, new))
    return [(one.turn, one.old and one.old.text, one.new and one.new.text) for one in told_once(compare_pages(*pages))]


def turn(old: str, new: str) -> Turn:
    ((found, _, _),) = changes(f"<p>{old}</p>", f"<p>{new}</p>")
    return found


def test_equal_pages_have_no_differences() -> None:
    assert changes("<p>Eén zin. En nog een.</p>", "<p>Eén zin. En nog een.</p>") == []


def test_a_sentence_with_another_number_only_is_told_apart() -> None:
    old = f"<p>Van alle mensen is {number('15%', 'positief@2025')} positief. De rest niet.</p>"
    assert changes(old, old.replace("15%", "16%")) == [
        (Turn.NUMBER, "Van alle mensen is 15% positief.", "Van alle mensen is 16% positief.")
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Het is gestegen van 10% naar 15%.", "Het is gedaald van 15% naar 10%.", Turn.DIRECTION),
        ("Dat is een stijging van 5 procentpunt.", "Dat is geen significant verschil.", Turn.SIGNIFICANCE),
        ("Het is gestegen van 10% naar 15%.", "Het is gelijk gebleven op 10%.", Turn.SIGNIFICANCE),
        ("Mensen zijn positiever dan eerst.", "De waardering van mensen is niet gestegen.", Turn.SIGNIFICANCE),
        ("▲ 5 procentpunt sinds 2024.", "▼ 5 procentpunt sinds 2024.", Turn.DIRECTION),
        (
            "Voor A is dat geen verschil, voor B geen verschil.",
            "Voor A is dat geen verschil, voor B een stijging.",
            Turn.SIGNIFICANCE,
        ),
        ("Gezet in de Source Sans.", "Gezet uit de Source Sans.", Turn.WORDS),
    ],
)
def test_what_changed_in_the_meaning_is_named(old: str, new: str, expected: Turn) -> None:
    assert turn(old, new) is expected


def test_the_same_words_around_a_figure_of_somebody_else_mean_something_else() -> None:
    sentence = "Van hen is {} positief."
    old, new = (sentence.format(number("15%", f"positief@2025/leeftijd={group}")) for group in ("18-30", "31-40"))
    assert turn(old, new) is Turn.SUBJECT


def test_words_that_are_tied_to_a_test_are_compared_as_words() -> None:
    old, new = (number(words, "positief@2024..2025") for words in ("De acceptatie groeit", "De houding verandert niet"))
    assert turn(f"{old} dit jaar.", f"{new} dit jaar.") is Turn.WORDS


def test_a_dash_that_stands_in_for_what_cannot_be_said_is_no_other_wording() -> None:
    assert turn("Daarvan is – positief.", "Daarvan is 15% positief.") is Turn.NUMBER


def test_new_and_gone_sentences_are_told_in_that_order_of_weight() -> None:
    old = "<p>Blijft staan. Deze hele zin verdwijnt uit het rapport, want hij klopte niet meer. Ook dit blijft.</p>"
    new = "<p>Blijft staan. Ook dit blijft. Hier komt een heel andere mededeling bij over de basis van het cijfer.</p>"
    assert [(found, was is None, now is None) for found, was, now in changes(old, new)] == [
        (Turn.GONE, False, True),
        (Turn.NEW, True, False),
    ]


def test_a_sentence_that_only_moved_is_no_difference() -> None:
    one, other, third = "Een zin die verhuist naar het eind.", "De tweede zin.", "De derde zin blijft ook."
    assert changes(f"<p>{one} {other} {third}</p>", f"<p>{other} {third} {one}</p>") == []


def test_a_heading_that_follows_the_figures_is_paired_with_what_stood_there() -> None:
    old, new = "<h3>Steeds meer mensen tevreden</h3><p>Slot.</p>", "<h3>Zo denkt men erover</h3><p>Slot.</p>"
    assert changes(old, new) == [(Turn.WORDS, "Steeds meer mensen tevreden", "Zo denkt men erover")]


def test_the_title_of_a_chart_is_a_sentence_too() -> None:
    old, new = figure("Meer mensen positief", "Lijngrafiek", "15%"), figure("De houding", "Lijngrafiek", "15%")
    assert changes(old, new) == [(Turn.WORDS, "Meer mensen positief", "De houding")]


def test_what_is_the_same_in_several_editions_is_told_once_with_all_its_places() -> None:
    def change(edition: str) -> tuple[SentenceChange, ...]:
        old, new = (read_page(edition, "rapport", html(f"<p>Het is {word}.</p>")) for word in ("zo", "anders"))
        return compare_pages(old, new)

    (told,) = told_once([*change("landelijk"), *change("partner")])
    assert [edition for edition, _, _ in told.places] == ["landelijk", "partner"]
    assert told.places[0][1:] == ("rapport", "hoofdstuk 1, “Houding”")
