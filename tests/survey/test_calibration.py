"""Weights within bounds meet every margin, are those of R (cases 05 and 20), or are refused with what is in the way."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.errors import Place, UserError
from reportgen.survey.arrays import OUTSIDE
from reportgen.survey.calibration import calibrate
from reportgen.survey.crossing import cross_margins
from reportgen.survey.raking import rake
from reportgen.survey.weighting import Weighting
from tests.survey.reference import base_weights, kish, memberships, read_case, read_rows, read_weights

ROWS = read_rows("syn_nvm_2025.csv")
TARGETS = read_case("case02_rake_3margins.json")["targets"]
MEMBERS = memberships(TARGETS, ROWS)

MEN_WOMEN = {"man": 0.5, "vrouw": 0.5}
AGES = {"jong": 0.4, "oud": 0.6}


def worst_miss(weighting: Weighting) -> float:
    return max(abs(margin.weighted / margin.target - 1) for margin in weighting.margins)


# R


def test_bounded_weights_are_those_of_r() -> None:
    case = read_case("case05_bounded.json")
    bounded = case["bounded"]
    weighting = calibrate(memberships(bounded["targets"], ROWS), bounded["targets"], tuple(bounded["bounds"]))
    theirs = read_weights(bounded["logit"]["file"])
    assert np.abs(weighting.weights - theirs).max() < case["tolerance"]
    assert weighting.weights.min() == pytest.approx(bounded["logit"]["min"], abs=case["tolerance"])
    assert weighting.weights.max() == pytest.approx(bounded["logit"]["max"], abs=case["tolerance"])
    assert worst_miss(weighting) < 1e-9
    assert (weighting.kind, weighting.bounds) == ("bounded", (0.35, 2.6))


@pytest.mark.parametrize("kind", ["raked", "bounded"])
def test_base_weights_lead_to_the_weights_of_r(kind: str) -> None:
    case = read_case("case20_base_weights.json")
    theirs, base = case["expected"][kind], base_weights(len(ROWS))
    weighting = rake(MEMBERS, TARGETS, base) if kind == "raked" else calibrate(MEMBERS, TARGETS, (0.4, 2.6), base)
    weights = weighting.weights
    assert [weights.min(), weights.max()] == pytest.approx([theirs["min"], theirs["max"]], abs=case["tolerance"])
    assert weights[::10] == pytest.approx(theirs["every_tenth"], abs=case["tolerance"])
    assert kish(weights)["neff"] == pytest.approx(theirs["neff"], abs=1e-5)
    assert weights.mean() == pytest.approx(1)
    assert worst_miss(weighting) < 1e-9


# Refusals


def refusal(*args: object, **kwargs: object) -> str:
    with pytest.raises(UserError) as caught:
        calibrate(*args, **kwargs)  # type: ignore[arg-type]
    return str(caught.value)


def test_bounds_that_leave_no_solution_are_refused_with_class_miss_and_the_bounds_that_would_do() -> None:
    # To make 2 of 10 men count for half, each has to weigh 2.5.
    message = refusal({"geslacht": [0, 0] + [1] * 8}, {"geslacht": MEN_WOMEN}, (0.5, 2.0), place=Place("2025.csv"))
    assert (
        "2025.csv: met gewichten die met een factor van 0,5 tot 2 veranderen, zijn de randtotalen niet te halen: "
        in message
    )
    assert "dan is klasse “man” van “geslacht” nog 40% in plaats van 50% (afwijking 20%)." in message
    assert "Verruim “weight_bounds” in monitor.toml (zonder grenzen lopen de factoren van 0,625 tot 2,5)" in message


def test_margins_that_contradict_each_other_are_not_blamed_on_the_bounds() -> None:
    same = {"geslacht": [0, 0, 1, 1], "leeftijd": [0, 0, 1, 1]}
    message = refusal(same, {"geslacht": MEN_WOMEN, "leeftijd": AGES}, (0.1, 10.0))
    assert "Ook zonder grenzen zijn ze met elkaar in strijd" in message


def test_margins_are_refused_as_they_are_for_raking() -> None:
    message = refusal({"leeftijd": [0, OUTSIDE]}, {"leeftijd": {"jong": 0.4, "oud": 0.59}}, (0.5, 2.0), [1.0, -1.0])
    for what in ("is negatief", "99% in plaats van 100%", "in geen van de klassen", "“oud” heeft geen respondenten"):
        assert what in message


def test_equal_bounds_around_a_sample_in_balance_leave_it_alone() -> None:
    weighting = calibrate({"geslacht": [0, 1]}, {"geslacht": MEN_WOMEN}, (0.9, 1.1))
    assert weighting.weights.tolist() == [1, 1]
    assert weighting.sweeps == 0


# What holds for every sample

SIZES = (2, 3, 4)


@st.composite
def samples(draw: st.DrawFn) -> tuple[dict[str, np.ndarray], dict[str, dict[str, float]], np.ndarray]:
    """Make respondents in three margins, and targets that some weighting of these respondents has: no contradiction."""
    extra = draw(st.integers(0, 40))
    weight = st.floats(0.2, 5)
    members = {
        # Everybody's class is drawn, behind one respondent for each combination.
        f"m{k}": np.array([*grid, *draw(st.lists(st.integers(0, size - 1), min_size=extra, max_size=extra))])
        for k, (size, grid) in enumerate(zip(SIZES, np.indices(SIZES).reshape(3, -1).tolist(), strict=True))
    }
    size = len(members["m0"])
    meant = np.array(draw(st.lists(weight, min_size=size, max_size=size)))
    base = np.array(draw(st.lists(weight, min_size=size, max_size=size)))
    targets = {
        name: dict(enumerate((np.bincount(index, meant) / meant.sum()).tolist())) for name, index in members.items()
    }
    named = {name: {f"k{place}": share for place, share in classes.items()} for name, classes in targets.items()}
    return members, named, base


@given(samples())
@settings(max_examples=60, deadline=None)
def test_every_margin_holds_and_weights_average_one(sample: tuple) -> None:
    members, targets, base = sample
    raked = rake(members, targets, base)
    assert worst_miss(raked) < 1e-9
    assert raked.weights.mean() == pytest.approx(1)
    factors = raked.weights / (base / base.mean())
    bounds = float(factors.min()) * 0.9, float(factors.max()) * 1.1
    bounded = calibrate(members, targets, bounds, base)
    assert worst_miss(bounded) < 1e-9
    factors = bounded.weights / (base / base.mean())
    assert bounds[0] < factors.min()
    assert factors.max() < bounds[1]


@given(samples(), st.floats(0.01, 1000), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_neither_the_scale_of_base_weights_nor_the_order_of_respondents_or_margins_matters(
    sample: tuple, scale: float, chance: object
) -> None:
    members, targets, base = sample
    order = list(range(len(base)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    moved = {name: members[name][order] for name in reversed(members)}
    backwards = {name: targets[name] for name in reversed(targets)}
    for weigh in (rake, lambda m, t, b: calibrate(m, t, (0.001, 1000.0), b)):
        expected = weigh(members, targets, base).weights
        assert weigh(members, targets, base * scale).weights == pytest.approx(expected, rel=1e-7)
        assert weigh(moved, backwards, base[order]).weights == pytest.approx(expected[order], rel=1e-7)


@given(samples())
@settings(max_examples=30, deadline=None)
def test_whoever_is_in_the_same_class_of_every_margin_gets_the_same_factor(sample: tuple) -> None:
    members, targets, base = sample
    factors = rake(members, targets, base).weights / base
    crossing = cross_margins(list(members.values()), SIZES)
    assert crossing.cells == 24
    for cell in range(crossing.cells):
        inside = factors[crossing.index == cell]
        assert inside == pytest.approx(inside[0])


# The cells of the margins


def test_only_filled_cells_are_kept_and_sums_come_out_per_class_and_per_pair() -> None:
    crossing = cross_margins([np.array([0, 0, 1]), np.array([2, 2, 0])], [2, 3])
    assert (crossing.cells, crossing.classes, crossing.index.tolist()) == (2, 5, [0, 0, 1])
    sums = crossing.sum(np.array([1.0, 2.0, 4.0]))
    assert sums.tolist() == [3, 4]
    assert crossing.class_sums(sums).tolist() == [3, 4, 4, 0, 3]
    assert crossing.pair_sums(sums)[0].tolist() == [3, 0, 0, 0, 3]
    assert crossing.spread(np.array([1.0, 2.0, 10.0, 20.0, 30.0])).tolist() == [31, 12]
