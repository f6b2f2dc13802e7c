"""One system of England as a flow network: pools, attributes, what is recorded, and a journey for each place.

The subjects have a file each: `hospital` (getting in, stays), `discharge` (fit, declared, tasks), `tasks`
(assessment, funding, placement ...), `home`, `care_home`, `demand` (streams and the people there at the
start).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any, TypeVar, overload

from dtocsim.care.beds import Beds
from dtocsim.care.calendar import (
    deciding_days,
    deciding_week,
    ward_holidays,
    ward_week,
)
from dtocsim.care.expectations import Expectations
from dtocsim.care.expected import Expected
from dtocsim.care.geography import Hospital, Place, System
from dtocsim.care.ground import Ground, People, Ward, hospitals_of
from dtocsim.care.pooling import PoolOf, Resource
from dtocsim.care.records import PlaceRecords, place_records
from dtocsim.care.resources import COMMUNITY_BEDS, timeline_of
from dtocsim.care.sites import Site
from dtocsim.care.timeline import Timeline
from dtocsim.flow import By, Calendar, Census, Constant, Exponential, Journey, Lognormal, Pool
from dtocsim.flow.durations import Duration
from dtocsim.flow.lookup import Moment
from dtocsim.scenario import Scenario

Chosen = TypeVar("Chosen")


@dataclass(frozen=True)
class PlacePools:
    """The pools of one place; acute and escalation beds by the position of the hospital that serves it."""

    acute: tuple[Pool, ...]
    escalation: tuple[Pool, ...]
    assessment: PoolOf
    equipment: PoolOf
    reablement: PoolOf
    home_care: PoolOf
    residential: PoolOf
    nursing: PoolOf
    community: Pool


@dataclass(frozen=True)
class PlaceModel:
    """Everything about one place that its journey is written with.

    `scenario` is the place's; a value that may change on dates is read through `dated`. `resources` are
    those of the network, by the names that schemes give them.
    """

    scenario: Scenario
    timeline: Timeline
    place: Place
    expected: Expected
    people: People
    hospitals: tuple[Hospital, ...]
    pools: PlacePools
    resources: Mapping[str, Resource]
    mental_health: Pool
    office: Calendar
    ward: Calendar
    deciding: Calendar
    records: PlaceRecords
    journey: Journey
    expectations: Expectations
    sites: tuple[Site, ...]

    @overload
    def dated(self, of: Callable[[Scenario], By[Chosen]]) -> By[Chosen]: ...

    @overload
    def dated(self, of: Callable[[Scenario], Chosen]) -> Chosen | By[Chosen]: ...

    def dated(self, of: Callable[[Scenario], Any]) -> Any:
        """A value of a step, worked out from the scenario of each day; see `Timeline.value`."""
        return self.timeline.value(of)

    def enter(self, name: str, *censuses: Census, since: str) -> None:
        """Enter censuses; whoever stands there at the start entered when her past says.

        Args:
            name: of this place in the journey, unique.
            since: name of the moment of `Past`.
        """
        moment = self.since(since)
        for census in censuses:
            self.journey.enter(census, moment)
        self.forget(name, since)

    def since(self, name: str) -> Moment | None:
        """The moment of a person's past of this name, where a situation at the start is stated."""
        past = self.people.past
        return None if past is None else past.moments[name]

    def forget(self, name: str, *moments: str) -> None:
        """Let what begins from now on begin now, whatever somebody's past was.

        Args:
            name: of this place in the journey, unique.
            moments: names of moments of `Past`.
        """
        for each in moments:
            if (moment := self.since(each)) is not None:
                self.journey.note(f"{name}: {moment.name} forgotten", moment, Constant(inf))

    def by_hospital(self, each: Sequence[Chosen], otherwise: Chosen) -> By[Chosen]:
        """What belongs to the hospital somebody goes to.

        Args:
            each: by position of the hospital; otherwise: of positions at which the place has none.
        """
        known = dict(enumerate(each))
        values = {value: known.get(int(value), otherwise) for value in self.people.hospital.values}
        return By(self.people.hospital, values)

    def units(self, resource: str) -> int:
        """Units of a resource that the place has at the start."""
        return self.resources[resource].own[self.place.id].capacity

    def slower(self, now: Scenario, duration_days: float) -> float:
        """A duration of a delay as long as it is in this council on a day, whose scenario this is."""
        return duration_days * self.expected.council_factor * now.delays.factor


