"""A calibration from files to files."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dtocsim.care.areas import Geography
from dtocsim.care.calendar import financial_year
from dtocsim.care.geography import load_geography
from dtocsim.experiment.where import locate
from dtocsim.scenario import Problem, Scenario, ScenarioError, load
from dtocsim.scenario.setting import numbers

from .calibration import Calibration, calibrate
from .evaluations import Evaluations
from .history import Settings
from .levers import Lever, of_file, of_registry
from .outputs import write_outputs
from .representatives import representatives
from .simulation import Simulation, systems_of
from .target_files import read_targets
from .targets import Target

_NATION = "England"
_POINTS = "points"


@dataclass(frozen=True)
class Wanted:
    """What a user asks for.

    Attributes:
        scenario: the file to be calibrated.
        targets: the file of figures.
        parameters: the file of what may move; None for the registry's calibrated numbers.
        area: of targets that name none; its values alone move. None for England.
        systems: how many systems stand for England.
        tolerance_percent: of a monthly return, in % of each figure.
        replications: of each point.
        settings: how much is spent.
        processes: how many simulations run side by side.
        folder: where everything is kept.
    """

    scenario: Path
    targets: Path
    parameters: Path | None
    area: str | None
    systems: int
    tolerance_percent: float
    replications: int
    settings: Settings
    processes: int
    folder: Path


@dataclass(frozen=True)
class Finished:
    """A calibration and what it was done on.

    Attributes:
        name: of the scenario.
        found: the calibration.
        systems: names of the systems that were matched on.
        replications: of each point.
    """

    name: str
    found: Calibration
    systems: tuple[str, ...]
    replications: int


def calibrate_files(wanted: Wanted, told: Callable[[str, int, int], None]) -> Finished:
    """Calibrate, and write the best scenario, the ensemble and the tables.

    Args:
        wanted: what is asked for.
        told: hears of progress.

    Raises:
        ScenarioError: a file says what cannot be meant.
        UnknownArea: there is no such area.
        DataError: a table of the scenario is malformed or does not cover the run.
        OSError: the disk refuses.
    """
    scenario = load(wanted.scenario)
    local = locate(scenario, wanted.area, None).name if wanted.area is not None else None
    targets = read_targets(wanted.targets, local or _NATION, wanted.tolerance_percent)
    _inside(scenario, targets, wanted.targets)
    levers = _levers(wanted, scenario)
    simulations = _simulations(scenario, targets, local, wanted.systems)
    evaluations = Evaluations(simulations, levers, wanted.folder / _POINTS, wanted.processes, told)
    with evaluations.running():
        found = calibrate(evaluations, wanted.replications, wanted.settings)
    write_outputs(wanted.folder, wanted.scenario, simulations[0], levers, found)
    systems = _names(load_geography(scenario.tables.folder), simulations[0])
    return Finished(scenario.name, found, systems, wanted.replications)


def _levers(wanted: Wanted, scenario: Scenario) -> tuple[Lever, ...]:
    values = numbers(scenario)
    return of_registry(values) if wanted.parameters is None else of_file(wanted.parameters, values)


def _simulations(
    scenario: Scenario, targets: tuple[Target, ...], local: str | None, systems: int
) -> tuple[Simulation, ...]:
    """The systems that are matched on; where some stand for England, all of England too."""
    geography = load_geography(scenario.tables.folder)
    named = dict.fromkeys(target.area for target in targets)
    parts = [name for name in named if name != _NATION]
    codes = set(systems_of(scenario, parts))
    if _NATION not in named:
        return (_simulation(scenario, targets, codes, geography, local),)
    year = financial_year(scenario.run.first_day)
    codes |= {system.code for system in representatives(geography, systems, year)}
    everywhere = {system.code for system in geography.systems}
    both = (codes, everywhere) if codes < everywhere else (everywhere,)
    return tuple(_simulation(scenario, targets, each, geography, local) for each in both)


def _simulation(
    scenario: Scenario, targets: tuple[Target, ...], codes: set[str], geography: Geography, local: str | None
) -> Simulation:
    ordered = tuple(system.code for system in geography.systems if system.code in codes)
    return Simulation(scenario, targets, ordered, local)


def _names(geography: Geography, simulation: Simulation) -> tuple[str, ...]:
    return tuple(system.name for system in geography.systems if system.code in simulation.systems)


def _inside(scenario: Scenario, targets: tuple[Target, ...], path: Path) -> None:
    """Refuse targets for months that the scenario does not simulate."""
    run = scenario.run
    outside = [target for target in targets if not target.period.inside(run.first_day, run.days)]
    if outside:
        found = f"the run of {run.days} days from {run.first_day} does not cover"
        raise ScenarioError(
            Problem(
                str(path),
                None,
                each.label,
                f"{found} {each.period.first} to {each.period.last}",
                "leave it out",
            )
            for each in outside
        )
