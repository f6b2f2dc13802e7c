"""What is expected of one place before anything is simulated."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import fsum

from dtocsim.care.areas import Geography, Place, System


@dataclass(frozen=True)
class Expected:
    """Expectations for one place; rates a day, times in days.

    Attributes:
        emergencies: emergency admissions a day by age band, zero-day stays included.
        new_emergencies: those that come from outside the model: without readmissions, residents and clients.
        electives: elective overnight admissions a day.
        mental_health: admissions to mental-health beds a day.
        hospital_shares: share of the place's overnight admissions to each hospital division.
        needs: people a day who leave an acute, community or mental-health bed with each need.
        council_factor: how long delays last here by the council's published share, relative to England.
        delay_factor: how long they are expected to last, with what the scenario adds; relative to England.
        occupied: expected acute beds occupied by residents of the place.
    """

    emergencies: tuple[float, ...]
    new_emergencies: tuple[float, ...]
    electives: float
    mental_health: float
    hospital_shares: Mapping[str, float]
    needs: Mapping[str, Mapping[str, float]]
    council_factor: float
    delay_factor: float
    occupied: float

    def leaving_with(self, need: str) -> float:
        """People a day who leave any bed with a need."""
        return fsum(flows.get(need, 0.0) for flows in self.needs.values())


class ByPlace(Mapping[str, Expected]):
    """Expectations by place id, each worked out when it is first asked for: a council needs few of them."""

    def __init__(self, geography: Geography, work_out: Callable[[System, Place], Expected]) -> None:
        self._where = {place.id: (system, place) for system in geography.systems for place in system.places}
        self._work_out = work_out
        self._found: dict[str, Expected] = {}

    def __getitem__(self, name: str) -> Expected:
        if name not in self._found:
            self._found[name] = self._work_out(*self._where[name])
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._where)

    def __len__(self) -> int:
        return len(self._where)
