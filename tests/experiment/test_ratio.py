"""A ratio of means with Fieller's interval, which is known to hold what it should."""

import numpy as np
import pytest

from dtocsim.experiment.ratio import Ratio, ratio


def test_a_ratio_without_spread_has_no_width() -> None:
    found = ratio(np.full(5, 6.0), np.full(5, 3.0), 0.95)
    assert (found.mean, found.low, found.high) == pytest.approx((2, 2, 2))


def test_the_ends_solve_the_equation_that_defines_them() -> None:
    above, below = np.array([9.0, 11.0, 10.0, 14.0]), np.array([4.0, 5.0, 6.0, 5.0])
    found = ratio(above, below, 0.95)
    assert found.low is not None
    assert found.high is not None
    assert found.low < above.mean() / below.mean() < found.high
    for end in (found.low, found.high):
        rest = above - end * below
        # 3.182 is the quantile of Student's t with three degrees of freedom.
        assert abs(rest.mean()) / (rest.std(ddof=1) / 2) == pytest.approx(3.1824, abs=1e-3)


def test_nothing_avoided_has_no_ratio() -> None:
    assert ratio(np.array([1.0, 2.0]), np.array([-1.0, 0.5]), 0.95) == Ratio(None, None, None)


def test_what_cannot_be_told_from_nothing_has_no_interval() -> None:
    found = ratio(np.array([5.0, 6.0, 7.0]), np.array([-4.0, 1.0, 9.0]), 0.95)
    assert found == Ratio(pytest.approx(3), None, None)


def test_a_single_replication_has_no_interval() -> None:
    assert ratio(np.array([6.0]), np.array([3.0]), 0.95) == Ratio(2.0, None, None)


def test_intervals_of_a_known_ratio_hold_it_as_often_as_they_say() -> None:
    # Of 2,000 intervals at 90 %, 1,800 are expected to hold the ratio, with a standard deviation of 13.4.
    draws = np.random.default_rng(7).normal(size=(2000, 2, 8))
    held = 0
    for first, second in draws:
        found = ratio(20 + 4 * first + 2 * second, 10 + 2 * second, 0.9)
        held += found.low is not None and found.high is not None and found.low <= 2 <= found.high
    assert abs(held - 1800) <= 4 * 13.4
