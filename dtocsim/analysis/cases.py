"""Holds what-ifs to the published cases they are built after: found against published, with the evidence.

Nothing is fitted to these figures. Most are counts without a control, so that a difference is no fault of
either side by itself; what a source does not give is worked out as what would have to be true.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

import dtocsim
from dtocsim.care.money import bed_day_prices, load_prices
from dtocsim.care.tables import Record, read_table
from dtocsim.experiment import Result
from dtocsim.experiment.ratio import Ratio, ratio
from dtocsim.scenario.at_work import covered

if TYPE_CHECKING:
    from dtocsim.scenario import Scenario

Numbers = NDArray[np.float64]
Simulate = Callable[["Scenario", str], Result]
Told = Callable[[str, int, int], None]

COLUMNS = ("case", "what_if", "set", "area", "told", "published", "unit", "evidence", "source", "note")
EVIDENCE = ("strong", "moderate", "weak", "none")
LEVEL = 0.95
NHS_GBP, CARE_GBP = 53_476, 132_984
"""Savings that Wycombe's scheme was said to bring."""
DAYS_A_YEAR, HALF_A_MONTH = 365, 15
HELPED_WITH = ("equipment", "housing")


@dataclass(frozen=True)
class Finding:
    """One figure of a published case and what the what-if gives.

    Attributes:
        told: What the figure is.
        published: As published; None where the source does not give it.
        found: Mean over replications with its 95 % interval.
        unit: Of both.
        evidence: How sure the published figure is: strong, moderate, weak or none.
        source: Its id in the registry of sources; empty where there is none.
        note: How both were counted.
    """

    told: str
    published: float | None
    found: Ratio
    unit: str
    evidence: str
    source: str
    note: str


@dataclass(frozen=True)
class Pair:
    """A baseline and its what-if, on the same people."""

    base: Result
    what_if: Result

    def fewer(self, quantity: str) -> Numbers:
        """So much less of a quantity, by replication."""
        return _sums(self.base, quantity) - _sums(self.what_if, quantity)

    @property
    def scheme(self) -> Any:
        """The scheme of the what-if."""
        return next(iter(self.what_if.scenario.schemes.values()))


def judge(file: Path, simulate: Simulate, told: Told) -> Iterator[Finding]:
    """Hold what-ifs to the published figures of a file.

    Args:
        file: CSV with the columns of `COLUMNS`; what-ifs stand beside its folder, in `what-if`.
        simulate: Runs a scenario in an area.
        told: Hears the what-if, how many are done, and of how many.

    Raises:
        DataError: The file is malformed, or names a case that is not known.
    """
    rows = read_table(file.parent, file.name, COLUMNS)
    pairs: dict[tuple[str, ...], Pair] = {}
    for number, row in enumerate(rows):
        measured, key = _measured(row), _key(row)
        told(key[0], number, len(rows))
        if key not in pairs:
            pairs[key] = _simulated(file, key, simulate)
        yield _finding(row, measured(pairs[key]))


def _key(row: Record) -> tuple[str, str, str]:
    return row.text("what_if"), row.cells[row.columns["set"]], row.text("area")


def _simulated(file: Path, key: tuple[str, ...], simulate: Simulate) -> Pair:
    what_if, changes, area = key
    path = file.parent.parent / "what-if" / what_if
    scenario = dtocsim.load(path, set_=tuple(each for each in (changes,) if each))
    return Pair(simulate(scenario.base, area), simulate(scenario, area))


def _measured(row: Record) -> Callable[[Pair], Ratio]:
    if (case := row.text("case")) not in CASES:
        raise row.error("case", case, " or ".join(CASES))
    if (evidence := row.text("evidence")) not in EVIDENCE:
        raise row.error("evidence", evidence, " or ".join(EVIDENCE))
    return CASES[case]


def _finding(row: Record, found: Ratio) -> Finding:
    published, source = (row.cells[row.columns[column]] for column in ("published", "source"))
    return Finding(
        told=row.text("told"),
        published=row.number("published") if published else None,
        found=found,
        unit=row.text("unit"),
        evidence=row.text("evidence"),
        source=source,
        note=row.text("note"),
    )


def _sums(result: Result, quantity: str, **where: Sequence[str]) -> Numbers:
    """A quantity in the whole run, by replication."""
    rows = result.monthly[result.monthly["measure"] == quantity]
    for column, words in where.items():
        rows = rows[rows[column].isin(list(words))]
    sums = rows.groupby("replication")["value"].sum()
    every = range(1, result.manifest.replications + 1)
    found: Numbers = sums.reindex(every, fill_value=0.0).to_numpy(dtype=np.float64)
    return found


