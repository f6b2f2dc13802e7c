"""Where people stand when a run starts from a stated situation: all of them, with what they have behind them.

Who waits stands where a delay is declared, with the reason that is her first unfinished task; patients in a
clinical stay have as much of it behind them as patients have in the long run; places and packages are held as
at every start. What nobody states is as expected, flow times mean time.
"""

from collections.abc import Mapping, Sequence
from math import fsum

import numpy as np

from dtocsim.care.calendar import HOURS_A_WEEK, deciding_share, office_hours_a_week
from dtocsim.care.geography import AGE_BANDS
from dtocsim.care.lengths import declaration_days
from dtocsim.care.model import PlaceModel, SystemModel
from dtocsim.care.pooling import PoolOf
from dtocsim.care.rooms import Patients, Rooms
from dtocsim.care.situation import PROCESS, Group, Situation, Situations
from dtocsim.care.standing import stand_in_care
from dtocsim.care.waits import apportion, shuffled
from dtocsim.flow import Constant, Network, Pool
from dtocsim.flow.durations import Duration, draw_quantiles
from dtocsim.flow.journey_steps import Hold
from dtocsim.flow.lookup import Attribute
from dtocsim.flow.paths import find_path
from dtocsim.flow.tables import residual

CHAPTERS = {"acute": "hospital", "community": "community hospital", "mental health": "mental health"}
STAYS = {"community": "community stay", "mental health": "mental-health stay"}
Given = dict[Attribute, str]
Days = Sequence[float]


def write_today(network: Network, models: Sequence[SystemModel], situations: Situations) -> None:
    """Place everybody who is there at the start in all places of a network.

    Raises:
        Contradiction: more people are stated than there are beds.
    """
    places = _places(network, models, situations)
    rooms = Rooms([today.patients for today in places], situations)
    for today in places:
        today.stand(rooms)


def patients_today(network: Network, models: Sequence[SystemModel], situations: Situations) -> list[Patients]:
    """Return the patients of all places of a network at the start."""
    return [today.patients for today in _places(network, models, situations)]


def _places(network: Network, models: Sequence[SystemModel], situations: Situations) -> "list[PlaceToday]":
    return [
        PlaceToday(network, place, situations.of(place.place)) for model in models for place in model.places
    ]


