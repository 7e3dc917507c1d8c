"""The kinds of arrays in which respondents are held, one element a respondent, and the one sum they all go through."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
Mask = NDArray[np.bool_]

OUTSIDE = -1
"""The class or domain index of a respondent who is in none of them."""


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
