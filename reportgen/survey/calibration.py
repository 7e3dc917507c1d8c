"""Weights that meet the margins and stay within bounds: calibration with the logit distance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit

from reportgen.errors import Place, Problem, UserError
from reportgen.survey.arrays import Floats
from reportgen.survey.margins import TOLERANCE, Prepared, prepare_margins
from reportgen.survey.raking import factors_of, rake_cells
from reportgen.survey.weighting import Weighting

MAX_STEPS = 200
SMALLEST_STEP = 2.0**-40
SUFFICIENT = 1e-4
NOISE = 1e-13
"""What rounding may add to the objective, relative to the number of respondents."""


def calibrate(
    memberships: Mapping[str, ArrayLike],
    targets: Mapping[str, Mapping[str, float]],
    bounds: tuple[float, float],
    base: ArrayLike | None = None,
    place: Place | None = None,
) -> Weighting:
    """Calibrate the weights to the margins, each changed by a factor between two bounds, 0 ≤ L < 1 < U.

    The other arguments are those of `prepare_margins`; without base weights the bounds are those of the weights
    themselves, which average 1. Raises UserError when the margins cannot be used, or cannot be met within the bounds.

    With x the indicators of a respondent's classes, the factor is F(x'λ) = L + (U − L) / (1 + exp(−A·x'λ − B)), where
    A = (U − L) / ((1 − L)(U − 1)) and B = ln((1 − L)/(U − 1)), so that F(0) = F'(0) = 1; and λ is such that the margins
    hold. Deville & Särndal (1992), JASA 87, case 6; so does R's `calibrate` with calfun "logit".
    """
    prepared = prepare_margins(memberships, targets, base, place)
    logit = _Logit(prepared, *bounds)
    multipliers = np.zeros(prepared.crossing.classes)
    for step in range(MAX_STEPS):
        factors = logit.factors(multipliers)
        if np.abs(prepared.misses(prepared.cell_start * factors)).max() < TOLERANCE:
            return prepared.weighting("bounded", factors, step, bounds)
        better = _improved(prepared, logit, multipliers)
        if better is None:
            break
        multipliers = better
    raise UserError(_out_of_reach(prepared, logit.factors(multipliers), bounds, place))


@dataclass(frozen=True, slots=True)
class _Logit:
    """The factor of every cell as a function of the multipliers λ (classes,), and what its λ minimises.

    The objective Σ d·H(x'λ) − T'λ, with H' = F, is convex, and its derivative is by how much the margins are missed.
    """

    prepared: Prepared
    low: float
    high: float

    @property
    def slope(self) -> float:
        return (self.high - self.low) / ((1 - self.low) * (self.high - 1))

    def exponents(self, multipliers: Floats) -> Floats:
        offset = np.log((1 - self.low) / (self.high - 1))
        return np.asarray(self.slope * self.prepared.crossing.spread(multipliers) + offset)

    def factors(self, multipliers: Floats) -> Floats:
        return np.asarray(self.low + (self.high - self.low) * expit(self.exponents(multipliers)))

    def derivatives(self, multipliers: Floats) -> Floats:
        part = expit(self.exponents(multipliers))
        return np.asarray((self.high - self.low) * self.slope * part * (1 - part))

    def objective(self, multipliers: Floats) -> float:
        softened = np.logaddexp(0, self.exponents(multipliers)) * (self.high - self.low) / self.slope
        integral = self.low * self.prepared.crossing.spread(multipliers) + softened
        return float((self.prepared.cell_start * integral).sum() - (self.prepared.aims * multipliers).sum())


def _improved(prepared: Prepared, logit: _Logit, multipliers: Floats) -> Floats | None:
    """Take one step of Newton, halved until the objective gets better; None when it does not any more."""
    crossing, start = prepared.crossing, prepared.cell_start
    gradient = crossing.class_sums(start * logit.factors(multipliers)) - prepared.aims
    curvature = crossing.pair_sums(start * logit.derivatives(multipliers))
    # The classes of each margin make up everybody, so that the shortest of many equally good steps is taken.
    direction = -np.linalg.lstsq(curvature, gradient, rcond=None)[0]
    here, descent = logit.objective(multipliers), float((gradient * direction).sum())
    size = 1.0
    while size >= SMALLEST_STEP:
        there = multipliers + size * direction
        if logit.objective(there) <= here + SUFFICIENT * size * descent + NOISE * len(prepared.start):
            return there
        size /= 2
    return None


def _out_of_reach(prepared: Prepared, factors: Floats, bounds: tuple[float, float], place: Place | None) -> Problem:
    low, high = map(_number, bounds)
    what = (
        f"met gewichten die met een factor van {low} tot {high} veranderen, zijn de randtotalen niet te halen: "
        f"dan is {prepared.describe_miss(prepared.cell_start * factors)}."
    )
    weights, sweeps = rake_cells(prepared)
    if sweeps is None:
        remedy = "Ook zonder grenzen zijn ze met elkaar in strijd: controleer of ze over dezelfde bevolking gaan."
    else:
        free = factors_of(prepared, weights)[prepared.cell_start > 0]
        needed = f"zonder grenzen lopen de factoren van {_number(free.min())} tot {_number(free.max())}"
        remedy = f"Verruim “weight_bounds” in monitor.toml ({needed}), of voeg kleine klassen samen."
    return Problem(what, remedy, place)


def _number(value: float) -> str:
    return f"{value:.3g}".replace(".", ",")
