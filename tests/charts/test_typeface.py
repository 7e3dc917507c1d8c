"""Texts are measured as the font has them, and broken where Dutch allows it."""

from __future__ import annotations

import pytest

from reportgen.report.charts.typeface import Typeface, read_typeface
from tests.charts.reading import BRAND, advance


@pytest.fixture
def typeface() -> Typeface:
    return read_typeface(BRAND.theme.family, BRAND.fonts)


def test_the_widths_are_those_in_the_font_file(typeface: Typeface) -> None:
    text = "Pakket- en postbezorgers, 15% ▲"
    assert typeface.width(text, 9) == pytest.approx(9 * advance(text, 400))
    assert typeface.width(text, 9, strong=True) == pytest.approx(9 * advance(text, 600))


def test_a_text_is_broken_between_words(typeface: Typeface) -> None:
    assert typeface.wrap("de chatbot begrijpt mijn vraag niet", 115, 9) == ("de chatbot begrijpt mijn vraag", "niet")


def test_balanced_lines_are_as_few_but_of_about_one_length(typeface: Typeface) -> None:
    assert typeface.balance("de chatbot begrijpt mijn vraag niet", 115, 9) == ("de chatbot begrijpt", "mijn vraag niet")
    assert typeface.balance("vertrouwelijke kwestie", 60, 9) == ("vertrouwelijke", "kwestie")


def test_a_word_that_is_too_long_is_hyphenated(typeface: Typeface) -> None:
    assert typeface.wrap("telecombedrijven", 50, 9) == ("telecombe-", "drijven")
    assert typeface.wrap("e-mail/chatgesprekken", 40, 9)[0] == "e-mail/"


def test_a_word_without_syllables_is_cut_somewhere(typeface: Typeface) -> None:
    pieces = typeface.wrap("x" * 40, 50, 9)
    assert "".join(piece.rstrip("-") for piece in pieces) == "x" * 40
    assert all(typeface.width(piece, 9) <= 50 for piece in pieces)


def test_nothing_takes_no_lines(typeface: Typeface) -> None:
    assert typeface.wrap("", 50, 9) == ()
    assert typeface.balance(" ", 50, 9) == ()


def test_the_nearest_weights_are_used(typeface: Typeface) -> None:
    assert (typeface.regular.weight, typeface.strong.weight) == (400, 600)
    without = tuple(font for font in BRAND.fonts if font.weight != 600)
    assert read_typeface(BRAND.theme.family, without).strong.weight == 700
