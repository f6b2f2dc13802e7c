"""The memory of the kernel: tables that begin with as many rows as are likely to be needed, and grow."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dtocsim.flow.components import Component, components
from dtocsim.flow.draws import named_key
from dtocsim.flow.kernel import layout as k
from dtocsim.flow.kernel.run import HEAP_MARGIN, MARGIN
from dtocsim.flow.program import Compiled
from dtocsim.flow.quantiles import DAY
from dtocsim.flow.tally import empty_tallies

_DAYS_OF_ARRIVALS = 30
_TABLES_WHEN_GROWING = 3
"""The doubled tables, and those of half the size that they are copied from, over the size at the start."""
_TALLIES_WHEN_READ = 4
"""Tallies with what is worked out from them when a run is read."""
LONGEST_SPAN, ARRIVALS_IN_A_SPAN = 1 << 12, 5
LEAST, USUAL = 128, 1024
"""Rows that a table needs, and with which it begins where nobody is there at the start."""


def new_state(
    compiled: Compiled, part: Component, root: np.uint64, pools: Any, log: bool, memory: int | None
) -> k.State:
    """Return the state in which a component begins, before anything has happened in it.

    Args:
        root: the key of the replication.
        pools: the states of all pools; each component writes to its own.
        log: make room for an event log.
        memory: rows every table starts with; None for as many as the initial people are likely to need.
    """
    network = compiled.network
    size = max(_likely(compiled, part) if memory is None else memory, LEAST)
    bands = _bands(compiled, part, root)
    events = size + 1024 + len(compiled.program.changes) + len(bands)
    shapes: dict[str, tuple[tuple[int, ...], Any]] = {
        "heap": ((events,), k.EVENT), "later": ((events,), k.LATER), "tokens": ((size,), k.TOKEN),
        "frames": ((size,), k.FRAME), "kept": ((size,), k.KEPT), "nodes": ((size,), k.NODE),
        "revisits": ((size,), k.REVISIT), "tasks": ((size,), k.TASK),
        "people": ((size, compiled.words), np.int64),
    }  # fmt: skip
    tables = dict(zip(shapes, _side_by_side(list(shapes.values())), strict=True))
    registers = np.zeros(k.REGISTERS, dtype=np.int64)
    registers[[k.READY_FIRST, k.READY_LAST, k.CURRENT, k.AHEAD]] = k.NONE
    end = network.days * DAY
    registers[k.NOW], registers[k.END], registers[k.LOGGING] = network.first_tick, end, int(log)
    registers[k.SPAN_BITS] = bits = _span_bits(compiled, part)
    state = k.State(
        registers=registers,
        **tables,
        spans=np.full((end - 1 - network.first_tick >> bits) + 1, k.NONE, dtype=np.int32),
        attributes=tables["people"].view(np.int16),
        bands=bands,
        log=_table(k.LOG_LINES if log else 1, k.LOG_ROW),
        pools=pools,
        queues=np.full(2 * k.PRIORITIES * max(1, len(network.pools)), k.NONE, dtype=np.int32),
        dirty=np.zeros(max(1, len(network.pools)), dtype=np.int32),
    )
    for name, (first, left, link) in FREE_LISTS.items():
        _link_free(getattr(state, name), registers, first, left, link, 0)
    return state


def _likely(compiled: Compiled, part: Component) -> int:
    """Return the power of two in which the initial people fit with half as many again."""
    people = sum(row.number for row in compiled.standings if row.name in part.standings)
    return max(USUAL, 1 << (people + people // 2).bit_length())


def _span_bits(compiled: Compiled, part: Component) -> int:
    """Return the bits of the span of time for which events are kept together: few arrive in so many ticks."""
    arriving = sum(float(compiled.network.streams[number].per_day.mean()) for number in part.streams)
    most = ARRIVALS_IN_A_SPAN * DAY / arriving if arriving else LONGEST_SPAN
    return max(0, int(min(most, LONGEST_SPAN)).bit_length() - 1)


def _bands(compiled: Compiled, part: Component, root: np.uint64) -> Any:
    """Return the rate bands of a component's streams, each with the key of its stream for `begin`."""
    streams = [compiled.network.streams[number] for number in part.streams]
    keys = np.asarray([named_key(root, f"stream {stream.name}") for stream in streams], dtype=np.uint64)
    tops = [float(stream.per_day.max() * stream.by_hour.max()) / stream.band for stream in streams]
    counts = np.ceil(np.asarray(tops)).astype(np.int64)
    table = _table(int(counts.sum()), k.BAND)
    table.stream, table.base = np.repeat(part.streams, counts), np.repeat(keys, counts)
    table.band = np.arange(len(table)) - np.repeat(np.cumsum(counts) - counts, counts)
    table.tick = compiled.network.first_tick
    return table


def bytes_needed(compiled: Compiled) -> int:
    """Return the bytes that a run of a network is likely to need beyond the network itself.

    Tables are counted after they have grown once, with what they grew from, for the people there at the start
    and a month's arrivals. Queues that grow without end are not foreseen.
    """
    network = compiled.network
    arriving = sum(float(stream.per_day.mean()) for stream in network.streams) * _DAYS_OF_ARRIVALS
    rows = max(_likely(compiled, part) for part in components(network))
    rows = max(rows, 1 << int(arriving).bit_length())
    tables = (k.TOKEN, k.FRAME, k.KEPT, k.NODE, k.REVISIT, k.TASK, k.LATER, k.EVENT)
    row = sum(int(table.itemsize) for table in tables) + 8 * compiled.words
    tallies = empty_tallies(network)
    counted = sum(int(getattr(tallies, name).nbytes) for name in type(tallies).__annotations__)
    return _TABLES_WHEN_GROWING * rows * row + _TALLIES_WHEN_READ * counted


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


def _zeros(shape: tuple[int, ...], dtype: Any) -> Any:
    """Return an array of zeros that begins where a line of memory does, with another line before it.

    The kernel, which looks ahead, may read the row that NONE names, though it makes no use of it.
    """
    (table,) = _side_by_side([(shape, dtype)])
    return table


def _side_by_side(shapes: Sequence[tuple[tuple[int, ...], Any]]) -> list[Any]:
    """Return arrays as `_zeros` does, in one piece of memory: a large one has large pages, which are few."""
    sizes = [int(np.prod(shape)) * np.dtype(dtype).itemsize for shape, dtype in shapes]
    memory = np.zeros(sum(sizes) + 2 * k.LINE * (len(shapes) + 1), dtype=np.uint8)
    start, found = k.LINE + -memory.ctypes.data % k.LINE, []
    for (shape, dtype), size in zip(shapes, sizes, strict=True):
        table = memory[start : start + size].view(dtype).reshape(shape)
        found.append(table.view(np.recarray) if np.dtype(dtype).names else table)
        start += k.LINE + -(-size // k.LINE) * k.LINE
    return found


def _link_free(table: Any, registers: NDArray[np.int64], first: int, left: int, link: str, used: int) -> None:
    """Put the rows from `used` on in front of the list of free rows."""
    old = registers[first] if registers[left] else k.NONE
    table[link][used:-1] = np.arange(used + 1, len(table))
    table[link][-1] = old
    registers[first] = used
    registers[left] += len(table) - used


def grown(state: k.State) -> k.State:
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
    return state.with_arrays(**changes)


def _doubled(table: Any) -> Any:
    """Return the table with as many empty rows again."""
    bigger = _zeros((2 * len(table), *table.shape[1:]), table.dtype).view(type(table))
    bigger[: len(table)] = table
    return bigger
