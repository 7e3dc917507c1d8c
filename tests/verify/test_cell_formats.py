"""What a Dutch Excel shows of a number, by its format code."""

from __future__ import annotations

import pytest

from reportgen.verify.formats.cell_formats import BUILT_IN, shown


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("0.1512", "0%", "15%"),
        ("0.125", "0%", "13%"),
        ("0.285", "0%", "29%"),
        ("0.1249", "0%", "12%"),
        ("-0.125", "0%", "-13%"),
        ("0.1512", "0.0%", "15,1%"),
        ("6.9", "0.0", "6,9"),
        ("6.85", "0.0", "6,9"),
        ("7", "0.0", "7,0"),
        ("7", "0.0#", "7,0"),
        ("7.25", "0.0#", "7,25"),
        ("0.5", "#.##", "0,5"),
        ("1043", "#,##0", "1.043"),
        ("1043", "0", "1043"),
        ("1234567.5", "#,##0.00", "1.234.567,50"),
        ("1234567", "#,##0,", "1.235"),
        ("0.1512", "General", "0,1512"),
        ("2025", "General", "2025"),
        ("1E-3", "General", "0,001"),
        ("0.30000000000000004", "General", "0,3"),
        ("0.1512", '"▲ "0%', "▲ 15%"),
        ("0.004", '"<1%"', "<1%"),
        ("5", '+0;"−"0;0', "+5"),
        ("-29.4", '+0;"−"0;0', "−29"),
        ("0", '+0;"−"0;0', "0"),
        ("-3", "0;(0)", "(3)"),
        ("-3", "0", "-3"),
        ("-0.2", "0", "0"),
        ("0.014", '0.000"*"', "0,014*"),
        ("12.5", "[$€-413] #,##0.00", "€ 12,50"),
        ("3", "[Red]0", "3"),
        ("3", r"0\x", "3x"),
        ("3", "0_)", "3 "),
        ("3", "@", "3"),
        ("0.4", '[<1]"minder dan 1";0', "minder dan 1"),
        ("4", '[<1]"minder dan 1";0', "4"),
        ("0", "0;-0;", ""),
    ],
)
def test_a_number_is_shown_as_its_format_says(value: str, code: str, text: str) -> None:
    assert shown(value, code) == text


@pytest.mark.parametrize(("number", "text"), [(1, "0"), (3, "1"), (9, "15%"), (10, "15,12%"), (0, "0,1512")])
def test_the_formats_that_a_file_only_gives_a_number_for_are_known(number: int, text: str) -> None:
    assert shown("0.1512" if number != 3 else "0.9", BUILT_IN[number]) == text


@pytest.mark.parametrize(("value", "text"), [("45735", "19-3-2025"), ("0.5", ""), ("1E300", "")])
def test_a_date_is_no_number(value: str, text: str) -> None:
    assert shown(value, "d-m-yyyy") == text


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="could not convert"):
        shown("vijftien", "0")
