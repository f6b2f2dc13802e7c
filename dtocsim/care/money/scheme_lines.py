"""What schemes cost: units a year while they are at work, and units for what a run counts."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import groupby
from math import fsum
from typing import TYPE_CHECKING

from dtocsim.care.calendar import DAYS_A_YEAR
from dtocsim.care.money.prices import Prices
from dtocsim.care.quantities import QUANTITIES
from dtocsim.care.sites import GRANTS
from dtocsim.scenario import Scenario
from dtocsim.scenario.at_work import Part, allotted
from dtocsim.scenario.gazetteer import LEVEL_WORDS, system_name
from dtocsim.scenario.phase import Phase
from dtocsim.scenario.scheme import CostLine, Scheme

if TYPE_CHECKING:
    import pandas as pd

KEYS = ["replication", "month", "area", "system"]


def scheme_costs(
    monthly: "pd.DataFrame", scenario: Scenario, prices: Prices, covers: Mapping[str, str]
) -> Iterator["pd.DataFrame"]:
    """Yield what each cost line of each scheme comes to, by replication, month and area.

    A scheme's units a year belong to all its areas together; what it adds to each it is charged for there.

    Args:
        monthly: the monthly table of a result, or some of its rows.
        scenario: names the schemes.
        prices: of the scenario.
        covers: for unit costs by which capacity is bought, the line of care whose capacity it is.

    Raises:
        DataError: the table of prices lacks a unit cost.
    """
    for name, scheme in scenario.schemes.items():
        for line in scheme.cost_lines() if scheme.enabled else ():
            price = prices[line.unit_cost]
            for units in _units(name, line, scheme, monthly, scenario):
                yield units.assign(
                    payer=line.payer,
                    scheme=name,
                    line=f"{name.replace('_', ' ')}: {line.what}",
                    unit=f"{line.what}, a {price.unit}" if line.per_year else line.what,
                    covers=covers.get(line.unit_cost, ""),
                    gbp=units["quantity"] * price.gbp,
                    cash_gbp=units["quantity"] * price.gbp,
                )


def _units(
    name: str, line: CostLine, scheme: Scheme, monthly: "pd.DataFrame", scenario: Scenario
) -> Iterator["pd.DataFrame"]:
    if line.quantity:
        yield _counted(name, line.quantity, monthly)
    if line.per_year:
        places = monthly[monthly["measure"].isin(_OF_RESIDENTS)][KEYS].drop_duplicates()
        here = allotted(scenario.tables.folder, scheme.where, line.per_year)
        years = _years_at_work(scheme.phase, scenario)
        units = [
            years[str(month)[:7]] * fsum(given for part, given in here if _holds(part, area, system))
            for month, area, system in zip(places["month"], places["area"], places["system"], strict=True)
        ]
        yield places.assign(quantity=units)


def _counted(name: str, quantity: str, monthly: "pd.DataFrame") -> "pd.DataFrame":
    """Return what a scheme counted: an event, days on which units of a resource were used, or grants."""
    named = monthly["measure"].isin(["scheme_events_by_scheme", "scheme_in_use_days_by_scheme"])
    spent = (monthly["measure"] == "scheme_grant_spent") & (quantity == GRANTS)
    told = (named & (monthly["category"] == f"{name}: {quantity}")) | (spent & (monthly["category"] == name))
    return monthly[told][[*KEYS, "value"]].rename(columns={"value": "quantity"})


_OF_RESIDENTS = tuple(name for name, quantity in QUANTITIES.items() if quantity.level == "council")


def _holds(part: Part, area: str, system: str) -> bool:
    """Say whether a row of the tables, which names a council or a district, is about a part of England."""
    names = (area, f"{area} {LEVEL_WORDS['district'][0]}")
    return system_name(system) in part.areas and not part.areas.isdisjoint(names)


def _years_at_work(phase: Phase, scenario: Scenario) -> dict[str, float]:
    """Return for each month of the run the years that a scheme is at work in it, at full strength."""
    run = scenario.run
    days = [run.first_day + timedelta(day) for day in range(run.days)]
    return {
        month: fsum(phase.on(day) for day in among) / DAYS_A_YEAR
        for month, among in groupby(days, lambda day: f"{day:%Y-%m}")
    }
