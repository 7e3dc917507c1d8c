"""How numbers are rounded and written, at every boundary of the house rules.

The cases come from tests/reference/case18_rounding_and_text.json, the monitor's own definition of those rules.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportgen.rounding import grade, grade_points, half_up, percentage, percentage_points, score, score_points

RULES = json.loads((Path(__file__).parent.parent / "reference" / "case18_rounding_and_text.json").read_text("utf-8"))
SHARES = [case for case in RULES["round_half_up"] if "pct" in case]
MEANS = [case for case in RULES["round_half_up"] if "mean" in case]


@pytest.mark.parametrize("case", SHARES, ids=lambda case: f"{case['num']}/{case['den']}")
def test_percentages_are_rounded_half_up_on_the_decimal_value(case):
    assert percentage(case["num"] / case["den"]) == f"{case['expect_0dec']}%"


@pytest.mark.parametrize("case", MEANS, ids=lambda case: str(case["mean"]))
def test_means_are_rounded_half_up_with_a_decimal_comma(case):
    assert grade(case["mean"]) == case["expect_1dec"]


@pytest.mark.parametrize("case", RULES["difference_pp"][:3], ids=lambda case: str(case["new_pct"]))
def test_differences_are_in_percentage_points_of_the_unrounded_values(case):
    assert percentage_points((case["new_pct"] - case["old_pct"]) / 100) == case.get("expect_text_diff")


def test_a_sum_of_parts_is_rounded_after_adding():
    net = RULES["nets"][0]
    assert percentage(sum(net["parts_pct"]) / 100) == f"{net['expect_net']}%"


@pytest.mark.parametrize(
    ("share", "printed"),
    [
        (0.0, "0%"),
        (0.0001, "<1%"),
        (0.004, "<1%"),
        (0.00499, "<1%"),
        (0.005, "1%"),
        (0.125, "13%"),
        (0.9949, "99%"),
        (0.995, ">99%"),
        (0.996, ">99%"),
        (0.99999, ">99%"),
        (1.0, "100%"),
    ],
)
def test_almost_nothing_and_almost_all_are_not_rounded_to_nothing_and_all(share, printed):
    assert percentage(share) == printed


def test_differences_lose_their_sign_and_never_become_nothing():
    assert percentage_points(-0.05) == "5 procentpunt"
    assert percentage_points(0.004) == "minder dan 1 procentpunt"
    assert grade_points(-0.4) == "0,4 punt"


def test_half_is_away_from_zero_on_both_sides():
    assert [int(half_up(value)) for value in (0.5, 1.5, 2.5, -0.5, -2.5)] == [1, 2, 3, -1, -3]


@pytest.mark.parametrize(
    ("value", "printed"),
    [(5.2, "+5"), (-28.5, "−29"), (0.4, "0"), (-0.4, "0"), (0.0, "0"), (100.0, "+100"), (-100.0, "−100")],
)
def test_a_score_is_a_whole_number_with_its_sign(value, printed):
    assert score(value) == printed


@pytest.mark.parametrize(
    ("difference", "printed"), [(-6.2, "6 punten"), (1.1, "1 punt"), (0.3, "minder dan 1 punt"), (0.0, "0 punten")]
)
def test_differences_of_scores_are_in_points(difference, printed):
    assert score_points(difference) == printed
