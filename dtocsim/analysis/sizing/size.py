"""The search: more and more of a capacity until the goal is reached, then between the nearest two amounts.

Every amount meets the same people, so that the mean of so many replications is one function of the amount,
nearly free of chance from one amount to the next; its root is found by regula falsi (Illinois rule) on whole
units. What other replications would have found is told by an interval: the half-width of the measure's mean
at the answer over the slope of the measure there.

Sources: Chen and Schmeiser, Stochastic root finding via retrospective approximation, IIE Transactions 33,
2001 (the same random numbers for every amount); Dowell and Jarratt, A modified regula falsi method, BIT 11,
1971.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, inf
from typing import TYPE_CHECKING

from dtocsim.analysis.sizing.capacities import Capacity, more_in
from dtocsim.analysis.sizing.goal import Goal
from dtocsim.experiment import Resources, ResultError, Runs, check_measures, frame, interval, locate

if TYPE_CHECKING:
    from dtocsim.experiment import Where
    from dtocsim.scenario import Scenario

_FIRST = 0.1
"""First amount that is tried, as a share of what there is."""
_MOST = 4.0
"""Largest amount that is tried, as a share of what there is."""
_MOST_STEPS = 12
_FINENESS = 0.05
"""The search ends at this share of the half-width of the answer's interval."""


@dataclass(frozen=True)
class Step:
    """One amount that was tried.

    Attributes:
        amount: Extra units of the first capacity.
        mean: Mean of the goal's measure.
        low: Lower end of its confidence interval.
        high: Upper end of it.
    """

    amount: int
    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Sizing:
    """What was found.

    Attributes:
        area: Full name of the area.
        goal: What was to be reached.
        mix: Units of each capacity for one of the first.
        usual: Units of each capacity that the area has.
        amount: Fewest extra units of the first capacity that reach the goal; 0 where it is reached already,
            None where the largest amount that was tried does not reach it.
        low: Lower end of the confidence interval of that amount.
        high: Upper end of it: with so many the goal is reached with confidence; infinite where the measure
            hardly depends on the amount.
        steps: Amounts that were tried, ascending.
        replications: Replications of each.
        level: Confidence level.
    """

    area: str
    goal: Goal
    mix: Mapping[Capacity, float]
    usual: Mapping[Capacity, float]
    amount: int | None
    low: float
    high: float
    steps: tuple[Step, ...]
    replications: int
    level: float


def size(
    scenario: Scenario,
    goal: Goal,
    mix: Mapping[Capacity, float],
    *,
    area: str | None = None,
    system: str | None = None,
    replications: int = 10,
    level: float = 0.95,
    resources: Resources | None = None,
) -> Sizing:
    """Finds how many more units of some capacities an area needs for a goal.

    Args:
        scenario: The state to start from.
        goal: What is to be reached in the area.
        mix: Units of each capacity that come together; the amounts found are of the first.
        area: A council or system, by name or code; None for England.
        system: A system, by name or code.
        replications: Of every amount that is tried, 2 or more.
        level: Confidence level, above 0 and below 1.
        resources: Who runs pieces and where they are kept.

    Raises:
        ResultError: No such measure, or a capacity that no such area has of its own.
        UnknownArea: No such area.
    """
    check_measures([goal.measure])
    where = locate(scenario, area, system)
    for capacity in mix:
        _check_area(capacity, where)
    search = _Search(scenario, goal, mix, where, replications, level, resources or Resources())
    amount = search.run()
    low, high = search.interval(amount)
    steps = tuple(sorted(search.steps.values(), key=lambda step: step.amount))
    return Sizing(where.name, goal, mix, search.usual, amount, low, high, steps, replications, level)


def _check_area(capacity: Capacity, where: Where) -> None:
    if where.kind == "district" or (where.kind == "council" and capacity.finest == "system"):
        raise ResultError(f"{where.name}: {capacity.label} belong to a {capacity.finest}; name a larger area")


