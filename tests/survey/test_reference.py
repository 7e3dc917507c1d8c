"""Every number that R's survey package gave (see tests/reference/README.md) is ours too."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pytest
from scipy.special import stdtr, stdtrit

from reportgen.survey.arrays import OUTSIDE
from reportgen.survey.estimation import Estimates, mean_intervals, share_intervals
from reportgen.survey.raking import rake
from reportgen.survey.significance import (
    Z95,
    adjust_benjamini_hochberg,
    adjust_holm,
    compare_disjoint,
)
from reportgen.survey.suppression import status_of
from reportgen.survey.weighting import effective_base
from tests.survey.reference import (
    NOT_ASKED,
    Row,
    Tree,
    assert_same,
    digi3,
    estimated_means,
    kish,
    memberships,
    read_case,
    read_rows,
    read_weights,
)

# Raking


def raked(targets: Mapping[str, Mapping[str, float]], rows: list[Row], weights_file: str) -> tuple[Tree, np.ndarray]:
    weighting = rake(memberships(targets, rows), targets)
    miss = max(abs(margin.weighted - margin.target) for margin in weighting.margins)
    weights = weighting.weights
    summary = {"max_margin_error": miss, "min": weights.min(), "max": weights.max(), "kish": kish(weights)}
    return summary, np.abs(weights - read_weights(weights_file))


def test_raking_on_two_margins_gives_the_weights_of_r() -> None:
    case = read_case("case01_rake_2margins.json")
    summary, misses = raked(case["targets"], read_rows(case["data"]), case["expected"]["weights_file"])
    assert len(misses) == 1012
    assert misses.max() < case["tolerance"]
    assert_same(summary, case["expected"], case["tolerance"])


@pytest.mark.parametrize("wave", ["2024", "2025"])
def test_raking_on_three_margins_gives_the_weights_of_r(wave: str) -> None:
    case = read_case("case02_rake_3margins.json")
    expected = case["expected"][f"w{wave}"]
    summary, misses = raked(case["targets"], read_rows(f"syn_nvm_{wave}.csv"), expected["weights_file"])
    assert misses.max() < case["tolerance"]
    assert_same(summary, expected, case["tolerance"])


# Shares in domains

DEFINITIONS: dict[str, tuple[str, set[str], set[str]]] = {
    # name: the column, the codes that count, the codes that are out of the base
    "chatbot_positief_incl": ("q2_houding_chatbot", {"4", "5"}, set()),
    "chatbot_positief_excl": ("q2_houding_chatbot", {"4", "5"}, {"9"}),
    "chatbot_negatief_excl": ("q2_houding_chatbot", {"1", "2"}, {"9"}),
    "chatbot_neutraal_excl": ("q2_houding_chatbot", {"3"}, {"9"}),
    "chatbot_weetniet": ("q2_houding_chatbot", {"9"}, set()),
    "spraak_positief_excl": ("q3_houding_spraak", {"4", "5"}, {"9"}),
    "kan_tel": ("q4_voorkeurskanaal", {"1"}, set()),
    "kan_chatbot": ("q4_voorkeurskanaal", {"6"}, set()),
    "q1_ervaring_chatbot": ("q1_ervaring_chatbot", {"1"}, set()),
    "q7_slechte_chatbot": ("q7_slechte_chatbot", {"1"}, set()),
}


def estimated(name: str, rows: list[Row], weights: np.ndarray, groups: list[str], chosen: list[str]) -> Estimates:
    column, yes, out = DEFINITIONS[name]
    values = np.array([row[column] in yes for row in rows], dtype=float)
    domains = [
        OUTSIDE if row[column] in {*out, NOT_ASKED} else groups.index(group)
        for row, group in zip(rows, chosen, strict=True)
    ]
    return estimated_means(values, weights, np.array(domains), len(groups))


def total(name: str, rows: list[Row], weights: np.ndarray) -> Estimates:
    return estimated(name, rows, weights, ["totaal"], ["totaal"] * len(rows))


def as_tree(name: str, rows: list[Row], weights: np.ndarray, groups: list[str], chosen: list[str]) -> Tree:
    estimates = estimated(name, rows, weights, groups, chosen)
    column, yes, _ = DEFINITIONS[name]
    middle = logit_intervals(estimates)
    exact = korn_graubard_intervals(estimates)
    wald = mean_intervals(estimates)
    tree = {}
    for k, group in enumerate(groups):
        p, se, n = float(estimates.value[k]), float(estimates.se[k]), int(estimates.n[k])
        tree[group] = {
            "n": n,
            "n_yes": sum(row[column] in yes and g == group for row, g in zip(rows, chosen, strict=True)),
            "p": p,
            "se": se,
            "df": n - 1,
            "wald_z": [p - Z95 * se, p + Z95 * se],
            "wald_t": [wald[0][k], wald[1][k]],
            "neff_kish": estimates.n_eff[k],
        }
        if se:
            tree[group] |= {
                "logit": [middle[0][k], middle[1][k]],
                "beta": [exact[0][k], exact[1][k]],
                "deff_realised": se**2 / (p * (1 - p) / (n - 1)),
            }
    return tree


def logit_intervals(estimates: Estimates) -> tuple[np.ndarray, np.ndarray]:
    return with_rarity(estimates, 0.0)


def korn_graubard_intervals(estimates: Estimates) -> tuple[np.ndarray, np.ndarray]:
    return with_rarity(estimates, 1.0)


def with_rarity(estimates: Estimates, rare: float) -> tuple[np.ndarray, np.ndarray]:
    """Ask for one kind of interval whatever the share, since R gives both for each."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reportgen.survey.estimation.RARE", rare)
        return share_intervals(estimates)


