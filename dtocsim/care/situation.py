"""Who waits where when a run starts: as a scenario states it, and elsewhere as it is expected.

Stated people are dealt out over the needs and the places that they may belong to as they are expected there.
How the reasons of the present return are understood is read from `delay_reason_mapping.csv`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum
from pathlib import Path

from dtocsim.care.calendar import process_days
from dtocsim.care.expectations import Expectations
from dtocsim.care.geography import Place
from dtocsim.care.lengths import declaration_days, reason_days
from dtocsim.care.tables import DataError, read_table
from dtocsim.care.waits import apportion, days_waited, exponential_days, shuffled
from dtocsim.care.words import NEEDS, REASONS, SETTINGS, SUPPORT
from dtocsim.flow.draws import name_hash
from dtocsim.scenario import Scenario
from dtocsim.scenario.gazetteer import system_name
from dtocsim.scenario.initial_state import AreaState
from dtocsim.scenario.varying import NATION
from dtocsim.scenario.waiting import ByReason, ByReasonToday, Waiting

PROCESS = "hospital process"
"""Fit, but not declared delayed: the hospital's own process, or the decision to declare."""
BY_NEED, AS_EXPECTED = "by need", "as expected"
FOUND = {
    "home_care": "E", "reablement": "E", "residential": "Di", "nursing": "Dii", "community_bed": "C",
    "equipment": "F", "housing": "I",
}  # fmt: skip
"""The reason for which somebody waits until what she needs is found."""
SECTION = "initial_state.areas"

Kind = tuple[str, str, str]
"""Setting, need and reason (or PROCESS) of people who wait."""


class Contradiction(DataError):
    """A stated situation that cannot be; the message is one line."""


@dataclass(frozen=True)
class Group:
    """People of one place who wait in the same setting, with the same need, for the same reason.

    Attributes:
        kind: setting, need, reason.
        days: how long each of them has waited.
    """

    kind: Kind
    days: tuple[float, ...]


@dataclass(frozen=True)
class Situation:
    """The situation of the residents of one place.

    Attributes:
        groups: who waits.
        occupied: acute beds they are in, those who wait included.
        area: key of what is stated of an area that it lies in; empty where all is as expected.
        stated: key of the beds in use, where they are stated.
        waiting_for_a_bed: emergency patients for whom there is no bed yet.
    """

    groups: tuple[Group, ...]
    occupied: int
    area: str
    stated: str
    waiting_for_a_bed: int


def expected_kinds(expectations: Expectations, place: Place) -> dict[Kind, float]:
    """Return how many people of a place are expected to wait, by kind: flow times mean time; may be 0."""
    scenario, expected = expectations.of(place), expectations.by_place[place.id]
    process, declaration = process_days(scenario), declaration_days(scenario)
    found: dict[Kind, float] = {}
    for setting in SETTINGS:
        flows = expected.needs[setting]
        found[setting, "home", PROCESS] = _going_home(expectations, place, setting) * process
        for need in SUPPORT:
            flow = flows.get(need, 0.0)
            if flow <= 0 or (setting == "community" and need == "community_bed"):
                continue
            found[setting, need, PROCESS] = flow * (process + declaration)
            for reason, days in reason_days(scenario, need, setting).items():
                # Who has her package and waits for equipment waits like those who need no package.
                key = setting, "equipment" if reason == "F" else need, reason
                found[key] = found.get(key, 0.0) + flow * days * expected.delay_factor
            # In the long run nobody waits where there is room enough, but today somebody may.
            found.setdefault((setting, need, FOUND[need]), 0.0)
    return found


def _going_home(expectations: Expectations, place: Place, setting: str) -> float:
    """People a day who leave a bed without any need."""
    scenario, expected = expectations.of(place), expectations.by_place[place.id]
    hospital = scenario.hospital
    supported = fsum(expected.needs[setting].values())
    if setting == "acute":
        overnight = 1 - scenario.demand.zero_day_share
        alive = fsum(
            people * overnight * (1 - dies)
            for people, dies in zip(
                expected.emergencies, hospital.emergency_death_share.in_order(), strict=True
            )
        )
        leaving = alive + expected.electives * (1 - hospital.elective_death_share)
    elif setting == "community":
        leaving = expected.needs["acute"]["community_bed"] * (1 - hospital.community_death_share)
    else:
        leaving = expected.mental_health
    return max(0.0, leaving - supported)


