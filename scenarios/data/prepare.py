"""Remakes the tables of this folder from the folder of original tables given as the only argument.

README.md beside this file says what every table holds, where it comes from and why each rule was chosen.
"""

import sys
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from prepare_common import (
    BASE_YEAR,
    FIRST_YEAR,
    JOINED,
    Cell,
    Shares,
    by_council,
    heirs,
    normalise,
    number,
    quarter_of,
    read,
    write,
)
from prepare_districts import write_districts
from prepare_hospitals import trust_beds, write_hospitals, write_systems, write_use
from prepare_later import later_beds, write_later_admissions
from prepare_published import USED, write_single_figures

FIRST_MONTH, LAST_DTOC_MONTH = "2016-04", "2018-03"
FIRST_ADMISSIONS = "2016-01"
"""A run from April 2016 warms up before it begins."""
SMALLEST_COUNCIL_PART = 0.01
SOURCES = {
    "councils.csv": "ONS_SAPE_2017 ONS_LAD_UTLA_2017 ONS_LAD_RGN_2019 MHCLG_IMD2019_LSOA CQC_HSCA_2021_06 "
    "NHSD_ASCFR_2016_17 NHSE_DTOC_LA",
    "council_systems.csv": "ONS_LSOA_STP_2017 ONS_SAPE_2017",
    "districts.csv": "ONS_SAPE_2017 ONS_LAD_UTLA_2017 ONS_LSOA_MSOA_2011 ONS_LSOA_STP_2017 "
    "MHCLG_IMD2019_LSOA",
    "neighbourhoods.csv": "ONS_SAPE_2017 ONS_LSOA_MSOA_2011 ONS_LSOA_STP_2017 MHCLG_IMD2019_LSOA",
    "systems.csv": "NHSE_KH03_TRUST HF_TRUST_STP_2018 GEOGRAPHR_TRUST_STP21 TRUST_MERGERS",
    "hospitals.csv": "NHSE_KH03_TRUST NHSE_KH03_2020 HF_TRUST_STP_2018 GEOGRAPHR_TRUST_STP21 TRUST_MERGERS",
    "hospital_use.csv": "OHID_CATCHMENT_2022 TRUST_MERGERS ONS_LSOA_STP_2017 ONS_SAPE_2017",
    "emergency_admissions_monthly.csv": "NHSE_AE_2019",
    "emergency_admissions_assumed.csv": "NHSE_AE_2019",
    "elective_admissions_quarterly.csv": "NHSE_QMCO_2020",
    "dtoc_monthly.csv": "NHSE_DTOC_2020",
    "dtoc_by_council.csv": "NHSE_DTOC_LA",
    "beds_quarterly.csv": "NHSE_KH03_2020",
    "winter_long_stay_daily.csv": "NHSE_UEC_SITREP",
    "deprivation_relative_rates.csv": "NEWDEVON MHCLG_IMD2019_LSOA ONS_SAPE_2017",
    "responsible_organisation.csv": "NHSE_DTOC_2020",
    "delay_reason_mapping.csv": "NHSE_CTR_REASON",
    "single_figures.csv": USED,
    "unit_costs.csv": "HFMA_2017 NAO_2016 HOCL_7415 NCC_2425 BMJ_OLIVER_2018 UKHCA_2018 CMA_2017 PQ_DFG "
    "PSSRU_COSTMOS HF_IC_2024 DEVON_FOI",
}


def people_columns(folder: Path) -> dict[str, dict[str, float]]:
    """People of each council by age band, then by deprivation fifth: column -> council -> people."""
    heir, councils = heirs(folder), read(folder, "councils_england.csv")
    older = [
        by_council(councils, "code", f"population{age}", heir)
        for age in ("", "_65plus", "_75plus", "_85plus")
    ]
    columns: dict[str, dict[str, float]] = {}
    for band, (people, elder) in zip(("0_64", "65_74", "75_84"), pairwise(older), strict=True):
        columns[f"population_{band}"] = {code: people[code] - elder[code] for code in people}
    columns["population_85_plus"] = older[-1]
    lsoas = read(folder, "lsoa_deprivation_by_council.csv")
    for name, column in (("people", "population"), ("people_65plus", "population_65plus")):
        for fifth in "12345":
            rows = [row for row in lsoas if row["imd2019_quintile"] == fifth]
            columns[f"{name}_fifth_{fifth}"] = by_council(rows, "code", column, heir)
    return columns


