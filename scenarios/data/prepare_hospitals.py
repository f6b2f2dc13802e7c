"""The hospital tables: beds by trust and system, and which places use them. Run by prepare.py."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from prepare_common import (
    BASE_YEAR,
    Row,
    Shares,
    by_council,
    heirs,
    normalise,
    number,
    quarter_of,
    read,
    write,
)

SMALLEST_DIVISION_SHARE, SMALLEST_DIVISION_BEDS = 0.03, 10.0
OTHER_SYSTEM_WEIGHT = 0.02
PENNINE = "RW6"
PENNINE_MANCHESTER_PART = 1 / 3
# Bury, Oldham, Rochdale and the north of Manchester: where its four hospitals stand.
PENNINE_COUNCILS = {
    "E08000002": 1.0,
    "E08000004": 1.0,
    "E08000005": 1.0,
    "E08000003": PENNINE_MANCHESTER_PART,
}
GLOUCESTERSHIRE = "RTE"
BROMPTON, NORTH_WEST_LONDON = "RT3", "E54000027"
SOMERSET_PARTNERSHIP = "RH5"


def hospital_codes(folder: Path) -> dict[str, str]:
    """Acute trust -> the hospital it is counted in: itself, or its successor if it ends in these years."""
    codes = {}
    for row in read(folder, "trust_stp.csv"):
        if row["catchment_trust_code_2022"] and row["org_code"] != SOMERSET_PARTNERSHIP:
            ends = row["last_quarter"] != "2018-19 Q4"
            codes[row["org_code"]] = row["catchment_trust_code_2022"] if ends else row["org_code"]
    return codes


def proper(name: str) -> str:
    """A trust's name in capitals as it is usually written."""
    words = name.title().replace("'S", "'s").replace("’S", "’s").replace("Nhs", "NHS").split()
    small = {"And", "Of", "The", "Upon", "In", "On", "For", "With"}
    return " ".join([words[0], *(word.lower() if word in small else word for word in words[1:])])


def trust_beds(folder: Path) -> list[Row]:
    """KH03 by trust, with Gloucestershire's two missing quarters filled (its `source` then says so)."""
    rows = [dict(row) for row in read(folder, "trust_beds_quarterly.csv")]
    own = [row for row in rows if row["org_code"] == GLOUCESTERSHIRE]
    near = [row for row in own if quarter_of(row) in ("2016/17 Q1", "2016/17 Q2", "2017/18 Q1", "2017/18 Q2")]
    occupancy = sum(number(row["general_acute_occupied"]) for row in near) / sum(
        number(row["general_acute_available"]) for row in near
    )
    published = {
        quarter_of(row): number(row["available"])
        for row in read(folder, "beds_england_quarterly.csv")
        if (row["bed_type"], row["sector"]) == ("overnight", "general_acute")
    }
    for quarter in ("2016/17 Q3", "2016/17 Q4"):
        missing = published[quarter] - sum(
            number(row["general_acute_available"]) for row in rows if quarter_of(row) == quarter
        )
        year, name = quarter.split()
        rows.append(
            dict.fromkeys(own[0], "")
            | {
                "financial_year": year,
                "quarter": name,
                "org_code": GLOUCESTERSHIRE,
                "org_name": own[0]["org_name"],
                "stp_code": own[0]["stp_code"],
                "general_acute_available": f"{missing:.2f}",
                "general_acute_occupied": f"{missing * occupancy:.2f}",
                "source": "filled",
            }
        )
    return list(rows)


def write_hospitals(folder: Path, beds: list[Row]) -> tuple[dict[str, str], dict[str, float]]:
    """hospitals.csv; returns each hospital's main system and its mean occupied beds of the base year."""
    codes = hospital_codes(folder)
    sums: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    names, systems, filled = {}, {}, set()
    for row in beds:
        code = codes.get(row["org_code"])
        if code is None or not row["general_acute_available"]:
            continue
        key = code, quarter_of(row)
        sums[key][0] += number(row["general_acute_available"])
        sums[key][1] += number(row["general_acute_occupied"])
        if row["source"] == "filled":
            filled.add(key)
        if row["org_code"] == code:
            names[code], systems[code] = proper(row["org_name"]), row["stp_code"]
    write(
        "hospitals.csv",
        "trust_code,name,system_code,quarter,available,occupied,mark",
        [
            (
                code,
                names[code],
                systems[code],
                quarter,
                round(pair[0], 2),
                round(pair[1], 2),
                "assumed" if (code, quarter) in filled else "published",
            )
            for (code, quarter), pair in sorted(sums.items())
        ],
    )
    occupied: dict[str, float] = defaultdict(float)
    for (code, quarter), pair in sums.items():
        occupied[code] += pair[1] / 4 if quarter.startswith(BASE_YEAR) else 0.0
    return systems, occupied


