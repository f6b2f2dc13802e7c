"""What the parameters imply before anything is simulated: demand, flows, delays and loads by place.

The published occupied beds of a trust and the published number of emergency admissions together say how many
patients of which place each hospital admits, so that every hospital starts at its published load. Capacities
that nobody publishes (teams, reablement places) are sized to these flows. A council's published share of
delayed days scales the length of its delays (`councils.delay_factor`): an input, not a result.
"""

import hashlib
import pickle
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property, lru_cache
from math import fsum

from dtocsim.care.calendar import DAYS_A_YEAR, england_emergencies
from dtocsim.care.delays import Delays, eased, pathway_shares
from dtocsim.care.engine_version import engine_version
from dtocsim.care.expected import ByPlace, Expected
from dtocsim.care.geography import AGE_BANDS, Place, System, load_geography
from dtocsim.care.in_care import known_in_a_round, known_once
from dtocsim.care.newcomers import new_emergencies
from dtocsim.care.published_beds import PublishedBeds
from dtocsim.care.settled import Settled, keep, kept
from dtocsim.care.tables import DataError
from dtocsim.care.words import SUPPORT
from dtocsim.scenario import Scenario
from dtocsim.scenario.varying import BY_AREA, flat

BANDS = range(len(AGE_BANDS))
CARE = ("residential", "nursing", "home_care")
"""Needs that are met by a place or a package somebody else has left."""
STATE = (
    *(f"run.{key}" for key in ("first_day", "days", "warm_up_days")),
    "councils.",
    "people.",
    *(f"care_homes.{key}" for key in ("occupancy", "age_share", "most_from_hospital_share")),
    *(f"home_care.{key}" for key in ("clients", "age_share", "most_from_hospital_share")),
)
"""Keys whose values a what-if states for its own start and run; the others are expected as in its base."""
ROUNDS = 10
"""Rounds in which flows, delays and factors settle: to 1e-6, but for places where care is scarce, to 1e-2."""


