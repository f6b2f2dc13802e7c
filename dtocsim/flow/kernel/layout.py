"""The arrays that the kernel works on: one record type a table, named tuples that carry them, and the numbers
they share.

Program is what was compiled and never changes; State belongs to one component of the network; Pools and Tally
are indexed by pool, counter and census and shared by components, which never touch the same rows. All times
are ticks of one second.
"""

from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from dtocsim.flow._bundle import Bundle

(
    BRANCH_DRAW, BRANCH_ATTRIBUTE, JUMP, SET, DRAW, NOTE, SINCE, SPELL, COUNT, ENTER, EXIT, MARK, UNMARK,
    LEVEL_IN, LEVEL_OUT, FORK, SEIZE, PLACE, RELEASE, HOLD, REMAIN, GO_ON, SEARCH, JOIN, LEAVE, END_TASK,
) = range(26)  # fmt: skip
"""Operations of the program."""
LAST_CHANGE = FORK
"""Operations up to this one take no time and no units, and nobody waits in them."""

CAPACITY, HOLD_END, FOUND, CLOCK, ARRIVAL = range(5)
"""Phases: the order of timed events within one tick."""

FREE, RUNNING, READY, HOLDING, QUEUED, SEARCHING, JOINING = range(7)
"""What a token is doing."""

POOL, CENSUS, MARKED = range(3)
KINDS = 4
"""Kinds of things a person keeps and gives back when cancelled; kept under the tag label * KINDS + kind."""

TOGETHER, CONSUME, AMOUNT_BY = 1, 2, 4
"""Bits of the mode of a seize; with AMOUNT_BY its amount is a lookup."""
FIRST = 1
"""Flag of a join that waits for the first of its tasks."""

NONE = -1
FIRST_CONSTANT = -3
"""A lookup that depends on nothing is its entry e (-1 or more) written as FIRST_CONSTANT - e, below NONE."""
PRIORITIES = 8
SEARCH_ROW = PRIORITIES
DAY = 86400
WAIT_EDGES_HOURS = (1, 4, 12, 24, 48, 96, 168, 336, 672, 1344)
"""Upper edges, in hours, of the bins in which waits and stays are counted.

One more bin takes what is longer.
"""
WAIT_BINS = len(WAIT_EDGES_HOURS) + 1

WORD_BITS, WORD_BYTES, CODE_BYTES = 64, 8, 2
"""A person's row is words; a bit of one says that she has come to a purpose in this spell, and four codes of
attributes fill one."""

DONE, NEEDS_MEMORY, STUCK = range(3)
"""What `advance` answers."""

MOST_STEPS = 10_000_000
"""Steps in one tick after which a run is taken to go round in a loop that takes no time."""
STUCK_TEXT = f"{MOST_STEPS} steps without time passing; a loop takes no time"

(
    HEAP_SIZE, READY_FIRST, READY_LAST, CURRENT, NOW, EVENTS, FREE_TOKEN, FREE_FRAME, FREE_KEPT, FREE_NODE,
    FREE_REVISIT, LEFT_TOKENS, LEFT_FRAMES, LEFT_KEPT, LEFT_NODES, LEFT_REVISITS, DIRTY_FIRST, DIRTY_COUNT,
    LOGGING, LOG_SIZE, ARRIVED, LEFT, END, LOST, SPAN_NOW, FREE_LATER, LEFT_LATER, PASSED,
    SERIAL, TODAY, MIDNIGHT, AHEAD, SEEN, SEEN_BEFORE, SPAN_BITS,
) = range(35)  # fmt: skip
"""Registers. SERIAL numbers everything that is taken or entered, in the order in which it happens; TODAY is
the day of the run, warm-up included; MIDNIGHT the first one at or after NOW, within [0, recorded days]; AHEAD
is an event of the next span, SEEN and SEEN_BEFORE are those to whom the last two looked at belong; a span
of time has 2 ** SPAN_BITS ticks."""
REGISTERS = 35

I4, I8, U8, F8 = np.int32, np.int64, np.uint64, np.float64
LINE = 64
"""Bytes that the processor fetches from memory at once."""


def _record(**fields: DTypeLike) -> np.dtype[Any]:
    return np.dtype(list(fields.items()), align=True)


STEP = _record(purpose=U8, op=I4, a=I4, b=I4, c=I4, visit=I4, next=I4)
"""Half a line, because steps are many and the nearest memory is small; what else some need stands beside."""
STEP_NAMES = _record(name=I4, other=I4)
SEIZE_ROW = _record(
    first=I4, choices=I4, label=I4, priority=I4, mode=I4, amount=I4, patience=I4, at_once=I4, otherwise=I4
)  # fmt: skip
"""`patience` is the level in which she waits; who need not wait goes on at `at_once` and never enters it."""
LOOKUP = _record(
    first=I4, sources=I4, s0=I4, s1=I4, s2=I4, s3=I4, s4=I4, t0=I4, t1=I4, t2=I4, t3=I4, t4=I4
)  # fmt: skip
DURATION = _record(kind=I4, first=I4, points=I4, a=F8, b=F8)
CLOCK_ROW = _record(lookup=I4, moment=I4, handler=I4, visit=I4, name=I4, purpose=U8)
LEVEL = _record(first=I4, clocks=I4, level=I4)
STREAM = _record(start=I4, first_attribute=I4, attributes=I4, hours=I4, days=I4, name=I4, band=F8)
CENSUS_ROW = _record(
    first=I8, first_stay=I8, cells=I4, marks=I4, lags=I4, first_lag=I4, first_by=I4, by=I4, only=I4, code=I4,
)  # fmt: skip
COUNTER_ROW = _record(first=I8, first_by=I4, by=I4, only=I4, code=I4)
CHANGE = _record(tick=I8, capacity=I8, pool=I4, rule=I4)
RULE = _record(elasticity=F8, base=F8, reference=F8, amount=I8, calendar=I4)

