"""Makes the schemes of a what-if so large that they cost a given budget a year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from math import fsum
from typing import TYPE_CHECKING

from dtocsim.care.money import load_prices
from dtocsim.experiment import ResultError
from dtocsim.scenario.at_work import allotted

if TYPE_CHECKING:
    from dtocsim.experiment import Where
    from dtocsim.scenario import Scenario


@dataclass(frozen=True)
class Scaled:
    """A what-if at the size of a budget.

    Attributes:
        scenario: The what-if, scaled where it can be.
        factor: How many times as large it is as its file says; None where its effect does not grow with
            money, and it is compared as it is.
        gbp: What its schemes cost a year at full strength, as far as that is known before it runs.
    """

    scenario: Scenario
    factor: float | None
    gbp: float


def scaled_to(what_if: Scenario, gbp: float) -> Scaled:
    """Scale all schemes of a what-if by one factor.

    Args:
        what_if: With at least one scheme that costs something by the year.
        gbp: The budget a year, above 0.

    Raises:
        ResultError: No scheme has a cost.
        DataError: A price is missing.
    """
    found = {name: scheme for name, scheme in what_if.schemes.items() if scheme.enabled}
    own = yearly_cost(what_if)
    if own <= 0:
        raise ResultError(f"{what_if.name}: no scheme with a cost a year; only schemes have a stated price")
    if not all(scheme.sizes for scheme in found.values()):
        return Scaled(what_if, None, own)
    factor = gbp / own
    sizes = {key: size for name in found for key, size in times_as_large(what_if, name, factor).items()}
    return Scaled(what_if.changed(sizes), factor, gbp)


def spends(scenario: Scenario, where: Where) -> bool:
    """Whether any scheme costs something by the year in a part of England on the days of the run."""
    run, folder = scenario.run, scenario.tables.folder
    days = [run.first_day + timedelta(day) for day in range(run.days)]
    return any(
        given > 0 and where.name in part.areas
        for scheme in scenario.schemes.values()
        if scheme.enabled and any(scheme.phase.on(day) for day in days)
        for line in scheme.cost_lines()
        if line.per_year > 0
        for part, given in allotted(folder, scheme.where, line.per_year)
    )


def times_as_large(scenario: Scenario, name: str, factor: float) -> dict[str, float]:
    """The sizes of a scheme, by key path, when there is so many times as much of it."""
    scheme = scenario.schemes[name]
    return {f"schemes.{name}.{key}": getattr(scheme, key) * factor for key in scheme.sizes}


def yearly_cost(scenario: Scenario) -> float:
    """What the schemes of a scenario cost a year at full strength, without what depends on its run."""
    return fsum(scheme_cost(scenario, name) for name, each in scenario.schemes.items() if each.enabled)


def scheme_cost(scenario: Scenario, name: str) -> float:
    """What one scheme, enabled or not, costs a year at full strength, without what depends on its run."""
    prices = load_prices(scenario)
    return fsum(line.per_year * prices[line.unit_cost].gbp for line in scenario.schemes[name].cost_lines())
