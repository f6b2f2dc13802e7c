"""The parts of a network that steps name: pools, calendars, counters, censuses."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dtocsim.flow.lookup import Attribute, NetworkError
from dtocsim.flow.quantiles import DAY

UNLIMITED = 1 << 40
"""Capacity of a pool that never runs out."""


@dataclass(frozen=True, eq=False)
class SearchRule:
    """How places of a pool are found when nobody queues for them.

    The hazard of finding one place is (free share / reference free share) ** elasticity / mean days, counted
    in working time when a calendar is given; nothing free means hazard 0.
    """

    mean_days: float
    reference_free_share: float = 1.0
    elasticity: float = 0.0
    amount: int = 1
    calendar: "Calendar | None" = None

    def __post_init__(self) -> None:
        if not (self.mean_days > 0 and self.reference_free_share > 0 and self.amount >= 1):
            raise NetworkError(
                "a search rule needs mean_days and reference_free_share above 0 and amount of 1 or more"
            )


@dataclass(frozen=True, eq=False)
class Pool:
    """Counted capacity with one queue, ordered by (class, time joined, key): the head blocks, nobody
    overtakes.

    capacity: units at the start; steps: later capacities as (day, units), days rising, 0 being the first
    recorded day;
    room: how many may wait, None for any number; search: the rule for steps that search instead of queue;
    search_steps: later rules as (day, rule), days rising: who is searching goes on under the new rule.
    """

    name: str
    capacity: int
    index: int
    steps: tuple[tuple[float, int], ...] = ()
    room: int | None = None
    search: SearchRule | None = None
    search_steps: tuple[tuple[float, SearchRule], ...] = ()

    @property
    def changes(self) -> list["Change"]:
        """What changes when, in the order of time."""
        units = {round(day * DAY): capacity for day, capacity in self.steps}
        rules = {round(day * DAY): rule for day, rule in self.search_steps}
        ticks = sorted(units.keys() | rules.keys())
        return [Change(tick, units.get(tick), rules.get(tick)) for tick in ticks]


@dataclass(frozen=True, eq=False)
class Stock(Pool):
    """Something that is used up, such as a grant budget: what is taken does not come back, but is topped up.

    It is kept as a pool: capacity is all that was ever given, occupied is all that was used.
    """


@dataclass(frozen=True, eq=False)
class Change:
    """At a tick a pool takes a new capacity, a new search rule, or both; None leaves it as it is."""

    tick: int
    capacity: int | None
    search: SearchRule | None


@dataclass(frozen=True, eq=False)
class Calendar:
    """Working hours: per day of the run (warm-up and a margin included) the open stretch in seconds after
    midnight.

    opens, closes: integers, shape (days,); a closed day has opens == closes.
    """

    name: str
    index: int
    opens: NDArray[np.int64]
    closes: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Counter:
    """Counts events by day and by the person's attributes.

    only: the attribute and the code of the people it is about; None for everybody.
    Tallied as an array (values of each attribute..., days).
    """

    name: str
    by: tuple[Attribute, ...]
    index: int
    only: tuple[Attribute, int] | None = None


@dataclass(frozen=True, eq=False)
class Census:
    """Counts at each midnight the people in it, by attributes at entry, by mark and by time already spent.

    marks: ordered; a person counts under her first unfinished mark, under none of them (last row) when she
    has none.
    at_least_days: thresholds; the tally's first axis counts those who have been in for at least so long.
    only: the attribute and the code, on entry, of the people it is about; None for everybody.
    Tallied as an array (thresholds, values of each attribute..., marks + 1, days).
    """

    name: str
    by: tuple[Attribute, ...]
    marks: tuple[str, ...]
    at_least_days: tuple[float, ...]
    index: int
    only: tuple[Attribute, int] | None = None
