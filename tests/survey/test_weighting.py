"""Raking meets every margin or says which it cannot meet, and why."""

from __future__ import annotations

import math

import numpy as np
import pytest

from reportgen.errors import Place, UserError
from reportgen.survey.arrays import OUTSIDE
from reportgen.survey.margins import prepare_margins
from reportgen.survey.raking import MAX_SWEEPS, rake
from reportgen.survey.weighting import accept_weights, design_effect, effective_base, efficiency, weigh_equally

MEN_WOMEN = {"man": 0.5, "vrouw": 0.5}
AGES = {"jong": 0.4, "oud": 0.6}


def refusal(*args: object, **kwargs: object) -> str:
    with pytest.raises(UserError) as caught:
        rake(*args, **kwargs)  # type: ignore[arg-type]
    return str(caught.value)


def test_one_margin_is_met_in_one_sweep() -> None:
    weighting = rake({"geslacht": [0, 0, 0, 1]}, {"geslacht": MEN_WOMEN})
    assert weighting.weights == pytest.approx([2 / 3, 2 / 3, 2 / 3, 2])
    assert weighting.sweeps == 1


def test_two_margins_are_met_at_once_and_weights_average_one() -> None:
    gender, age = [0, 0, 0, 1, 1, 0], [0, 1, 1, 0, 1, 1]
    weighting = rake({"geslacht": gender, "leeftijd": age}, {"geslacht": MEN_WOMEN, "leeftijd": AGES})
    assert weighting.weights.mean() == pytest.approx(1)
    for margin in weighting.margins:
        assert margin.weighted == pytest.approx(margin.target, rel=1e-9)


def test_each_class_is_described_before_and_after_weighting() -> None:
    first = rake({"geslacht": [0, 0, 0, 1]}, {"geslacht": MEN_WOMEN}).margins[0]
    assert (first.margin, first.name, first.n, first.unweighted, first.target) == ("geslacht", "man", 3, 0.75, 0.5)
    assert first.weighted == pytest.approx(0.5)


def test_base_weights_are_where_raking_starts() -> None:
    weighting = rake({"geslacht": [0, 0, 1, 1]}, {"geslacht": MEN_WOMEN}, base=[1, 3, 1, 1])
    assert weighting.weights == pytest.approx([0.5, 1.5, 1, 1])
    assert weighting.has_base_weights
    assert not rake({"geslacht": [0, 1]}, {"geslacht": MEN_WOMEN}).has_base_weights


def test_a_class_without_respondents_is_named() -> None:
    message = refusal({"leeftijd": [0, 0, 0]}, {"leeftijd": AGES}, place=Place("data/2025.csv"))
    assert "data/2025.csv: randtotaal “leeftijd”: klasse “oud” heeft geen respondenten." in message
    assert "→" in message


def test_a_class_with_only_weights_of_zero_is_as_good_as_empty() -> None:
    message = refusal({"leeftijd": [0, 0, 1]}, {"leeftijd": AGES}, base=[1, 1, 0])
    assert "klasse “oud” heeft geen respondenten met gewicht" in message


def test_respondents_without_a_class_are_counted() -> None:
    message = refusal({"leeftijd": [0, 1, OUTSIDE, OUTSIDE]}, {"leeftijd": AGES})
    assert "Randtotaal “leeftijd”: 2 respondenten in geen van de klassen, of zonder waarde" in message
    assert "1 respondent in geen van de klassen" in refusal({"leeftijd": [0, 1, 2]}, {"leeftijd": AGES})


def test_contradictory_margins_are_refused_with_margin_class_and_miss() -> None:
    # Everybody young is a man, so that 50% men and 40% young cannot both be.
    same = {"geslacht": [0, 0, 1, 1], "leeftijd": [0, 0, 1, 1]}
    message = refusal(same, {"geslacht": MEN_WOMEN, "leeftijd": AGES})
    assert "De randtotalen zijn met elkaar in strijd: na 5.000 rondes is klasse “man” van “geslacht” nog 40%" in message
    assert "in plaats van 50% (afwijking 20%)" in message
    assert MAX_SWEEPS == 5_000


