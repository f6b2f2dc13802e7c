"""The calibration of a scenario: history matching on a few systems, confirmed on all of England.

Targets of England are matched on representative systems. What these find is brought to the scale of England
by a comparison of both at one parameter set with the same people: a ratio for figures that are compared as
ratios, else a difference. The comparison is repeated at the best set; where it has moved by more than a third
of a tolerance, the matching is repeated with the new one. The sets of the ensemble are confirmed on England.

Reference: Kennedy, O'Hagan, Predicting the output from a complex computer code when fast approximations are
available, Biometrika 87 (2000) 1-13 (the idea of correcting a cheap code by a few runs of the dear one).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import exp

import numpy as np

from dtocsim.care.geography import load_geography
from dtocsim.scenario import Problem, ScenarioError

from .evaluations import Evaluations
from .goal import CUTOFF, Found, Goal, chance, simulated_implausibility
from .history import Holds, Outcome, Settings, match
from .space import Array, start
from .targets import Target

CHECKS = 10
"""Replications from which the variance of a single year is estimated."""
ENGLAND = 2
"""Replications of England at the sets where it is compared with the representative systems."""
_ROUNDS = 2
_MOVED = 1 / 3


@dataclass(frozen=True)
class Calibration:
    """What a calibration found.

    Attributes:
        targets: all of them, in the order of the file.
        outcome: of the matching; its goals are those of the targets that are fitted, in order.
        start: figures of all targets before, shape (replications, targets).
        best: the same at the best parameter set.
        england: figures of all England at the best set; None where the matching was not on a part of it.
        rounds: how often the matching was done.
        people: share of England's people in the systems that were matched on.
    """

    targets: tuple[Target, ...]
    outcome: Outcome
    start: Array
    best: Array
    england: Array | None
    rounds: int
    people: float

    @property
    def final(self) -> Array:
        """Figures at the best set for the areas that the targets name, shape (replications, targets)."""
        return self.best if self.england is None else self.england

    def met(self) -> list[bool]:
        """Whether each target is met by the best parameter set, on average over replications."""
        pairs = zip(self.targets, self.final.mean(axis=0), strict=True)
        return [target.met(float(value)) for target, value in pairs]


def calibrate(evaluations: Evaluations, replications: int, settings: Settings) -> Calibration:
    """Calibrate a scenario.

    Args:
        evaluations: simulates the systems that are matched on and, if these stand for England, England.
        replications: of each point, 1 or more.
        settings: how much is spent.

    Raises:
        ScenarioError: a target cannot be measured.
        DataError: a table of the scenario is malformed or does not cover the run.
    """
    return _Calibrating(evaluations, replications, settings).run()


class _Calibrating:
    """One calibration under way."""

    def __init__(self, evaluations: Evaluations, replications: int, settings: Settings) -> None:
        self.evaluations, self.replications, self.settings = evaluations, replications, settings
        self.parameters = tuple(lever.parameter for lever in evaluations.levers)
        self.targets = evaluations.simulations[0].targets
        self.fitted = [place for place, target in enumerate(self.targets) if target.fitted]
        self.of_england = len(evaluations.simulations) > 1
        self.people = _share_of_people(evaluations)

    def run(self) -> Calibration:
        before = self._at(start(self.parameters), CHECKS, "chance of a single year")
        _check(self.targets, before)
        point, shift = start(self.parameters), np.zeros(len(self.fitted))
        for number in range(1, _ROUNDS + 1):
            shift, moved = self._shift(point, shift)
            if number > 1 and not moved:
                break
            outcome, rounds = self._match(self._goals(shift), before), number
            point = outcome.found.points[outcome.best]
        if self.of_england:
            # The waves once more, of which everything is known, and now the ensemble, which England judges.
            outcome = self._match(self._goals(shift), before, self._plausible_in_england)
            point = outcome.found.points[outcome.best]
        return Calibration(
            targets=self.targets,
            outcome=outcome,
            start=before,
            best=self._at(point, CHECKS, "best parameter set"),
            england=self._at(point, ENGLAND, "England, confirmed", 1) if self.of_england else None,
            rounds=rounds,
            people=self.people,
        )

    def _at(self, point: Array, replications: int, purpose: str, simulation: int = 0) -> Array:
        found = self.evaluations.found(np.round(point[None, :], 6), replications, purpose, simulation)
        return np.asarray(found.outputs[0])

    def _shift(self, point: Array, known: Array) -> tuple[Array, bool]:
        """How far the systems are from England on the goals' scales, and whether that has moved."""
        if not self.of_england:
            return known, False
        goals = self._goals(np.zeros(len(self.fitted)))
        part, whole = (
            Found(point[None, :], self._at(point, many, purpose, simulation)[None, :, self.fitted])
            # The systems with the luck that they have at every point, so that it is taken out with the rest.
            for simulation, many, purpose in (
                (0, self.replications, "systems beside England"),
                (1, ENGLAND, "England beside systems"),
            )
        )
        shift = (whole.of_goal(goals) - part.of_goal(goals))[0]
        tolerances = np.asarray([goal.tolerance for goal in goals])
        return shift, bool((np.abs(shift - known) > _MOVED * tolerances).any())

    def _goals(self, shift: Array) -> tuple[Goal, ...]:
        goals = (self.targets[place].goal() for place in self.fitted)
        return tuple(_shifted(goal, float(by)) for goal, by in zip(goals, shift, strict=True))

    def _match(
        self, goals: Sequence[Goal], before: Array, confirm: Callable[[Array, Array], Holds] | None = None
    ) -> Outcome:
        # England's luck varies less than that of a few systems, in proportion to the people.
        share = self.people if self.of_england else 1.0
        spread = share * chance(before[:, self.fitted], goals)
        # What only finds the scale of England needs no ensemble.
        looking = self.of_england and confirm is None
        return match(
            self.parameters,
            goals,
            spread,
            self._simulate,
            replace(self.settings, members=0) if looking else self.settings,
            self.evaluations.possible,
            None if confirm is None else lambda points: confirm(points, spread),
        )

    def _plausible_in_england(self, points: Array, spread: Array) -> Holds:
        """Whether points are plausible for England itself, by one replication of each."""
        found = self.evaluations.found(points, 1, "ensemble, confirmed on England", 1)
        goals = self._goals(np.zeros(len(self.fitted)))
        here = Found(points, found.outputs[:, :, self.fitted])
        return np.asarray(simulated_implausibility(here, goals, spread).max(axis=1) <= CUTOFF)

    def _simulate(self, points: Array, purpose: str) -> Found:
        found = self.evaluations.found(points, self.replications, purpose)
        return Found(points, found.outputs[:, :, self.fitted])


def _shifted(goal: Goal, by: float) -> Goal:
    """The goal for systems that lie so much below England."""
    return replace(goal, value=goal.value * exp(-by) if goal.logarithmic else goal.value - by)


def _share_of_people(evaluations: Evaluations) -> float:
    simulation = evaluations.simulations[0]
    systems = load_geography(simulation.scenario.tables.folder).systems
    people = {each.code: sum(sum(place.population) for place in each.places) for each in systems}
    return sum(people[code] for code in simulation.systems) / sum(people.values())


def _check(targets: Sequence[Target], figures: Array) -> None:
    unknown = [target for target, values in zip(targets, figures.T, strict=True) if np.isnan(values).any()]
    if unknown:
        raise ScenarioError(
            Problem(
                "targets", None, each.label, f"{each.measure} is not known for {each.area}", "leave it out"
            )
            for each in unknown
        )
