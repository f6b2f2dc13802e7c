"""Run proof cases, in short or at full length, and say for each quantity whether theory is met."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dtocsim.analysis.proof.case import Case, Model
from dtocsim.flow import Stock
from dtocsim.flow.compiled import run
from dtocsim.flow.program import compile_network
from dtocsim.flow.replications import Estimate
from dtocsim.flow.tally import PoolTally, Tally
from dtocsim.flow.threads import Progress

ROUNDING = 1e-9
"""What sums of floating-point numbers may be off when theory allows no deviation."""


@dataclass(frozen=True)
class Finding:
    """One quantity of one case: what was expected, what was found, what was allowed."""

    case: Case
    quantity: str
    expected: float
    found: Estimate
    allowed: float
    full: bool

    @property
    def passed(self) -> bool:
        """Whether the deviation is allowed; at full length the interval must be narrow enough to tell."""
        near = abs(self.found.mean - self.expected) <= self.allowed + ROUNDING
        return near and (not self.full or self.found.half_width <= self.allowed + ROUNDING)


class BrokenInvariant(Exception):
    """A run broke a law that holds in every single run; the message names case and law."""


def prove(cases: Sequence[Case], *, seed: int = 0, progress: Progress | None = None) -> list[Finding]:
    """Run cases at full length; arguments as in `run_case`, progress over all cases together.

    Raises:
        BrokenInvariant: if a replication breaks a law that holds exactly.
    """
    found: list[Finding] = []
    for number, case in enumerate(cases):
        found += run_case(case, full=True, seed=seed, progress=_part(progress, number, len(cases)))
    return found


def _part(progress: Progress | None, number: int, parts: int) -> Progress | None:
    return None if progress is None else lambda done: progress((number + done) / parts)


def run_case(case: Case, *, full: bool, seed: int = 0, progress: Progress | None = None) -> list[Finding]:
    """Run one case.

    Args:
        case: the case.
        full: at the length that the tolerances need; else the case's few replications, each quantity held to
            the threshold that theory gives for them.
        seed: root seed, 0 or more.
        progress: told the share done.

    Raises:
        BrokenInvariant: if a replication breaks a law that holds exactly.
    """
    model = case.build()
    replications = model.replications() if full else case.quick
    rows = list(_rows(case, model, replications, seed, progress))
    columns = zip(*rows, strict=True)
    return [
        Finding(
            case,
            quantity.name,
            quantity.expected,
            Estimate(column),
            quantity.tolerance if full else quantity.threshold(replications),
            full,
        )
        for quantity, column in zip(model.quantities, columns, strict=True)
    ]


def _rows(
    case: Case, model: Model, replications: int, seed: int, progress: Progress | None
) -> Iterator[list[float]]:
    compiled = compile_network(model.network)
    for replication in range(replications):
        tally = run(compiled, seed, replication).tally
        for law in broken_laws(tally):
            raise BrokenInvariant(f"{case.name}, replication {replication}: {law}")
        yield [quantity.measure(tally) for quantity in model.quantities]
        if progress is not None:
            progress((replication + 1) / replications)


def broken_laws(tally: Tally) -> list[str]:
    """Return what a run breaks of the laws that hold exactly in every run; nothing for a correct engine.

    Little's law in whole ticks, for places and for queues; people are conserved; occupancy never rises above
    the highest capacity.
    """
    broken = [
        f"{pool.name}: {law}"
        for pool in tally.network.pools
        for law, holds in LAWS.items()
        # Nobody holds what is used up.
        if not (holds(tally.pool(pool)) or (law == HELD and isinstance(pool, Stock)))
    ]
    if tally.arrived != tally.left + tally.present:
        broken.append(f"{tally.arrived} arrived, {tally.left} left and {tally.present} are present")
    for pool in tally.network.pools:
        most = max(pool.capacity, *(units for _, units in pool.steps), 0)
        if rises_above(most, tally.pool(pool).occupied_at_midnight, bool(tally.network.standings)):
            broken.append(f"{pool.name}: occupied above capacity {most}")
    return broken


def rises_above(most: int, midnights: NDArray[np.int64], may_start_above: bool) -> bool:
    """Say whether occupancy rises above `most`.

    Where initial people were placed it may begin there, but then it can only fall.
    """
    before = np.concatenate(([midnights[0] if may_start_above else 0], midnights[:-1]))
    return bool((midnights > np.maximum(most, before)).any())


HELD = "time held by people is not the integral of occupancy"
LAWS: dict[str, Callable[[PoolTally], bool]] = {
    HELD: lambda pool: pool.held_ticks == pool.occupied_ticks,
    "time waited by people is not the integral of the queue": lambda pool: (
        pool.waited_ticks == pool.queue_ticks
    ),
}
