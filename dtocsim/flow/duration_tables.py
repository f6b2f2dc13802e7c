"""Monotone quantile tables for durations without a closed quantile function; each is made once and kept.

A table holds the logarithm of the time at equal steps of logit(u), which follows both tails.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dtocsim.flow.lookup import NetworkError
from dtocsim.flow.quantiles import DAY, LOG_TABLE, LOGIT_POINTS, LOGIT_REACH, Row, row_quantiles

LOGITS = np.linspace(-LOGIT_REACH, LOGIT_REACH, LOGIT_POINTS)
DEAD, ALIVE = 1.0 / (1.0 + np.exp(-LOGITS)), 1.0 / (1.0 + np.exp(LOGITS))
"""Distribution and survival function at each point of a table."""
EARLY, LATE = LOGITS < 0, LOGITS >= 0
"""The points below the median and the others."""
GRID = np.clip(DEAD, 1e-16, 1 - 1e-16)
_FINE = np.linspace(-LOGIT_REACH, LOGIT_REACH, 40001)
FINE_GRID, FINE_ALIVE = np.clip(1.0 / (1.0 + np.exp(-_FINE)), 1e-16, 1 - 1e-16), 1.0 / (1.0 + np.exp(_FINE))
"""The fine grid on which a survival function is integrated."""


def _log_table(seconds: NDArray[np.float64]) -> Row:
    rising = np.maximum.accumulate(np.log(np.maximum(seconds, 1e-9)))
    return Row(LOG_TABLE, 0.0, 0.0, tuple(float(value) for value in rising))


@cache
def gamma_row(mean_days: float, sd_days: float) -> Row:
    """Return the table of a gamma distribution."""
    from scipy import special

    shape = (mean_days / sd_days) ** 2
    values = np.where(LOGITS < 0, special.gammaincinv(shape, DEAD), special.gammainccinv(shape, ALIVE))
    return _log_table(values * sd_days**2 / mean_days * DAY)


@cache
def mixture_row(weighted: tuple[tuple[float, Row], ...]) -> Row:
    """Invert the mixed distribution function by bisection on the logarithm of the time."""
    parts = [(weight, _log_seconds(part)) for weight, part in weighted]
    # Below the median by how many are gone, above it by how many are left, so that neither tail is lost.
    early = _bisected(lambda middle: _mixed(middle, parts, DEAD) < DEAD[EARLY], EARLY.sum())
    late = _bisected(lambda middle: _mixed(middle, parts, ALIVE) > ALIVE[LATE], LATE.sum())
    return _log_table(np.exp(np.concatenate((early, late))))


def _mixed(
    middle: NDArray[np.float64],
    parts: Sequence[tuple[float, NDArray[np.float64]]],
    share: NDArray[np.float64],
) -> Any:
    return sum(weight * np.interp(middle, points, share) for weight, points in parts)


def _bisected(too_low: Callable[[NDArray[np.float64]], Any], points: int) -> NDArray[np.float64]:
    """Return the logarithms of seconds to which bisection comes; it ends early where nothing lies between."""
    low, high = np.full(points, -25.0), np.full(points, 40.0)
    for _ in range(80):
        middle = (low + high) / 2
        if ((middle == low) | (middle == high)).all():
            break
        below = too_low(middle)
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    found: NDArray[np.float64] = high
    return found


def _log_seconds(part: Row) -> NDArray[np.float64]:
    """Return rising log seconds on the logit grid."""
    seconds = row_quantiles(part, GRID)
    found: NDArray[np.float64] = np.log(np.maximum(seconds, 1e-9)) + np.arange(LOGIT_POINTS) * 1e-13
    return found


@cache
def residual_row(of: Row) -> Row:
    """Integrate the survival function on a fine grid and invert it."""
    time = np.concatenate(([0.0], row_quantiles(of, FINE_GRID)))
    alive = np.concatenate(([1.0], FINE_ALIVE))
    total = np.concatenate(([0.0], np.cumsum((alive[1:] + alive[:-1]) / 2 * np.diff(time))))
    left = total[-1] - total
    lower = np.interp(DEAD[EARLY] * total[-1], total, time)
    upper = np.interp(-total[-1] / (1.0 + np.exp(LOGITS[LATE])), -left, time)
    return _log_table(np.concatenate((lower, upper)))


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
    wanted = now - np.log1p(np.exp(LOGITS))
    return _log_table(np.maximum(np.interp(-wanted, -alive, seconds) - elapsed, 0.0))


@cache
def head_start_row(of: Row, ahead: float) -> Row:
    """Return the table of a duration that began `ahead` seconds before: what lasts beyond, or nothing."""
    return _log_table(row_quantiles(of, GRID) - ahead)
