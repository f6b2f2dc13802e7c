"""History matching: waves of simulations rule out what cannot be, until an ensemble of what can be remains.

Reference: Andrianakis et al., Bayesian history matching of complex infectious disease models using emulation,
PLoS Computational Biology 11 (2015) e1003968.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .conflict import Conflict, resolve
from .design import spread_out
from .emulator import fit
from .goal import CUTOFF, Found, Goal, simulated_implausibility
from .refine import losses, refine
from .region import Region, Wave
from .space import Array, Parameter, start

POINTS_A_PARAMETER = 10
"""Points of a wave for each parameter (Loeppky, Sacks, Welch, Technometrics 51 (2009) 366-376)."""
FEWEST_POINTS = 40
MEMBERS = 50
_SPREAD_FROM = 8
_DRAWN_AT_MOST = 6
"""Simulations spent on the ensemble for each member wanted, at most."""

Rows = NDArray[np.intp]
Holds = NDArray[np.bool_]
Evaluate = Callable[[Array, str], Found]
"""Simulates points, shape (points, parameters), for a purpose in words; the order of points is kept."""


@dataclass(frozen=True)
class Settings:
    """How much is spent.

    Attributes:
        waves: waves of simulations at most, 1 or more.
        points: points of each wave; None for ten a parameter.
        members: parameter sets wanted in the ensemble.
        seed: names the luck of designs and draws.
        confirmed: members looked at in all that the simulations stand for, at most; None for all.
    """

    waves: int = 3
    points: int | None = None
    members: int = MEMBERS
    seed: int = 1
    confirmed: int | None = None


@dataclass(frozen=True)
class WaveReport:
    """What one wave did.

    Attributes:
        points: simulated in it.
        explained: by goal, the share of variance that its emulator predicts of points left out.
        misses: share of later points, over all goals, more than three standard deviations from what was
            predicted before they were simulated; None for the first wave.
        share: share of all parameter sets that is left after it.
    """

    points: int
    explained: Array
    misses: float | None
    share: float


@dataclass(frozen=True)
class Outcome:
    """What a calibration found.

    Attributes:
        parameters: what could move.
        goals: as asked for.
        judged: the same, some with widened tolerances.
        conflicts: goals that could not be met.
        waves: what each wave did.
        region: what is left.
        found: all that was simulated.
        members: rows of `found` that are plausible and drawn evenly from the region: the ensemble.
        best: row of `found` that comes nearest to the goals.
        confirmed: how many members were looked at in all that the simulations stand for, and held.
        refused: how many did not.
    """

    parameters: tuple[Parameter, ...]
    goals: tuple[Goal, ...]
    judged: tuple[Goal, ...]
    conflicts: tuple[Conflict, ...]
    waves: tuple[WaveReport, ...]
    region: Region
    found: Found
    members: tuple[int, ...]
    best: int
    confirmed: int = 0
    refused: int = 0


def match(
    parameters: Sequence[Parameter],
    goals: Sequence[Goal],
    chance: Array,
    evaluate: Evaluate,
    settings: Settings,
    possible: Callable[[Array], bool] = lambda point: True,
    confirm: Callable[[Array], Holds] | None = None,
) -> Outcome:
    """Find what parameter sets are plausible, and which comes nearest to the goals.

    Args:
        parameters: what may move; the present values are simulated too.
        goals: what is to be reproduced.
        chance: variance of a single year by goal, from `goal.chance`.
        evaluate: simulates, with the same seeds at every point.
        settings: how much is spent.
        possible: whether a point can be simulated at all.
        confirm: tells of each point whether it is plausible for all that the simulations stand for; None
            where they stand for themselves.
    """
    return _Match(tuple(parameters), tuple(goals), chance, evaluate, settings, possible, confirm).run()


class _Match:
    """One calibration under way."""

    def __init__(
        self,
        parameters: tuple[Parameter, ...],
        goals: tuple[Goal, ...],
        chance: Array,
        evaluate: Evaluate,
        settings: Settings,
        possible: Callable[[Array], bool],
        confirm: Callable[[Array], Holds] | None,
    ) -> None:
        self.parameters, self.goals, self.settings = parameters, goals, settings
        self.chance, self.simulate, self.possible, self.confirm = chance, evaluate, possible, confirm
        self.region = Region(len(parameters), goals, possible=possible)
        self.points = settings.points or max(FEWEST_POINTS, POINTS_A_PARAMETER * len(parameters))
        self.found = Found(np.empty((0, len(parameters))), np.empty((0, 0, len(goals))))
        self.conflicts: dict[str, Conflict] = {}
        self.waves: list[WaveReport] = []
        self.confirmed = self.refused = 0

    def run(self) -> Outcome:
        for number in range(1, self.settings.waves + 1):
            self._wave(number)
            if self._emulators_suffice():
                break
        members = self._ensemble()
        self.found = refine(
            self.found, self.goals, lambda points: self.simulate(points, "refinement"), self.possible
        )
        return Outcome(
            parameters=self.parameters,
            goals=self.goals,
            judged=self.region.goals,
            conflicts=tuple(self.conflicts.values()),
            waves=tuple(self.waves),
            region=self.region,
            found=self.found,
            members=members,
            best=int(np.argmin(losses(self.found.of_goal(self.goals), self.goals))),
            confirmed=self.confirmed,
            refused=self.refused,
        )

    def _wave(self, number: int) -> None:
        before = self.region
        found = self.simulate(self._design(number), f"wave {number} of {self.settings.waves}")
        misses = self._misses(found)
        self._add(found)
        inside = before.worst(self.found.points) <= CUTOFF
        known = Found(self.found.points[inside], self.found.outputs[inside])
        outputs = known.of_goal(self.goals)
        wave = Wave(
            emulators=tuple(fit(known.points, each) for each in outputs.T),
            chance=self.chance,
            replications=self.found.outputs.shape[1],
        )
        self.region, conflicts = resolve(before.after(wave), self._luck(number))
        self.conflicts |= {conflict.goal: conflict for conflict in conflicts}
        self.waves.append(
            WaveReport(
                points=len(found.points),
                explained=np.asarray([emulator.explained for emulator in wave.emulators]),
                misses=misses,
                share=self.region.draw(1, self._luck(number)).share,
            )
        )

    def _design(self, number: int) -> Array:
        if number == 1:
            drawn = self.region.draw(self.points - 1, self._luck(0)).points
            return np.vstack([np.round(start(self.parameters), 6), drawn])
        drawn = self.region.draw(_SPREAD_FROM * self.points, self._luck(100 * number)).points
        return spread_out(drawn, self.points, self.found.points)

    def _misses(self, found: Found) -> float | None:
        if not self.region.waves:
            return None
        last, scaled = self.region.waves[-1], found.of_goal(self.goals)
        predicted = [emulator.predict(found.points) for emulator in last.emulators]
        errors = [
            np.abs(scaled[:, index] - mean) / np.sqrt(variance)
            for index, (mean, variance) in enumerate(predicted)
        ]
        return float((np.stack(errors) > CUTOFF).mean())

    def _add(self, found: Found) -> None:
        if not len(self.found.points):
            self.found = found
            return
        self.found = Found(
            np.vstack([self.found.points, found.points]),
            np.concatenate([self.found.outputs, found.outputs]),
        )

    def _emulators_suffice(self) -> bool:
        """Whether what the emulators do not know is small beside what would remain if they knew all."""
        wave = self.region.waves[-1]
        rest = [
            goal.variance + chance * (1 + 1 / wave.replications)
            for goal, chance in zip(self.region.goals, wave.chance, strict=True)
        ]
        return all(
            emulator.residual_variance < 0.25 * allowed
            for emulator, allowed in zip(wave.emulators, rest, strict=True)
        )

    def _ensemble(self) -> tuple[int, ...]:
        """Draw points evenly from what is left, and keep those that are plausible once simulated."""
        wanted = self.settings.members
        drawn = self.region.draw(_DRAWN_AT_MOST * wanted, self._luck(1_000)).points
        members: list[int] = []
        next_, chunk = 0, wanted
        while len(members) < wanted and next_ < len(drawn):
            found = self.simulate(drawn[next_ : next_ + chunk], "ensemble")
            next_ += chunk
            first = len(self.found.points)
            self._add(found)
            worst = simulated_implausibility(found, self.region.goals, self.chance, self._scatter()).max(
                axis=1
            )
            plausible = np.flatnonzero(worst <= CUTOFF)
            members += [first + int(row) for row in self._held(found.points, plausible)]
            chunk = self._next_chunk(len(members), next_)
        return tuple(members)

    def _held(self, points: Array, rows: Rows) -> Rows:
        """Rows that hold in all that the simulations stand for, too, as far as that is asked."""
        looked = self.confirmed + self.refused
        most = len(rows) if self.settings.confirmed is None else max(0, self.settings.confirmed - looked)
        if self.confirm is None or not len(rows[:most]):
            return rows
        held = self.confirm(points[rows[:most]])
        self.confirmed += int(held.sum())
        self.refused += int((~held).sum())
        return np.concatenate([rows[:most][held], rows[most:]])

    def _scatter(self) -> Array:
        return np.asarray([emulator.residual_variance for emulator in self.region.waves[-1].emulators])

    def _next_chunk(self, kept: int, tried: int) -> int:
        missing = self.settings.members - kept
        return max(8, round(1.2 * missing * tried / max(1, kept)))

    def _luck(self, purpose: int) -> int:
        return 10_000 * self.settings.seed + purpose