@dataclass(frozen=True)
class Meaning:
    """What a reason of the present return means here.

    Attributes:
        counts_as: an official reason, PROCESS, BY_NEED (what is needed has to be found) or AS_EXPECTED.
        needs: what these people may need.
    """

    counts_as: str
    needs: tuple[str, ...]

    def covers(self, kind: Kind) -> bool:
        """Say whether people of a kind in acute beds may be meant."""
        setting, need, reason = kind
        if setting != "acute" or need not in self.needs:
            return False
        if self.counts_as == AS_EXPECTED:
            return reason != PROCESS
        return reason == (FOUND.get(need) if self.counts_as == BY_NEED else self.counts_as)


@lru_cache(maxsize=8)
def meanings(folder: Path) -> Mapping[str, Meaning]:
    """Read what the reasons of the present return mean, by key.

    Raises:
        DataError: the table is missing or malformed.
    """
    allowed = (*REASONS, PROCESS, BY_NEED, AS_EXPECTED)
    found = {}
    for row in read_table(folder, "delay_reason_mapping.csv", ("key", "counts_as", "needs")):
        if row.text("counts_as") not in allowed:
            raise row.error("counts_as", row.text("counts_as"), f"one of {', '.join(allowed)}")
        needs = tuple(row.text("needs").split())
        if unknown := [need for need in needs if need not in NEEDS]:
            raise row.error("needs", unknown[0], f"some of {', '.join(NEEDS)}")
        found[row.text("key")] = Meaning(row.text("counts_as"), needs)
    return found


