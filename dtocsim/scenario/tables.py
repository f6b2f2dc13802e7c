"""The tables a scenario stands on: whether they are there, and whether they are still the same."""

import csv
import hashlib
import os
from pathlib import Path

from .problems import Place, Problem
from .tree import Branch, Leaf

NAMES = (
    "councils.csv",
    "council_systems.csv",
    "districts.csv",
    "neighbourhoods.csv",
    "systems.csv",
    "hospitals.csv",
    "hospital_use.csv",
    "emergency_admissions_monthly.csv",
    "emergency_admissions_assumed.csv",
    "elective_admissions_quarterly.csv",
    "beds_quarterly.csv",
    "deprivation_relative_rates.csv",
    "responsible_organisation.csv",
    "dtoc_monthly.csv",
    "dtoc_by_council.csv",
    "winter_long_stay_daily.csv",
    "delay_reason_mapping.csv",
    "unit_costs.csv",
)
"""The tables in `tables.folder`; their bytes are part of a scenario's hash."""

ANY = "any"
"""The digest of a scenario that takes the tables as they are."""


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table, by column.

    Raises:
        OSError: it cannot be read.
        ValueError: it is no UTF-8 text.
    """
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def folder_of(tree: Branch) -> Path | None:
    """The folder of the tables that a merged tree names, if it names one."""
    found = _told(tree, "folder")
    return Path(found.value) if found is not None and isinstance(found.value, str) else None


def missing(tree: Branch) -> list[Problem]:
    """The problem of tables that cannot be read, if there is one."""
    told, folder = _told(tree, "folder"), folder_of(tree)
    if told is None or folder is None:
        return []
    absent = [name for name in NAMES if not _readable(folder / name)]
    if not absent:
        return []
    found = f"no readable {absent[0]} in the folder" if os.path.isdir(folder) else "not a folder"
    return [_problem(told.place, "folder", found, "expected the folder of the tables")]


def changed(tree: Branch, digest: str) -> list[Problem]:
    """The problem of tables that are not those a resolved scenario was made with, if they are not.

    Args:
        tree: all layers together.
        digest: of the tables that are there.
    """
    told = _told(tree, "digest")
    if told is None or told.value in (ANY, digest):
        return []
    found = f"the tables have changed since: {digest[:12]}… instead of {str(told.value)[:12]}…"
    return [_problem(told.place, "digest", found, f"expected the same tables; for the new ones write {ANY}")]


def digest_of(folder: Path) -> str:
    """One digest of the bytes of all tables, in their order."""
    digests = (hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in NAMES)
    return hashlib.sha256("".join(digests).encode()).hexdigest()


def _told(tree: Branch, key: str) -> Leaf | None:
    section = tree.entries.get("tables")
    found = section.entries.get(key) if isinstance(section, Branch) else None
    return found if isinstance(found, Leaf) else None


def _problem(place: Place, key: str, found: str, expected: str) -> Problem:
    return Problem(place.file, place.line, f"tables.{key}", found, expected)


def _readable(path: Path) -> bool:
    return os.path.isfile(path) and os.access(path, os.R_OK)
