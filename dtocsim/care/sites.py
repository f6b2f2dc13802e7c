"""Schemes that write steps, as they are in one network and in each of its places."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from math import fsum
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dtocsim.care.areas import AGE_BANDS, Place, System
from dtocsim.care.calendar import DAYS_A_YEAR, financial_year_days
from dtocsim.care.schemes.steps import StepScheme
from dtocsim.care.users import deprivation_shares
from dtocsim.care.words import FIFTHS, HOMES, YES_NO
from dtocsim.flow import By, Census, Constant, Counter, Journey, Network, Pool
from dtocsim.flow.journey_steps import Shares
from dtocsim.flow.lookup import Attribute
from dtocsim.flow.parts import Stock
from dtocsim.scenario import Scenario
from dtocsim.scenario.at_work import allotted, covered, held
from dtocsim.scenario.gazetteer import load_gazetteer, system_name
from dtocsim.scenario.phase import Phase
from dtocsim.scenario.scheme import AT_WORK
from dtocsim.scenario.varying import NATION

if TYPE_CHECKING:
    from dtocsim.care.model import PlaceModel

NOBODY = "nobody"
"""Value of the attribute that names the scheme which took somebody out of hospital, for all others."""

PREVENTED = "admission prevented"
BAND = 1.0
"""Width of rate bands of schemes' own streams, arrivals a day: a constant, so that candidates never move."""
HOUR = 1 / 24
GRANTS = "grants"
"""What the budget of a scheme is called."""


@dataclass(frozen=True)
class Site:
    """A scheme in one place: what its steps are written with.

    Attributes:
        name: of the scheme in the scenario; begins the names of its steps.
        scheme: what it says.
        resources: its pools in this system, by the scheme's own words.
        counters: what it counts of the residents of the place, by age band and deprivation fifth.
        stock: its budget in this system; None where it has none.
        waiting: people of its own who wait, of the place; None where it has none.
        attributes: of its own people, by the scheme's own words.
        part: the part of its units that this place has, 0 to 1.
        share_of_pools: the part of what its system has of it that this place has, 0 to 1.
        people_share: the part of the people of 65 and over of the place that it is for, 0 to 1.
        district: where people live, if it is limited to some districts of the place.
        districts: codes of these districts.
        accepted: an attribute of people, for whether it has taken them on.
    """

    name: str
    scheme: StepScheme
    resources: Mapping[str, Pool]
    counters: Mapping[str, Counter]
    stock: Stock | None
    waiting: Census | None
    attributes: Mapping[str, Attribute]
    part: float
    share_of_pools: float
    people_share: float
    district: Attribute | None
    districts: frozenset[str]
    accepted: Attribute

    def step(self, name: str) -> str:
        """The name of one of its steps."""
        return f"{self.name}: {name}"

    def yes(
        self,
        model: "PlaceModel",
        share: float,
        *only: tuple[Attribute, Collection[str]],
        course: str = AT_WORK,
    ) -> By[Shares] | Shares:
        """Shares of no and yes.

        Args:
            share: of yes, 0 to 1, where the scheme is and as far as the course has come.
            only: attributes with the values for which it is; for all others it is always no.
            course: one of the scheme's.
        """
        told = [*only, *([(self.district, self.districts)] if self.district else [])]
        if self.scheme.reached != FIFTHS:
            told.append((model.people.deprivation, self.scheme.reached))

        def shares(now: Scenario) -> Any:
            found: By[Shares] | Shares = _yes(share * now.strength(self.name, course))
            for attribute, values in told:
                rows = {value: found if value in values else _yes(0.0) for value in attribute.values}
                found = By(attribute, rows)
            return found

        dated: By[Shares] | Shares = model.dated(shares)
        return dated

    def count(self, model: "PlaceModel", event: str) -> None:
        """Count one of its events."""
        model.journey.count(self.counters[event])

    def prevent_share(
        self,
        model: "PlaceModel",
        share: float,
        *only: tuple[Attribute, Collection[str]],
        course: str = AT_WORK,
    ) -> None:
        """Prevent a share, 0 to 1, of the admissions of some people; see `yes`."""
        shares = self.yes(model, share, *only, course=course)
        with model.journey.branch(self.step("prevents"), shares) as to, to("yes"):
            self.prevent(model)

    def prevent_some(self, model: "PlaceModel", a_day: float, course: str) -> None:
        """Prevent so many admissions a day of people of 65 and over who live at home.

        Args:
            a_day: in all areas of the scheme together, once the course has come to 1.
        """
        expected, care, place = model.expected, model.expectations, model.place
        residents = [care.admitted_from(place, kind) for kind in HOMES[2:]]
        at_home = fsum(expected.emergencies[1:]) - fsum(fsum(bands[1:]) for bands in residents)
        share = min(1.0, a_day * self.part / (at_home * self.people_share * self._reached_share(model)))
        older = (model.people.age, AGE_BANDS[1:]), (model.people.home, HOMES[:2])
        self.prevent_share(model, share, *older, course=course)

    def _reached_share(self, model: "PlaceModel") -> float:
        """The part of the emergency admissions of 65 and over that are of the fifths it is for, 0 to 1."""
        if (reached := self.scheme.reached) == FIFTHS:
            return 1.0
        admitted, folder = model.expected.emergencies[1:], model.expectations.scenario.tables.folder
        shares = [deprivation_shares(model.place, folder, band) for band in AGE_BANDS[1:]]
        parts = [fsum(dict(zip(FIFTHS, each, strict=True))[fifth] for fifth in reached) for each in shares]
        return fsum(n * part for n, part in zip(admitted, parts, strict=True)) / fsum(admitted)

    def per_day(self, model: "PlaceModel", a_year: float) -> NDArray[np.float64]:
        """Arrivals of its own people on each day of the run, of so many a year in all its areas together."""
        phase = np.asarray([self.scheme.phase.on(day) for day in model.timeline.days])
        return phase * a_year * self.part / DAYS_A_YEAR

    def stream(
        self, model: "PlaceModel", network: Network, journey: Journey, per_day: NDArray[np.float64]
    ) -> None:
        """Let its own people arrive."""
        network.stream(self.step(f"people {model.place.id}"), journey, per_day, band_per_day=BAND)

    def draw_district(self, model: "PlaceModel", journey: Journey) -> None:
        """Draw where its own people live, where the run asks for it."""
        if (residence := model.people.residence) is None:
            return
        inside = [
            each for each in model.place.districts if self.district is None or each.code in self.districts
        ]
        people = {each.code: fsum(each.population[1:]) for each in inside}
        total = fsum(people.values())
        shares = {code: people.get(code, 0.0) / total for code in residence.district.values}
        journey.draw("district", residence.district, shares)

    def prevent(self, model: "PlaceModel") -> None:
        """Prevent the admission: back to the care she has, or, without any, out of the model."""
        from dtocsim.care.discharge import go_back

        self.count(model, PREVENTED)
        model.journey.hold(self.step("stays at home"), Constant(HOUR))
        with model.journey.branch(self.step("back to"), model.people.kept) as to:
            with to("yes"):
                go_back(model)
            for nothing in ("none", "new", "lost"):
                with to(nothing):
                    model.journey.leave()


