"""Differences between scenarios on the same people, replication by replication.

Replication r of two scenarios meets the same people with the same luck, so that r by r the difference is the
what-if's doing and most of the chance cancels out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Paired:
    """Differences of any number of figures; all arrays have one shape, that of a replication.

    Attributes:
        base: Mean of the baseline.
        what_if: Mean of the what-if.
        difference: Mean of what-if minus baseline.
        half_width: Half the width of the confidence interval of the difference; not a number for a single
            replication.
        relative: Difference over the mean of the baseline; not a number where that is 0.
        relative_half_width: Half the width of its confidence interval.
    """

    base: Numbers
    what_if: Numbers
    difference: Numbers
    half_width: Numbers
    relative: Numbers
    relative_half_width: Numbers


def paired(base: Numbers, what_if: Numbers, level: float, comparisons: int = 1) -> Paired:
    """Compares two scenarios.

    Args:
        base: Figures of the baseline, shape (replications, ...).
        what_if: Figures of the what-if, same shape; equal positions are equal replications.
        level: Confidence level at which the intervals of all comparisons hold together, above 0 and below 1.
        comparisons: How many what-ifs are compared at once: each gets its share of the error (Bonferroni).

    The interval of the relative change is that of a ratio of two means by the delta method: it takes into
    account that the baseline is estimated from the same replications.

    Source: Law, Simulation Modeling and Analysis, 5th edition, 2015, sections 10.2.1 and 10.3.1 (paired t and
    Bonferroni); Cochran, Sampling Techniques, 3rd edition, 1977, section 2.11 (ratio).
    """
    change = what_if - base
    mean, middle = change.mean(axis=0), base.mean(axis=0)
    quantile = t_quantile(len(base), 1 - (1 - level) / comparisons)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(middle != 0, mean / middle, np.nan)
        return Paired(
            base=middle,
            what_if=what_if.mean(axis=0),
            difference=mean,
            half_width=quantile * _standard_error(change),
            relative=ratio,
            relative_half_width=quantile * _standard_error(change - ratio * base) / np.abs(middle),
        )


def t_quantile(replications: int, level: float) -> float:
    """Quantile of Student's t for a two-sided interval; not a number for a single replication."""
    # scipy takes a third of a second to import, and a single replication needs none of it.
    from scipy.special import stdtrit

    return float(stdtrit(replications - 1, 0.5 + level / 2)) if replications > 1 else np.nan


def _standard_error(values: Numbers) -> Numbers:
    count = len(values)
    if count < 2:
        return np.full(values.shape[1:], np.nan)
    error: Numbers = values.std(axis=0, ddof=1) / np.sqrt(count)
    return error
