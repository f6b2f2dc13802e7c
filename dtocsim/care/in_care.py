"""People with a package of care or in a care home at the start, and what is expected to happen to them."""

from collections.abc import Callable
from functools import cached_property, wraps
from math import fsum
from typing import Any, TypeVar, cast

from dtocsim.care.calendar import DAYS_A_YEAR, financial_year_days
from dtocsim.care.geography import AGE_BANDS, Geography, Place, System
from dtocsim.care.lengths import beyond, emergency_stay
from dtocsim.scenario import Scenario
from dtocsim.scenario.gazetteer import system_name

Method = TypeVar("Method", bound=Callable[..., Any])


def known_once(method: Method) -> Method:
    """Work out a figure of a place only once: the rounds in which flows settle ask for it again and again."""

    @wraps(method)
    def ask(self: "InCare", place: Place, *about: Any) -> Any:
        key = method.__name__, place.id, *about
        if key not in self.known:
            self.known[key] = method(self, place, *about)
        return self.known[key]

    return cast(Method, ask)


def known_in_a_round(method: Method) -> Method:
    """Work out a figure of a place only once in each of these rounds."""

    @wraps(method)
    def ask(self: "InCare", place: Place, *about: Any) -> Any:
        key = method.__name__, place.id, *about
        if key not in self.in_round:
            self.in_round[key] = method(self, place, *about)
        return self.in_round[key]

    return cast(Method, ask)


class InCare:
    """Residents and clients of every place under one scenario; rates a day.

    Values that change on dates count with their mean over the financial year in which the run begins; those
    that differ by area with what they are in each place. `scenario` is the one of England as a whole.
    """

    def __init__(self, scenario: Scenario, geography: Geography) -> None:
        days = financial_year_days(scenario.run.first_day)
        self.scenario, self.geography = scenario.mean(days), geography
        self.known: dict[Any, Any] = {}
        self.in_round: dict[Any, Any] = {}
        views: dict[int, tuple[Scenario, Scenario]] = {}

        def view(*areas: str) -> Scenario:
            # Most areas share one scenario, and a mean over a year takes as long as a small network to build.
            here = scenario.at(*areas)
            if id(here) not in views:
                views[id(here)] = here, here.mean(days)
            return views[id(here)][1]

        self._of_place: dict[str, Scenario] = {}
        for system in geography.systems:
            for place in system.places:
                self._of_place[place.id] = view(system_name(system.name), place.council)
        self._of_system = {system.code: view(system_name(system.name)) for system in geography.systems}

    def of(self, place: Place) -> Scenario:
        """The scenario as it is expected in a place."""
        return self._of_place[place.id]

    def of_system(self, system: System) -> Scenario:
        """The scenario as it is expected in a system as a whole."""
        return self._of_system[system.code]

    @cached_property
    def register(self) -> float:
        """Registered care-home places of England."""
        return fsum(place.residential_places + place.nursing_places for place in self.geography.places)

    def care_home_places(self, place: Place, kind: str) -> float:
        """Places of a kind (residential, nursing) for older people in a place: the register, scaled."""
        registered = place.residential_places if kind == "residential" else place.nursing_places
        return registered * self.scenario.care_homes.places_total / self.register

    def residents(self, place: Place, kind: str) -> float:
        """People in care-home places of a kind at the start."""
        return self.care_home_places(place, kind) * self.of(place).care_homes.occupancy

    @cached_property
    def people_75_plus(self) -> float:
        """People of 75 and over in England."""
        return fsum(place.population[2] + place.population[3] for place in self.geography.places)

    def clients(self, place: Place) -> float:
        """People with a package of care at the start, in proportion to people of 75 and over."""
        return (
            self.scenario.home_care.clients
            * (place.population[2] + place.population[3])
            / self.people_75_plus
        )

    @known_once
    def ending(self, place: Place, need: str) -> float:
        """Packages or places a day that fall free at the start."""
        if need == "home_care":
            rules = self.of(place).home_care
            a_day = 1 / rules.episode_mean_days + rules.to_care_home_per_client_year / DAYS_A_YEAR
            given_up = self.dying_in_hospital(place, need) + self.losing(place, need)
            return self.clients(place) * a_day + given_up
        # The published stay counts deaths in hospital too.
        stays = self.residents(place, need) / self.of(place).care_homes.stay_mean_days
        return stays + self.losing(place, need)

    @known_once
    def admitted_from(self, place: Place, need: str) -> tuple[float, ...]:
        """Emergency admissions a day by age band of people who live with a package or in a place."""
        homes, care = self.of(place).care_homes, self.of(place).home_care
        if need == "home_care":
            a_day = self.clients(place) * care.emergency_admissions_per_client_year / DAYS_A_YEAR
            return tuple(a_day * share for share in care.age_share.in_order())
        a_day = self.residents(place, need) * homes.emergency_admissions_per_resident_year / DAYS_A_YEAR
        return tuple(a_day * share for share in homes.age_share.in_order())

    @known_once
    def from_care(self, place: Place) -> tuple[float, ...]:
        """Emergency admissions a day by age band of residents and clients."""
        admitted = [self.admitted_from(place, need) for need in ("home_care", "residential", "nursing")]
        return tuple(fsum(bands) for bands in zip(*admitted, strict=True))

    def dying_in_hospital(self, place: Place, need: str) -> float:
        """People a day who live with a package or in a place and die in hospital."""
        deaths = self.of(place).hospital.emergency_death_share.in_order()
        overnight = 1 - self.of(place).demand.zero_day_share
        admitted = self.admitted_from(place, need)
        return fsum(people * overnight * share for people, share in zip(admitted, deaths, strict=True))

    def losing(self, place: Place, need: str) -> float:
        """People a day who lose their package or place in a long stay."""
        return fsum(self.lost(place, band)[need] for band in range(len(AGE_BANDS)))

    @known_once
    def lost(self, place: Place, band: int) -> dict[str, float]:
        """People a day of an age band who lost their package or place in a long stay and need one again."""
        overnight = 1 - self.of(place).demand.zero_day_share
        held = {
            "home_care": self.of(place).home_care.package_held_days,
            "residential": self.of(place).care_homes.place_held_days,
            "nursing": self.of(place).care_homes.place_held_days,
        }
        alive = overnight * (1 - self.of(place).hospital.emergency_death_share.in_order()[band])
        stay = emergency_stay(self.of(place), band)
        return {
            need: self.admitted_from(place, need)[band] * alive * beyond(stay, days)
            for need, days in held.items()
        }
