"""One system of about a million people: the first replication of a new scenario, and twenty."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from dtocsim import care
from dtocsim.scenario import Scenario, load

SYSTEM, CODE = "Derbyshire", "E54000012"
REPLICATIONS, THREADS = 20, 2
CHANGE = "home_care.search_mean_days=3.21"
"""A change of the kind that a slider makes, to a value that no file has: the network is built anew."""


@dataclass(frozen=True)
class SystemTiming:
    """Seconds by the clock: the first replication of a changed scenario, and twenty on two threads."""

    first_seconds: float
    twenty_seconds: float
    events: int


def bench_system(path: Path, days: int, replications: int = REPLICATIONS) -> SystemTiming:
    """Measure a system under a changed scenario, once the base has been run.

    Raises:
        ScenarioError: the scenario is wrong.
        DataError: a table of the scenario is malformed.
    """
    base = load(path, set_=(f"run.days={days}",))
    _simulate(base, 1)
    changed = load(path, set_=(f"run.days={days}", CHANGE))
    started = time.perf_counter()
    events = _simulate(changed, 1)
    first = time.perf_counter() - started
    threads = min(THREADS, os.cpu_count() or 1)
    started = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda number: _simulate(changed, number), range(1, replications + 1)))
    return SystemTiming(first, time.perf_counter() - started, events)


def _simulate(scenario: Scenario, replication: int) -> int:
    return care.simulate(scenario, system=CODE, seed=scenario.run.seed, replication=replication).events
