"""What an experiment gives back: the scenario, its measures with their uncertainty, and tidy tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame

    from dtocsim.experiment.precision import Look
    from dtocsim.scenario import Scenario


@dataclass(frozen=True)
class MeasureSummary:
    """One measure over all replications; two uncertainties that are never mixed.

    Attributes:
        name: The measure's name in files, e.g. `dtoc_beds`.
        label: What a reader sees.
        unit: Unit of every figure here.
        definition: What is counted, in a sentence.
        group: Heading under which it is shown.
        headline: Whether a run shows it unasked.
        decimals: Decimals worth showing, 0 or more.
        mean: Mean over replications; not a number where nothing was counted that it could be a share of.
        low: Lower end of the confidence interval of the mean; None for a single replication.
        high: Upper end of it; None for a single replication.
        level: Confidence level of that interval, above 0 and below 1.
        year_low: One more year would lie below it with a chance of one in ten; None for fewer than nine
            replications.
        year_high: One more year would lie above it with a chance of one in ten; None likewise.
        replications: How many replications the figures rest on.
        published: The official figure; None where there is none.
        published_note: What to know before comparing with it: another period or group of people, or that it
            is an input; empty where it is the same thing for the same area and time.
    """

    name: str
    label: str
    unit: str
    definition: str
    group: str
    headline: bool
    decimals: int
    mean: float
    low: float | None
    high: float | None
    level: float
    year_low: float | None
    year_high: float | None
    replications: int
    published: float | None = None
    published_note: str = ""


@dataclass(frozen=True)
class Manifest:
    """How a result came about: enough to repeat it and to judge what it cost.

    Attributes:
        version: Version of dtocsim.
        scenario: Name of the scenario.
        hash: Hash of the resolved scenario and the tables it names.
        seed: Root seed of every random number.
        replications: Number of replications.
        engine: `compiled` or `reference`.
        kind: `nation`, `system`, `council` or `district`.
        area: Full name of the part simulated, `England` for the whole.
        first_day: First day counted, as an ISO date.
        days: Days counted.
        started: When the run began, UTC, as an ISO time.
        platform: Operating system and processor.
        python: Version of Python.
        numpy: Version of NumPy.
        numba: Version of Numba.
        seconds: Seconds each replication took.
        events: Events each replication handled.
        total_seconds: Seconds from the call to the finished result.
        peak_memory_bytes: Most memory the process held so far; None where the system does not tell.
        notes: What the model found worth saying, e.g. offered load above capacity.
        reused: How many replications had been run before and were found in the store.
        looks: How the number of replications came about; empty where it was given.
        unused: Replications of the same scenario that other versions of dtocsim left in the store.
    """

    version: str
    scenario: str
    hash: str
    seed: int
    replications: int
    engine: str
    kind: str
    area: str
    first_day: str
    days: int
    started: str
    platform: str
    python: str
    numpy: str
    numba: str
    seconds: tuple[float, ...]
    events: tuple[int, ...]
    total_seconds: float
    peak_memory_bytes: int | None
    notes: tuple[str, ...]
    reused: int
    unused: int
    looks: tuple[Look, ...]


@dataclass(frozen=True)
class Result:
    """A finished experiment.

    Attributes:
        scenario: The resolved scenario, with the seed and replications that were used.
        manifest: How the result came about.
        measures: Every measure over all replications.
        monthly: replication, month (first day), area, system, measure, setting, reason, organisation,
            category, value; sums of what `care.quantities` defines, for `care.measures.evaluate`.
        daily: The same with a date instead of a month, for all areas of a system together.
        published: Official delayed days of the months simulated: month (first day), setting, organisation,
            reason, delayed_days; None where no monthly figures exist for the area.
    """

    scenario: Scenario
    manifest: Manifest
    measures: tuple[MeasureSummary, ...]
    monthly: DataFrame
    daily: DataFrame
    published: DataFrame | None

    def measure(self, name: str) -> MeasureSummary:
        """One measure by its name.

        Raises:
            KeyError: No such measure.
        """
        for summary in self.measures:
            if summary.name == name:
                return summary
        raise KeyError(name)
