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

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from dtocsim.flow import accept
from dtocsim.flow.declarations import Declarations
from dtocsim.flow.durations import Constant, Duration
from dtocsim.flow.journey_noting import Noting
from dtocsim.flow.journey_steps import (
    Again,
    Background,
    Block,
    Branch,
    Clock,
    Hold,
    Join,
    Leave,
    Repeat,
    Scope,
    Shares,
)
from dtocsim.flow.journey_taking import Taking
from dtocsim.flow.lookup import Attribute, By, Lookup, Moment, NetworkError, Period
from dtocsim.flow.parts import Calendar

FOR_EVER = Constant(float("inf"))
"""The duration of what only something else can end."""

Arms = Callable[[str], AbstractContextManager[None]]
"""Opens, by name, the block of one of several ways: `with to("home"): ...`."""


class ScopeBuilder:
    """What `with journey.scope(...) as scope` hands out: declare clocks inside the block."""

    def __init__(self, journey: "Journey", scope: Scope) -> None:
        self._journey, self._scope = journey, scope
        self._loops = journey.loops

    @contextmanager
    def clock(self, name: str, due: "Duration | Moment | By[Duration]") -> Iterator[None]:
        """Add a clock; the block says what happens if it wins.

        Of clocks that end in the same tick the first declared wins.
        """
        clock = self._journey.clock_of(name, due)
        self._scope.clocks.append(clock)
        # The block runs when the scope is over, so that loops opened inside it are over too.
        with self._journey.inside(clock.handler), self._journey.within_loops(self._loops):
            yield


class Journey(Taking, Noting):
    """The builder; every method appends a step and most return the journey, so that steps can be chained."""

    def __init__(self, name: str, network: Declarations) -> None:
        super().__init__(name, network)
        self.loops: tuple[str, ...] = ()

    @contextmanager
    def within_loops(self, loops: tuple[str, ...]) -> Iterator[None]:
        """Let `again` know these loops, and no others, for a while."""
        before, self.loops = self.loops, loops
        try:
            yield
        finally:
            self.loops = before

    def hold(
        self,
        name: str,
        duration: "Duration | By[Duration]",
        calendar: Calendar | None = None,
        since: Moment | None = None,
    ) -> "Journey":
        """Spend time; with a calendar the duration is working time.

        since: when the hold began, if in the past; then what remains of it is spent, at least one tick; with
            a calendar the time from then to now counts as working time.
        """
        where = self.where(name)
        lasts = self.network.lookup(duration, accept.DURATION, where)
        if calendar is not None:
            self.network.mine(Calendar, calendar, where)
        hold = Hold(self.claim(name), lasts, calendar, self.moment(since, where))
        # Initial people draw what remains under this name, so that no other step may have it.
        self.claim(f"{name}: remaining")
        return self.add(hold)

    @contextmanager
    def branch(self, name: str, by: "Shares | By[Shares] | Attribute | Period") -> Iterator[Arms]:
        """Go one of several ways: by shares that sum to one (drawn), or by the value of an attribute."""
        where = self.where(name)
        if isinstance(by, Attribute | Period):
            source = self.network.source(by, where)
            step = Branch(name, source.values, None, source, {})
        else:
            shares = self.network.lookup(by, accept.SHARES, where)
            outcomes = tuple(shares.values[0])
            accept.check_shares(shares.values, outcomes, where)
            step = Branch(self.claim(name), outcomes, shares, None, {})
        step.blocks = {outcome: Block() for outcome in step.outcomes}
        self.add(step)
        yield self._arms(name, step.blocks)

    def _arms(self, step: str, blocks: dict[str, Block]) -> Arms:
        def arm(outcome: str) -> AbstractContextManager[None]:
            if outcome not in blocks:
                raise NetworkError(
                    f"{self.where(step)}: no outcome {outcome!r}; there are {', '.join(blocks)}"
                )
            return self.inside(blocks[outcome])

        return arm

    @contextmanager
    def repeat(self, name: str) -> Iterator[None]:
        """A block that `again(name)` starts anew."""
        step = Repeat(self.claim(name), Block())
        self.add(step)
        with self.inside(step.body), self.within_loops((*self.loops, name)):
            yield

    def again(self, name: str) -> "Journey":
        """Go back to the start of the enclosing repeat called `name`; scopes and tasks opened inside end."""
        if name not in self.loops:
            raise NetworkError(f"journey {self.name!r}: again({name!r}) stands outside a repeat of that name")
        return self.add(Again(name))

    @contextmanager
    def scope(self, name: str) -> Iterator[ScopeBuilder]:
        """A block under competing clocks; declare them with `clock` on what this hands out."""
        step = Scope(self.claim(name), Block(), [])
        self.add(step)
        scope = ScopeBuilder(self, step)
        with self.inside(step.body):
            yield scope

    def clock_of(self, name: str, due: "Duration | Moment | By[Duration]") -> Clock:
        """Return a clock that comes at a noted moment, or so long after its scope is entered."""
        where = self.where(name)
        if isinstance(due, Moment):
            return Clock(self.claim(name), None, self.network.mine(Moment, due, where), Block())
        return Clock(self.claim(name), self.network.lookup(due, accept.DURATION, where), None, Block())

    @contextmanager
    def race(self, name: str, **durations: "Duration | By[Duration]") -> Iterator[Arms]:
        """Wait for the first of several durations and go its way; of equal ones the first declared wins."""
        if not durations:
            raise NetworkError(f"{self.where(name)}: a race needs durations")
        clocks = {each: self.clock_of(f"{name}: {each}", duration) for each, duration in durations.items()}
        waiting = Hold(f"{self.claim(name)}: waiting", Lookup.of(FOR_EVER), None)
        self.add(Scope(name, Block([waiting]), list(clocks.values())))
        yield self._arms(name, {each: clock.handler for each, clock in clocks.items()})

    @contextmanager
    def background(self, name: str) -> Iterator[None]:
        """A task that runs beside what follows, until it is done, joined, or the scope around it ends."""
        step = Background(self.claim(name), Block())
        self.add(step)
        with self.inside(step.body), self.within_loops(()):
            yield

    @contextmanager
    def first_of(self, name: str) -> Iterator[Arms]:
        """Let several stretches race: the first to come to its end wins, and the others are cancelled.

            with ann.first_of("a way out") as stretch:
                with stretch("care home"):
                    ann.search("looks for a place", homes)
                with stretch("home care"):
                    ann.search("looks for a package", packages).set(way, "home")

        What the winner has taken stays with the person; of stretches that end in the same instant the one
        whose event comes first wins.
        """
        stretches: dict[str, str] = {}
        scope = Scope(self.claim(name), Block(), [])
        self.add(scope)

        def stretch(outcome: str) -> AbstractContextManager[None]:
            stretches[outcome] = f"{name}: {outcome}"
            return self.background(stretches[outcome])

        with self.inside(scope.body):
            yield stretch
            if len(stretches) < 2:
                raise NetworkError(f"{self.where(name)}: needs two stretches or more")
            self.add(Join("join", tuple(stretches.values()), first=True))

    def join(self, *tasks: str) -> "Journey":
        """Wait until these background tasks are done."""
        if not tasks:
            raise NetworkError(f"{self.where('join')}: no task is named")
        return self.add(Join("join", tasks))

    def leave(self) -> "Journey":
        """Leave the network. The end of a journey leaves too."""
        return self.add(Leave("leave"))
