"""P5: acute beds held by patients who wait for a care place; the core of a delayed transfer."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from dtocsim.analysis.proof.case import Model, Quantity, ratio_sd
from dtocsim.analysis.proof.chain import Chain
from dtocsim.analysis.proof.parts import occupied, seize_and_count, share, wait_each, waiting
from dtocsim.flow import UNLIMITED, Network, Pool
from dtocsim.flow.durations import Constant, Exponential
from dtocsim.flow.replications import Measure

ARRIVALS = 150_000
State = tuple[int, int, int, int]
"""In treatment, delayed, in care, waiting for an acute bed."""

QUEUE_CUT = 400
"""Longest queue in the chain of an unlimited one: longer ones have a share below one in a million million."""


@dataclass(frozen=True)
class HeldBeds:
    """Poisson arrivals to acute beds; a share then needs a care place and holds the bed until there is one.

    rate: arrivals a day; acute_stay, care_stay: mean days, exponential; needs_care: share; queue: whether
    arrivals wait for an acute bed; without, those who find none are lost.
    """

    rate: float
    acute_stay: float
    acute_beds: int
    needs_care: float
    care_stay: float
    care_places: int
    queue: bool

    def moves(self, state: State) -> list[tuple[float, State]]:
        """Moves of (in treatment, delayed, in care, waiting for an acute bed)."""
        treated, delayed, care, queue = state
        found: list[tuple[float, State]] = []
        if treated + delayed < self.acute_beds:
            found.append((self.rate, (treated + 1, delayed, care, queue)))
        elif self.queue and queue < QUEUE_CUT:
            found.append((self.rate, (treated, delayed, care, queue + 1)))
        ends = treated / self.acute_stay
        if ends and self.needs_care < 1:
            found.append((ends * (1 - self.needs_care), self._bed_freed(treated - 1, delayed, care, queue)))
        if ends and care < self.care_places:
            found.append((ends * self.needs_care, self._bed_freed(treated - 1, delayed, care + 1, queue)))
        elif ends:
            found.append((ends * self.needs_care, (treated - 1, delayed + 1, care, queue)))
        if care and delayed:
            found.append((care / self.care_stay, self._bed_freed(treated, delayed - 1, care, queue)))
        elif care:
            found.append((care / self.care_stay, (treated, delayed, care - 1, queue)))
        return found

    @staticmethod
    def _bed_freed(treated: int, delayed: int, care: int, queue: int) -> State:
        return (treated + 1, delayed, care, queue - 1) if queue else (treated, delayed, care, 0)

    @cached_property
    def chain(self) -> Chain[State]:
        """The exact chain."""
        return Chain((0, 0, 0, 0), self.moves)

    def acute_full(self, state: State) -> bool:
        """Whether an arrival finds no acute bed."""
        return state[0] + state[1] == self.acute_beds


@dataclass(frozen=True)
class Printed:
    """The exact outcome of a case, computed independently of this program; the chain must agree."""

    treated: float
    delayed: float
    in_care: float
    queue: float
    acute_full: float
    acute_wait: float
    delay: float
    lost: float
    care_full: float


def held_beds(system: HeldBeds, printed: Printed, tolerance: float = 0.02) -> Model:
    """A network of acute beds and care places, held to the exact chain."""
    days = round(ARRIVALS / system.rate)
    network = Network("held beds", days=days, warm_up_days=round(30 * system.care_stay))
    acute, care = network.pool("acute", system.acute_beds), network.pool("care", system.care_places)
    names = ("arrived", "found acute full", "needs care", "found care full")
    arrived, acute_full, needs, care_full = (network.counter(name) for name in names)
    journey = network.journey("spell")
    journey.count(arrived)
    if system.queue:
        seize_and_count(journey, acute, acute_full)
    else:
        journey.seize(acute, patience=Constant(0))
        with journey.otherwise():
            journey.count(acute_full).leave()
    journey.hold("treatment", Exponential(system.acute_stay))
    with journey.branch("needs care", {"yes": system.needs_care, "no": 1 - system.needs_care}) as to:
        with to("yes"):
            journey.count(needs)
            seize_and_count(journey, care, care_full)
            journey.release(acute).hold("care", Exponential(system.care_stay)).release(care)
        with to("no"):
            journey.release(acute)
    network.stream("arrivals", journey, system.rate)
    quantity = Yardstick(system, tolerance, days).quantity
    in_need = ARRIVALS * (1 - printed.lost) * system.needs_care
    found = [
        quantity("in treatment", printed.treated, lambda s: s[0], _treated(acute, care)),
        quantity("delayed", printed.delayed, lambda s: s[1], waiting(care)),
        quantity("in care", printed.in_care, lambda s: s[2], occupied(care)),
        quantity(
            "P(acute full)", printed.acute_full, system.acute_full, share(acute_full, arrived),
            ARRIVALS * printed.acute_full,
        ),
        quantity(
            "delay per patient needing care", printed.delay, lambda s: s[1], wait_each(care, needs), in_need
        ),
        quantity(
            "share who find care full", printed.care_full, lambda s: s[0] * (s[2] == system.care_places),
            share(care_full, needs), in_need * printed.care_full,
        ),
    ]  # fmt: skip
    if system.queue:
        found.append(quantity("queue for acute", printed.queue, lambda s: s[3], waiting(acute)))
        wait = wait_each(acute, arrived)
        found.append(quantity("wait for acute", printed.acute_wait, lambda s: s[3], wait, ARRIVALS))
    return Model(network, tuple(found))


@dataclass(frozen=True)
class Yardstick:
    """Makes quantities with the spread that the exact chain of a system gives to a run of so many days."""

    system: HeldBeds
    tolerance: float
    days: int

    def quantity(
        self, name: str, expected: float, of: Callable[[State], float], measure: Measure, people: float = 0
    ) -> Quantity:
        """A time average of `of`, or the total of it over so many people."""
        chain = self.system.chain
        relative = chain.spread(of) / sqrt(self.days) / chain.mean(of)
        sd = ratio_sd(expected, relative, people) if people else expected * relative
        return Quantity(name, expected, self.tolerance * expected, sd, measure)


def _treated(acute: Pool, care: Pool) -> Measure:
    """In an acute bed, but not delayed."""
    return lambda tally: tally.pool(acute).mean_occupied - tally.pool(care).mean_waiting


B1 = HeldBeds(1, 1, 1, 1.0, 1, 1, queue=False)
B2 = HeldBeds(2, 5, 12, 0.25, 20, 12, queue=False)
B3 = HeldBeds(2, 5, 14, 0.25, 20, 12, queue=True)
B5 = HeldBeds(2, 5, 14, 0.25, 20, 15, queue=True)


def unlimited_downstream() -> Model:
    """Care without limit: nobody is ever delayed."""
    return _nothing_waits(care_places=UNLIMITED, acute_beds=14)


def unlimited_upstream() -> Model:
    """Acute beds without limit: nobody ever waits for one."""
    return _nothing_waits(care_places=12, acute_beds=UNLIMITED)


def _nothing_waits(care_places: int, acute_beds: int) -> Model:
    network = Network("one side unlimited", days=5_000)
    acute, care = network.pool("acute", acute_beds), network.pool("care", care_places)
    arrived, acute_full, care_full = (
        network.counter(name) for name in ("arrived", "acute full", "care full")
    )
    journey = network.journey("spell")
    journey.count(arrived)
    seize_and_count(journey, acute, acute_full)
    journey.hold("treatment", Exponential(5))
    with journey.branch("needs care", {"yes": 0.25, "no": 0.75}) as to, to("yes"):
        seize_and_count(journey, care, care_full)
        journey.release(acute).hold("care", Exponential(20)).release(care)
        journey.leave()
    journey.release(acute)
    network.stream("arrivals", journey, 2)
    pool, waited = (care, care_full) if care_places == UNLIMITED else (acute, acute_full)
    return Model(
        network,
        (
            Quantity(f"share who wait for {pool.name}", 0.0, 0.0, 0.0, share(waited, arrived)),
            Quantity(f"waiting for {pool.name}", 0.0, 0.0, 0.0, waiting(pool)),
        ),
    )
