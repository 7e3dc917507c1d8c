"""The variance of what was weighted here is that of R's calibrated designs, when that is asked for (case 21)."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from reportgen.survey.arrays import OUTSIDE
from reportgen.survey.calibrated import Calibration, prepare_calibration
from reportgen.survey.crossing import cross_margins
from reportgen.survey.raking import rake
from tests.survey.reference import (
    Tree,
    base_weights,
    digi3,
    linearised,
    memberships,
    places,
    read_case,
    read_rows,
    values_and_base,
)

CASE = read_case("case21_calibrated_variance.json")
TARGETS = read_case("case02_rake_3margins.json")["targets"]
ROWS = read_rows("syn_nvm_2025.csv")
MEASURED = ("positief", "kan_tel", "tel", "nps")
AGES = ["18-30", "31-40", "41-55", "56-65", "66+"]
ages = places([row["leeftijd5"] for row in ROWS], AGES)
DIGI = ["hoog", "laag", "midden"]
skills = places([digi3(row) for row in ROWS], DIGI)
WHOLE = np.ones(len(ROWS), dtype=bool)


@cache
def calibration(kind: str) -> Calibration:
    start = base_weights(len(ROWS)) if kind.endswith("base") else np.ones(len(ROWS))
    members = memberships(TARGETS, ROWS)
    crossing = cross_margins(list(members.values()), [len(classes) for classes in TARGETS.values()])
    return prepare_calibration(crossing, start, rake(members, TARGETS, base=start).weights)


def scores(kind: str, name: str, domain: np.ndarray) -> tuple[float, np.ndarray]:
    """Give a mean and its scores as they are with fixed weights."""
    values, base = values_and_base(name, ROWS)
    return linearised(values, calibration(kind).weights, base & domain)


def answer(kind: str, value: float, fixed: np.ndarray) -> dict[str, float]:
    residuals = calibration(kind).residuals(fixed)
    n = len(residuals)
    return {"value": value, "se": (n / (n - 1) * float((residuals**2).sum())) ** 0.5}


def difference(kind: str, one: tuple[float, np.ndarray], other: tuple[float, np.ndarray]) -> dict[str, float]:
    return answer(kind, one[0] - other[0], one[1] - other[1])


def answers(kind: str, name: str) -> Tree:
    young, old = (scores(kind, name, ages == place) for place in (0, 4))
    return {
        "totaal": answer(kind, *scores(kind, name, WHOLE)),
        "leeftijd5": {age: answer(kind, *scores(kind, name, ages == place)) for place, age in enumerate(AGES)},
        "digi3": {skill: answer(kind, *scores(kind, name, skills == place)) for place, skill in enumerate(DIGI)},
        "jong_min_oud": difference(kind, young, old),
        "jong_min_rest": difference(kind, young, scores(kind, name, ages != 0)),
    }


def assert_answers(ours: Tree, theirs: Tree, tolerance: float) -> None:
    if "se" in theirs:
        assert [ours["value"], ours["se"]] == pytest.approx([theirs["value"], theirs["se"]], rel=tolerance, abs=1e-10)
    else:
        for key, value in theirs.items():
            assert_answers(ours[key], value, tolerance)


@pytest.mark.parametrize("name", MEASURED)
@pytest.mark.parametrize("kind", ["raked", "raked_from_base", "by_rake"])
def test_errors_are_those_of_r_for_everybody_in_groups_and_of_differences(kind: str, name: str) -> None:
    ours = answers(kind.replace("by_rake", "raked"), name)
    assert_answers(ours, CASE["expected"][kind][name], CASE["tolerance"])


@pytest.mark.parametrize("kind", ["raked", "raked_from_base"])
def test_the_error_between_two_answers_to_one_question_is_that_of_r(kind: str) -> None:
    ours = difference(kind, scores(kind, "kan_tel", WHOLE), scores(kind, "kan_mail", WHOLE))
    assert_answers(ours, CASE["expected"][kind]["tel_min_mail"], CASE["tolerance"])


@pytest.mark.parametrize("kind", ["raked", "raked_from_base"])
def test_it_can_be_computed_from_the_cells_of_a_table(kind: str) -> None:
    prepared = calibration(kind)
    values, _ = values_and_base("positief", ROWS)
    cells = prepared.cross(ages * 2 + values.astype(int), 2 * len(AGES))
    weights = cells.weights.reshape(-1, 2)
    u = np.zeros((len(AGES), len(AGES), 2))
    for place, total in enumerate(weights.sum(axis=1)):
        share = weights[place, 1] / total
        u[place, place] = [(0 - share) / total, (1 - share) / total]
    u = u.reshape(len(AGES), -1)
    variances = prepared.cross(ages * 2 + values.astype(int), 2 * len(AGES)).variances(np.vstack([u, u[0] - u[4]]))
    theirs = CASE["expected"][kind]["positief"]
    expected = [theirs["leeftijd5"][age]["se"] for age in AGES] + [theirs["jong_min_oud"]["se"]]
    assert np.sqrt(variances) == pytest.approx(expected, rel=CASE["tolerance"])


def test_who_is_in_no_cell_counts_in_none() -> None:
    prepared = calibration("raked")
    young = prepared.cross(np.where(ages == 0, 0, OUTSIDE), 1)
    assert young.weights[0] == pytest.approx(prepared.weights[ages == 0].sum())
    assert young.before.shape == (len(prepared.totals), 1)


def test_what_the_margins_fix_does_not_vary() -> None:
    prepared = calibration("raked")
    women = np.array([row["geslacht"] == "Vrouw" for row in ROWS]).astype(int)
    share = prepared.weights[women == 1].sum() / len(ROWS)
    u = np.array([[(0 - share) / len(ROWS), (1 - share) / len(ROWS)]])
    assert prepared.cross(women, 2).variances(u)[0] == pytest.approx(0, abs=1e-16)
