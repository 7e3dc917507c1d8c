"""How a figure may be written: the house rules on rounding, at their boundaries, held here by code of their own."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportgen.verify.fitting import fits, fits_count, fits_factor, printed, rounded, shown
from reportgen.verify.numerals import find_numbers
from reportgen.verify.quantities import Numeral


def numeral(phrase: str) -> Numeral:
    return find_numbers(f"Het is {phrase}.").numerals[0]


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.125, "13%"),
        (0.1249, "12%"),
        (0.285, "29%"),
        (0.004, "<1%"),
        (0.005, "1%"),
        (0.0, "0%"),
        (0.996, ">99%"),
        (0.9949, "99%"),
        (1.0, "100%"),
    ],
)
def test_a_share_is_printed_by_the_house_rules(share: float, text: str) -> None:
    assert printed(shown(share), "share") == text


def test_grades_and_scores_are_printed_by_the_house_rules() -> None:
    assert printed(shown(6.85, "mean"), "mean") == "6,9"
    assert printed(shown(-28.6, "score"), "score") == "−29"
    assert printed(shown(4.5, "score"), "score") == "+5"


def test_halves_are_rounded_up() -> None:
    assert [rounded(Decimal(text), 0) for text in ("12.5", "13.5", "-12.5")] == [13, 14, -13]


@pytest.mark.parametrize(
    ("phrase", "fitting", "unfit"),
    [
        ("13%", ["12.5", "13.49"], ["12.49", "13.5"]),
        ("14,6%", ["14.55", "14.64"], ["14.54", "14.65"]),
        ("1%", ["0.5", "1.49"], ["0.4", "1.5"]),
        ("een kwart", ["23.5", "26.5"], ["23.4", "26.6"]),
        ("een op de drie", ["32", "34.8"], ["31.7", "34.9"]),
        ("bijna de helft", ["45", "49.9"], ["44.9", "50"]),
        ("ruim de helft", ["50", "55"], ["49.9", "55.1"]),
        ("meer dan de helft", ["50.1", "90"], ["50"]),
        ("minder dan 10%", ["9.9"], ["10"]),
        ("ongeveer 20%", ["17.5", "22.5"], ["17.4", "22.6"]),
        ("minstens 70%", ["69.5", "80"], ["69.4"]),
        ("hooguit 60%", ["60.4", "10"], ["60.5"]),
    ],
)
def test_a_phrase_fits_figures_up_to_its_limits(phrase: str, fitting: list[str], unfit: list[str]) -> None:
    assert [value for value in fitting if not fits(numeral(phrase), Decimal(value))] == []
    assert [value for value in unfit if fits(numeral(phrase), Decimal(value))] == []


@pytest.mark.parametrize(
    ("phrase", "fitting", "unfit"),
    [
        ("1.061", [1061], [1060, 1062]),
        ("meer dan 1.000", [1001, 1999], [1000, 2000]),
        ("ruim duizend", [1000, 1100], [999, 1101]),
        ("bijna duizend", [900, 999], [899, 1000]),
        ("duizend", [950, 1050], [949, 1051]),
        ("ongeveer 1.000", [900, 1100], [899, 1101]),
    ],
)
def test_a_phrase_fits_bases_up_to_its_limits(phrase: str, fitting: list[int], unfit: list[int]) -> None:
    assert [count for count in fitting if not fits_count(numeral(phrase), count)] == []
    assert [count for count in unfit if fits_count(numeral(phrase), count)] == []


@pytest.mark.parametrize(
    ("phrase", "fitting", "unfit"),
    [
        ("verdubbeld", ["1.75", "2.25"], ["1.74", "2.26"]),
        ("bijna verdubbeld", ["1.5", "1.99"], ["1.49", "2"]),
        ("ruim verdubbeld", ["2", "2.5"], ["1.99", "2.51"]),
        ("gehalveerd", ["0.44", "0.56"], ["0.43", "0.57"]),
    ],
)
def test_a_factor_fits_up_to_its_limits(phrase: str, fitting: list[str], unfit: list[str]) -> None:
    assert [ratio for ratio in fitting if not fits_factor(numeral(phrase), Decimal(ratio))] == []
    assert [ratio for ratio in unfit if fits_factor(numeral(phrase), Decimal(ratio))] == []
