"""What one step of a journey does: the walk over the builder's tree."""

from collections.abc import Callable
from typing import Any

import numpy as np
from simpy.events import Event

from dtocsim.flow import journey_steps as j
from dtocsim.flow.draws import child_key, name_hash
from dtocsim.flow.journey import Journey
from dtocsim.flow.log import EventType
from dtocsim.flow.lookup import Attribute, Lookup
from dtocsim.flow.network import Standing
from dtocsim.flow.parts import Pool
from dtocsim.flow.paths import Path
from dtocsim.flow.quantiles import FOREVER, exponential_quantile
from dtocsim.flow.reference.changes import Changes
from dtocsim.flow.reference.events import HOLD_END, Steps
from dtocsim.flow.reference.kept import Kept
from dtocsim.flow.reference.people import ClockWon, Level, Person, StartAgain, Token
from dtocsim.flow.reference.pools import PoolState, Request, Searcher, work_done
from dtocsim.flow.reference.world import World


class Walk(Changes):
    """One token's walk through a journey."""

    def __init__(self, world: World, journey: Journey, token: Token) -> None:
        super().__init__(world, token)
        token.journey = journey
        self.standing_as: Standing | None = None
        self.besides: list[tuple[str, Lookup[Pool | None]]] = []
        self.actions[j.Background] = self.background
        self.stretches: dict[type[j.Step], Callable[[Any], Steps]] = {
            j.Seize: self.seize, j.Hold: self.hold, j.Search: self.search, j.Branch: self.branch,
            j.Repeat: self.repeat, j.Scope: self.scope, j.Join: self.join,
        }  # fmt: skip

    def whole(self, block: j.Block) -> Steps:
        """Walk through a journey and leave."""
        if (yield from self.block(block)) is not GONE:
            self.world.write(self.token, "leave", EventType.ARRIVAL_DEPARTURE)
        self.leave()

    def standing(self, block: j.Block, path: Path, standing: Standing) -> Steps:
        """Take up the place of an initial person and walk on from there."""
        self.standing_as = standing
        self.besides = list(standing.taking)
        if (yield from self.block(block, path)) is not GONE:
            self.world.write(self.token, "leave", EventType.ARRIVAL_DEPARTURE)
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
                if not isinstance(step, j.DrawAttribute):
                    self.take_besides()
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
        self.world.count_step(self.token, step)
        if isinstance(step, j.Leave):
            self.world.write(self.token, step.name, EventType.ARRIVAL_DEPARTURE)
            return GONE
        if isinstance(step, j.Again):
            raise StartAgain(step.name)
        if type(step) in self.actions:
            self.actions[type(step)](step)
            return None
        return (yield from self.stretches[type(step)](step))

    # --- initial people -------------------------------------------------------------------------------------

    def on_path(self, step: j.Step, path: Path) -> bool:
        """Say whether the place where an initial person stands is this step or inside it."""
        return step is path.target or step in path.around or any(step is branch for branch, _ in path.arms)

    def take_along(self, step: j.Step, path: Path) -> None:
        """Do a step that lies before the place on the path, if it left something behind."""
        if step not in path.before:
            return
        if isinstance(step, j.Seize):
            pool = self.token.person.value(self.world.network, step.pools[0], self.world.now)
            if pool is not None:
                self.have(self.world.pools[pool], step, self.amount_of(step), f"{step.name}: placed")
        elif isinstance(step, j.Note):
            self.note(step, remaining=True)
        elif not (isinstance(step, j.DrawAttribute) and step.attribute in self.token.given):
            self.actions[type(step)](step)

    def step_on_path(self, step: j.Step, path: Path) -> Steps:
        """Enter the step that contains the place, or stand at it."""
        if isinstance(step, j.Branch):
            code = next(arm for branch, arm in path.arms if branch is step)
            if isinstance(step.attribute, Attribute):
                self.set(j.SetAttribute("set", step.attribute, code))
            return (yield from self.block(list(step.blocks.values())[code], path))
        if isinstance(step, j.Repeat):
            return (yield from self.repeat(step, path))
        if isinstance(step, j.Scope):
            return (yield from self.scope(step, path))
        if isinstance(step, j.Hold):
            self.world.write(self.token, step.name)
            return (yield from self.spend(self.end_of_rest(step)))
        # Nobody may be granted a place before everybody who holds one has taken hers.
        self.world.write(self.token, f"{step.name}: placed")
        yield from self.spend(self.world.now)
        return (yield from self.step(step))

    def end_of_rest(self, step: j.Hold) -> int:
        """Draw what remains of a hold; returns the tick at which it ends."""
        world, standing, purpose = self.world, self.standing_as, f"{step.name}: remaining"
        assert standing is not None
        if standing.remaining is not None:
            return world.after(world.draw_ticks(self.token, Lookup.of(standing.remaining), purpose))
        if step.since is not None and step.since in dict(standing.since):
            return self.end(step, world.draw_remaining_ticks(self.token, step, purpose))
        return world.after(world.draw_ticks(self.token, step.duration, purpose, True))

    def take_besides(self) -> None:
        """Take once what an initial person holds besides what her path says, her traits once drawn."""
        while self.besides:
            label, lookup = self.besides.pop(0)
            pool = self.token.person.value(self.world.network, lookup, self.world.now)
            if pool is not None:
                state = self.world.pools[pool]
                state.occupy(1)
                self.keep(state, 1, label)
                self.world.write(self.token, f"{label}: placed", EventType.RESOURCE_USE, state)

    # --- background tasks and steps that may take time ------------------------------------------------------

    def background(self, step: j.Background) -> None:
        """Start a task."""
        self.world.write(self.token, step.name)
        token = self.token
        order = int(child_key(np.uint64(token.order), name_hash(step.name)))
        task = Token(self.world, token.person, order, token)
        task.task, task.spawn_depth = step.name, token.depth
        token.children.append(task)
        walk = Walk(self.world, token.journey, task)
        task.process = self.world.environment.process(walk.task(step.body))

    def pause(self) -> Steps:
        """Wait to be woken; a clock that wins meanwhile unwinds the walk."""
        pause = self.token.pause()
        self.world.settling.settle()
        value = yield pause
        if isinstance(value, ClockWon):
            raise value

    def hold(self, step: j.Hold) -> Steps:
        """Spend a drawn time; working time when the step has a calendar."""
        self.world.write(self.token, step.name)
        if step.since is not None:
            lasts = self.world.draw_remaining_ticks(self.token, step, step.name)
        else:
            lasts = self.world.draw_ticks(self.token, step.duration, step.name)
        return (yield from self.spend(self.end(step, lasts)))

    def end(self, step: j.Hold, lasts: int) -> int:
        """Return the tick at which a hold that lasts so long ends; working time when it has a calendar."""
        if step.calendar is None:
            return self.world.after(lasts)
        return work_done(step.calendar, self.world.network.first_tick, self.world.now, lasts)

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

        False if there is no room. Whom no pool is for goes on without.
        """
        token, world, since = self.token, self.world, self.token.since(step.since)
        chosen = [token.person.value(world.network, lookup, world.now) for lookup in step.pools]
        pools = [world.pools[pool] for pool in chosen if pool is not None]
        amount = self.amount_of(step)
        if not pools:
            return True
        for pool in pools:
            world.recorder.add(pool.pool, "requests")
            world.write(token, step.name, EventType.QUEUE, pool)
            if not step.together and pool.fits(amount):
                self.take(pool, step, amount, since)
                return True
        if step.together and all(pool.fits(amount) for pool in pools):
            for pool in pools:
                self.take(pool, step, amount, since)
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
                    self.take(pool, step, request.amount, request.since)
            token.make_ready()

        token.request = Request(token, pools, amount, step.priority, world.now, since, step.together, grant)
        for pool in reversed(pools):
            pool.join_queue(token.request)
            # Whoever comes before all who wait may fit where they did not.
            if pool.free >= amount and pool.queue[0] is token.request:
                world.settling.mark(pool)
        yield from self.pause()
        return True

    def amount_of(self, step: j.Seize) -> int:
        """Return how many units a seize takes for her."""
        return int(self.token.person.value(self.world.network, step.amount, self.world.now))

    def take(self, pool: PoolState, step: j.Seize, amount: int, since: int) -> None:
        """Take units of a pool that were asked for."""
        self.have(pool, step, amount, f"{step.name}: granted")
        self.world.recorder.add(pool.pool, "grants")
        self.world.recorder.wait(pool.pool, step.priority, since)

    def have(self, pool: PoolState, step: j.Seize, amount: int, event: str) -> None:
        """Have units of a pool from now on."""
        pool.occupy(amount)
        if not step.consume:
            self.keep(pool, amount, step.label)
        kind = EventType.STOCK_USE if step.consume else EventType.RESOURCE_USE
        self.world.write(self.token, event, kind, pool)

    def keep(self, pool: PoolState, amount: int, label: str) -> None:
        """Note that units are kept."""
        kept = Kept(self.token, self.token.depth, label, pool, amount, self.world.now)
        self.token.person.kept.append(kept)

    def search(self, step: j.Search) -> Steps:
        """Look for a place and take it when found."""
        token, world = self.token, self.world
        world.write(token, step.name, EventType.QUEUE)
        pool: Pool | None = token.person.value(world.network, step.pool, world.now)
        if pool is None:
            return None
        multiplier = token.person.value(world.network, step.multiplier, world.now)
        u = token.draw(step.name)
        threshold = 1e300 if multiplier <= 0.0 else exponential_quantile(u) / multiplier
        state = world.pools[pool]

        def found(searcher: Searcher) -> None:
            world.events += 1
            token.searcher = None
            state.leave_search(searcher)
            state.occupy(state.rule.amount)
            self.keep(state, state.rule.amount, step.label)
            world.recorder.found(pool, searcher.joined, searcher.since)
            world.write(token, f"{step.name}: found", EventType.RESOURCE_USE, state)
            token.go_on()

        token.searcher = Searcher(token, 0.0, world.now, token.since(step.since), found)
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
        """Wait until tasks are done, or the first of them."""
        self.world.write(self.token, step.title)
        if self.token.running(step.tasks):
            self.token.waits_for = step
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
    person = Person(key, int(key), [0] * len(world.network.attributes))
    for attribute, code in given:
        person.attributes[attribute.index] = code
    token = Token(world, person, int(key), None)
    token.given = {attribute for attribute, _ in given}
    world.arrived += 1
    world.present[token] = None
    return token
