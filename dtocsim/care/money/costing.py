"""From the tables of a run to pounds by month, area, payer and line."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from dtocsim.care.measures.kinds import Total
from dtocsim.care.money.lines import LINES, Line
from dtocsim.care.money.prices import Prices, load_prices
from dtocsim.care.money.scheme_lines import KEYS, scheme_costs
from dtocsim.care.words import PAYERS
from dtocsim.scenario import Scenario
from dtocsim.scenario.gazetteer import system_name

if TYPE_CHECKING:
    import pandas as pd

DEFINITIONS = {
    "replication": ("number", "Replication, 1 and up."),
    "month": ("month", "Month in which it was used or paid for."),
    "area": ("council", "Council whose residents it was used by, or that a scheme belongs to."),
    "system": ("system", "System of the council."),
    "payer": ("payer", "Who pays: NHS, council, district, voluntary sector or the person."),
    "scheme": ("name", "Scheme that the line pays for; empty for care itself."),
    "line": ("name", "What is paid for: a line of care, or a cost line of a scheme."),
    "unit": ("words", "Unit of the quantity."),
    "covers": ("name", "Line of care of which a scheme buys capacity; empty for all others."),
    "quantity": ("the line's unit", "Units that this payer pays for."),
    "gbp": ("£, prices of the run's year", "Value: the quantity at its average cost; never added to cash."),
    "cash_gbp": ("£, prices of the run's year", "Cash: what of it changes hands for a little more or less."),
}
"""Unit and definition of each column of the table of costs."""

COLUMNS = tuple(DEFINITIONS)


def costs(monthly: "pd.DataFrame", scenario: Scenario) -> "pd.DataFrame":
    """Price what a run counted.

    Args:
        monthly: the monthly table of a result, or some of its rows.
        scenario: the one that was run, with its prices; what differs by area counts as it is there.

    Returns:
        Columns `COLUMNS`: units and pounds of each payer for each line; `scheme` is the scheme that a line
        pays for, empty for care itself, and `covers` the line of care of which it buys capacity; `gbp` is the
        value at average cost, `cash_gbp` what of it is cash. Amounts may be added up over everything but
        across these two columns.

    Raises:
        DataError: a price is missing, or the table of prices is malformed.
    """
    import pandas as pd

    prices = load_prices(scenario)
    parts = [
        part for line in LINES for part in _priced(line, _counted(monthly, line.counted), scenario, prices)
    ]
    covers = {line.by_the_year: line.name for line in LINES if line.by_the_year}
    parts += scheme_costs(monthly, scenario, prices, covers)
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(COLUMNS))
    table["payer"] = pd.Categorical(table["payer"], PAYERS)
    return table[list(COLUMNS)]


def _counted(monthly: "pd.DataFrame", what: Total) -> "pd.DataFrame":
    """The sums of some cells by replication, month and area."""
    rows = monthly["measure"].isin(what.quantities)
    for column, words in what.where.items():
        rows &= monthly[column].isin(words)
    chosen = monthly.loc[rows, [*KEYS, "value"]]
    sums: pd.DataFrame = chosen.groupby(KEYS, observed=True, sort=False)["value"].sum().reset_index()
    return sums


def _priced(
    line: Line, counted: "pd.DataFrame", scenario: Scenario, prices: Prices
) -> Iterator["pd.DataFrame"]:
    for (system, area), rows in counted.groupby(["system", "area"], observed=True, sort=False):
        here = scenario.at(system_name(str(system)), str(area))
        units = rows["value"].to_numpy(dtype=np.float64) * line.units(here)
        for charge in line.charges(here, prices):
            yield rows[KEYS].assign(
                payer=charge.payer,
                scheme="",
                line=line.name,
                unit=line.unit,
                covers="",
                quantity=units * charge.share,
                gbp=units * charge.share * charge.gbp,
                cash_gbp=units * charge.share * charge.cash,
            )
