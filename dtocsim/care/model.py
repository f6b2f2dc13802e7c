"""One system of England as a flow network: pools, attributes, what is recorded, and a journey for each place.

The subjects have a file each: `hospital` (getting in, stays), `discharge` (fit, declared, tasks), `tasks`
(assessment, funding, placement ...), `home`, `care_home`, `demand` (streams and the people there at the
start).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import Any, TypeVar, overload

from dtocsim.care.beds import Beds
from dtocsim.care.calendar import OFFICE_WEEK, bank_holidays, before_christmas, ward_week
from dtocsim.care.expectations import Expectations
from dtocsim.care.expected import Expected
from dtocsim.care.geography import AGE_BANDS, Hospital, Place, System
from dtocsim.care.records import CountedBy, PlaceRecords, place_records
from dtocsim.care.residence import Fineness, Residence, declare_residence
from dtocsim.care.services import Services
from dtocsim.care.timeline import Periods, Timeline
from dtocsim.care.words import (
    CHAPTERS,
    FIFTHS,
    FUNDERS,
    HOMES,
    KEPT,
    NEEDS,
    ROUTES,
    SEASONS,
    YES_NO,
)
from dtocsim.flow import By, Calendar, Constant, Exponential, Journey, Lognormal, Network, Pool
from dtocsim.flow.durations import Duration
from dtocsim.flow.lookup import Attribute, Moment, Period
from dtocsim.scenario import Scenario
from dtocsim.scenario.gazetteer import system_name

Chosen = TypeVar("Chosen")


@dataclass(frozen=True)
class People:
    """The attributes of people; `residence` where a run asks in which district they live."""

    age: Attribute
    deprivation: Attribute
    alone: Attribute
    carer: Attribute
    funder: Attribute
    route: Attribute
    chapter: Attribute
    home: Attribute
    kept: Attribute
    need: Attribute
    hospital: Attribute
    residence: Residence | None
    package_ends: Moment
    life_ends: Moment


@dataclass(frozen=True)
class PlacePools:
    """The pools of one place; acute and escalation beds by the position of the hospital that serves it."""

    acute: tuple[Pool, ...]
    escalation: tuple[Pool, ...]
    assessment: Pool
    equipment: Pool
    reablement: Pool
    home_care: Pool
    residential: Pool
    nursing: Pool


@dataclass(frozen=True)
class PlaceModel:
    """Everything about one place that its journey is written with.

    `scenario` is the place's; a value that may change on dates is read through `dated`.
    """

    scenario: Scenario
    timeline: Timeline
    place: Place
    expected: Expected
    people: People
    hospitals: tuple[Hospital, ...]
    pools: PlacePools
    community: Pool
    mental_health: Pool
    office: Calendar
    ward: Calendar
    season: Period
    records: PlaceRecords
    journey: Journey
    expectations: Expectations

    @overload
    def dated(self, of: Callable[[Scenario], By[Chosen]]) -> By[Chosen]: ...

    @overload
    def dated(self, of: Callable[[Scenario], Chosen]) -> Chosen | By[Chosen]: ...

    def dated(self, of: Callable[[Scenario], Any]) -> Any:
        """A value of a step, worked out from the scenario of each day; see `Timeline.value`."""
        return self.timeline.value(of)

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
    """The network of one system under a scenario, with handles to what is recorded.

    `journey.build_system` makes one and writes its journeys.

    Args:
        district: code of the only district whose residents are counted; None for all residents.
        fineness: how finely the run knows where people live; at least the district where one is given.
    """

    def __init__(
        self,
        scenario: Scenario,
        system: System,
        expectations: Expectations,
        district: str | None = None,
        fineness: Fineness = "council",
    ) -> None:
        self.whole, self.scenario = scenario, scenario.at(system_name(system.name))
        self.system, self.expectations = system, expectations
        run = scenario.run
        self.network = Network(system.name, days=run.days, start=run.first_day, warm_up_days=run.warm_up_days)
        self.periods = Periods(self.network)
        self.office = self._office()
        self.ward = self.network.calendar("ward hours", ward_week(self.scenario))
        run_up = before_christmas(self.network.all_days, self.scenario.christmas.run_up_days)
        self.season = self.network.period("season", SEASONS, [int(day) for day in run_up])
        self.people = self._people("district" if district and fineness == "council" else fineness)
        if district is not None and self.people.residence is not None:
            self.network.count_only(self.people.residence.district, district)
        self._report_by_month()
        beds = Beds(self.network, Timeline(self.scenario, self.periods), system, expectations, self.office)
        self.acute = {hospital.id: beds.acute(hospital) for hospital in system.hospitals}
        self.escalation = {hospital.id: beds.escalation(hospital) for hospital in system.hospitals}
        self.community, self.mental_health = beds.community(), beds.mental_health()
        self.places = [self._place(place) for place in system.places]

    # --- calendar and attributes ------------------------------------------------------------------

    def _office(self) -> Calendar:
        days = self.network.all_days
        return self.network.calendar(
            "office hours", OFFICE_WEEK, bank_holidays(range(days[0].year, days[-1].year + 3))
        )

    @cached_property
    def most_hospitals(self) -> int:
        """The largest number of hospital divisions that serve one place."""
        return max(len(self._hospitals(place)) for place in self.system.places)

    def _people(self, fineness: Fineness) -> People:
        attribute, folder = self.network.attribute, self.scenario.tables.folder
        return People(
            age=attribute("age band", *AGE_BANDS),
            deprivation=attribute("deprivation fifth", *FIFTHS),
            alone=attribute("living alone", *YES_NO),
            carer=attribute("unpaid carer", *YES_NO),
            funder=attribute("funder", *FUNDERS),
            route=attribute("route", *ROUTES),
            chapter=attribute("chapter", *CHAPTERS),
            home=attribute("home", *HOMES),
            kept=attribute("kept", *KEPT),
            need=attribute("need", *NEEDS),
            hospital=attribute("hospital", *(str(number) for number in range(self.most_hospitals))),
            residence=declare_residence(self.network, self.system.places, fineness, folder),
            package_ends=self.network.moment("package of care ends"),
            life_ends=self.network.moment("stay in a care home ends"),
        )

    def _counted_by(self) -> CountedBy:
        people = self.people
        return CountedBy(
            people.age, people.deprivation, people.funder, people.home, people.need, people.hospital
        )

    def _report_by_month(self) -> None:
        """Tell waits and stays apart by calendar month."""
        months = [f"{day:%Y-%m}" for day in self.network.all_days]
        names = tuple(dict.fromkeys(months))
        codes = [names.index(month) for month in months]
        self.network.report_by(self.network.period("calendar month", names, codes))

    # --- places -----------------------------------------------------------------------------------

    def _hospitals(self, place: Place) -> tuple[Hospital, ...]:
        used = {
            use.hospital_id for use in self.system.uses if use.place_id == place.id and use.occupied_share > 0
        }
        return tuple(hospital for hospital in self.system.hospitals if hospital.id in used)

    def _place(self, place: Place) -> PlaceModel:
        expected = self.expectations.by_place[place.id]
        hospitals = self._hospitals(place)
        scenario = self.whole.at(system_name(self.system.name), place.council)
        timeline = Timeline(scenario, self.periods)
        return PlaceModel(
            scenario=scenario,
            place=place,
            expected=expected,
            people=self.people,
            hospitals=hospitals,
            timeline=timeline,
            pools=self._pools(place, timeline, hospitals),
            community=self.community,
            mental_health=self.mental_health,
            office=self.office,
            ward=self.ward,
            season=self.season,
            records=place_records(self.network, place.id, self._counted_by()),
            journey=self.network.journey(place.id),
            expectations=self.expectations,
        )

    def _pools(self, place: Place, timeline: Timeline, hospitals: tuple[Hospital, ...]) -> PlacePools:
        services = Services(self.network, place, timeline, self.expectations, self.office)
        return PlacePools(
            acute=tuple(self.acute[hospital.id] for hospital in hospitals),
            escalation=tuple(self.escalation[hospital.id] for hospital in hospitals),
            assessment=services.assessment(),
            equipment=services.equipment(),
            reablement=services.reablement(),
            home_care=services.home_care(),
            residential=services.care_home("residential"),
            nursing=services.care_home("nursing"),
        )
