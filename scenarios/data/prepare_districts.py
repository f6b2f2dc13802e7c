"""Districts and neighbourhoods: where people live below the council."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from prepare_common import JOINED, Cell, Row, Shares, number, read, write

AGES = ("0_64", "65_74", "75_84", "85_plus")
FIFTHS = "12345"
People = dict[tuple[str, str], float]


def by_age(row: Row) -> list[float]:
    """People of a row by age band, from its cumulated columns."""
    older = [number(row[f"population{age}"]) for age in ("", "_65plus", "_75plus", "_85plus")]
    return [all_of_them - elder for all_of_them, elder in pairwise(older)] + [older[-1]]


def by_age_and_fifth(row: Row) -> People:
    """People of a neighbourhood by age band and fifth: every age lives in its small areas alike."""
    areas = number(row["lsoas"])
    return {
        (age, fifth): people * number(row[f"imd2019_q{fifth}_lsoas"]) / areas
        for age, people in zip(AGES, by_age(row), strict=True)
        for fifth in FIFTHS
    }


def neighbourhoods(folder: Path, parts: Shares) -> Iterator[tuple[Row, str, str]]:
    """Every neighbourhood with its council and its system; of parts left out, the council's largest."""
    for row in read(folder, "neighbourhoods_msoa.csv"):
        council = JOINED.get(row["council_code"], row["council_code"])
        systems = parts[council]
        system = (
            row["stp_code"] if row["stp_code"] in systems else max(systems, key=lambda code: systems[code])
        )
        yield row, council, system


def write_districts(folder: Path, parts: Shares) -> None:
    """districts.csv and neighbourhoods.csv.

    Args:
        parts: council -> system -> share, as `prepare.council_parts` gives them.
    """
    names = {row["code"]: row["name"] for row in read(folder, "districts_england.csv")}
    people: dict[tuple[str, str, str], People] = defaultdict(lambda: defaultdict(float))
    rows: list[list[Cell]] = []
    for row, council, system in neighbourhoods(folder, parts):
        for key, number_of_them in by_age_and_fifth(row).items():
            people[row["ltla17_code"], council, system][key] += number_of_them
        counts = [row[f"imd2019_q{fifth}_lsoas"] for fifth in FIFTHS]
        bands = [round(each) for each in by_age(row)]
        rows.append([row["msoa11_code"], row["msoa11_name"], row["ltla17_code"], system, *bands, *counts])
    write(
        "neighbourhoods.csv",
        ",".join(["code", "name", "district_code", "system_code"])
        + "".join(f",population_{age}" for age in AGES)
        + "".join(f",small_areas_fifth_{fifth}" for fifth in FIFTHS),
        sorted(rows, key=lambda cells: str(cells[0])),
    )
    columns = [(age, fifth) for age in AGES for fifth in FIFTHS]
    write(
        "districts.csv",
        ",".join(["code", "name", "council_code", "system_code"])
        + "".join(f",people_{age}_fifth_{fifth}" for age, fifth in columns),
        (
            [code, names[code], council, system, *_plain(found[key] for key in columns)]
            for (code, council, system), found in sorted(people.items())
        ),
    )


def _plain(numbers: Iterable[float]) -> list[str]:
    return [f"{each:.1f}".removesuffix(".0") for each in numbers]
