"""Find places where people may come to wait for one another for ever.

Whoever waits for one pool while she holds units of another, under no clock and with no patience, makes the
second depend on the first. A circle of such dependences can end in a deadlock (Coffman, Elphick and Shoshani,
System deadlocks, Computing Surveys 3, 1971); without a circle there is none.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from dtocsim.flow import journey_steps as j
from dtocsim.flow.lookup import Attribute, Lookup
from dtocsim.flow.network import UNLIMITED, Network, Pool

Pools = tuple[Lookup[Pool | None], ...]


@dataclass(frozen=True)
class Held:
    """Labels that a person may hold at once, and the attributes of which she then has a known value."""

    labels: frozenset[str] = frozenset()
    known: frozenset[tuple[Attribute, int]] = frozenset()

    def learns(self, attribute: Attribute, code: int | None) -> "Held":
        """Return the same with a new value of an attribute, or with none known."""
        others = frozenset(pair for pair in self.known if pair[0] is not attribute)
        return replace(self, known=others if code is None else others | {(attribute, code)})


@dataclass(frozen=True)
class Wait:
    """Somebody may wait at a step for `pool` while she holds units of `holding`."""

    journey: str
    step: str
    pool: Pool
    holding: Pool


def circles(network: Network) -> list[tuple[Wait, ...]]:
    """Return the waits of each group of pools that depend on one another in a circle; none: no deadlock.

    Units of a pool without limit are never waited for. A queue by class or an amount above one cannot make a
    deadlock without a circle, so they are not looked at.
    """
    waits = [wait for journey in network.journeys for wait in _Walk(journey.name).of(journey.root)]
    reached = {pool: _reached(pool, waits) for pool in {wait.holding for wait in waits}}
    groups: dict[frozenset[Pool], list[Wait]] = {}
    for wait in waits:
        if wait.holding in reached.get(wait.pool, set()) or wait.pool is wait.holding:
            group = frozenset(
                pool for pool in reached[wait.holding] if wait.holding in reached.get(pool, set())
            )
            groups.setdefault(group, []).append(wait)
    return [tuple(group) for group in groups.values()]


def circle_text(circle: Iterable[Wait]) -> str:
    """Return one line that names the steps of a circle."""
    steps = (f"{wait.journey}, {wait.step!r} (holds {wait.holding.name})" for wait in circle)
    return "may wait for one another for ever: " + "; ".join(steps)


def _reached(pool: Pool, waits: list[Wait]) -> set[Pool]:
    """Pools on which the holders of a pool depend, directly or through others."""
    found: set[Pool] = set()
    front = [pool]
    while front:
        holding = front.pop()
        new = {wait.pool for wait in waits if wait.holding is holding} - found
        found |= new
        front.extend(new)
    return found


@dataclass
class _Walk:
    """Walks through a journey with every set of labels that may be held, and notes the waits."""

    journey: str
    pools: dict[str, set[Pool]] = field(default_factory=dict)
    waits: dict[tuple[str, Pool, Pool], Wait] = field(default_factory=dict)
    again: dict[str, set[Held]] = field(default_factory=dict)

    def of(self, root: j.Block) -> list[Wait]:
        """Return the waits of a whole journey."""
        self.block(root, {Held()}, False)
        return list(self.waits.values())

    def block(self, block: j.Block, held: set[Held], clocked: bool) -> set[Held]:
        """Return what may be held at the end of a block."""
        for step in block.steps:
            held = self.step(step, held, clocked)
        return held

    def step(self, step: j.Step, held: set[Held], clocked: bool) -> set[Held]:
        """Return what may be held after a step."""
        if isinstance(step, j.Seize):
            self.note(step.name, step.pools, held, clocked or step.patience is not None)
            taken = held if step.consume else self.take(step.label, step.pools, held)
            return taken | self.block(step.otherwise, held, clocked)
        if isinstance(step, j.Search):
            self.note(step.name, (step.pool,), held, clocked)
            return self.take(step.label, (step.pool,), held)
        if isinstance(step, j.Release):
            return {replace(each, labels=each.labels - {step.label}) for each in held}
        if isinstance(step, j.SetAttribute | j.DrawAttribute):
            code = step.code if isinstance(step, j.SetAttribute) else None
            return {each.learns(step.attribute, code) for each in held}
        if isinstance(step, j.Branch):
            arms = enumerate(step.blocks.values())
            return set().union(*(self.block(arm, _going(step, code, held), clocked) for code, arm in arms))
        if isinstance(step, j.Scope):
            ends = self.block(step.body, held, clocked or bool(step.clocks))
            return ends.union(*(self.block(clock.handler, held, clocked) for clock in step.clocks))
        if isinstance(step, j.Background):
            return held | self.block(step.body, held, clocked)
        if isinstance(step, j.Repeat):
            return self.repeat(step, held, clocked)
        if isinstance(step, j.Again):
            self.again.setdefault(step.name, set()).update(held)
        return set() if isinstance(step, j.Again | j.Leave) else held

    def repeat(self, step: j.Repeat, held: set[Held], clocked: bool) -> set[Held]:
        """Go round until no new set of labels comes back to the start."""
        ends: set[Held] = set()
        seen: set[Held] = set()
        while held - seen:
            seen |= held
            ends |= self.block(step.body, held, clocked)
            held = self.again.get(step.name, set())
        return ends

    def take(self, label: str, pools: Pools, held: set[Held]) -> set[Held]:
        """Hold one more label."""
        self.pools.setdefault(label, set()).update(_units(pools))
        return {replace(each, labels=each.labels | {label}) for each in held}

    def note(self, step: str, wanted: Pools, held: set[Held], clocked: bool) -> None:
        """Note what may be held during a wait that no clock ends."""
        if clocked:
            return
        limited = [pool for pool in _units(wanted) if pool.capacity < UNLIMITED or pool.steps]
        for label in {label for each in held for label in each.labels}:
            for holding in self.pools.get(label, ()):
                for pool in limited:
                    self.waits[step, pool, holding] = Wait(self.journey, step, pool, holding)


def _units(pools: Pools) -> set[Pool]:
    """Every pool that a step may use."""
    return {pool for lookup in pools for pool in lookup.values if pool is not None}


def _going(step: j.Branch, code: int, held: set[Held]) -> set[Held]:
    """Return those of `held` who may go the way of one value of an attribute."""
    attribute = step.attribute
    if not isinstance(attribute, Attribute):
        return held
    others = {(attribute, other) for other in range(len(attribute.values)) if other != code}
    return {each.learns(attribute, code) for each in held if not each.known & others}
