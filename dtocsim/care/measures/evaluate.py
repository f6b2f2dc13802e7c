"""Any measure for any area, month and replication, from the tables."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dtocsim.care.measures.kinds import Measure, Total
from dtocsim.care.quantities import QUANTITIES

if TYPE_CHECKING:
    import pandas as pd

Numbers = NDArray[np.float64]

WORDS = ("setting", "reason", "organisation", "category")
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

    breakdown = _breakdown(measures, by)
    rows = _Rows(frame, ["replication", *(_column(name) for name in by)])
    divisor = _days_of(rows.groups, days)
    known = {measure.name: _known(measure, rows, breakdown) for measure in measures}
    found = {
        measure.name: np.where(known[measure.name], _values(measure, rows, divisor, breakdown), np.nan)
        for measure in measures
    }
    table = pd.DataFrame(found, index=rows.groups).rename_axis(["replication", *by])
    return table[np.any(list(known.values()), axis=0)] if by else table


def _breakdown(measures: Sequence[Measure], by: Sequence[str]) -> str:
    breakdowns = [name for name in by if name not in COLUMNS]
    for measure in measures:
        for name in breakdowns:
            if not measure.known_by(name):
                known = ", ".join(measure.breakdowns) or "nothing"
                raise ValueError(f"{measure.name} is not known by {name}; it is known by {known}")
    return breakdowns[0] if breakdowns else ""


def _column(name: str) -> str:
    """Return the column of the tables that holds what is told apart."""
    return name if name in (*COLUMNS, *WORDS) else "category"


class _Rows:
    """The rows of a table by quantity, each with the number of its group; words as codes."""

    def __init__(self, frame: "pd.DataFrame", keys: list[str]) -> None:
        grouped = frame.groupby(keys, observed=True, sort=True)
        self.groups: Any = grouped.size().index
        quantity = frame["measure"].astype("category").cat
        order = np.argsort(quantity.codes.to_numpy(), kind="stable")
        ends: Any = np.cumsum(np.bincount(quantity.codes, minlength=len(quantity.categories)))
        self.slices = {
            name: slice(end - many, end)
            for name, end, many in zip(quantity.categories, ends, np.diff(ends, prepend=0), strict=True)
        }
        self.group: NDArray[Any] = grouped.ngroup().to_numpy()[order]
        self.value: Numbers = frame["value"].to_numpy()[order]
        columns = {name: frame[name].astype("category").cat for name in WORDS}
        self.codes = {name: column.codes.to_numpy()[order] for name, column in columns.items()}
        self.words = {name: list(column.categories) for name, column in columns.items()}
        self._has: dict[str, NDArray[np.bool_]] = {}

    def sum(self, quantity: str, where: Mapping[str, tuple[str, ...]]) -> Numbers:
        """Return the sum of a quantity in each group, shape (groups,)."""
        rows = self.slices.get(quantity, slice(0, 0))
        group, value = self.group[rows], self.value[rows]
        if where:
            chosen = np.logical_and.reduce(
                [self._counts(column, words)[self.codes[column][rows]] for column, words in where.items()]
            )
            group, value = group[chosen], value[chosen]
        return np.bincount(group, weights=value, minlength=len(self.groups)).astype(np.float64)

    def _counts(self, column: str, words: tuple[str, ...]) -> NDArray[np.bool_]:
        """Say which codes of a column stand for one of the words."""
        return np.asarray([word in words for word in self.words[column]], dtype=np.bool_)

    def has(self, quantity: str) -> NDArray[np.bool_]:
        """Say which groups have any row of a quantity, shape (groups,)."""
        if quantity not in self._has:
            rows = self.slices.get(quantity, slice(0, 0))
            self._has[quantity] = np.bincount(self.group[rows], minlength=len(self.groups)) > 0
        return self._has[quantity]


def _values(measure: Measure, rows: _Rows, days: Any, breakdown: str) -> Numbers:
    top = _sum(measure.total, rows, breakdown)
    bottom = days if measure.per is None else _sum(measure.per, rows, breakdown)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(bottom != 0, measure.scale * top / bottom, np.nan)


def _split(total: Total, breakdown: str) -> Total:
    split = total.by(breakdown) if breakdown else total
    assert split is not None
    return split


def _sum(total: Total, rows: _Rows, breakdown: str) -> Numbers:
    split = _split(total, breakdown)
    sums = [rows.sum(quantity, split.where) for quantity in split.quantities]
    return np.asarray(np.sum(sums, axis=0), dtype=np.float64)


def _known(measure: Measure, rows: _Rows, breakdown: str) -> NDArray[np.bool_]:
    """Say for which groups a measure is known.

    Of what happens to residents, no row means that it did not happen, unless there is no row of anything.
    Of what there is (unit-days), of providers, and where words are told apart, no row means that it is not
    known.
    """
    own = _split(measure.total, breakdown).quantities
    counted = all(QUANTITIES[name].unit != "unit-days" for name in own) and measure.level == "council"
    level = [name for name, quantity in QUANTITIES.items() if quantity.level == "council"]
    has = [rows.has(name) for name in (level if counted and not breakdown else own)]
    return np.asarray(np.any(has, axis=0), dtype=np.bool_)


def _days_of(groups: Any, days: "int | pd.Series[int]") -> Any:
    if isinstance(days, int):
        return np.float64(days)
    time = next((name for name in ("month", "date") if name in groups.names), None)
    if time is None:
        return np.float64(days.sum())
    return days.reindex(groups.get_level_values(time)).to_numpy(dtype=np.float64)
