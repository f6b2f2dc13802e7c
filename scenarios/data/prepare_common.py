"""What the two parts of the preparation share: reading, writing, and the councils as they were in 2017."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).parent
Row = Mapping[str, str]
Cell = str | int | float
Shares = dict[str, dict[str, float]]

FIRST_YEAR, BASE_YEAR = "2016/17", "2017/18"
HACKNEY, CORNWALL = "E09000012", "E06000052"
JOINED = {"E09000001": HACKNEY, "E06000053": CORNWALL}
BOURNEMOUTH, POOLE, DORSET, CHRISTCHURCH = "E06000028", "E06000029", "E10000009", "E07000048"


def read(folder: Path, name: str) -> list[Row]:
    """The rows of one original table."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name: str, header: str, rows: Iterable[Sequence[Cell]]) -> None:
    """One table of this folder."""
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


def number(text: str) -> float:
    """A cell as a number; an empty cell counts as nothing."""
    return float(text) if text else 0.0


def quarter_of(row: Row) -> str:
    """The quarter written as `2017/18 Q1`."""
    return f"{row['financial_year']} {row['quarter']}"


def heirs(folder: Path) -> dict[str, dict[str, float]]:
    """For an area code outside the 150 councils: the councils that take its people or places, with shares."""
    elderly = {row["code"]: number(row["population_65plus"]) for row in read(folder, "districts_england.csv")}
    parts = {BOURNEMOUTH: elderly[BOURNEMOUTH], POOLE: elderly[POOLE], DORSET: elderly[CHRISTCHURCH]}
    total = sum(parts.values())
    joined = {code: {heir: 1.0} for code, heir in JOINED.items()}
    return joined | {
        "E06000058": {code: part / total for code, part in parts.items()},
        "E06000059": {DORSET: 1.0},
    }


def by_council(
    rows: Iterable[Row], area: str, column: str, heir: Mapping[str, Mapping[str, float]]
) -> dict[str, float]:
    """Sums of a column over the 150 councils, areas outside them given to their heirs."""
    sums: dict[str, float] = defaultdict(float)
    for row in rows:
        for code, share in heir.get(row[area], {row[area]: 1.0}).items():
            sums[code] += number(row[column]) * share
    return sums


def normalise(shares: Shares) -> None:
    """Makes every inner dictionary sum to one, in place."""
    for code, parts in shares.items():
        total = sum(parts.values())
        shares[code] = {key: part / total for key, part in parts.items()}
