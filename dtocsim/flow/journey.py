"""Journeys: the steps a person takes, written down as one reads a pathway aloud.

    stroke = network.journey("stroke")
    stroke.seize(acute).hold("acute stay", Lognormal(mean_days=7.4, sd_days=8.6))
    with stroke.branch("destination", {"rehabilitation": 0.24, "home": 0.76}) as to:
        with to("rehabilitation"):
            stroke.seize(rehabilitation).release(acute)
            ...

A journey is a tree of steps; blocks (branches, scopes, background tasks, loops) are opened with `with`. Names
of steps are the *purposes* of random draws, so they are unique in a journey and inserting a step changes
nobody else's luck.

Whoever stands somewhere when the run starts may have been there before. Steps that take `since`, a moment of
the person's life, count from that moment if it lies in the past: a stay in a census or a wait began then, and
of a hold so much has passed. A moment that lies ahead, as one that nobody noted does, means now.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from dtocsim.flow.durations import Constant, Duration, sum_to_one
from dtocsim.flow.journey_steps import (
    Again,
    Background,
    Block,
    Branch,
    Clock,
    Count,
    DrawAttribute,
    Enter,
    Exit,
    Hold,
    Join,
    Leave,
    Mark,
    NewSpell,
    Note,
    Release,
    Repeat,
    Scope,
    Search,
    Seize,
    SetAttribute,
    Shares,
    Step,
    Unmark,
)
from dtocsim.flow.lookup import Attribute, By, Lookup, Moment, NetworkError, Period
from dtocsim.flow.network import Calendar, Census, Counter, Pool

MOST_POOLS = 32
"""Pools that one seize may name; the compiled engine reserves memory for so many queue entries a step."""


class ScopeBuilder:
    """What `with journey.scope(...) as scope` hands out: declare clocks inside the block."""

    def __init__(self, journey: "Journey", scope: Scope) -> None:
        self._journey, self._scope = journey, scope

    @contextmanager
    def clock(self, name: str, due: "Duration | Moment | By[Duration]") -> Iterator[None]:
        """Add a clock; the block says what happens if it wins.

        Of clocks that end in the same tick the first declared wins.
        """
        duration = None if isinstance(due, Moment) else Lookup.of(due)
        clock = Clock(self._journey.claim(name), duration, due if isinstance(due, Moment) else None, Block())
        self._scope.clocks.append(clock)
        with self._journey.inside(clock.handler):
            yield


class Journey:
    """The builder; every method appends a step and most return the journey, so that steps can be chained."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.root = Block()
        self._open: list[Block] = [self.root]
        self._names: set[str] = set()
        self._loops: list[str] = []

    def claim(self, name: str) -> str:
        """Reserve a name; NetworkError if a step of this journey already has it."""
        if name in self._names:
            raise NetworkError(f"journey {self.name!r}: two steps are called {name!r}; names must be unique")
        self._names.add(name)
        return name

    @contextmanager
    def inside(self, block: Block) -> Iterator[None]:
        """Append steps to `block` for a while."""
        self._open.append(block)
        try:
            yield
        finally:
            self._open.pop()

    def _add(self, step: Step) -> "Journey":
        self._open[-1].steps.append(step)
        return self

    def seize(
        self,
        *pools: "Pool | By[Pool | None]",
        amount: int = 1,
        label: str | None = None,
        name: str | None = None,
        priority: int = 0,
        together: bool = False,
        patience: "Duration | By[Duration] | None" = None,
        since: Moment | None = None,
    ) -> "Journey":
        """Take `amount` units; wait if there are none.

        Args:
            pools: in order of preference: the first with room is taken, else the person waits for whichever
                is free first; with `together`, all of them at the same instant.
            label: what `release` will call it; by default the name of the first pool, or the step's name.
            priority: class in the queue, 0 is served first.
            patience: how long the person waits before she goes the way described by `otherwise`.
            since: when the wait began, if in the past.
        """
        return self._seize(pools, amount, label, name, priority, together, False, patience, since)

    def consume(self, stock: "Pool | By[Pool | None]", amount: int = 1, name: str | None = None) -> "Journey":
        """Use up `amount` units of a stock for good.

        Wait for a top-up (a later, higher capacity) if there are none.
        """
        return self._seize((stock,), amount, None, name, 0, False, True, None)

    def _seize(
        self,
        pools: "Sequence[Pool | By[Pool | None]]",
        amount: int,
        label: str | None,
        name: str | None,
        priority: int,
        together: bool,
        consume: bool,
        patience: "Duration | By[Duration] | None",
        since: Moment | None = None,
    ) -> "Journey":
        first = pools[0].name if pools and isinstance(pools[0], Pool) else None
        title = name or (f"seize {first}" if first else None)
        if title is None or (label or first or name) is None:
            raise NetworkError(f"journey {self.name!r}: a seize of pools chosen by attribute needs a name")
        if amount < 1 or not 0 <= priority < 8:
            raise NetworkError(
                f"journey {self.name!r}, step {title!r}: amount must be 1 or more, priority 0 to 7"
            )
        lookups: list[Lookup[Pool | None]] = []
        for pool in pools:
            lookups.append(Lookup.of(pool))
        self._check_pools(title, lookups, together)
        return self._add(
            Seize(
                self.claim(title),
                tuple(lookups),
                amount,
                label or first or title,
                priority,
                together,
                consume,
                None if patience is None else Lookup.of(patience),
                Block(),
                since,
            )
        )

    def _check_pools(self, title: str, lookups: "list[Lookup[Pool | None]]", together: bool) -> None:
        where = f"journey {self.name!r}, step {title!r}"
        if len(lookups) > MOST_POOLS:
            raise NetworkError(f"{where}: at most {MOST_POOLS} pools, found {len(lookups)}")
        sets = [{pool for pool in lookup.values if pool is not None} for lookup in lookups]
        if together and sum(map(len, sets)) > len(set().union(*sets)):
            raise NetworkError(f"{where}: what is taken together must name a pool only once")

    @contextmanager
    def otherwise(self) -> Iterator[None]:
        """Describe what happens when the seize just written finds no room or runs out of patience."""
        last = self._open[-1].steps[-1] if self._open[-1].steps else None
        if not isinstance(last, Seize):
            raise NetworkError(f"journey {self.name!r}: otherwise() must follow a seize")
        with self.inside(last.otherwise):
            yield

    def release(self, what: Pool | str) -> "Journey":
        """Give back what was seized last under this label or from this pool."""
        return self._add(Release("release", what.name if isinstance(what, Pool) else what))

    def hold(
        self,
        name: str,
        duration: "Duration | By[Duration]",
        calendar: Calendar | None = None,
        since: Moment | None = None,
    ) -> "Journey":
        """Spend time; with a calendar the duration is working time.

        since: when the hold began, if in the past; then what remains of it is spent, at least one tick.
        """
        if calendar is not None and since is not None:
            raise NetworkError(f"journey {self.name!r}, step {name!r}: working time has no since")
        return self._add(Hold(self.claim(name), Lookup.of(duration), calendar, since))

    def search(
        self,
        name: str,
        pool: "Pool | By[Pool | None]",
        multiplier: "float | By[float]" = 1.0,
        label: str | None = None,
        since: Moment | None = None,
    ) -> "Journey":
        """Look for a place, `multiplier` times as fast as the pool's rule says, and take it when found."""
        label = label or (pool.name if isinstance(pool, Pool) else name)
        return self._add(Search(self.claim(name), Lookup.of(pool), Lookup.of(multiplier), label, since))

    @contextmanager
    def branch(
        self, name: str, by: "Shares | By[Shares] | Attribute | Period"
    ) -> Iterator[Callable[[str], "_BlockContext"]]:
        """Go one of several ways: by shares that sum to one (drawn), or by the value of an attribute."""
        if isinstance(by, Attribute | Period):
            step = Branch(name, by.values, None, by, {})
        else:
            shares = Lookup.of(by)
            outcomes = tuple(shares.values[0])
            self._check_shares(name, shares, outcomes)
            step = Branch(self.claim(name), outcomes, shares, None, {})
        step.blocks = {outcome: Block() for outcome in step.outcomes}
        self._add(step)
        yield lambda outcome: self._arm(step, outcome)

    def _check_shares(self, name: str, shares: Lookup[Shares], outcomes: tuple[str, ...]) -> None:
        for row in shares.values:
            if tuple(row) != outcomes:
                raise NetworkError(
                    f"journey {self.name!r}, step {name!r}: every row must name {outcomes} in this order"
                )
            if min(row.values()) < 0 or not sum_to_one(list(row.values())):
                total = sum(row.values())
                raise NetworkError(
                    f"journey {self.name!r}, step {name!r}: "
                    f"shares must be 0 or more and sum to 1, not {total:g}"
                )

    def _arm(self, step: Branch, outcome: str) -> "_BlockContext":
        if outcome not in step.blocks:
            known = ", ".join(step.outcomes)
            raise NetworkError(
                f"journey {self.name!r}, step {step.name!r}: no outcome {outcome!r}; there are {known}"
            )
        return _BlockContext(self, step.blocks[outcome])

    def set(self, attribute: Attribute, value: str) -> "Journey":
        """Give an attribute a value."""
        return self._add(SetAttribute("set", attribute, attribute.code(value)))

    def draw(self, name: str, attribute: Attribute, shares: "Shares | By[Shares]") -> "Journey":
        """Draw the value of an attribute from shares over all its values, in their order."""
        lookup = Lookup.of(shares)
        self._check_shares(name, lookup, attribute.values)
        return self._add(DrawAttribute(self.claim(name), attribute, lookup))

    def note(self, name: str, moment: Moment, duration: "Duration | By[Duration]") -> "Journey":
        """Draw a duration and note the moment at which it will have passed."""
        return self._add(Note(self.claim(name), moment, Lookup.of(duration)))

    def enter(self, census: Census, since: Moment | None = None) -> "Journey":
        """Enter a census: from now on counted at each midnight; the stay began at `since`, if in the past."""
        return self._add(Enter("enter", census, since))

    def exit(self, census: Census) -> "Journey":
        """Leave a census."""
        return self._add(Exit("exit", census))

    def mark(self, census: Census, mark: str) -> "Journey":
        """Set a mark of a census; a person counts under the first of her marks."""
        return self._add(Mark("mark", census, self._mark(census, mark)))

    def unmark(self, census: Census, mark: str) -> "Journey":
        """Clear a mark of a census."""
        return self._add(Unmark("unmark", census, self._mark(census, mark)))

    def _mark(self, census: Census, mark: str) -> int:
        if mark not in census.marks:
            raise NetworkError(f"journey {self.name!r}: census {census.name!r} has no mark {mark!r}")
        return census.marks.index(mark)

    def count(self, counter: Counter) -> "Journey":
        """Count an event on the current day under the person's attributes."""
        return self._add(Count("count", counter))

    @contextmanager
    def repeat(self, name: str) -> Iterator[None]:
        """A block that `again(name)` starts anew."""
        step = Repeat(self.claim(name), Block())
        self._add(step)
        self._loops.append(name)
        with self.inside(step.body):
            yield
        self._loops.pop()

    def again(self, name: str) -> "Journey":
        """Go back to the start of the enclosing repeat called `name`; scopes and tasks opened inside end."""
        if name not in self._loops:
            raise NetworkError(f"journey {self.name!r}: again({name!r}) stands outside a repeat of that name")
        return self._add(Again(name))

    @contextmanager
    def scope(self, name: str) -> Iterator[ScopeBuilder]:
        """A block under competing clocks; declare them with `clock` on what this hands out."""
        step = Scope(self.claim(name), Block(), [])
        self._add(step)
        with self.inside(step.body):
            yield ScopeBuilder(self, step)

    @contextmanager
    def race(
        self, name: str, **durations: "Duration | By[Duration]"
    ) -> Iterator[Callable[[str], "_BlockContext"]]:
        """Wait for the first of several durations and go its way; of equal ones the first declared wins."""
        clocks = [
            Clock(self.claim(f"{name}: {outcome}"), Lookup.of(duration), None, Block())
            for outcome, duration in durations.items()
        ]
        self.claim(name)
        waiting = Hold(f"{name}: waiting", Lookup.of(_forever()), None)
        self._add(Scope(name, Block([waiting]), clocks))
        arms = dict(zip(durations, clocks, strict=True))
        yield lambda outcome: _BlockContext(self, arms[outcome].handler)

    @contextmanager
    def background(self, name: str) -> Iterator[None]:
        """A task that runs beside what follows, until it is done, joined, or the scope around it ends."""
        step = Background(self.claim(name), Block())
        self._add(step)
        with self.inside(step.body):
            yield

    def join(self, *tasks: str) -> "Journey":
        """Wait until these background tasks are done."""
        return self._add(Join("join", tasks))

    def new_spell(self, cause: str) -> "Journey":
        """Begin a new spell of the same person, with new luck from (key, cause, how often)."""
        return self._add(NewSpell(self.claim(cause)))

    def leave(self) -> "Journey":
        """Leave the network. The end of a journey leaves too."""
        return self._add(Leave("leave"))


class _BlockContext:
    """`with` for one arm of a branch or race."""

    def __init__(self, journey: Journey, block: Block) -> None:
        self._inside = journey.inside(block)

    def __enter__(self) -> None:
        self._inside.__enter__()

    def __exit__(self, *error: object) -> None:
        self._inside.__exit__(None, None, None)


def _forever() -> Duration:
    return Constant(float("inf"))
