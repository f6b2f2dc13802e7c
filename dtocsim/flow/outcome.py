"""What a run of either engine returns."""

from dataclasses import dataclass

from dtocsim.flow.log import LogEntry
from dtocsim.flow.tally import Tally


@dataclass(frozen=True)
class Run:
    """The outcome of a run: its tally, and the event log if one was asked for."""

    tally: Tally
    log: tuple[LogEntry, ...]
