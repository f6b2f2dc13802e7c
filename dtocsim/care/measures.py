"""What a run is asked for: every measure with its definition, and the tables behind it.

Counts are of residents of the chosen places, wherever their hospital is; occupancy and waits for a bed are of
the hospitals of the systems that were run.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dtocsim.care.model import PlaceModel, SystemModel
from dtocsim.care.tables import read_table
from dtocsim.care.words import FUNDERS, NEEDS, ORGANISATIONS, REASONS, SETTINGS
from dtocsim.flow import Tally
from dtocsim.flow.network import Pool

OVER_4_HOURS, OVER_12_HOURS = 2, 3
"""First bins of waits (flow.tally.WAIT_EDGES_HOURS) that are longer than 4 and than 12 hours."""


@dataclass(frozen=True)
class Measure:
    """A number that a run answers with."""

    name: str
    label: str
    unit: str
    definition: str
    decimals: int = 0


def _measure(name: str, label: str, unit: str, definition: str, decimals: int = 0) -> tuple[str, Measure]:
    return name, Measure(name, label, unit, definition, decimals)


MEASURES: Mapping[str, Measure] = dict(
    [
        _measure(
            "dtoc_beds", "DTOC beds", "beds a day", "Mean number of declared delayed transfers at midnight."
        ),
        _measure("dtoc_beds_acute", "  in acute beds", "beds a day", "Of these, in acute beds."),
        _measure(
            "dtoc_beds_non_acute",
            "  in non-acute beds",
            "beds a day",
            "Of these, in community and mental-health beds.",
        ),
        _measure(
            "dtoc_beds_nhs",
            "  NHS responsible",
            "beds a day",
            "Of these, the NHS is the responsible organisation.",
        ),
        _measure(
            "dtoc_beds_social_care",
            "  social care responsible",
            "beds a day",
            "Of these, social care is responsible.",
        ),
        _measure("dtoc_beds_both", "  both responsible", "beds a day", "Of these, both are responsible."),
        _measure(
            "medically_fit_beds",
            "Medically fit in general and acute beds",
            "beds a day",
            "Mean number at midnight of patients fit to leave, declared delayed or not.",
        ),
        _measure(
            "general_acute_occupied_beds",
            "General and acute beds occupied",
            "beds",
            "Mean number at midnight of residents in acute and community beds.",
        ),
        _measure(
            "general_acute_occupancy_percent",
            "General and acute occupancy",
            "%",
            "Mean occupied acute and community beds of the systems over the published available beds.",
            1,
        ),
        _measure(
            "stays_over_7_days_percent",
            "Occupied beds: over 7 days",
            "%",
            "Share of occupied beds at midnight.",
            1,
        ),
        _measure(
            "stays_over_21_days_percent",
            "Occupied beds: over 21 days",
            "%",
            "Share of occupied beds at midnight.",
            1,
        ),
        _measure(
            "emergency_admissions",
            "Emergency admissions",
            "a year",
            "With zero-day stays, scaled to 365 days.",
        ),
        _measure(
            "zero_day_admissions",
            "  zero-day stays",
            "a year",
            "Emergency admissions without a night in hospital.",
        ),
        _measure(
            "care_home_admissions",
            "  from care homes",
            "a year",
            "Emergency admissions of care-home residents.",
        ),
        _measure(
            "elective_admissions", "Elective overnight admissions", "a year", "Planned admissions for a bed."
        ),
        _measure(
            "waits_over_4_hours",
            "Waits for a bed over 4 hours",
            "a year",
            "Emergency admissions to the systems' acute beds over 4 hours after the decision to admit.",
        ),
        _measure(
            "waits_over_12_hours", "Waits for a bed over 12 hours", "a year", "The same, over 12 hours."
        ),
        _measure(
            "readmissions_percent",
            "Readmitted within 30 days",
            "%",
            "Emergency readmissions from home and reablement over people who left for home.",
            1,
        ),
        _measure("deaths_in_hospital", "Deaths in hospital", "a year", "In any bed, or while delayed in it."),
        _measure(
            "discharges_with_support",
            "Discharges with support",
            "a year",
            "To pathways 1, 2 and 3, from any bed.",
        ),
        _measure(
            "care_home_residents",
            "Care-home residents",
            "people",
            "Mean number of occupied care-home places.",
        ),
        _measure("care_home_occupancy_percent", "Care-home occupancy", "%", "Occupied over all places.", 1),
        _measure(
            "moves_to_care_home",
            "Moves to a care home",
            "a year",
            "People who take up a place, again after losing one included.",
        ),
        _measure(
            "home_care_clients",
            "Clients with a package of care",
            "people",
            "Mean number of packages in use or held.",
        ),
        _measure(
            "reablement_people", "People in reablement", "people", "Mean number of reablement places in use."
        ),
    ]
)


@lru_cache(maxsize=8)
def organisation_shares(folder: Path) -> NDArray[np.float64]:
    """Return which organisation answers for each reason and funder.

    Returns:
        0 or 1, shape (funders, reasons, organisations).

    Raises:
        DataError: the table is malformed.
    """
    shares = np.zeros((len(FUNDERS), len(REASONS), len(ORGANISATIONS)))
    for row in read_table(folder, "responsible_organisation.csv", ["reason", "funder", "organisation"]):
        cell = (FUNDERS.index(row.text("funder")), REASONS.index(row.text("reason")))
        shares[(*cell, ORGANISATIONS.index(row.text("organisation")))] = 1.0
    return shares


@dataclass(frozen=True)
class PlaceResult:
    """What one replication found in one place; arrays end in the recorded days.

    Attributes:
        delayed: midnight counts, shape (settings, reasons, organisations, days).
        totals: sums and means by name, to be added over places.
    """

    council: str
    system: str
    delayed: NDArray[np.float64]
    totals: Mapping[str, float]


def place_result(system: SystemModel, place: PlaceModel, tally: Tally) -> PlaceResult:
    """Read one place out of the tally of its system."""
    records, pools = place.records, place.pools
    shares = organisation_shares(place.scenario.tables.folder)
    counts = [tally.census(records.delayed[setting])[0][:, : len(REASONS), :] for setting in SETTINGS]
    delayed = np.einsum("sfrd,fro->srod", np.asarray(counts, dtype=np.float64), shares)
    in_bed = tally.census(records.in_bed)[:, 0, :].mean(axis=-1)
    emergencies = tally.counter(records.emergencies).sum(axis=-1)
    discharges = tally.counter(records.discharges).sum(axis=-1)
    home_pools = (pools.residential, pools.nursing)
    totals = {
        "fit": float(tally.census(records.fit).mean(axis=-1).sum()),
        "in_bed": float(in_bed[0]),
        "over_7": float(in_bed[1]),
        "over_21": float(in_bed[2]),
        "emergencies": float(emergencies.sum()),
        "from_care_homes": float(emergencies[2:].sum()),
        "zero_day": float(tally.counter(records.zero_day).sum()),
        "electives": float(tally.counter(records.electives).sum()),
        "readmissions": float(tally.counter(records.readmissions).sum()),
        "home": float(discharges[NEEDS.index("home")] + tally.counter(records.zero_day).sum()),
        "supported": float(discharges[2:].sum()),
        "deaths": float(tally.counter(records.deaths).sum()),
        "to_care_home": float(tally.counter(records.to_care_home).sum()),
        "residents": fsum(tally.pool(pool).mean_occupied for pool in home_pools),
        "care_home_places": fsum(pool.capacity for pool in home_pools),
        "clients": tally.pool(pools.home_care).mean_occupied,
        "reablement": tally.pool(pools.reablement).mean_occupied,
    }
    return PlaceResult(place.place.council, system.system.name, delayed, totals)


@dataclass(frozen=True)
class SystemResult:
    """What one replication found in the hospitals of one system, and in its places."""

    places: tuple[PlaceResult, ...]
    occupied: float
    available: float
    over_4_hours: float
    over_12_hours: float
    events: int
    notes: tuple[str, ...]


def system_result(system: SystemModel, tally: Tally, chosen: frozenset[str]) -> SystemResult:
    """Read a system's tally; of its places, those in `chosen` (ids)."""
    acute = [tally.pool(pool) for pool in system.acute.values()]
    emergencies = np.sum([pool.waits[:, 0].sum(axis=0) for pool in acute], axis=0)
    beds = [*system.acute.values(), system.community]
    return SystemResult(
        places=tuple(
            place_result(system, place, tally) for place in system.places if place.place.id in chosen
        ),
        occupied=fsum(tally.pool(pool).mean_occupied for pool in beds),
        available=system.published_available(),
        over_4_hours=float(emergencies[OVER_4_HOURS:].sum()),
        over_12_hours=float(emergencies[OVER_12_HOURS:].sum()),
        events=tally.events,
        notes=tuple(note for pool in system.network.pools for note in _growing(pool, tally)),
    )


