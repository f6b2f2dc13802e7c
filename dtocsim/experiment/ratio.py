"""The ratio of two means from the same replications, with an interval that may not exist."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from dtocsim.experiment.paired import t_quantile

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Ratio:
    """A ratio of means.

    Attributes:
        mean: None where the mean below the line is not above 0.
        low: Lower end of the confidence interval; None for a single replication, and where the figure below
            the line cannot be told from 0, so that any ratio is possible.
        high: Upper end of it, likewise.
    """

    mean: float | None
    low: float | None
    high: float | None


def ratio(above: Numbers, below: Numbers, level: float) -> Ratio:
    """The ratio of two means.

    Args:
        above: One figure a replication, shape (replications,).
        below: Another one of the same replications, whose mean is meant to be above 0.
        level: Confidence level, above 0 and below 1.

    Source: Fieller, Some problems in interval estimation, Journal of the Royal Statistical Society B 16,
    1954.
    """
    top, bottom = float(above.mean()), float(below.mean())
    if bottom <= 0:
        return Ratio(None, None, None)
    if len(above) < 2:
        return Ratio(top / bottom, None, None)
    quantile, many = t_quantile(len(above), level), len(above)
    (top_top, top_bottom), (_, bottom_bottom) = (np.cov(above, below, ddof=1) / many * quantile**2).tolist()
    # The ends are the roots of (top - r bottom)^2 = quantile^2 var(above - r below).
    square, linear, free = bottom**2 - bottom_bottom, top * bottom - top_bottom, top**2 - top_top
    if square <= 0:
        return Ratio(top / bottom, None, None)
    root = sqrt(max(0.0, linear**2 - square * free))
    return Ratio(top / bottom, (linear - root) / square, (linear + root) / square)
