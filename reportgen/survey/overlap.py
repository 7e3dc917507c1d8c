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

    def difference_variances(
        self, earlier: tuple[Floats, Indices], later: tuple[Floats, Indices], count: int
    ) -> Floats:
        """Estimate the variances (count,) of the later mean minus the earlier one, in each of `count` groups.

        Of either wave: everybody's linearised score (n,) for the mean in their own group, and the place of that group
        (n,), or `OUTSIDE`. A person may have been in another group before.

        Per person u = Σ ±z and V = m/(m−1) · Σ(u − ū)² over m different persons; Kish (1965), Survey Sampling, §12.4.
        The scores of a mean add up to 0 in each wave, and so ū = 0.
        """
        (first, before), (second, after) = earlier, later
        together = sum_squares(first, before, count) + sum_squares(second, after, count)
        group, same = before[self.earlier], before[self.earlier] == after[self.later]
        products = first[self.earlier] * second[self.later]
        both = same & (group != OUTSIDE)
        return (together - 2 * sum_by(group[both], products[both], count)) * (self.persons / (self.persons - 1))

    def score_variance(self, earlier: Floats, later: Floats) -> float:
        """Estimate the same of one difference, from scores (n₁,) and (n₂,) of all that need not add up to 0."""
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


def sum_squares(scores: Floats, groups: Indices, count: int) -> Floats:
    """Sum the squared scores (n,) per group."""
    inside = groups != OUTSIDE
    return sum_by(groups[inside], scores[inside] ** 2, count)


def _centred_squares(values: Floats) -> float:
    one = np.zeros(len(values), dtype=np.intp)
    mean = float(sum_by(one, values, 1)[0]) / len(values)
    return float(sum_by(one, (values - mean) ** 2, 1)[0])