EVENT = _record(when=I8, order=U8, who=I4, stamp=I4)
LATER = _record(when=I8, order=U8, who=I4, stamp=I4, next=I4)
TOKEN = _record(
    key=U8, order=U8, pc=I4, person=I4, frame=I4, kept=I4, stamp=I4, generation=I4, doing=I4, node=I4,
    next=I4, parent=I4, child=I4, censuses=I4,
)  # fmt: skip
"""One line: what nearly every event looks at. `kept` belongs to the person, not to her tasks."""
TASK = _record(pending=I8, waiting_for=I8, since=I8, sibling=I4, task=I4)
"""What a token needs besides if it is a task or starts some; rows as those of the tokens."""
FRAME = _record(due=I8, since=I8, level=I4, clock=I4, below=I4)
KEPT = _record(
    since=I8, serial=I8, amount=I8, changed=I8, marks=U8, cell=I8, what=I4, tag=I4, owner=I4, next=I4
)
"""One line: units of a pool (since, amount), a stay in a census (since, changed, marks, cell) or a mark."""
NODE = _record(
    joined=I8,
    since=I8,
    amount=I8,
    order=U8,
    target=F8,
    token=I4,
    pool=I4,
    priority=I4,
    next=I4,
    before=I4,
    brother=I4,
)
REVISIT = _record(count=I8, slot=I4, next=I4)
POOL_STATE = _record(
    capacity=I8, occupied=I8, waiting=I8, room=I8, changed=I8, queue_changed=I8, accrued=F8, rate=F8,
    accrued_at=I8, searcher=I4, searching=I4, stamp=I4, rule=I4, dirty=I4, key=U8,
)  # fmt: skip
POOL_TALLY = _record(
    occupied_ticks=I8, held_ticks=I8, queue_ticks=I8, waited_ticks=I8, requests=I8, grants=I8, balked=I8,
    reneged=I8, searches=I8, found=I8, searched_ticks=I8,
)  # fmt: skip
BAND = _record(tick=I8, count=I8, base=U8, key=U8, stream=I4, band=I4)
LOG_ROW = _record(tick=I8, order=U8, person=U8, occupied=I8, name=I4, pool=I4)

LOG_LINES = 1 << 15
"""Lines of the event log after which they are handed on; far more than one step writes."""

Table = Any
"""A NumPy record array; mypy knows no field names of records."""


class Program(Bundle):
    """What was compiled from a network; read only."""

    steps: Table
    names: Table
    seizes: Table
    lookups: Table
    durations: Table
    clocks: Table
    levels: Table
    streams: Table
    censuses: Table
    counters: Table
    rules: Table
    changes: Table
    indices: NDArray[np.int64]
    numbers: NDArray[np.float64]
    tables: NDArray[np.float64]
    periods: NDArray[np.int64]
    opens: NDArray[np.int64]
    closes: NDArray[np.int64]
    open_before: NDArray[np.int64]
    shape: NDArray[np.int64]


class State(Bundle):
    """Everything that moves inside one component."""

    registers: NDArray[np.int64]
    heap: Table
    later: Table
    spans: NDArray[np.int32]
    tokens: Table
    frames: Table
    kept: Table
    nodes: Table
    revisits: Table
    tasks: Table
    people: NDArray[np.int64]
    attributes: NDArray[np.int16]
    bands: Table
    log: Table
    pools: Table
    queues: NDArray[np.int32]
    dirty: NDArray[np.int32]


class Tallies(Bundle):
    """What is recorded; see `tally` for the meaning of each array.

    Days and reports come first, so that what is counted today lies together.
    """

    pools: Table
    occupied: NDArray[np.int64]
    waiting: NDArray[np.int64]
    waits: NDArray[np.int64]
    wait_ticks: NDArray[np.int64]
    census: NDArray[np.int64]
    stays: NDArray[np.int64]
    stay_ticks: NDArray[np.int64]
    counts: NDArray[np.int64]


FIRST_TICK, WARM_UP, LAST_DAY, REPORT, MOMENTS, SPELLS, REVISITS, VISITS = range(8)
"""Positions in Program.shape: first tick of the run (a midnight, 0 or below), days of warm-up, number of
recorded days, row of Program.periods that says which report a wait or stay that ends on a day belongs to; and
the columns of State.people in which moments, counts of spells, the head of the list of revisits and the bits
of visits begin. State.attributes is the same memory in numbers of 16 bits, and begins with the attributes."""
