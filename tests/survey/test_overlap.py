"""A difference between two waves that some persons answered both is as certain as R says it is (case 22)."""

from __future__ import annotations

import numpy as np
import pytest

from reportgen.survey.arrays import OUTSIDE
from reportgen.survey.overlap import Overlap, match_persons
from tests.survey.reference import linearised, places, read_case, read_rows, read_weights, values_and_base

CASE = read_case("case22_overlapping_waves.json")
OLD, NEW = read_rows("syn_nvm_2024.csv"), read_rows("syn_nvm_2025.csv")
OLD_WEIGHTS, NEW_WEIGHTS = read_weights("case02_weights_2024.csv"), read_weights("case02_weights_2025.csv")
MEASURED = ("positief", "kan_tel", "tel", "nps")


def panel() -> Overlap:
    old = np.array([f"p{row}" for row in range(1, len(OLD) + 1)])
    new = np.array([f"p{2 * row}" if row <= 400 else f"q{row}" for row in range(1, len(NEW) + 1)])
    overlap = match_persons(old, new)
    assert overlap is not None
    return overlap


Scores = tuple[float, np.ndarray]


def of_waves(name: str, breakdown: str = "", group: str = "") -> tuple[Scores, Scores]:
    waves = []
    for rows, weights in ((OLD, OLD_WEIGHTS), (NEW, NEW_WEIGHTS)):
        values, base = values_and_base(name, rows)
        inside = np.array([not breakdown or row[breakdown] == group for row in rows])
        waves.append(linearised(values, weights, base & inside))
    return waves[0], waves[1]


def test_the_persons_in_both_waves_are_counted_once() -> None:
    assert panel().persons == CASE["expected"]["persons"]
    assert len(panel().earlier) == 400


@pytest.mark.parametrize("name", MEASURED)
def test_the_error_of_a_difference_is_that_of_r_for_everybody_and_in_groups(name: str) -> None:
    overlap, theirs = panel(), CASE["expected"][name]
    asked = [("", "", theirs["totaal"])]
    asked += [(by, group, figures) for by in ("geslacht", "leeftijd5") for group, figures in theirs[by].items()]
    for breakdown, group, figures in asked:
        (old, old_scores), (new, new_scores) = of_waves(name, breakdown, group)
        variance = overlap.score_variance(old_scores, new_scores)
        assert new - old == pytest.approx(figures["value"], abs=CASE["tolerance"])
        assert variance**0.5 == pytest.approx(figures["se"], rel=CASE["tolerance"])


@pytest.mark.parametrize("breakdown", ["geslacht", "leeftijd5"])
def test_all_groups_are_done_at_once(breakdown: str) -> None:
    theirs = CASE["expected"]["positief"][breakdown]
    sides = []
    for side, rows in enumerate((OLD, NEW)):
        scores = sum(of_waves("positief", breakdown, group)[side][1] for group in theirs)
        sides.append((scores, places([row[breakdown] for row in rows], list(theirs))))
    variances = panel().difference_variances(*sides, len(theirs))
    expected = [figures["se"] for figures in theirs.values()]
    assert np.sqrt(variances) == pytest.approx(expected, rel=CASE["tolerance"])


def test_who_changed_groups_is_in_neither_twice() -> None:
    overlap = Overlap(np.array([0, 1]), np.array([0, 1]), persons=2)
    earlier = np.array([1.0, -1.0]), np.array([0, OUTSIDE])
    later = np.array([2.0, -2.0]), np.array([1, 1])
    # Nobody was in the same group both times: the squares of each, and no products.
    assert overlap.difference_variances(earlier, later, 2).tolist() == [2.0, 16.0]


def test_waves_without_a_person_in_common_or_without_ids_do_not_overlap() -> None:
    some, others = np.array(["a", "b"]), np.array(["c", "d"])
    assert match_persons(some, others) is None
    assert match_persons(None, some) is None
    assert match_persons(some, None) is None


def test_who_has_no_id_is_nobody_else() -> None:
    overlap = match_persons(np.array(["a", "", ""]), np.array(["", "a"]))
    assert overlap is not None
    assert (overlap.earlier.tolist(), overlap.later.tolist(), overlap.persons) == ([0], [1], 4)


def test_the_same_answers_of_the_same_persons_differ_by_exactly_nothing() -> None:
    overlap = match_persons(np.array(["a", "b", "c"]), np.array(["c", "a", "b"]))
    assert overlap is not None
    assert overlap.score_variance(np.array([0.1, -0.3, 0.2]), np.array([0.2, 0.1, -0.3])) == 0
