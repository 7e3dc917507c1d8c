"""Numbers as text are read in the notation of their column, and not at all when that is uncertain."""

from __future__ import annotations

import pytest

from reportgen.survey.decimals import decimal_sign, parse_decimal


@pytest.mark.parametrize(
    ("cells", "sign"),
    [
        (["0,85", "1.250,50"], ","),
        (["1", "2"], ","),
        (["0.85", "1.25"], "."),
        (["1.000", "0.950"], "."),
        (["1.000", "12,5"], ","),
        (["1.000", "2.500"], None),
        (["1.000.000"], None),
        (["ja, helemaal", "1.5"], "."),
        ([None, 3.5, ""], ","),
    ],
)
def test_the_sign_is_told_by_the_whole_column(cells: list[object], sign: str | None) -> None:
    assert decimal_sign(cells) == sign


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0,85", 0.85),
        ("1.250,50", 1250.5),
        ("1.250", 1250),
        ("-3", -3),
        ("1,5e2", 150),
        ("1.25", None),
        ("1,2,3", None),
    ],
)
def test_dutch_notation(text: str, number: float | None) -> None:
    assert parse_decimal(text, ",") == number


@pytest.mark.parametrize(
    ("text", "number"), [("0.85", 0.85), ("+12", 12), ("1e3", 1000), ("1,250.50", None), ("ja", None), ("inf", None)]
)
def test_english_notation(text: str, number: float | None) -> None:
    assert parse_decimal(text, ".") == number
