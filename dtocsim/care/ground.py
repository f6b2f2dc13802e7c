"""What systems that are run as one network share: it, office hours, attributes of people, acute beds.

By default a system is run by itself, with its own division of every hospital's beds. Where hospitals are
shared across borders (`areas.cross_border`), systems that share a hospital, directly or through others, are
run together.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from math import fsum

from dtocsim.care.beds import Beds
from dtocsim.care.calendar import bank_holidays, office_days, office_week
from dtocsim.care.expectations import Expectations
from dtocsim.care.geography import AGE_BANDS, Hospital, Place, System
from dtocsim.care.past import Past
from dtocsim.care.pooling import Pooling, finest_of, is_for, pooling_levels
from dtocsim.care.records import CountedBy
from dtocsim.care.residence import Fineness, Residence, declare_residence, finer
from dtocsim.care.resources import declare_resources, timeline_of
from dtocsim.care.sites import Sites
from dtocsim.care.timeline import Periods, Timeline
from dtocsim.care.words import (
    CHAPTERS,
    FIFTHS,
    FUNDERS,
    HOMES,
    KEPT,
    MEANS,
    NEEDS,
    ROUTES,
    YES_NO,
)
from dtocsim.flow import Calendar, Network, Pool
from dtocsim.flow.lookup import Attribute, Moment
from dtocsim.scenario import Scenario
from dtocsim.scenario.gazetteer import system_name


@dataclass(frozen=True)
class People:
    """The attributes of people; those that may be None only where a run asks for them."""

    age: Attribute
    deprivation: Attribute
    means: Attribute
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
    past: Past | None
    bridged: Attribute | None
    planned_early: Attribute | None
    pressed: Attribute | None


@dataclass(frozen=True)
class Ward:
    """The acute beds of one hospital, or of the division that is set aside for one system.

    Attributes:
        hospital: which beds; of a hospital run as a whole, under the system that has most of them.
        acute: its usable beds.
        escalation: beds that can be opened.
    """

    hospital: Hospital
    acute: Pool
    escalation: Pool


class Ground:
    """The network of one system, or of several that share hospitals, before anybody lives in it.

    Args:
        systems: in the order of their codes, at least one.
        district: code of the only district whose residents are counted; None for all residents.
        fineness: how finely the run knows where people live; at least the district where one is given.
    """

    def __init__(
        self,
        scenario: Scenario,
        systems: Sequence[System],
        expectations: Expectations,
        district: str | None = None,
        fineness: Fineness = "council",
    ) -> None:
        self.scenario, self.systems, self.expectations = scenario, tuple(systems), expectations
        run, name = scenario.run, " and ".join(system.name for system in systems)
        self.network = Network(name, days=run.days, start=run.first_day, warm_up_days=run.warm_up_days)
        self.periods = Periods(self.network)
        self.office = self._office()
        self.sites = Sites(self.network, scenario, self.systems)
        by_district = district is not None or self.sites.by_district
        asked = finer(fineness, finest_of(scenario, self.systems))
        self.people = self._people(finer(asked, "district" if by_district else "council"))
        if district is not None and self.people.residence is not None:
            self.network.count_only(self.people.residence.district, district)
        self._report_by_month()
        self.wards = self._wards()
        pooling = Pooling(self.network, scenario, self.systems, expectations, self.people.residence)
        self.offices = self._offices()
        self.resources = declare_resources(pooling, self.offices, self.periods)

    @property
    def places(self) -> tuple[Place, ...]:
        """The places of all its systems."""
        return tuple(place for system in self.systems for place in system.places)

    def of(self, system: System) -> Scenario:
        """The scenario of a system as a whole."""
        return self.scenario.at(system_name(system.name))

    def ward_of(self, hospital: Hospital) -> Ward:
        """The beds that a division stands for."""
        return self.wards[hospital.trust_code if self.scenario.areas.cross_border else hospital.id]

    def _wards(self) -> Mapping[str, Ward]:
        """The acute beds by division, or by hospital where hospitals are shared whole."""
        hospitals = [hospital for system in self.systems for hospital in system.hospitals]
        if self.scenario.areas.cross_border:
            hospitals = whole_hospitals(hospitals)
        systems = {system.code: system for system in self.systems}
        beds = {
            code: Beds(
                self.network, Timeline(self.of(system), self.periods), system, self.expectations, self.office
            )
            for code, system in systems.items()
        }
        acute = {each.id: beds[each.system_code].acute(each) for each in hospitals}
        return {
            each.id: Ward(each, acute[each.id], beds[each.system_code].escalation(each)) for each in hospitals
        }

    # --- calendar and attributes ------------------------------------------------------------------

    def _office(self) -> Calendar:
        special = office_days(self.scenario, self.network.all_days, self.holidays)
        return self.network.calendar("office hours", office_week(self.scenario), special)

    def _offices(self) -> Mapping[str, Calendar]:
        """Office hours by code of a system and by id of a place."""
        found = {}
        for system in self.systems:
            found[system.code] = self.office_of(Timeline(self.of(system), self.periods), system.code)
            for place in system.places:
                timeline = timeline_of(self.scenario, place, system, self.periods)
                found[place.id] = self.office_of(timeline, place.id)
        return found

    def office_of(self, timeline: Timeline, name: str) -> Calendar:
        """Office hours of a place or a system: everybody's, or its own where weekends differ from them."""
        shares = timeline.by_day(lambda now: now.office_hours.weekend_share)
        if (shares == self.scenario.office_hours.weekend_share).all():
            return self.office
        week, days = office_week(self.scenario), self.network.all_days
        special = office_days(self.scenario, days, self.holidays, shares)
        return self.network.calendar(f"office hours {name}", week, special)

    @cached_property
    def holidays(self) -> list[date]:
        """The bank holidays of the run and beyond."""
        days = self.network.all_days
        return bank_holidays(range(days[0].year, days[-1].year + 3))

    @cached_property
    def most_hospitals(self) -> int:
        """The largest number of hospital divisions that serve one place."""
        return max(len(hospitals_of(place, system)) for system in self.systems for place in system.places)

    def _people(self, fineness: Fineness) -> People:
        attribute, folder = self.network.attribute, self.scenario.tables.folder
        return People(
            age=attribute("age band", *AGE_BANDS),
            deprivation=attribute("deprivation fifth", *FIFTHS),
            means=attribute("means", *MEANS),
            alone=attribute("living alone", *YES_NO),
            carer=attribute("unpaid carer", *YES_NO),
            funder=attribute("funder", *FUNDERS),
            route=attribute("route", *ROUTES),
            chapter=attribute("chapter", *CHAPTERS),
            home=attribute("home", *HOMES),
            kept=attribute("kept", *KEPT),
            need=attribute("need", *NEEDS),
            hospital=attribute("hospital", *(str(number) for number in range(self.most_hospitals))),
            residence=declare_residence(self.network, self.places, fineness, folder),
            package_ends=self.network.moment("package of care ends"),
            life_ends=self.network.moment("stay in a care home ends"),
            past=Past.declare(self.network) if self.scenario.initial_state.areas else None,
            bridged=self.sites.declare(),
            planned_early=attribute("planned early", *YES_NO) if self._ever(_planned_early) else None,
            pressed=attribute("pressed", *YES_NO) if self._ever(lambda now: now.pressure.responds) else None,
        )

    def _ever(self, of: Callable[[Scenario], bool]) -> bool:
        """Whether something holds in any place on any day."""
        return any(
            timeline_of(self.scenario, place, system, self.periods).ever(of)
            for system in self.systems
            for place in system.places
        )

    def counted_by(self) -> CountedBy:
        """What people are counted by."""
        people = self.people
        return CountedBy(
            people.age,
            people.deprivation,
            people.funder,
            people.home,
            people.need,
            people.chapter,
            people.hospital,
        )

    def _report_by_month(self) -> None:
        """Tell waits and stays apart by calendar month."""
        months = [f"{day:%Y-%m}" for day in self.network.all_days]
        names = tuple(dict.fromkeys(months))
        codes = [names.index(month) for month in months]
        self.network.report_by(self.network.period("calendar month", names, codes))


