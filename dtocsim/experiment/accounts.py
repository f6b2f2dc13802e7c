"""What several scenarios cost, replication by replication, on the same people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from dtocsim.care.money import costs
from dtocsim.experiment.paired import paired
from dtocsim.experiment.tables import frame

if TYPE_CHECKING:
    from dtocsim.experiment.packing import Found
    from dtocsim.experiment.runs import Runs
    from dtocsim.scenario import Scenario

AMOUNTS = ("cash_gbp", "gbp")
_FIGURES = ["quantity", *AMOUNTS]
_LINE = ["month", "payer", "scheme", "line", "unit", "covers"]
_PLACE = ["area", "payer", "scheme", "line"]

DAYS = {
    "delayed": "delayed_days",
    "fit in a bed": "medically_fit_days",
    "in a bed": "bed_days",
    "packages of care": "care_occupied_days",
    "residential places": "care_occupied_days",
    "nursing places": "care_occupied_days",
    "reablement places": "care_occupied_days",
}
"""Days that are counted beside the money, and the quantity each comes from."""


@dataclass(frozen=True)
class Accounts:
    """The accounts of a comparison; pounds of the run, not of a year.

    Attributes:
        lines: scenario, replication, month, payer, scheme, line, unit, covers, quantity, gbp, cash_gbp: as
            `care.money.costs` says, in all areas together. Care in capacity that a scheme has bought is not
            charged a second time: of a line that a scheme covers, what there is more of than in the baseline
            counts only as far as it exceeds what the scheme paid.
        days: scenario, replication, month, what, days: people counted at midnights; `what` as in `DAYS`.
        areas: what_if, area, payer, amount, base, difference, low, high: pounds by area; amount is `gbp` or
            `cash_gbp`, payer is empty for all.
    """

    lines: pd.DataFrame
    days: pd.DataFrame
    areas: pd.DataFrame


def accounts(runs: Runs, names: Sequence[str], level: float) -> Accounts:
    """The accounts of scenarios, the baseline first.

    Args:
        runs: Their replications.
        names: Of the scenarios.
        level: Confidence level at which the intervals of all what-ifs hold together for one area and payer.

    Raises:
        DataError: The table of prices is malformed, or lacks a price.
    """
    base = [_Account.of(found, runs.scenarios[0]) for found in runs.found(runs.scenarios[0])]
    told, areas = [(names[0], base)], []
    for name, scenario in zip(names[1:], runs.scenarios[1:], strict=True):
        founds = runs.found(scenario)
        pairs = [(each, _Account.of(found, scenario)) for each, found in zip(base, founds, strict=True)]
        charged = [account.not_charged_twice(each) for each, account in pairs]
        told.append((name, charged))
        areas.append(_by_area(name, base, charged, level, len(names) - 1))
    return Accounts(
        lines=pd.concat(list(_labelled(told, "lines")), ignore_index=True),
        days=pd.concat(list(_labelled(told, "days")), ignore_index=True),
        areas=pd.concat(areas, ignore_index=True),
    )


@dataclass(frozen=True)
class _Account:
    """One replication: lines by `_LINE` in all areas, by `_PLACE` in the whole run, and days."""

    lines: pd.DataFrame
    places: pd.DataFrame
    days: pd.DataFrame

    @classmethod
    def of(cls, found: Found, scenario: Scenario) -> _Account:
        monthly = frame([found.monthly])
        table = costs(monthly, scenario)
        return cls(
            table.groupby(_LINE, observed=True)[_FIGURES].sum(),
            table.groupby(_PLACE, observed=True)[_FIGURES].sum(),
            pd.concat(list(_days(monthly)), ignore_index=True),
        )

    def not_charged_twice(self, base: _Account) -> _Account:
        parts = dict(self._bought_already(base))
        return _Account(
            _without(self.lines, base.lines, parts), _without(self.places, base.places, parts), self.days
        )

    def _bought_already(self, base: _Account) -> Iterator[tuple[str, float]]:
        """Which part of what each covered line has more than in the baseline has been paid by a scheme."""
        bought = self.lines.groupby(level="covers")["gbp"].sum().drop("", errors="ignore")
        for line, paid in bought.items():
            more = _total(self.lines, str(line)) - _total(base.lines, str(line))
            yield str(line), min(1.0, float(paid) / more) if more > 0 else 0.0


def _total(lines: pd.DataFrame, line: str) -> float:
    return float(lines.loc[lines.index.get_level_values("line") == line, "gbp"].sum())


def _without(now: pd.DataFrame, base: pd.DataFrame, parts: Mapping[str, float]) -> pd.DataFrame:
    if not parts:
        return now
    rows = now.index.union(base.index)
    here, there = now.reindex(rows, fill_value=0.0), base.reindex(rows, fill_value=0.0)
    part = (
        rows.get_level_values("line").map(lambda line: parts.get(str(line), 0.0)).to_numpy(dtype=np.float64)
    )
    return here - (here - there).mul(part, axis=0)


def _days(monthly: pd.DataFrame) -> Iterator[pd.DataFrame]:
    for what, quantity in DAYS.items():
        rows = monthly["measure"] == quantity
        if quantity == "care_occupied_days":
            rows &= monthly["category"] == what
        sums = monthly[rows].groupby("month", observed=True)["value"].sum()
        yield pd.DataFrame({"month": sums.index, "what": what, "days": sums.to_numpy()})


def _labelled(told: Sequence[tuple[str, Sequence[_Account]]], part: str) -> Iterator[pd.DataFrame]:
    for name, accounts_ in told:
        for replication, account in enumerate(accounts_, start=1):
            table: pd.DataFrame = getattr(account, part)
            plain = table.reset_index() if part == "lines" else table.copy()
            plain.insert(0, "replication", np.int32(replication))
            plain.insert(0, "scenario", name)
            yield plain.astype({"payer": str}) if part == "lines" else plain


def _by_area(
    name: str, base: Sequence[_Account], what_if: Sequence[_Account], level: float, comparisons: int
) -> pd.DataFrame:
    before, after = ([_area_totals(account.places) for account in each] for each in (base, what_if))
    rows = before[0].index
    for table in (*before, *after):
        rows = rows.union(table.index)
    figures = [
        np.stack([t.reindex(rows, fill_value=0.0).to_numpy() for t in each]) for each in (before, after)
    ]
    found = paired(figures[0], figures[1], level, comparisons)
    parts = []
    for at, amount in enumerate(AMOUNTS):
        column = {
            "what_if": name,
            "area": rows.get_level_values("area").astype(str),
            "payer": rows.get_level_values("payer").astype(str),
            "amount": amount,
            "base": found.base[:, at],
            "difference": found.difference[:, at],
            "low": (found.difference - found.half_width)[:, at],
            "high": (found.difference + found.half_width)[:, at],
        }
        parts.append(pd.DataFrame(column))
    return pd.concat(parts, ignore_index=True)


def _area_totals(places: pd.DataFrame) -> pd.DataFrame:
    """Amounts by area and payer, and by area for all payers."""
    plain = places.reset_index().astype({"area": str, "payer": str})
    by_payer = plain.groupby(["area", "payer"])[list(AMOUNTS)].sum()
    everybody = plain.assign(payer="").groupby(["area", "payer"])[list(AMOUNTS)].sum()
    return pd.concat([by_payer, everybody]).sort_index()
