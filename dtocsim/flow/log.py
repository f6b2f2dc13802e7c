"""The event log: what happened to whom, line by line, in pieces as a run goes on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dtocsim.flow.kernel.layout import NONE, Table


class EventType(StrEnum):
    """What kind of event a line is about; the words are those that event logs of SimPy models use."""

    ARRIVAL_DEPARTURE = "arrival_departure"
    QUEUE = "queue"
    """Somebody asks for units of a pool, or begins to search for a place."""
    RESOURCE_USE = "resource_use"
    """Somebody has got units of a pool."""
    RESOURCE_USE_END = "resource_use_end"
    """Somebody has given units of a pool back."""
    STOCK_USE = "stock_use"
    """Somebody has used up units of a stock."""
    STEP = "step"
    """Any other step, and clocks that win."""


@dataclass(frozen=True)
class LogName:
    """What lines of a log have in common: the journey, the name of the event in it, and its type."""

    journey: str
    event: str
    type: EventType


@dataclass(frozen=True)
class LogEntry:
    """A line of the event log.

    tick: when; key: of the person, or of the task of hers, to whom it happened; person: her key; step:
    journey and event; pool: "" if none; occupied: its units in use afterwards.
    """

    tick: int
    key: int
    person: int
    type: EventType
    step: str
    pool: str
    occupied: int


@dataclass(frozen=True)
class LogPiece:
    """Some consecutive lines of one component.

    rows: record array of `layout.LOG_ROW`; names and pools: what the numbers in it stand for.
    """

    names: Sequence[LogName]
    pools: Sequence[str]
    rows: Table

    def entries(self) -> Iterator[LogEntry]:
        """Return the lines one by one."""
        for tick, key, person, occupied, number, pool in self.rows.tolist():
            name = self.names[number]
            title = "" if pool == NONE else self.pools[pool]
            yield LogEntry(tick, key, person, name.type, f"{name.journey}: {name.event}", title, occupied)


LogSink = Callable[[LogPiece], None]
"""Takes the pieces of a log one after another."""
