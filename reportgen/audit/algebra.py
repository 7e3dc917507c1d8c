"""Which sums follow from other sums: exact linear algebra, over the whole numbers modulo a prime."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction

Vector = Mapping[Hashable, Fraction | int]
"""A sum over unknown cells: how often each of them counts. What is not named counts not at all."""

PRIME = 2**61 - 1
"""So large that a sum that follows from others modulo this follows from them."""

_Row = dict[Hashable, int]


def add(*vectors: Vector, factor: Fraction | int = 1) -> dict[Hashable, Fraction | int]:
    """Add to the first vector `factor` times each of the others."""
    first, *others = vectors
    total = dict(first)
    for vector in others:
        for cell, times in vector.items():
            total[cell] = total.get(cell, 0) + factor * times
    return {cell: times for cell, times in total.items() if times}


def follow(known: Iterable[Vector], sums: Sequence[Vector]) -> list[bool]:
    """Tell of each sum whether it is a combination of those that are known."""
    basis: dict[Hashable, _Row] = {}
    # Short ones first: less is left of the long ones then.
    for vector in sorted(known, key=len):
        if row := _reduced(_modulo(vector), basis):
            cell, times = next(iter(row.items()))
            inverse = pow(times, -1, PRIME)
            basis[cell] = {other: value * inverse % PRIME for other, value in row.items()}
    return [not _reduced(_modulo(vector), basis) for vector in sums]


def _modulo(vector: Vector) -> _Row:
    numbers = ((cell, Fraction(times)) for cell, times in vector.items())
    return {cell: one.numerator * pow(one.denominator, -1, PRIME) % PRIME for cell, one in numbers if one}


def _reduced(row: _Row, basis: Mapping[Hashable, _Row]) -> _Row:
    """Subtract rows of the basis, each named by a cell that it has once, until none of these cells is left."""
    left = [cell for cell in row if cell in basis]
    while left:
        cell = left.pop()
        times = row.get(cell)
        if not times:
            continue
        for other, value in basis[cell].items():
            rest = (row.get(other, 0) - times * value) % PRIME
            if rest:
                if other not in row and other in basis:
                    left.append(other)
                row[other] = rest
            else:
                row.pop(other, None)
    return row
