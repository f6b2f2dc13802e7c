"""What one step of a journey does: the walk over the builder's tree."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from simpy.events import Event

from dtocsim.flow import journey as j
from dtocsim.flow.draws import child_key, name_hash
from dtocsim.flow.durations import Duration
from dtocsim.flow.network import Lookup, Network, Pool
from dtocsim.flow.paths import Path, all_steps
from dtocsim.flow.program import residual
from dtocsim.flow.quantiles import FOREVER, Row, ticks
from dtocsim.flow.reference.events import CLOCK, HOLD_END, OrderedEnvironment, Steps
from dtocsim.flow.reference.people import ClockWon, Kept, Level, Person, StartAgain, Token
from dtocsim.flow.reference.pools import PoolState, Request, Searcher, Settling, work_done
from dtocsim.flow.reference.recording import Record, Recorder, cell


@dataclass(frozen=True)
class Line:
    """A line of the event log; see `compiled.LogEntry`."""

    tick: int
    key: int
    step: str
    pool: str
    occupied: int


class World:
    """One component during a run: time, pools, tallies, log."""

    def __init__(self, network: Network, recorder: Recorder, log: list[Line] | None) -> None:
        self.network, self.recorder, self.log = network, recorder, log
        self.environment = OrderedEnvironment(network.first_tick)
        self.pools = {pool: PoolState(pool, self.environment, recorder) for pool in network.pools}
        self.settling = Settling()
        self.events = self.arrived = self.left = 0
        self.present: dict[Token, None] = {}
        self._purposes: dict[str, np.uint64] = {}
        self._rows: dict[int, tuple[Row, NDArray[np.float64]]] = {}

    @property
    def now(self) -> int:
        """The current tick."""
        return self.recorder.now

    def after(self, lasts: int) -> int:
        """Return the tick at which a duration that begins now ends."""
        return FOREVER if lasts >= FOREVER else self.now + lasts

    def purpose(self, name: str) -> np.uint64:
        """Return the number that stands for a purpose."""
        if name not in self._purposes:
            self._purposes[name] = name_hash(name)
        return self._purposes[name]

    def draw_ticks(
        self, token: Token, lookup: Lookup[Duration], purpose: str, remaining: bool = False
    ) -> int:
        """Draw a duration, or (remaining) what an initial person still has of it."""
        duration = token.person.value(self.network, lookup, self.now)
        key = 2 * id(duration) + remaining
        if key not in self._rows:
            row = (residual(duration) if remaining else duration).row()
            self._rows[key] = (row, np.asarray([*row.table, 0.0]))
        row, table = self._rows[key]
        return int(ticks(row.kind, row.a, row.b, 0, len(row.table), table, token.draw(purpose)))

    def schedule_clock(self, token: Token, due: int) -> None:
        """Plan the moment at which a clock may win."""
        self.environment.schedule_at(due, CLOCK, token.order, lambda: self._clock_ends(token))

    def _clock_ends(self, token: Token) -> None:
        level = None if token.gone else token.earliest_clock()
        if level is None or level.due != self.now or level.clock is None:
            return
        self.events += 1
        self.write(token, level.clock.name)
        token.cancel_level(level)
        token.go_on(ClockWon(level))

    def pool_of_searcher(self, searcher: Searcher) -> PoolState:
        """Return the pool somebody searches in."""
        return next(pool for pool in self.pools.values() if searcher in pool.searchers)

    def write(self, token: Token, step: str, pool: PoolState | None = None) -> None:
        """Write one line of the event log."""
        if self.log is not None:
            title, occupied = ("", 0) if pool is None else (pool.pool.name, pool.occupied)
            self.log.append(Line(self.now, token.order, f"{token.journey.name}: {step}", title, occupied))


class Walk:
    """One token's walk through a journey."""

    def __init__(self, world: World, journey: j.Journey, token: Token) -> None:
        self.world, self.token = world, token
        token.journey = journey
        self.taking: tuple[tuple[str, Lookup[Pool | None]], ...] = ()
        self.actions: dict[type[j.Step], Callable[[Any], None]] = {
            j.Release: self.release, j.SetAttribute: self.set, j.DrawAttribute: self.draw, j.Note: self.note,
            j.Enter: self.enter, j.Exit: self.exit, j.Mark: self.mark, j.Unmark: self.unmark, j.Count: self.count,
            j.Background: self.background, j.NewSpell: self.spell,
        }  # fmt: skip
        self.stretches: dict[type[j.Step], Callable[[Any], Steps]] = {
            j.Seize: self.seize, j.Hold: self.hold, j.Search: self.search, j.Branch: self.branch,
            j.Repeat: self.repeat, j.Scope: self.scope, j.Join: self.join,
        }  # fmt: skip

    def whole(self, block: j.Block) -> Steps:
        """Walk through a journey and leave."""
        if (yield from self.block(block)) is not GONE:
            self.world.write(self.token, "leave")
        self.leave()

    def standing(self, block: j.Block, path: Path, taking: "tuple[tuple[str, Lookup[Pool | None]], ...]") -> Steps:
        """Take up the place of an initial person and walk on from there."""
        self.taking = taking
        if (yield from self.block(block, path)) is not GONE:
            self.world.write(self.token, "leave")
        self.leave()

    def leave(self) -> None:
        """Leave the network."""
        self.token.finish()
        self.world.left += 1
        del self.world.present[self.token]

    def task(self, block: j.Block) -> Steps:
        """Walk through a background task."""
        yield from self.block(block)
        self.token.finish()

    def block(self, block: j.Block, path: Path | None = None) -> Steps:
        """Walk through a block, all of it or, for an initial person, from the step on her path."""
        for step in block.steps:
            if path is not None:
                if not self.on_path(step, path):
                    self.take_along(step, path)
                    continue
                outcome = yield from self.step_on_path(step, path)
                path = None
            else:
                outcome = yield from self.step(step)
            if outcome is GONE:
                return GONE
        return None

    def step(self, step: j.Step) -> Steps:
        """Take one step."""
        if isinstance(step, j.Leave):
            self.world.write(self.token, step.name)
            return GONE
        if isinstance(step, j.Again):
            raise StartAgain(step.name)
        if type(step) in self.actions:
            self.actions[type(step)](step)
            return None
        return (yield from self.stretches[type(step)](step))

    # --- initial people ---------------------------------------------------------------------------------------------

    def on_path(self, step: j.Step, path: Path) -> bool:
        """Say whether the place where an initial person stands is this step or inside it."""
        if step is path.target or step in path.around:
            return True
        return isinstance(step, j.Branch) and any(
            inner is path.target for arm in step.blocks.values() for inner in all_steps(arm)
        )

    def take_along(self, step: j.Step, path: Path) -> None:
        """Do a step that lies before the place on the path, if it left something behind."""
        if step not in path.before:
            return
        if isinstance(step, j.Seize):
            pool = self.token.person.value(self.world.network, step.pools[0], self.world.now)
            self.world.write(self.token, f"{step.name}: placed")
            if pool is not None:
                self.take(self.world.pools[pool], step, self.world.now)
        elif isinstance(step, j.Note):
            self.note(step, remaining=True)
        elif not (isinstance(step, j.DrawAttribute) and step.attribute in self.token.given):
            self.actions[type(step)](step)

    def step_on_path(self, step: j.Step, path: Path) -> Steps:
        """Enter the step that contains the place, or stand at it."""
        if isinstance(step, j.Branch):
            arm = next(arm for arm in step.blocks.values() if any(s is path.target for s in all_steps(arm)))
            if step.attribute is not None:
                code = list(step.blocks.values()).index(arm)
                self.set(j.SetAttribute("set", step.attribute, code))  # type: ignore[arg-type]
            return (yield from self.block(arm, path))
        if isinstance(step, j.Repeat):
            return (yield from self.repeat(step, path))
        if isinstance(step, j.Scope):
            return (yield from self.scope(step, path))
        self.take_besides()
        if isinstance(step, j.Hold):
            self.world.write(self.token, step.name)
            lasts = self.world.draw_ticks(self.token, step.duration, f"{step.name}: remaining", True)
            return (yield from self.spend(self.world.after(lasts)))
        return (yield from self.step(step))

    def take_besides(self) -> None:
        """Take what an initial person holds besides what her path says."""
        for label, lookup in self.taking:
            pool = self.token.person.value(self.world.network, lookup, self.world.now)
            self.world.write(self.token, f"{label}: placed")
            if pool is not None:
                state = self.world.pools[pool]
                state.occupy(1)
                self.keep(state, 1, label)
                self.world.recorder.add(pool, "grants")
                self.world.recorder.wait(pool, 0, self.world.now)

    # --- steps that take no time ------------------------------------------------------------------------------------

    def release(self, step: j.Release) -> None:
        """Give back what was seized last under a label."""
        self.world.write(self.token, f"release {step.label}")
        kept = self.token.last_kept(lambda each: each.pool is not None and each.label == step.label)
        if kept is not None:
            self.token.drop(kept)
            self.world.settling.settle()

    def set(self, step: j.SetAttribute) -> None:
        """Give an attribute a value."""
        self.world.write(self.token, f"set {step.attribute.name}")
        self.token.person.attributes[step.attribute.index] = step.code

    def draw(self, step: j.DrawAttribute) -> None:
        """Draw the value of an attribute."""
        self.world.write(self.token, step.name)
        self.token.person.attributes[step.attribute.index] = self.outcome(step.shares, step.name)

    def outcome(self, lookup: Lookup[j.Shares], purpose: str) -> int:
        """Draw one of several outcomes by its share, in fixed order."""
        shares = self.token.person.value(self.world.network, lookup, self.world.now)
        bounds = np.cumsum(list(shares.values()))[:-1]
        u = self.token.draw(purpose)
        return next((code for code, bound in enumerate(bounds) if u < bound), len(bounds))

    def note(self, step: j.Note, remaining: bool = False) -> None:
        """Note the moment at which a drawn duration will have passed."""
        self.world.write(self.token, step.name)
        lasts = self.world.draw_ticks(self.token, step.duration, step.name, remaining)
        self.token.person.moments[step.moment] = self.world.after(lasts)

    def enter(self, step: j.Enter) -> None:
        """Enter a census, unless already in it."""
        self.world.write(self.token, f"enter {step.census.name}")
        token, person, now = self.token, self.token.person, self.world.now
        if person.record(step.census) is None:
            person.records.append(Record(step.census, cell(step.census.by, person.attributes), now, now))
            person.kept.append(Kept(token, token.depth, step.census, census=step.census))

    def exit(self, step: j.Exit) -> None:
        """Leave a census and lose its marks."""
        self.world.write(self.token, f"exit {step.census.name}")
        for kept in reversed(list(self.token.person.kept)):
            if kept.census is step.census and kept.mark is not None:
                self.token.drop(kept)
        entered = self.token.last_kept(lambda each: each.census is step.census)
        if entered is not None:
            self.token.drop(entered)

    def mark(self, step: j.Mark) -> None:
        """Set a mark."""
        self.world.write(self.token, f"mark {step.census.name} {step.census.marks[step.mark]}")
        token = self.token
        token.change_mark(step.census, lambda marks: marks.add(step.mark))
        token.person.kept.append(
            Kept(token, token.depth, (step.census, step.mark), census=step.census, mark=step.mark)
        )

    def unmark(self, step: j.Unmark) -> None:
        """Clear a mark."""
        self.world.write(self.token, f"unmark {step.census.name} {step.census.marks[step.mark]}")
        kept = self.token.last_kept(lambda each: each.label == (step.census, step.mark))
        if kept is not None:
            self.token.drop(kept)

    def count(self, step: j.Count) -> None:
        """Count an event."""
        self.world.write(self.token, f"count {step.counter.name}")
        self.world.recorder.event(step.counter, self.token.person.attributes)

    def spell(self, step: j.NewSpell) -> None:
        """Begin a new spell: a new key, and visits counted anew."""
        self.world.write(self.token, step.name)
        spells = self.token.person.spells
        ordinal = spells.get(step.name, 0)
        spells[step.name] = ordinal + 1
        self.token.key = child_key(child_key(self.token.key, name_hash(step.name)), ordinal)
        self.token.person.visits.clear()

    def background(self, step: j.Background) -> None:
        """Start a task."""
        self.world.write(self.token, step.name)
        token = self.token
        order = int(child_key(np.uint64(token.order), name_hash(step.name)))
        task = Token(self.world, token.person, token.key, order, token)
        task.task, task.spawn_depth = step.name, token.depth
        token.children.append(task)
        walk = Walk(self.world, token.journey, task)
        task.process = self.world.environment.process(walk.task(step.body))

    # --- steps that may take time -----------------------------------------------------------------------------------

    def pause(self) -> Steps:
        """Wait to be woken; a clock that wins meanwhile unwinds the walk."""
        value = yield self.token.pause()
        if isinstance(value, ClockWon):
            raise value

    def hold(self, step: j.Hold) -> Steps:
        """Spend a drawn time; working time when the step has a calendar."""
        self.world.write(self.token, step.name)
        lasts = self.world.draw_ticks(self.token, step.duration, step.name)
        ends = self.world.after(lasts)
        if step.calendar is not None:
            ends = work_done(step.calendar, self.world.network.first_tick, self.world.now, lasts)
        return (yield from self.spend(ends))

    def spend(self, ends: int) -> Steps:
        """Wait until a tick."""
        pause: Event = self.token.pause()

        def over() -> None:
            if self.token.wake is pause and not self.token.gone and not pause.triggered:
                self.world.events += 1
                self.token.go_on()

        if ends < FOREVER:
            self.world.environment.schedule_at(ends, HOLD_END, self.token.order, over)
        value = yield pause
        if isinstance(value, ClockWon):
            raise value

    def seize(self, step: j.Seize) -> Steps:
        """Take units, wait for them within one's patience, or go the other way."""
        level = None
        if step.patience is not None:
            level = self.token.enter_level(
                [j.Clock(f"{step.name}: patience", step.patience, None, step.otherwise)]
            )
        try:
            granted = yield from self.request(step)
        except ClockWon as won:
            if won.level is not level:
                raise
            return (yield from self.block(step.otherwise))
        if level is not None:
            self.token.leave_level()
        if not granted:
            return (yield from self.block(step.otherwise))
        return None

    def request(self, step: j.Seize) -> Steps:
        """Take units at once if nobody waits and they are free, else wait in the queue.

        False if there is no room.
        """
        token, world = self.token, self.world
        chosen = [token.person.value(world.network, lookup, world.now) for lookup in step.pools]
        pools = [world.pools[pool] for pool in chosen if pool is not None]
        for pool in pools:
            world.recorder.add(pool.pool, "requests")
            world.write(token, step.name, pool)
            if not step.together and pool.fits(step.amount):
                self.take(pool, step, world.now)
                return True
        if step.together and all(pool.fits(step.amount) for pool in pools):
            for pool in pools:
                self.take(pool, step, world.now)
            return True
        for pool in pools:
            if pool.pool.room is not None and len(pool.queue) >= pool.pool.room:
                world.recorder.add(pool.pool, "balked")
                return False

        def grant(request: Request, taken: list[PoolState]) -> None:
            token.request = None
            for pool in request.pools:
                pool.leave_queue(request)
                if pool in taken:
                    self.take(pool, step, request.joined)
                    world.write(token, f"{step.name}: granted", pool)
            token.make_ready()

        token.request = Request(token, pools, step.amount, step.priority, world.now, step.together, grant)
        for pool in reversed(pools):
            pool.join_queue(token.request)
        yield from self.pause()
        return True

    def take(self, pool: PoolState, step: j.Seize, joined: int) -> None:
        """Take units of a pool."""
        pool.occupy(step.amount)
        if not step.consume:
            self.keep(pool, step.amount, step.label)
        self.world.recorder.add(pool.pool, "grants")
        self.world.recorder.wait(pool.pool, step.priority, joined)

    def keep(self, pool: PoolState, amount: int, label: str) -> None:
        """Note that units are kept."""
        kept = Kept(self.token, self.token.depth, label, pool, amount, self.world.now)
        self.token.person.kept.append(kept)

    def search(self, step: j.Search) -> Steps:
        """Look for a place and take it when found."""
        token, world = self.token, self.world
        world.write(token, step.name)
        pool: Pool | None = token.person.value(world.network, step.pool, world.now)
        if pool is None:
            return None
        multiplier = token.person.value(world.network, step.multiplier, world.now)
        u = token.draw(step.name)
        threshold = 1e300 if multiplier <= 0.0 else -math.log1p(-u) / multiplier
        state = world.pools[pool]

        def found(searcher: Searcher) -> None:
            world.events += 1
            token.searcher = None
            state.leave_search(searcher)
            state.occupy(state.rule.amount)
            self.keep(state, state.rule.amount, step.label)
            world.recorder.found(pool, searcher.joined)
            world.write(token, f"{step.name}: found", state)
            token.go_on()

        token.searcher = Searcher(token, 0.0, world.now, found)
        state.join_search(token.searcher, threshold)
        return (yield from self.pause())

    def branch(self, step: j.Branch) -> Steps:
        """Go one of several ways."""
        self.world.write(self.token, step.name)
        if step.shares is not None:
            code = self.outcome(step.shares, step.name)
        else:
            code = self.token.person.value(self.world.network, by_code(step), self.world.now)
        return (yield from self.block(step.blocks[step.outcomes[code]]))

    def repeat(self, step: j.Repeat, path: Path | None = None) -> Steps:
        """Walk through a block until it ends without starting again."""
        while True:
            self.token.enter_level([])
            try:
                outcome = yield from self.block(step.body, path)
            except StartAgain as again:
                self.token.leave_level()
                path = None
                if again.name != step.name:
                    raise
                continue
            if outcome is not GONE:
                self.token.leave_level()
            return outcome

    def scope(self, step: j.Scope, path: Path | None = None) -> Steps:
        """Walk through a block under competing clocks."""
        level: Level = self.token.enter_level(step.clocks, remaining=path is not None)
        try:
            outcome = yield from self.block(step.body, path)
        except ClockWon as won:
            if won.level is not level or level.clock is None:
                raise
            return (yield from self.block(level.clock.handler))
        except StartAgain:
            self.token.leave_level()
            raise
        if outcome is not GONE:
            self.token.leave_level()
        return outcome

    def join(self, step: j.Join) -> Steps:
        """Wait until tasks are done."""
        self.world.write(self.token, "join " + ", ".join(step.tasks))
        if self.token.running(step.tasks):
            self.token.waits_for = step.tasks
            yield from self.pause()
        return None


GONE = object()
"""What a block answers when it ended with leaving the network."""


def by_code(step: j.Branch) -> Lookup[int]:
    """Return the lookup that gives the code of the attribute a branch goes by."""
    assert step.attribute is not None
    return Lookup((step.attribute,), (1,), tuple(range(len(step.attribute.values))))


def new_person(world: World, key: np.uint64, given: list[tuple[Any, int]]) -> Token:
    """Return the token of a new person with these attributes."""
    person = Person([0] * len(world.network.attributes))
    for attribute, code in given:
        person.attributes[attribute.index] = code
    token = Token(world, person, key, int(key), None)
    token.given = {attribute for attribute, _ in given}
    world.arrived += 1
    world.present[token] = None
    return token
