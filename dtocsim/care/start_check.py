"""Whether a run can start as its scenario states, found out without building what runs it."""

from dtocsim.care.expectations import expectations
from dtocsim.care.ground import Ground, run_together
from dtocsim.care.model import SystemModel
from dtocsim.care.rooms import Patients, Rooms, beds_of_ward
from dtocsim.care.situation import Contradiction, Situations, situations
from dtocsim.care.today import patients_today
from dtocsim.scenario import Scenario


def check_start(scenario: Scenario) -> None:
    """Refuse a stated situation that cannot be, wherever it is stated.

    Raises:
        Contradiction: more people are stated than there are beds, or fewer beds in use than wait in them.
        DataError: a table is malformed.
    """
    if not scenario.initial_state.areas:
        return
    expected = expectations(scenario)
    stated = situations(scenario, expected)
    networks = []
    for group in run_together(expected.geography.systems, scenario):
        if any(stated.of(place).area for system in group for place in system.places):
            ground = Ground(scenario, group, expected)
            networks.append(
                patients_today(ground.network, [SystemModel(ground, system) for system in group], stated)
            )
    _check_areas([each for patients in networks for each in patients], stated)
    for patients in networks:
        Rooms(patients, stated)


def _check_areas(patients: list[Patients], stated: Situations) -> None:
    """Refuse more people of an area than there are beds in all the hospitals that serve it."""
    areas: dict[str, list[Patients]] = {}
    for each in patients:
        areas.setdefault(each.situation.stated or each.situation.area, []).append(each)
    for key, inside in areas.items():
        wards = {pool: (each, at) for each in inside for at, pool in enumerate(each.model.pools.acute)}
        room = sum(beds_of_ward([user]) for user in wards.values())
        in_use = sum(each.situation.occupied for each in inside)
        waiting = sum(sum(each.waiting) for each in inside)
        people, found = in_use, f"found {in_use}"
        if not inside[0].situation.stated:
            people, found = waiting, f"{waiting} people wait in acute beds until they leave"
        if key and people > room:
            beds = f"{room} or fewer, all beds of the hospitals that serve its residents"
            raise Contradiction(f"{stated.told(key)}: {found}; expected {beds}")
