"""Quantile functions that both engines call, so that they agree to the last bit; times in seconds.

A duration is drawn as quantile(u) with u from `draws` and rounded once, in `ticks`, to whole ticks of one
second.
"""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dtocsim.flow._jit import kernel

SECOND = 1
HOUR = 3600
DAY = 86400
FOREVER = 1 << 60
"""A tick that never comes."""

CONSTANT, EXPONENTIAL, LOGNORMAL, WEIBULL, UNIFORM, LOG_TABLE, LINEAR_TABLE = range(7)
UNIT = 2.0**-53
"""The step between 1 and the floating-point number below it."""
LOGIT_REACH = 36.0
LOGIT_POINTS = 1801


@kernel
def normal_quantile(u: float) -> float:
    """Return the standard normal quantile of u in (0, 1) to about 1e-16 (Wichura 1988, algorithm AS 241)."""
    q = u - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        return q * (
            (((((((2.5090809287301226727e3 * r + 3.3430575583588128105e4) * r + 6.7265770927008700853e4) * r
            + 4.5921953931549871457e4) * r + 1.3731693765509461125e4) * r + 1.9715909503065514427e3) * r
            + 1.3314166789178437745e2) * r + 3.3871328727963666080e0)
            / (((((((5.2264952788528545610e3 * r + 2.8729085735721942674e4) * r + 3.9307895800092710610e4) * r
            + 2.1213794301586595867e4) * r + 5.3941960214247511077e3) * r + 6.8718700749205790830e2) * r
            + 4.2313330701600911252e1) * r + 1.0)
        )  # fmt: skip
    r = math.sqrt(-math.log(u if q < 0.0 else 1.0 - u))
    if r <= 5.0:
        r -= 1.6
        z = (
            (((((((7.74545014278341407640e-4 * r + 2.27238449892691845833e-2) * r
            + 2.41780725177450611770e-1) * r + 1.27045825245236838258e0) * r + 3.64784832476320460504e0) * r
            + 5.76949722146069140550e0) * r + 4.63033784615654529590e0) * r + 1.42343711074968357734e0)
            / (((((((1.05075007164441684324e-9 * r + 5.47593808499534494600e-4) * r
            + 1.51986665636164571966e-2) * r + 1.48103976427480074590e-1) * r + 6.89767334985100004550e-1) * r
            + 1.67638483018380384940e0) * r + 2.05319162663775882187e0) * r + 1.0)
        )  # fmt: skip
    else:
        r -= 5.0
        z = (
            (((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r
            + 1.24266094738807843860e-3) * r + 2.65321895265761230930e-2) * r + 2.96560571828504891230e-1) * r
            + 1.78482653991729133580e0) * r + 5.46378491116411436990e0) * r + 6.65790464350110377720e0)
            / (((((((2.04426310338993978564e-15 * r + 1.42151175831644588870e-7) * r
            + 1.84631831751005468180e-5) * r + 7.86869131145613259100e-4) * r + 1.48753612908506148525e-2) * r
            + 1.36929880922735805310e-1) * r + 5.99832206555887937690e-1) * r + 1.0)
        )  # fmt: skip
    return -z if q < 0.0 else z


@kernel
def exponential_quantile(u: float) -> float:
    """Return the quantile of u in (0, 1) of the exponential distribution with mean 1, -log(1 - u).

    As precise as `log1p`, in half the time: what is lost when 1 - u is rounded is known, and a factor puts it
    right (Kahan; Higham 2002, section 1.14.1).
    """
    rest = 1.0 - u
    if rest == 1.0:
        return u
    return -math.log(rest) * (u / (1.0 - rest))


@kernel
def table_quantile(table: NDArray[np.float64], first: int, points: int, position: float) -> float:
    """Interpolate linearly in table[first : first + points] at `position` in [0, points - 1]."""
    index = min(max(int(position), 0), points - 2)
    low: float = table[first + index]
    high: float = table[first + index + 1]
    return low + (high - low) * (position - index)


@kernel
def quantile(
    kind: int, a: float, b: float, first: int, points: int, table: NDArray[np.float64], u: float
) -> float:
    """Return the quantile at u, in seconds, of the duration stored as (kind, a, b, first, points)."""
    if kind == CONSTANT:
        return a
    if kind == EXPONENTIAL:
        return a * exponential_quantile(u)
    if kind == LOGNORMAL:
        return math.exp(a + b * normal_quantile(u))
    if kind == WEIBULL:
        return b * math.pow(exponential_quantile(u), 1.0 / a)
    if kind == UNIFORM:
        return a + (b - a) * u
    if kind == LOG_TABLE:
        logit = math.log(u) + exponential_quantile(u)
        position = (logit + LOGIT_REACH) * (points - 1) / (2.0 * LOGIT_REACH)
        return math.exp(table_quantile(table, first, points, position))
    return table_quantile(table, first, points, u * (points - 1))


@kernel
def ticks(
    kind: int, a: float, b: float, first: int, points: int, table: NDArray[np.float64], u: float
) -> int:
    """Return the quantile at u rounded to whole ticks, at least 0; FOREVER for what never ends."""
    seconds = quantile(kind, a, b, first, points, table, u)
    if seconds >= 1e15:
        return FOREVER
    return max(0, math.floor(seconds + 0.5))


@kernel
def remaining_ticks(
    kind: int,
    a: float,
    b: float,
    first: int,
    points: int,
    table: NDArray[np.float64],
    u: float,
    elapsed: int,
) -> int:
    """Return what remains of a duration of which `elapsed` ticks have passed, in whole ticks, at least 1.

    It is the quantile at u among the durations that last longer; of what cannot last so long 1 tick remains.
    """
    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2.0
        if quantile(kind, a, b, first, points, table, middle) <= elapsed:
            low = middle
        else:
            high = middle
    position = min(high + u * (1.0 - high), 1.0 - UNIT)
    seconds = quantile(kind, a, b, first, points, table, position) - elapsed
    if seconds >= 1e15:
        return FOREVER
    return max(1, math.floor(seconds + 0.5))


@dataclass(frozen=True)
class Row:
    """A duration as both engines store it: kind, two parameters in seconds, and its table (often empty)."""

    kind: int
    a: float
    b: float = 0.0
    table: tuple[float, ...] = ()

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        # A table of two thousand numbers is looked up once for every step that uses it.
        return hash((self.kind, self.a, self.b, self.table))


@kernel
def fill_quantiles(
    kind: int,
    a: float,
    b: float,
    points: int,
    table: NDArray[np.float64],
    u: NDArray[np.float64],
    found: NDArray[np.float64],
) -> None:
    """Write the quantile in seconds at every u into `found`; shapes equal."""
    for position in range(len(u)):
        found[position] = quantile(kind, a, b, 0, points, table, u[position])


def row_quantiles(row: Row, u: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the quantiles in seconds at every u in (0, 1); shape as `u`."""
    found = np.empty(len(u))
    table = np.asarray([*row.table, 0.0], dtype=np.float64)
    fill_quantiles(row.kind, row.a, row.b, len(row.table), table, np.asarray(u, dtype=np.float64), found)
    return found
