"""The compiled engine: components, slices of time and progress around the kernel."""

import threading
from contextlib import nullcontext
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dtocsim.flow._jit import COMPILED
from dtocsim.flow.components import Component
from dtocsim.flow.draws import named_key, root_key
from dtocsim.flow.kernel import layout as k
from dtocsim.flow.kernel.run import advance, begin, close_run, place_group
from dtocsim.flow.log import LogPiece, LogSink
from dtocsim.flow.lookup import NetworkError
from dtocsim.flow.memory import grown, new_state
from dtocsim.flow.network import Network
from dtocsim.flow.outcome import Run
from dtocsim.flow.program import Compiled, compile_network
from dtocsim.flow.quantiles import DAY
from dtocsim.flow.tally import Tally, empty_tallies
from dtocsim.flow.threads import Progress, add_tallies, side_by_side

SLICE_DAYS = 5
"""Days between two reports of progress; a slice of England takes well under a second."""


def run(
    network: Network | Compiled,
    seed: int = 0,
    replication: int = 0,
    *,
    progress: Progress | None = None,
    log: bool = False,
    log_to: LogSink | None = None,
    memory: int | None = None,
    threads: int = 1,
) -> Run:
    """Run a network once with the compiled engine.

    Args:
        network: the network, or what `compile_network` made of it (compiled once, run often).
        seed, replication: name the random numbers; see `draws.root_key`.
        progress: told the share done.
        log: keep the event log and return it (memory grows with events).
        log_to: is given the event log in pieces as the run goes on, one component after another, and nothing
            is kept; then the components do not run side by side, whatever `threads` says.
        memory: rows every table starts with, None for what the initial people are likely to need; tables
            double when they are nearly full.
        threads: how many independent components run at the same time; the result is the same, bit for bit.
    """
    compiled = network if isinstance(network, Compiled) else compile_network(network)
    pools, root = compiled.pools.copy(), root_key(seed, replication)
    tallies = TalliesOfThreads(compiled.network)

    def part_of(part: Component, report: Progress) -> tuple[NDArray[np.int64], list[LogPiece]]:
        pieces: list[LogPiece] = []
        sink = pieces.append if log else log_to
        with nullcontext() if COMPILED else np.errstate(over="ignore"):
            state = _run_part(compiled, part, root, tallies.mine(), pools, report, sink, memory)
        return _totals(state), pieces

    side = 1 if log_to is not None else threads
    found = side_by_side(part_of, compiled.parts, side, progress or (lambda share: None))
    totals = sum((part for part, _ in found), np.zeros(4, dtype=np.int64))
    lines = tuple(line for _, pieces in found for piece in pieces for line in piece.entries())
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
    sink: LogSink | None,
    memory: int | None,
) -> k.State:
    network = compiled.network
    state = new_state(compiled, part, root, pools, sink is not None, memory)
    end = network.days * DAY
    # Before anybody is placed: the tables are made long enough for these, and grow for what people do.
    begin(compiled.program, state, np.flatnonzero(np.isin(compiled.program.changes.pool, part.pools)))
    state = _place_people(compiled, part, root, state, tallies, sink)
    tick = network.first_tick
    while tick < end:
        tick = min(end, tick + SLICE_DAYS * DAY)
        state = _advance(compiled, state, tallies, tick, sink)
        progress((tick - network.first_tick) / (end - network.first_tick))
    close_run(compiled.program, state, tallies, np.asarray(part.pools, dtype=np.int64))
    return state


def _advance(
    compiled: Compiled, state: k.State, tallies: k.Tallies, until: int, sink: LogSink | None
) -> k.State:
    while (answer := advance(compiled.program, state, tallies, until)) == k.NEEDS_MEMORY:
        _hand_on_log(compiled, state, sink)
        state = grown(state)
    _hand_on_log(compiled, state, sink)
    if answer == k.STUCK:
        raise NetworkError(f"{_where(compiled, state)}: {k.STUCK_TEXT}")
    if state.registers[k.LOST]:
        raise NetworkError("somebody gives back over 500 things at once to pools that are searched")
    return state


def _hand_on_log(compiled: Compiled, state: k.State, sink: LogSink | None) -> None:
    """Give the lines written so far to the sink, and begin the table of lines anew."""
    size = state.registers[k.LOG_SIZE]
    if sink is not None and size:
        pools = [pool.name for pool in compiled.network.pools]
        sink(LogPiece(compiled.names, pools, state.log[:size].copy()))
        state.registers[k.LOG_SIZE] = 0


def _where(compiled: Compiled, state: k.State) -> str:
    """Name the journey of the running token, and the last named step at or before hers."""
    step = state.tokens[max(state.registers[k.CURRENT], 0)].pc
    named = np.flatnonzero(compiled.program.names.name[: step + 1] != k.NONE)
    if not len(named):
        return compiled.network.name
    name = compiled.names[compiled.program.names.name[named[-1]]]
    return f"{name.journey}: {name.event}"


def _place_people(
    compiled: Compiled,
    part: Component,
    root: np.uint64,
    state: k.State,
    tallies: k.Tallies,
    sink: LogSink | None,
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
            state = _advance(compiled, state, tallies, start, sink)
    return state
