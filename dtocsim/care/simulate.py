"""Run one replication of a scenario: systems side by side on threads; gather what was asked for."""

import os
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any, Literal

import numpy as np

from dtocsim.care.areas import Geography, System
from dtocsim.care.expectations import expectations
from dtocsim.care.geography import load_geography
from dtocsim.care.measures import SystemResult, daily_table, measures, monthly_table, system_result
from dtocsim.care.model import SystemModel
from dtocsim.flow import compiled, reference
from dtocsim.flow.program import Compiled, compile_network
from dtocsim.scenario import Scenario

Engine = Literal["compiled", "reference"]


@dataclass(frozen=True)
class Replication:
    """What one replication found: measures by name, tidy columns, and what it took."""

    measures: Mapping[str, float]
    monthly: Mapping[str, Any]
    daily: Mapping[str, Any]
    events: int
    seconds: float
    notes: tuple[str, ...]


@lru_cache(maxsize=64)
def _model(scenario: Scenario, code: str) -> tuple[SystemModel, Compiled]:
    """Build and compile a system once for all replications."""
    expected = expectations(scenario)
    system = next(system for system in expected.geography.systems if system.code == code)
    model = SystemModel(scenario, system, expected)
    return model, compile_network(model.network)


def simulate(
    scenario: Scenario,
    *,
    area: str | None = None,
    system: str | None = None,
    engine: Engine = "compiled",
    seed: int = 0,
    replication: int = 1,
    progress: Callable[[float], None] = lambda share: None,
) -> Replication:
    """Run one replication.

    A council is run with every system that holds a part of it, and only its residents are counted: they are
    the same people, with the same luck, as in a run of England.

    Args:
        area: ONS code of a council; None for all.
        system: ONS code of a system; None for all.
        engine: `compiled` or `reference`.
        seed, replication: name the random numbers.
        progress: told the share done; may raise to stop the run.

    Raises:
        DataError: a table of the scenario is malformed or does not cover the run.
    """
    started = time.perf_counter()
    geography = load_geography(scenario.tables.folder)
    systems = _chosen_systems(geography, area, system)
    chosen = frozenset(place.id for place in geography.places if area is None or place.council_code == area)
    expectations(scenario)
    results = _run_all(scenario, systems, chosen, engine, seed, replication, progress)
    run = scenario.run
    dates = [run.first_day + timedelta(days=day) for day in range(run.days)]
    return Replication(
        measures=measures(results, run.days),
        monthly=monthly_table(results, np.asarray([day.isoformat()[:7] for day in dates])),
        daily=daily_table(results, np.asarray([day.isoformat() for day in dates])),
        events=sum(result.events for result in results),
        seconds=time.perf_counter() - started,
        notes=tuple(note for result in results for note in result.notes),
    )


def _chosen_systems(geography: Geography, area: str | None, system: str | None) -> list[System]:
    if system is not None:
        return [each for each in geography.systems if each.code == system]
    if area is not None:
        return [
            each for each in geography.systems if any(place.council_code == area for place in each.places)
        ]
    return list(geography.systems)


def _run_all(
    scenario: Scenario,
    systems: list[System],
    chosen: frozenset[str],
    engine: Engine,
    seed: int,
    replication: int,
    progress: Callable[[float], None],
) -> list[SystemResult]:
    """Run the systems on a thread for each processor; the order of the results is that of the systems."""
    shares = Shares([system.code for system in systems], progress)

    def one(system: System) -> SystemResult:
        return _run_system(scenario, system, chosen, engine, seed, replication, shares.of(system.code))

    if len(systems) == 1 or engine == "reference":
        return [one(system) for system in systems]
    # Large systems first, so that no processor waits for the last one.
    order = sorted(systems, key=lambda system: -len(system.places))
    pool = ThreadPoolExecutor(os.cpu_count() or 1)
    try:
        futures = {system.code: pool.submit(one, system) for system in order}
        return [futures[system.code].result() for system in systems]
    except BaseException:
        shares.stop()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


class Stopped(Exception):
    """The run was stopped from outside; raised in the threads that work on it."""


class Shares:
    """Adds up the progress of several systems; only the thread that started the run reports it."""

    def __init__(self, codes: list[str], progress: Callable[[float], None]) -> None:
        self._done = dict.fromkeys(codes, 0.0)
        self._progress = progress
        self._lock = threading.Lock()
        self._stopped = False

    def stop(self) -> None:
        """Let every thread stop at its next slice."""
        self._stopped = True

    def of(self, code: str) -> Callable[[float], None]:
        """Return the function that one system reports to."""

        def report(done: float) -> None:
            if self._stopped:
                raise Stopped
            with self._lock:
                self._done[code] = done
                self._progress(sum(self._done.values()) / len(self._done))

        return report


def _run_system(
    scenario: Scenario,
    system: System,
    chosen: frozenset[str],
    engine: Engine,
    seed: int,
    replication: int,
    progress: Callable[[float], None],
) -> SystemResult:
    model, program = _model(scenario, system.code)
    if engine == "reference":
        tally = reference.run(model.network, seed, replication, progress=progress).tally
    else:
        tally = compiled.run(program, seed, replication, progress=progress).tally
    return system_result(model, tally, chosen)