def _yes(share: float) -> Shares:
    return dict(zip(YES_NO, (1 - share, share), strict=True))


@dataclass
class Sites:
    """The schemes that write steps in one network.

    Args:
        network: what their resources are declared in.
        scenario: the whole scenario.
        systems: whose network it is.
        resources: pools by system, scheme and the scheme's own words, once declared; stocks: budgets.
    """

    network: Network
    scenario: Scenario
    systems: Sequence[System]
    resources: dict[tuple[str, str], dict[str, Pool]] = field(default_factory=dict)
    stocks: dict[tuple[str, str], Stock] = field(default_factory=dict)
    _accepted: dict[str, Attribute] = field(default_factory=dict)
    _attributes: dict[str, dict[str, Attribute]] = field(default_factory=dict)

    @property
    def schemes(self) -> dict[str, StepScheme]:
        """Those that are at work in any of its places, by name."""
        return {
            name: scheme
            for name, scheme in self.scenario.schemes.items()
            if isinstance(scheme, StepScheme)
            and scheme.is_there
            and any(self._covered(scheme, system_name(system.name)) for system in self.systems)
        }

    @property
    def by_district(self) -> bool:
        """Whether any of them is limited to a part of a place, so that people's districts must be known."""
        places = [place for system in self.systems for place in system.places]
        return any(self._districts(scheme, place) for scheme in self.schemes.values() for place in places)

    def declare(self) -> Attribute | None:
        """Declare their resources, and the attribute that names who took somebody out of hospital."""
        for name, scheme in self.schemes.items():
            for system in self.systems:
                self._declare_in(system, name, scheme)
            self._accepted[name] = self.network.attribute(f"{name}: accepted", *YES_NO)
            self._attributes[name] = {
                what: self.network.attribute(f"{name}: {what}", *values)
                for what, values in scheme.attributes().items()
            }
        # Only those that can: each value more is a case more in which people may be held to wait for ever.
        bridging = [name for name, scheme in self.schemes.items() if scheme.bridges]
        return self.network.attribute("bridged by", NOBODY, *bridging) if bridging else None

    def _declare_in(self, system: System, name: str, scheme: StepScheme) -> None:
        """Declare what one system has, which others do not share though they be run with it."""
        of = f" of {system.code}" if len(self.systems) > 1 else ""
        self.resources[system.code, name] = {
            what: self._pool(f"{name}: {what}{of}", scheme.phase, self.units(system, scheme, units))
            for what, units in scheme.resources().items()
        }
        if scheme.budget:
            a_year = self.units(system, scheme, scheme.budget)
            self.stocks[system.code, name] = self._stock(f"{name}: {GRANTS}{of}", scheme, a_year)

    def of(
        self, place: Place, system: System, by: tuple[Attribute, ...], district: Attribute | None
    ) -> tuple[Site, ...]:
        """The schemes of a place, in the order of the file.

        Args:
            by: what events are counted by.
            district: where people live, where the network knows it.
        """
        names = (system_name(system.name), place.council)
        return tuple(
            Site(
                name,
                scheme,
                self.resources[system.code, name],
                {event: self.network.counter(f"{name}: {event} {place.id}", *by) for event in scheme.events},
                self.stocks.get((system.code, name)),
                self.network.census(f"{name}: waiting {place.id}") if scheme.queues else None,
                self._attributes[name],
                part := held(self.scenario.tables.folder, names, scheme.where),
                part / held(self.scenario.tables.folder, names[:1], scheme.where),
                covered(self.scenario.tables.folder, names, scheme.where),
                district if (inside := self._districts(scheme, place)) else None,
                frozenset(inside),
                self._accepted[name],
            )
            for name, scheme in self.schemes.items()
            if self._covered(scheme, *names)
        )

    def units(self, system: System, scheme: StepScheme, units: float) -> float:
        """The part of a scheme's units that a system has."""
        if units == 0:
            return 0.0
        given = allotted(self.scenario.tables.folder, scheme.where, units)
        return fsum(share for part, share in given if system_name(system.name) in part.areas)

    def _covered(self, scheme: StepScheme, *areas: str) -> bool:
        return covered(self.scenario.tables.folder, areas, scheme.where) > 0

    def _districts(self, scheme: StepScheme, place: Place) -> set[str]:
        """Codes of the districts that it is limited to in a place; none where it is for all of it."""
        areas = load_gazetteer(self.scenario.tables.folder).areas
        system = areas[place.system_code].name
        if {NATION, system, place.council} & set(scheme.where):
            return set()
        return {each.code for each in place.districts if areas[each.code].name in scheme.where}

    def _stock(self, name: str, scheme: StepScheme, a_year: float) -> Stock:
        """Grants of so many pounds a year: on the first day those of what is left of the financial year."""
        days = self.network.all_days
        first = max(scheme.start, days[0])
        rest = [day for day in financial_year_days(first) if day >= first]
        given = [(first, a_year * len(rest) / DAYS_A_YEAR)]
        given += [(day, a_year) for day in days if day > first and day == financial_year_days(day)[0]]
        given = [(day, pounds) for day, pounds in given if day <= min(scheme.end, days[-1])]
        opening = sum(round(pounds) for day, pounds in given if day == days[0])
        top_ups = [
            (float((day - self.network.start).days), round(pounds)) for day, pounds in given if day > days[0]
        ]
        return self.network.stock(name, opening, top_ups=top_ups)

    def _pool(self, name: str, phase: Phase, here: float) -> Pool:
        (_, first), *later = dated_units(phase, here, self.network.all_days)
        changes = [(float((day - self.network.start).days), units) for day, units in later]
        return self.network.pool(name, first, steps=changes)


def dated_units(phase: Phase, units: float, days: Sequence[date]) -> list[tuple[date, int]]:
    """Whole units on the first of some days, and from each day on which they change."""
    changing = sorted({days[0], *(day for day in phase.changes() if days[0] < day <= days[-1])})
    found = [(day, round(units * phase.on(day))) for day in changing]
    return [found[0], *(now for before, now in pairwise(found) if now[1] != before[1])]
