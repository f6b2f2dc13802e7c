"""The compiled engine: memory, components, slices of time and progress around the kernel."""

import threading
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dtocsim.flow._jit import COMPILED
from dtocsim.flow.components import Component, components
from dtocsim.flow.draws import child_key, name_hash, named_key, root_key
from dtocsim.flow.kernel import layout as k
from dtocsim.flow.kernel.events import schedule
from dtocsim.flow.kernel.run import HEAP_MARGIN, MARGIN, advance, close_run, next_candidate, place_group
from dtocsim.flow.lookup import NetworkError
from dtocsim.flow.network import Network
from dtocsim.flow.program import Compiled, compile_network, search_rules
from dtocsim.flow.quantiles import DAY, HOUR
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
    memory: int = 1024,
    threads: int = 1,
) -> Run:
    """Run a network once with the compiled engine.

    Args:
        network: the network, or what `compile_network` made of it (compiled once, run often).
        seed, replication: name the random numbers; see `draws.root_key`.
        progress: told the share done.
        log: keep the event log (memory grows with events).
        memory: rows every table starts with; tables double when they are nearly full.
        threads: how many independent components run at the same time; the result is the same, bit for bit.
    """
    compiled = network if isinstance(network, Compiled) else compile_network(network)
    pools, root = _pool_states(compiled), root_key(seed, replication)
    tallies = TalliesOfThreads(compiled.network)

    def part_of(part: Component, report: Progress) -> tuple[NDArray[np.int64], list[LogEntry]]:
        with nullcontext() if COMPILED else np.errstate(over="ignore"):
            state = _run_part(compiled, part, root, tallies.mine(), pools, report, log, memory)
        return _totals(state), _log_lines(compiled, state)

    found = side_by_side(part_of, components(compiled.network), threads, progress or (lambda share: None))
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
    memory: int,
) -> k.State:
    network = compiled.network
    state = _new_state(compiled, part, root, pools, log, memory)
    end = network.days * DAY
    for change, row in enumerate(compiled.program.changes):
        if row.pool in part.pools and any(pool.changes for pool in network.pools):
            schedule(compiled.program, state, row.tick, k.CAPACITY, pools[row.pool].key, change, 0)
    # Before anybody is placed: the tables are made long enough for these, and grow for what people do.
    for band in range(len(state.bands)):
        next_candidate(compiled.program, state, band)
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
        state = _grown(state)
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


def _pool_states(compiled: Compiled) -> Any:
    network = compiled.network
    table: Any = np.zeros(max(1, len(network.pools)), dtype=k.POOL_STATE).view(np.recarray)
    rules = search_rules(network)
    for pool in network.pools:
        row = table[pool.index]
        row.capacity, row.room = pool.capacity, 1 << 40 if pool.room is None else pool.room
        row.changed = row.queue_changed = network.first_tick
        row.searcher, row.rule, row.key = k.NONE, k.NONE, name_hash(pool.name)
        if pool.search is not None:
            row.rule = rules.index(pool.search)
    return table


