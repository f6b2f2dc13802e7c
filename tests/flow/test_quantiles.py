"""Quantile functions against scipy, to the last bits."""

import math

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from dtocsim.flow.durations import (
    Constant,
    Empirical,
    Exponential,
    Lognormal,
    Uniform,
    Weibull,
    draw_quantiles,
)
from dtocsim.flow.quantiles import CONSTANT, DAY, FOREVER, Row, normal_quantile, row_quantiles, ticks

U = np.concatenate(
    (np.geomspace(1e-15, 1e-3, 40), np.linspace(0.001, 0.999, 400), 1 - np.geomspace(1e-3, 1e-15, 40))
)
NONE = np.zeros(1)


def test_the_normal_quantile_agrees_with_scipy() -> None:
    found = np.asarray([normal_quantile(float(u)) for u in U])
    np.testing.assert_allclose(found, stats.norm.ppf(U), rtol=2e-15, atol=2e-15)


@pytest.mark.parametrize(
    ("duration", "expected"),
    [
        (Constant(3.0), np.full(len(U), 3.0)),
        (Exponential(2.5), stats.expon(scale=2.5).ppf(U)),
        (Lognormal.from_log(1.2, 0.8), stats.lognorm(0.8, scale=math.exp(1.2)).ppf(U)),
        (Weibull(1.7, 4.0), stats.weibull_min(1.7, scale=4.0).ppf(U)),
        (Uniform(2.0, 5.0), stats.uniform(2.0, 3.0).ppf(U)),
        (Empirical((0.0, 1.0, 4.0)), np.interp(U, (0.0, 0.5, 1.0), (0.0, 1.0, 4.0))),
    ],
    ids=lambda value: type(value).__name__,
)
def test_closed_quantiles_agree_with_scipy(duration: Exponential, expected: NDArray[np.float64]) -> None:
    np.testing.assert_allclose(draw_quantiles(duration, U), expected, rtol=1e-12)


def test_a_duration_is_rounded_once_to_whole_seconds() -> None:
    for seconds, rounded in ((0.0, 0), (0.49, 0), (0.5, 1), (1.49, 1), (86400.5, 86401)):
        assert ticks(CONSTANT, seconds, 0.0, 0, 0, NONE, 0.5) == rounded


def test_what_never_ends_lasts_for_ever() -> None:
    assert ticks(CONSTANT, math.inf, 0.0, 0, 0, NONE, 0.5) == FOREVER


def test_quantiles_rise() -> None:
    for duration in (Exponential(1.0), Lognormal(7.4, 8.6), Weibull(0.6, 3.0)):
        assert (np.diff(row_quantiles(duration.row(), U)) >= 0).all()


def test_interpreted_code_finds_the_same_quantiles() -> None:
    interpreted = getattr(ticks, "py_func", ticks)
    for row in (
        Exponential(3.0).row(),
        Lognormal(7.4, 8.6).row(),
        Weibull(1.3, 2.0).row(),
        Row(CONSTANT, 5.0 * DAY),
    ):
        for u in (1e-9, 0.2, 0.5, 0.9, 1 - 1e-9):
            assert interpreted(row.kind, row.a, row.b, 0, 0, NONE, u) == ticks(
                row.kind, row.a, row.b, 0, 0, NONE, u
            )
