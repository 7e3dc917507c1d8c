"""The weights of one wave, and what weighting costs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from reportgen.errors import Place, Problem, UserError
from reportgen.facts import MarginClass, Weighted
from reportgen.survey.arrays import Floats
from reportgen.survey.crossing import Crossing


@dataclass(frozen=True, slots=True)
class Weighting:
    """Weights that average 1, one a respondent, with how they were reached and what the reader should know of it.

    `sweeps` counts the rounds it took. `start` (n,) are the weights before, also averaging 1, and `crossing` the cells
    of the margins: both None where there are no margins.
    """

    weights: Floats
    sweeps: int
    margins: tuple[MarginClass, ...]
    remarks: tuple[str, ...]
    kind: Weighted
    has_base_weights: bool = False
    bounds: tuple[float, float] | None = None
    start: Floats | None = None
    crossing: Crossing | None = None


def accept_weights(supplied: ArrayLike, place: Place | None = None) -> Weighting:
    """Take over weights, made to average 1; raises UserError when they are negative, missing, infinite or all 0."""
    problems = weight_problems(supplied, place)
    if problems:
        raise UserError(problems)
    weights = averaging_one(np.asarray(supplied, dtype=np.float64))
    return Weighting(weights, 0, (), (), "supplied")


def weigh_equally(count: int) -> Weighting:
    """Give every respondent the weight 1."""
    return Weighting(np.ones(count), 0, (), (), "unweighted")


def averaging_one(weights: Floats) -> Floats:
    """Scale weights so that they average 1."""
    return weights * (len(weights) / float(weights.sum()))


def weight_problems(supplied: ArrayLike, place: Place | None = None) -> list[Problem]:
    """Find what makes weights unfit to weigh by, or to start from."""
    weights = np.asarray(supplied, dtype=np.float64)
    wrong = {
        "ontbreekt": np.isnan(weights),
        "is negatief": weights < 0,
        "is oneindig": np.isposinf(weights),
    }
    remedy = "Vraag het veldwerkbureau om een volledige gewichtskolom met getallen van 0 of hoger."
    problems = [
        Problem(f"het gewicht {what} bij {respondents(int(mask.sum()))}.", remedy, place)
        for what, mask in wrong.items()
        if mask.any()
    ]
    if not problems and not weights.sum():
        problems.append(Problem("de gewichten zijn allemaal 0.", remedy, place))
    return problems


def effective_base(weights: ArrayLike) -> float:
    """Estimate how many unweighted respondents would be as precise; 0 for nobody.

    (Σw)² / Σw²; Kish (1965), Survey Sampling.
    """
    values = np.asarray(weights, dtype=np.float64)
    squares = float((values * values).sum())
    return float(values.sum()) ** 2 / squares if squares else 0.0


def design_effect(weights: ArrayLike) -> float:
    """Estimate by which factor weighting inflates the variance: n / n_eff."""
    return np.size(weights) / effective_base(weights)


def efficiency(weights: ArrayLike) -> float:
    """Estimate which part of the sample's precision is left after weighting: n_eff / n."""
    return effective_base(weights) / np.size(weights)


def respondents(count: int) -> str:
    """Count respondents in words."""
    return "1 respondent" if count == 1 else f"{count} respondenten"


def percent(share: float) -> str:
    """Write a share with three digits, as a message needs it: "12,3%"."""
    return f"{share * 100:.3g}%".replace(".", ",")