def spread(mean_days: float, sd_days: float) -> Duration:
    """Return a lognormal of this mean and standard deviation, or, without spread, nearly constant."""
    return Lognormal(mean_days, max(sd_days, mean_days * 1e-3))


def once(mean_days: float) -> Duration:
    """Return an exponential of this mean: what happens at a constant hazard."""
    return Exponential(mean_days)


def at_rate(times: float, days: float = 1.0) -> Duration:
    """Return the time until something that happens so many times in so many days; never at 0."""
    return once(days / times) if times > 0 else Constant(inf)


class SystemModel:
    """One system under a scenario, with handles to what is recorded; its network may be that of others too.

    `journey.build_systems` makes them and writes their journeys.
    """

    def __init__(self, ground: Ground, system: System) -> None:
        self.ground, self.system = ground, system
        self.network, self.scenario = ground.network, ground.of(system)
        self.ward, self.deciding = self._hours()
        timeline = Timeline(self.scenario, ground.periods)
        beds = Beds(self.network, timeline, system, ground.expectations, ground.office)
        self.mental_health = beds.mental_health()
        self.places = [self._place(place) for place in system.places]

    def _hours(self) -> tuple[Calendar, Calendar]:
        """When wards prepare patients to leave, and when doctors find them fit to."""
        scenario, days, holidays = self.scenario, self.network.all_days, self.ground.holidays
        name, calendar = self.system.name, self.network.calendar
        return (
            calendar(f"ward hours {name}", ward_week(scenario), ward_holidays(scenario, holidays)),
            calendar(
                f"hours of decisions {name}",
                deciding_week(scenario),
                deciding_days(scenario, days, holidays),
            ),
        )

    @property
    def wards(self) -> tuple[Ward, ...]:
        """The acute beds that count as this system's."""
        return tuple(
            ward for ward in self.ground.wards.values() if ward.hospital.system_code == self.system.code
        )

    def _place(self, place: Place) -> PlaceModel:
        ground, people, hospitals = self.ground, self.ground.people, hospitals_of(place, self.system)
        timeline = timeline_of(ground.scenario, place, self.system, ground.periods)
        return PlaceModel(
            scenario=timeline.scenario,
            place=place,
            expected=ground.expectations.by_place[place.id],
            people=ground.people,
            hospitals=hospitals,
            timeline=timeline,
            pools=self._pools(place, hospitals),
            resources=ground.resources,
            mental_health=self.mental_health,
            office=ground.offices[place.id],
            ward=self.ward,
            deciding=self.deciding,
            records=place_records(self.network, place.id, ground.counted_by()),
            journey=self.network.journey(place.id),
            expectations=ground.expectations,
            sites=ground.sites.of(
                place,
                self.system,
                (people.age, people.deprivation),
                people.residence.district if people.residence else None,
            ),
        )

    def _pools(self, place: Place, hospitals: tuple[Hospital, ...]) -> PlacePools:
        wards = [self.ground.ward_of(hospital) for hospital in hospitals]
        of = {name: resource.pools[place.id] for name, resource in self.ground.resources.items()}
        community = of[COMMUNITY_BEDS]
        assert isinstance(community, Pool)
        return PlacePools(
            acute=tuple(ward.acute for ward in wards),
            escalation=tuple(ward.escalation for ward in wards),
            assessment=of["assessors"],
            equipment=of["equipment_fitters"],
            reablement=of["reablement_places"],
            home_care=of["packages_of_care"],
            residential=of["residential_places"],
            nursing=of["nursing_places"],
            community=community,
        )
