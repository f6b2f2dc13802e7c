"""The areas of England: systems, the parts of councils in them, districts, and the hospitals that serve them.

A *system* is one of the 44 STPs of 2017. A *place* is the part of a council that lies in one system, so that
systems are independent of one another. A *division* is the beds of one acute trust that are set aside for the
residents of one system, in proportion to their use of the trust.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

AGE_BANDS = ("0-64", "65-74", "75-84", "85+")

Bands = tuple[float, float, float, float]
Fifths = tuple[float, float, float, float, float]


@dataclass(frozen=True)
class District:
    """The part of a district that lies in one place; nearly always the whole district.

    Attributes:
        code: ONS code of 2017.
        name: the district's name.
        council_code, system_code: the place it lies in.
        people: people, mid-2017, by age band and deprivation fifth, shape (4, 5), most deprived first.
    """

    code: str
    name: str
    council_code: str
    system_code: str
    people: tuple[Fifths, ...]

    @property
    def population(self) -> Bands:
        """People by age band, in the order of `AGE_BANDS`."""
        young, older, old, oldest = (sum(fifths) for fifths in self.people)
        return young, older, old, oldest


@dataclass(frozen=True)
class Neighbourhood:
    """A middle-layer super output area of 2011, of about 8,000 people; it lies where most of them live.

    Attributes:
        code, name: of the Office for National Statistics.
        district_code, system_code: the part of a district it belongs to.
        population: people, mid-2017, by age band.
        small_areas: number of its small areas (LSOAs) in each deprivation fifth, most deprived first.
    """

    code: str
    name: str
    district_code: str
    system_code: str
    population: Bands
    small_areas: Fifths


@dataclass(frozen=True)
class Place:
    """The part of a council that lies in one system.

    Attributes:
        id: the council's name, followed by the system's in brackets where the council spans systems; unique.
        council_code: ONS code of 2017.
        council: the council's name.
        system_code: ONS code of the STP of April 2017.
        share: share of the council's people who live here, 0 to 1.
        population: people by age band, mid-2017, in the order of `AGE_BANDS`.
        deprivation_65plus: shares of the council's people aged 65+ by deprivation fifth, most deprived first.
        deprivation_all: the same for people of all ages.
        residential_places: registered places in homes without nursing, 2021; this part of the council.
        nursing_places: registered places in homes with nursing, 2021; this part of the council.
        delayed_days: published delayed days by financial year; this part of the council.
        districts: the districts, or parts of districts, that it consists of, in the order of their codes.
    """

    id: str
    council_code: str
    council: str
    system_code: str
    share: float
    population: Bands
    deprivation_65plus: Fifths
    deprivation_all: Fifths
    residential_places: float
    nursing_places: float
    delayed_days: Mapping[str, float]
    districts: tuple[District, ...]

    def district_shares(self, band: int, fifth: int | None = None) -> dict[str, float]:
        """Shares of the place's people by the district they live in.

        Args:
            band: position of an age band in `AGE_BANDS`.
            fifth: position of a deprivation fifth, 0 the most deprived; None for people of all fifths.

        Returns:
            Share by code of the district; they sum to 1. Where a fifth has nobody, those of all fifths.
        """
        fifths = range(5) if fifth is None else (fifth,)
        people = {
            each.code: sum(each.people[band][position] for position in fifths) for each in self.districts
        }
        if not (total := sum(people.values())):
            return self.district_shares(band)
        return {code: number / total for code, number in people.items()}


@dataclass(frozen=True)
class Hospital:
    """One division: general and acute beds of one acute trust set aside for one system.

    Attributes:
        id: trust code, a stroke and system code.
        trust_code: code of the trust, or of the trust it became part of during 2016/17 to 2018/19.
        name: the trust's name.
        system_code: the system whose residents use these beds.
        available: beds available by quarter, written as `2017/18 Q1`.
        occupied: beds occupied at midnight by quarter.
    """

    id: str
    trust_code: str
    name: str
    system_code: str
    available: Mapping[str, float]
    occupied: Mapping[str, float]


@dataclass(frozen=True)
class Use:
    """The share of a division's occupied beds used by residents of one place; sums to 1 over a division."""

    hospital_id: str
    place_id: str
    occupied_share: float


@dataclass(frozen=True)
class System:
    """One STP of 2017 with its places, divisions, and community and mental-health beds by quarter."""

    code: str
    name: str
    places: tuple[Place, ...]
    hospitals: tuple[Hospital, ...]
    uses: tuple[Use, ...]
    community_available: Mapping[str, float]
    community_occupied: Mapping[str, float]
    mental_health_available: Mapping[str, float]
    mental_health_occupied: Mapping[str, float]


@dataclass(frozen=True)
class Geography:
    """England: its systems in the order of their codes."""

    systems: tuple[System, ...]

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The places of all systems."""
        return tuple(place for system in self.systems for place in system.places)

    @property
    def councils(self) -> tuple[str, ...]:
        """The names of the councils in alphabetical order."""
        return tuple(sorted({place.council for place in self.places}))