def _growing(pool: Pool, tally: Tally) -> list[str]:
    """Say where a queue grew all through the run: there is no steady state then."""
    waiting = tally.pool(pool).waiting_at_midnight
    quarter = len(waiting) // 4
    if quarter == 0:
        return []
    means = [float(waiting[part * quarter : (part + 1) * quarter].mean()) for part in range(4)]
    if means[3] > max(10.0, 0.2 * pool.capacity) and means == sorted(means):
        growth = (means[3] - means[0]) / (3 * quarter)
        return [
            f"offered load exceeds capacity: the queue for {pool.name} grows by {growth:.2f} people a day; "
            "its means describe no steady state"
        ]
    return []


def measures(results: Sequence[SystemResult], days: int) -> dict[str, float]:
    """Return every measure of `MEASURES`, over the chosen places and the systems that were run."""
    places = [place for result in results for place in result.places]
    total = {name: fsum(place.totals[name] for place in places) for name in places[0].totals}
    beds = np.sum([place.delayed for place in places], axis=0).mean(axis=-1)
    year = 365 / days
    in_bed = max(total["in_bed"], 1e-9)
    return {
        "dtoc_beds": float(beds.sum()),
        "dtoc_beds_acute": float(beds[0].sum()),
        "dtoc_beds_non_acute": float(beds[1:].sum()),
        "dtoc_beds_nhs": float(beds[..., 0].sum()),
        "dtoc_beds_social_care": float(beds[..., 1].sum()),
        "dtoc_beds_both": float(beds[..., 2].sum()),
        "medically_fit_beds": total["fit"],
        "general_acute_occupied_beds": total["in_bed"],
        "general_acute_occupancy_percent": 100
        * fsum(each.occupied for each in results)
        / fsum(each.available for each in results),
        "stays_over_7_days_percent": 100 * total["over_7"] / in_bed,
        "stays_over_21_days_percent": 100 * total["over_21"] / in_bed,
        "emergency_admissions": total["emergencies"] * year,
        "zero_day_admissions": total["zero_day"] * year,
        "care_home_admissions": total["from_care_homes"] * year,
        "elective_admissions": total["electives"] * year,
        "waits_over_4_hours": fsum(each.over_4_hours for each in results) * year,
        "waits_over_12_hours": fsum(each.over_12_hours for each in results) * year,
        "readmissions_percent": 100 * total["readmissions"] / max(total["home"], 1.0),
        "deaths_in_hospital": total["deaths"] * year,
        "discharges_with_support": total["supported"] * year,
        "care_home_residents": total["residents"],
        "care_home_occupancy_percent": 100 * total["residents"] / max(total["care_home_places"], 1.0),
        "moves_to_care_home": total["to_care_home"] * year,
        "home_care_clients": total["clients"],
        "reablement_people": total["reablement"],
    }


