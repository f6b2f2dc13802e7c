"""What several what-ifs change of a baseline, on the same people, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pandas import DataFrame

    from dtocsim.experiment.accounts import Accounts
    from dtocsim.experiment.precision import Look
    from dtocsim.scenario import Scenario


@dataclass(frozen=True)
class Change:
    """What one what-if changes of one measure, in all areas over the whole run.

    Attributes:
        what_if: Name of the what-if.
        measure: Name of the measure.
        base: Mean of the baseline.
        mean: Mean of the what-if.
        difference: Mean of what-if minus baseline, replication by replication.
        low: Lower end of the confidence interval of the difference; None for a single replication.
        high: Upper end of it.
        relative: Difference over the mean of the baseline; None where that is 0.
        relative_low: Lower end of the confidence interval of the relative change.
        relative_high: Upper end of it.
        pairing: How many times wider the interval would be without pairing, from the same replications; None
            where nothing differs or there is one replication.
    """

    what_if: str
    measure: str
    base: float
    mean: float
    difference: float
    low: float | None
    high: float | None
    relative: float | None
    relative_low: float | None
    relative_high: float | None
    pairing: float | None


@dataclass(frozen=True)
class Rank:
    """How one scenario stands among all, baseline included, by one measure.

    Attributes:
        name: Name of the scenario.
        mean: Mean of the measure.
        lowest: Probability that its mean is the lowest; None for fewer than five replications.
    """

    name: str
    mean: float
    lowest: float | None


@dataclass(frozen=True)
class Comparison:
    """A finished comparison.

    Attributes:
        base: The baseline.
        what_ifs: The what-ifs, in the order in which they were given.
        names: Names of all scenarios, each once, the baseline's first.
        measure: The measure that answers the question, and by which scenarios are ranked.
        area: Full name of the part simulated, `England` for the whole.
        replications: Paired replications, 1 or more.
        level: Confidence level at which the intervals of all what-ifs hold together for a measure.
        changes: Every measure of every what-if.
        ranking: All scenarios, the lowest mean first.
        differences: what_if, area, month, measure, base, mean, difference, low, high, relative, relative_low,
            relative_high: the same by area and month; area is empty for all areas, month for the whole run.
        measures: scenario, replication, measure, value.
        accounts: What the scenarios cost, by payer.
        looks: How the number of replications came about; empty where it was given.
        notes: What the model or the comparison found worth saying.
        seconds: Seconds from the call to the finished comparison.
        reused: Pieces that had been run before and were found in the store.
        version: Engine version.
    """

    base: Scenario
    what_ifs: tuple[Scenario, ...]
    names: tuple[str, ...]
    measure: str
    area: str
    replications: int
    level: float
    changes: tuple[Change, ...]
    ranking: tuple[Rank, ...]
    differences: DataFrame
    measures: DataFrame
    accounts: Accounts
    looks: tuple[Look, ...]
    notes: tuple[str, ...]
    seconds: float
    reused: int
    version: str

    def change(self, what_if: str, measure: str) -> Change:
        """One measure of one what-if.

        Raises:
            KeyError: No such what-if or measure.
        """
        for each in self.changes:
            if (each.what_if, each.measure) == (what_if, measure):
                return each
        raise KeyError(f"{what_if}, {measure}")
