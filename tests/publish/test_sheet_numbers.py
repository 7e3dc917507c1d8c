"""A printed number in a cell: its true value, shown as it was printed, also by a spreadsheet that rounds otherwise."""

from __future__ import annotations

import math
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.publish.sheet_numbers import Number, as_number
from reportgen.rounding import LEVELS
from reportgen.verify.formats.cell_formats import shown


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("15%", Number(0.15, "0%")),
        ("33,3%", Number(0.333, "0.0%")),
        ("6,9", Number(6.9, "0.0")),
        ("0,80", Number(0.8, "0.00")),
        ("1.043", Number(1043, "#,##0")),
        ("871", Number(871, "0")),
        ("0,014*", Number(0.014, '0.000"*"')),
        ("+5", Number(5, '"+"0;"−"0;0')),
        ("−29", Number(-29, '"+"0;"−"0;0')),
        ("0", Number(0, "0")),
    ],
)
def test_the_value_is_what_was_printed_where_no_other_is_known(text: str, number: Number) -> None:
    assert as_number(text) == number


@pytest.mark.parametrize(
    "text", ["–", "onbekend", "18% – 34%", "742–753", "< 0,001*", "<1%", ">99%", "Holm", "5 t/m 18 mei"]
)
def test_what_is_no_number_or_more_than_one_stays_a_text(text: str) -> None:
    assert as_number(text) is None


def test_the_value_is_not_rounded() -> None:
    assert as_number("15%", 0.1512) == Number(0.1512, "0%")
    assert as_number("7,3", 7.2841) == Number(7.2841, "0.0")
    assert as_number("−29", -29.4) == Number(-29.4, '"+"0;"−"0;0')


def test_a_significant_difference_is_part_of_the_format() -> None:
    assert as_number("15%", 0.1512, "▲") == Number(0.1512, '"▲\u00a0"0%')
    assert as_number("−29", None, "▼") == Number(-29, '"▼\u00a0+"0;"▼\u00a0−"0;"▼\u00a0"0')


@pytest.mark.parametrize(("estimate", "text"), [(0.004, "<1%"), (0.996, ">99%")])
def test_almost_nothing_and_almost_all_are_said_in_those_words(estimate: float, text: str) -> None:
    assert as_number(text, estimate) == Number(estimate, f'"{text}"')


@pytest.mark.parametrize(("text", "estimate"), [("15%", 0.1649), ("15%", 0.156), ("6,9", 6.96)])
def test_a_value_that_would_be_shown_otherwise_than_it_was_printed_is_refused(text: str, estimate: float) -> None:
    with pytest.raises(ValueError, match="is printed of"):
        as_number(text, estimate)


@pytest.mark.parametrize(("estimate", "text"), [(0.125, "13%"), (0.285, "29%"), (0.005, "1%"), (0.145, "15%")])
@pytest.mark.parametrize("rounding", [ROUND_HALF_UP, ROUND_HALF_EVEN])
def test_half_is_rounded_up_by_every_spreadsheet(estimate: float, text: str, rounding: str) -> None:
    """12.5 is shown as 13: also where the binary value lies under the half, or where halves go to the even number."""
    number = as_number(text, estimate)
    assert number is not None
    assert math.isclose(number.value, estimate, rel_tol=1e-9)
    assert f"{(Decimal(number.value) * 100).quantize(Decimal(1), rounding)}%" == text
    assert f"{number.value * 100:.0f}%" == text


def test_just_under_half_is_not_rounded_up() -> None:
    number = as_number("12%", 0.12499999)
    assert number == Number(0.12499999, "0%")
    assert (Decimal(number.value) * 100).quantize(Decimal(1), ROUND_DOWN) == 12


@given(st.floats(0, 1))
def test_a_share_is_shown_as_it_is_printed(share: float) -> None:
    number = as_number(LEVELS["share"](share), share)
    assert number is not None
    assert shown(repr(number.value), number.shown_as) == LEVELS["share"](share)


@given(st.floats(1, 10))
def test_a_mean_is_shown_as_it_is_printed(mean: float) -> None:
    number = as_number(LEVELS["mean"](mean), mean)
    assert number is not None
    assert shown(repr(number.value), number.shown_as) == LEVELS["mean"](mean)


@given(st.floats(-100, 100))
def test_a_score_is_shown_as_it_is_printed(score: float) -> None:
    number = as_number(LEVELS["score"](score), score)
    assert number is not None
    assert shown(repr(number.value), number.shown_as) == LEVELS["score"](score)
