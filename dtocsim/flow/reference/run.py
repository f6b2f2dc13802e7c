"""Arrivals, initial people, capacity changes, and the whole run."""

import math
from contextlib import nullcontext
from functools import partial

import numpy as np

from dtocsim.flow._jit import COMPILED
from dtocsim.flow.check import check
from dtocsim.flow.components import Component, components
from dtocsim.flow.draws import child_key, draw, name_hash, named_key, root_key
from dtocsim.flow.kernel.layout import ARRIVAL, CAPACITY
from dtocsim.flow.kernel.run import ACCEPT, GAP
from dtocsim.flow.log import EventType, LogPiece, LogSink
from dtocsim.flow.network import Network, Stream
from dtocsim.flow.outcome import Run
from dtocsim.flow.parts import Change, Pool
from dtocsim.flow.paths import find_path
from dtocsim.flow.quantiles import DAY, exponential_quantile
from dtocsim.flow.reference.invariants import Invariants
from dtocsim.flow.reference.recording import LogBook, Recorder
from dtocsim.flow.reference.steps import Walk, new_person
from dtocsim.flow.reference.world import World
from dtocsim.flow.tally import Tally, empty_tallies
from dtocsim.flow.threads import Progress


def run(
    network: Network,
    seed: int = 0,
    replication: int = 0,
    *,
    progress: Progress | None = None,
    log: bool = False,
    log_to: LogSink | None = None,
    ledger: bool = False,
    invariants: bool = False,
) -> Run:
    """Run a network once with the reference engine; arguments and result as in `compiled.run`.

    ledger: for debugging, keep a ledger of all draws, and stop with an AssertionError if one is made twice.
    invariants: for debugging, stop with an AssertionError where, after an event, the head of a queue fits, or
        a unit has no living holder.
    """
    check(network)
    tallies = empty_tallies(network)
    pieces: list[LogPiece] = []
    sink = pieces.append if log else log_to
    totals = [0, 0, 0, 0]
    parts = components(network)
    with nullcontext() if COMPILED else np.errstate(over="ignore"):
        for number, part in enumerate(parts):
            book = None if sink is None else LogBook(network, sink)
            world = World(network, Recorder(network, tallies), book, ledger)
            _run_part(world, part, root_key(seed, replication), Invariants(world) if invariants else None)
            if book is not None:
                book.hand_on()
            found = (world.events, world.arrived, world.left, len(world.present))
            totals = [total + more for total, more in zip(totals, found, strict=True)]
            if progress is not None:
                progress((number + 1) / len(parts))
    lines = tuple(line for piece in pieces for line in piece.entries())
    return Run(Tally(network, tallies, *totals), lines)


def _run_part(world: World, part: Component, root: np.uint64, invariants: Invariants | None) -> None:
    network = world.network
    for pool in (network.pools[number] for number in part.pools):
        for change in pool.changes:
            _plan_change(world, pool, change)
    _place_people(world, part, root)
    for number in part.streams:
        stream = network.streams[number]
        key = named_key(root, f"stream {stream.name}")
        top = float(stream.per_day.max() * stream.by_hour.max())
        for band in range(math.ceil(top / stream.band)):
            Band(world, stream, band, child_key(key, band)).next_candidate()
    end = network.days * DAY
    _run_until(world, end, invariants)
    world.recorder.now = end
    _close(world, part)


def _run_until(world: World, end: int, invariants: Invariants | None) -> None:
    """Take events in order, up to but not including `end`."""
    environment, recorder = world.environment, world.recorder
    while environment.peek() < end:
        recorder.now = int(environment.peek())
        environment.step()
        if invariants is not None:
            invariants.look()


def _plan_change(world: World, pool: Pool, change: Change) -> None:
    def happen() -> None:
        world.events += 1
        world.pools[pool].change(change)
        world.settling.mark(world.pools[pool])
        world.settling.settle()

    world.environment.schedule_at(change.tick, CAPACITY, int(name_hash(pool.name)), happen)


def _place_people(world: World, part: Component, root: np.uint64) -> None:
    """Let the initial people walk to where they stand, before the first event."""
    environment = world.environment
    standings = [standing for standing in world.network.standings if standing.name in part.standings]
    for standing in sorted(standings, key=lambda each: int(name_hash(each.name))):
        group = named_key(root, f"standing {standing.name}")
        path = find_path(standing.journey, standing.step)
        for slot in range(standing.number):
            token = new_person(world, child_key(group, slot), list(standing.attributes))
            walk = Walk(world, standing.journey, token)
            world.write(token, "arrive", EventType.ARRIVAL_DEPARTURE)
            for moment, days in standing.since:
                token.person.moments[moment] = world.now - round(days[slot] * DAY)
            token.process = environment.process(walk.standing(standing.journey.root, path, standing))
            while environment.pending_at_once():
                environment.step()


def _close(world: World, part: Component) -> None:
    """Add what is still open at the end: occupancy, queues, things held, census records."""
    recorder = world.recorder
    for number in part.pools:
        state = world.pools[world.network.pools[number]]
        recorder.occupied(state.pool, state.occupied, state.changed, 0)
        recorder.waiting(state.pool, len(state.queue), state.queue_changed, 0)
        for request in state.queue:
            recorder.add(state.pool, "waited_ticks", recorder.recorded(request.joined))
    for token in world.present:
        for kept in token.person.kept:
            if kept.pool is not None:
                recorder.add(kept.pool.pool, "held_ticks", kept.amount * recorder.recorded(kept.since))
        for record in token.person.records:
            recorder.stretch(record)


class Band:
    """One band of a stream: its candidates, thinned to the rate of the day and the hour."""

    def __init__(self, world: World, stream: Stream, band: int, base: np.uint64) -> None:
        self.world, self.stream, self.band, self.base = world, stream, band, base
        self.count, self.tick = 0, world.network.first_tick

    def next_candidate(self) -> None:
        """Walk through the candidates to the next one that is accepted, and plan her arrival."""
        stream, network = self.stream, self.world.network
        while True:
            key = child_key(self.base, self.count)
            self.count += 1
            gap = exponential_quantile(draw(key, GAP)) * (DAY / stream.band)
            self.tick += math.floor(gap + 0.5)
            if self.tick >= network.days * DAY:
                return
            day = (self.tick - network.first_tick) // DAY
            rate = stream.per_day[day] * stream.by_hour[self.tick % DAY // 3600]
            if rate > (self.band + draw(key, ACCEPT)) * stream.band:
                arrival = partial(self.arrive, key)
                self.world.environment.schedule_at(self.tick, ARRIVAL, int(key), arrival)
                return

    def arrive(self, key: np.uint64) -> None:
        """Let a candidate arrive, and plan the next one."""
        self.world.events += 1
        token = new_person(self.world, key, list(self.stream.attributes))
        walk = Walk(self.world, self.stream.journey, token)
        self.world.write(token, "arrive", EventType.ARRIVAL_DEPARTURE)
        token.process = self.world.environment.process(walk.whole(self.stream.journey.root))
        self.next_candidate()
