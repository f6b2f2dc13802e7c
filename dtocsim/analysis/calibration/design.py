"""Space-filling designs in the unit cube.

Reference: Santner, Williams, Notz, *The Design and Analysis of Computer Experiments*, 2nd edition, 2018, ch.
5.
"""

import numpy as np
from scipy.stats import qmc

from .space import Array

DIGITS = 6
"""Coordinates are rounded to so many decimals, so that a point read from a file is the point that was run."""


def sobol(count: int, dimensions: int, seed: int) -> Array:
    """A scrambled Sobol sequence: even in every projection, and even for any number of points.

    Args:
        count: points, 1 or more.
        dimensions: parameters, 1 or more.
        seed: names the scrambling.
    """
    sampler = qmc.Sobol(dimensions, rng=np.random.default_rng(seed))
    # A power of two keeps the balance of the sequence; the rest is drawn and dropped.
    points = sampler.random_base2(max(0, int(np.ceil(np.log2(count)))))
    return np.asarray(np.round(points[:count], DIGITS))


def spread_out(candidates: Array, count: int, taken: Array) -> Array:
    """Choose points that lie far from one another and from those taken (greedy maximin).

    Args:
        candidates: points to choose from, more than `count`.
        count: how many to choose.
        taken: points to keep away from; may be empty, shape (0, parameters).

    Returns:
        The chosen, in the order of choice; all candidates when there are too few.
    """
    if len(candidates) <= count:
        return candidates
    chosen: list[int] = []
    nearest = np.full(len(candidates), np.inf)
    for point in taken:
        nearest = np.minimum(nearest, ((candidates - point) ** 2).sum(axis=1))
    for _ in range(count):
        chosen.append(int(np.argmax(nearest)))
        nearest = np.minimum(nearest, ((candidates - candidates[chosen[-1]]) ** 2).sum(axis=1))
    return candidates[chosen]
