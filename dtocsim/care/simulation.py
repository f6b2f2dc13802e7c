"""Run one replication of a scenario: systems side by side on threads; gather what was asked for."""

import os
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from typing import Literal

from dtocsim.care.areas import Geography, Place, System
from dtocsim.care.blocks import Table, tidy
from dtocsim.care.counting import SystemCounts, count_system
from dtocsim.care.expectations import expectations
from dtocsim.care.geography import load_geography
from dtocsim.care.ground import run_together
from dtocsim.care.journey import build_systems
from dtocsim.care.measures import MEASURES, evaluate
from dtocsim.care.model import SystemModel
from dtocsim.care.tables import DataError
from dtocsim.flow import NetworkError, compiled, reference
from dtocsim.flow.memory import bytes_needed
from dtocsim.flow.program import Compiled, compile_network
from dtocsim.flow.threads import Progress, side_by_side
from dtocsim.scenario import Scenario

Engine = Literal["compiled", "reference"]


@dataclass(frozen=True)
class Replication:
    """What one replication found: measures by name, tidy columns, and what it took."""

    measures: Mapping[str, float]
    monthly: Table
    daily: Table
    events: int
    seconds: float
    notes: tuple[str, ...]


_BUILDING = threading.Lock()


Built = tuple[list[SystemModel], Compiled]


def models_of(scenario: Scenario, codes: tuple[str, ...], district: str | None) -> Built:
    """Build and compile systems once for all replications, though several threads ask for them at once."""
    with _BUILDING:
        return _built(scenario, codes, district)


@lru_cache(maxsize=64)
def _built(scenario: Scenario, codes: tuple[str, ...], district: str | None) -> Built:
    expected = expectations(scenario)
    systems = [system for system in expected.geography.systems if system.code in codes]
    try:
        models = build_systems(scenario, systems, expected, district)
        return models, compile_network(models[0].network)
    except NetworkError as error:
        # A single value is checked where it is read; what many do to one stream or step shows only here.
        raise DataError(f"the scenario's values cannot be run: {error}") from error


def forget_models() -> None:
    """Let go of the models kept for further replications: who runs many scenarios would keep them all."""
    with _BUILDING:
        _built.cache_clear()


def memory_of_a_network(
    scenario: Scenario, area: str | None, system: str | None, district: str | None
) -> int:
    """Return the bytes that the largest network of a run is likely to need while it runs.

    Args:
        area, system, district: as in `simulate`.
    """
    geography = load_geography(scenario.tables.folder)
    wanted = {each.code for each in chosen_systems(geography, area, system, district)[0]}
    groups = [
        group for group in run_together(geography.systems, scenario) if wanted & {each.code for each in group}
    ]

    def people(group: tuple[System, ...]) -> float:
        return sum(sum(place.population) for each in group for place in each.places)

    largest = max(groups, key=people)
    return bytes_needed(models_of(scenario, tuple(each.code for each in largest), district)[1])


def simulate(
    scenario: Scenario,
    *,
    area: str | None = None,
    system: str | None = None,
    district: str | None = None,
    engine: Engine = "compiled",
    seed: int = 0,
    replication: int = 1,
    threads: int | None = None,
    progress: Callable[[float], None] = lambda share: None,
) -> Replication:
    """Run one replication.

    A council or district is run with every system that holds a part of it, and only its residents are
    counted: they are the same people, with the same luck, as in a run of England.

    Args:
        area: ONS code of a council; None for all.
        system: ONS code of a system; None for all.
        district: ONS code of a district; None for all.
        engine: `compiled` or `reference`.
        seed, replication: name the random numbers.
        threads: how many systems run at the same time; None for one a processor.
        progress: told the share done; may raise to stop the run.

    Raises:
        DataError: a table of the scenario is malformed or does not cover the run.
    """
    started = time.perf_counter()
    geography = load_geography(scenario.tables.folder)
    systems, chosen = chosen_systems(geography, area, system, district)
    with _BUILDING:
        expectations(scenario)
    about = _About(scenario, chosen, district, engine, seed, replication)
    results = _run_all(about, systems, threads or os.cpu_count() or 1, progress)
    run = scenario.run
    dates = [(run.first_day + timedelta(days=day)).isoformat() for day in range(run.days)]
    monthly = tidy([block for each in results for block in each.monthly], "month", results[0].months)
    daily = tidy([block for each in results for block in each.daily], "date", dates)
    return Replication(
        measures=_measures(monthly, run.days),
        monthly=monthly,
        daily=daily,
        events=sum(result.events for result in results),
        seconds=time.perf_counter() - started,
        notes=tuple(note for result in results for note in result.notes),
    )


def _measures(monthly: Table, days: int) -> dict[str, float]:
    import pandas as pd

    found = evaluate(tuple(MEASURES.values()), pd.DataFrame({"replication": 1, **monthly}), days)
    return {str(name): float(value) for name, value in found.iloc[0].items()}


@dataclass(frozen=True)
class _About:
    """What a replication is about: whose residents are counted (ids of places, a district), and its luck."""

    scenario: Scenario
    chosen: frozenset[str]
    district: str | None
    engine: Engine
    seed: int
    replication: int


def chosen_systems(
    geography: Geography, area: str | None, system: str | None, district: str | None
) -> tuple[list[System], frozenset[str]]:
    """Return the systems to run, and the ids of the places whose residents are counted."""

    def wanted(place: Place) -> bool:
        return (
            (area is None or place.council_code == area)
            and (system is None or place.system_code == system)
            and (district is None or any(each.code == district for each in place.districts))
        )

    chosen = [place for place in geography.places if wanted(place)]
    codes = {place.system_code for place in chosen}
    return [each for each in geography.systems if each.code in codes], frozenset(each.id for each in chosen)


def _run_all(
    about: _About, systems: list[System], threads: int, progress: Callable[[float], None]
) -> list[SystemCounts]:
    """Run the systems on so many threads; the order of the results is that of the systems."""
    wanted = frozenset(system.code for system in systems)
    everywhere = run_together(load_geography(about.scenario.tables.folder).systems, about.scenario)
    groups = [group for group in everywhere if any(system.code in wanted for system in group)]

    def one(group: tuple[System, ...], report: Progress) -> dict[str, SystemCounts]:
        return _run_group(about, group, wanted, report)

    def size(group: tuple[System, ...]) -> int:
        return sum(len(system.places) for system in group)

    threads = 1 if about.engine == "reference" else threads
    found = side_by_side(one, groups, threads, progress, weight=size)
    by_code = {code: counts for part in found for code, counts in part.items()}
    return [by_code[system.code] for system in systems]


def _run_group(
    about: _About, group: tuple[System, ...], wanted: frozenset[str], progress: Callable[[float], None]
) -> dict[str, SystemCounts]:
    """Run systems that share a network, and read those that are wanted."""
    models, program = models_of(about.scenario, tuple(system.code for system in group), about.district)
    if about.engine == "reference":
        tally = reference.run(models[0].network, about.seed, about.replication, progress=progress).tally
    else:
        tally = compiled.run(program, about.seed, about.replication, progress=progress).tally
    read = [model for model in models if model.system.code in wanted]
    found = {model.system.code: count_system(model, tally, about.chosen) for model in read}
    # What concerns the network as a whole is told once.
    for model in read[1:]:
        found[model.system.code] = replace(found[model.system.code], events=0, notes=())
    return found
