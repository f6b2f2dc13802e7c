"""A council among those most like it: delayed days for its older people, as published and as simulated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dtocsim import care
from dtocsim.care.gazetteer import load_gazetteer
from dtocsim.care.likeness import distances, likeness, people_65_plus

if TYPE_CHECKING:
    from pathlib import Path

    from dtocsim.care.areas import Place
    from dtocsim.experiment import Result

PER = 100_000
_DAYS_A_YEAR = 365


@dataclass(frozen=True)
class Council:
    """A council with its delays; rates are delayed days a year for 100,000 people aged 65 and over.

    Attributes:
        name: Its name.
        distance: How unlike the council that was asked about it is; 0 for that council itself.
        people: People aged 65 and over.
        share_85: Share of them aged 85 and over.
        deprived: Share of people in the two most deprived fifths.
        published: Published rate by financial year.
        simulated: Simulated rate; None where no result was given.
    """

    name: str
    distance: float
    people: float
    share_85: float
    deprived: float
    published: Mapping[str, float]
    simulated: float | None


def council_beds(result: Result) -> dict[str, float]:
    """Simulated DTOC beds by council, mean over replications."""
    about = care.measures.MEASURES["dtoc_beds"]
    beds = care.measures.evaluate([about], result.monthly, result.manifest.days, ("area",))["dtoc_beds"]
    return {str(name): float(mean) for name, mean in beds.groupby("area").mean().items()}


def similar(
    folder: Path, council: str, neighbours: int = 10, beds: Mapping[str, float] | None = None
) -> list[Council]:
    """The council that was asked about, then the councils most like it, the nearest first.

    Args:
        folder: Folder of the tables.
        council: Name or code.
        neighbours: How many, 1 or more.
        beds: Simulated DTOC beds by council; None for none.

    Raises:
        UnknownArea: No such council.
    """
    gazetteer = load_gazetteer(folder)
    wanted = gazetteer.find(council, "council").places[0].council
    parts: dict[str, list[Place]] = {}
    for place in gazetteer.geography.places:
        parts.setdefault(place.council, []).append(place)
    names = list(parts)
    features = [likeness(places) for places in parts.values()]
    away = distances(features, names.index(wanted))
    order = np.argsort(away, kind="stable")[: neighbours + 1]
    return [_council(names[at], parts[names[at]], float(away[at]), beds) for at in order]


def _council(name: str, places: list[Place], distance: float, beds: Mapping[str, float] | None) -> Council:
    people = people_65_plus(places)
    _, share_85, deprived, _ = likeness(places)
    years = sorted({year for place in places for year in place.delayed_days})
    published = {
        year: sum(place.delayed_days.get(year, 0.0) for place in places) / people * PER for year in years
    }
    simulated = None if beds is None or name not in beds else beds[name] * _DAYS_A_YEAR / people * PER
    return Council(name, distance, people, share_85, deprived, published, simulated)
