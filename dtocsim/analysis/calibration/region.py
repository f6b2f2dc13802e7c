"""The region that is not ruled out yet, and points drawn evenly from it.

References: ter Braak, A Markov chain Monte Carlo version of the genetic algorithm differential evolution,
Statistics and Computing 16 (2006) 239-249; levels as in Au, Beck, Probabilistic Engineering Mechanics 16
(2001) 263-277.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from .design import DIGITS, sobol
from .emulator import Emulator
from .goal import CUTOFF, Goal, implausibility
from .space import Array

_TRIED = 2**14
_CHAINS = 256
_STEPS_A_LEVEL = 20
_STEPS_AT_LAST = 200
_LEVELS = 80
_STUCK = 0.999
"""A level that falls by less than a thousandth in five is stuck: nothing lies below."""
_LONG_STEPS = 0.1
"""Share of steps that jump the whole distance between two chains, so that separate regions exchange
points."""


@dataclass(frozen=True)
class Wave:
    """What one wave of simulations taught.

    Attributes:
        emulators: one for each goal.
        chance: variance of a single replication, by goal.
        replications: on which each simulated mean rests.
    """

    emulators: tuple[Emulator, ...]
    chance: Array
    replications: int

    def implausibility(self, points: Array, goals: Sequence[Goal]) -> Array:
        """By point and goal."""
        predicted = [emulator.predict(points) for emulator in self.emulators]
        expected = np.stack([mean for mean, _ in predicted], axis=-1)
        variance = np.stack([variance for _, variance in predicted], axis=-1)
        return implausibility(expected, variance + self.chance / self.replications, goals, self.chance)


@dataclass(frozen=True)
class Drawn:
    """Points drawn from a region.

    Attributes:
        points: shape (points, parameters); none where the region seems empty.
        share: share of the whole cube that the region takes up, estimated.
    """

    points: Array
    share: float


@dataclass(frozen=True)
class Region:
    """The points that no wave rules out.

    Attributes:
        parameters: number of parameters.
        goals: by which points are judged.
        waves: what is known.
        possible: whether a point can be simulated at all.
    """

    parameters: int
    goals: tuple[Goal, ...]
    waves: tuple[Wave, ...] = ()
    possible: Callable[[Array], bool] = field(default=lambda point: True)

    def after(self, wave: Wave) -> "Region":
        """The region that one more wave leaves."""
        return replace(self, waves=(*self.waves, wave))

    def judged_by(self, goals: Sequence[Goal]) -> "Region":
        """The region of other goals, in the same order."""
        return replace(self, goals=tuple(goals))

    def only(self, goals: Sequence[int]) -> "Region":
        """The region of some of the goals, by their positions."""
        waves = tuple(
            Wave(tuple(wave.emulators[index] for index in goals), wave.chance[list(goals)], wave.replications)
            for wave in self.waves
        )
        return replace(self, goals=tuple(self.goals[index] for index in goals), waves=waves)

    def by_goal(self, points: Array) -> Array:
        """The largest implausibility over waves; shape (points, goals)."""
        if not self.waves:
            return np.zeros((len(points), len(self.goals)))
        return np.asarray(np.max([wave.implausibility(points, self.goals) for wave in self.waves], axis=0))

    def worst(self, points: Array) -> Array:
        """The largest implausibility over goals and waves; shape (points,)."""
        return np.asarray(self.by_goal(points).max(axis=1))

    def draw(self, count: int, seed: int) -> Drawn:
        """Draw points evenly from the region.

        Args:
            count: how many, at most; fewer come back when few of the region's points can be simulated.
            seed: names the luck.
        """
        rng = np.random.default_rng(seed)
        tried = sobol(_TRIED, self.parameters, seed)
        heights = self.worst(tried)
        inside = tried[heights <= CUTOFF]
        if len(inside) >= 2 * count:
            return Drawn(self._possible(rng.permutation(inside), count), len(inside) / _TRIED)
        lowest = tried[np.argsort(heights, kind="stable")[:_CHAINS]]
        chains, share = self._lowered(lowest, rng)
        if chains is None:
            return Drawn(np.empty((0, self.parameters)), 0.0)
        return Drawn(self._possible(self._walk(chains, count, rng), count), share * _CHAINS / _TRIED)

    def _possible(self, points: Array, count: int) -> Array:
        kept: list[Array] = []
        for point in points:
            if len(kept) == count:
                break
            if self.possible(point):
                kept.append(point)
        return np.asarray(kept).reshape(len(kept), self.parameters)

    def _lowered(self, chains: Array, rng: np.random.Generator) -> tuple[Array | None, float]:
        """Bring all chains below the cutoff, level by level; None where they get no further."""
        levels: list[float] = []
        share = 1.0
        while len(levels) < _LEVELS:
            heights = self.worst(chains)
            levels.append(max(CUTOFF, float(np.quantile(heights, 0.5))))
            below = chains[heights <= levels[-1]]
            share *= len(below) / len(chains)
            chains = below[rng.integers(len(below), size=_CHAINS)]
            if levels[-1] == CUTOFF:
                return chains, share
            if len(levels) > 5 and levels[-1] > _STUCK * levels[-6]:
                break
            for _ in range(_STEPS_A_LEVEL):
                chains = self._step(chains, levels[-1], rng)
        return None, 0.0

    def _walk(self, chains: Array, count: int, rng: np.random.Generator) -> Array:
        for _ in range(_STEPS_AT_LAST):
            chains = self._step(chains, CUTOFF, rng)
        drawn = [chains]
        while len(drawn) * _CHAINS < 2 * count:
            for _ in range(_STEPS_A_LEVEL):
                chains = self._step(chains, CUTOFF, rng)
            drawn.append(chains)
        return rng.permutation(np.unique(np.round(np.concatenate(drawn), DIGITS), axis=0))

    def _step(self, chains: Array, level: float, rng: np.random.Generator) -> Array:
        """One step of every chain along the difference of two others; kept where it stays below the level."""
        count, parameters = chains.shape
        first, second = chains[rng.integers(count, size=(2, count))]
        length = 1.0 if rng.random() < _LONG_STEPS else 2.38 / np.sqrt(2 * parameters)
        moved = np.abs(chains + length * (first - second) + rng.normal(0, 0.01, chains.shape))
        moved = np.where(moved > 1, 2 - moved, moved)
        stays = (moved >= 0).all(axis=1)
        stays[stays] = self.worst(moved[stays]) <= level
        return np.where(stays[:, None], moved, chains)
