"""A small result and a small comparison, made of plain numbers, that hold everything plots show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import dtocsim
from dtocsim import care
from dtocsim.care.gazetteer import load_gazetteer
from dtocsim.care.money import COLUMNS
from dtocsim.care.quantities import QUANTITIES
from dtocsim.care.words import REASONS
from dtocsim.experiment import Change, Comparison, EnsembleResult, Manifest, Range, Rank, Result
from dtocsim.experiment.accounts import Accounts
from dtocsim.experiment.spread import Spread
from dtocsim.scenario import Scenario, load

ENGLAND = Path(__file__).parents[2] / "scenarios" / "england-2017-18.yaml"
DAYS, SEED = 91, 7
SYSTEMS = ("Derbyshire", "Nottinghamshire")
LONG = "Bath and North East Somerset, Swindon and Wiltshire: Gofal Cymdeithasol yn Ynys Môn – Übergangspflege"


@cache
def scenario(**changes: str) -> Scenario:
    """The shipped scenario, three months long."""
    return load(
        ENGLAND, set_=(f"run.days={DAYS}", *(f"{k.replace('__', '.')}={v}" for k, v in changes.items()))
    )


@cache
def _tables(replications: int, systems: tuple[str, ...]) -> tuple[pd.DataFrame, pd.DataFrame]:
    geography = load_gazetteer(scenario().tables.folder).geography
    names = {system.code: system.name for system in geography.systems}
    areas = [
        (p.council, names[p.system_code], p) for p in geography.places if names[p.system_code] in systems
    ]
    monthly = [row for number in range(1, replications + 1) for row in _months(number, areas)]
    daily = [row for number in range(1, replications + 1) for row in _days(number, systems[0], len(areas))]
    words = ("area", "system", "measure", "setting", "reason", "organisation", "category")
    return _frame(monthly, "month", words), _frame(daily, "date", words)


def _frame(rows: list[dict[str, Any]], time: str, words: tuple[str, ...]) -> pd.DataFrame:
    table = pd.DataFrame(rows)
    for name in words:
        table[name] = (
            table[name].fillna("").astype("category") if name in table else pd.Categorical([""] * len(rows))
        )
    return table.assign(**{time: pd.to_datetime(table[time])})


def _months(number: int, areas: list[Any]) -> list[dict[str, Any]]:
    rows = []
    for month, (area, system, place) in product(("2017-04", "2017-05", "2017-06"), areas):
        people = sum(place.population[1:]) / 1000
        for quantity in QUANTITIES.values():
            for at, cell in enumerate(_cells(quantity)):
                # Any numbers do, if they differ by area, cell and replication.
                value = round(
                    people * (1 + (at * 7 + sum(map(ord, area))) % 5) * (1 + 0.05 * number) / (1 + at % 11)
                )
                if quantity.name == "care_capacity_days":
                    value = round(2.5 * value)
                if quantity.name == "beds_available_days":
                    value = 30 * 3800 // (3 * len(areas))
                named = area if quantity.level == "council" else f"{area} Hospitals NHS Trust"
                rows.append(
                    {
                        "replication": number,
                        "month": month,
                        "area": named,
                        "system": system,
                        "measure": quantity.name,
                        "value": float(value),
                        **cell,
                    }
                )
    return rows


def _cells(quantity: Any) -> list[dict[str, str]]:
    settings = ("acute", "community", "mental health") if "setting" in quantity.columns else ("",)
    reasons = REASONS if "reason" in quantity.columns else ("",)
    organisations = ("NHS", "social care", "both") if "organisation" in quantity.columns else ("",)
    words = quantity.words or (("Royal Hospital",) if quantity.category else ("",))
    names = ("setting", "reason", "organisation", "category")
    return [
        {name: word for name, word in zip(names, cell, strict=True) if word}
        for cell in product(settings, reasons, organisations, words)
    ]


def _days(number: int, system: str, areas: int) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for at, date in enumerate(pd.date_range("2017-04-01", periods=DAYS)):
        swing = 1 + 0.1 * np.sin(at / 9) + 0.02 * number
        about = {"replication": number, "date": date, "system": system}
        rows += [
            {
                **about,
                "measure": "delayed_days",
                "setting": "acute",
                "reason": reason,
                "value": areas * (r + 2) * swing,
            }
            for r, reason in enumerate(REASONS)
        ]
        for place, units in (
            ("packages of care", 900.0),
            ("reablement places", 60.0),
            ("nursing places", 500.0),
        ):
            rows.append({**about, "measure": "care_occupied_days", "category": place, "value": units * swing})
        for setting, beds in (("acute", 2000.0), ("community", 300.0)):
            rows.append({**about, "measure": "beds_usable_days", "setting": setting, "value": beds})
            rows.append(
                {**about, "measure": "beds_occupied_days", "setting": setting, "value": 0.85 * beds * swing}
            )
    return rows


def result(replications: int = 5, systems: tuple[str, ...] = SYSTEMS, **changes: Any) -> Result:
    """A result of two systems; changes are those of its manifest."""
    monthly, daily = _tables(replications, systems)
    about = Manifest(
        version=dtocsim.__version__,
        scenario="England 2017/18",
        hash="0",
        seed=SEED,
        replications=replications,
        engine="compiled",
        kind="system",
        area=" and ".join(systems),
        first_day="2017-04-01",
        days=DAYS,
        started="",
        platform="",
        python="",
        numpy="",
        numba="",
        seconds=(),
        events=(),
        total_seconds=0.0,
        peak_memory_bytes=None,
        notes=(),
        reused=0,
        unused=0,
        looks=(),
    )
    return Result(scenario(), replace(about, **changes), (), monthly, daily, None)


@cache
def comparison(many: int = 2, replications: int = 5, names: tuple[str, ...] = ()) -> Comparison:
    """What-ifs that each change one key more than the one before and lower the measures a little more."""
    base = scenario()
    keys = ("home_care__search_mean_days", "discharge__leaving_from_hour")
    what_ifs = tuple(scenario(**dict.fromkeys(keys[: at + 1], "2")) for at in range(min(many, 2)))
    what_ifs += (what_ifs[-1],) * (many - len(what_ifs))
    called = ("England 2017/18", *(names or tuple(f"What-if {at + 1}" for at in range(many))))
    sure = replications > 1
    changes, rows, values = [], [], []
    for at, name in enumerate(called):
        known = (each for each in care.measures.MEASURES.values() if each.headline or "_fifth_" in each.name)
        for measure in (each.name for each in known):
            level = 100.0 - 3 * at
            values += [(name, r, measure, level + r) for r in range(1, replications + 1)]
            if at == 0:
                continue
            low, high = (-3.0 * at - 1.5, -3.0 * at + 1.5) if sure else (None, None)
            of_fifth = sure and "_fifth_" in measure
            shares = (-0.03 * at - 0.01, -0.03 * at + 0.01) if of_fifth else (None, None)
            changes.append(
                Change(
                    name,
                    measure,
                    103,
                    103 - 3 * at,
                    -3.0 * at,
                    low,
                    high,
                    -0.03 * at,
                    *shares,
                    4.0 if sure else None,
                )
            )
            if "_fifth_" in measure:
                continue
            for area, month in product(("", "Derby", "Derbyshire"), (None, "2017-04", "2017-05", "2017-06")):
                wide = 1.0 + (month == "2017-05") if sure else np.nan
                rows.append(
                    (
                        name,
                        area,
                        pd.Timestamp(month) if month else pd.NaT,
                        measure,
                        100.0,
                        100 - 3.0 * at,
                        -3.0 * at,
                        -3.0 * at - wide,
                        -3.0 * at + wide,
                        -0.03 * at,
                        np.nan,
                        np.nan,
                    )
                )
    columns = "what_if area month measure base mean difference low high relative relative_low relative_high"
    return Comparison(
        base=base,
        what_ifs=what_ifs,
        names=called,
        measure="dtoc_beds",
        area="Derbyshire system",
        replications=replications,
        level=0.95,
        changes=tuple(changes),
        ranking=tuple(
            Rank(name, 103.0 - 3 * at, float(at == many) if replications >= 5 else None)
            for at, name in reversed(list(enumerate(called)))
        ),
        differences=pd.DataFrame(rows, columns=columns.split()),
        measures=pd.DataFrame(values, columns=["scenario", "replication", "measure", "value"]),
        accounts=accounts(called, replications),
        looks=(),
        notes=(),
        seconds=1.0,
        reused=0,
        version=f"{dtocsim.__version__}-00000000",
    )


def ensemble(many: int = 0) -> EnsembleResult:
    """Twelve parameter sets, two replications each, of a baseline and so many what-ifs."""
    called = ("England 2017/18", *(f"What-if {at}" for at in range(1, many + 1)))
    ranges, rows = [], []
    columns = [each.name for each in fields(Spread)]
    for at, difference in [(at, told) for at in range(many + 1) for told in (False, True) if at or not told]:
        for measure, about in care.measures.MEASURES.items():
            mean = -3.0 * at if difference else 100.0 - 3.0 * at
            figures = (mean, mean - 3, mean + 3, mean - 1, mean + 1, mean - 2.5, mean + 2.5, 0.8)
            ranges.append(Range(called[at], difference, measure, *figures, below=float(difference)))
            if about.name != "dtoc_beds":
                continue
            for month in (None, "2017-04", "2017-05", "2017-06"):
                when = pd.Timestamp(month) if month else pd.NaT
                up = 2.0 * (month == "2017-05")
                rows.append((called[at], difference, "", when, measure, *(each + up for each in figures)))
    table = pd.DataFrame(rows, columns=["scenario", "difference", "area", "month", "measure", *columns])
    values = pd.DataFrame({"scenario": ["England 2017/18"], "member": [1], "replication": [1]})
    return EnsembleResult(
        scenarios=tuple(scenario() for _ in called),
        names=called,
        measure="dtoc_beds",
        area="Derbyshire system",
        source="ensemble.csv",
        members=12,
        replications=2,
        ranges=tuple(ranges),
        table=table,
        values=values.assign(measure="dtoc_beds", value=100.0),
        published=None,
        notes=(),
        seconds=1.0,
        reused=0,
        version=f"{dtocsim.__version__}-00000000",
    )


def accounts(names: Sequence[str], replications: int) -> Accounts:
    """Accounts in which each what-if saves the NHS more and costs council and district more."""
    lines, days = [], []
    for at, name in enumerate(names):
        for number, month in product(range(1, replications + 1), ("2017-04", "2017-05", "2017-06")):
            about = (name, number, pd.Timestamp(month))
            lines += [
                (*about, *line, quantity, quantity * gbp, quantity * cash)
                for *line, quantity, gbp, cash in (
                    ("NHS", "", "acute beds", "bed days", "", 9000.0 - 90 * at - number, 313.0, 76.7),
                    (
                        "council",
                        "",
                        "home care",
                        "hours",
                        "",
                        5000.0 + 100 * at + 10 * number * at,
                        16.0,
                        16.0,
                    ),
                    ("person", "", "home care", "hours", "", 3000.0 + 20 * at, 18.0, 18.0),
                    ("district", "handyman", "handyman: fitters", "a year", "", 0.01 * at, 32e3, 32e3),
                )
            ]
            days += [
                (*about, what, level - fall * at - number * at)
                for what, level, fall in (
                    ("delayed", 1000.0, 100.0), ("fit in a bed", 1500.0, 110.0), ("in a bed", 9000.0, 80.0),
                    ("packages of care", 4000.0, -60.0), ("residential places", 2000.0, 0.0),
                )
            ]  # fmt: skip
    places = ("what_if", "area", "payer", "amount", "base", "difference", "low", "high")
    return Accounts(
        pd.DataFrame(lines, columns=["scenario", "replication", *COLUMNS[1:2], *COLUMNS[4:]]),
        pd.DataFrame(days, columns=["scenario", "replication", "month", "what", "days"]),
        pd.DataFrame([(name, "Derby", "", "gbp", 1e6, 1e4, 5e3, 2e4) for name in names[1:]], columns=places),
    )


def tables() -> dict[str, pd.DataFrame]:
    """A tidy table for every kind of plot that shows one."""
    days = [1.0, 2.0, 3.0, 4.0]
    curve = pd.DataFrame(
        {"x": days * 2, "mean": [40, 44, 47, 49, 38, 40, 42, 43], "series": ["today"] * 4 + [LONG] * 4}
    )
    curve = curve.assign(low=curve["mean"] - 1, high=curve["mean"] + 1)
    grid = pd.DataFrame(
        [(x, 300e3 + 1e4 * y, 50 + 3 * x - y) for x, y in product(days, days)], columns=["x", "y", "mean"]
    )
    for table in (curve, grid):
        table.attrs |= {"x": "days to find a package of care", "y": "care_homes.places_total"}
    ways = [(x / 4, y / 4, (4 - x - y) / 4) for x in range(5) for y in range(5 - x)]
    split = pd.DataFrame(ways, columns=["x", "y", "z"])
    split["mean"] = -2.4 * split["y"] - 0.9 * split["z"] - split["y"] * split["z"]
    split["like_best"] = split["mean"] < -2.2
    split.attrs |= {"x": "nursing places", "y": LONG, "z": "assessors", "sum": "£1.00 million a year"}
    return {"sweep_curve": curve, "sweep_map": grid, "sweep_split": split}


def subject_of(kind: Any) -> Any:
    """What a kind of plot shows, in its usual size."""
    return {
        "result": result,
        "comparison": comparison,
        "ensemble": ensemble,
        "table": lambda: tables()[kind.name],
    }[kind.of]()
