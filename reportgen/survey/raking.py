"""Weights that bring a sample in line with the margins of its population, one margin after the other: raking."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from reportgen.errors import Place, Problem, UserError
from reportgen.survey.arrays import Floats, sum_by
from reportgen.survey.margins import TOLERANCE, Prepared, prepare_margins
from reportgen.survey.weighting import Weighting

MAX_SWEEPS = 5_000


def rake(
    memberships: Mapping[str, ArrayLike],
    targets: Mapping[str, Mapping[str, float]],
    base: ArrayLike | None = None,
    place: Place | None = None,
) -> Weighting:
    """Rake the weights until every class of every margin has its share of the population.

    The arguments are those of `prepare_margins`. Raises UserError when the margins cannot be used, or contradict each
    other. Respondents who are in the same class of every margin get the same factor, so that it is enough to rake the
    cells of the margins crossed.

    Deming & Stephan (1940), Annals of Mathematical Statistics 11; Deville, Särndal & Sautory (1993), JASA 88.
    """
    prepared = prepare_margins(memberships, targets, base, place)
    weights, sweeps = rake_cells(prepared)
    if sweeps is None:
        raise UserError(_contradiction(prepared, weights, place))
    return prepared.weighting("raked", factors_of(prepared, weights), sweeps)


def rake_cells(prepared: Prepared) -> tuple[Floats, int | None]:
    """Rake the sums of the weights in each cell (cells,): how they end, and after how many sweeps, if they converge."""
    crossing, weights = prepared.crossing, prepared.cell_start
    for sweep in range(1, MAX_SWEEPS + 1):
        for places in crossing.places:
            totals = sum_by(places, weights, crossing.classes)
            # A class whose weights have underflowed to nothing cannot be filled any more; its miss is found below.
            factors = np.divide(prepared.aims, totals, out=np.zeros_like(totals), where=totals > 0)
            weights = weights * factors[places]
        if np.abs(prepared.misses(weights)).max() < TOLERANCE:
            return weights, sweep
    return weights, None


def factors_of(prepared: Prepared, weights: Floats) -> Floats:
    """Tell by what the weights in each cell (cells,) were multiplied; 0 where there were none."""
    start = prepared.cell_start
    return np.divide(weights, start, out=np.zeros_like(start), where=start > 0)


def _contradiction(prepared: Prepared, weights: Floats, place: Place | None) -> Problem:
    sweeps = f"{MAX_SWEEPS:,}".replace(",", ".")
    miss = prepared.describe_miss(weights)
    return Problem(
        f"de randtotalen zijn met elkaar in strijd: na {sweeps} rondes is {miss}.",
        "Controleer of de randtotalen over dezelfde bevolking gaan, of voeg klassen met weinig respondenten samen.",
        place,
    )
