"""Where in a council people live: their district, and their neighbourhood.

Both are traits for life, drawn on the person's key after her age and deprivation, and only where somebody
asks: to ask changes nothing for anybody, and where nobody asks it costs nothing.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from pathlib import Path
from typing import Literal

from dtocsim.care.areas import AGE_BANDS, Neighbourhood, Place
from dtocsim.care.geography import load_neighbourhoods
from dtocsim.care.words import FIFTHS
from dtocsim.flow import By, Journey, Network
from dtocsim.flow.journey_steps import Shares
from dtocsim.flow.lookup import Attribute

Fineness = Literal["council", "district", "neighbourhood"]
"""How finely a run knows where people live."""

_FINENESS: tuple[Fineness, ...] = ("council", "district", "neighbourhood")

Parts = Mapping[tuple[str, str], Sequence[Neighbourhood]]


@dataclass(frozen=True)
class Residence:
    """The attributes of people that say where they live.

    Attributes:
        district: code of the district.
        neighbourhood: code of the neighbourhood; None unless asked for.
        parts: the neighbourhoods of each part of a district, by district and system; empty unless asked for.
    """

    district: Attribute
    neighbourhood: Attribute | None
    parts: Parts


def finer(one: Fineness, other: Fineness) -> Fineness:
    """The finer of two."""
    return max(one, other, key=_FINENESS.index)


def declare_residence(
    network: Network, places: Sequence[Place], fineness: Fineness, folder: Path
) -> Residence | None:
    """Declare the attributes that a run asks for.

    Args:
        places: the places that the network is about.
        fineness: how finely; `council` asks for nothing, because everybody's journey is that of her place.
        folder: the tables.
    """
    if fineness == "council":
        return None
    codes = dict.fromkeys(district.code for place in places for district in place.districts)
    district = network.attribute("district", *codes)
    if fineness == "district":
        return Residence(district, None, {})
    parts = _parts(places, folder)
    names = [each.code for part in parts.values() for each in part]
    return Residence(district, network.attribute("neighbourhood", *names), parts)


def _parts(places: Sequence[Place], folder: Path) -> dict[tuple[str, str], list[Neighbourhood]]:
    wanted = {(district.code, place.system_code) for place in places for district in place.districts}
    parts: dict[tuple[str, str], list[Neighbourhood]] = defaultdict(list)
    for each in load_neighbourhoods(folder):
        if (key := (each.district_code, each.system_code)) in wanted:
            parts[key].append(each)
    return parts


def draw_residence(
    journey: Journey, place: Place, residence: Residence, age: Attribute, deprivation: Attribute
) -> None:
    """Draw where somebody lives, by her age band and deprivation fifth."""
    rows: dict[str, Shares | By[Shares]] = {
        band: By(deprivation, _by_fifth(place, residence.district, position))
        for position, band in enumerate(AGE_BANDS)
    }
    journey.draw("district", residence.district, By(age, rows))
    if residence.neighbourhood is not None:
        _draw_neighbourhood(journey, place, residence, residence.neighbourhood, deprivation)


def _by_fifth(place: Place, district: Attribute, band: int) -> dict[str, Shares | By[Shares]]:
    return {
        fifth: _over(district, place.district_shares(band, position)) for position, fifth in enumerate(FIFTHS)
    }


def _draw_neighbourhood(
    journey: Journey, place: Place, residence: Residence, neighbourhood: Attribute, deprivation: Attribute
) -> None:
    """Draw one of the neighbourhoods of the district, weighed by its people in the fifth."""
    nowhere = _over(neighbourhood, {neighbourhood.values[0]: 1.0})
    inside = {district.code for district in place.districts}
    rows: dict[str, Shares | By[Shares]] = {}
    for code in residence.district.values:
        part = residence.parts[code, place.system_code] if code in inside else ()
        rows[code] = By(
            deprivation,
            {
                fifth: _over(neighbourhood, neighbourhood_shares(part, position)) if part else nowhere
                for position, fifth in enumerate(FIFTHS)
            },
        )
    journey.draw("neighbourhood", neighbourhood, By(residence.district, rows))


def neighbourhood_shares(part: Sequence[Neighbourhood], fifth: int) -> dict[str, float]:
    """Return the shares of the people of a fifth by the neighbourhood they live in.

    Args:
        part: the neighbourhoods of a part of a district, at least one.
        fifth: position of the deprivation fifth, 0 the most deprived. Where it has nobody, all people count.
    """
    people = {
        each.code: fsum(each.population) * each.small_areas[fifth] / fsum(each.small_areas) for each in part
    }
    if not (total := fsum(people.values())):
        people = {each.code: fsum(each.population) for each in part}
        total = fsum(people.values())
    return {code: number / total for code, number in people.items()}


def _over(attribute: Attribute, shares: Mapping[str, float]) -> dict[str, float]:
    """Lay shares over all values of an attribute, 0 where there is none."""
    return {value: shares.get(value, 0.0) for value in attribute.values}
