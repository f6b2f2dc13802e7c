"""What the places and systems of a network have that people wait for, each at its level."""

from collections.abc import Callable, Mapping

from dtocsim.care.areas import Place, System
from dtocsim.care.beds import Beds
from dtocsim.care.pooling import Pooling, Resource
from dtocsim.care.services import Services
from dtocsim.care.supply import Supply
from dtocsim.care.timeline import Periods, Timeline
from dtocsim.flow import Calendar
from dtocsim.scenario import Scenario
from dtocsim.scenario.gazetteer import system_name

COMMUNITY_BEDS = "community_beds"

TITLES = {
    "packages_of_care": "home care",
    "residential_places": "residential places",
    "nursing_places": "nursing places",
    "reablement_places": "reablement",
    "assessors": "assessment team",
    "equipment_fitters": "equipment team",
}
"""What places have, and how the names of its pools begin; in the order of `quantities.RESOURCES`."""

SUPPLIES: Mapping[str, Callable[[Services], Supply]] = {
    "packages_of_care": Services.home_care,
    "residential_places": lambda services: services.care_home("residential"),
    "nursing_places": lambda services: services.care_home("nursing"),
    "reablement_places": Services.reablement,
    "assessors": Services.assessment,
    "equipment_fitters": Services.equipment,
}


def timeline_of(scenario: Scenario, place: Place, system: System, periods: Periods) -> Timeline:
    """The scenario of a place over time."""
    return Timeline(scenario.at(system_name(system.name), place.council), periods)


def declare_resources(
    pooling: Pooling, offices: Mapping[str, Calendar], periods: Periods
) -> Mapping[str, Resource]:
    """Declare all resources of a network.

    Args:
        offices: office hours by code of a system and by id of a place.

    Returns:
        Each by the name that schemes give it.
    """
    services, beds = {}, {}
    for system in pooling.systems:
        whole = Timeline(pooling.scenario.at(system_name(system.name)), periods)
        here = Beds(pooling.network, whole, system, pooling.expectations, offices[system.code])
        beds[system.code] = here.community()
        for place in system.places:
            timeline = timeline_of(pooling.scenario, place, system, periods)
            services[place.id] = Services(place, timeline, pooling.expectations, offices[place.id])
    found = {
        name: pooling.of_places(
            name, title, {place: SUPPLIES[name](each) for place, each in services.items()}
        )
        for name, title in TITLES.items()
    }
    return found | {COMMUNITY_BEDS: pooling.of_systems(COMMUNITY_BEDS, "community beds", beds)}
