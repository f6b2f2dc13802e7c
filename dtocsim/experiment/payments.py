"""Who pays and who gains by a what-if: differences of accounts with paired intervals, a year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dtocsim.care.money import PAYERS, Price, bed_day_prices, load_prices
from dtocsim.experiment.breakdown import Estimate
from dtocsim.experiment.paired import paired
from dtocsim.experiment.ratio import Ratio, ratio

if TYPE_CHECKING:
    from dtocsim.experiment.comparison import Comparison

Numbers = NDArray[np.float64]
DAYS_A_YEAR = 365
MONTHS_A_YEAR = 12
CARE = ("packages of care", "residential places", "nursing places", "reablement places")


@dataclass(frozen=True)
class Payment:
    """What one payer pays more (above 0) or less than in the baseline, pounds a year.

    Attributes:
        payer: One of `PAYERS`; empty for all together.
        cash: What is paid or saved in money.
        value: At average cost, what is freed rather than saved included.
        scheme: Of the cash, what is paid for schemes themselves.
    """

    payer: str
    cash: Estimate
    value: Estimate
    scheme: Estimate


@dataclass(frozen=True)
class LineChange:
    """What one payer's line changes by a year."""

    payer: str
    line: str
    unit: str
    quantity: Estimate
    cash: Estimate
    value: Estimate


@dataclass(frozen=True)
class Beds:
    """Bed days a year, what-if against baseline.

    Attributes:
        delayed: Fewer declared delayed days.
        freed: Fewer days of people who no longer need their bed.
        refilled: Of these, days of people who need the bed; below 0 where there is less to treat.
        empty: Days on which a bed stands empty that did not: freed less refilled.
    """

    delayed: Estimate
    freed: Estimate
    refilled: Estimate
    empty: Estimate


def payments(
    comparison: Comparison, what_if: str, months: pd.DatetimeIndex | None = None
) -> tuple[Payment, ...]:
    """What each payer pays more or less, all together last; payers who pay nothing in either are left out.

    Args:
        comparison: What `compare` returned.
        what_if: Name of a what-if.
        months: First days of the months that count; None for the whole run.
    """
    figures = _Figures(comparison, what_if, months)
    present = set(comparison.accounts.lines["payer"])
    return tuple(
        Payment(
            payer,
            figures.money("cash_gbp", payer),
            figures.money("gbp", payer),
            figures.money("cash_gbp", payer, schemes=True),
        )
        for payer in (*(each for each in PAYERS if each in present), "")
    )


def line_changes(comparison: Comparison, what_if: str) -> tuple[LineChange, ...]:
    """Every line of every payer that changes, in the order of the payers."""
    figures = _Figures(comparison, what_if, None)
    known = comparison.accounts.lines.drop_duplicates(["payer", "line"])
    units = {(row["payer"], row["line"]): row["unit"] for row in known.to_dict("records")}
    found = (
        LineChange(
            payer,
            line,
            unit,
            *(figures.money(amount, payer, line=line) for amount in ("quantity", "cash_gbp", "gbp")),
        )
        for (payer, line), unit in sorted(units.items(), key=lambda each: PAYERS.index(each[0][0]))
    )
    return tuple(each for each in found if each.quantity.mean != 0 or each.value.mean != 0)


def beds(comparison: Comparison, what_if: str) -> Beds:
    """What becomes of the bed days that a what-if frees."""
    figures = _Figures(comparison, what_if, None)
    fit, in_bed = figures.days("fit in a bed"), figures.days("in a bed")
    return Beds(
        delayed=figures.estimate(-figures.days("delayed")),
        freed=figures.estimate(-fit),
        refilled=figures.estimate(in_bed - fit),
        empty=figures.estimate(-in_bed),
    )


def care_days(comparison: Comparison, what_if: str) -> dict[str, Estimate]:
    """Days of care a year that begin earlier, or are more, than in the baseline, by what is used."""
    figures = _Figures(comparison, what_if, None)
    return {what: figures.estimate(figures.days(what)) for what in CARE}


def three_prices(comparison: Comparison, what_if: str) -> dict[str, tuple[Price, Estimate]]:
    """What the delayed days avoided are worth a year at each of three prices of a delayed day."""
    figures = _Figures(comparison, what_if, None)
    prices = bed_day_prices(load_prices(comparison.base))
    avoided = -figures.days("delayed")
    return {name: (price, figures.estimate(avoided * price.gbp)) for name, price in prices.items()}


def cost_per_delayed_day_avoided(comparison: Comparison, what_if: str) -> Ratio:
    """Cash of all payers over delayed days avoided; below 0 where money is saved besides."""
    figures = _Figures(comparison, what_if, None)
    return ratio(figures.pounds("cash_gbp"), -figures.days("delayed"), figures.level)


