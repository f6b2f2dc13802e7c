"""Goals that cannot be met, alone or together, and what is then done about them.

Goals are taken in the order given, those that yield to others last. A goal that no point meets together with
those before it has its tolerance widened until one does: the calibration goes on with what comes nearest, and
    the report says which goals were missed, and which stand in their way.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from .design import sobol
from .goal import CUTOFF, Goal
from .region import Region
from .space import Array

_TRIED = 2**12
_STARTS = 5
_STEP = 1e-4
_FIRST_THINGS = 100.0
"""Weight of the goals that were met before against that of the next one."""
_WELL_INSIDE = 2.5
"""Implausibility that is left once a tolerance is widened: below the cutoff, so that a region remains."""


@dataclass(frozen=True)
class Conflict:
    """A goal that could not be met.

    Attributes:
        goal: its name.
        opponents: names of goals with which it cannot be met together; none where it is out of reach alone,
            or where only several others together stand in its way.
        out_of_reach: whether no point meets it even alone.
    """

    goal: str
    opponents: tuple[str, ...]
    out_of_reach: bool


def resolve(region: Region, seed: int) -> tuple[Region, tuple[Conflict, ...]]:
    """Make goals possible.

    Args:
        region: judged by its goals, with at least one wave.
        seed: names the luck of the search.

    Returns:
        The region judged by goals that at least one point meets together, and those that had to give way.
    """
    search = _Search(region, sobol(_TRIED, region.parameters, seed))
    conflicts: list[Conflict] = []
    met: list[int] = []
    for index in _in_order(region.goals):
        height = search.height(index, met)
        if height > CUTOFF:
            conflicts.append(_conflict(search, index, met))
            search = _widened(search, index, met, height)
        met.append(index)
    return search.region, tuple(conflicts)


def _in_order(goals: Sequence[Goal]) -> list[int]:
    return sorted(range(len(goals)), key=lambda index: bool(goals[index].yields_to))


class _Search:
    """Looks for the point that comes nearest to a goal without missing others."""

    def __init__(self, region: Region, tried: Array) -> None:
        self.region, self.tried, self.heights = region, tried, region.by_goal(tried)

    def judged_by(self, goals: Sequence[Goal]) -> "_Search":
        """The same with other goals, remembering the points that were found."""
        return _Search(self.region.judged_by(goals), self.tried)

    def height(self, index: int, met: Sequence[int] = ()) -> float:
        """The least implausibility of a goal, the others' once they are missed: at most the cutoff if all are
        met."""
        chosen = [*met, index]
        weights = np.asarray([*(_FIRST_THINGS for _ in met), 1.0])
        losses = _loss(self.heights[:, chosen], weights)
        found = np.inf
        for start in np.argsort(losses, kind="stable")[:_STARTS]:
            region = self.region.only(chosen)
            point = _descend(region, weights, self.tried[start])
            heights = region.by_goal(point[None, :])[0]
            broken = heights[:-1].max(initial=0.0)
            found = min(found, float(max(heights[-1], broken if broken > CUTOFF else 0.0)))
            if found <= CUTOFF:
                self._remember(point)
                break
        return found

    def _remember(self, point: Array) -> None:
        # The next goal is sought from here first.
        self.tried = np.vstack([self.tried, point])
        self.heights = np.vstack([self.heights, self.region.by_goal(point[None, :])])


def _loss(heights: Array, weights: Array) -> Array:
    # The second part leads inwards from the edge, and downhill where nothing is missed.
    excess = np.maximum(heights - CUTOFF, 0.0)
    return np.asarray((excess**2) @ weights + 1e-3 * (heights**2).mean(axis=1))


def _descend(region: Region, weights: Array, start: Array) -> Array:
    def with_slope(point: Array) -> tuple[float, Array]:
        shift = np.where(point + _STEP > 1, -_STEP, _STEP)
        losses = _loss(region.by_goal(np.vstack([point, point + np.diag(shift)])), weights)
        return float(losses[0]), (losses[1:] - losses[0]) / shift

    found = minimize(with_slope, start, jac=True, method="L-BFGS-B", bounds=[(0.0, 1.0)] * len(start))
    return np.asarray(found.x)


def _conflict(search: _Search, index: int, met: Sequence[int]) -> Conflict:
    name = search.region.goals[index].name
    if search.height(index) > CUTOFF:
        return Conflict(name, (), out_of_reach=True)
    opponents = (other for other in met if search.height(index, (other,)) > CUTOFF)
    return Conflict(name, tuple(search.region.goals[other].name for other in opponents), out_of_reach=False)


def _widened(search: _Search, index: int, met: Sequence[int], height: float) -> _Search:
    while height > CUTOFF:
        goals = list(search.region.goals)
        goals[index] = goals[index].widen(height / _WELL_INSIDE)
        search = search.judged_by(goals)
        height = search.height(index, met)
    return search
