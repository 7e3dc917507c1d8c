"""An embargo ends at one moment, on which nobody can disagree."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, datetime

import pytest

from reportgen.embargo import NoMomentError, moment_of


def refusal(written: str) -> str:
    with pytest.raises(NoMomentError) as caught:
        moment_of(written)
    return f"{caught.value.what} → {caught.value.remedy}"


@pytest.mark.parametrize(
    ("written", "in_utc"),
    [
        ("2025-03-19 06:00 Europe/Amsterdam", datetime(2025, 3, 19, 5, 0, tzinfo=UTC)),
        ("2025-07-01 06:00 Europe/Amsterdam", datetime(2025, 7, 1, 4, 0, tzinfo=UTC)),
        ("2025-03-30 01:59 Europe/Amsterdam", datetime(2025, 3, 30, 0, 59, tzinfo=UTC)),
        ("2025-03-30 03:00 Europe/Amsterdam", datetime(2025, 3, 30, 1, 0, tzinfo=UTC)),
        ("2025-10-26 01:59 Europe/Amsterdam", datetime(2025, 10, 25, 23, 59, tzinfo=UTC)),
        ("2025-10-26 03:00 Europe/Amsterdam", datetime(2025, 10, 26, 2, 0, tzinfo=UTC)),
        ("2025-03-19 00:01 America/New_York", datetime(2025, 3, 19, 4, 1, tzinfo=UTC)),
    ],
)
def test_it_is_the_moment_that_the_clock_says_there_in_winter_and_in_summer(written: str, in_utc: datetime) -> None:
    assert moment_of(written).at == in_utc


def test_computers_read_it_with_its_offset() -> None:
    assert moment_of("2025-03-19 06:00 Europe/Amsterdam").iso == "2025-03-19T06:00:00+01:00"
    assert moment_of("2025-07-01 06:00 Europe/Amsterdam").iso == "2025-07-01T06:00:00+02:00"


@pytest.mark.parametrize("hour", ["02:00", "02:30", "02:59"])
def test_the_hour_that_is_skipped_in_march_is_no_moment(hour: str) -> None:
    told = refusal(f"2025-03-30 {hour} Europe/Amsterdam")
    assert f"op 2025-03-30 is het in Europe/Amsterdam nooit {hour}: de klok gaat dan vooruit." in told
    assert f"zoals “2025-03-30 01:{hour[3:]} Europe/Amsterdam” of “2025-03-30 03:{hour[3:]} Europe/Amsterdam”" in told


@pytest.mark.parametrize("hour", ["02:00", "02:30", "02:59"])
def test_the_hour_that_comes_twice_in_october_is_two_moments(hour: str) -> None:
    told = refusal(f"2025-10-26 {hour} Europe/Amsterdam")
    assert f"op 2025-10-26 is het in Europe/Amsterdam twee keer {hour}: de klok gaat dan terug." in told
    assert f"of “2025-10-26 03:{hour[3:]} Europe/Amsterdam”" in told


def test_without_a_place_it_is_refused() -> None:
    assert refusal("2025-03-19 06:00") == (
        "bij “2025-03-19 06:00” staat niet in welke tijdzone dat is. → "
        "Zet erachter waar deze tijd geldt: “2025-03-19 06:00 Europe/Amsterdam”."
    )


@pytest.mark.parametrize(
    ("zone", "remedy"),
    [
        ("Europe/Amsterdm", "Bedoelde u “Europe/Amsterdam”?"),
        ("europe/amsterdam", "Bedoelde u “Europe/Amsterdam”?"),
        ("Amsterdam", "Bedoelde u “Europe/Amsterdam”?"),
        ("Europe/Parijs", "Bedoelde u “Europe/Paris”?"),
        ("CET", "Schrijf een plaats als Europe/Amsterdam."),
        ("UTC", "Schrijf een plaats als Europe/Amsterdam."),
        ("Etc/GMT-1", "Schrijf een plaats als Europe/Amsterdam."),
        ("+01:00", "Schrijf een plaats als Europe/Amsterdam."),
        ("../../etc/passwd", "Schrijf een plaats als Europe/Amsterdam."),
    ],
)
def test_a_zone_is_called_after_a_place_and_the_nearest_one_is_named(zone: str, remedy: str) -> None:
    told = refusal(f"2025-03-19 06:00 {zone}")
    assert told == f"“{zone}” is geen tijdzone met de naam van een plaats. → {remedy}"


@pytest.mark.parametrize(
    "written",
    [
        "19 maart 2025", "2025-03-19", "19-03-2025 06:00 Europe/Amsterdam", "2025-03-19T06:00 Europe/Amsterdam",
        "2025-03-19 6:00 Europe/Amsterdam", "2025-03-19 24:00 Europe/Amsterdam", "2025-03-19 06.00 Europe/Amsterdam",
        "٢٠٢٥-٠٣-١٩ ٠٦:٠٠ Europe/Amsterdam", "2025-03-19 06:00 Europe/Amsterdam of later", "",
    ],
)  # fmt: skip
def test_anything_else_is_no_moment_and_the_form_is_shown(written: str) -> None:
    assert refusal(written) == (
        f"“{written}” is geen moment. → Schrijf jaar-maand-dag, uur:minuut en de plaats waar die tijd geldt: "
        "“2025-03-19 06:00 Europe/Amsterdam”."
    )


def test_a_day_that_does_not_exist_is_told() -> None:
    assert refusal("2025-02-30 06:00 Europe/Amsterdam").startswith("de datum in “2025-02-30 06:00 Europe/Amsterdam”")


def test_the_rules_of_a_zone_do_not_come_from_the_machine() -> None:
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath(["/does/not/exist"])
    try:
        assert moment_of("2025-03-19 06:00 Europe/Lisbon").iso == "2025-03-19T06:00:00+00:00"
    finally:
        zoneinfo.reset_tzpath(before)
