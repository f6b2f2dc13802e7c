"""Any measure for any area, month and replication, from the tables."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dtocsim.care.measures.kinds import Measure, Total
from dtocsim.care.quantities import QUANTITIES

if TYPE_CHECKING:
    import pandas as pd

CELL = ["measure", "setting", "reason", "organisation", "category"]
COLUMNS = ("month", "date", "area", "system")
"""Columns that measures may be told apart by besides the breakdowns of each."""


def evaluate(
    measures: Sequence[Measure], frame: "pd.DataFrame", days: "int | pd.Series[int]", by: Sequence[str] = ()
) -> "pd.DataFrame":
    """Evaluate measures for every replication and every group of rows.

    Args:
        measures: of `MEASURES`.
        frame: rows of a monthly or daily table, or some of them (an area, a month).
        days: the days that the frame covers; where `by` names month or date, by its values.
        by: what to tell apart: month, date, area, system, and at most one breakdown that every measure has
            (setting, reason, organisation, or what a category holds, such as "age band").

    Returns:
        A row a replication and group, a column a measure. A sum of nothing is 0, a share of nothing is not a
        number, and so is a measure of a provider for a council, or the other way round.

    Raises:
        ValueError: a measure is not known by a breakdown.
    """
    import pandas as pd

    breakdowns = [name for name in by if name not in COLUMNS]
    for measure in measures:
        for name in breakdowns:
            if not measure.known_by(name):
                known = ", ".join(measure.breakdowns) or "nothing"
                raise ValueError(f"{measure.name} is not known by {name}; it is known by {known}")
    columns = [_column(name) for name in by]
    keys = ["replication", *columns]
    words = [*keys, *(name for name in CELL if name not in columns)]
    cells = frame.groupby(words, observed=True, sort=False)["value"].sum().reset_index()
    found = {
        measure.name: _values(measure, cells, keys, days, breakdowns[0] if breakdowns else "")
        for measure in measures
    }
    return pd.DataFrame(found).rename_axis(["replication", *by])


def _column(name: str) -> str:
    """Return the column of the tables that holds what is told apart."""
    return name if name in (*COLUMNS, *CELL) else "category"


def _values(
    measure: Measure, cells: "pd.DataFrame", keys: list[str], days: "int | pd.Series[int]", breakdown: str
) -> "pd.Series[float]":
    groups = _groups(measure, cells, keys, breakdown)
    top = _sum(measure.total, cells, keys, breakdown, groups)
    if measure.per is not None:
        bottom = _sum(measure.per, cells, keys, breakdown, groups)
        return (measure.scale * top).div(bottom.where(bottom != 0))
    return (measure.scale * top).div(_days_of(groups, days))


def _split(total: Total, breakdown: str) -> Total:
    split = total.by(breakdown) if breakdown else total
    assert split is not None
    return split


def _groups(measure: Measure, cells: "pd.DataFrame", keys: list[str], breakdown: str) -> Any:
    """Return the groups that a measure is known for: of any quantity of its level or, if split, its own."""
    own = _split(measure.total, breakdown).quantities
    level = [name for name, quantity in QUANTITIES.items() if quantity.level == measure.level]
    rows = cells[cells["measure"].isin(own if breakdown else level)]
    return rows.set_index(keys).index.unique().sort_values()


def _sum(
    total: Total, cells: "pd.DataFrame", keys: list[str], breakdown: str, groups: Any
) -> "pd.Series[float]":
    split = _split(total, breakdown)
    rows = cells[cells["measure"].isin(split.quantities)]
    for column, words in split.where.items():
        rows = rows[rows[column].isin(words)]
    return rows.groupby(keys, observed=True)["value"].sum().reindex(groups, fill_value=0.0)


def _days_of(groups: Any, days: "int | pd.Series[int]") -> Any:
    if isinstance(days, int):
        return days
    time = next((name for name in ("month", "date") if name in groups.names), None)
    if time is None:
        return int(days.sum())
    return days.reindex(groups.get_level_values(time)).to_numpy()
