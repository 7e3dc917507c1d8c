"""Number words are read by a grammar: every number, however it is written in Dutch."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.number_words import cardinal, ordinal

UNITS = [
    "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien",
    "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien",
]  # fmt: skip
TENS = {
    20: "twintig", 30: "dertig", 40: "veertig", 50: "vijftig", 60: "zestig", 70: "zeventig", 80: "tachtig",
    90: "negentig",
}  # fmt: skip


def spelled(number: int) -> str:
    """A whole number below a million as the Dutch spelling rules write it, but for the spaces."""
    if number < 20:
        return UNITS[number]
    if number < 100:
        ten, unit = number // 10 * 10, number % 10
        joint = "ën" if unit in {2, 3} else "en"
        return f"{UNITS[unit]}{joint}{TENS[ten]}" if unit else TENS[ten]
    size, word = (100, "honderd") if number < 1000 else (1000, "duizend")
    many, rest = divmod(number, size)
    return (spelled(many) if many > 1 else "") + word + (spelled(rest) if rest else "")


@pytest.mark.parametrize("number", range(1000))
def test_every_number_below_a_thousand_is_read(number: int) -> None:
    assert cardinal(spelled(number)) == number


@given(st.integers(min_value=1, max_value=999_999))
def test_every_number_below_a_million_is_read(number: int) -> None:
    assert cardinal(spelled(number)) == number


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("Vijfentwintig", 25),
        ("tweeentwintig", 22),
        ("honderdenvijf", 105),
        ("elfhonderd", 1100),
        ("vijftienhonderd", 1500),
        ("duizendeneen", 1001),
    ],
)
def test_a_number_may_be_written_in_another_way(word: str, number: int) -> None:
    assert cardinal(word) == number


@pytest.mark.parametrize("word", ["kwart", "ruim", "eenheid", "vieren", "tienen", "drietal", "honderdste", "enig", ""])
def test_other_words_are_no_number(word: str) -> None:
    assert cardinal(word) is None


@pytest.mark.parametrize(
    ("word", "number"),
    [("derde", 3), ("derden", 3), ("vijfde", 5), ("achtste", 8), ("twintigste", 20), ("honderdste", 100)],
)
def test_parts_and_places_are_read(word: str, number: int) -> None:
    assert ordinal(word) == number


@pytest.mark.parametrize("word", ["aarde", "beste", "laatste", "einde"])
def test_other_words_are_no_part(word: str) -> None:
    assert ordinal(word) is None
