"""Staff who are missing, by sector: how much of beds, places, packages and teams can still be used."""

from collections.abc import Iterator

from dtocsim.scenario.scheme import Move, lowers
from dtocsim.scenario.varying import Changing

HOSPITAL = ("acute_beds", "community_beds")
CARE_HOMES = ("residential_places", "nursing_places")
AT_HOME = ("packages_of_care", "reablement_places")
TEAMS = ("assessors", "equipment_fitters")
SOCIAL_CARE = (*CARE_HOMES, *AT_HOME, *TEAMS)
"""Social workers and fitters are staff of councils."""


def usable_less(capacities: tuple[str, ...], share: float, course: Changing | None = None) -> Iterator[Move]:
    """So much less of capacities can be used; below 0 so much more.

    A cut waits for leavers: who has a bed, a place or a package keeps it, and nobody new is let in until
    fewer are in use than can be.
    """
    for name in capacities:
        yield lowers(f"capacity.{name}_ratio", share, course)


def absent(
    nhs_share: float, social_care_share: float, covered_share: float, *courses: Changing
) -> Iterator[Move]:
    """Staff who are absent on top of the usual, of whom a share is covered by others.

    Args:
        nhs_share, social_care_share: of all staff of the sector, 0 to 1.
        covered_share: of those absent, 0 to 1.
        courses: of the NHS and of social care, where they are not the scheme's.
    """
    nhs, social_care = courses or (None, None)
    yield from usable_less(HOSPITAL, nhs_share * (1 - covered_share), nhs)
    yield from usable_less(SOCIAL_CARE, social_care_share * (1 - covered_share), social_care)
