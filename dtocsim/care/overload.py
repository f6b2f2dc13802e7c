"""Where more is asked for than there is: no steady state, so that growth is told and not a mean."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

FULL = 0.97
"""Occupied share of capacity at which a pool is as good as full: searches end in a place the later the fuller
it is."""
LEAST_GROWTH, LEAST_SHARE = 20.0, 0.05
"""Growth over the run that is told, in people and as a share of capacity; less comes and goes by chance."""
EVEN = 0.2
"""Share of the mean growth that every quarter of the run must reach: what grows in one season only is no
overload."""


def growth_a_day(
    waiting: NDArray[np.int64], occupied: NDArray[np.int64], capacity: NDArray[np.int64]
) -> float | None:
    """Return by how many people a day the wait for a full pool grows; None where there may be a steady state.

    A queue that grows evenly through all quarters of the run while its pool is full has more offered load
    than capacity; one that swings, or grows in one season, need not have.

    Args:
        waiting: people who wait or search at each midnight, shape (days,).
        occupied, capacity: units of the pool at each midnight, shape (days,).
    """
    quarter = len(waiting) // 4
    if quarter == 0 or capacity.sum() == 0:
        return None
    means = waiting[: 4 * quarter].reshape(4, quarter).mean(axis=1)
    steps = np.diff(means)
    full = occupied[quarter:].sum() >= FULL * capacity[quarter:].sum()
    least = max(LEAST_GROWTH, LEAST_SHARE * float(capacity.mean()))
    if full and steps.sum() >= least and steps.min() >= EVEN * steps.mean():
        return float(steps.sum() / (3 * quarter))
    return None


def note(name: str, growth: float) -> str:
    """Return the sentence about a pool."""
    return f"offered load exceeds capacity, {name}: {growth:.1f} more people wait every day, no steady state"


def notes(found: Sequence[tuple[str, float | None]]) -> tuple[str, ...]:
    """Return the sentences about pools, the fastest growth first."""
    growing = [(name, growth) for name, growth in found if growth is not None]
    return tuple(note(name, growth) for name, growth in sorted(growing, key=lambda each: -each[1]))
