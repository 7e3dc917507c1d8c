"""Differences and their tests; the numbers of R are in test_reference.py."""

from __future__ import annotations

import pytest

from reportgen.facts import Comparison
from reportgen.survey.families import Unadjusted, adjust_families
from reportgen.survey.significance import (
    adjust_benjamini_hochberg,
    adjust_holm,
    compare_disjoint,
    difference_test,
)


def test_independent_errors_add_up_in_squares() -> None:
    difference = compare_disjoint(0.10, 0.03, 0.15, 0.04)
    assert difference.value == pytest.approx(0.05)
    assert difference.se == pytest.approx(0.05)
    assert difference.p == pytest.approx(0.3173105, abs=1e-7)  # one standard error


def test_an_interval_that_just_touches_nothing_has_p_of_five_percent() -> None:
    difference = difference_test(1.959963984540054, 1.0)
    assert difference.p == pytest.approx(0.05)
    assert difference.low == pytest.approx(0, abs=1e-12)


def test_without_spread_equal_is_equal_and_different_is_different() -> None:
    assert difference_test(0.0, 0.0).p == 1
    assert difference_test(1.0, 0.0).p == 0


def test_the_noise_of_adding_up_is_no_difference() -> None:
    difference = difference_test(0.1 + 0.2 - 0.3, 1e-17)
    assert (difference.value, difference.se, difference.p) == (0, 0, 1)


def test_a_single_test_needs_no_adjustment() -> None:
    assert adjust_holm([0.03]) == [0.03]
    assert adjust_benjamini_hochberg([0.03]) == [0.03]
    assert adjust_holm([]) == adjust_benjamini_hochberg([]) == []


def test_holm_multiplies_by_the_tests_that_are_left_and_never_descends() -> None:
    assert adjust_holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert adjust_holm([0.6, 0.9]) == [1.0, 1.0]


def test_benjamini_hochberg_divides_by_the_rank() -> None:
    assert adjust_benjamini_hochberg([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.04, 0.04])


def unadjusted(id_: str, p: float, *family: str) -> Unadjusted:
    comparison = Comparison(
        id=id_, indicator="a", kind="wave", from_="a@1", to="a@2", difference=0.1, se=0.1, low=0, high=0.2, p=p,
        p_adjusted=p, adjustment="none", significant=False, label="10 procentpunt",
    )  # fmt: skip
    return Unadjusted(comparison, family)


def test_each_family_is_adjusted_by_itself_and_keeps_its_place() -> None:
    found = adjust_families(
        [unadjusted("a", 0.03, "holm", "x"), unadjusted("b", 0.03, "bh", "y"), unadjusted("c", 0.02, "holm", "x")]
    )
    assert [(c.id, c.p_adjusted, c.adjustment, c.significant) for c in found] == [
        ("a", pytest.approx(0.04), "holm", True),
        ("b", pytest.approx(0.03), "bh", True),
        ("c", pytest.approx(0.04), "holm", True),
    ]


def test_a_pair_that_two_sets_have_in_common_is_judged_by_the_stricter() -> None:
    found = adjust_families(
        [unadjusted("a", 0.03, "holm", "x"), unadjusted("a", 0.03, "holm", "y"), unadjusted("b", 0.2, "holm", "y")]
    )
    assert [(c.id, c.p_adjusted, c.significant) for c in found] == [
        ("a", pytest.approx(0.06), False),
        ("b", pytest.approx(0.2), False),
    ]
