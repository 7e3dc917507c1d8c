"""Grades, scores, questions with more answers and pairs of groups: every number of R's cases 09, 10, 14, 23 and 24."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest

from reportgen.survey.estimation import Estimates, mean_intervals, paired_error
from reportgen.survey.significance import Z95, adjust_benjamini_hochberg, adjust_holm, compare_disjoint
from tests.survey.reference import (
    NOT_ASKED,
    Row,
    Tree,
    assert_same,
    digi3,
    estimated_means,
    grade,
    linearised,
    places,
    read_case,
    read_rows,
    read_weights,
    score,
    values_and_base,
)
from tests.survey.test_reference import DEFINITIONS, as_tree, estimated

ROWS = {wave: read_rows(f"syn_nvm_{wave}.csv") for wave in ("2024", "2025")}
WEIGHTS = {wave: read_weights(f"case02_weights_{wave}.csv") for wave in ("2024", "2025")}
ITEMS = list(read_case("case10_multiresponse.json")["expected"]["items"])


def without(tree: Tree, *names: str) -> Tree:
    """Leave out what we have no use for and so do not compute."""
    if not isinstance(tree, dict):
        return tree
    return {key: without(value, *names) for key, value in tree.items() if key not in names}


def means(value: Callable[[Row], float | None], wave: str, column: str = "", groups: tuple[str, ...] = ()) -> Estimates:
    values = [value(row) for row in ROWS[wave]]
    base = np.array([one is not None for one in values])
    numbers = np.array([0.0 if one is None else one for one in values])
    domains = places([row[column] for row in ROWS[wave]], groups) if groups else np.zeros(len(values), np.intp)
    return estimated_means(numbers, WEIGHTS[wave], domains, len(groups) or 1, base)


def tree_of(estimates: Estimates, place: int = 0) -> Tree:
    mean, se, n = float(estimates.value[place]), float(estimates.se[place]), int(estimates.n[place])
    low, high = mean_intervals(estimates)
    return {
        "n": n,
        "mean": mean,
        "se": se,
        "df": n - 1,
        "ci_t": [low[place], high[place]],
        "ci_z": [mean - Z95 * se, mean + Z95 * se],
        "neff_kish": estimates.n_eff[place],
    }


def change(value: Callable[[Row], float | None]) -> Tree:
    old, new = (means(value, wave) for wave in ("2024", "2025"))
    m1, se1, m2, se2 = (float(one[0]) for one in (old.value, old.se, new.value, new.se))
    difference = compare_disjoint(m1, se1, m2, se2)
    z = difference.value / difference.se
    return {"m2024": m1, "m2025": m2, "diff": difference.value, "se_diff": difference.se, "z": z, "p_z": difference.p}


def share(name: str, rows: list[Row], column: str, codes: set[str]) -> Tree:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(DEFINITIONS, name, (column, codes, set()))
        return as_tree(name, rows, WEIGHTS["2025"], ["totaal"], ["totaal"] * len(rows))["totaal"]


def test_grades_and_scores_are_those_of_r() -> None:
    case = read_case("case09_means_nps.json")
    ages, genders = (tuple(case["expected"][name]) for name in ("tel_by_leeftijd5", "nps_by_geslacht"))
    by_age, by_gender = means(grade, "2025", "leeftijd5", ages), means(score, "2025", "geslacht", genders)
    ours = {
        f"{name}_{wave}": tree_of(means(value, wave))
        for name, value in (("tel", grade), ("nps", score))
        for wave in ROWS
    }
    ours |= {"tel_diff": change(grade), "nps_diff": change(score)}
    ours["tel_by_leeftijd5"] = {age: tree_of(by_age, place) for place, age in enumerate(ages)}
    ours["nps_by_geslacht"] = {gender: tree_of(by_gender, place) for place, gender in enumerate(genders)}
    ours["promotors"] = share("promotors", ROWS["2025"], "q6_nps", {"9", "10"})
    ours["detractors"] = share("detractors", ROWS["2025"], "q6_nps", {str(number) for number in range(7)})
    assert_same(ours, without(case["expected"], "weighted_sd"), case["tolerance"])


def test_the_items_of_a_question_with_more_answers_are_those_of_r() -> None:
    case, rows = read_case("case10_multiresponse.json"), ROWS["2025"]
    items = {item: share(item, rows, item, {"1"}) for item in ITEMS}
    asked = np.array([row[ITEMS[0]] != NOT_ASKED for row in rows])
    chosen = {item: np.array([row[item] == "1" for row in rows]).astype(float) for item in ITEMS}
    # "None of these" is not one of the things that are counted.
    number = sum(chosen[item] for item in ITEMS[:-1])
    everybody = np.zeros(len(rows), np.intp)
    totals = {item: float((chosen[item] * WEIGHTS["2025"]).sum()) for item in ITEMS[:-1]}
    first, second = (linearised(chosen[item], WEIGHTS["2025"], asked) for item in ITEMS[:2])
    ours = {
        "base_n": int(asked.sum()),
        "items": items,
        "sum_of_items": sum(items[item]["p"] for item in ITEMS[:-1]),
        "share_of_responses": {item: total / sum(totals.values()) for item, total in totals.items()},
        "mean_number_of_items": tree_of(estimated_means(number, WEIGHTS["2025"], everybody, 1, asked)),
        "wachttijd_minus_keuzemenu": {
            "diff": first[0] - second[0],
            "se_paired": paired_error(first[1], second[1]),
            "se_if_independent": math.hypot(*(items[item]["se"] for item in ITEMS[:2])),
        },
        # Counting "not asked" as "not chosen", which the method warns against.
        "share_on_total_base_not_asked_as_zero": {
            item: float(estimated_means(chosen[item], WEIGHTS["2025"], everybody, 1).value[0]) for item in ITEMS
        },
    }
    assert_same(ours, without(case["expected"], "weighted_sd"), case["tolerance"])


@pytest.mark.parametrize("part", ["a", "b", "c"])
def test_pairs_of_groups_and_their_letters_are_those_of_r(part: str) -> None:
    case = read_case("case14_pairwise_letters.json")
    theirs, rows = case["expected"][part], ROWS["2025"]
    groups = list(theirs["columns"])
    found = estimated(theirs["variable"], rows, WEIGHTS["2025"], groups, [row[theirs["group"]] for row in rows])
    pairs = list(combinations(range(len(groups)), 2))
    raw = [compare_disjoint(found.value[a], found.se[a], found.value[b], found.se[b]).p for a, b in pairs]
    adjusted = {"raw": raw, "holm": adjust_holm(raw), "bh": adjust_benjamini_hochberg(raw)}
    for place, (a, b) in enumerate(pairs):
        expected = next(pair for pair in theirs["pairs"] if {pair["a"], pair["b"]} == {groups[a], groups[b]})
        ours = [adjusted[name][place] for name in adjusted]
        assert ours == pytest.approx([expected[f"p_{name}"] for name in adjusted], rel=1e-6, abs=case["tolerance"])
    for name, p in adjusted.items():
        letters = dict.fromkeys(groups, "")
        for (a, b), value in zip(pairs, p, strict=True):
            if value < 0.05:
                higher, lower = (a, b) if found.value[a] > found.value[b] else (b, a)
                letters[groups[higher]] += theirs["columns"][groups[lower]]
        assert {group: "".join(sorted(found)) for group, found in letters.items()} == theirs[f"letters_{name}"]
    for place, group in enumerate(groups):
        ours = [int(found.n[place]), float(found.value[place]), float(found.se[place])]
        assert ours == pytest.approx([theirs["p"][group][name] for name in ("n", "p", "se")], abs=case["tolerance"])


@pytest.mark.parametrize("name", ["positief", "kan_tel", "tel", "nps"])
def test_every_crossed_group_is_that_of_r(name: str) -> None:
    case, rows = read_case("case23_crossed_domains.json"), ROWS["2025"]
    values, base = values_and_base(name, rows)
    for crossing, cells in case["expected"][name].items():
        first, second = crossing.split(" x ")
        labels = [f"{digi3(row) if first == 'digi3' else row[first]} / {row[second]}" for row in rows]
        found = estimated_means(values, WEIGHTS["2025"], places(labels, list(cells)), len(cells), base)
        for place, theirs in enumerate(cells.values()):
            ours = [found.n[place], found.value[place], found.se[place], found.n_eff[place]]
            expected = [theirs[key] for key in ("n", "value", "se", "neff")]
            assert ours == pytest.approx(expected, rel=case["tolerance"], abs=case["tolerance"])


def test_every_pair_of_items_differs_as_r_says() -> None:
    case, rows = read_case("case24_paired_items.json"), ROWS["2025"]
    asked = np.array([row[ITEMS[0]] != NOT_ASKED for row in rows])
    scores = {item: linearised(np.array([row[item] == "1" for row in rows]), WEIGHTS["2025"], asked) for item in ITEMS}
    for pair, theirs in case["expected"].items():
        first, second = (scores[item] for item in pair.split(" - "))
        ours = [first[0] - second[0], paired_error(first[1], second[1])]
        assert ours == pytest.approx([theirs["value"], theirs["se"]], rel=case["tolerance"])
