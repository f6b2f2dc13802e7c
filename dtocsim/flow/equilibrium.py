"""How many people stand where in the long run: traffic equations over the tree of a journey.

At every step the expected number is flow x mean time (Little's law). Whoever stands beyond the capacity of a
pool waits for it instead. It is exact for streams of a constant rate through holds, branches, loops and
exponential clocks where nobody has to wait. Other clocks count as constant hazards of the same mean; working
hours and queues below capacity are left out; nobody is placed in background tasks or where a clock has sent
her. A warm-up settles the rest.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import exp, floor, inf
from typing import Any

import numpy as np

from dtocsim.flow import journey_steps as j
from dtocsim.flow.durations import Constant, Duration, Exponential, draw_quantiles
from dtocsim.flow.journey import Journey
from dtocsim.flow.lookup import Attribute, Lookup, Moment, NetworkError, Period
from dtocsim.flow.network import Network
from dtocsim.flow.parts import Pool
from dtocsim.flow.paths import Paths, all_steps

NEGLIGIBLE = 1e-9
"""People a day below which a flow is no longer followed round a loop."""
MIDDLES = (np.arange(4000) + 0.5) / 4000


@dataclass(frozen=True)
class Case:
    """People alike: codes of all attributes, and what they hold as (label, pool, amount, depth)."""

    codes: tuple[int, ...]
    held: tuple[tuple[str, Pool, int, int], ...] = ()

    def outside(self, depth: int) -> "Case":
        """Return the case when all that was taken at a depth or deeper is given back."""
        return replace(self, held=tuple(each for each in self.held if each[3] < depth))


Flow = dict[Case, float]
"""People a day, by case."""


@dataclass
class Level:
    """A scope that people are in: the hazard of each of its clocks, a day, and whom they have taken out."""

    hazards: list[float]
    won: list[Flow]


def stand_in_equilibrium(network: Network) -> None:
    """Declare initial people at the steps of all journeys, as many as are there in the long run.

    Rates are the means of the first four weeks. The numbers of all groups are rounded so that their sum is
    right.

    Raises:
        NetworkError: if somebody would stay somewhere for ever.
    """
    spread = 0.0
    for journey in network.journeys:
        walk, paths = _Walk(network, journey), Paths(journey)
        for (step, case), number in walk.standing().items():
            if step not in paths:
                continue
            whole = floor(spread + number + 0.5)
            spread += number - whole
            if whole > 0:
                _stand(network, paths, step, case, whole)


def _stand(network: Network, paths: Paths, step: str, case: Case, number: int) -> None:
    journey = paths.journey
    on_the_way = [each.label for each in paths.find(step).before if isinstance(each, j.Seize)]
    taking = {label: pool for label, pool, _, _ in case.held if label not in on_the_way}
    codes = {each: each.values[code] for each, code in zip(network.attributes, case.codes, strict=True)}
    name = f"in equilibrium {len(network.standings)}: {journey.name}, {step}"
    network.standing(name, journey, step, number, codes, taking)


class _Walk:
    """Follows the people of a journey through its tree."""

    def __init__(self, network: Network, journey: Journey) -> None:
        self.network, self.journey = network, journey
        self.levels: list[Level] = []
        self.again: dict[str, Flow] = {}
        self.standing_at: dict[tuple[str, Case], float] = defaultdict(float)
        self.asking: dict[Pool, dict[tuple[str, Case], float]] = defaultdict(lambda: defaultdict(float))
        notes = [step for step in all_steps(journey.root) if isinstance(step, j.Note)]
        self.moments: dict[Moment | None, float] = {step.moment: _mean(step.duration) for step in notes}

    def standing(self) -> Mapping[tuple[str, Case], float]:
        """Return the expected number of people by step and case."""
        flow: Flow = defaultdict(float)
        for stream in self.network.streams:
            if stream.journey is self.journey:
                codes = [0] * len(self.network.attributes)
                for attribute, code in stream.attributes:
                    codes[attribute.index] = code
                flow[Case(tuple(codes))] += float(stream.per_day[:28].mean())
        self.block(self.journey.root, flow)
        for pool, asking in self.asking.items():
            self.cap(pool, asking)
        return self.standing_at

    def cap(self, pool: Pool, asking: Mapping[tuple[str, Case], float]) -> None:
        """Let whoever stands beyond the capacity of a pool wait for it."""
        holding = {key: _units(key[1], pool) * number for key, number in self.standing_at.items()}
        occupied = sum(holding.values())
        if occupied <= pool.capacity or not asking:
            return
        share, total = 1 - pool.capacity / occupied, sum(asking.values())
        beyond = sum(self.standing_at[key] for key, units in holding.items() if units) * share
        for key, units in holding.items():
            if units:
                self.standing_at[key] *= 1 - share
        for key, number in asking.items():
            self.standing_at[key] += beyond * number / total

    def block(self, block: j.Block, flow: Flow) -> Flow:
        """Return who comes to the end of a block."""
        for step in block.steps:
            flow = self.step(step, flow)
        return flow

    def step(self, step: j.Step, flow: Flow) -> Flow:
        """Return who goes on after a step."""
        if isinstance(step, j.Hold):
            return self.spend(step.name, {case: self.look(step.duration, case) for case in flow}, flow)
        if isinstance(step, j.Seize):
            return self.seize(step, flow)
        if isinstance(step, j.Search):
            return self.search(step, flow)
        if isinstance(step, j.Branch):
            return self.branch(step, flow)
        if isinstance(step, j.Scope):
            return self.scope(step, flow)
        if isinstance(step, j.Repeat):
            return self.repeat(step, flow)
        if isinstance(step, j.Again):
            self.again[step.name] = _sum([self.again.get(step.name, {}), flow])
        if isinstance(step, j.Again | j.Leave):
            return {}
        return _sum([self.change(step, case, number) for case, number in flow.items()])

    def change(self, step: j.Step, case: Case, number: float) -> Flow:
        """Return what becomes of a case at a step that takes no time."""
        if isinstance(step, j.SetAttribute):
            return {_with(case, step.attribute, step.code): number}
        if isinstance(step, j.DrawAttribute):
            row = self.look(step.shares, case)
            return {
                _with(case, step.attribute, code): number * row[value]
                for code, value in enumerate(step.attribute.values)
                if row[value] > 0
            }
        if isinstance(step, j.Release):
            last = max((n for n, each in enumerate(case.held) if each[0] == step.label), default=None)
            if last is not None:
                return {replace(case, held=case.held[:last] + case.held[last + 1 :]): number}
        return {case: number}

    def look(self, lookup: Lookup[Any], case: Case) -> Any:
        """Return the value that applies to a case, on the first day of the run."""
        position = 0
        for source, stride in zip(lookup.sources, lookup.strides, strict=True):
            position += stride * _code(source, case)
        return lookup.values[position]

    def spend(self, step: str, durations: Mapping[Case, Duration], flow: Flow) -> Flow:
        """Stand at a step for a time, unless a clock ends it before; returns who goes on."""
        hazard = sum(each for level in self.levels for each in level.hazards)
        after: Flow = {}
        for case, number in flow.items():
            time, goes_on = _cut(durations[case], hazard)
            if time == inf:
                raise NetworkError(
                    f"{self.journey.where(step)}: nothing ends the stay, so no long run exists"
                )
            self.standing_at[step, case] += number * time
            after[case] = number * goes_on
            for depth, level in enumerate(self.levels):
                for each, won in zip(level.hazards, level.won, strict=True):
                    key = case.outside(depth)
                    won[key] = won.get(key, 0.0) + number * time * each
        return after

    def seize(self, step: j.Seize, flow: Flow) -> Flow:
        """Take units at once; whoever cannot is found by `cap`."""
        after: Flow = {}
        for case, number in flow.items():
            pool = self.look(step.pools[0], case)
            if pool is not None and not step.consume:
                self.asking[pool][step.name, case] += number
                held = (step.label, pool, self.look(step.amount, case), len(self.levels))
                case = replace(case, held=(*case.held, held))
            after[case] = after.get(case, 0.0) + number
        return after

    def search(self, step: j.Search, flow: Flow) -> Flow:
        """Look for a place as long as the rule says at its reference share of free places, and take it."""
        after: Flow = {}
        for case, number in flow.items():
            pool, speed = self.look(step.pool, case), self.look(step.multiplier, case)
            if pool is None or pool.search is None:
                after[case] = after.get(case, 0.0) + number
                continue
            lasts: Duration = Exponential(pool.search.mean_days / speed) if speed > 0 else Constant(inf)
            found = self.spend(step.name, {case: lasts}, {case: number})
            self.asking[pool][step.name, case] += number
            held = (*case.held, (step.label, pool, pool.search.amount, len(self.levels)))
            after[replace(case, held=held)] = found[case]
        return after

    def branch(self, step: j.Branch, flow: Flow) -> Flow:
        """Go every way."""
        ways: dict[str, Flow] = {outcome: {} for outcome in step.outcomes}
        for case, number in flow.items():
            if step.shares is not None:
                for outcome, share in self.look(step.shares, case).items():
                    ways[outcome][case] = number * share
            else:
                assert step.attribute is not None
                ways[step.outcomes[_code(step.attribute, case)]][case] = number
        return _sum([self.block(step.blocks[outcome], each) for outcome, each in ways.items()])

    def scope(self, step: j.Scope, flow: Flow) -> Flow:
        """Go through the body under the clocks, and from where they win through their handlers."""
        means = [
            _mean(clock.duration) if clock.duration is not None else self.moments.get(clock.moment, inf)
            for clock in step.clocks
        ]
        level = Level([1 / mean if mean > 0 else 1e9 for mean in means], [{} for _ in means])
        self.levels.append(level)
        ends = [self.block(step.body, flow)]
        self.levels.pop()
        ends += [self.block(clock.handler, won) for clock, won in zip(step.clocks, level.won, strict=True)]
        return _sum([{_up(case, len(self.levels)): n for case, n in each.items()} for each in ends])

    def repeat(self, step: j.Repeat, flow: Flow) -> Flow:
        """Go round until next to nobody comes back."""
        ends: list[Flow] = []
        while sum(flow.values()) > NEGLIGIBLE:
            self.again.pop(step.name, None)
            ends.append(self.block(step.body, flow))
            back = self.again.pop(step.name, {})
            flow = _sum([{_up(case, len(self.levels)): n for case, n in back.items()}])
        return _sum(ends)


def _code(source: Attribute | Period, case: Case) -> int:
    """Return the code of an attribute, or of a period on the first day of the run."""
    return case.codes[source.index] if isinstance(source, Attribute) else int(source.by_day[0])


def _up(case: Case, depth: int) -> Case:
    """What is kept of a level that is left belongs to the one around it."""
    return replace(case, held=tuple((*each[:3], min(each[3], depth)) for each in case.held))


def _with(case: Case, attribute: Attribute, code: int) -> Case:
    return replace(case, codes=(*case.codes[: attribute.index], code, *case.codes[attribute.index + 1 :]))


def _sum(flows: list[Flow]) -> Flow:
    total: Flow = {}
    for flow in flows:
        for case, number in flow.items():
            total[case] = total.get(case, 0.0) + number
    return total


def _units(case: Case, pool: Pool) -> int:
    return sum(amount for _, held, amount, _ in case.held if held is pool)


def _mean(lookup: Lookup[Duration]) -> float:
    return sum(each.mean for each in lookup.values) / len(lookup.values)


def _cut(duration: Duration, hazard: float) -> tuple[float, float]:
    """Return the mean time until a duration ends or a hazard cuts it, and the share that come to its end."""
    if hazard == 0:
        return duration.mean, 1.0
    if duration.mean == inf:
        return 1 / hazard, 0.0
    goes_on = sum(exp(-hazard * days) for days in draw_quantiles(duration, MIDDLES).tolist()) / len(MIDDLES)
    return (1 - goes_on) / hazard, goes_on
