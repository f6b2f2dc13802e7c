"""The smallest system of England, Cumbria's north, in runs short enough for a test."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from dtocsim.care.expectations import expectations
from dtocsim.care.journey import build_system
from dtocsim.care.model import SystemModel
from dtocsim.care.simulation import Engine, Replication, simulate
from dtocsim.flow import compiled
from dtocsim.flow.log import LogEntry
from dtocsim.flow.outcome import Run
from dtocsim.scenario import Scenario, load

ENGLAND = Path(__file__).parents[2] / "scenarios" / "england-2017-18.yaml"
CUMBRIA = "E54000047"
PLACE = "Cumbria (West, North and East Cumbria)"
SHORT = ("run.days=40", "run.warm_up_days=20")
TIGHT = (
    *SHORT,
    "hospital.usable_bed_share=0.8",
    "hospital.emergency_stay_mean_days.0-64=6",
    "hospital.emergency_stay_mean_days.85+=14",
)
"""Stays so long, on beds for the usual ones, that patients queue."""
BRIEF = ("run.days=20", "run.warm_up_days=5")


@lru_cache
def scenario(*changes: str) -> Scenario:
    """The shipped scenario with changes, each as `key=value`."""
    return load(ENGLAND, set_=changes)


@lru_cache
def model(*changes: str) -> SystemModel:
    """The network of the smallest system."""
    expected = expectations(scenario(*changes))
    system = next(each for each in expected.geography.systems if each.code == CUMBRIA)
    return build_system(scenario(*changes), system, expected)


@lru_cache
def simulated(*changes: str, engine: Engine = "compiled") -> Replication:
    """One replication of the smallest system, as tables and measures."""
    return simulate(scenario(*changes), system=CUMBRIA, seed=1, engine=engine)


@lru_cache
def run(*changes: str) -> Run:
    """One replication of the smallest system, with its event log."""
    return compiled.run(model(*changes).network, seed=1, replication=1, log=True)


def step(entry: LogEntry) -> str:
    """The name of a step without the journey it belongs to."""
    return entry.step.removeprefix(f"{PLACE}: ").removesuffix(f" {PLACE}")


@lru_cache
def people(*changes: str) -> Mapping[int, Sequence[LogEntry]]:
    """The event log by person."""
    found: dict[int, list[LogEntry]] = defaultdict(list)
    for entry in run(*changes).log:
        found[entry.key].append(entry)
    return found
