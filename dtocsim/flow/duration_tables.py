"""Monotone quantile tables for durations without a closed quantile function; each is made once and kept.

A table holds the logarithm of the time at equal steps of logit(u), which follows both tails.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from dtocsim.flow.lookup import NetworkError
from dtocsim.flow.quantiles import DAY, LOG_TABLE, LOGIT_POINTS, LOGIT_REACH, Row, row_quantiles


def _logit_grid() -> NDArray[np.float64]:
    return 1.0 / (1.0 + np.exp(-np.linspace(-LOGIT_REACH, LOGIT_REACH, LOGIT_POINTS)))


def _log_table(seconds: NDArray[np.float64]) -> Row:
    rising = np.maximum.accumulate(np.log(np.maximum(seconds, 1e-9)))
    return Row(LOG_TABLE, 0.0, 0.0, tuple(float(value) for value in rising))


@cache
def gamma_row(mean_days: float, sd_days: float) -> Row:
    """Return the table of a gamma distribution."""
    from scipy import special

    shape = (mean_days / sd_days) ** 2
    logits = np.linspace(-LOGIT_REACH, LOGIT_REACH, LOGIT_POINTS)
    upper = special.gammainccinv(shape, 1.0 / (1.0 + np.exp(logits)))
    values = np.where(logits < 0, special.gammaincinv(shape, _logit_grid()), upper)
    return _log_table(values * sd_days**2 / mean_days * DAY)


@cache
def mixture_row(weighted: tuple[tuple[float, Row], ...]) -> Row:
    """Invert the mixed distribution function by bisection on the logarithm of the time."""
    parts = [(weight, _survival_points(part)) for weight, part in weighted]
    logits = np.linspace(-LOGIT_REACH, LOGIT_REACH, LOGIT_POINTS)
    low, high = np.full(LOGIT_POINTS, -25.0), np.full(LOGIT_POINTS, 40.0)
    survive, die = 1.0 / (1.0 + np.exp(logits)), 1.0 / (1.0 + np.exp(-logits))
    for _ in range(80):
        middle = (low + high) / 2
        gone = sum(weight * np.interp(middle, points, below) for weight, (points, below, _) in parts)
        left = sum(weight * np.interp(middle, points, above) for weight, (points, _, above) in parts)
        too_low = np.where(logits < 0, gone < die, left > survive)
        low, high = np.where(too_low, middle, low), np.where(too_low, high, middle)
    return _log_table(np.exp(high))


def _survival_points(
    part: Row,
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return log seconds with distribution and survival function at them, on the logit grid."""
    logits = np.linspace(-LOGIT_REACH, LOGIT_REACH, LOGIT_POINTS)
    seconds = row_quantiles(part, np.clip(_logit_grid(), 1e-16, 1 - 1e-16))
    points = np.log(np.maximum(seconds, 1e-9)) + np.arange(LOGIT_POINTS) * 1e-13
    return points, 1.0 / (1.0 + np.exp(-logits)), 1.0 / (1.0 + np.exp(logits))


@cache
def residual_row(of: Row) -> Row:
    """Integrate the survival function on a fine grid and invert it."""
    spread = np.linspace(-LOGIT_REACH, LOGIT_REACH, 40001)
    u = 1.0 / (1.0 + np.exp(-spread))
    seconds = row_quantiles(of, np.clip(u, 1e-16, 1 - 1e-16))
    survive = 1.0 / (1.0 + np.exp(spread))
    time = np.concatenate(([0.0], seconds))
    alive = np.concatenate(([1.0], survive))
    total = np.concatenate(([0.0], np.cumsum((alive[1:] + alive[:-1]) / 2 * np.diff(time))))
    left = total[-1] - total
    logits = np.linspace(-LOGIT_REACH, LOGIT_REACH, LOGIT_POINTS)
    lower = np.interp(_logit_grid() * total[-1], total, time)
    upper = np.interp(-total[-1] / (1.0 + np.exp(logits)), -left, time)
    return _log_table(np.where(logits < 0, lower, upper))


@cache
def remaining_row(of: Row, elapsed: float) -> Row:
    """Return the table of what remains of a duration of which `elapsed` seconds have passed.

    Raises:
        NetworkError: if it cannot last so long.
    """
    reach = 36.7  # where 1 - u is the smallest step of a floating-point number below 1
    spread = np.linspace(-reach, reach, 40001)
    seconds = row_quantiles(of, np.minimum(1.0 / (1.0 + np.exp(-spread)), 1 - 1.2e-16))
    if seconds[-1] <= elapsed:
        raise NetworkError(
            f"a duration of at most {seconds[-1] / DAY:g} days cannot have lasted {elapsed / DAY:g}"
        )
    # Survival is interpolated as its logarithm, which is smooth far into the tail.
    alive = -np.log1p(np.exp(spread))
    now = float(np.interp(elapsed, seconds, alive)) if elapsed > 0 else 0.0
    logits = np.linspace(-LOGIT_REACH, LOGIT_REACH, LOGIT_POINTS)
    wanted = now - np.log1p(np.exp(logits))
    return _log_table(np.maximum(np.interp(-wanted, -alive, seconds) - elapsed, 0.0))
