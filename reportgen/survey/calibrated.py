"""The variance of estimates whose weights were calibrated here: what the margins fix no longer varies."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportgen.survey.arrays import OUTSIDE, Floats, sum_by
from reportgen.survey.crossing import Crossing


@dataclass(frozen=True, slots=True)
class Calibration:
    """What one wave's calibration does to variances, prepared once for all its estimates.

    `start` and `weights` (n,) are the weights before and after. `inverse` is (X'DX)⁻ and `squares` X'W²X (classes,
    classes), with X the indicators of all classes, D the weights before and W those after; `totals` (classes,) is X'w.

    The linearised score u of an estimate is regressed on X with the weights before, and the residuals e count instead:
    V = n/(n−1) · Σ(we − mean)². Deville & Särndal (1992), JASA 87, §3.4; so does R's `calibrate` in `survey`, for
    raking (calfun "raking") and for bounded weights (calfun "logit") alike. R's `rake` does the same up to rounding
    where the weights before are equal.
    """

    crossing: Crossing
    start: Floats
    weights: Floats
    inverse: Floats
    squares: Floats
    totals: Floats

    def cross(self, cells: NDArray[np.integer], count: int) -> CalibratedCells:
        """Sum the weights per class of the margins and per cell of a table, given each respondent's cell (n,)."""
        inside = cells != OUTSIDE
        index = self.crossing.index[inside].astype(np.intp) * count + cells[inside]
        start, weights = self.start[inside], self.weights[inside]
        sums = [
            sum_by(index, values, self.crossing.cells * count).reshape(-1, count)
            for values in (start, weights, weights * weights)
        ]
        before, after, squares = sums
        return CalibratedCells(
            calibration=self,
            before=self.crossing.class_sums(before),
            by_class=self.crossing.class_sums(squares),
            weights=after.sum(axis=0),
            squares=squares.sum(axis=0),
        )

    def residuals(self, scores: Floats) -> Floats:
        """Give the scores w·e (n,), less their mean, that belong to the scores w·u (n,) of fixed weights."""
        weighted = self.weights > 0
        u = np.divide(scores, self.weights, out=np.zeros_like(scores), where=weighted)
        slopes = self.inverse @ self.crossing.class_sums(self.crossing.sum(self.start * u))
        residuals = self.weights * (u - self.crossing.spread(slopes)[self.crossing.index])
        return np.asarray(residuals - residuals.sum() / len(residuals))


@dataclass(frozen=True, slots=True)
class CalibratedCells:
    """The sums over the cells of a table that every variance of an estimate from these cells can be computed from.

    `before` and `by_class` (classes, cells) are the Σ of the weights before, and Σw², per class of the margins;
    `weights` and `squares` (cells,) are Σw and Σw².
    """

    calibration: Calibration
    before: Floats
    by_class: Floats
    weights: Floats
    squares: Floats

    def variances(self, scores: Floats) -> Floats:
        """Estimate the variances (k,) of estimates of which u is a number a cell, `scores` (k, cells).

        For the mean of y in domain d, u = (y − ȳ)/Σ_d w in the cells of d, and 0 elsewhere; for a difference of two
        estimates, the difference of their u. Then Σ(we)² = Σw²u² − 2b'X'W²u + b'X'W²Xb, with b the slopes.
        """
        calibration = self.calibration
        slopes = scores @ self.before.T @ calibration.inverse
        squares = (scores**2) @ self.squares
        squares -= 2 * (slopes * (scores @ self.by_class.T)).sum(axis=1)
        squares += ((slopes @ calibration.squares) * slopes).sum(axis=1)
        n = len(calibration.weights)
        sums = scores @ self.weights - slopes @ calibration.totals
        return np.asarray(np.maximum(squares - sums**2 / n, 0.0) * (n / (n - 1)))


def prepare_calibration(crossing: Crossing, start: Floats, weights: Floats) -> Calibration:
    """Prepare the variances of a wave from its weights before and after calibration to the margins of `crossing`."""
    return Calibration(
        crossing=crossing,
        start=start,
        weights=weights,
        # The classes of each margin make up everybody, so that only a generalised inverse exists.
        inverse=np.asarray(np.linalg.pinv(crossing.pair_sums(crossing.sum(start)), hermitian=True), np.float64),
        squares=crossing.pair_sums(crossing.sum(weights * weights)),
        totals=crossing.class_sums(crossing.sum(weights)),
    )
