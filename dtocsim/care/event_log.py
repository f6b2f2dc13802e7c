"""One replication of an area once more, with everything that happens to its people written to a file."""

from collections.abc import Callable
from pathlib import Path

from dtocsim.care.geography import load_geography
from dtocsim.care.ground import run_together
from dtocsim.care.simulation import chosen_systems, models_of
from dtocsim.flow import compiled
from dtocsim.flow.event_log import EventLog
from dtocsim.scenario import Scenario


def write_event_log(
    scenario: Scenario,
    path: Path,
    *,
    area: str | None = None,
    system: str | None = None,
    district: str | None = None,
    seed: int = 0,
    replication: int = 1,
    progress: Callable[[float], None] = lambda share: None,
) -> None:
    """Write the event log of the people who live in an area; arguments as in `simulate`.

    Of a district, everybody of the councils it lies in is written.
    """
    geography = load_geography(scenario.tables.folder)
    systems, places = chosen_systems(geography, area, system, district)
    wanted = {each.code for each in systems}
    together = run_together(geography.systems, scenario)
    groups = [group for group in together if any(each.code in wanted for each in group)]
    with EventLog(path, journeys=places) as log:
        for number, group in enumerate(groups):
            _, program = models_of(scenario, tuple(each.code for each in group), district)
            compiled.run(program, seed, replication, log_to=log)
            progress((number + 1) / len(groups))
