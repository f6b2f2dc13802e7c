"""Reads the areas of England from the tables of a scenario.

The tables and their sources are described in the README that stands beside them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path

from dtocsim.care.areas import (
    AGE_BANDS,
    District,
    Fifths,
    Geography,
    Hospital,
    Neighbourhood,
    Place,
    System,
    Use,
)
from dtocsim.care.tables import DataError, Record, read_table

__all__ = [
    "AGE_BANDS",
    "DataError",
    "District",
    "Geography",
    "Hospital",
    "Neighbourhood",
    "Place",
    "System",
    "Use",
    "load_geography",
    "load_neighbourhoods",
]

_BANDS = ("0_64", "65_74", "75_84", "85_plus")
_BAND_COLUMNS = tuple(f"population_{band}" for band in _BANDS)
_PEOPLE_FIFTHS = tuple(f"people_fifth_{fifth}" for fifth in range(1, 6))
_ELDERLY_FIFTHS = tuple(f"people_65plus_fifth_{fifth}" for fifth in range(1, 6))
_SMALL_AREA_COLUMNS = tuple(f"small_areas_fifth_{fifth}" for fifth in range(1, 6))
_DISTRICT_COLUMNS = tuple(tuple(f"people_{band}_fifth_{fifth}" for fifth in range(1, 6)) for band in _BANDS)
_CARE_COLUMNS = (
    "residential_places_2021",
    "nursing_places_2021",
    "delayed_days_2016_17",
    "delayed_days_2017_18",
)
_BED_COLUMNS = (
    "community_available",
    "community_occupied",
    "mental_health_available",
    "mental_health_occupied",
)
_SUM_TOLERANCE = 1e-5

Quarters = dict[str, float]


@lru_cache(maxsize=8)
def load_geography(folder: Path) -> Geography:
    """Reads the areas of England from a folder of tables; the result is kept for the next call.

    Args:
        folder: holds councils.csv, council_systems.csv, districts.csv, systems.csv, hospitals.csv and
            hospital_use.csv.

    Raises:
        DataError: a table is missing or malformed, or the tables do not fit together.
    """
    systems = _by_quarter(folder, "systems.csv", "code", _BED_COLUMNS)
    places = _places(folder, {code: row.text("name") for code, (row, _) in systems.items()})
    divisions = _divisions(folder, places)
    return Geography(
        tuple(
            System(
                code,
                row.text("name"),
                tuple(place for place in places.values() if place.system_code == code),
                tuple(hospital for hospital, _ in divisions if hospital.system_code == code),
                tuple(use for hospital, uses in divisions if hospital.system_code == code for use in uses),
                *beds,
            )
            for code, (row, beds) in sorted(systems.items())
        )
    )


@lru_cache(maxsize=8)
def load_neighbourhoods(folder: Path) -> tuple[Neighbourhood, ...]:
    """Reads the neighbourhoods of England, which only few ask for; the result is kept for the next call.

    Raises:
        DataError: the table is missing or malformed, or names a part of a district that is not there.
    """
    parts = {
        (each.code, each.system_code) for place in load_geography(folder).places for each in place.districts
    }
    columns = ("code", "name", "district_code", "system_code", *_BAND_COLUMNS, *_SMALL_AREA_COLUMNS)
    found = []
    for row in read_table(folder, "neighbourhoods.csv", columns):
        part = row.text("district_code"), row.text("system_code")
        if part not in parts:
            raise row.error("district_code, system_code", " ".join(part), "a row of districts.csv")
        young, older, old, oldest = (row.number(column) for column in _BAND_COLUMNS)
        found.append(
            Neighbourhood(
                row.text("code"),
                row.text("name"),
                *part,
                (young, older, old, oldest),
                _five(row, _SMALL_AREA_COLUMNS),
            )
        )
    return tuple(found)


def _by_quarter(
    folder: Path, table: str, key: str, columns: Sequence[str]
) -> dict[str, tuple[Record, list[Quarters]]]:
    """First row and the columns by quarter of every code, all with the same quarters."""
    series: dict[str, tuple[Record, list[Quarters]]] = {}
    for row in read_table(folder, table, (key, "name", "quarter", *columns)):
        _, sides = series.setdefault(row.text(key), (row, [{} for _ in columns]))
        quarter = row.text("quarter")
        if quarter in sides[0]:
            raise row.error("quarter", quarter, "each quarter once")
        for side, column in zip(sides, columns, strict=True):
            side[quarter] = row.number(column)
    known = {quarter for _, sides in series.values() for quarter in sides[0]}
    for row, sides in series.values():
        if missing := known - sides[0].keys():
            raise row.error("quarter", f"{len(sides[0])} quarters", f"also {', '.join(sorted(missing))}")
    return series


def _places(folder: Path, systems: Mapping[str, str]) -> dict[tuple[str, str], Place]:
    needed = ("code", "name", *_BAND_COLUMNS, *_PEOPLE_FIFTHS, *_ELDERLY_FIFTHS, *_CARE_COLUMNS)
    councils = {row.text("code"): row for row in read_table(folder, "councils.csv", needed)}
    parts: dict[str, list[Record]] = {code: [] for code in councils}
    columns = ("council_code", "system_code", "people_share", "people_65plus_share")
    for row in read_table(folder, "council_systems.csv", columns):
        if row.text("system_code") not in systems:
            raise row.error("system_code", row.text("system_code"), "a code of systems.csv")
        if row.text("council_code") not in councils:
            raise row.error("council_code", row.text("council_code"), "a code of councils.csv")
        parts[row.text("council_code")].append(row)
    districts = _districts(
        folder,
        {(row.text("council_code"), row.text("system_code")) for rows in parts.values() for row in rows},
    )
    places = {}
    for code, rows in parts.items():
        for column in ("people_share", "people_65plus_share"):
            _check_sum(rows[0] if rows else councils[code], column, (row.number(column, 1) for row in rows))
        for row in rows:
            name = systems[row.text("system_code")] if len(rows) > 1 else ""
            key = code, row.text("system_code")
            if not districts[key]:
                raise row.error("council_code, system_code", " ".join(key), "a row of districts.csv too")
            places[key] = _place(councils[code], row, name, tuple(districts[key]))
    return places


def _districts(folder: Path, places: Iterable[tuple[str, str]]) -> dict[tuple[str, str], list[District]]:
    """The parts of districts by the place they lie in."""
    found: dict[tuple[str, str], list[District]] = {key: [] for key in places}
    columns = ("code", "name", "council_code", "system_code", *chain(*_DISTRICT_COLUMNS))
    for row in read_table(folder, "districts.csv", columns):
        if _place_key(row) not in found:
            raise row.error(
                "council_code, system_code", " ".join(_place_key(row)), "a row of council_systems.csv"
            )
        people = tuple(_five(row, columns) for columns in _DISTRICT_COLUMNS)
        found[_place_key(row)].append(District(row.text("code"), row.text("name"), *_place_key(row), people))
    return found


def _five(row: Record, columns: Sequence[str]) -> Fifths:
    first, second, third, fourth, fifth = (row.number(column) for column in columns)
    return first, second, third, fourth, fifth


def _place(council: Record, part: Record, system_name: str, districts: tuple[District, ...]) -> Place:
    """Younger people follow the part's share of all people; everything else its share of people aged 65+."""
    share, elderly = part.number("people_share", 1), part.number("people_65plus_share", 1)
    bands = [council.number(column) for column in _BAND_COLUMNS]
    under_65 = sum(bands) * share - sum(bands[1:]) * elderly
    residential, nursing, *days = (council.number(column) * elderly for column in _CARE_COLUMNS)
    name = council.text("name")
    return Place(
        id=f"{name} ({system_name})" if system_name else name,
        council_code=council.text("code"),
        council=name,
        system_code=part.text("system_code"),
        share=share,
        population=(under_65, bands[1] * elderly, bands[2] * elderly, bands[3] * elderly),
        deprivation_65plus=_fifths(council, _ELDERLY_FIFTHS),
        deprivation_all=_fifths(council, _PEOPLE_FIFTHS),
        residential_places=residential,
        nursing_places=nursing,
        delayed_days=dict(zip(("2016/17", "2017/18"), days, strict=True)),
        districts=districts,
    )