class _Search:
    """Amounts that were tried, and what they led to."""

    def __init__(
        self,
        scenario: Scenario,
        goal: Goal,
        mix: Mapping[Capacity, float],
        where: Where,
        replications: int,
        level: float,
        resources: Resources,
    ) -> None:
        self.scenario = scenario.changed({"run.area": where.name})
        self.goal, self.mix, self.where, self.level = goal, mix, where, level
        self.replications, self.resources = replications, resources
        self.steps: dict[int, Step] = {}
        self.usual: dict[Capacity, float] = {}
        self.of(0)

    def of(self, amount: int) -> float:
        """How far the goal is with so many extra units of the first capacity."""
        if amount not in self.steps:
            runs = Runs([self._with(amount)], self.where, "compiled", self.resources)
            runs.finish(self.replications)
            if amount == 0:
                self._count(runs)
            values = runs.values()[self.goal.measure][:, 0].tolist()
            low, high = interval(values, self.level)
            assert low is not None
            assert high is not None
            self.steps[amount] = Step(amount, sum(values) / len(values), low, high)
        return self.goal.excess(self.steps[amount].mean)

    def _count(self, runs: Runs) -> None:
        monthly = frame([next(runs.found(runs.scenarios[0])).monthly])
        days = self.scenario.run.days
        self.usual = {capacity: capacity.units(monthly, days) for capacity in self.mix}
        for capacity, units in self.usual.items():
            if units <= 0:
                raise ResultError(f"{self.where.name}: has no {capacity.label} to begin with")

    def _with(self, amount: int) -> Scenario:
        if amount == 0:
            return self.scenario
        first = next(iter(self.mix.values()))
        ratios = {
            capacity.key: more_in(
                self.scenario, self.where, capacity, amount * share / first / self.usual[capacity]
            )
            for capacity, share in self.mix.items()
        }
        return self.scenario.what_if(ratios)

    def run(self) -> int | None:
        """The fewest units that reach the goal, as finely as the replications can tell."""
        if self.of(0) <= 0:
            return 0
        usual = next(iter(self.usual.values()))
        above, below = 0, max(1, round(_FIRST * usual))
        while self.of(below) > 0:
            if below >= _MOST * usual:
                return None
            above, below = below, min(2 * below, ceil(_MOST * usual))
        return self._between(above, below)

    def _between(self, above: int, below: int) -> int:
        """Regula falsi: the goal is not reached with `above` units, and it is with `below`."""
        high, low, kept = self.of(above), self.of(below), ""
        while below - above > self._worth_telling(above, below) and len(self.steps) < _MOST_STEPS:
            guess = above + (below - above) * high / (high - low) if high > low else (above + below) / 2
            amount = min(below - 1, max(above + 1, round(guess)))
            excess = self.of(amount)
            if excess > 0:
                above, high = amount, excess
                low, kept = (low / 2 if kept == "above" else low), "above"
            else:
                below, low = amount, excess
                high, kept = (high / 2 if kept == "below" else high), "below"
        return below

    def _worth_telling(self, above: int, below: int) -> float:
        """Amounts that differ by less than this are the same for all that the replications can tell."""
        step, fall = self.steps[below], self.of(above) - self.of(below)
        return max(1.0, _FINENESS * (step.high - step.low) / 2 * (below - above) / fall)

    def interval(self, amount: int | None) -> tuple[float, float]:
        """Confidence interval of the amount."""
        if amount is None:
            return max(self.steps), inf
        step = self.steps[amount]
        slope = self._slope(amount)
        if slope <= 0:
            return 0.0, inf
        half = (step.high - step.low) / 2 / slope
        # Between the last amount and the one before it the measure passes the goal.
        root = amount + self.goal.excess(step.mean) / slope
        return max(0.0, root - half), max(0.0, root + half)

    def _slope(self, amount: int) -> float:
        """How much nearer to the goal one more unit leads, around an amount."""
        reach = max(1.0, amount / 2)
        near = [each for each in self.steps.values() if abs(each.amount - amount) <= reach]
        if len(near) < 2:
            near = sorted(self.steps.values(), key=lambda each: abs(each.amount - amount))[:2]
        if len(near) < 2:
            return 0.0
        first, last = min(near, key=lambda s: s.amount), max(near, key=lambda s: s.amount)
        fall = self.goal.excess(first.mean) - self.goal.excess(last.mean)
        return fall / (last.amount - first.amount)
