"""Dates, counts and enumerations as a Dutch editor writes them."""

from __future__ import annotations

from datetime import date

import pytest

from reportgen.report import dutch


def test_counts_have_a_point_per_thousand():
    assert [dutch.count(number) for number in (7, 999, 1043, 1000000)] == ["7", "999", "1.043", "1.000.000"]


def test_dates_are_written_out_without_a_leading_zero():
    assert dutch.long_date(date(2025, 3, 9)) == "9 maart 2025"


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (date(2024, 12, 2), date(2024, 12, 15), "2 t/m 15 december 2024"),
        (date(2024, 11, 25), date(2024, 12, 8), "25 november t/m 8 december 2024"),
        (date(2024, 12, 27), date(2025, 1, 6), "27 december 2024 t/m 6 januari 2025"),
        (date(2024, 12, 2), date(2024, 12, 2), "2 december 2024"),
    ],
)
def test_a_period_does_not_repeat_what_both_days_share(start, end, written):
    assert dutch.period(start, end) == written


@pytest.mark.parametrize(
    ("items", "written"),
    [([], ""), (["telefoon"], "telefoon"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")],
)
def test_enumerations_end_in_en(items, written):
    assert dutch.enumeration(items) == written


def test_a_capital_ij_is_two_capitals():
    assert [dutch.capitalised(word) for word in ("telefoon", "ijs", "WhatsApp", "")] == [
        "Telefoon",
        "IJs",
        "WhatsApp",
        "",
    ]