class PlaceToday:
    """The residents of one place at the start."""

    def __init__(self, network: Network, model: PlaceModel, situation: Situation) -> None:
        self.network, self.model, self.situation = network, model, situation
        self.scenario = model.expectations.of(model.place)
        self.dealt = {group: self._dealt(group) for group in situation.groups if group.kind[0] == "acute"}
        waiting = [0] * len(model.hospitals)
        for cells in self.dealt.values():
            for (position, _), people in cells.items():
                waiting[position] += people
        self.patients = Patients(model, situation, waiting, [], self._elsewhere())

    # --- how many of whom -------------------------------------------------------------------------

    def _dealt(self, group: Group) -> dict[tuple[int, str], int]:
        """People who wait in acute beds, by position of the hospital and age band."""
        expected, ages = self.model.expected, self._ages(group.kind[1])
        cells = [
            ((position, band), expected.hospital_shares[hospital.id] * share)
            for position, hospital in enumerate(self.model.hospitals)
            for band, share in zip(AGE_BANDS, ages, strict=True)
        ]
        counts = apportion(len(group.days), [weight for _, weight in cells])
        return {cell: people for (cell, _), people in zip(cells, counts, strict=True) if people}

    def _ages(self, need: str) -> list[float]:
        """People by age band who leave an acute bed with a need, up to a factor."""
        deaths = self.scenario.hospital.emergency_death_share.in_order()
        found = []
        for band, (people, dies) in enumerate(zip(self.model.expected.emergencies, deaths, strict=True)):
            shares = self.model.expectations.acute_pathways(self.model.place, band)
            share = shares[need] if need in shares else max(0.0, 1 - fsum(shares.values()))
            found.append(people * (1 - dies) * share)
        return found if fsum(found) > 0 else [1.0] * len(AGE_BANDS)

    def _elsewhere(self) -> dict[str, int]:
        """People expected in the stay itself, in community and mental-health beds."""
        hospital, expected = self.scenario.hospital, self.model.expected
        community = expected.needs["acute"]["community_bed"] * hospital.community_stay_mean_days
        mental_health = expected.mental_health * hospital.mental_health_stay_mean_days
        return {"community": round(community), "mental health": round(mental_health)}

    def _clinical(self) -> dict[tuple[str, str, str], float]:
        """People in an acute clinical stay by step, route and age band, up to a factor."""
        hospital, expected, demand = self.scenario.hospital, self.model.expected, self.scenario.demand
        overnight = 1 - demand.zero_day_share
        emergencies = [people * overnight for people in expected.emergencies]
        electives = [expected.electives * share for share in demand.elective_age_share.in_order()]
        elective_deaths = (hospital.elective_death_share,) * len(AGE_BANDS)
        found = {}
        for route, flows, stays, deaths in (
            ("emergency", emergencies, hospital.emergency_stay_mean_days, hospital.emergency_death_share),
            ("elective", electives, hospital.elective_stay_mean_days, None),
        ):
            dying = elective_deaths if deaths is None else deaths.in_order()
            for band, people, days, dies in zip(AGE_BANDS, flows, stays.in_order(), dying, strict=True):
                found["clinical stay", route, band] = people * (1 - dies) * days
                found["stay until death", route, band] = people * dies * days * hospital.death_stay_ratio
        return found

    # --- standing ---------------------------------------------------------------------------------

    def stand(self, rooms: Rooms) -> None:
        """Place everybody."""
        stand_in_care(self.model, self.network)
        self._stand_in_reablement()
        self._stand_at_home()
        for position, people in enumerate(self.patients.clinical):
            self._stand_in_stay(rooms, position, people)
        for group in self.situation.groups:
            self._stand_waiting(rooms, group)
        for setting, people in self.patients.elsewhere.items():
            self._stand_elsewhere(setting, people)
        self._stand_for_a_bed()

    def _stand_in_reablement(self) -> None:
        people, pool = self.model.people, self.model.pools.reablement
        usual = self.model.expected.leaving_with("reablement") * self.scenario.reablement.stay_mean_days
        # Who waits for a place does so because all are taken.
        full = any(group.kind[1:] == ("reablement", "E") for group in self.situation.groups)
        places = self.model.units("reablement_places")
        number = places if full else min(places, round(usual))
        given = {people.chapter: "reablement", people.route: "emergency"}
        self._standing("in reablement", "reablement", number, given, {"reablement place": pool})

    def _stand_at_home(self) -> None:
        """Those at home who will be readmitted."""
        people, expected = self.model.people, self.model.expected
        from_care = self.model.expectations.from_care(self.model.place)
        bands = zip(AGE_BANDS, expected.emergencies, from_care, expected.new_emergencies, strict=True)
        for band, every, ours, new in bands:
            number = round(max(0.0, every - ours - new) * self.scenario.after.readmission_mean_days)
            given = {people.chapter: "home", people.route: "emergency", people.age: band}
            self._standing(f"to be readmitted, {band}", "at home until readmitted", number, given)

    def _stand_in_stay(self, rooms: Rooms, position: int, people: int) -> None:
        cells = self._clinical()
        for (step, route, band), number in zip(cells, apportion(people, list(cells.values())), strict=True):
            given = self._in_acute(position, band) | {self.model.people.route: route}
            days = self._so_far(step, given, number)
            for pool, some in rooms.take(self.patients, position, number):
                here, days = days[:some], days[some:]
                name = f"{step}, {route}, {band}, {pool.name}"
                stayed = [each / self._longer(step) for each in here]
                self._standing(name, step, some, given, {"bed": pool}, {"in_bed": here, "stay": stayed})

    def _stand_waiting(self, rooms: Rooms, group: Group) -> None:
        setting, dealt = group.kind[0], 0
        if setting != "acute":
            beds = {"community bed": self.model.pools.community} if setting == "community" else {}
            self._wait(group, ", ".join(group.kind), self._in_other(setting), beds, group.days)
            return
        for (position, band), people in self.dealt[group].items():
            for pool, some in rooms.take(self.patients, position, people):
                days, dealt = group.days[dealt : dealt + some], dealt + some
                name = f"{', '.join(group.kind)}, {band}, {pool.name}"
                self._wait(group, name, self._in_acute(position, band), {"bed": pool}, days)

    def _wait(self, group: Group, name: str, given: Given, beds: Mapping[str, Pool], days: Days) -> None:
        """Let people wait who have done so for some days."""
        (setting, need, reason), past = group.kind, self.model.people.past
        assert past is not None
        given = given | {self.model.people.need: need}
        fit = days if reason == PROCESS else [each + declaration_days(self.scenario) for each in days]
        so_far = zip(fit, self._before(setting, given, len(days)), strict=True)
        since: dict[str, Days] = {"fit": fit, "in_bed": [each + stay for each, stay in so_far]}
        if reason == PROCESS:
            step, remaining = f"{setting}: medicines and transport", None
        else:
            step, remaining = f"{setting}: {need}: declaration", Constant(0)
            given |= {past.waits_for: reason}
            at_work = office_hours_a_week(self.scenario) / HOURS_A_WEEK
            worked = [each * at_work for each in days]
            since |= {"delayed": days, "task": days, "worked": worked}
        self._standing(f"waiting, {name}", step, len(days), given, beds, since, remaining)

    def _stand_elsewhere(self, setting: str, people: int) -> None:
        step, given = STAYS[setting], self._in_other(setting)
        beds = {"community bed": self.model.pools.community} if setting == "community" else {}
        since = {"in_bed": self._so_far(step, given, people)}
        self._standing(f"in a {setting} bed", step, people, given, beds, since)

    def _stand_for_a_bed(self) -> None:
        shares = [self.model.expected.hospital_shares[hospital.id] for hospital in self.model.hospitals]
        people = self.model.people
        for position, number in enumerate(apportion(self.situation.waiting_for_a_bed, shares)):
            given = {people.chapter: "hospital", people.route: "emergency", people.hospital: str(position)}
            name = f"for a bed, {self.model.hospitals[position].id}"
            self._standing(name, "emergency: wait for a bed", number, given)

    def _in_acute(self, position: int, band: str) -> Given:
        people = self.model.people
        return {
            people.chapter: "hospital",
            people.route: "emergency",
            people.hospital: str(position),
            people.age: band,
        }

    def _in_other(self, setting: str) -> Given:
        people = self.model.people
        route = "mental health" if setting == "mental health" else "emergency"
        return {people.chapter: CHAPTERS[setting], people.route: route}

    # --- what is behind them ----------------------------------------------------------------------

    def _so_far(self, step: str, given: Given, people: int) -> list[float]:
        """Days of a stay that people have behind them in the long run."""
        days = _spread_over(residual(self._length(step, given)), people)
        return [each * self._longer(step) for each in days]

    def _before(self, setting: str, given: Given, people: int) -> list[float]:
        """Days of the whole clinical stay of people who are fit now."""
        step = STAYS.get(setting, "clinical stay")
        return [each * self._longer(step) for each in _spread_over(self._length(step, given), people)]

    def _longer(self, step: str) -> float:
        """Calendar days that a day of a stay takes, which ends when doctors decide."""
        return 1 / deciding_share(self.scenario) if step == "clinical stay" else 1.0

    def _length(self, step: str, given: Given) -> Duration:
        """The duration of a stay on the first day for people with these attributes."""
        hold = find_path(self.model.journey, step).target
        assert isinstance(hold, Hold)
        position = 0
        for source, stride in zip(hold.duration.sources, hold.duration.strides, strict=True):
            if isinstance(source, Attribute):
                position += source.code(given.get(source, source.values[0])) * stride
            else:
                position += int(source.by_day[0]) * stride
        length: Duration = hold.duration.values[position]
        return length

    def _standing(
        self,
        name: str,
        step: str,
        people: int,
        given: Given,
        taking: Mapping[str, PoolOf] | None = None,
        since: Mapping[str, Days] | None = None,
        remaining: Duration | None = None,
    ) -> None:
        past = self.model.people.past
        if people and past is not None:
            moments = {past.moments[moment]: days for moment, days in (since or {}).items()}
            title = f"{name}, {self.model.place.id}"
            self.network.standing(title, self.model.journey, step, people, given, taking, remaining, moments)


def _spread_over(length: Duration, people: int) -> list[float]:
    """Return quantiles of a duration at so many equal steps, in days, in no order."""
    grid = (np.arange(people) + 0.5) / max(1, people)
    return shuffled([float(days) for days in draw_quantiles(length, grid)])
