"""Two uncertainties told apart: what a single year's chance does, and what is not known of the parameters.

Each member of an ensemble has replications with luck of their own, so that a figure varies for two reasons:
between members (parameters and chance) and within a member (chance alone). The variance between members that
chance does not explain is that of the parameters: a one-way random-effects analysis of variance.

Source: Searle, Casella and McCulloch, Variance Components, 1992, section 3.6 (estimates by analysis of
variance); Nelson, Foundations and Methods of Stochastic Simulation, 2013, section 7.2 (input uncertainty).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

TENTHS = (0.1, 0.9)
"""Ends of every range here: eight in ten lie between."""


@dataclass(frozen=True)
class Spread:
    """How any number of figures vary; all arrays have one shape, that of a replication.

    Attributes:
        mean: Over all members and replications.
        low: A single year of a member drawn at random lies below with a chance of one in ten.
        high: It lies above with a chance of one in ten.
        chance_low: The same for a single year if the parameters were known to be the mean ones; not a number
            for one replication a member.
        chance_high: Upper end of it.
        parameters_low: The mean of many years of a member drawn at random lies below with a chance of one
            in ten; not a number for one replication a member.
        parameters_high: Upper end of it.
        parameters_share: Share of the variance of a single year that is due to parameters, 0 to 1; not a
            number for one replication a member, or where nothing varies.
    """

    mean: Numbers
    low: Numbers
    high: Numbers
    chance_low: Numbers
    chance_high: Numbers
    parameters_low: Numbers
    parameters_high: Numbers
    parameters_share: Numbers


def spread(values: Numbers) -> Spread:
    """Tell chance and parameters apart.

    Args:
        values: Shape (members, replications, ...), two members or more; no two replications share their luck.
    """
    mean = values.mean(axis=(0, 1))
    low, high = _tenths(values.reshape(-1, *values.shape[2:]))
    if values.shape[1] == 1:
        unknown = np.full(mean.shape, np.nan)
        return Spread(mean, low, high, unknown, unknown, unknown, unknown, unknown)
    return _apart(values, mean, low, high)


def _apart(values: Numbers, mean: Numbers, low: Numbers, high: Numbers) -> Spread:
    many = values.shape[1]
    members = values.mean(axis=1)
    within = values.var(axis=1, ddof=1).mean(axis=0)
    about = members.var(axis=0, ddof=1)
    between = np.maximum(about - within / many, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = between / (between + within)
        # Means of a few replications scatter more than the expected values do that they stand for.
        shrunk = np.where(about > 0, np.sqrt(between / about), 0.0)
    # Deviations from a mean that was estimated from them are too small.
    years = (values - members[:, None]) * np.sqrt(many / (many - 1))
    chance_low, chance_high = _tenths(years.reshape(-1, *years.shape[2:]))
    parameters_low, parameters_high = _tenths(shrunk * (members - mean))
    return Spread(
        mean=mean,
        low=low,
        high=high,
        chance_low=mean + chance_low,
        chance_high=mean + chance_high,
        parameters_low=mean + parameters_low,
        parameters_high=mean + parameters_high,
        parameters_share=share,
    )


def _tenths(values: Numbers) -> tuple[Numbers, Numbers]:
    # One more of n alike lies below the k-th smallest with a chance of k / (n + 1), as in `year_range`.
    low, high = np.quantile(values, TENTHS, axis=0, method="weibull")
    return np.asarray(low), np.asarray(high)
