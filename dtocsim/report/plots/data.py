"""What is plotted of a result: means over replications of what `care.measures` defines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from dtocsim import care
from dtocsim.care.gazetteer import load_gazetteer
from dtocsim.experiment.evaluation import days_by_month

if TYPE_CHECKING:
    from dtocsim.care.areas import Place
    from dtocsim.experiment import MeasureSummary, Result


def measured(result: Result, measure: str, by: Sequence[str] = ()) -> pd.DataFrame:
    """A measure by replication and what it is told apart by.

    Args:
        result: A result.
        measure: A name of `care.measures.MEASURES`.
        by: As `care.measures.evaluate` takes it.

    Returns:
        A row a replication, a column (or a pair of levels) a group; what did not happen is 0.
    """
    days = days_by_month(result.scenario)
    about = care.measures.MEASURES[measure]
    span: int | pd.Series[int] = days if "month" in by else int(days.sum())
    found = care.measures.evaluate([about], result.monthly, span, by)[measure]
    table = found.unstack(list(by)) if by else found.to_frame()
    replications = range(1, result.manifest.replications + 1)
    return table.reindex(index=replications).fillna(0.0)


def summed(result: Result, quantity: str, by: str | list[str]) -> pd.Series[float]:
    """A quantity of the monthly table by some of its columns, mean over replications."""
    rows = result.monthly[result.monthly["measure"] == quantity]
    return rows.groupby(by, observed=True)["value"].sum() / result.manifest.replications


def places(result: Result) -> list[Place]:
    """The councils, or parts of councils, whose people a result counts; of a district those it lies in."""
    geography = load_gazetteer(result.scenario.tables.folder).geography
    systems = {system.code: system.name for system in geography.systems}
    # Nowhere is anybody spared an admission, so that no place is missed.
    present = set(summed(result, "emergency_admissions", ["area", "system"]).index)
    return [place for place in geography.places if (place.council, systems[place.system_code]) in present]


def published_mean(result: Result) -> MeasureSummary | None:
    """DTOC beds of a part of England with its official figure of the year; months of it are not published."""
    if result.manifest.kind == "nation":
        return None
    return next((m for m in result.measures if m.name == "dtoc_beds" and m.published is not None), None)


def daily(result: Result, quantity: str, by: str | None = None) -> pd.DataFrame:
    """A quantity of the daily table, mean over replications: a row a day, a column a word of `by`."""
    rows = result.daily[result.daily["measure"] == quantity]
    keys = ["date"] if by is None else ["date", by]
    sums = rows.groupby(keys, observed=True)["value"].sum() / result.manifest.replications
    table = sums.to_frame(quantity) if by is None else sums.unstack(fill_value=0)
    days = pd.date_range(pd.Timestamp(result.manifest.first_day), periods=result.manifest.days)
    return table.reindex(days, fill_value=0.0)


def weekly(table: pd.DataFrame) -> pd.DataFrame:
    """Means of weeks; days left over join the last one. The last row stands again at the end of the run."""
    last = max(len(table) // 7, 1) - 1
    numbers = pd.Series(range(len(table)), index=table.index) // 7
    weeks = table.groupby(numbers.clip(upper=last)).mean()
    weeks.index = table.index[: 7 * last + 1 : 7]
    end = weeks.iloc[[-1]].set_axis([table.index[-1] + pd.Timedelta(days=1)])
    return pd.concat([weeks, end])
