"""Whether the answers to a question depend on a breakdown at all, from the cells of their table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import fdtrc

from reportgen.survey.arrays import Floats
from reportgen.survey.digits import NOISE


@dataclass(frozen=True, slots=True)
class TableStatistic:
    """An F statistic with its degrees of freedom, which need not be whole, and its p."""

    f: float
    df1: float
    df2: float
    p: float


def rao_scott(counts: Floats, weights: Floats, squares: Floats, sample: int) -> TableStatistic | None:
    """Test whether rows and columns of a weighted table are independent; None when there is nothing to test.

    There is nothing to test in a table with fewer than two filled rows or columns, with so many empty cells that not
    every interaction can be estimated, or in which the column says exactly what the row is, so that nothing varies.

    Args:
        counts: the respondents in each cell (r, c), only those who are in the table.
        weights: Σw in each cell (r, c).
        squares: Σw² in each cell (r, c).
        sample: the number of respondents in the whole sample, also those who are not in the table.

    Pearson's X² with the second-order correction of Rao & Scott (1984), Annals of Statistics 12, referred to F as by
    Thomas & Rao (1987), JASA 82: F = X² / tr(Δ) with tr(Δ)² / tr(Δ²) degrees of freedom, and n − 1 times as many. Δ
    compares the variance of the cells under this design with that under simple random sampling.
    """
    rows, columns = weights.sum(axis=1) > 0, weights.sum(axis=0) > 0
    shape = int(rows.sum()), int(columns.sum())
    if min(shape) < 2:
        return None
    counts, weights, squares = (table[rows][:, columns] for table in (counts, weights, squares))
    total = float(weights.sum())
    shares = weights / total
    expected = shares.sum(axis=1, keepdims=True) * shares.sum(axis=0)
    chi_square = float(((shares - expected) ** 2 / expected).sum())
    effects = _design_effects(shares.ravel(), squares.ravel() / total**2, shape)
    if effects is None:
        return None
    # X² and Δ both have the number of respondents in the table as a factor, which is left out of both.
    effects *= sample / (sample - 1)
    trace = float(np.trace(effects))
    if trace < NOISE:
        return None
    df1 = trace**2 / float(np.trace(effects @ effects))
    df2 = df1 * (float(counts.sum()) - 1)
    f = chi_square / trace
    return TableStatistic(f, df1, df2, float(fdtrc(df1, df2, f)))


def _design_effects(shares: Floats, variances: Floats, shape: tuple[int, int]) -> Floats | None:
    """Give Δ up to two factors, n of the table and n/(n−1) of the sample; None when it does not exist.

    `shares` (r·c,) are the cells' shares p, `variances` (r·c,) their Σw²/W² = q. The linearised score of a cell is
    z_i = w_i (1_i − p) / W, so that V = diag(q) − p q' − q p' + (Σq) p p'.
    """
    contrasts = np.kron(_contrasts(shape[0]), _contrasts(shape[1]))
    filled = shares > 0
    inverse = np.where(filled, 1 / np.where(filled, shares, 1), 0.0)
    scaled = variances * inverse
    ones = filled.astype(np.float64)
    # D⁻¹ V D⁻¹ with D = diag(p).
    middle = np.diag(scaled * inverse) - np.outer(ones, scaled) - np.outer(scaled, ones)
    middle += float(variances.sum()) * np.outer(ones, ones)
    simple = contrasts.T @ (inverse[:, None] * contrasts)
    if np.linalg.matrix_rank(simple, hermitian=True) < len(simple):
        return None
    effects: Floats = np.linalg.solve(simple, contrasts.T @ middle @ contrasts)
    return effects


def _contrasts(size: int) -> Floats:
    """Give a basis (size, size − 1) of the contrasts between `size` classes."""
    return np.eye(size)[:, 1:] - 1 / size
