"""From one figure a replication to a mean, its confidence interval, and what a single year may bring."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, quantiles

YEARS_FOR_A_RANGE = 9
"""Of fewer no tenth is known: one more year lies beyond the most extreme of n with chance 1 / (n + 1)."""


def half_width(values: Sequence[float], level: float) -> float | None:
    """Half the width of the confidence interval of the mean, by Student's t.

    Args:
        values: One figure a replication, independent of one another.
        level: Confidence level, above 0 and below 1.

    Returns:
        The half-width in the unit of the values, 0 or more; None for fewer than two values.
    """
    from dtocsim.flow.replications import Estimate

    return Estimate(tuple(values), level).half_width if len(values) > 1 else None


def interval(values: Sequence[float], level: float) -> tuple[float, float] | tuple[None, None]:
    """Confidence interval of the mean; (None, None) for a single value."""
    half = half_width(values, level)
    return (None, None) if half is None else (fmean(values) - half, fmean(values) + half)


def interval_of_measure(values: Sequence[float], level: float) -> tuple[float, float] | tuple[None, None]:
    """Confidence interval of the mean of a measure, which is never below nothing.

    With few replications Student's t reaches far; what lies below 0 is impossible, and leaving it out takes
    nothing from the level. Differences have no such end.
    """
    low, high = interval(values, level)
    return (None, None) if low is None or high is None else (max(0.0, low), high)


def year_range(values: Sequence[float]) -> tuple[float, float] | tuple[None, None]:
    """What a single year may bring: one more year lies below, and above, with a chance of one in ten each.

    A prediction interval without an assumption about the distribution: of n + 1 exchangeable years each is
    equally likely to be the k-th smallest. It answers another question than the confidence interval of the
    mean and does not shrink as replications are added; the quantiles of a few replications themselves would
    be too narrow for it.

    Args:
        values: One figure a replication.

    Returns:
        The order statistics of rank (n + 1) / 10 and 9 (n + 1) / 10, linear between observations; (None,
        None) for fewer than nine values.

    Source: Meeker, Hahn and Escobar, Statistical Intervals, 2nd edition, 2017, chapter 5.
    """
    if len(values) < YEARS_FOR_A_RANGE:
        return None, None
    tenths = quantiles(values, n=10, method="exclusive")
    return tenths[0], tenths[-1]
