"""Two waves that some persons answered both: the variance of a difference between them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportgen.survey.arrays import OUTSIDE, Floats, Indices, sum_by


@dataclass(frozen=True, slots=True)
class Overlap:
    """Who of two waves are the same persons, found once and used for every measure.

    `earlier` and `later` (k,) are the places of the k persons in both, among the respondents of either wave; `persons`
    is the number of different persons in the two waves together.
    """

    earlier: Indices
    later: Indices
    persons: int

    def product_sums(
        self, earlier: tuple[NDArray[np.integer], Floats, int], later: tuple[NDArray[np.integer], Floats, int]
    ) -> Floats:
        """Sum the products of two weights over the persons in both waves, per pair of cells.

        Of either wave: the place of each respondent's cell (n,), or `OUTSIDE`; the weights (n,); the number of cells.
        Gives the sums by cell of the earlier and of the later wave (a, b). Where the linearised score is the weight
        times c, a number a cell, the Σ z₁z₂ that `difference_variance` needs is c₁' · sums · c₂.
        """
        (first, first_weights, rows), (second, second_weights, columns) = earlier, later
        a, b = first[self.earlier].astype(np.intp), second[self.later].astype(np.intp)
        both = (a != OUTSIDE) & (b != OUTSIDE)
        products = first_weights[self.earlier][both] * second_weights[self.later][both]
        return sum_by(a[both] * columns + b[both], products, rows * columns).reshape(rows, columns)

    def difference_variance(self, earlier: float, later: float, products: float) -> float:
        """Estimate the variance of the later mean minus the earlier one.

        Args:
            earlier: Σ z₁², the squared linearised scores of the earlier wave; n₁/(n₁−1) times this is its variance.
            later: Σ z₂², those of the later wave.
            products: Σ z₁z₂ over the persons in both.

        Per person u = Σ ±z and V = m/(m−1) · Σ(u − ū)² over m different persons; Kish (1965), Survey Sampling, §12.4.
        The scores of a mean add up to 0 in each wave, and so ū = 0.
        """
        return self.persons / (self.persons - 1) * (earlier + later - 2 * products)

    def score_variance(self, earlier: Floats, later: Floats) -> float:
        """Estimate the same from the linearised scores of all respondents of either wave: (n₁,) and (n₂,)."""
        of_person = -earlier, later.copy()
        of_person[1][self.later] += of_person[0][self.earlier]
        alone = np.ones(len(earlier), dtype=bool)
        alone[self.earlier] = False
        scores = np.concatenate([of_person[0][alone], of_person[1]])
        return _centred_squares(scores) * self.persons / (self.persons - 1)


def match_persons(earlier: NDArray[np.str_] | None, later: NDArray[np.str_] | None) -> Overlap | None:
    """Find who is in both waves by the ids of their persons (n₁,) and (n₂,); None when nobody is.

    Within a wave every id is there once. Who has none, "", is nobody else.
    """
    if earlier is None or later is None:
        return None
    places = {person: place for place, person in enumerate(earlier.tolist()) if person}
    matches = np.fromiter((places.get(person, OUTSIDE) for person in later.tolist()), np.intp, len(later))
    (both,) = np.nonzero(matches != OUTSIDE)
    if not len(both):
        return None
    return Overlap(matches[both], both, len(earlier) + len(later) - len(both))


def _centred_squares(values: Floats) -> float:
    one = np.zeros(len(values), dtype=np.intp)
    mean = float(sum_by(one, values, 1)[0]) / len(values)
    return float(sum_by(one, (values - mean) ** 2, 1)[0])