def _planned_early(now: Scenario) -> bool:
    return now.assessment.planned_early_share > 0 and now.assessment.planning_lead_days > 0


def hospitals_of(place: Place, system: System) -> tuple[Hospital, ...]:
    """Return the divisions that serve a place."""
    used = {use.hospital_id for use in system.uses if use.place_id == place.id and use.occupied_share > 0}
    return tuple(hospital for hospital in system.hospitals if hospital.id in used)


def whole_hospitals(divisions: Sequence[Hospital]) -> list[Hospital]:
    """Put the divisions of every hospital together, under the system that has most of its occupied beds."""
    by_trust: dict[str, list[Hospital]] = {}
    for division in divisions:
        by_trust.setdefault(division.trust_code, []).append(division)
    return [_whole(code, parts) for code, parts in by_trust.items()]


def _whole(code: str, parts: Sequence[Hospital]) -> Hospital:
    largest = max(parts, key=lambda part: fsum(part.occupied.values()))
    return replace(
        largest,
        id=code,
        available={name: fsum(part.available[name] for part in parts) for name in largest.available},
        occupied={name: fsum(part.occupied[name] for part in parts) for name in largest.occupied},
    )


def run_together(systems: Sequence[System], scenario: Scenario) -> list[tuple[System, ...]]:
    """Group systems by what has to be run together: each alone, or with those it shares anything with."""
    groups: list[tuple[set[str], list[System]]] = []
    for system in systems:
        shared, members = _shared(system, scenario), [system]
        apart = []
        for others, their_members in groups:
            if shared & others:
                shared, members = shared | others, their_members + members
            else:
                apart.append((others, their_members))
        groups = [*apart, (shared, members)]
    together = [tuple(sorted(members, key=lambda each: each.code)) for _, members in groups]
    return sorted(together, key=lambda members: members[0].code)


def _shared(system: System, scenario: Scenario) -> set[str]:
    """What a system shares with others: whole hospitals, and what the nation pools."""
    hospitals = system.hospitals if scenario.areas.cross_border else ()
    levels = pooling_levels(scenario)
    pooled = {name for name, each in levels if each.level == "nation" and is_for(each, system)}
    return {hospital.trust_code for hospital in hospitals} | pooled
