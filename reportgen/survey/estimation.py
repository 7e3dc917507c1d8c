"""Weighted shares and means in domains of one sample, with their standard errors and intervals."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv, expit, logit, stdtrit

from reportgen.facts import RARE
from reportgen.survey.arrays import Floats, Indices, Mask, count_by, sum_by

UPPER_TAIL = 0.975


@dataclass(frozen=True, slots=True)
class Estimates:
    """One weighted mean a domain, as arrays of one element a domain; `value` and `se` are nan in an empty domain."""

    value: Floats
    se: Floats
    n: Indices
    n_eff: Floats


@dataclass(frozen=True, slots=True)
class Linearised:
    """A weighted mean with each respondent's linearised score (n,), 0 outside the domain; for paired differences."""

    value: float
    scores: Floats


def estimate_means(values: Floats, weights: Floats, domains: Indices, count: int) -> Estimates:
    """Estimate the weighted mean of `values` in each of `count` disjoint domains, all in one pass.

    Args:
        values: what is averaged (n,); 0 and 1 for a share.
        weights: the weights (n,); a respondent with weight 0 is in the sample, but in no domain.
        domains: the place of each respondent's domain (n,), or `OUTSIDE`.
        count: the number of domains.

    Taylor linearisation, the weights taken as fixed: z_i = w_i (y_i − ȳ_d) / Σ_d w and V = n/(n−1) Σ z², with n the
    whole sample (Särndal, Swensson & Wretman 1992, Model Assisted Survey Sampling, §5.7; Lumley 2010, Complex
    Surveys).
    """
    inside = (domains >= 0) & (weights > 0)
    d, w, y = domains[inside], weights[inside], values[inside]
    total = sum_by(d, w, count)
    filled = total > 0
    value = _divide(sum_by(d, w * y, count), total, filled)
    scores = w * (y - value[d]) / total[d]
    variance = _sample_factor(weights) * sum_by(d, scores * scores, count)
    return Estimates(
        value=value,
        se=np.where(filled, np.sqrt(variance), np.nan),
        n=count_by(d, count),
        n_eff=np.where(filled, _divide(total * total, sum_by(d, w * w, count), filled), 0.0),
    )


def linearise(values: Floats, weights: Floats, domain: Mask) -> Linearised:
    """Estimate the weighted mean in one domain, keeping the score of every respondent of the sample."""
    inside = domain & (weights > 0)
    w, y = weights[inside], values[inside]
    total, weighted = _sum(w), _sum(w * y)
    scores = np.zeros(len(weights))
    scores[inside] = w * (y - weighted / total) / total
    return Linearised(weighted / total, scores)


def paired_standard_error(first: Linearised, second: Linearised, weights: Floats) -> float:
    """Estimate the standard error of the difference of two means over the same respondents.

    The variance of u_i = z_i,1 − z_i,2, as that of one mean.
    """
    difference = first.scores - second.scores
    return math.sqrt(_sample_factor(weights) * _sum(difference * difference))


def share_intervals(estimates: Estimates) -> tuple[Floats, Floats]:
    """Estimate 95% intervals for shares; nan where the domain is empty.

    Logit with t of n_d − 1 degrees of freedom; Korn–Graubard (1998, Survey Methodology 24) below 5% and above 95%;
    Clopper–Pearson on the effective base at 0% and 100%.
    """
    p, se = estimates.value, estimates.se
    low, high = np.full(len(p), np.nan), np.full(len(p), np.nan)
    certain = (p <= 0) | (p >= 1)
    rare = ~certain & ((p < RARE) | (p > 1 - RARE))
    middle = ~certain & ~rare & ~np.isnan(p)

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


def _sum(values: Floats) -> float:
    return float(sum_by(np.zeros(len(values), np.intp), values, 1)[0])


def _sample_factor(weights: Floats) -> float:
    n = len(weights)
    return n / (n - 1) if n > 1 else 1.0


def _divide(numerator: Floats, denominator: Floats, where: Mask) -> Floats:
    quotients = np.full(len(numerator), np.nan)
    np.divide(numerator, denominator, out=quotients, where=where)
    return quotients
