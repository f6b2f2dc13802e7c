"""Systems that share hospitals across their borders are run as one network, and read one by one."""

from functools import lru_cache

import numpy as np
import pytest

from dtocsim.care.expectations import expectations
from dtocsim.care.geography import System
from dtocsim.care.ground import run_together, whole_hospitals
from dtocsim.care.journey import build_systems
from dtocsim.care.model import SystemModel
from dtocsim.care.simulation import Replication, simulate
from dtocsim.flow import compiled, reference
from dtocsim.flow.components import components
from dtocsim.flow.log import LogEntry
from tests.care.small import CUMBRIA, scenario

WHOLE = ("areas.cross_border=true", "run.days=3", "run.warm_up_days=1")
DIVIDED = WHOLE[1:]
NORTHERN = ("E54000045", "E54000046", "E54000047")
"""The systems that share hospitals with Cumbria's north, directly or through others."""
SHARED = "RTD"
"""Newcastle upon Tyne Hospitals, used by residents of the second and the third."""


@lru_cache
def models(*changes: str) -> list[SystemModel]:
    expected = expectations(scenario(*changes))
    systems = [system for system in expected.geography.systems if system.code in NORTHERN]
    return build_systems(scenario(*changes), systems, expected)


@lru_cache
def of(system: str, *changes: str) -> Replication:
    return simulate(scenario(*changes), system=system, seed=5)


def test_systems_that_share_hospitals_directly_or_through_others_are_run_together() -> None:
    systems = expectations(scenario(*WHOLE)).geography.systems
    groups = [tuple(system.code for system in group) for group in run_together(systems, scenario(*WHOLE))]
    assert sorted(code for group in groups for code in group) == [system.code for system in systems]
    assert NORTHERN in groups
    trusts = [
        {hospital.trust_code for system in systems if system.code in group for hospital in system.hospitals}
        for group in groups
    ]
    assert sum(map(len, trusts)) == len(set().union(*trusts))


def test_divided_hospitals_let_every_system_run_alone() -> None:
    systems = expectations(scenario(*DIVIDED)).geography.systems
    assert run_together(systems, scenario(*DIVIDED)) == [(system,) for system in systems]


def test_a_whole_hospital_has_the_beds_of_its_divisions() -> None:
    divisions = [
        hospital
        for model in models(*WHOLE)
        for hospital in model.system.hospitals
        if hospital.trust_code == SHARED
    ]
    (whole,) = whole_hospitals(divisions)
    assert len(divisions) == 2
    assert whole.system_code == "E54000046"
    for quarter, beds in whole.occupied.items():
        assert beds == pytest.approx(sum(each.occupied[quarter] for each in divisions))


def test_residents_of_all_systems_use_the_same_beds() -> None:
    users = [
        (model.system.code, place.pools.acute[position])
        for model in models(*WHOLE)
        for place in model.places
        for position, hospital in enumerate(place.hospitals)
        if hospital.trust_code == SHARED
    ]
    assert {code for code, _ in users} == set(NORTHERN[1:])
    assert len({pool.name for _, pool in users}) == 1
    assert len(components(models(*WHOLE)[0].network)) == 1


def test_every_hospital_counts_under_one_system() -> None:
    wards = [ward.hospital.trust_code for model in models(*WHOLE) for ward in model.wards]
    assert len(set(wards)) == len(wards)
    assert set(wards) == {each.trust_code for model in models(*WHOLE) for each in model.system.hospitals}


def test_the_same_people_fall_ill_whether_hospitals_are_divided_or_not() -> None:
    """Newcomers do not depend on beds; in three days nobody has come back who would otherwise not."""
    whole, divided = of(CUMBRIA, *WHOLE), of(CUMBRIA, *DIVIDED)
    assert whole.measures["emergency_admissions"] == divided.measures["emergency_admissions"]


def test_a_system_is_read_by_itself() -> None:
    alone = of(CUMBRIA, *WHOLE)
    assert set(alone.monthly["system"]) == {"West, North and East Cumbria"}
    assert alone.events > 5 * of(CUMBRIA, *DIVIDED).events


def test_both_engines_run_shared_hospitals_alike() -> None:
    """A day of few residents and clients, because the readable engine places everybody one by one."""
    few = ("care_homes.places_total=9000", "home_care.clients=9000", "run.days=1", "run.warm_up_days=0")
    network = models(WHOLE[0], *few)[0].network
    fast, readable = compiled.run(network, 3, 1), reference.run(network, 3, 1)
    assert fast.tally.events == readable.tally.events
    assert np.array_equal(fast.tally.arrays.census, readable.tally.arrays.census)
    assert np.array_equal(fast.tally.arrays.occupied, readable.tally.arrays.occupied)


def test_a_system_alone_has_the_person_level_events_it_has_beside_another() -> None:
    """Event for event, in the compiled engine: who did what when, and how full the pool was then."""
    told = scenario(*DIVIDED)
    expected = expectations(told)
    cumbria, shropshire = (
        next(each for each in expected.geography.systems if each.code == code)
        for code in (CUMBRIA, "E54000011")
    )

    def log(*systems: System) -> list[LogEntry]:
        network = build_systems(told, list(systems), expected)[0].network
        return list(compiled.run(network, 3, 1, log=True).log)

    alone, beside = log(shropshire), log(cumbria, shropshire)
    names = {place.id for place in shropshire.places}
    assert len(alone) > 5_000
    assert [entry for entry in beside if entry.step.split(": ")[0] in names] == alone
