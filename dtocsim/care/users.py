"""Who uses what a place has, by where in it they live: what is divided among parts is shared out by them."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import fsum
from pathlib import Path

from dtocsim.care.areas import AGE_BANDS, Place
from dtocsim.care.expectations import Expectations
from dtocsim.care.residence import Residence, neighbourhood_shares
from dtocsim.care.tables import read_table
from dtocsim.care.words import FIFTHS


@lru_cache(maxsize=8)
def _relative_rates(folder: Path) -> dict[tuple[str, int], float]:
    rows = read_table(folder, "deprivation_relative_rates.csv", ["age_band", "fifth", "relative_rate"])
    return {(row.text("age_band"), int(row.number("fifth", 5))): row.number("relative_rate") for row in rows}


def deprivation_shares(place: Place, folder: Path, band: str) -> tuple[float, ...]:
    """Return deprivation fifths of patients of an age band: people weighted by admission rates."""
    rates = _relative_rates(folder)
    elderly = band != AGE_BANDS[0]
    people = place.deprivation_65plus if elderly else place.deprivation_all
    row = "65+" if elderly else "0-64"
    weights = [share * rates[row, fifth] for fifth, share in enumerate(people, start=1)]
    return tuple(weight / fsum(weights) for weight in weights)


def ages_of_users(expectations: Expectations, place: Place, resource: str) -> Sequence[float]:
    """Shares of the users of a resource by age band, as they come into the model."""
    scenario = expectations.of(place)
    if resource in ("residential_places", "nursing_places"):
        return scenario.care_homes.age_share.in_order()
    if resource == "packages_of_care":
        return scenario.home_care.age_share.in_order()
    return expectations.by_place[place.id].new_emergencies


def ages_of_older_people(place: Place) -> Sequence[float]:
    """People by age band, those under 65 left out."""
    return (0.0, *place.population[1:])


def users_by_part(
    expectations: Expectations, place: Place, ages: Sequence[float], parts_of: Residence | None
) -> Mapping[str, float]:
    """Shares of users of some ages by where in a place they live.

    Args:
        ages: people or shares by age band.
        parts_of: the neighbourhoods; None for districts.

    Returns:
        Share by code of the district or of the neighbourhood; they sum to 1.
    """
    found: dict[str, float] = {}
    folder = expectations.scenario.tables.folder
    for band, people in enumerate(ages):
        fifths = deprivation_shares(place, folder, AGE_BANDS[band])
        for position in range(len(FIFTHS)):
            here = people / fsum(ages) * fifths[position]
            for code, share in place.district_shares(band, position).items():
                inside = {code: 1.0}
                if parts_of is not None:
                    inside = neighbourhood_shares(parts_of.parts[code, place.system_code], position)
                for part, of_district in inside.items():
                    found[part] = found.get(part, 0.0) + here * share * of_district
    return found