@pytest.mark.parametrize("name", read_case("case06_proportions.json")["expected"])
def test_shares_their_errors_and_both_intervals_are_those_of_r(name: str) -> None:
    case = read_case("case06_proportions.json")
    rows, weights = read_rows(case["data"]), read_weights(case["weights"])
    ours: Tree = {}
    for breakdown, theirs in case["expected"][name].items():
        if breakdown == "totaal":
            ours |= as_tree(name, rows, weights, ["totaal"], ["totaal"] * len(rows))
        else:
            chosen = [digi3(row) if breakdown == "digi2" else row[breakdown] for row in rows]
            ours[breakdown] = as_tree(name, rows, weights, list(theirs), chosen)
    assert_same(ours, case["expected"][name], case["tolerance"])


def test_the_interval_is_korn_graubard_for_a_rare_share_and_logit_otherwise() -> None:
    case = read_case("case06_proportions.json")
    rows, weights = read_rows(case["data"]), read_weights(case["weights"])
    for name, theirs in case["expected"].items():
        kind = "logit" if 0.05 <= theirs["totaal"]["p"] <= 0.95 else "beta"
        low, high = share_intervals(total(name, rows, weights))
        assert [low[0], high[0]] == pytest.approx(theirs["totaal"][kind], abs=case["tolerance"])


# Two waves


def wave_difference(name: str, theirs: Tree) -> Tree:
    old = total(name, read_rows("syn_nvm_2024.csv"), read_weights("case02_weights_2024.csv"))
    new = total(name, read_rows("syn_nvm_2025.csv"), read_weights("case02_weights_2025.csv"))
    p1, se1, p2, se2 = (float(x[0]) for x in (old.value, old.se, new.value, new.se))
    difference = compare_disjoint(p1, se1, p2, se2)
    # R's t-test of the same difference has the same statistic, on the degrees of freedom that R names.
    z, df = difference.value / difference.se, theirs["svyttest"]["df"]
    half = stdtrit(df, 0.975) * difference.se
    logits = math.log(p2 / (1 - p2)) - math.log(p1 / (1 - p1))
    logit_z = logits / math.hypot(se1 / (p1 * (1 - p1)), se2 / (p2 * (1 - p2)))
    return {
        "p2024": p1,
        "se2024": se1,
        "n2024": int(old.n[0]),
        "p2025": p2,
        "se2025": se2,
        "n2025": int(new.n[0]),
        "diff": difference.value,
        "se_diff": difference.se,
        "z": z,
        "p_z": difference.p,
        "ci_z": [difference.low, difference.high],
        "svyttest": {
            "diff": difference.value,
            "t": z,
            "df": int(old.n[0] + new.n[0]) - 3,
            "p": 2 * stdtr(df, -abs(z)),
            "ci": [difference.value - half, difference.value + half],
        },
        "logit_wald_p": 2 * stdtr(df, -abs(logit_z)),
    }