def care_columns(folder: Path) -> dict[str, dict[str, float]]:
    """Care-home register, council-funded weeks and delayed days: column -> council -> number."""
    heir, councils = heirs(folder), read(folder, "councils_england.csv")
    register = read(folder, "care_home_beds_by_council.csv")
    columns = {}
    for kind, homes in (("residential", "without"), ("nursing", "with")):
        column = f"beds_in_homes_{homes}_nursing"
        columns[f"{kind}_places_2021"] = by_council(register, "area_code", column, heir)
    for kind in ("residential", "nursing"):
        column = f"council_funded_{kind}_weeks_65plus_2016_17"
        columns[f"funded_{kind}_weeks_65plus_2016_17"] = by_council(councils, "code", column, heir)
    delays = read(folder, "dtoc_local_authority_annual.csv")
    for year in (FIRST_YEAR, BASE_YEAR):
        rows = [
            row
            for row in delays
            if (row["financial_year"], row["organisation"], row["reason"]) == (year, "all", "all")
        ]
        columns[f"delayed_days_{year.replace('/', '_')}"] = by_council(rows, "code", "delayed_days", heir)
    return columns


def write_councils(folder: Path) -> None:
    """councils.csv: one row a council; its people, places, funded weeks and delayed days."""
    columns = people_columns(folder) | care_columns(folder)
    rows: list[list[Cell]] = []
    for row in read(folder, "councils_england.csv"):
        if row["code"] not in JOINED:
            numbers = [f"{column[row['code']]:.1f}".removesuffix(".0") for column in columns.values()]
            rows.append([row["code"], row["name"], row["council_type"], row["region"], *numbers])
    write("councils.csv", ",".join(["code", "name", "type", "region", *columns]), rows)


def council_parts(folder: Path) -> Shares:
    """Council -> system -> share of the council's people aged 65+; also writes council_systems.csv."""
    rows = [
        row
        for row in read(folder, "council_stp_ics_shares.csv")
        if row["layer"] == "STP 2017"
        and row["council_code"] not in JOINED
        and number(row["population_share"]) >= SMALLEST_COUNCIL_PART
    ]
    elderly: Shares = defaultdict(dict)
    people: Shares = defaultdict(dict)
    for row in rows:
        people[row["council_code"]][row["area_code"]] = number(row["population"])
        elderly[row["council_code"]][row["area_code"]] = number(row["population_65plus"])
    normalise(people)
    normalise(elderly)
    write(
        "council_systems.csv",
        "council_code,system_code,people_share,people_65plus_share",
        [
            (code, system, round(share, 8), round(elderly[code][system], 8))
            for code, systems in sorted(people.items())
            for system, share in sorted(systems.items())
        ],
    )
    return elderly


def write_series(folder: Path) -> None:
    """National series, cut to the years the simulator uses."""
    emergency = [
        row for row in read(folder, "emergency_admissions_monthly.csv") if row["month"] >= FIRST_ADMISSIONS
    ]
    columns = [name for name in emergency[0] if name != "source"]
    write(
        "emergency_admissions_monthly.csv",
        ",".join(columns),
        ([row[name] for name in columns] for row in emergency),
    )
    elective = [
        row
        for row in read(folder, "elective_admissions_quarterly.csv")
        if row["financial_year"] >= FIRST_YEAR
    ]
    columns = [name for name in elective[0] if name not in ("financial_year", "quarter", "source")]
    write(
        "elective_admissions_quarterly.csv",
        ",".join(["quarter", *columns]),
        ([quarter_of(row), *(row[name] for name in columns)] for row in elective),
    )
    write(
        "dtoc_monthly.csv",
        "month,setting,organisation,reason,delayed_days",
        (
            [row[name] for name in ("month", "care_type", "organisation", "reason", "delayed_days")]
            for row in read(folder, "dtoc_england_cross_monthly.csv")
            if FIRST_MONTH <= row["month"] <= LAST_DTOC_MONTH
        ),
    )
    write(
        "dtoc_by_council.csv",
        "financial_year,council_code,organisation,reason,delayed_days",
        (
            [row[name] for name in ("financial_year", "code", "organisation", "reason", "delayed_days")]
            for row in read(folder, "dtoc_local_authority_annual.csv")
            if row["code"] != "-" and row["financial_year"] in (FIRST_YEAR, BASE_YEAR)
        ),
    )
    write(
        "beds_quarterly.csv",
        "quarter,sector,available,occupied",
        (
            [quarter_of(row), row["sector"], row["available"], row["occupied"]]
            for row in read(folder, "beds_england_quarterly.csv")
            if row["financial_year"] >= FIRST_YEAR and row["bed_type"] == "overnight"
        ),
    )
    winter = [row for row in read(folder, "winter_long_stay_daily.csv") if row["winter"] == BASE_YEAR]
    columns = [name for name in winter[0] if name != "winter"]
    write(
        "winter_long_stay_daily.csv", ",".join(columns), ([row[name] for name in columns] for row in winter)
    )