def _fifths(council: Record, columns: Sequence[str]) -> Fifths:
    first, second, third, fourth, fifth = _five(council, columns)
    total = first + second + third + fourth + fifth
    if not total:
        raise council.error(columns[0], "0", "some people in one of the fifths")
    return first / total, second / total, third / total, fourth / total, fifth / total


def _divisions(folder: Path, places: Mapping[tuple[str, str], Place]) -> list[tuple[Hospital, list[Use]]]:
    trusts = _by_quarter(folder, "hospitals.csv", "trust_code", ("available", "occupied"))
    use: dict[str, list[Record]] = {code: [] for code in trusts}
    columns = ("trust_code", "council_code", "system_code", "occupied_share")
    for row in read_table(folder, "hospital_use.csv", columns):
        if row.text("trust_code") not in trusts:
            raise row.error("trust_code", row.text("trust_code"), "a code of hospitals.csv")
        if _place_key(row) not in places:
            raise row.error(
                "council_code, system_code", " ".join(_place_key(row)), "a row of council_systems.csv"
            )
        use[row.text("trust_code")].append(row)
    divisions = [
        pair for code, (row, beds) in trusts.items() for pair in _divide(row, beds, use[code], places)
    ]
    unserved = {place.id for place in places.values()} - {
        use.place_id for _, uses in divisions for use in uses
    }
    if unserved:
        raise DataError(f"{folder / 'hospital_use.csv'}:1: no hospital serves {', '.join(sorted(unserved))}")
    return divisions


def _place_key(row: Record) -> tuple[str, str]:
    return row.text("council_code"), row.text("system_code")


def _divide(
    trust: Record, beds: Sequence[Quarters], rows: Sequence[Record], places: Mapping[tuple[str, str], Place]
) -> list[tuple[Hospital, list[Use]]]:
    """The divisions of one trust, each with its uses."""
    shares: dict[str, dict[str, float]] = defaultdict(dict)
    for row in rows:
        shares[row.text("system_code")][places[_place_key(row)].id] = row.number("occupied_share", 1)
    column, first = "occupied_share", rows[0] if rows else trust
    whole = _check_sum(first, column, (share for part in shares.values() for share in part.values()))
    divisions = []
    for system, part in shares.items():
        code, total = trust.text("trust_code"), sum(part.values())
        sides = [{quarter: value * total / whole for quarter, value in side.items()} for side in beds]
        hospital = Hospital(f"{code}/{system}", code, trust.text("name"), system, *sides)
        divisions.append(
            (hospital, [Use(hospital.id, place, share / total) for place, share in part.items()])
        )
    return divisions


def _check_sum(row: Record, column: str, shares: Iterable[float]) -> float:
    """The sum of shares that belong together, the first of them in this row."""
    total = sum(shares)
    if abs(total - 1) > _SUM_TOLERANCE:
        raise row.error(f"sum of {column}", f"{total:.6f}", "1")
    return total