def test_margins_that_empty_a_class_are_refused_too() -> None:
    # The two who are not a young man would have to vanish altogether.
    members = {"geslacht": [0, 0, 1], "leeftijd": [0, 1, 0]}
    message = refusal(members, {"geslacht": {"man": 0.5, "vrouw": 0.5}, "leeftijd": {"jong": 0.4, "oud": 0.6}})
    assert "in strijd" in message


@pytest.mark.parametrize(("share", "is_refused"), [(0.599, False), (0.601, False), (0.5985, True), (0.6015, True)])
def test_targets_may_miss_one_by_a_thousandth(share: float, is_refused: bool) -> None:
    targets = {"leeftijd": {"jong": 0.4, "oud": share}}
    if is_refused:
        assert "in plaats van 100%" in refusal({"leeftijd": [0, 1]}, targets)
    else:
        weighting = rake({"leeftijd": [0, 1]}, targets)
        assert weighting.margins[1].target == pytest.approx(share / (0.4 + share))
        assert any("zijn geschaald tot 100%" in remark for remark in weighting.remarks)


def test_exact_targets_need_no_remark_about_scaling() -> None:
    assert prepare_margins({"leeftijd": [0, 1] * 30}, {"leeftijd": AGES}).remarks == ()


@pytest.mark.parametrize("share", [0.0, -0.1, math.nan, math.inf])
def test_a_target_has_to_be_a_share_of_something(share: float) -> None:
    message = refusal({"leeftijd": [0, 1]}, {"leeftijd": {"jong": share, "oud": 1.0}})
    assert "klasse “jong” heeft geen aandeel groter dan 0" in message


@pytest.mark.parametrize(
    ("weight", "what"),
    [(-1.0, "is negatief"), (math.nan, "ontbreekt"), (math.inf, "is oneindig")],
)
def test_a_base_weight_that_is_no_weight_is_refused(weight: float, what: str) -> None:
    members, targets, base = {"leeftijd": [0, 1, 1]}, {"leeftijd": AGES}, [1.0, weight, 1.0]
    assert f"Het gewicht {what} bij 1 respondent" in refusal(members, targets, base=base)
    with pytest.raises(UserError, match=what):
        accept_weights(base)


def test_base_weights_of_nothing_are_refused() -> None:
    assert "allemaal 0" in refusal({"leeftijd": [0, 1]}, {"leeftijd": AGES}, base=[0, 0])


def test_everything_wrong_is_told_at_once() -> None:
    with pytest.raises(UserError) as caught:
        prepare_margins(
            {"geslacht": [0, OUTSIDE], "leeftijd": [0, 0]},
            {"geslacht": MEN_WOMEN, "leeftijd": {"jong": 0.4, "oud": 0.7}},
            base=[1, -1],
        )
    # A negative weight; nobody's gender twice over; ages that make 110% and nobody old.
    assert len(caught.value.problems) == 5


def test_weights_of_an_agency_are_made_to_average_one() -> None:
    weighting = accept_weights([1, 2, 3])
    assert weighting.weights == pytest.approx([0.5, 1, 1.5])
    assert (weighting.sweeps, weighting.kind) == (0, "supplied")


def test_without_margins_or_weights_everybody_weighs_one() -> None:
    weighting = weigh_equally(3)
    assert weighting.weights.tolist() == [1, 1, 1]
    assert weighting.kind == "unweighted"


def test_the_effective_base_is_that_of_kish() -> None:
    weights = np.array([1.0, 1.0, 2.0])
    assert effective_base(weights) == pytest.approx(16 / 6)
    assert design_effect(weights) == pytest.approx(3 / (16 / 6))
    assert efficiency(weights) == pytest.approx((16 / 6) / 3)
    assert effective_base([]) == 0
