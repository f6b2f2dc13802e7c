"""How long things take: distributions in days, stored for the engines as rows of `quantiles`.

Distributions without a closed quantile function become monotone tables, made once by `duration_tables`.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dtocsim.flow import duration_tables
from dtocsim.flow.lookup import NetworkError
from dtocsim.flow.quantiles import (
    CONSTANT,
    DAY,
    EXPONENTIAL,
    LINEAR_TABLE,
    LOGNORMAL,
    UNIFORM,
    WEIBULL,
    Row,
    row_quantiles,
)


class Duration(Protocol):
    """What a distribution of durations must offer. Means and standard deviations are in days."""

    @property
    def mean(self) -> float:
        """Mean in days."""
        ...

    @property
    def sd(self) -> float:
        """Standard deviation in days."""
        ...

    def row(self) -> Row:
        """Return the form that the engines store."""
        ...

    def residual(self) -> "Duration":
        """Return the remaining time seen at a random moment of a long run (equilibrium residual)."""
        ...


def _require(condition: bool, message: str) -> None:
    if not condition:
        raise NetworkError(message)


@dataclass(frozen=True)
class Constant:
    """Always the same: `days`, 0 or more; infinity means for ever."""

    days: float

    def __post_init__(self) -> None:
        _require(self.days >= 0, f"Constant: days must be 0 or more, found {self.days}")

    @property
    def mean(self) -> float:
        return self.days

    @property
    def sd(self) -> float:
        return 0.0

    def row(self) -> Row:
        return Row(CONSTANT, self.days * DAY)

    def residual(self) -> Duration:
        return Uniform(0.0, self.days)


@dataclass(frozen=True)
class Exponential:
    """Memoryless, with mean `mean_days` above 0."""

    mean_days: float

    def __post_init__(self) -> None:
        _require(self.mean_days > 0, f"Exponential: mean_days must be above 0, found {self.mean_days}")

    @property
    def mean(self) -> float:
        return self.mean_days

    @property
    def sd(self) -> float:
        return self.mean_days

    def row(self) -> Row:
        return Row(EXPONENTIAL, self.mean_days * DAY)

    def residual(self) -> Duration:
        return self


@dataclass(frozen=True)
class Lognormal:
    """Lognormal with mean `mean_days` and standard deviation `sd_days`, both above 0."""

    mean_days: float
    sd_days: float

    def __post_init__(self) -> None:
        _require(
            self.mean_days > 0 and self.sd_days > 0,
            f"Lognormal: mean_days and sd_days must be above 0, found {self.mean_days} and {self.sd_days}",
        )

    @classmethod
    def from_median(cls, mean_days: float, median_days: float) -> "Lognormal":
        """Return the lognormal with this mean and median (0 < median < mean), in days."""
        _require(
            0 < median_days < mean_days,
            f"Lognormal: needs 0 < median < mean, found median {median_days} and mean {mean_days}",
        )
        return cls(mean_days, mean_days * math.sqrt((mean_days / median_days) ** 2 - 1.0))

    @classmethod
    def from_log(cls, mu: float, sigma: float) -> "Lognormal":
        """Return the lognormal whose logarithm (of days) has mean mu and standard deviation sigma."""
        mean = math.exp(mu + sigma * sigma / 2)
        return cls(mean, mean * math.sqrt(math.expm1(sigma * sigma)))

    @property
    def sigma(self) -> float:
        """Standard deviation of the logarithm."""
        return math.sqrt(math.log1p((self.sd_days / self.mean_days) ** 2))

    @property
    def mean(self) -> float:
        return self.mean_days

    @property
    def sd(self) -> float:
        return self.sd_days

    def row(self) -> Row:
        return Row(LOGNORMAL, math.log(self.mean_days * DAY) - self.sigma**2 / 2, self.sigma)

    def residual(self) -> Duration:
        return Residual(self)


@dataclass(frozen=True)
class Weibull:
    """Weibull with `shape` and `scale_days`, both above 0."""

    shape: float
    scale_days: float

    def __post_init__(self) -> None:
        _require(
            self.shape > 0 and self.scale_days > 0,
            f"Weibull: shape and scale_days must be above 0, found {self.shape} and {self.scale_days}",
        )

    @property
    def mean(self) -> float:
        return self.scale_days * math.gamma(1 + 1 / self.shape)

    @property
    def sd(self) -> float:
        return math.sqrt(self.scale_days**2 * math.gamma(1 + 2 / self.shape) - self.mean**2)

    def row(self) -> Row:
        return Row(WEIBULL, self.shape, self.scale_days * DAY)

    def residual(self) -> Duration:
        return Residual(self)


@dataclass(frozen=True)
class Uniform:
    """Anything from `low_days` to `high_days` alike, 0 <= low <= high."""

    low_days: float
    high_days: float

    def __post_init__(self) -> None:
        _require(
            0 <= self.low_days <= self.high_days,
            f"Uniform: needs 0 <= low_days <= high_days, found {self.low_days} and {self.high_days}",
        )

    @property
    def mean(self) -> float:
        return (self.low_days + self.high_days) / 2

    @property
    def sd(self) -> float:
        return (self.high_days - self.low_days) / math.sqrt(12)

    def row(self) -> Row:
        return Row(UNIFORM, self.low_days * DAY, self.high_days * DAY)

    def residual(self) -> Duration:
        return Residual(self)


@dataclass(frozen=True)
class Empirical:
    """Quantiles in days at equally spaced probabilities 0, 1/(m-1), ..., 1; not decreasing.

    Linear between them.
    """

    quantiles_days: tuple[float, ...]

    def __post_init__(self) -> None:
        values = self.quantiles_days
        rising = all(low <= high for low, high in pairwise(values))
        _require(
            len(values) >= 2 and values[0] >= 0 and rising,
            "Empirical: needs two or more quantiles, rising from 0",
        )

    @property
    def mean(self) -> float:
        values = np.asarray(self.quantiles_days)
        return float((values[1:] + values[:-1]).mean() / 2)

    @property
    def sd(self) -> float:
        low, high = np.asarray(self.quantiles_days[:-1]), np.asarray(self.quantiles_days[1:])
        return math.sqrt(float(((low * low + low * high + high * high) / 3).mean()) - self.mean**2)

    def row(self) -> Row:
        return Row(LINEAR_TABLE, 0.0, 0.0, tuple(value * DAY for value in self.quantiles_days))

    def residual(self) -> Duration:
        return Residual(self)


@dataclass(frozen=True)
class Gamma:
    """Gamma with mean `mean_days` and standard deviation `sd_days`, both above 0 (held as a table)."""

    mean_days: float
    sd_days: float

    def __post_init__(self) -> None:
        _require(
            self.mean_days > 0 and self.sd_days > 0,
            f"Gamma: mean_days and sd_days must be above 0, found {self.mean_days} and {self.sd_days}",
        )

    @property
    def mean(self) -> float:
        return self.mean_days

    @property
    def sd(self) -> float:
        return self.sd_days

    def row(self) -> Row:
        return duration_tables.gamma_row(self.mean_days, self.sd_days)

    def residual(self) -> Duration:
        return Residual(self)


@dataclass(frozen=True)
class Mixture:
    """One of several durations, each with its weight (above 0; the weights sum to 1)."""

    parts: tuple[tuple[float, Duration], ...]

    def __post_init__(self) -> None:
        total = sum(weight for weight, _ in self.parts)
        positive = bool(self.parts) and all(weight > 0 for weight, _ in self.parts)
        _require(
            positive and abs(total - 1) < 1e-9,
            f"Mixture: weights must be above 0 and sum to 1, found {total}",
        )

    @property
    def mean(self) -> float:
        return sum(weight * part.mean for weight, part in self.parts)

    @property
    def sd(self) -> float:
        second = sum(weight * (part.sd**2 + part.mean**2) for weight, part in self.parts)
        return math.sqrt(max(0.0, second - self.mean**2))

    def row(self) -> Row:
        return duration_tables.mixture_row(tuple((weight, part.row()) for weight, part in self.parts))

    def residual(self) -> Duration:
        """The residual of a mixture is the mixture of residuals, weighted by the time each part takes up."""
        weights = [weight * part.mean / self.mean for weight, part in self.parts]
        return Mixture(
            tuple((w, part.residual()) for w, (_, part) in zip(weights, self.parts, strict=True) if w > 0)
        )


@dataclass(frozen=True)
class Residual:
    """The remaining time of `of` seen at a random moment: density (1 - F(x)) / mean (a table)."""

    of: Duration

    @property
    def mean(self) -> float:
        return (self.of.sd**2 + self.of.mean**2) / (2 * self.of.mean)

    @property
    def sd(self) -> float:
        return float(draw_quantiles(self, _middles()).std())

    def row(self) -> Row:
        return duration_tables.residual_row(self.of.row())

    def residual(self) -> Duration:
        return Residual(self)


class _ByQuantiles:
    """A duration that only its quantiles tell of."""

    @property
    def mean(self: Duration) -> float:
        return float(draw_quantiles(self, _middles()).mean())

    @property
    def sd(self: Duration) -> float:
        return float(draw_quantiles(self, _middles()).std())

    def residual(self: Duration) -> Duration:
        return Residual(self)


@dataclass(frozen=True)
class Remaining(_ByQuantiles):
    """What remains of `of` when `elapsed_days` of it have passed (a table); elapsed_days 0 or more.

    Raises:
        NetworkError: from `row`, if the duration cannot last so long.
    """

    of: Duration
    elapsed_days: float

    def __post_init__(self) -> None:
        _require(
            self.elapsed_days >= 0, f"Remaining: elapsed_days must be 0 or more, found {self.elapsed_days}"
        )

    def row(self) -> Row:
        return duration_tables.remaining_row(self.of.row(), self.elapsed_days * DAY)


@dataclass(frozen=True)
class HeadStart(_ByQuantiles):
    """What `of` lasts beyond the `ahead_days` by which it began before; nothing where it is over by then.

    ahead_days: 0 or more.
    """

    of: Duration
    ahead_days: float

    def __post_init__(self) -> None:
        _require(self.ahead_days >= 0, f"HeadStart: ahead_days must be 0 or more, found {self.ahead_days}")

    def row(self) -> Row:
        return duration_tables.head_start_row(self.of.row(), self.ahead_days * DAY)


def _middles() -> NDArray[np.float64]:
    return (np.arange(20000) + 0.5) / 20000


def draw_quantiles(duration: Duration, u: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the quantiles at every u in (0, 1), in days; shape as `u`."""
    return row_quantiles(duration.row(), u) / DAY


def sum_to_one(weights: Sequence[float]) -> bool:
    """Say whether shares sum to one, to a part in a thousand million."""
    return abs(math.fsum(weights) - 1.0) < 1e-9
