"""Respondents counted in the cells of all margins crossed: whoever shares a cell is weighted by the same factor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportgen.survey.arrays import Floats, Indices, Places, sum_by


@dataclass(frozen=True, slots=True)
class Crossing:
    """The filled cells of all margins crossed.

    `index` (n,) is the place of each respondent's cell. `places` holds per margin the place of each cell's class
    (cells,), counted on over the margins: the first class of the second margin follows the last one of the first.
    `classes` is their number over all margins together, `cells` that of the filled cells.
    """

    index: NDArray[np.int32]
    places: tuple[Indices, ...]
    classes: int
    cells: int

    def sum(self, values: Floats) -> Floats:
        """Sum over the respondents of each cell: from (n,) to (cells,)."""
        return np.bincount(self.index, values, minlength=self.cells).astype(np.float64, copy=False)

    def class_sums(self, values: Floats) -> Floats:
        """Sum over the cells of each class: from (cells,) or (cells, k) to (classes,) or (classes, k)."""
        columns = values.reshape(self.cells, -1)
        width = columns.shape[1]
        sums = np.zeros(self.classes * width)
        for place in self.places:
            target = (place[:, None] * width + np.arange(width)).ravel()
            sums += sum_by(target, columns.ravel(), len(sums))
        return sums.reshape(self.classes, *values.shape[1:])

    def pair_sums(self, values: Floats) -> Floats:
        """Sum over the cells in each pair of classes: from (cells,) to X' diag(values) X (classes, classes)."""
        sums = np.zeros(self.classes * self.classes)
        for first in self.places:
            for second in self.places:
                sums += sum_by(first * self.classes + second, values, len(sums))
        return sums.reshape(self.classes, self.classes)

    def spread(self, values: Floats) -> Floats:
        """Add up per cell the values of its classes: from (classes,) to X · values (cells,)."""
        added = np.zeros(self.cells)
        for place in self.places:
            added += values[place]
        return added


def cross_margins(memberships: Sequence[Places], sizes: Sequence[int]) -> Crossing:
    """Cross margins, given of each the place of every respondent's class (n,), none `OUTSIDE`, and how many there are.

    Only filled cells are kept after each margin, so that a great many margins do not make a great many cells.
    """
    index = np.zeros(len(memberships[0]), dtype=np.intp)
    members: list[Indices] = []
    cells = 1
    for membership, size in zip(memberships, sizes, strict=True):
        index = index * size + membership
        filled = np.flatnonzero(np.bincount(index, minlength=cells * size))
        renumbered = np.zeros(cells * size, dtype=np.intp)
        renumbered[filled] = np.arange(len(filled))
        index = renumbered[index]
        members = [places[filled // size] for places in members] + [filled % size]
        cells = len(filled)
    offsets = np.cumsum([0, *sizes[:-1]])
    places = tuple(member + offset for member, offset in zip(members, offsets.tolist(), strict=True))
    return Crossing(index.astype(np.int32), places, sum(sizes), cells)
