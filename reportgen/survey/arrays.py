"""The kinds of arrays in which respondents are held, one element a respondent, and the one sum they all go through."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
Mask = NDArray[np.bool_]
Places = NDArray[np.signedinteger]
"""Places in a short list, in no more bytes than these need; widen them (`astype(np.intp)`) to do sums with them."""

OUTSIDE = -1
"""The class or domain index of a respondent who is in none of them."""


def place_type(count: int) -> type[np.signedinteger]:
    """Choose the smallest type for places in a list of `count`, and for `OUTSIDE`."""
    for kind in (np.int8, np.int16, np.int32):
        if count <= np.iinfo(kind).max + 1:
            return kind
    return np.int64


def sum_by(index: Indices, values: Floats, count: int) -> Floats:
    """Sum `values` (n,) per class of `index` (n,), giving `count` sums.

    The values are added one after another, whatever the processor; a dot product would not do so.
    """
    sums: Floats = np.bincount(index, values, minlength=count).astype(np.float64, copy=False)
    return sums


def count_by(index: Indices, count: int) -> Indices:
    """Count the respondents (n,) per class, leaving out those outside."""
    counts: Indices = np.bincount(index[(index >= 0) & (index < count)], minlength=count)
    return counts


def add_up(factors: Floats, cells: NDArray[np.number]) -> Floats:
    """Add up cells (k, g) with the factors (m, k) of each row, giving (m, g): a product of matrices.

    Row after row, for the reason that `sum_by` gives.
    """
    return np.asarray((factors[:, :, None] * cells[None]).sum(axis=1), dtype=np.float64)
