"""One system of England as a flow network: pools, attributes, what is recorded, and a journey for each place.

The subjects have a file each: `hospital` (getting in, stays), `discharge` (fit, declared, tasks), `tasks`
(assessment, funding, placement ...), `home`, `care_home`, `demand` (streams and the people there at the
start).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import fsum, inf, sqrt
from typing import Any, TypeVar, overload

from dtocsim.care.calendar import OFFICE_WEEK, bank_holidays, quarter
from dtocsim.care.expectations import Expectations
from dtocsim.care.expected import Expected
from dtocsim.care.geography import AGE_BANDS, Hospital, Place, System
from dtocsim.care.quarters import in_force
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
    YES_NO,
)
from dtocsim.flow import By, Calendar, Constant, Exponential, Journey, Lognormal, Network, Pool, SearchRule
from dtocsim.flow.durations import Duration
from dtocsim.flow.lookup import Attribute, Moment
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
    """The pools of one place; acute beds by the position of the hospital among those that serve it."""

    acute: tuple[Pool, ...]
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

    def slower(self, duration_days: float) -> float:
        """A duration of a delay as long as it is in this council."""
        return duration_days * self.expected.delay_factor


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
        self.people = self._people("district" if district and fineness == "council" else fineness)
        if district is not None and self.people.residence is not None:
            self.network.count_only(self.people.residence.district, district)
        self._report_by_month()
        self.acute = {hospital.id: self._acute(hospital) for hospital in system.hospitals}
        self.community = self._community()
        self.mental_health = self._mental_health()
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

    # --- beds -------------------------------------------------------------------------------------

    def _steps(self, by_quarter: Mapping[str, float]) -> tuple[int, list[tuple[float, int]]]:
        """Return the capacity at the start of the warm-up, and its later changes as (day, units)."""
        first = self.network.all_days[0]
        now, steps = in_force(by_quarter, first), []
        units = round(now)
        for offset, day in enumerate(self.network.all_days):
            starts_quarter = day.day == 1 and day.month in (1, 4, 7, 10)
            if starts_quarter and quarter(day) in by_quarter and round(by_quarter[quarter(day)]) != units:
                units = round(by_quarter[quarter(day)])
                steps.append((float(offset - self.network.warm_up_days), units))
        return round(now), steps

    def _usable(
        self, available: Mapping[str, float], occupied: Mapping[str, float], mean: float
    ) -> dict[str, float]:
        """Usable beds: a share of the available, never below the published occupied and a little more."""
        share = self.scenario.hospital.usable_bed_share
        return {
            name: max(beds * share, self._least(occupied.get(name, 0.0)), self._least(mean))
            for name, beds in available.items()
        }

    def _least(self, occupied: float) -> float:
        """Return the fewest usable beds that can serve so many occupied ones without a queue that never ends.

        Spare beds grow with the square root of the load: square-root staffing (Halfin and Whitt 1981).
        """
        rules = self.scenario.hospital
        return occupied + max(rules.least_spare_share * occupied, rules.least_spare_root * sqrt(occupied))

    def _acute(self, hospital: Hospital) -> Pool:
        share = 1 - self.scenario.hospital.community_bed_share
        usable = self._usable(
            hospital.available, hospital.occupied, self.expectations.of_year(hospital.occupied)
        )
        capacity, steps = self._steps({name: beds * share for name, beds in usable.items()})
        return self.network.pool(f"acute beds {hospital.id}", capacity, steps=steps)

    def _community(self) -> Pool:
        rules, system = self.scenario.hospital, self.system
        available = {
            name: beds
            + rules.community_bed_share * fsum(each.available.get(name, 0.0) for each in system.hospitals)
            for name, beds in _all_quarters(system, system.community_available).items()
        }
        least = self._least(self.expectations.community_occupied(system))
        capacity, steps = self._steps({name: max(beds, least) for name, beds in available.items()})
        rule = SearchRule(
            rules.community_search_mean_days, rules.community_reference_free_share, rules.community_elasticity
        )
        return self.network.pool(f"community beds {system.code}", capacity, steps=steps, search=rule)

    def _mental_health(self) -> Pool:
        available, occupied = self.system.mental_health_available, self.system.mental_health_occupied
        mean = self.expectations.of_year(occupied) if occupied else 0.0
        least = self._least(mean)
        capacity, steps = self._steps(
            {name: max(beds, least) for name, beds in available.items()} or {"2017/18 Q1": 0.0}
        )
        return self.network.pool(f"mental health beds {self.system.code}", capacity, steps=steps)

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
            records=place_records(self.network, place.id, self._counted_by()),
            journey=self.network.journey(place.id),
            expectations=self.expectations,
        )

    def _pools(self, place: Place, timeline: Timeline, hospitals: tuple[Hospital, ...]) -> PlacePools:
        services = Services(self.network, place, timeline, self.expectations)
        return PlacePools(
            acute=tuple(self.acute[hospital.id] for hospital in hospitals),
            assessment=services.assessment(),
            equipment=services.equipment(),
            reablement=services.reablement(),
            home_care=services.home_care(),
            residential=services.care_home("residential"),
            nursing=services.care_home("nursing"),
        )


def _all_quarters(system: System, beds: Mapping[str, float]) -> dict[str, float]:
    """Return a bed figure for every quarter in which the system has any beds, 0 where there is none."""
    names = {name for hospital in system.hospitals for name in hospital.available} | set(beds)
    return {name: beds.get(name, 0.0) for name in sorted(names)}
