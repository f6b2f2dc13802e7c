"""England in processes of their own: one processor, then two."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dtocsim.analysis.bench import toy
from dtocsim.care.geography import load_geography
from dtocsim.care.ground import run_together
from dtocsim.care.simulation import models_of
from dtocsim.experiment import run
from dtocsim.flow import compiled
from dtocsim.flow.program import Compiled, compile_network
from dtocsim.scenario import Scenario, load

PROCESSORS = (1, 2)
REPLICATIONS = 2
CALL = "import sys; from dtocsim.analysis.bench.england import print_measured; print_measured(*sys.argv[1:])"


@dataclass(frozen=True)
class EnglandTiming:
    """A run of England.

    first_seconds: first replication, with building and compiling the networks; next_seconds: one more
    replication; events: of one; peak_bytes: most memory of the process, None if unknown; relative: processor
    time for an event, of all its networks run by the engine once they are compiled, over the toy network's.
    """

    processors: int
    first_seconds: float
    next_seconds: float
    events: int
    peak_bytes: int | None
    relative: float


def bench_england(scenario: Path, days: int) -> list[EnglandTiming]:
    """Measure two replications of a scenario for so many days, on one processor and on two if there are two.

    Raises:
        ScenarioError: the scenario is wrong.
        OSError: if the run fails; it has said why on standard error.
    """
    load(scenario, set_=(f"run.days={days}",))
    if not hasattr(os, "sched_setaffinity"):
        return [_measure(scenario, days, os.cpu_count() or 1)]
    most = len(os.sched_getaffinity(0))
    return [_measure(scenario, days, count) for count in PROCESSORS if count <= most]


def _measure(scenario: Path, days: int, processors: int) -> EnglandTiming:
    command = [sys.executable, "-c", CALL, str(scenario), str(days), str(processors)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        raise OSError(f"the run of {scenario} on {processors} processors failed")
    return EnglandTiming(**json.loads(done.stdout))


def measure_here(scenario: Path, days: int, processors: int) -> EnglandTiming:
    """Measure in this process, on its first processors only."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:processors])
    loaded = load(scenario, set_=(f"run.days={days}",))
    manifest = run(loaded, replications=REPLICATIONS).manifest
    first, later = manifest.seconds
    peak = manifest.peak_memory_bytes
    relative = seconds_per_event(_networks(loaded)) / seconds_per_event([compile_network(toy.toy_network())])
    return EnglandTiming(processors, first, later, manifest.events[0], peak, relative)


def _networks(scenario: Scenario) -> list[Compiled]:
    """Return the networks of a scenario, compiled: those that its run has built and kept."""
    groups = run_together(load_geography(scenario.tables.folder).systems, scenario)
    return [models_of(scenario, tuple(system.code for system in group), None)[1] for group in groups]


def seconds_per_event(networks: Sequence[Compiled]) -> float:
    """Return the processor seconds that the engine takes for an event of networks run one after another."""
    started = time.process_time()
    events = sum(compiled.run(network).tally.events for network in networks)
    return (time.process_time() - started) / events


def print_measured(path: str, days: str, processors: str) -> None:
    """Measure in this process and print the timing for the process that asked."""
    print(json.dumps(vars(measure_here(Path(path), int(days), int(processors)))))
