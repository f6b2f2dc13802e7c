"""A tiny stand-in for the care system, so that what lies around it is tested in milliseconds."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from dtocsim import care
from dtocsim.care.measures import evaluate
from dtocsim.care.words import REASONS
from dtocsim.experiment import Result, run
from dtocsim.scenario import Scenario, load
from dtocsim.scenario.evidence import load_evidence

REPOSITORY = Path(__file__).parents[1]
ENGLAND = REPOSITORY / "scenarios" / "england-2017-18.yaml"
USUAL_SEARCH_DAYS = load_evidence()["home_care.search_mean_days"].value
"""Mean days to find a package of care by default; what-ifs of tests are a share of it, whatever it is."""

BY_REASON = [f"dtoc_beds_{code.lower()}" for code in REASONS]
MEASURES = {
    name: care.measures.MEASURES[name]
    for name in ("dtoc_beds", "general_acute_occupancy_percent", *BY_REASON)
}
MEASURES["dtoc_beds"] = replace(MEASURES["dtoc_beds"], label="Delayed transfers of care")


@dataclass
class FakeCare:
    """Replication r holds 60 + r delayed patients every day: 60 wait for assessment, r for a care package.

    The latter are as many times r as it takes longer to find a package than in the base of the scenario.
    """

    days: int
    calls: list[dict[str, Any]] = field(default_factory=list)
    notes: tuple[str, ...] = ()
    memory: int = 0
    stops: BaseException | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def simulate(self, scenario: Scenario, **asked: Any) -> SimpleNamespace:
        progress: Callable[[float], None] = asked.pop("progress")
        asked.pop("threads")
        with self.lock:
            self.calls.append(asked)
        progress(0.5)
        if self.stops is not None:
            raise self.stops
        longer = scenario.home_care.search_mean_days / scenario.base.home_care.search_mean_days
        days, waiting = self.days, {"A": 60.0, "E": asked["replication"] * longer}
        dates = [f"2017-04-{day + 1:02d}" for day in range(days)]
        return SimpleNamespace(
            measures={"dtoc_beds": sum(waiting.values()), "general_acute_occupancy_percent": 90.0}
            | {f"dtoc_beds_{code.lower()}": waiting.get(code, 0.0) for code in REASONS},
            monthly=_columns("month", [("2017-04", "delayed_days", r, days * v) for r, v in waiting.items()]),
            daily=_columns("date", [(d, "delayed_days", r, v) for d in dates for r, v in waiting.items()]),
            events=1000,
            seconds=0.5,
            notes=self.notes,
        )


def _columns(time: str, rows: list[tuple[str, str, str, float]]) -> dict[str, list[Any]]:
    columns = dict(zip((time, "measure", "reason", "value"), map(list, zip(*rows, strict=True)), strict=True))
    same = {"area": "Leeds", "system": "West Yorkshire", "organisation": "NHS", "setting": "acute"}
    same |= {"category": "St James's"}
    return columns | {name: [word] * len(rows) for name, word in same.items()}


@pytest.fixture
def england() -> Path:
    """The shipped scenario file."""
    return ENGLAND


@pytest.fixture
def scenario() -> Scenario:
    """The shipped scenario, cut to April 2017."""
    return load(ENGLAND, set_=("run.days=30",))


@pytest.fixture
def fake_care(monkeypatch: pytest.MonkeyPatch) -> FakeCare:
    """Replaces the care system for one test."""
    fake = FakeCare(days=30)
    monkeypatch.setattr(care, "simulate", fake.simulate, raising=False)
    monkeypatch.setattr(care, "memory_of_a_network", lambda scenario, **where: fake.memory)
    monkeypatch.setattr(
        care, "measures", SimpleNamespace(MEASURES=MEASURES, evaluate=evaluate), raising=False
    )
    return fake


@pytest.fixture
def result(scenario: Scenario, fake_care: FakeCare) -> Result:
    """Three replications of the stand-in: 61, 62 and 63 delayed patients a day."""
    return run(scenario, replications=3, seed=7)
