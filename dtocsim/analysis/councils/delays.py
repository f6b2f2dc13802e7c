"""Delayed days by council: what was published for a year, and what a run finds."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from dtocsim.care.calendar import financial_year
from dtocsim.care.geography import load_geography
from dtocsim.scenario import Problem, Scenario, ScenarioError

if TYPE_CHECKING:
    from dtocsim.experiment import Result

Days = Mapping[str, float]
"""Delayed days of a year by the council's name."""

Simulate = Callable[[Scenario], "Result"]
"""Runs all of England."""

_A_YEAR = 365


def published(scenario: Scenario) -> Days:
    """What was published for the financial year that a scenario simulates.

    Raises:
        ScenarioError: the run is not a whole financial year, or nothing was published for it.
    """
    run = scenario.run
    year = financial_year(run.first_day)
    if (run.first_day.month, run.first_day.day) != (4, 1) or run.days < _A_YEAR or run.days > _A_YEAR + 1:
        covered = f"{run.days} days from {run.first_day}"
        raise ScenarioError([Problem(scenario.name, None, "run", covered, "expected one financial year")])
    found = of_year(scenario, year)
    if not any(found.values()):
        told = f"no council's delayed days are published for {year}"
        raise ScenarioError([Problem(scenario.name, None, "run.first_day", told, "expected another year")])
    return found


def of_year(scenario: Scenario, year: str) -> Days:
    """What was published for a financial year, by council; 0 where nothing was."""
    days: dict[str, float] = defaultdict(float)
    for place in load_geography(scenario.tables.folder).places:
        days[place.council] += place.delayed_days.get(year, 0.0)
    return days


def simulated(result: "Result") -> Days:
    """What a run of England finds, mean over replications."""
    rows = result.monthly[result.monthly["measure"] == "delayed_days"]
    sums = rows.groupby("area", observed=True)["value"].sum() / result.manifest.replications
    return {str(area): float(days) for area, days in sums.items()}
