"""Means, spreads and residuals of durations against scipy and numerical integration."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy import stats

from dtocsim.flow.durations import (
    Constant,
    Duration,
    Empirical,
    Exponential,
    Gamma,
    HeadStart,
    Lognormal,
    Mixture,
    Remaining,
    Uniform,
    Weibull,
    draw_quantiles,
)
from dtocsim.flow.lookup import NetworkError
from dtocsim.flow.quantiles import DAY, remaining_ticks

STRETCHED = Mixture(((0.3, Exponential(1.0)), (0.7, Gamma(6.0, 2.0))))
KINDS: dict[str, tuple[Duration, float, float]] = {
    "constant": (Constant(4.0), 4.0, 0.0),
    "exponential": (Exponential(2.5), 2.5, 2.5),
    "lognormal": (Lognormal(7.4, 8.61), 7.4, 8.61),
    "lognormal of median": (
        Lognormal.from_median(801.0, 462.0),
        801.0,
        801.0 * math.sqrt((801 / 462) ** 2 - 1),
    ),
    "weibull": (
        Weibull(1.7, 4.0),
        stats.weibull_min(1.7, scale=4).mean(),
        stats.weibull_min(1.7, scale=4).std(),
    ),
    "uniform": (Uniform(2.0, 5.0), 3.5, stats.uniform(2, 3).std()),
    "gamma": (Gamma(6.0, 2.0), 6.0, 2.0),
    "heavy gamma": (Gamma(3.0, 4.5), 3.0, 4.5),
    "empirical": (Empirical((0.0, 1.0, 4.0)), 1.5, math.sqrt((1 / 3 + 7.0) / 2 - 1.5**2)),
    "mixture": (STRETCHED, 4.5, math.sqrt(0.3 * 2 + 0.7 * (4 + 36) - 4.5**2)),
}
GRID = (np.arange(200_000) + 0.5) / 200_000


@pytest.mark.parametrize("kind", KINDS)
def test_mean_and_standard_deviation_are_those_of_the_distribution(kind: str) -> None:
    duration, mean, sd = KINDS[kind]
    assert duration.mean == pytest.approx(mean, rel=1e-12)
    assert duration.sd == pytest.approx(sd, rel=1e-9)


@pytest.mark.parametrize("kind", KINDS)
def test_drawn_durations_have_that_mean_and_spread(kind: str) -> None:
    """Midpoints of 200,000 quantiles cut off some of a heavy tail: 0.5 % of the mean, 5 % of the spread."""
    duration, mean, sd = KINDS[kind]
    drawn = draw_quantiles(duration, GRID)
    assert drawn.mean() == pytest.approx(mean, rel=0.005)
    assert drawn.std() == pytest.approx(sd, rel=0.05, abs=1e-9)


@pytest.mark.parametrize("kind", KINDS)
def test_the_residual_has_the_mean_of_renewal_theory(kind: str) -> None:
    """Mean residual = E[X squared] / (2 E[X])."""
    duration, mean, sd = KINDS[kind]
    expected = (mean**2 + sd**2) / (2 * mean)
    assert duration.residual().mean == pytest.approx(expected, rel=1e-9)
    assert draw_quantiles(duration.residual(), GRID).mean() == pytest.approx(expected, rel=0.01)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("constant", "exponential")])
def test_the_residual_has_the_distribution_of_renewal_theory(kind: str) -> None:
    """P(residual > t) = integral of P(X > x) from t / E[X], by counting over the quantiles of X."""
    duration = KINDS[kind][0]
    drawn = draw_quantiles(duration, GRID)
    left = np.sort(draw_quantiles(duration.residual(), GRID))
    for time in np.quantile(left, (0.1, 0.5, 0.9)):
        expected = np.maximum(drawn - time, 0).mean() / drawn.mean()
        assert 1 - np.searchsorted(left, time) / len(left) == pytest.approx(expected, abs=0.004)


def test_gamma_and_mixture_tables_agree_with_scipy() -> None:
    u = np.concatenate(
        (np.geomspace(1e-9, 0.01, 30), np.linspace(0.01, 0.99, 99), 1 - np.geomspace(0.01, 1e-9, 30))
    )
    gamma = stats.gamma(9.0, scale=6.0 / 9.0)
    np.testing.assert_allclose(draw_quantiles(Gamma(6.0, 2.0), u), gamma.ppf(u), rtol=2e-4)
    mixed = draw_quantiles(STRETCHED, u)
    np.testing.assert_allclose(
        0.3 * stats.expon.cdf(mixed) + 0.7 * gamma.cdf(mixed), u, rtol=2e-3, atol=1e-12
    )


def test_no_time_and_for_ever_have_no_spread() -> None:
    assert Constant(0.0).mean == 0.0
    assert Constant(math.inf).mean == math.inf


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Constant(-1.0), "Constant: days must be 0 or more, found -1.0"),
        (lambda: Exponential(0.0), "Exponential: mean_days must be above 0, found 0.0"),
        (lambda: Lognormal(1.0, 0.0), "Lognormal: mean_days and sd_days must be above 0, found 1.0 and 0.0"),
        (
            lambda: Lognormal.from_median(1.0, 2.0),
            "Lognormal: needs 0 < median < mean, found median 2.0 and mean 1.0",
        ),
        (lambda: Weibull(0.0, 1.0), "Weibull: shape and scale_days must be above 0, found 0.0 and 1.0"),
        (lambda: Uniform(2.0, 1.0), "Uniform: needs 0 <= low_days <= high_days, found 2.0 and 1.0"),
        (lambda: Empirical((2.0, 1.0)), "Empirical: needs two or more quantiles, rising from 0"),
        (lambda: Gamma(1.0, -1.0), "Gamma: mean_days and sd_days must be above 0, found 1.0 and -1.0"),
        (
            lambda: Mixture(((0.5, Constant(1.0)),)),
            "Mixture: weights must be above 0 and sum to 1, found 0.5",
        ),
    ],
)
def test_impossible_durations_are_refused(make: object, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message.replace('(', '[(]')}$"):
        make()  # type: ignore[operator]


@pytest.mark.parametrize("elapsed", [0.0, 0.5, 4.0, 30.0])
@pytest.mark.parametrize(
    ("duration", "frozen"),
    [
        (Exponential(5), stats.expon(scale=5)),
        (Lognormal.from_log(1.1, 1.0), stats.lognorm(1.0, scale=np.exp(1.1))),
        (Weibull(0.7, 3), stats.weibull_min(0.7, scale=3)),
        (Gamma(5, 9), stats.gamma((5 / 9) ** 2, scale=81 / 5)),
    ],
)
def test_what_remains_after_some_time_is_the_conditional_distribution(
    duration: Duration, frozen: Any, elapsed: float
) -> None:
    u = np.array([0.001, 0.1, 0.5, 0.9, 0.999])
    exact = frozen.isf(frozen.sf(elapsed) * (1 - u)) - elapsed
    assert draw_quantiles(Remaining(duration, elapsed), u) == pytest.approx(exact, rel=2e-3, abs=1e-4)


def test_nothing_remains_of_what_cannot_have_lasted_so_long() -> None:
    with pytest.raises(ValueError, match="of at most 4 days cannot have lasted 5"):
        Remaining(Uniform(1, 4), 5).row()


GAMMA, SHORT = stats.gamma(9.0, scale=6.0 / 9.0), stats.expon(scale=1.0)
SURVIVAL: dict[str, Callable[[Any], Any]] = {
    "constant": lambda days: np.where(days < 4.0, 1.0, 0.0),
    "exponential": stats.expon(scale=2.5).sf,
    "lognormal": stats.lognorm(
        math.sqrt(math.log1p((8.61 / 7.4) ** 2)), scale=7.4 / math.sqrt(1 + (8.61 / 7.4) ** 2)
    ).sf,
    "lognormal of median": stats.lognorm(math.sqrt(2 * math.log(801 / 462)), scale=462).sf,
    "weibull": stats.weibull_min(1.7, scale=4).sf,
    "uniform": stats.uniform(2, 3).sf,
    "gamma": GAMMA.sf,
    "heavy gamma": stats.gamma((3 / 4.5) ** 2, scale=4.5**2 / 3).sf,
    "empirical": lambda days: np.interp(days, (0.0, 1.0, 4.0), (1.0, 0.5, 0.0)),
    "mixture": lambda days: 0.3 * SHORT.sf(days) + 0.7 * GAMMA.sf(days),
}
"""P(X > days) of each kind, by scipy or by hand."""


@pytest.mark.parametrize("passed", [0.0, 0.05, 0.5, 0.95])
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "constant"])
def test_what_remains_is_conditional_on_what_has_passed_for_every_kind(kind: str, passed: float) -> None:
    """P(remaining > t | passed e) = P(X > e + t) / P(X > e), in the table and as the engines draw it."""
    duration, survival = KINDS[kind][0], SURVIVAL[kind]
    elapsed = round(float(draw_quantiles(duration, np.array([passed or 1e-12]))[0]) * DAY)
    row = duration.row()
    table = np.asarray([*row.table, 0.0])
    u = np.array([0.01, 0.1, 0.5, 0.9, 0.99])
    by_engines = [
        remaining_ticks(row.kind, row.a, row.b, 0, len(row.table), table, each, elapsed) / DAY for each in u
    ]
    for remaining in (draw_quantiles(Remaining(duration, elapsed / DAY), u), np.asarray(by_engines)):
        longer = survival(elapsed / DAY + remaining) / survival(elapsed / DAY)
        assert longer == pytest.approx(1 - u, abs=2e-3)


def test_of_a_constant_the_rest_remains() -> None:
    u = np.array([0.01, 0.5, 0.99])
    assert draw_quantiles(Remaining(Constant(4.0), 1.5), u) == pytest.approx(2.5, abs=1e-9)
    row = Constant(4.0).row()
    drawn = remaining_ticks(row.kind, row.a, row.b, 0, 0, np.zeros(1), 0.5, round(1.5 * DAY))
    assert drawn == round(2.5 * DAY)


@pytest.mark.parametrize("kind", KINDS)
def test_the_mean_of_what_remains_is_the_integral_of_survival(kind: str) -> None:
    """E[X - e | X > e] = integral of P(X > x) over x from e / P(X > e); beyond 1 - 1e-5 cut off."""
    duration, survival = KINDS[kind][0], SURVIVAL[kind]
    elapsed = 0.4 * duration.mean
    end = float(draw_quantiles(duration, np.array([1 - 1e-5]))[0])
    days = np.linspace(elapsed, end, 400_001)
    expected = float(np.trapezoid(survival(days), days) / survival(elapsed))
    assert Remaining(duration, elapsed).mean == pytest.approx(expected, rel=0.01)


def test_a_head_start_takes_its_days_off_and_leaves_nothing_of_what_was_shorter() -> None:
    u = np.array([0.05, 0.3, 0.5, 0.9, 0.999])
    exact = np.maximum(draw_quantiles(Exponential(4.0), u) - 2.0, 0.0)
    assert draw_quantiles(HeadStart(Exponential(4.0), 2.0), u) == pytest.approx(exact, rel=2e-3, abs=1e-4)
    assert HeadStart(Exponential(4.0), 2.0).mean == pytest.approx(4 * math.exp(-0.5), rel=1e-3)
    assert HeadStart(Constant(4.0), 1.5).mean == pytest.approx(2.5)


def test_a_head_start_of_less_than_nothing_is_refused() -> None:
    with pytest.raises(NetworkError, match="ahead_days must be 0 or more, found -1"):
        HeadStart(Constant(4.0), -1)
