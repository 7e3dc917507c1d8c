"""The one pass over the respondents: counted and weighed per value of a variable and per group of a breakdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from reportgen.survey.arrays import OUTSIDE, Floats, Indices, Places
from reportgen.survey.calibrated import CalibratedCells
from reportgen.survey.measures import Variable
from reportgen.survey.sample import Respondents


@dataclass(frozen=True, slots=True)
class Tabulation:
    """The respondents in the base of a variable, Σw and Σw², per value and group: three arrays (k, g + 1).

    The last column is of those who are in no group. `calibrated` has the same cells, one after the other, when the
    precision that the margins bring counts. `sample` is the number of respondents in the whole sample.
    """

    counts: Indices
    weights: Floats
    squares: Floats
    sample: int
    calibrated: CalibratedCells | None = None


class Tabulator:
    """Tabulates the variables of one wave by its breakdowns.

    A respondent of weight 0 is in the sample, but in no cell.
    """

    def __init__(self, wave: Respondents, groups: Mapping[str, tuple[Places, int]]) -> None:
        """Take, per breakdown, the place of each respondent's group (n,), or `OUTSIDE`, and the number of groups."""
        self._wave = wave
        self._weights = wave.weighting.weights
        self._squares = self._weights * self._weights
        self._weightless = None if self._weights.all() else self._weights == 0
        # Everybody is in the one group there is.
        self._columns: dict[str | None, tuple[int, Indices | int]] = {None: (2, 0)}
        for breakdown, (index, count) in groups.items():
            columns = index.astype(np.intp)
            columns[columns == OUTSIDE] = count
            self._columns[breakdown] = (count + 1, columns)

    def tabulate(self, variable: Variable, breakdowns: Iterable[str | None]) -> Iterator[tuple[str | None, Tabulation]]:
        """Tabulate a variable by each of the breakdowns that this wave has; None is everybody together."""
        height = len(variable.values)
        rows = variable.index.astype(np.intp)
        rows[rows == OUTSIDE] = height
        if self._weightless is not None:
            rows[self._weightless] = height
        for breakdown in breakdowns:
            if breakdown in self._columns:
                yield breakdown, self._tabulated(rows, height, *self._columns[breakdown])

    def _tabulated(self, rows: Indices, height: int, width: int, columns: Indices | int) -> Tabulation:
        """Tabulate by the row of each respondent (n,), `height` for who is not in the base, and by their column."""
        cells = rows * width + columns
        size = height * width
        counts, weights, squares = (
            np.bincount(cells, values, minlength=size)[:size].reshape(height, width)
            for values in (None, self._weights, self._squares)
        )
        calibration = self._wave.calibration
        calibrated = None
        if calibration is not None:
            calibrated = calibration.cross(np.where(cells < size, cells, OUTSIDE), size)
        return Tabulation(
            counts.astype(np.intp),
            weights.astype(np.float64, copy=False),
            squares.astype(np.float64, copy=False),
            len(rows),
            calibrated,
        )