def write_systems(folder: Path, beds: list[Row]) -> None:
    """systems.csv: community general and acute beds and mental-health beds of each system by quarter."""
    acute, names = (
        hospital_codes(folder),
        {row["stp_code"]: row["stp_name"] for row in read(folder, "stp_beds.csv")},
    )
    cells: dict[tuple[str, str], list[float]] = {
        (system, quarter_of(row)): [0.0] * 4 for row in beds for system in names
    }
    for row in beds:
        cell = cells[row["stp_code"], quarter_of(row)]
        for column, kind in enumerate(("available", "occupied")):
            if row["org_code"] not in acute:
                cell[column] += number(row[f"general_acute_{kind}"])
            cell[2 + column] += number(row[f"mental_illness_{kind}"]) + number(
                row[f"learning_disabilities_{kind}"]
            )
    write(
        "systems.csv",
        "code,name,quarter,community_available,community_occupied,mental_health_available,mental_health_occupied",
        [
            (system, names[system], quarter, *(round(value, 2) for value in cell))
            for (system, quarter), cell in sorted(cells.items())
        ],
    )


def council_use(folder: Path, hospitals: Iterable[str], parts: Shares) -> Shares:
    """Hospital -> council -> share of its beds, in the councils of 2017."""
    heir, published = heirs(folder), defaultdict(list)
    for row in read(folder, "trust_council_catchment.csv"):
        published[row["trust_code_2022"]].append(row)
    catchment = {row["org_code"]: row["catchment_trust_code_2022"] for row in read(folder, "trust_stp.csv")}
    use = {
        code: dict(by_council(published[catchment[code]], "area_code", "share_of_trust_admissions", heir))
        for code in hospitals
    }
    elderly = {row["code"]: number(row["population_65plus"]) for row in read(folder, "councils_england.csv")}
    use[PENNINE] = {code: elderly[code] * part for code, part in PENNINE_COUNCILS.items()}
    use[BROMPTON] = {code: elderly[code] for code, systems in parts.items() if NORTH_WEST_LONDON in systems}
    normalise(use)
    return use


def split_council(
    beds: Mapping[str, float], parts: Mapping[str, float], home: Mapping[str, str]
) -> dict[tuple[str, str], float]:
    """Splits one council's beds by hospital over its systems, by proportional fitting.

    A hospital fills its own system's part first; every part ends with beds in proportion to its people 65+.
    """
    total = sum(beds.values())
    cells = {
        (code, system): share * (1.0 if home[code] == system else OTHER_SYSTEM_WEIGHT)
        for code in beds
        for system, share in parts.items()
    }
    for _ in range(2000 if len(parts) > 1 else 1):
        for system, share in parts.items():
            scale = share * total / sum(cells[code, system] for code in beds)
            cells |= {(code, system): cells[code, system] * scale for code in beds}
        for code, wanted in beds.items():
            scale = wanted / sum(cells[code, system] for system in parts)
            cells |= {(code, system): cells[code, system] * scale for system in parts}
    return cells


def place_beds(
    use: Shares, parts: Shares, home: Mapping[str, str], occupied: Mapping[str, float]
) -> dict[tuple[str, str, str], float]:
    """(Hospital, council, system) -> occupied beds before slivers are dropped."""
    cells = {}
    for council, systems in parts.items():
        beds = {code: shares[council] * occupied[code] for code, shares in use.items() if shares.get(council)}
        for (code, system), value in split_council(beds, systems, home).items():
            cells[code, council, system] = value
    return cells


def without_slivers(
    cells: Mapping[tuple[str, str, str], float], occupied: Mapping[str, float]
) -> dict[tuple[str, str, str], float]:
    """Keeps the divisions that are large enough, each hospital's largest, and one for every place."""
    divisions: dict[tuple[str, str], float] = defaultdict(float)
    for (code, _, system), value in cells.items():
        divisions[code, system] += value
    largest = {
        code: max((value, system) for (other, system), value in divisions.items() if other == code)[1]
        for code in occupied
    }
    kept = {
        (code, system)
        for (code, system), value in divisions.items()
        if largest[code] == system
        or value >= max(SMALLEST_DIVISION_SHARE * occupied[code], SMALLEST_DIVISION_BEDS)
    }
    served = {(council, system) for code, council, system in cells if (code, system) in kept}
    for place in sorted({key[1:] for key in cells} - served):
        kept.add((max((value, key[0]) for key, value in cells.items() if key[1:] == place)[1], place[1]))
    return {key: value for key, value in cells.items() if (key[0], key[2]) in kept}


def write_use(folder: Path, parts: Shares, home: Mapping[str, str], occupied: Mapping[str, float]) -> None:
    """hospital_use.csv, and on the screen what dropping slivers moved."""
    cells = place_beds(council_use(folder, occupied, parts), parts, home, occupied)
    kept = without_slivers(cells, occupied)
    totals: dict[str, float] = defaultdict(float)
    for (code, _, _), value in kept.items():
        totals[code] += value
    write(
        "hospital_use.csv",
        "trust_code,council_code,system_code,occupied_share",
        [(*key, round(value / totals[key[0]], 8)) for key, value in sorted(kept.items())],
    )
    dropped, total = sum(cells.values()) - sum(kept.values()), sum(cells.values())
    print(f"slivers dropped: {dropped:.0f} of {total:.0f} occupied beds")