@pytest.mark.parametrize("name", read_case("case07_wave_difference.json")["expected"])
def test_the_difference_between_two_waves_is_that_of_r(name: str) -> None:
    case = read_case("case07_wave_difference.json")
    theirs = case["expected"][name]
    assert_same(wave_difference(name, theirs), theirs, case["tolerance"])


def test_holm_and_benjamini_hochberg_are_those_of_r() -> None:
    case = read_case("case07_wave_difference.json")
    theirs = case["multiplicity"]
    names = list(theirs["raw"])
    raw = [wave_difference(name, case["expected"][name])["p_z"] for name in names]
    ours = {
        "raw": dict(zip(names, raw, strict=True)),
        "holm": dict(zip(names, adjust_holm(raw), strict=True)),
        "bh": dict(zip(names, adjust_benjamini_hochberg(raw), strict=True)),
        "bonferroni": {name: min(1.0, p * len(raw)) for name, p in zip(names, raw, strict=True)},
    }
    assert_same(ours, theirs, case["tolerance"])


# Effective bases, edges, small bases


def test_effective_bases_and_design_effects_are_those_of_r() -> None:
    case = read_case("case11_effective_base.json")
    rows, weights = read_rows(case["data"]), read_weights(case["weights"])
    ours: Tree = {"totaal": kish(weights)}
    for breakdown in ("leeftijd5", "regio"):
        ours[breakdown] = {
            group: kish(weights[[row[breakdown] == group for row in rows]]) for group in case["expected"][breakdown]
        }
    ours["moe95_p50_srs"] = 1.96 * math.sqrt(0.25 / len(weights))
    ours["moe95_p50_kish"] = 1.96 * math.sqrt(0.25 / effective_base(weights))
    assert_same(ours, case["expected"], case["tolerance"])


def edge(column: str, *, drop_zero: bool = False, group: str | None = None) -> dict[str, float]:
    # To drop a row is, as in R, to leave it out of the domain: the sample stays as large as it was.
    rows = read_rows("edge.csv")
    inside = [group in (None, row["g"]) and not (drop_zero and float(row["w"]) == 0) for row in rows]
    domains = np.where(inside, 0, OUTSIDE)
    values = np.array([float(row[column]) for row in rows])
    estimates = estimated_means(values, np.array([float(row["w"]) for row in rows]), domains, 1)
    return {"p": float(estimates.value[0]), "se": float(estimates.se[0])}


def clopper_pearson(p: float, n: float) -> list[float]:
    estimates = Estimates(np.array([p]), np.array([0.0]), np.array([int(n)]), np.array([n]))
    return [float(limit[0]) for limit in share_intervals(estimates)]


def test_weight_zero_and_shares_of_nothing_and_everything_are_those_of_r() -> None:
    case = read_case("case12_edge.json")
    ours = {
        "y_zero_weight_row_included": edge("y"),
        "y_zero_weight_row_dropped": edge("y", drop_zero=True),
        "t_zero_weight_row_included": edge("t"),
        "t_zero_weight_row_dropped": edge("t", drop_zero=True),
        "t_group_c_p1": edge("t", group="c"),
        "clopper_pearson_0_of_11": clopper_pearson(0.0, 11.0),
        "clopper_pearson_5_of_5": clopper_pearson(1.0, 5.0),
    }
    assert_same(ours, case["expected"], case["tolerance"])


@pytest.mark.parametrize("rule", read_case("case18_rounding_and_text.json")["small_base"])
def test_small_bases_are_treated_by_the_house_rule(rule: Tree) -> None:
    expected = {"onderdrukt": "suppressed", "indicatief": "indicative", "normaal": "published"}
    status = expected[rule["expect"].split(" ")[0]]
    assert status_of(rule["n"], rule.get("neff", rule["n"])) == status