Table = Mapping[str, Any]


def monthly_table(results: Sequence[SystemResult], months: NDArray[np.str_]) -> Table:
    """Return delayed days by month, council, reason, organisation and setting, as the official return does.

    Args:
        months: the month of every recorded day, written as `2017-04`; shape (days,).
    """
    names, codes = np.unique(months, return_inverse=True)
    sums, areas, systems = [], [], []
    for result in results:
        for place in result.places:
            by_month = np.stack(
                [place.delayed[..., codes == code].sum(axis=-1) for code in range(len(names))]
            )
            sums.append(by_month)
            areas.append(place.council)
            systems.append(place.system)
    return _table("delayed_days", "month", names, np.stack(sums, axis=1), areas, systems)


def daily_table(results: Sequence[SystemResult], dates: NDArray[np.str_]) -> Table:
    """Return delayed patients at midnight by day, reason, organisation and setting, in all chosen places."""
    total = np.sum([place.delayed for result in results for place in result.places], axis=0)
    values = np.moveaxis(total, -1, 0)[:, None]
    return _table("dtoc_beds", "date", dates, values, [""], [""])


def _table(
    measure: str,
    time: str,
    times: NDArray[np.str_],
    values: NDArray[np.float64],
    areas: list[str],
    systems: list[str],
) -> Table:
    """Lay values (times, areas, settings, reasons, organisations) out as columns, without cells of zero."""
    import pandas as pd

    when, area, setting, reason, organisation = np.nonzero(values)

    def words(codes: NDArray[np.intp], names: Sequence[str]) -> Any:
        known = list(dict.fromkeys(names))
        positions = np.asarray([known.index(name) for name in names], dtype=np.int64)
        return pd.Categorical.from_codes(positions[codes], pd.Index(known))

    return {
        time: words(when, [str(name) for name in times]),
        "area": words(area, areas),
        "system": words(area, systems),
        "measure": words(np.zeros_like(when), [measure]),
        "reason": words(reason, REASONS),
        "organisation": words(organisation, ORGANISATIONS),
        "setting": words(setting, SETTINGS),
        "value": values[when, area, setting, reason, organisation],
    }
