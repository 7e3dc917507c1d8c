"""Estimates on samples small enough to work out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from reportgen.survey.arrays import OUTSIDE
from reportgen.survey.estimation import Estimates, mean_intervals, paired_error, share_intervals
from tests.survey.reference import estimated_means, linearised

VALUES = np.array([1.0, 0.0, 1.0, 1.0])
WEIGHTS = np.array([1.0, 2.0, 1.0, 2.0])


def test_a_share_and_its_error_worked_out_by_hand() -> None:
    estimates = estimated_means(VALUES, WEIGHTS, np.zeros(4, np.intp), 1)
    # 4/6 = .667; z = w(y − p)/6 = 1/18, −4/18, 1/18, 2/18; V = 4/3 · 22/324.
    assert estimates.value[0] == pytest.approx(2 / 3)
    assert estimates.se[0] == pytest.approx(math.sqrt(4 / 3 * 22 / 324))
    assert (estimates.n[0], estimates.n_eff[0]) == (4, pytest.approx(36 / 10))


def test_domains_are_estimated_side_by_side_over_the_whole_sample() -> None:
    estimates = estimated_means(VALUES, WEIGHTS, np.array([0, 0, 1, OUTSIDE]), 2)
    assert estimates.value == pytest.approx([1 / 3, 1])
    assert estimates.n.tolist() == [2, 1]
    # z = 1·(2/3)/3 and 2·(−1/3)/3, with n/(n−1) of all four.
    assert estimates.se == pytest.approx([math.sqrt(4 / 3 * (4 / 81 + 4 / 81)), 0])


def test_an_empty_domain_has_no_estimate_and_nobody() -> None:
    estimates = estimated_means(VALUES, WEIGHTS, np.zeros(4, np.intp), 2)
    assert math.isnan(estimates.value[1])
    assert math.isnan(estimates.se[1])
    assert (estimates.n[1], estimates.n_eff[1]) == (0, 0)
    low, high = share_intervals(estimates)
    assert math.isnan(low[1])
    assert math.isnan(high[1])


def test_somebody_of_weight_zero_is_in_no_domain() -> None:
    with_zero = estimated_means(VALUES, np.array([1.0, 2.0, 1.0, 0.0]), np.zeros(4, np.intp), 1)
    assert with_zero.n[0] == 3
    assert with_zero.value[0] == pytest.approx(2 / 4)


def test_a_single_respondent_has_a_mean_but_no_interval() -> None:
    low, high = mean_intervals(estimated_means(np.array([7.0]), np.ones(1), np.zeros(1, np.intp), 1))
    assert math.isnan(low[0])
    assert math.isnan(high[0])


@pytest.mark.parametrize("p", [0.0, 0.01, 0.049, 0.05, 0.5, 0.95, 0.951, 0.99, 1.0])
def test_an_interval_of_a_share_holds_it_and_stays_within_bounds(p: float) -> None:
    se = math.sqrt(p * (1 - p) / 200)
    low, high = share_intervals(Estimates(np.array([p]), np.array([se]), np.array([200]), np.array([200.0])))
    assert 0 <= low[0] <= p <= high[0] <= 1
    assert low[0] < high[0]


def test_a_mean_has_an_interval_of_t_times_its_error() -> None:
    low, high = mean_intervals(Estimates(np.array([7.0]), np.array([0.1]), np.array([11]), np.array([11.0])))
    # Student's t of 10 degrees of freedom, from any table: 2.228.
    assert (low[0], high[0]) == (pytest.approx(7 - 0.2228, abs=5e-5), pytest.approx(7 + 0.2228, abs=5e-5))


def test_a_share_that_the_margins_fix_is_its_own_limits() -> None:
    low, high = share_intervals(Estimates(np.array([0.04, 0.4]), np.zeros(2), np.array([40, 400]), np.ones(2)))
    assert low.tolist() == high.tolist() == [0.04, 0.4]


def test_linearised_scores_give_the_same_mean_and_error() -> None:
    domain = np.array([True, True, False, True])
    mean, scores = linearised(VALUES, WEIGHTS, domain)
    estimates = estimated_means(VALUES, WEIGHTS, np.where(domain, 0, OUTSIDE), 1)
    assert mean == pytest.approx(estimates.value[0])
    assert scores[2] == 0
    assert paired_error(scores, np.zeros(4)) == pytest.approx(estimates.se[0])


def test_two_answers_to_one_question_are_compared_within_respondents() -> None:
    everybody = np.ones(4, dtype=bool)
    _, one = linearised(VALUES, np.ones(4), everybody)
    _, other = linearised(1 - VALUES, np.ones(4), everybody)
    # Whoever doesn't give the one gives the other: the difference 2p − 1 has twice the error of p.
    single = estimated_means(VALUES, np.ones(4), np.zeros(4, np.intp), 1).se[0]
    assert paired_error(one, other) == pytest.approx(2 * single)
    assert paired_error(one, one) == 0
