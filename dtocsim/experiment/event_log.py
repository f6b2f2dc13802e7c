"""The event log of an area: everything that happens to its people in one replication, as a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from dtocsim import care
from dtocsim.care.gazetteer import UnknownArea
from dtocsim.experiment.where import locate

if TYPE_CHECKING:
    from dtocsim.scenario import Scenario


def check_log_area(scenario: Scenario, area: str | None, system: str | None) -> None:
    """Refuses the event log of England, which would be larger than any disk wants it.

    Raises:
        UnknownArea: No such area, or all of England.
    """
    if locate(scenario, area, system).kind == "nation":
        raise UnknownArea(
            "an event log of England would take several gigabytes: give an area or a system with --event-log"
        )


def write_event_log(
    scenario: Scenario,
    path: Path,
    *,
    area: str | None = None,
    system: str | None = None,
    progress: Callable[[float], None] = lambda share: None,
) -> None:
    """Runs the first replication of an area once more and writes all that happens in it.

    Args:
        scenario: What `load` returned.
        path: The Parquet file; see `flow.event_log` for its columns.
        area: A council, district or system, by name or code.
        system: A system, by name or code.
        progress: Called with the finished share, 0 to 1.

    Raises:
        UnknownArea: No such area, or all of England.
    """
    check_log_area(scenario, area, system)
    where = locate(scenario, area, system)
    care.write_event_log(
        scenario,
        path,
        area=where.code if where.kind == "council" else None,
        system=where.code if where.kind == "system" else None,
        district=where.code if where.kind == "district" else None,
        seed=scenario.run.seed,
        progress=progress,
    )