class Situations:
    """The situation of every place of England at the start."""

    def __init__(self, scenario: Scenario, expectations: Expectations) -> None:
        self.scenario, self.expectations = scenario, expectations
        self._places = expectations.places
        self._kinds = {name: expected_kinds(expectations, place) for name, place in self._places.items()}
        self._days: dict[str, dict[Kind, list[float]]] = {name: {} for name in self._places}
        self._occupied = {name: round(expectations.by_place[name].occupied) for name in self._places}
        self._area = dict.fromkeys(self._places, "")
        self._stated = dict.fromkeys(self._places, "")
        self._waiting = dict.fromkeys(self._places, 0)
        areas = {area: self._inside(area) for area in scenario.initial_state.areas}
        for area, names in areas.items():
            self._state(area, scenario.initial_state.areas[area], names)
        told = {name for names in areas.values() for name in names}
        for name in self._places.keys() - told:
            for setting in SETTINGS:
                self._expect(name, setting)

    def of(self, place: Place) -> Situation:
        """The situation of a place."""
        name = place.id
        groups = tuple(Group(kind, tuple(days)) for kind, days in sorted(self._days[name].items()))
        return Situation(
            groups, self._occupied[name], self._area[name], self._stated[name], self._waiting[name]
        )

    def told(self, key: str) -> str:
        """Where a key, or the first one below it, was set, to begin an error with."""
        below = (each for each in self.scenario.history if f"{each}.".startswith(f"{key}."))
        settings = self.scenario.history.get(next(below, key))
        return f"{settings[-1].place}: {key}" if settings else key

    def _inside(self, area: str) -> list[str]:
        systems = {system.code: system_name(system.name) for system in self.expectations.geography.systems}
        return [
            name
            for name, place in self._places.items()
            if area in (NATION, place.council, systems[place.system_code])
        ]

    def _state(self, area: str, state: AreaState, names: Sequence[str]) -> None:
        today = state.no_longer_meeting_criteria
        self._area |= dict.fromkeys(names, f"{SECTION}.{area}")
        for setting in SETTINGS:
            name = setting.replace(" ", "_")
            if setting == "acute" and today.model_fields_set:
                self._by_meaning(f"{SECTION}.{area}.no_longer_meeting_criteria", today, names)
            elif name in state.delayed.model_fields_set:
                by_reason = getattr(state.delayed, name)
                self._by_reason(f"{SECTION}.{area}.delayed.{name}", by_reason, setting, names)
            else:
                for place in names:
                    self._expect(place, setting)
        by_place = [self.expectations.by_place[name] for name in names]
        if state.occupied_beds is not None:
            self._occupy(f"{SECTION}.{area}.occupied_beds", state.occupied_beds, names)
        people = apportion(state.waiting_for_a_bed, [fsum(each.emergencies) for each in by_place])
        self._waiting |= dict(zip(names, people, strict=True))

    def _occupy(self, key: str, beds: int, names: Sequence[str]) -> None:
        """Deal the beds in use out over places: as expected, or those who wait and others as expected."""
        waiting = [
            sum(len(days) for kind, days in self._days[name].items() if kind[0] == "acute") for name in names
        ]
        if beds < sum(waiting):
            found, so_many = f"found {beds}", "so many wait in acute beds until they leave"
            raise Contradiction(f"{self.told(key)}: {found}; expected {sum(waiting)} or more: {so_many}")
        usual = [self.expectations.by_place[name].occupied for name in names]
        dealt = apportion(beds, usual)
        if any(here < wait for here, wait in zip(dealt, waiting, strict=True)):
            others = apportion(beds - sum(waiting), usual)
            dealt = [wait + here for wait, here in zip(waiting, others, strict=True)]
        self._occupied |= dict(zip(names, dealt, strict=True))
        self._stated |= dict.fromkeys(names, key)

    def _by_reason(self, key: str, by_reason: ByReason, setting: str, names: Sequence[str]) -> None:
        """People delayed for each reason; those who are not declared yet are as expected."""
        for reason in REASONS:
            self._deal(
                f"{key}.{reason}",
                getattr(by_reason, reason),
                names,
                lambda kind, reason=reason: kind[0] == setting and kind[2] == reason,  # type: ignore[misc]
            )
        for name in names:
            self._expect(name, setting, only=PROCESS)

    def _by_meaning(self, key: str, today: ByReasonToday, names: Sequence[str]) -> None:
        """People in acute beds by the reasons of the present return."""
        table = meanings(self.scenario.tables.folder)
        for reason in type(today).model_fields:
            self._deal(f"{key}.{reason}", getattr(today, reason), names, table[reason].covers)

    def _deal(self, key: str, waiting: Waiting, names: Sequence[str], covers: Callable[[Kind], bool]) -> None:
        """Deal people out over the places and kinds that they may belong to."""
        if not waiting.people:
            return
        choices = [
            (name, kind, people)
            for name in names
            for kind, people in self._kinds[name].items()
            if covers(kind)
        ]
        if not choices:
            found = f"{waiting.people} people"
            raise Contradiction(f"{self.told(f'{key}.people')}: {found}; expected 0, nobody waits so there")
        if not any(people for _, _, people in choices):
            choices = [(name, kind, 1.0) for name, kind, _ in choices]
        weights = [people for _, _, people in choices]
        usual = fsum(people * self._usual_days(name, kind) for name, kind, people in choices) / fsum(weights)
        over_20 = self.scenario.initial_state.over_20_days_mean_days
        days = shuffled(days_waited(waiting, usual, over_20))
        self._add(choices, apportion(waiting.people, weights), days)

    def _expect(self, name: str, setting: str, only: str | None = None) -> None:
        """Let people of a setting wait in a place as expected; only those of one reason if it is given."""
        for reason in (PROCESS, *REASONS):
            choices = [
                (name, kind, people)
                for kind, people in self._kinds[name].items()
                if kind[0] == setting and kind[2] == reason and only in (None, reason)
            ]
            people = _whole(fsum(each for _, _, each in choices), f"{name}, {setting}, {reason}")
            if people:
                weights = [each for _, _, each in choices]
                usual = fsum(each * self._usual_days(name, kind) for _, kind, each in choices) / fsum(weights)
                self._add(choices, apportion(people, weights), shuffled(exponential_days(people, usual)))

    def _add(
        self, choices: Sequence[tuple[str, Kind, float]], counts: Sequence[int], days: Sequence[float]
    ) -> None:
        dealt = 0
        for (name, kind, _), people in zip(choices, counts, strict=True):
            if people:
                self._days[name].setdefault(kind, []).extend(days[dealt : dealt + people])
            dealt += people

    def _usual_days(self, name: str, kind: Kind) -> float:
        """Mean days that people of a kind have waited so far, in the long run."""
        setting, need, reason = kind
        place = self._places[name]
        if reason == PROCESS:
            return process_days(self.expectations.of(place))
        factor = self.expectations.by_place[name].delay_factor
        return self.expectations.delay_days(place, need, setting) * factor


def _whole(people: float, whose: str) -> int:
    """Return a whole number of people, up or down by the name of what they are: together they are as many."""
    return int(people + float(name_hash(whose)) / 2**64)


@lru_cache(maxsize=4)
def situations(scenario: Scenario, expectations: Expectations) -> Situations:
    """Return the situations at the start of a scenario; kept for the next call."""
    return Situations(scenario, expectations)