def _new_state(
    compiled: Compiled, part: Component, root: np.uint64, pools: Any, log: bool, memory: int
) -> k.State:
    network = compiled.network
    size, bands = max(memory, 128), _bands(compiled, part, root)
    people = _zeros((size, compiled.words), np.int64)
    events = size + 1024 + len(compiled.program.changes) + len(bands)
    registers = np.zeros(k.REGISTERS, dtype=np.int64)
    registers[[k.READY_FIRST, k.READY_LAST, k.CURRENT, k.AHEAD]] = k.NONE
    registers[k.NOW], registers[k.END], registers[k.LOGGING] = (
        network.first_tick,
        network.days * DAY,
        int(log),
    )
    state = k.State(
        registers=registers,
        heap=_table(events, k.EVENT),
        later=_table(events, k.LATER),
        hours=np.full((network.days * DAY - network.first_tick) // HOUR, k.NONE, dtype=np.int32),
        tokens=_table(size, k.TOKEN),
        frames=_table(size, k.FRAME),
        kept=_table(size, k.KEPT),
        nodes=_table(size, k.NODE),
        revisits=_table(size, k.REVISIT),
        tasks=_table(size, k.TASK),
        people=people,
        attributes=people.view(np.int16),
        bands=bands,
        log=_table(size if log else 1, k.LOG_ROW),
        pools=pools,
        queues=np.full(2 * k.PRIORITIES * max(1, len(network.pools)), k.NONE, dtype=np.int32),
        dirty=np.zeros(max(1, len(network.pools)), dtype=np.int32),
    )
    for name, (first, left, link) in FREE_LISTS.items():
        _link_free(getattr(state, name), registers, first, left, link, 0)
    return state


FREE_LISTS = {
    "tokens": (k.FREE_TOKEN, k.LEFT_TOKENS, "next"),
    "frames": (k.FREE_FRAME, k.LEFT_FRAMES, "below"),
    "kept": (k.FREE_KEPT, k.LEFT_KEPT, "next"),
    "nodes": (k.FREE_NODE, k.LEFT_NODES, "next"),
    "revisits": (k.FREE_REVISIT, k.LEFT_REVISITS, "next"),
    "later": (k.FREE_LATER, k.LEFT_LATER, "next"),
}
"""Tables with a list of free rows: registers of its head and length, and the field that links it."""
BESIDE = {"tokens": ("tasks", "people"), "later": ("heap",)}
"""Tables that are as long as another."""


def _table(size: int, dtype: Any) -> Any:
    return _zeros((size,), dtype).view(np.recarray)


def _zeros(shape: tuple[int, ...], dtype: Any) -> NDArray[Any]:
    """Return an array of zeros that begins where a line of memory does."""
    size = int(np.prod(shape)) * np.dtype(dtype).itemsize
    memory = np.zeros(size + k.LINE, dtype=np.uint8)
    start = -memory.ctypes.data % k.LINE
    table: NDArray[Any] = memory[start : start + size].view(dtype).reshape(shape)
    return table


def _link_free(table: Any, registers: NDArray[np.int64], first: int, left: int, link: str, used: int) -> None:
    """Put the rows from `used` on in front of the list of free rows."""
    old = registers[first] if registers[left] else k.NONE
    table[link][used:-1] = np.arange(used + 1, len(table))
    table[link][-1] = old
    registers[first] = used
    registers[left] += len(table) - used


def _grown(state: k.State) -> k.State:
    """Double every table that is short of room."""
    registers, changes = state.registers, {}
    for name, (first, left, link) in FREE_LISTS.items():
        table = getattr(state, name)
        # A later event may have to move to the heap, which is as long as the table of later ones.
        taken, margin = (registers[k.HEAP_SIZE], HEAP_MARGIN) if name == "later" else (0, MARGIN)
        if registers[left] - taken < max(margin, len(table) // 4):
            changes[name] = _doubled(table)
            _link_free(changes[name], registers, first, left, link, len(table))
            changes |= {beside: _doubled(getattr(state, beside)) for beside in BESIDE.get(name, ())}
    if "people" in changes:
        changes["attributes"] = changes["people"].view(np.int16)
    if registers[k.LOGGING] and registers[k.LOG_SIZE] > len(state.log) // 2:
        changes["log"] = _doubled(state.log)
    return state.with_arrays(**changes)


def _doubled(table: Any) -> Any:
    """Return the table with as many empty rows again."""
    bigger = _zeros((2 * len(table), *table.shape[1:]), table.dtype).view(type(table))
    bigger[: len(table)] = table
    return bigger


def _bands(compiled: Compiled, part: Component, root: np.uint64) -> Any:
    rows: list[tuple[int, int, np.uint64]] = []
    for number in part.streams:
        stream = compiled.network.streams[number]
        top = float(stream.per_day.max() * stream.by_hour.max())
        key = named_key(root, f"stream {stream.name}")
        rows += [(number, band, child_key(key, band)) for band in range(int(np.ceil(top / stream.band)))]
    table = _table(len(rows), k.BAND)
    for position, (number, band, base) in enumerate(rows):
        row = table[position]
        row.stream, row.band, row.base, row.tick = number, band, base, compiled.network.first_tick
    return table


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
