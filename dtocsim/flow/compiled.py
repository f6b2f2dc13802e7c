"""The compiled engine: components, slices of time and progress around the kernel."""

import threading
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dtocsim.flow._jit import COMPILED
from dtocsim.flow.components import Component
from dtocsim.flow.draws import named_key, root_key
from dtocsim.flow.kernel import layout as k
from dtocsim.flow.kernel.run import advance, begin, close_run, place_group
from dtocsim.flow.lookup import NetworkError
from dtocsim.flow.memory import grown, new_state
from dtocsim.flow.network import Network
from dtocsim.flow.program import Compiled, compile_network
from dtocsim.flow.quantiles import DAY
from dtocsim.flow.tally import Tally, empty_tallies
from dtocsim.flow.threads import Progress, add_tallies, side_by_side

SLICE_DAYS = 5
"""Days between two reports of progress; a slice of England takes well under a second."""


@dataclass(frozen=True)
class LogEntry:
    """A line of the event log: tick, key of the token, step, pool ("" if none), its occupancy afterwards."""

    tick: int
    key: int
    step: str
    pool: str
    occupied: int


@dataclass(frozen=True)
class Run:
    """The outcome of a run: its tally, and the event log if one was asked for."""

    tally: Tally
    log: tuple[LogEntry, ...]


def run(
    network: Network | Compiled,
    seed: int = 0,
    replication: int = 0,
    *,
    progress: Progress | None = None,
    log: bool = False,
    memory: int | None = None,
    threads: int = 1,
) -> Run:
    """Run a network once with the compiled engine.

    Args:
        network: the network, or what `compile_network` made of it (compiled once, run often).
        seed, replication: name the random numbers; see `draws.root_key`.
        progress: told the share done.
        log: keep the event log (memory grows with events).
        memory: rows every table starts with, None for what the initial people are likely to need; tables
            double when they are nearly full.
        threads: how many independent components run at the same time; the result is the same, bit for bit.
    """
    compiled = network if isinstance(network, Compiled) else compile_network(network)
    pools, root = compiled.pools.copy(), root_key(seed, replication)
    tallies = TalliesOfThreads(compiled.network)

    def part_of(part: Component, report: Progress) -> tuple[NDArray[np.int64], list[LogEntry]]:
        with nullcontext() if COMPILED else np.errstate(over="ignore"):
            state = _run_part(compiled, part, root, tallies.mine(), pools, report, log, memory)
        return _totals(state), _log_lines(compiled, state)

    found = side_by_side(part_of, compiled.parts, threads, progress or (lambda share: None))
    totals = sum((part for part, _ in found), np.zeros(4, dtype=np.int64))
    lines = tuple(line for _, part in found for line in part)
    return Run(Tally(compiled.network, tallies.sum(), *(int(total) for total in totals)), lines)


class TalliesOfThreads:
    """One set of tallies a thread, because components may count in the same census or counter."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._by_thread: dict[int, k.Tallies] = {}

    def mine(self) -> k.Tallies:
        """Return the tallies of the calling thread."""
        thread = threading.get_ident()
        if thread not in self._by_thread:
            self._by_thread[thread] = empty_tallies(self._network)
        return self._by_thread[thread]

    def sum(self) -> k.Tallies:
        """Return the tallies of all threads together."""
        total, *others = self._by_thread.values() or (empty_tallies(self._network),)
        for more in others:
            add_tallies(total, more)
        return total


def _totals(state: k.State) -> NDArray[np.int64]:
    """Return events, people who arrived, who left and who are present."""
    registers = state.registers
    present = ((state.tokens.doing != k.FREE) & (state.tokens.parent == k.NONE)).sum()
    return np.asarray([registers[k.EVENTS], registers[k.ARRIVED], registers[k.LEFT], present], dtype=np.int64)


def _run_part(
    compiled: Compiled,
    part: Component,
    root: np.uint64,
    tallies: k.Tallies,
    pools: Any,
    progress: Progress,
    log: bool,
    memory: int | None,
) -> k.State:
    network = compiled.network
    state = new_state(compiled, part, root, pools, log, memory)
    end = network.days * DAY
    # Before anybody is placed: the tables are made long enough for these, and grow for what people do.
    begin(compiled.program, state, np.flatnonzero(np.isin(compiled.program.changes.pool, part.pools)))
    state = _place_people(compiled, part, root, state, tallies)
    tick = network.first_tick
    while tick < end:
        tick = min(end, tick + SLICE_DAYS * DAY)
        state = _advance(compiled, state, tallies, tick)
        progress((tick - network.first_tick) / (end - network.first_tick))
    close_run(compiled.program, state, tallies, np.asarray(part.pools, dtype=np.int64))
    return state


def _advance(compiled: Compiled, state: k.State, tallies: k.Tallies, until: int) -> k.State:
    while (answer := advance(compiled.program, state, tallies, until)) == k.NEEDS_MEMORY:
        state = grown(state)
    if answer == k.STUCK:
        raise NetworkError(f"{_where(compiled, state)}: {k.STUCK_TEXT}")
    if state.registers[k.LOST]:
        raise NetworkError("somebody gives back over 500 things at once to pools that are searched")
    return state


def _where(compiled: Compiled, state: k.State) -> str:
    """Name the journey of the running token, and the last named step at or before hers."""
    step = state.tokens[max(state.registers[k.CURRENT], 0)].pc
    named = np.flatnonzero(compiled.program.steps.name[: step + 1] != k.NONE)
    return compiled.names[compiled.program.steps.name[named[-1]]] if len(named) else compiled.network.name


def _place_people(
    compiled: Compiled, part: Component, root: np.uint64, state: k.State, tallies: k.Tallies
) -> k.State:
    """Let the initial people walk to where they stand, before the first event."""
    start = compiled.network.first_tick
    for row in compiled.standings:
        if row.name not in part.standings:
            continue
        group = named_key(root, f"standing {row.name}")
        slot = 0
        while slot < row.number:
            slot = place_group(
                compiled.program,
                state,
                tallies,
                group,
                slot,
                row.number,
                row.start,
                row.first_attribute,
                row.attributes,
                row.past,
                row.moments,
            )
            state = _advance(compiled, state, tallies, start)
    return state


def _log_lines(compiled: Compiled, state: k.State) -> list[LogEntry]:
    pools = [pool.name for pool in compiled.network.pools]
    return [
        LogEntry(
            int(row.tick),
            int(row.order),
            compiled.names[row.name],
            "" if row.pool < 0 else pools[row.pool],
            int(row.occupied),
        )
        for row in state.log[: state.registers[k.LOG_SIZE]]
    ]