def write_deprivation(folder: Path) -> None:
    """deprivation_relative_rates.csv: the age bands are fifths of the people, so they weigh the same."""
    rates: dict[tuple[bool, int], list[float]] = defaultdict(list)
    for row in read(folder, "deprivation_emergency_admission_rates.csv"):
        fifth = 6 - int(row["imd_quintile_5_most_deprived"])
        rates[row["age_band"] == "67-110", fifth].append(
            number(row["emergency_admissions_per_1000_in_12_months"])
        )
    people: dict[tuple[bool, int], float] = defaultdict(float)
    for row in read(folder, "lsoa_deprivation_by_council.csv"):
        fifth, elderly = int(row["imd2019_quintile"]), number(row["population_65plus"])
        people[True, fifth] += elderly
        people[False, fifth] += number(row["population"]) - elderly
    rows: list[Sequence[Cell]] = []
    for old, band in ((False, "0-64"), (True, "65+")):
        rate = {fifth: sum(rates[old, fifth]) / len(rates[old, fifth]) for fifth in range(1, 6)}
        mean = sum(rate[fifth] * people[old, fifth] for fifth in rate) / sum(
            people[old, fifth] for fifth in rate
        )
        rows += [(band, fifth, round(rate[fifth] / mean, 4)) for fifth in rate]
    write("deprivation_relative_rates.csv", "age_band,fifth,relative_rate", rows)


def organisation(reason: str, funder: str) -> str:
    """Who is held responsible for a delay of this reason when this funder pays."""
    if reason in ("C", "I") or funder in ("self", "nhs"):
        return "NHS"
    if funder == "council":
        return "social care"
    return {"Di": "social care", "G": "NHS", "H": "NHS"}.get(reason, "both")


ANSWERED_BY_OTHERS = {
    ("A", "council"): {"NHS": 0.16},
    ("B", "council"): {"NHS": 0.30, "both": 0.12},
    ("F", "council"): {"NHS": 0.30},
    ("H", "council"): {"NHS": 0.35},
    ("O", "council"): {"NHS": 0.16},
}
"""Shares of people whose care a council pays that are no delay of its own: some wait for the NHS's part of an
assessment, its decision on continuing care, or its equipment. Sized to the published split of 2017/18."""


def responsible(reason: str, funder: str) -> dict[str, float]:
    """Shares of the organisations held responsible for a delay of this reason when this funder pays."""
    others = ANSWERED_BY_OTHERS.get((reason, funder), {})
    return {organisation(reason, funder): round(1 - sum(others.values()), 2), **others}


def write_responsible() -> None:
    """responsible_organisation.csv: C and I are published as NHS only; the other rows are assumed, and where
    a share is not 1 it repeats the published split."""
    write(
        "responsible_organisation.csv",
        "reason,funder,organisation,share,mark",
        [
            (reason, funder, name, share, "published" if reason in ("C", "I") or share < 1 else "assumed")
            for reason in ("A", "B", "C", "Di", "Dii", "E", "F", "G", "H", "I", "O")
            for funder in ("council", "self", "nhs", "joint")
            for name, share in responsible(reason, funder).items()
        ],
    )


def write_sources(folder: Path) -> None:
    """sources.csv: the sources used, each with the tables that use it."""
    rows = [
        row
        for name in ("sources.csv", "sources_2.csv", "geography_sources.csv")
        for row in read(folder, name)
    ]
    used: list[Sequence[Cell]] = []
    for row in rows:
        tables = [name for name, sources in SOURCES.items() if row["source_id"] in sources.split()]
        official = row["publisher"].startswith("NHS")
        licence = row.get("licence") or (
            "Open Government Licence v3.0" if official else "not stated; figures only"
        )
        if tables:
            used.append(
                [row[name] for name in ("source_id", "title", "publisher", "date", "address")]
                + [licence, row["how_seen"], " ".join(tables)]
            )
    write(
        "sources.csv", "source_id,title,publisher,date,address,licence,how_seen,tables", sorted(used, key=str)
    )


def main(folder: Path) -> None:
    """Writes every table."""
    write_councils(folder)
    parts, beds = council_parts(folder), trust_beds(folder)
    beds += later_beds(folder, beds)
    write_districts(folder, parts)
    write_systems(folder, beds)
    home, occupied = write_hospitals(folder, beds)
    write_use(folder, parts, home, occupied)
    write_series(folder)
    write_later_admissions(folder)
    write_deprivation(folder)
    write_responsible()
    write_single_figures(folder)
    write_sources(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
