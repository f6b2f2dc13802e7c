"""Goals, and how far from them an output may lie before the point that gave it is implausible.

The implausibility of a point for one goal is the distance between what is expected there and the goal, in
standard deviations of all that stands between them: the emulator, chance in the simulation, chance in the
world (what was published is one year of many that might have been), the tolerance, which stands for three
standard deviations, and the discrepancy, stated beforehand: one standard deviation of what the model is known
to leave out. Above 3 a point is implausible, whatever the distribution, as long as it has one peak.

References: Craig, Goldstein, Seheult, Smith, Pressure matching for hydrocarbon reservoirs, in: Case Studies
in Bayesian Statistics III, 1997, 37-93; Vernon, Goldstein, Bower, Bayesian Analysis 5 (2010) 619-670;
Andrianakis et al., PLoS Computational Biology 11 (2015) e1003968; Pukelsheim, The American Statistician 48
(1994) 88-91.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log

import numpy as np

from .space import Array

CUTOFF = 3.0
"""Largest implausibility of a point that is kept (Pukelsheim's three-sigma rule)."""
_SMALLEST = 1e-4
"""Share of a goal's value that stands for nothing where logarithms are compared."""


@dataclass(frozen=True)
class Goal:
    """One figure to be reproduced.

    Attributes:
        name: unique, as it stands in reports.
        value: the figure.
        tolerance: how far from it an output may lie; on the scale of logarithms where `logarithmic`.
        logarithmic: whether ratios are compared instead of differences; the value is above 0 then.
        yields_to: names of goals that govern where this one cannot be met together with them.
        widened: factor by which the tolerance was widened because the goal could not be met, 1 or more.
        discrepancy: standard deviation of what the model is known to leave out, on the scale of comparison.
    """

    name: str
    value: float
    tolerance: float
    logarithmic: bool = False
    yields_to: tuple[str, ...] = ()
    widened: float = 1.0
    discrepancy: float = 0.0

    @property
    def aim(self) -> float:
        """The value on the scale on which it is compared."""
        return log(self.value) if self.logarithmic else self.value

    def scaled(self, outputs: Array) -> Array:
        """Outputs on the scale on which they are compared."""
        if not self.logarithmic:
            return outputs
        return np.asarray(np.log(np.maximum(outputs, _SMALLEST * self.value)))

    @property
    def variance(self) -> float:
        """Of what the model cannot be asked to follow, on the scale of comparison."""
        return (self.widened * self.tolerance / CUTOFF) ** 2 + self.discrepancy**2

    def widen(self, factor: float) -> "Goal":
        """The same goal with a tolerance so many times as wide."""
        return replace(self, widened=self.widened * factor)


@dataclass(frozen=True)
class Found:
    """What simulations found at some points.

    Attributes:
        points: shape (points, parameters).
        outputs: shape (points, replications, goals), as measured.
    """

    points: Array
    outputs: Array

    def of_goal(self, goals: Sequence[Goal]) -> Array:
        """Means over replications on the goals' scales, shape (points, goals)."""
        return np.asarray(_scaled(self.outputs, goals).mean(axis=1))


def chance(outputs: Array, goals: Sequence[Goal]) -> Array:
    """Variance of a single year on the goals' scales.

    It has to come from more replications than a point is given: all points are simulated with the same seeds,
    so that their luck is shared, and a few replications say little of it however many points there are.

    Args:
        outputs: of one point, shape (replications, goals); zero variance for a single replication.
        goals: in the order of the last axis.

    Returns:
        Shape (goals,).
    """
    if len(outputs) < 2:
        return np.zeros(len(goals))
    return np.asarray(_scaled(outputs, goals).var(axis=0, ddof=1))


def _scaled(outputs: Array, goals: Sequence[Goal]) -> Array:
    return np.stack([goal.scaled(outputs[..., index]) for index, goal in enumerate(goals)], axis=-1)


def implausibility(expected: Array, variance: Array, goals: Sequence[Goal], chance: Array) -> Array:
    """How implausible points are.

    Args:
        expected: expected outputs on the goals' scales, shape (points, goals).
        variance: of what is expected: the emulator's, or of a mean over replications; same shape or (goals,).
        goals: in the order of the last axis.
        chance: variance of a single year, shape (goals,): the published figure is one.

    Returns:
        Standard deviations, 0 or more; shape (points, goals).
    """
    aims = np.asarray([goal.aim for goal in goals])
    allowed = np.asarray([goal.variance for goal in goals]) + chance + variance
    return np.asarray(np.abs(expected - aims) / np.sqrt(allowed))


def simulated_implausibility(
    found: Found, goals: Sequence[Goal], chance: Array, scatter: Array | float = 0.0
) -> Array:
    """The same for what was simulated, without an emulator; shape (points, goals).

    Args:
        scatter: variance of what is simulated around what smoothly follows from the parameters, by goal:
            points meet the same people, and their luck differs all the same.
    """
    replications = found.outputs.shape[1]
    return implausibility(found.of_goal(goals), chance / replications + scatter, goals, chance)
