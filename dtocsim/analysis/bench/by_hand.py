"""The toy network as one writes it in SimPy: with plain counters, and with `simpy.Resource`.

Both draw from one shared generator, as programs by hand do, so that they count about as many events as the
engines, not exactly as many.
"""

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Generator
from random import Random
from typing import Any

import simpy

from dtocsim.analysis.bench import toy
from dtocsim.flow.quantiles import DAY

Steps = Generator[simpy.Event, Any, None]


class _Program(ABC):
    """What both programs share: arrivals, draws and counts; times in days."""

    def __init__(self, seed: int) -> None:
        self.env = simpy.Environment()
        self.random = Random(seed)
        self.events = self.arrived = self.left = 0

    def stay(self) -> simpy.Timeout:
        return self.env.timeout(self.random.lognormvariate(toy.STAY_LOG_MEAN, toy.STAY_LOG_SD))

    def assessment(self) -> simpy.Timeout:
        return self.env.timeout(self.random.lognormvariate(toy.ASSESSMENT_LOG_MEAN, toy.ASSESSMENT_LOG_SD))

    @abstractmethod
    def patient(self, place: Any) -> Steps:
        """Take one patient through a place."""

    def arrivals(self, place: Any) -> Steps:
        """Send patients to a place for ever."""
        while True:
            yield self.env.timeout(self.random.expovariate(toy.ARRIVALS_PER_DAY))
            self.arrived += 1
            self.events += 1
            self.env.process(self.patient(place))

    def run(self, places: list[Any], days: int) -> None:
        """Run all places for so many days."""
        for place in places:
            self.env.process(self.arrivals(place))
        self.env.run(until=days)


class _Counter:
    """Places counted in a number, with a queue of events."""

    def __init__(self, env: simpy.Environment, capacity: int) -> None:
        self.env, self.capacity, self.occupied = env, capacity, 0
        self.queue: deque[simpy.Event] = deque()
        self.changed = self.occupied_days = 0.0

    def _change(self, by: int) -> None:
        self.occupied_days += self.occupied * (self.env.now - self.changed)
        self.changed = self.env.now
        self.occupied += by

    def full(self) -> bool:
        return self.occupied >= self.capacity

    def take(self) -> None:
        self._change(1)

    def wait(self) -> simpy.Event:
        event = self.env.event()
        self.queue.append(event)
        return event

    def release(self) -> None:
        """Hand the place to whoever waits longest, or free it."""
        if self.queue:
            self.queue.popleft().succeed()
        else:
            self._change(-1)


class _WithCounters(_Program):
    def patient(self, place: tuple[_Counter, ...]) -> Steps:
        beds, team, care, home = place
        if beds.full():
            yield beds.wait()
        else:
            beds.take()
        yield self.stay()
        self.events += 1
        if self.random.random() < toy.ASSESSED:
            if team.full():
                yield team.wait()
            else:
                team.take()
            yield self.assessment()
            self.events += 1
            team.release()
            to_care = self.random.random() < toy.TO_CARE_HOME
            target, days = (care, toy.CARE_HOME_DAYS) if to_care else (home, toy.HOME_CARE_DAYS)
            if target.full():
                yield target.wait()
            else:
                target.take()
            beds.release()
            yield self.env.timeout(self.random.expovariate(1 / days))
            self.events += 1
            target.release()
        else:
            beds.release()
        self.left += 1


class _WithResources(_Program):
    def patient(self, place: tuple[simpy.Resource, ...]) -> Steps:
        beds, team, care, home = place
        with beds.request() as bed:
            yield bed
            yield self.stay()
            self.events += 1
            if self.random.random() >= toy.ASSESSED:
                self.left += 1
                return
            with team.request() as assessor:
                yield assessor
                yield self.assessment()
                self.events += 1
            to_care = self.random.random() < toy.TO_CARE_HOME
            target, days = (care, toy.CARE_HOME_DAYS) if to_care else (home, toy.HOME_CARE_DAYS)
            request = target.request()
            yield request
        yield self.env.timeout(self.random.expovariate(1 / days))
        self.events += 1
        target.release(request)
        self.left += 1


CAPACITIES = (toy.BEDS, toy.TEAM, toy.CARE_PLACES, toy.HOME_PLACES)


def run_counters(places: int, days: int, seed: int) -> toy.Counts:
    """Run the program with counters; arguments as in `toy_network`, and the seed of its generator."""
    program = _WithCounters(seed)
    pools = [tuple(_Counter(program.env, units) for units in CAPACITIES) for _ in range(places)]
    program.run(pools, days)
    # A waiting patient takes a released bed over, so the open stretch is the only one still to add.
    beds = sum(place[0].occupied_days + place[0].occupied * (days - place[0].changed) for place in pools)
    return toy.Counts(program.events, program.arrived, program.left, round(beds * DAY))


def run_resources(places: int, days: int, seed: int) -> toy.Counts:
    """Run the program with `Resource`, one for each pool of each place; it records no occupancy."""
    program = _WithResources(seed)
    pools = [tuple(simpy.Resource(program.env, units) for units in CAPACITIES) for _ in range(places)]
    program.run(pools, days)
    return toy.Counts(program.events, program.arrived, program.left, 0)