def for_schemes(comparison: Comparison, what_if: str) -> tuple[Numbers, Numbers]:
    """Pounds spent on schemes themselves, and delayed days avoided, a year: each of shape (replications,)."""
    figures = _Figures(comparison, what_if, None)
    return figures.pounds("cash_gbp", schemes=True), -figures.days("delayed")


@dataclass(frozen=True)
class Year:
    """One year of a what-if.

    Attributes:
        number: From 1.
        simulated: Whether the run reaches so far; else the mean of the months in which all schemes are fully
            at work is carried on.
        payments: As `payments` returns them.
    """

    number: int
    simulated: bool
    payments: tuple[Payment, ...]


def years(comparison: Comparison, what_if: str, many: int = 3) -> tuple[Year, ...]:
    """Who pays and who gains year by year; years that cannot be said anything of are left out.

    Args:
        comparison: What `compare` returned.
        what_if: Name of a what-if.
        many: Of how many years.
    """
    months = _months(comparison)
    whole = len(months) // MONTHS_A_YEAR
    found = [
        Year(year + 1, True, payments(comparison, what_if, months[year * MONTHS_A_YEAR :][:MONTHS_A_YEAR]))
        for year in range(min(whole, many))
    ]
    steady = _steady(comparison, what_if, months)
    if len(steady):
        carried = payments(comparison, what_if, steady)
        found += [Year(year, False, carried) for year in range(whole + 1, many + 1)]
    return tuple(found)


def _months(comparison: Comparison) -> pd.DatetimeIndex:
    return pd.DatetimeIndex(sorted(comparison.accounts.days["month"].unique()))


def _steady(comparison: Comparison, what_if: str, months: pd.DatetimeIndex) -> pd.DatetimeIndex:
    """The months in which every scheme is fully at work."""
    scenario = comparison.what_ifs[comparison.names.index(what_if) - 1]
    ready = [
        pd.Timestamp(scheme.start) + pd.Timedelta(days=scheme.ramp_days)
        for scheme in scenario.schemes.values()
        if scheme.enabled
    ]
    over = [pd.Timestamp(scheme.end) for scheme in scenario.schemes.values() if scheme.enabled]
    last = months + pd.offsets.MonthEnd(0)
    chosen = np.ones(len(months), dtype=np.bool_)
    for begin, end in zip(ready, over, strict=True):
        chosen &= np.asarray((months >= begin) & (last <= end))
    return months[chosen]


class _Figures:
    """Differences of a what-if to the baseline by replication, a year."""

    def __init__(self, comparison: Comparison, what_if: str, months: pd.DatetimeIndex | None) -> None:
        self._comparison, self._names = comparison, (comparison.names[0], what_if)
        self._months = _months(comparison) if months is None else months
        self.level = 1 - (1 - comparison.level) / (len(comparison.names) - 1)
        self._lines = self._chosen(comparison.accounts.lines)
        self._days = self._chosen(comparison.accounts.days)
        self._scale = DAYS_A_YEAR / self._many_days()

    def _chosen(self, table: pd.DataFrame) -> pd.DataFrame:
        chosen: pd.DataFrame = table[table["scenario"].isin(self._names) & table["month"].isin(self._months)]
        return chosen

    def _many_days(self) -> int:
        run = self._comparison.base.run
        days = pd.date_range(run.first_day, periods=run.days)
        return int(days.to_period("M").to_timestamp().isin(self._months).sum())

    def money(self, amount: str, payer: str, line: str = "", schemes: bool = False) -> Estimate:
        return self.estimate(self.pounds(amount, payer, line, schemes))

    def pounds(self, amount: str, payer: str = "", line: str = "", schemes: bool = False) -> Numbers:
        rows = self._lines
        if payer:
            rows = rows[rows["payer"] == payer]
        if line:
            rows = rows[rows["line"] == line]
        if schemes:
            rows = rows[rows["scheme"] != ""]
        return self._difference(rows, amount)

    def days(self, what: str) -> Numbers:
        return self._difference(self._days[self._days["what"] == what], "days")

    def _difference(self, rows: pd.DataFrame, column: str) -> Numbers:
        sums = rows.groupby(["replication", "scenario"], observed=True)[column].sum().unstack(fill_value=0)
        table = sums.reindex(
            index=range(1, self._comparison.replications + 1), columns=list(self._names), fill_value=0.0
        )
        difference: Numbers = (table[self._names[1]] - table[self._names[0]]).to_numpy(dtype=np.float64)
        return difference * self._scale

    def estimate(self, differences: Numbers) -> Estimate:
        found = paired(np.zeros_like(differences), differences, self.level)
        mean, half = float(found.difference), float(found.half_width)
        return Estimate(mean, None, None) if np.isnan(half) else Estimate(mean, mean - half, mean + half)


def unpriced(comparison: Comparison, what_if: str) -> bool:
    """Whether nothing says what the what-if itself costs: it names no scheme with a cost."""
    lines = comparison.accounts.lines
    return not ((lines["scenario"] == what_if) & (lines["scheme"] != "") & (lines["gbp"] != 0)).any()
