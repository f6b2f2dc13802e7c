"""Whether the people of a situation fit into the beds there are, and who lies where.

People in a clinical stay make up the beds in use, as many as are stated or as are expected. Where only the
latter do not fit they are fewer; what is stated and does not fit is refused.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dtocsim.care.model import PlaceModel
from dtocsim.care.situation import Contradiction, Situation, Situations
from dtocsim.care.waits import apportion
from dtocsim.flow import Pool

SETTINGS_ELSEWHERE = ("community", "mental health")


@dataclass
class Patients:
    """The patients of one place.

    Attributes:
        waiting: people who wait in acute beds, by position of the hospital.
        clinical: people in a clinical stay there, by position of the hospital.
        elsewhere: people in the stay itself, in community and in mental-health beds.
    """

    model: PlaceModel
    situation: Situation
    waiting: list[int]
    clinical: list[int]
    elsewhere: dict[str, int]


Users = Sequence[tuple[Patients, int]]
"""Who may lie in a ward: the patients of places, and its position among the hospitals of each."""


class Rooms:
    """The beds of a network, as they fill up."""

    def __init__(self, patients: Sequence[Patients], situations: Situations) -> None:
        self.patients, self.situations = patients, situations
        self._taken: dict[Pool, int] = {}
        for each in patients:
            self._clinical(each)
        users: dict[Pool, list[tuple[Patients, int]]] = {}
        for each in patients:
            for position, pool in enumerate(each.model.pools.acute):
                users.setdefault(pool, []).append((each, position))
        for pool, here in users.items():
            self._spill(pool, here, users)
        for pool, here in users.items():
            self._fit_ward(pool, here)
        for setting in SETTINGS_ELSEWHERE:
            self._fit_elsewhere(setting)

    def take(self, each: Patients, position: int, people: int) -> list[tuple[Pool, int]]:
        """Take acute beds for people of a place, usual ones first; returns how many of which pool."""
        usual, escalation = each.model.pools.acute[position], each.model.pools.escalation[position]
        taken = self._taken.get(usual, 0)
        self._taken[usual] = taken + people
        here = max(0, min(people, usual.capacity - taken))
        return [(usual, here), (escalation, people - here)]

    def _clinical(self, each: Patients) -> None:
        """Let people in a clinical stay make up the beds in use."""
        left = max(0, each.situation.occupied - sum(each.waiting))
        shares = [each.model.expected.hospital_shares[hospital.id] for hospital in each.model.hospitals]
        each.clinical = apportion(left, shares)

    def _spill(self, pool: Pool, here: Users, users: Mapping[Pool, Users]) -> None:
        """Move stated patients who do not fit into one hospital to another that serves their place."""
        over = _fixed(here) - beds_of_ward(here)
        for each, position in here:
            for other, another in enumerate(each.model.pools.acute):
                spare = beds_of_ward(users[another]) - _fixed(users[another])
                if another is not pool and each.situation.stated and min(over, spare) > 0:
                    moved = min(over, spare, each.clinical[position])
                    each.clinical[position] -= moved
                    each.clinical[other] += moved
                    over -= moved

    def _fit_ward(self, pool: Pool, here: Users) -> None:
        """Let fewer people be in a clinical stay where those who are only expected do not fit."""
        fixed, room = _fixed(here), beds_of_ward(here)
        others = [(each, position) for each, position in here if not each.situation.stated]
        each, position = here[0]
        if fixed > room:
            self._refuse(f"acute beds of {each.model.hospitals[position].name}", fixed, room, here)
        wanted = [each.clinical[position] for each, position in others]
        fewer = apportion(min(sum(wanted), max(0, pool.capacity - fixed)), wanted)
        for (each, position), people in zip(others, fewer, strict=True):
            each.clinical[position] = people

    def _fit_elsewhere(self, setting: str) -> None:
        users: dict[Pool, list[Patients]] = {}
        for each in self.patients:
            pool = each.model.pools.community if setting == "community" else each.model.mental_health
            users.setdefault(pool, []).append(each)
        for pool, here in users.items():
            fixed = sum(self._waiting_in(setting, each) for each in here)
            if fixed > pool.capacity:
                code, systems = (
                    here[0].model.place.system_code,
                    self.situations.expectations.geography.systems,
                )
                beds = f"{setting} beds of {next(each.name for each in systems if each.code == code)}"
                self._refuse(beds, fixed, pool.capacity, [(each, 0) for each in here])
            wanted = [each.elsewhere[setting] for each in here]
            fewer = apportion(min(sum(wanted), pool.capacity - fixed), wanted)
            for each, people in zip(here, fewer, strict=True):
                each.elsewhere[setting] = people

    def _waiting_in(self, setting: str, each: Patients) -> int:
        return sum(len(group.days) for group in each.situation.groups if group.kind[0] == setting)

    def _refuse(self, beds: str, people: int, room: int, here: Iterable[tuple[Patients, int]]) -> None:
        keys = [each.situation.stated or each.situation.area for each, _ in here]
        key = next((key for key in keys if key), "initial_state")
        raise Contradiction(
            f"{self.situations.told(key)}: {people} people in the {beds}; expected {room} or fewer"
        )


def _fixed(here: Users) -> int:
    """Return the people of a ward whose number is not up to us: those who wait, and those stated."""
    return sum(
        each.waiting[position] + (each.clinical[position] if each.situation.stated else 0)
        for each, position in here
    )


def beds_of_ward(here: Users) -> int:
    """Return the beds of a ward, those that can be opened included."""
    each, position = here[0]
    pools = each.model.pools
    return pools.acute[position].capacity + pools.escalation[position].capacity
