"""What an ensemble makes of scenarios: every figure with its two uncertainties, told apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pandas import DataFrame

    from dtocsim.scenario import Scenario


@dataclass(frozen=True)
class Range:
    """One measure, or what a what-if changes of it; the fields of `spread.Spread` for all areas and months.

    Attributes:
        scenario: Name of the scenario.
        difference: Whether this is what-if minus baseline.
        measure: Name of the measure.
        mean: Over all members and replications; None where a measure is a share of nothing.
        low: Below it lies a single year of a member drawn at random with a chance of one in ten.
        high: Above it lies one with a chance of one in ten.
        chance_low: The same from chance alone; None for one replication a member.
        chance_high: Upper end of it.
        parameters_low: The same from what is not known of parameters alone; None as above.
        parameters_high: Upper end of it.
        parameters_share: Share of the variance that is due to parameters; None as above, and where nothing
            varies.
        below: Share of members whose own mean is below zero.
        published: The official figure; None for a difference, or where there is none.
    """

    scenario: str
    difference: bool
    measure: str
    mean: float | None
    low: float | None
    high: float | None
    chance_low: float | None
    chance_high: float | None
    parameters_low: float | None
    parameters_high: float | None
    parameters_share: float | None
    below: float
    published: float | None = None


@dataclass(frozen=True)
class EnsembleResult:
    """A finished run of an ensemble.

    Attributes:
        scenarios: What was run, the baseline first; each as it is without an ensemble.
        names: Of the scenarios, each once.
        measure: The measure that answers the question.
        area: Full name of the part simulated, `England` for the whole.
        source: The file of the ensemble.
        members: Parameter sets, two or more.
        replications: Of each member, with luck of its own; one or more.
        ranges: Every measure of every scenario, and what each what-if changes of it.
        table: scenario, difference, area, month, measure, and the figures of `spread.Spread`: the same by
            area and month; area is empty for all areas, month for the whole run.
        values: scenario, member, replication, measure, value.
        published: Official delayed days of the months simulated, as in a result; None where there are none.
        notes: What the model or the comparison found worth saying.
        seconds: Seconds from the call to the finished result.
        reused: Pieces that had been run before and were found in the store.
        version: Engine version.
    """

    scenarios: tuple[Scenario, ...]
    names: tuple[str, ...]
    measure: str
    area: str
    source: str
    members: int
    replications: int
    ranges: tuple[Range, ...]
    table: DataFrame
    values: DataFrame
    published: DataFrame | None
    notes: tuple[str, ...]
    seconds: float
    reused: int
    version: str

    def range(self, measure: str, scenario: str | None = None, *, difference: bool = False) -> Range:
        """One measure of one scenario, by default the baseline.

        Raises:
            KeyError: No such measure or scenario.
        """
        wanted: tuple[Any, ...] = (scenario or self.names[0], difference, measure)
        for each in self.ranges:
            if (each.scenario, each.difference, each.measure) == wanted:
                return each
        raise KeyError(wanted)
