"""Measures of care homes, home care and reablement, and of the staff of both sectors."""

from collections.abc import Iterator

from dtocsim.care.measures.kinds import DAYS_A_YEAR, Measure, total
from dtocsim.care.words import CLOSENESS, SECTORS

CARE = "Care at home and in homes"
STAFF = "Staff"
CARE_HOMES = ("residential places", "nursing places")
KINDS = ("residential", "nursing")


def in_care() -> Iterator[Measure]:
    """Yield the measures of care outside hospital."""
    yield _people("care_home_residents", "Care-home residents", "occupied care-home places", CARE_HOMES)
    yield _occupancy("care_home", "Care-home occupancy", "care-home places", CARE_HOMES, True)
    yield _yearly(
        "moves_to_care_home",
        "Moves to a care home",
        "People who take up a place, again after losing one included.",
        "care_entries",
        KINDS,
        True,
    )
    yield _yearly(
        "care_home_ends",
        "Care-home places given up",
        "Residents who died, moved or lost their place in a long hospital stay.",
        "care_exits",
        KINDS,
    )
    yield _people(
        "home_care_clients",
        "Clients with a package of care",
        "packages in use or held",
        ("packages of care",),
    )
    yield _occupancy("home_care", "Packages of care in use", "packages of care", ("packages of care",))
    yield _yearly(
        "packages_started",
        "Packages of care started",
        "People who take up a package.",
        "care_entries",
        ("home care",),
    )
    yield from _reablement()
    for name, label, definition in (
        ("care_entries", "Care taken up", "People who took up a package or a place, all kinds."),
        ("care_exits", "Care ended", "People whose package or place ended, all kinds."),
    ):
        cells = total(name)
        yield Measure(name, label, "a year", definition, CARE, cells, scale=DAYS_A_YEAR)
    yield _everything_in_use()
    yield _at_home()
    yield from _closeness()
    yield _occupancy("assessment_team", "Assessors at work", "assessors, day and night", ("assessment team",))
    yield _occupancy("equipment_team", "Equipment fitters at work", "fitters", ("equipment team",))


def staff() -> Iterator[Measure]:
    """Yield the measures of staff, by sector."""
    for sector in SECTORS:
        name = sector.lower().replace(" ", "_")
        yield Measure(
            f"{name}_staff",
            f"Staff, {sector}",
            "people",
            f"Staff of {sector} in post for the beds, places and packages in use; told, not simulated.",
            STAFF,
            total("staff_days", category=sector),
        )
        yield Measure(
            f"{name}_staff_hours",
            "  hours they work",
            "a year",
            f"Hours that staff of {sector} work for what is in use.",
            STAFF,
            total("staff_hours", category=sector),
            scale=DAYS_A_YEAR,
        )


def _reablement() -> Iterator[Measure]:
    yield _people(
        "reablement_people", "People in reablement", "reablement places in use", ("reablement places",)
    )
    yield _occupancy("reablement", "Reablement places in use", "reablement places", ("reablement places",))
    yield _yearly(
        "reablement_started",
        "Reablement started",
        "People who begin reablement.",
        "care_entries",
        ("reablement",),
    )
    ended = total("reablement_ends")
    yield Measure(
        "reablement_ended",
        "Reablement ended",
        "a year",
        "People who end reablement, at home or elsewhere.",
        CARE,
        ended,
        scale=DAYS_A_YEAR,
    )
    yield Measure(
        "reablement_at_home_percent",
        "  at home at its end",
        "%",
        "Share of people ending reablement who go on living at home, with a package of care or without; "
        "counted as reablement ends, not 91 days after leaving hospital.",
        CARE,
        total("reablement_ends", category=("home", "home care")),
        per=ended,
        scale=100,
        decimals=1,
    )


def _everything_in_use() -> Measure:
    return Measure(
        "care_occupancy_percent",
        "Care in use",
        "%",
        "Places, packages and staff: occupied at midnight over all there are; to be told apart by resource.",
        CARE,
        total("care_occupied_days"),
        per=total("care_capacity_days"),
        scale=100,
        decimals=1,
    )


def _at_home() -> Measure:
    people = ("packages of care", "reablement places")
    return Measure(
        "care_at_home_percent",
        "Care given at home",
        "%",
        "People with a package of care or in reablement, of all in care, care-home residents included.",
        CARE,
        total("care_occupied_days", category=people),
        per=total("care_occupied_days", category=(*people, *CARE_HOMES)),
        scale=100,
        decimals=1,
    )


def _closeness() -> Iterator[Measure]:
    """How near home people are placed who move to a care home."""
    for name, label, words in (
        ("placed_in_own_place_percent", "Placed in the own council", CLOSENESS[:1]),
        ("placed_in_own_system_percent", "Placed elsewhere in the own system", CLOSENESS[1:2]),
        ("placed_elsewhere_percent", "Placed outside the own system", CLOSENESS[2:]),
    ):
        yield Measure(
            name,
            label,
            "%",
            "Care-home places taken up, of all; expected from where the places that serve people stand and "
            "from how many are usually placed away.",
            CARE,
            total("placements", category=words),
            per=total("placements"),
            scale=100,
            decimals=1,
        )


def _people(name: str, label: str, words: str, resources: tuple[str, ...]) -> Measure:
    cells = total("care_occupied_days", category=resources)
    return Measure(name, label, "people", f"Mean number at midnight of {words}.", CARE, cells, headline=True)


def _occupancy(
    name: str, label: str, words: str, resources: tuple[str, ...], headline: bool = False
) -> Measure:
    return Measure(
        f"{name}_occupancy_percent",
        label,
        "%",
        f"{words.capitalize()}: occupied at midnight over all there are.",
        CARE,
        total("care_occupied_days", category=resources),
        per=total("care_capacity_days", category=resources),
        scale=100,
        decimals=1,
        headline=headline,
    )


def _yearly(
    name: str, label: str, definition: str, quantity: str, kinds: tuple[str, ...], headline: bool = False
) -> Measure:
    cells = total(quantity, category=kinds)
    return Measure(name, label, "a year", definition, CARE, cells, scale=DAYS_A_YEAR, headline=headline)
