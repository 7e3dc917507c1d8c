"""Weighted shares, means and scores in domains of one sample, with their standard errors and intervals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv, expit, logit, stdtrit

from reportgen.facts import RARE
from reportgen.survey.arrays import Floats, Indices, Places, add_up
from reportgen.survey.calibrated import CalibratedCells
from reportgen.survey.digits import NOISE
from reportgen.survey.measures import Variable
from reportgen.survey.tabulation import Tabulation

UPPER_TAIL = 0.975


@dataclass(frozen=True, slots=True)
class Estimates:
    """Weighted means of measures in domains, as arrays of one shape; `value` and `se` are nan in an empty domain."""

    value: Floats
    se: Floats
    n: Indices
    n_eff: Floats


@dataclass(frozen=True, slots=True)
class Means:
    """The means of several measures of one variable in the groups of a tabulation, and what they were made from.

    `scores` (m, k) is what each value counts for, nan for what is not in the base; `totals` (m, g) is Σw in each
    group's base.
    """

    tabulation: Tabulation
    scores: Floats
    value: Floats
    totals: Floats

    def coefficients(self) -> Floats:
        """Give by what the weight of a respondent in each cell has to be multiplied for the linearised score.

        In group d that is u = (y − ȳ_d) / Σ_d w: (m, g, k).
        """
        centred = np.nan_to_num(self.scores[:, None, :] - self.value[:, :, None])
        return np.asarray(centred / np.where(self.totals > 0, self.totals, 1)[:, :, None])


def average(scores: Floats, tabulation: Tabulation) -> Means:
    """Average the scores (m, k) over the values in each group of a tabulation: Σwy / Σw."""
    counts = ~np.isnan(scores)
    weights = tabulation.weights[:, :-1]
    totals = add_up(counts.astype(np.float64), weights)
    value = _divide(add_up(np.nan_to_num(scores), weights), totals)
    return Means(tabulation, scores, value, totals)


def estimate(means: Means) -> Estimates:
    """Estimate the errors and bases of means: arrays (m, g)."""
    tabulation, scores = means.tabulation, means.scores
    counts = (~np.isnan(scores)).astype(np.float64)
    n = add_up(counts, tabulation.counts[:, :-1]).astype(np.intp)
    squares = add_up(counts, tabulation.squares[:, :-1])
    filled = means.totals > 0
    return Estimates(
        value=means.value,
        se=np.where(filled, np.sqrt(group_variances(means)), np.nan),
        n=n,
        n_eff=np.where(filled, _divide(means.totals**2, squares), 0.0),
    )


def persons_behind(means: Means) -> Indices:
    """Count those who are behind the numerators (m, g): in the base, with a score that is not 0."""
    behind = (np.nan_to_num(means.scores) != 0).astype(np.float64)
    return add_up(behind, means.tabulation.counts[:, :-1]).astype(np.intp)


def group_variances(means: Means) -> Floats:
    """Estimate the variances of means in groups (m, g).

    Taylor linearisation, the weights taken as fixed: z_i = w_i u and V = n/(n−1) Σ z², with n the whole sample
    (Särndal, Swensson & Wretman 1992, Model Assisted Survey Sampling, §5.7; Lumley 2010, Complex Surveys). What the
    margins bring counts where the tabulation is calibrated; see `Calibration`.
    """
    u = means.coefficients()
    tabulation = means.tabulation
    if tabulation.calibrated is None:
        own = u * u * tabulation.squares[:, :-1].T
        return np.asarray(own.sum(axis=2) * sample_factor(tabulation.sample))
    measures, groups, values = u.shape
    cells = np.zeros((measures, groups, values, groups + 1))
    for place in range(groups):
        cells[:, place, :, place] = u[:, place]
    return _variances(tabulation.calibrated, cells)


def leave_out(tabulation: Tabulation) -> Tabulation:
    """Tabulate of each group everybody else instead, also who is in no group; without what margins bring."""
    width = tabulation.counts.shape[1]
    # By column of the rest who is in it: all but the own group; in the last one nobody is.
    others = ~np.eye(width, dtype=bool)
    others[:, -1] = False
    counts, weights, squares = (
        np.stack([cells[:, rest].sum(axis=1) for rest in others.T], axis=1)
        for cells in (tabulation.counts, tabulation.weights, tabulation.squares)
    )
    return Tabulation(counts, weights, squares, tabulation.sample)


def rest_errors(own: Means, rest: Means) -> Floats:
    """Estimate the standard errors (m, g) of the means in groups minus those of everybody else, `rest`.

    The linearised scores of disjoint domains have no respondent in common, so that with fixed weights their covariance
    is 0.
    """
    calibrated = own.tabulation.calibrated
    if calibrated is None:
        return np.asarray(np.sqrt(group_variances(own) + group_variances(rest)))
    u, other = own.coefficients(), rest.coefficients()
    groups = own.value.shape[1]
    cells = np.repeat(-other[:, :, :, None], groups + 1, axis=3)
    for place in range(groups):
        cells[:, place, :, place] = u[:, place]
    return np.asarray(np.sqrt(_variances(calibrated, cells)))


def pair_errors(means: Means, pairs: Sequence[tuple[int, int]]) -> Floats:
    """Estimate the standard errors (m, pairs) of the mean in one group minus that in another."""
    first, second = (np.array(side, dtype=np.intp) for side in zip(*pairs, strict=True))
    calibrated = means.tabulation.calibrated
    if calibrated is None:
        variances = group_variances(means)
        return np.asarray(np.sqrt(variances[:, first] + variances[:, second]))
    u = means.coefficients()
    measures, groups, values = u.shape
    cells = np.zeros((measures, len(pairs), values, groups + 1))
    for row, (one, other) in enumerate(pairs):
        cells[:, row, :, one], cells[:, row, :, other] = u[:, one], -u[:, other]
    return np.asarray(np.sqrt(_variances(calibrated, cells)))


def _variances(calibrated: CalibratedCells, cells: Floats) -> Floats:
    """Estimate the variances (m, r) of r estimates of each measure, given its coefficient in each cell (m, r, k, g)."""
    return calibrated.variances(cells.reshape(cells.shape[0] * cells.shape[1], -1)).reshape(cells.shape[:2])


def linearise(coefficients: Floats, variable: Variable, groups: Places | None, weights: Floats) -> Floats:
    """Give everybody's linearised score (n,) for the mean in their own group, 0 for who is in none.

    `coefficients` (g, k) are those of one measure; see `Means.coefficients`.
    """
    count, height = coefficients.shape
    # Who is not in the base, or in no group, has the last row or column.
    lookup = np.zeros((height + 1, count + 1))
    lookup[:-1, :-1] = coefficients.T
    return np.asarray(weights * lookup[variable.index, 0 if groups is None else groups])


def paired_error(first: Floats, second: Floats) -> float:
    """Estimate the standard error of the difference of two means over the same respondents, from their scores (n,).

    The variance of u_i = z_i,1 − z_i,2, as that of one mean.
    """
    difference = first - second
    return math.sqrt(sample_factor(len(difference)) * float(np.square(difference).sum()))


def sample_factor(n: int) -> float:
    """Give n/(n−1), by which the squares of the scores of a whole sample are multiplied."""
    return n / (n - 1) if n > 1 else 1.0


def share_intervals(estimates: Estimates) -> tuple[Floats, Floats]:
    """Estimate 95% intervals for shares; nan where the domain is empty.

    Logit with t of n_d − 1 degrees of freedom; Korn–Graubard (1998, Survey Methodology 24) below 5% and above 95%;
    Clopper–Pearson on the effective base at 0% and 100%.
    """
    p, se = estimates.value, estimates.se
    low, high = np.full(len(p), np.nan), np.full(len(p), np.nan)
    certain = (p <= 0) | (p >= 1)
    # What the margins fix does not vary: such a share is its own limits.
    low[se < NOISE], high[se < NOISE] = p[se < NOISE], p[se < NOISE]
    rare = ~certain & (se >= NOISE) & ((p < RARE) | (p > 1 - RARE))
    middle = ~certain & ~rare & (se >= NOISE)

    variance = p[middle] * (1 - p[middle])
    centre, half = logit(p[middle]), _t(estimates.n[middle]) * se[middle] / variance
    low[middle], high[middle] = expit(centre - half), expit(centre + half)

    effective = p[rare] * (1 - p[rare]) / se[rare] ** 2
    low[rare], high[rare] = _clopper_pearson(p[rare] * effective, effective)
    low[certain], high[certain] = _clopper_pearson(p[certain] * estimates.n_eff[certain], estimates.n_eff[certain])
    return low, high


def mean_intervals(estimates: Estimates) -> tuple[Floats, Floats]:
    """Estimate 95% intervals for means: mean ± t·se with n_d − 1 degrees of freedom."""
    half = _t(estimates.n) * estimates.se
    return estimates.value - half, estimates.value + half


def _clopper_pearson(successes: Floats, trials: Floats) -> tuple[Floats, Floats]:
    """Find the exact binomial limits, for numbers of trials and successes that need not be whole."""
    failures = trials - successes
    low, high = np.zeros(len(trials)), np.ones(len(trials))
    some, not_all = successes > 0, failures > 0
    low[some] = betaincinv(successes[some], failures[some] + 1, 1 - UPPER_TAIL)
    high[not_all] = betaincinv(successes[not_all] + 1, failures[not_all], UPPER_TAIL)
    return low, high


def _t(n: Indices) -> Floats:
    """Find Student's t for a two-sided 95% interval; nan for a single respondent, who leaves no degrees of freedom."""
    degrees = n.astype(np.float64) - 1
    quantiles = np.full(len(n), np.nan)
    quantiles[degrees > 0] = stdtrit(degrees[degrees > 0], UPPER_TAIL)
    return quantiles


def _divide(numerator: Floats, denominator: Floats) -> Floats:
    quotients = np.full(numerator.shape, np.nan)
    np.divide(numerator, denominator, out=quotients, where=denominator > 0)
    return quotients
