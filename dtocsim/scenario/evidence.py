"""The evidence registry: every number of the default scenario, how sure it is and where it comes from.

The registry is the package default itself: no number of the model stands anywhere else.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TextIO, cast

FILE = "evidence.csv"
_SCHEMES = "schemes."
"""Begins the keys of the numbers of schemes, which a scenario has only where it has the scheme."""
Mark = Literal["measured", "published", "calibrated", "assumed"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known about one number.

    Attributes:
        value: the default.
        low: lower end of the plausible range, in the same unit.
        high: upper end of the plausible range.
        unit: in words, such as "days" or "share".
        mark: measured (computed from records), published (printed in, or computed from, a source),
            calibrated (fitted to a published figure) or assumed.
        source: the id of a row of `sources.csv`; empty when assumed.
        note: how the number follows from the source, or why it was assumed.
        line: line of the registry, counted from 1.
    """

    value: float
    low: float
    high: float
    unit: str
    mark: Mark
    source: str
    note: str
    line: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures of the registry come from."""

    title: str
    publisher: str
    date: str
    address: str


@cache
def load_evidence() -> Mapping[str, Evidence]:
    """Read what the registry says of the numbers that every scenario has.

    Returns:
        Evidence by key path, such as `demand.zero_day_share`, `people.living_alone_share.85+` or
        `demand.emergency_hour_index[3]`, in the order of the registry.
    """
    rows = registry().items()
    return MappingProxyType({key: row for key, row in rows if not key.startswith(_SCHEMES)})


@cache
def load_scheme_evidence(kind: str) -> Mapping[str, Evidence]:
    """Read what the registry says of the numbers of a kind of scheme; evidence by key of the scheme."""
    start, rows = f"{_SCHEMES}{kind}.", registry().items()
    return MappingProxyType({key.removeprefix(start): row for key, row in rows if key.startswith(start)})


def evidence_of(path: str) -> Evidence | None:
    """What the registry says of one number, of a scheme by its kind: `schemes.joint_working.maturity`."""
    return registry().get(path)


@cache
def registry() -> Mapping[str, Evidence]:
    """Read every row: numbers that every scenario has, and `schemes.<kind>.<key>`."""
    with _open(FILE) as lines:
        rows = enumerate(csv.DictReader(lines), start=2)
        return MappingProxyType({row["key"]: _evidence(row, line) for line, row in rows})


@cache
def load_sources() -> Mapping[str, Source]:
    """Read the list of sources.

    Returns:
        Source by id.
    """
    with _open("sources.csv") as lines:
        rows = csv.DictReader(lines)
        return MappingProxyType({row.pop("source_id"): Source(**cast("dict[str, str]", row)) for row in rows})


def _open(name: str) -> TextIO:
    return Path(__file__).with_name(name).open(encoding="utf-8", newline="")


def _evidence(row: Mapping[str, str], line: int) -> Evidence:
    value, low, high = (_number(row[column]) for column in ("value", "low", "high"))
    return Evidence(
        value, low, high, row["unit"], cast("Mark", row["mark"]), row["source"], row["note"], line
    )


def _number(text: str) -> float:
    return int(text) if text.lstrip("-").isdigit() else float(text)
