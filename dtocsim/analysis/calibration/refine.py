"""Local refinement: from the best point so far downhill, in a neighbourhood that shrinks where it does not
help."""

from collections.abc import Callable, Sequence

import numpy as np
from scipy.optimize import minimize

from .design import DIGITS
from .emulator import Emulator, fit
from .goal import Found, Goal
from .space import Array

_STEPS = 8
_SMALLEST = 0.01
_NEIGHBOURS_A_PARAMETER = 6
_MOST = 9.0
"""Squared distance, in tolerances, beyond which a goal pulls no harder: one out of reach shall not rule."""

Evaluate = Callable[[Array], Found]
"""Simulates points, shape (points, parameters)."""


def losses(expected: Array, goals: Sequence[Goal]) -> Array:
    """Sum over goals of squared distances in tolerances.

    Args:
        expected: outputs on the goals' scales, shape (points, goals).
        goals: in the order of the last axis; their tolerances as given, not widened.
    """
    aims = np.asarray([goal.aim for goal in goals])
    tolerances = np.asarray([goal.tolerance for goal in goals])
    squares = ((expected - aims) / tolerances) ** 2
    beyond = np.log(np.maximum(squares, _MOST) / _MOST)
    return np.asarray((np.minimum(squares, _MOST) + _MOST * beyond).sum(axis=1))


def refine(
    found: Found, goals: Sequence[Goal], evaluate: Evaluate, possible: Callable[[Array], bool]
) -> Found:
    """Look for a better point near the best.

    Args:
        found: what is known; at least one point.
        goals: by which points are judged.
        evaluate: simulates.
        possible: whether a point can be simulated at all.

    Returns:
        What is known now, the points looked at included.
    """
    width = 0.15
    for _ in range(_STEPS):
        known = losses(found.of_goal(goals), goals)
        best = found.points[int(np.argmin(known))]
        candidate = _downhill(found, goals, best, width)
        new = not (found.points == candidate).all(axis=1).any()
        if not new or not possible(candidate):
            width /= 2
        else:
            looked = evaluate(candidate[None, :])
            found = Found(
                np.vstack([found.points, looked.points]), np.concatenate([found.outputs, looked.outputs])
            )
            if losses(looked.of_goal(goals), goals)[0] >= known.min():
                width /= 2
        if width < _SMALLEST:
            break
    return found


def _downhill(found: Found, goals: Sequence[Goal], best: Array, width: float) -> Array:
    distances = np.abs(found.points - best).max(axis=1)
    nearest = np.argsort(distances, kind="stable")[: max(20, _NEIGHBOURS_A_PARAMETER * len(best))]
    near = Found(found.points[nearest], found.outputs[nearest])
    emulators = [fit(near.points, outputs) for outputs in near.of_goal(goals).T]
    return np.round(_minimum(emulators, goals, best, width), DIGITS)


def _minimum(emulators: Sequence[Emulator], goals: Sequence[Goal], best: Array, width: float) -> Array:
    def loss(points: Array) -> Array:
        expected = np.stack([emulator.predict(points)[0] for emulator in emulators], axis=-1)
        return losses(expected, goals)

    def with_slope(point: Array) -> tuple[float, Array]:
        step = 1e-5
        heights = loss(np.vstack([point, point + step * np.eye(len(point))]))
        return float(heights[0]), (heights[1:] - heights[0]) / step

    bounds = [(max(0.0, centre - width), min(1.0, centre + width)) for centre in best]
    found = minimize(with_slope, best, jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(found.x)
