"""A piece of an experiment: one replication of one scenario for one part of England.

Everything an experiment needs is cut into pieces. A piece is named by all that decides what it finds, so that
it is run once, in any order, on any thread, process or machine, and found again by whoever needs it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Literal

from dtocsim import care
from dtocsim.care.engine_version import engine_version
from dtocsim.experiment.packing import Files, pack
from dtocsim.scenario.evidence import load_evidence

if TYPE_CHECKING:
    from dtocsim.experiment.where import Where
    from dtocsim.scenario import Scenario

Engine = Literal["compiled", "reference"]
Progress = Callable[[float], None]

_DIGITS = 15


@dataclass(frozen=True)
class Piece:
    """What one replication of one scenario is and where it is kept.

    Attributes:
        scenario: The resolved scenario; its name, question, area, seed, number of replications and prices
            do not matter.
        state: Hash of what does matter of the scenario, in hexadecimal, with the digest of its tables.
        area: Full name of the part of England that is run.
        kind: `nation`, `system`, `council` or `district`: what part of England is run.
        code: ONS code of that part; None for the nation.
        engine: `compiled` or `reference`.
        seed: Root seed, 0 or more.
        replication: From 1.
    """

    scenario: Scenario
    state: str
    area: str
    kind: str
    code: str | None
    engine: Engine
    seed: int
    replication: int

    @property
    def scenario_id(self) -> str:
        """Names the scenario in a store; the letter keeps other programs from taking it for a number."""
        return f"s{self.state[:_DIGITS]}"

    @property
    def group(self) -> PurePosixPath:
        """The folder of all replications; the names of its parts become columns for DuckDB and its like."""
        return PurePosixPath(
            f"version={engine_version()}",
            f"scenario={self.scenario_id}",
            f"selection={f'{self.kind}-{self.code}' if self.code else 'England'}",
            f"engine={self.engine}",
            f"seed={self.seed}",
        )

    @property
    def path(self) -> PurePosixPath:
        """The folder of this piece, relative to that of all pieces."""
        return self.group / f"{self.replication:05d}"

    @property
    def where(self) -> dict[str, str | None]:
        """The part of England as the care system asks for it."""
        kinds = {"area": "council", "system": "system", "district": "district"}
        return {name: self.code if self.kind == kind else None for name, kind in kinds.items()}


def state_hash(scenario: Scenario) -> str:
    """Hash of what a replication depends on: every value and table, but not wording, area, luck or prices."""
    run = {"run.seed": 0, "run.replications": 1, "run.area": "England"}
    base = {name: value for name, value in scenario.baseline.items() if name != "money"}
    told = {"name": "any", "question": "", "baseline": base}
    return scenario.changed({**told, **run, **_usual_prices()}).hash


@cache
def _usual_prices() -> Mapping[str, Any]:
    """The section `money` as the registry has it, by key path."""
    numbers = {key: row.value for key, row in load_evidence().items() if key.startswith("money.")}
    words = {"price_year": "2016/17", "bed_day_price": "excess_bed_day"}
    return numbers | {f"money.{name}": word for name, word in words.items()}


def pieces_of(
    scenario: Scenario, where: Where, engine: Engine, replications: Iterable[int]
) -> tuple[Piece, ...]:
    """The pieces of some replications of a scenario, in their order.

    Args:
        scenario: Names the seed.
        where: The part of England.
        engine: `compiled` or `reference`.
        replications: Their numbers, from 1.
    """
    state, seed = state_hash(scenario), scenario.run.seed
    return tuple(
        Piece(scenario, state, where.name, where.kind, where.code, engine, seed, number)
        for number in replications
    )


def run_piece(piece: Piece, threads: int, progress: Progress) -> Files:
    """Simulates a piece.

    Args:
        piece: What to run.
        threads: How many systems run side by side, 1 or more; the files are the same, but for the timings
            in `piece.json`.
        progress: Told the share done, 0 to 1; may raise to stop the run.

    Returns:
        The content of its files by name.

    Raises:
        DataError: A table of the scenario is malformed or does not cover the run.
    """
    started = time.time()
    found = care.simulate(
        piece.scenario,
        **piece.where,
        engine=piece.engine,
        seed=piece.seed,
        replication=piece.replication,
        threads=threads,
        progress=progress,
    )
    about = {"path": piece.path.as_posix(), "version": engine_version(), "state": piece.state}
    return pack(found, piece.replication, about | {"area": piece.area, "started": started})
