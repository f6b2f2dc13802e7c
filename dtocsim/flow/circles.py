"""Find places where people may come to wait for one another for ever.

Whoever waits for one pool while she holds units of another, under no clock and with no patience, makes the
second depend on the first. Where these dependences close a circle that no alternative opens, a run can end in
a deadlock (Coffman, Elphick and Shoshani, System deadlocks, Computing Surveys 3, 1971); elsewhere it cannot.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import prod

from dtocsim.flow import holding, known_waits
from dtocsim.flow.journey import Journey
from dtocsim.flow.network import Network, Standing
from dtocsim.flow.parts import Pool
from dtocsim.flow.reduction import Reduction
from dtocsim.flow.skeleton import Become, guards

MOST_CASES = 1 << 22
"""Cases told apart in one journey; a circle that takes more to be ruled out is reported."""
MOST_NAMED = 4
"""Waits named in a message."""


@dataclass(frozen=True)
class Wait:
    """Somebody may wait at a step, under no clock, for any one of `wanted` while she holds `holding`."""

    journey: str
    step: str
    wanted: frozenset[Pool]
    holding: Pool


def circles(network: Network) -> list[tuple[Wait, ...]]:
    """Return the waits of each group of pools that depend on one another in a circle; none: no deadlock.

    A first look takes whatever may be held for held. Where that leaves a circle, people are told apart by the
    attributes by which they come to its waits, and by which they come to have these attributes. A
    background task goes by what it began with, by anything that other tasks change, and by whatever is set
    beside it while it runs.
    """
    standings: dict[Journey, list[Standing]] = {journey: [] for journey in network.journeys}
    for standing in network.standings:
        standings[standing.journey].append(standing)
    looks = [_Look(journey, standings[journey]) for journey in network.journeys]
    while True:
        found = _groups(_unending([wait for look in looks for wait in look.waits]))
        suspects = {wait.holding for circle in found for wait in circle}
        steps = {(wait.journey, wait.step) for circle in found for wait in circle}
        if sum(look.sharpen(suspects, steps) for look in looks) == 0:
            return found


class _Look:
    """The waits of one journey, as sharp as it was looked at."""

    def __init__(self, journey: Journey, standings: Iterable[Standing]) -> None:
        self.journey = journey
        self.reduction = Reduction(journey, standings)
        self.attributes: frozenset[int] | None = None
        self.waits = self._waits(known_waits.waits(self.reduction.skeleton))

    def _waits(self, found: Iterable[holding.Wait]) -> list[Wait]:
        pools = list(self.reduction.pools)
        return [
            Wait(
                self.journey.name,
                self.reduction.steps[wait.step].name,
                frozenset(pools[number] for number in wait.wanted),
                pools[wait.holding],
            )
            for wait in found
        ]

    def sharpen(self, suspects: Collection[Pool], steps: Collection[tuple[str, str]]) -> bool:
        """Tell people of a journey in a circle apart by more attributes; False if there are no more."""
        mine = frozenset(
            number
            for number, step in enumerate(self.reduction.steps)
            if (self.journey.name, step.name) in steps
        )
        numbers = frozenset(number for pool, number in self.reduction.pools.items() if pool in suspects)
        more = self._guards(mine, numbers)
        if not mine or more is None or more == self.attributes:
            return False
        self.attributes = more
        self.waits = self._waits(known_waits.waits(self.reduction.skeleton, numbers, more))
        return True

    def _guards(self, waits: frozenset[int], suspects: frozenset[int]) -> frozenset[int] | None:
        """Return the attributes by which people come to these steps, and to the values that lead there."""
        skeleton = self.reduction.skeleton
        found = (self.attributes or frozenset()) | guards(skeleton, waits)
        sets = frozenset(
            bone.number
            for bone in skeleton.bones.inside
            if isinstance(bone, Become) and bone.attribute in found
        )
        for attributes in (found | guards(skeleton, sets), found):
            if prod(holding.variables(skeleton, suspects, attributes).values()) <= MOST_CASES:
                return attributes
        return self.attributes


def circle_text(circle: Iterable[Wait]) -> str:
    """Return one line that names the steps of a circle."""
    steps = [f"journey {wait.journey!r}, step {wait.step!r} (holds {wait.holding.name!r})" for wait in circle]
    more = [f"and {len(steps) - MOST_NAMED} more"] if len(steps) > MOST_NAMED else []
    return "people may wait for one another for ever: " + "; ".join([*steps[:MOST_NAMED], *more])


def _unending(waits: list[Wait]) -> list[Wait]:
    """Return the waits that may never end: strike out, again and again, pools whose holders all go on."""
    going: set[Pool] = set()
    while True:
        waits = [wait for wait in waits if not wait.wanted & going]
        more = {pool for wait in waits for pool in wait.wanted} - {wait.holding for wait in waits}
        if not more:
            return waits
        going |= more


def _groups(waits: list[Wait]) -> list[tuple[Wait, ...]]:
    """Return the waits between pools that depend on one another, group by group."""
    needs: dict[Pool, set[Pool]] = {}
    for wait in waits:
        needs.setdefault(wait.holding, set()).update(wait.wanted)
    reached = {pool: _reached(pool, needs) for pool in needs}
    groups: dict[frozenset[Pool], list[Wait]] = {}
    for wait in waits:
        group = frozenset(pool for pool in reached[wait.holding] if wait.holding in reached.get(pool, ()))
        if wait.wanted & group:
            groups.setdefault(group, []).append(wait)
    return [tuple(group) for group in groups.values()]


def _reached(pool: Pool, needs: dict[Pool, set[Pool]]) -> set[Pool]:
    """Return the pools on which the holders of a pool depend, directly or through others."""
    found: set[Pool] = set()
    front = [pool]
    while front:
        new = needs.get(front.pop(), set()) - found
        found |= new
        front.extend(new)
    return found