class Expectations(PublishedBeds):
    """Expectations for every place of England under one scenario.

    Args:
        scenario: what they are expected under.
        like: expectations whose national totals these take over, round by round, so that places about which
            both say the same are expected the same, to the last bit; None for totals of their own.
        settled: what they settled to before, under the same scenario; None to find it.
    """

    def __init__(
        self, scenario: Scenario, like: "Expectations | None" = None, settled: Settled | None = None
    ) -> None:
        super().__init__(scenario, load_geography(scenario.tables.folder))
        self.places = {place.id: place for place in self.geography.places}
        self.like = like
        by_view = {id(view): Delays.of(view) for view in map(self.of, self.geography.places)}
        self._delays = {place.id: by_view[id(self.of(place))] for place in self.geography.places}
        if settled is None:
            self._settle_all()
        else:
            self._take_over(settled)
        self._forget()

    def _settle_all(self) -> None:
        self.factors = dict.fromkeys(self.places, 1.0)
        self.supply = {name: dict.fromkeys(CARE, 1.0) for name in self.places}
        own: tuple[float, ...] = (0.99, 0.93, 0.88, 0.74)
        self.own_share = dict.fromkeys(self.places, own)
        self.community_factor = {system.code: 1.0 for system in self.geography.systems}
        self.scale = 1.0
        self._scales, self._levels = list[float](), list[float]()
        for _ in range(ROUNDS):
            self._forget()
            self._settle()

    def _take_over(self, settled: Settled) -> None:
        self.factors, self.supply, self.scale = settled.factors, settled.supply, settled.scale
        self.own_share = {name: tuple(shares) for name, shares in settled.own_share.items()}
        self.community_factor = settled.community_factor
        self._scales, self._levels = settled.scales, settled.levels
        self.everywhere = settled.everywhere

    @property
    def settled(self) -> Settled:
        """What they settled to: all that takes long to find."""
        own_share = {name: list(shares) for name, shares in self.own_share.items()}
        return Settled(
            self.scale, self._scales, self._levels, self.factors, self.supply, own_share,
            self.community_factor, self.everywhere,
        )  # fmt: skip

    def _forget(self) -> None:
        self.by_place = ByPlace(self.geography, self._place)
        self.in_round.clear()

    # --- flows ------------------------------------------------------------------------------------

    @known_once
    def _age_shares(self, place: Place) -> tuple[float, ...]:
        rates = self.of(place).people.emergency_admissions_per_1000.in_order()
        weights = [people * rate for people, rate in zip(place.population, rates, strict=True)]
        return tuple(weight / fsum(weights) for weight in weights)

    def acute_pathways(
        self, place: Place, band: int, ratio: float = 1.0, scenario: Scenario | None = None
    ) -> dict[str, float]:
        """Shares of needs of people of an age band who leave an acute bed for a life in this place.

        Args:
            scenario: whose pathway shares; None for those expected.
        """
        told = self._delays[place.id].shares if scenario is None else pathway_shares(scenario)
        shares = {need: by_band[band] * ratio for need, by_band in told.items()}
        shares["community_bed"] *= self.community_factor[place.system_code]
        return self.within_supply(place, shares)

    def community_pathways(self, place: Place, scenario: Scenario | None = None) -> dict[str, float]:
        """Shares of needs of people who leave a community bed for a life in this place."""
        told = scenario or self.of(place)
        shares = told.discharge.community_pathway_share
        return self.within_supply(place, eased(told, {need: getattr(shares, need, 0.0) for need in SUPPORT}))

    def mental_health_pathways(self, place: Place, scenario: Scenario | None = None) -> dict[str, float]:
        """Shares of needs of people who leave a mental-health bed for a life in this place."""
        told = scenario or self.of(place)
        shares = told.discharge.mental_health_pathway_share
        return self.within_supply(place, eased(told, {need: getattr(shares, need) for need in SUPPORT}))

    def within_supply(self, place: Place, shares: Mapping[str, float]) -> dict[str, float]:
        """Where care is scarce: a package instead of a care home, reablement instead of a package."""
        supply = self.supply[place.id]
        homes = {need: shares[need] * supply[need] for need in ("residential", "nursing")}
        wanted = shares["home_care"] + fsum(shares[need] - homes[need] for need in homes)
        packages = wanted * supply["home_care"]
        reablement = shares["reablement"] + wanted - packages
        return {**shares, **homes, "home_care": packages, "reablement": reablement}

    def delay_days(self, place: Place, need: str, setting: str) -> float:
        """Expected days of declared delay with a need, without queues, at reference free shares."""
        return self._delays[place.id].days[need, setting]

    def _delay_factor(self, place: Place) -> float:
        """How long delays last in a place, by its published share and by what the scenario adds."""
        return self.factors[place.id] * self.of(place).delays.factor

    @known_in_a_round
    def _wait_days(self, place: Place, need: str, setting: str) -> float:
        """Expected days in bed from fit to leaving, hospital process apart; some become unfit on the way."""
        hospital, delays = self.of(place).hospital, self._delays[place.id]
        wait = delays.declaration + self.delay_days(place, need, setting) * self._delay_factor(place)
        # Whoever becomes unfit again stays on, is fit again, and waits anew.
        again = hospital.unfit_again_stay_mean_days + delays.process
        return wait * (1 + hospital.unfit_again_hazard_per_day * again)

    def _lost_wait_days(self, place: Place) -> float:
        """Beds taken by people who lost their package or place in a long stay and wait for another."""
        return fsum(
            people * self._wait_days(place, need, "acute")
            for band in BANDS
            for need, people in self.lost(place, band).items()
        )

    def _bed_days(self, place: Place, band: int, elective: bool) -> float:
        hospital, discharge = self.of(place).hospital, self.of(place).discharge
        stays = hospital.elective_stay_mean_days if elective else hospital.emergency_stay_mean_days
        deaths = (
            hospital.elective_death_share if elective else hospital.emergency_death_share.in_order()[band]
        )
        ratio = discharge.elective_pathway_ratio if elective else 1.0
        after = self._delays[place.id].process
        own = 1.0 if elective else self.own_share[place.id][band]
        for need, share in self.acute_pathways(place, band, ratio).items():
            after += own * share * self._wait_days(place, need, "acute")
        dying = deaths * hospital.death_stay_ratio
        return stays.in_order()[band] * (1 - deaths + dying) + (1 - deaths) * after

    @known_in_a_round
    def _mean_bed_days(self, place: Place, elective: bool) -> float:
        ages = self.of(place).demand.elective_age_share.in_order() if elective else self._age_shares(place)
        return fsum(ages[band] * self._bed_days(place, band, elective) for band in BANDS)

    @cached_property
    def _electives_per_emergency(self) -> float:
        """Elective overnight admissions for each emergency overnight admission, in England."""
        overnight = self._england_emergencies * (1 - self.scenario.demand.zero_day_share)
        if overnight <= 0:
            raise DataError("demand.zero_day_share: found 1; expected less, so that somebody stays a night")
        return self.scenario.demand.elective_overnight_admissions_per_year / DAYS_A_YEAR / overnight

    @cached_property
    def _england_emergencies(self) -> float:
        return england_emergencies(self.scenario)

    def _overnight_by_hospital(self, system: System, place: Place) -> dict[str, float]:
        """Emergency overnight admissions a day to each division that its published beds leave room for."""
        electives = self._electives_per_emergency
        days = self._mean_bed_days(place, False) + electives * self._mean_bed_days(place, True)
        occupied_beds = {hospital.id: self.acute_occupied(hospital) for hospital in system.hospitals}
        occupied = {
            use.hospital_id: occupied_beds[use.hospital_id] * use.occupied_share
            for use in system.uses
            if use.place_id == place.id
        }
        left = max(0.0, 1 - self._lost_wait_days(place) / max(fsum(occupied.values()), 1e-9))
        return {name: beds * left / days for name, beds in occupied.items()}

    def _place(self, system: System, place: Place) -> Expected:
        by_hospital = self._overnight_by_hospital(system, place)
        overnight = fsum(by_hospital.values()) * self.scale
        if overnight <= 0:
            raise DataError(
                f"{place.id}: by the scenario's values people who wait to leave take all its occupied beds, "
                "and nobody can be admitted; expected shorter waits, or fewer people who need support"
            )
        total = overnight / (1 - self.of(place).demand.zero_day_share)
        emergencies = tuple(share * total for share in self._age_shares(place))
        electives = overnight * self._electives_per_emergency
        acute = self._acute_needs(system, overnight, place, electives)
        mental_health = self._mental_health(system, place)
        others = self._mental_health_needs(place, mental_health)
        community = self._community_needs(place, acute["community_bed"] + others["community_bed"])
        needs = {"acute": acute, "community": community, "mental health": others}
        expected = Expected(
            emergencies=emergencies,
            new_emergencies=emergencies,
            electives=electives,
            mental_health=mental_health,
            hospital_shares={name: value * self.scale / overnight for name, value in by_hospital.items()},
            needs=needs,
            council_factor=self.factors[place.id],
            delay_factor=self._delay_factor(place),
            occupied=overnight
            * (
                self._mean_bed_days(place, False)
                + self._electives_per_emergency * self._mean_bed_days(place, True)
            )
            + self._lost_wait_days(place),
        )
        return replace(expected, new_emergencies=new_emergencies(self, place, expected))

    def _acute_needs(
        self, system: System, overnight: float, place: Place, electives: float
    ) -> dict[str, float]:
        hospital, ages = self.of(place).hospital, self._age_shares(place)
        elective_ages = self.of(place).demand.elective_age_share.in_order()
        ratio = self.of(place).discharge.elective_pathway_ratio
        needs = dict.fromkeys(SUPPORT, 0.0)
        for band in BANDS:
            leaving = overnight * ages[band] * (1 - hospital.emergency_death_share.in_order()[band])
            leaving *= self.own_share[place.id][band]
            planned = electives * elective_ages[band] * (1 - hospital.elective_death_share)
            for need, share in self.acute_pathways(place, band).items():
                needs[need] += share * leaving + share * ratio * planned
            for need, people in self.lost(place, band).items():
                needs[need] += people
        return needs

    def _community_needs(self, place: Place, arriving: float) -> dict[str, float]:
        alive = arriving * (1 - self.of(place).hospital.community_death_share)
        return {need: alive * share for need, share in self.community_pathways(place).items()}

    def _mental_health_needs(self, place: Place, admitted: float) -> dict[str, float]:
        return {need: admitted * share for need, share in self.mental_health_pathways(place).items()}

    def _mental_health(self, system: System, place: Place) -> float:
        """Admissions a day: what the published occupied beds leave room for, by population."""
        occupied = self.of_year(system.mental_health_occupied) if system.mental_health_occupied else 0.0
        stay = self.of(place).hospital.mental_health_stay_mean_days + self._delays[place.id].process
        for need, share in self.mental_health_pathways(place).items():
            stay += share * self._wait_days(place, need, "mental health")
        people = fsum(fsum(each.population) for each in system.places)
        return occupied * fsum(place.population) / people / stay

    def community_bed_days(self, place: Place) -> float:
        """Expected days in a community bed, delays included."""
        hospital, after = self.of(place).hospital, self._delays[place.id].process
        for need, share in self.community_pathways(place).items():
            after += share * self._wait_days(place, need, "community")
        return hospital.community_stay_mean_days + (1 - hospital.community_death_share) * after

    # --- settling ---------------------------------------------------------------------------------

    def _settle(self) -> None:
        """One round: the national scale of admissions, community flows, and the councils' delay factors."""
        before = self.by_place
        total = fsum(fsum(expected.emergencies) for expected in before.values())
        self.own_share = {
            name: tuple(
                max(0.0, 1 - ours / max(all_of_them, 1e-9))
                for ours, all_of_them in zip(
                    self.from_care(self.places[name]), expected.emergencies, strict=True
                )
            )
            for name, expected in before.items()
        }
        self.scale = self._as_in(self._scales, self.scale * self._england_emergencies / total)
        for name, expected in before.items():
            self._fit_supply(self.places[name], expected)
        for system in self.geography.systems:
            load, others = (
                fsum(
                    before[place.id].needs[setting]["community_bed"] * self.community_bed_days(place)
                    for place in system.places
                )
                for setting in ("acute", "mental health")
            )
            if load > 0:
                room = max(0.0, self.community_occupied(system) - others)
                self.community_factor[system.code] *= room / load
        if self.scenario.councils.delay_factor == "published":
            self._fit_factors(before)

    def _as_in(self, rounds: list[float], own: float) -> float:
        """A national figure of this round: that of the expectations these are like, or their own."""
        if self.like is not None:
            own = (self.like._scales if rounds is self._scales else self.like._levels)[len(rounds)]
        rounds.append(own)
        return own

    @cached_property
    def everywhere(self) -> float:
        """Emergency admissions a day expected in all of England."""
        if self.like is not None:
            return self.like.everywhere
        return fsum(fsum(each.emergencies) for each in self.by_place.values())

    def _fit_supply(self, place: Place, expected: Expected) -> None:
        """Let people from hospital take at most a share of the places and packages that fall free."""
        scenario = self.of(place)
        most = dict.fromkeys(CARE, scenario.care_homes.most_from_hospital_share)
        most["home_care"] = scenario.home_care.most_from_hospital_share
        onward = expected.leaving_with("reablement") * scenario.reablement.onward_home_care_share
        for need in CARE:
            arriving = expected.leaving_with(need) + (onward if need == "home_care" else 0.0)
            if arriving > 0:
                room = most[need] * self.ending(place, need) / arriving
                self.supply[place.id][need] = min(1.0, self.supply[place.id][need] * room)

    def _fit_factors(self, before: Mapping[str, Expected]) -> None:
        chosen = self.scenario.councils.published_year
        year = self.quarters[0][:7] if chosen == "of the run" else chosen
        published = {
            name: place.delayed_days.get(year, 0.0) / DAYS_A_YEAR for name, place in self.places.items()
        }
        if not any(published.values()):
            return
        plain = {
            name: self.expected_delayed(place, before[name]) / before[name].delay_factor
            for name, place in self.places.items()
        }
        level = self._as_in(self._levels, fsum(plain.values()) / fsum(published.values()))
        self.factors = {name: max(0.05, level * published[name] / plain[name]) for name in self.places}

    def expected_delayed(self, place: Place, expected: Expected) -> float:
        """Expected DTOC beds of a place."""
        return expected.delay_factor * fsum(
            flow * self.delay_days(place, need, setting)
            for setting, flows in expected.needs.items()
            for need, flow in flows.items()
        )


