"""The cells of one column: each different one is held once, and for each respondent which one it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportgen.survey.arrays import OUTSIDE, Mask, Places, place_type

Cell = str | float | None
"""What a cell holds: text without spaces around it, a number, or nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column of a file.

    `cells` (k,) are the different ones that are not empty, in the order in which they first occur; `index` (n,) is the
    place among them of each respondent's own, or `OUTSIDE` when it is empty.
    """

    cells: Sequence[str | float]
    index: Places

    def filled(self) -> Mask:
        """Tell whose cell is not empty."""
        return np.asarray(self.index >= 0)

    def counts(self) -> NDArray[np.intp]:
        """Count how often each different cell occurs (k,)."""
        return np.bincount(self.index[self.filled()], minlength=len(self.cells))

    def positions(self, place: int) -> NDArray[np.intp]:
        """Tell who have the cell at this place, counted from 0."""
        return np.flatnonzero(self.index == place)

    def without(self, cells: Collection[Cell]) -> Column:
        """Empty these cells."""
        return merged([None if cell in cells else cell for cell in self.cells], self.index)

    def to_list(self) -> list[Cell]:
        """Give each respondent's cell."""
        return [None if place < 0 else self.cells[place] for place in self.index.tolist()]


class Encoder:
    """Takes up a column piece by piece, in whatever form the reader gives its cells."""

    def __init__(self) -> None:
        self._places: dict[Hashable, int] = {}
        self._pieces: list[Places] = []

    def add(self, raw: Sequence[Hashable]) -> None:
        """Take up the next cells; None is an empty one."""
        places = self._places
        for cell in dict.fromkeys(raw):
            places.setdefault(cell, len(places))
        index = np.fromiter(map(places.__getitem__, raw), dtype=place_type(len(places)), count=len(raw))
        self._pieces.append(index)

    def column(self, clean: Callable[[Hashable], Cell]) -> Column:
        """Give the whole column; `clean` makes a cell of what the reader gave, and is asked once for each."""
        return merged(map(clean, self._places), np.concatenate(self._pieces))


def encode_cells(cells: Sequence[Cell]) -> Column:
    """Encode cells that are what they should be already."""
    encoder = Encoder()
    encoder.add(cells)
    return encoder.column(_itself)


def merged(cells: Iterable[Cell], index: NDArray[np.integer]) -> Column:
    """Make a column of cells (k,) and places among them (n,), although some of the cells may be equal, or empty."""
    places: dict[Cell, int] = {}
    lookup = [OUTSIDE if cell is None else places.setdefault(cell, len(places)) for cell in cells]
    table = np.array([*lookup, OUTSIDE], dtype=place_type(len(places)))
    return Column([cell for cell in places if cell is not None], table[index])


def _itself(cell: Hashable) -> Cell:
    assert cell is None or isinstance(cell, str | float)
    return cell