def _mean(values: Numbers) -> Ratio:
    return ratio(values, np.ones_like(values), LEVEL)


def _trusted_assessor(pair: Pair) -> Ratio:
    to_homes = _sums(pair.what_if, "discharges", category=["3"])
    return ratio(pair.fewer("delayed_days"), to_homes, LEVEL)


def _patients(pair: Pair) -> Numbers:
    """Patients whom the housing team helps: a share of those of its areas who are delayed for its reasons."""
    scenario, scheme = pair.what_if.scenario, pair.scheme
    here = covered(scenario.tables.folder, (scenario.run.area,), scheme.where)
    asked = _sums(pair.what_if, "task_requests", category=HELPED_WITH)
    helped: Numbers = asked * (here * scheme.helped_share)
    return helped


def _wait(result: Result) -> Ratio:
    """Mean days from fit to leaving an acute bed for home with support."""
    of = {"setting": ["acute"], "category": ["1"]}
    return ratio(_sums(result, "medically_fit_days", **of), _sums(result, "discharges", **of), LEVEL)


def _early(pair: Pair) -> Ratio:
    early = _sums(pair.what_if, "scheme_events", category=["left hospital early"])
    return ratio(pair.fewer("delayed_days"), early, LEVEL)


def _admissions_needed(pair: Pair) -> Ratio:
    """Admissions that the saving of the NHS is worth."""
    scenario = pair.base.scenario
    prices, stay = load_prices(scenario), pair.base.measure("acute_stay_mean_days")
    bed_day = bed_day_prices(prices)[scenario.money.bed_day_price].gbp
    low, mean, high = (
        None if days is None else NHS_GBP / (prices["emergency_attendance"].gbp + days * bed_day)
        for days in (stay.high, stay.mean, stay.low)
    )
    return Ratio(mean, low, high)


def _home_years(pair: Pair) -> Numbers:
    """Years that adapted homes have been adapted for when the run ends, from the month each was done in."""
    rows = pair.what_if.monthly
    done = rows[(rows["measure"] == "scheme_events") & (rows["category"] == "adaptation done")]
    every = range(1, pair.what_if.manifest.replications + 1)
    run = pair.what_if.scenario.run
    ends = np.datetime64(run.first_day) + np.timedelta64(run.days, "D")
    days = (ends - done["month"].to_numpy(dtype="datetime64[D]")).astype(float) - HALF_A_MONTH
    years = (done["value"] * np.maximum(days, 0.0) / DAYS_A_YEAR).groupby(done["replication"]).sum()
    found: Numbers = years.reindex(every, fill_value=0.0).to_numpy(dtype=np.float64)
    return found


def _homes_needed(pair: Pair) -> Ratio:
    scheme = pair.scheme
    each = scheme.admissions_per_person_year * scheme.admissions_prevented_share
    return _times(_admissions_needed(pair), 1 / each)


def _effect_needed(pair: Pair) -> Ratio:
    needed = _admissions_needed(pair).mean or 0.0
    admissions = _home_years(pair) * pair.scheme.admissions_per_person_year
    return ratio(np.full_like(admissions, 100 * needed), admissions, LEVEL)


def _care_years_needed(pair: Pair) -> Ratio:
    years = CARE_GBP / load_prices(pair.base.scenario)["residential_place_year"].gbp
    return Ratio(years, None, None)


def _gp_visits_fall(pair: Pair) -> Ratio:
    avoided = _sums(pair.what_if, "scheme_events", category=["GP visit avoided"])
    made = _sums(pair.what_if, "scheme_events", category=["GP visit"])
    return ratio(100 * avoided, avoided + made, LEVEL)


def _times(found: Ratio, factor: float) -> Ratio:
    low, mean, high = (None if end is None else end * factor for end in (found.low, found.mean, found.high))
    return Ratio(mean, low, high)


CASES: dict[str, Callable[[Pair], Ratio]] = {
    "trusted_assessor": _trusted_assessor,
    "housing_discharge_team": lambda pair: ratio(pair.fewer("delayed_days"), _patients(pair), LEVEL),
    "patients_helped": lambda pair: _mean(_patients(pair)),
    "wait_before": lambda pair: _wait(pair.base),
    "wait_after": lambda pair: _wait(pair.what_if),
    "home_first": _early,
    "admissions_needed": _admissions_needed,
    "admissions_found": lambda pair: _mean(
        _sums(pair.what_if, "scheme_events", category=["admission prevented"])
    ),
    "homes_needed": _homes_needed,
    "homes_found": lambda pair: _mean(_home_years(pair)),
    "effect_needed": _effect_needed,
    "care_years_needed": _care_years_needed,
    "gp_visits_fall": _gp_visits_fall,
}
"""By the name of a case in the file, how it is counted."""