def expectations(scenario: Scenario) -> Expectations:
    """Return the expectations that a scenario starts from; kept for the next call.

    They are those of its base: a what-if meets the same demand, flows and team sizes. What it says about the
    state at the start (people, occupancy, clients) and about its own run is taken from the what-if.
    """
    told, before = flat(scenario.content()), flat(scenario.base.content())
    state = {key: value for key, value in told.items() if key.startswith(STATE)}
    here = scenario.base.changed(state | {"run.seed": 0, "run.replications": 1})
    # What is said of single areas moves nobody elsewhere, as it would through England's totals.
    single = {key: before[key] for key, value in state.items() if _by_area(value) and before[key] != value}
    return _settled(here, here.changed(single) if single else None)


def _by_area(value: object) -> bool:
    return isinstance(value, Mapping) and BY_AREA in value


@lru_cache(maxsize=4)
def _settled(scenario: Scenario, like: Scenario | None = None) -> Expectations:
    key = _key(scenario, like)
    known = kept(key)
    found = Expectations(scenario, None if like is None else _settled(like), known)
    if known is None:
        keep(key, found.settled)
    return found


def _key(scenario: Scenario, like: Scenario | None) -> str:
    """Name everything that decides the expectations, with the tables as they were read."""
    told = [engine_version(), scenario.hash, like.hash if like else "", england_emergencies(scenario).hex()]
    tables = pickle.dumps(load_geography(scenario.tables.folder))
    return hashlib.sha256("\n".join(told).encode() + tables).hexdigest()
