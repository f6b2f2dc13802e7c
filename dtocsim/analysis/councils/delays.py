"""Delayed days by council: what was published for a year, and what a run finds."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from math import fsum
from typing import TYPE_CHECKING

import numpy as np

from dtocsim.care.calendar import financial_year
from dtocsim.care.geography import load_geography
from dtocsim.care.tables import read_table
from dtocsim.scenario import Problem, Scenario, ScenarioError

if TYPE_CHECKING:
    from dtocsim.experiment import Result

Days = Mapping[str, float]
"""Delayed days of a year by the council's name."""

Simulate = Callable[[Scenario], "Result"]
"""Runs all of England."""

_A_YEAR = 365
_ALL = "all"


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


def reasons_of_year(scenario: Scenario, year: str) -> Mapping[str, Days]:
    """What was published for a financial year by council, and of each by reason."""
    names = {place.council_code: place.council for place in load_geography(scenario.tables.folder).places}
    columns = ("financial_year", "council_code", "organisation", "reason", "delayed_days")
    found: dict[str, dict[str, float]] = {name: {} for name in names.values()}
    for row in read_table(scenario.tables.folder, "dtoc_by_council.csv", columns):
        council, reason = names.get(row.text("council_code")), row.text("reason")
        if row.text("financial_year") == year and reason != _ALL and council is not None:
            found[council][reason] = found[council].get(reason, 0.0) + row.number("delayed_days")
    return found


def simulated(result: "Result") -> Days:
    """What a run of England finds, mean over replications."""
    return {area: fsum(days) / len(days) for area, days in replications(result).items()}


def replications(result: "Result") -> Mapping[str, list[float]]:
    """What each replication of a run of England finds, by council."""
    rows = result.monthly[result.monthly["measure"] == "delayed_days"]
    sums = rows.groupby(["area", "replication"], observed=True)["value"].sum().unstack(fill_value=0)
    wanted = sums.reindex(columns=range(1, result.manifest.replications + 1), fill_value=0.0)
    return {str(area): list(map(float, days)) for area, days in wanted.iterrows()}


def chance(result: "Result") -> float:
    """Variance by chance of the logarithm of a council's delayed days in a year, times these days.

    A year of many delays is the sum of many people's: the relative variance falls with their number, and what
    it falls from is estimated over all councils. 0 for a single replication.
    """
    days = np.asarray([each for each in replications(result).values() if min(each) > 0])
    if days.ndim < 2 or days.shape[1] < 2:
        return 0.0
    return float((days.mean(axis=1) * np.log(days).var(axis=1, ddof=1)).mean())
