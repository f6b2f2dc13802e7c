"""Measures of hospital beds, of getting into them, and of leaving them."""

from collections.abc import Iterator

from dtocsim.care.measures.kinds import DAYS_A_YEAR, Measure, Total, total
from dtocsim.care.quantities import LENGTHS, TIMES_IN_BED
from dtocsim.care.words import DESTINATION_OF, FIFTHS, PATHWAYS

BEDS, ADMISSIONS, LEAVING = "Beds", "Getting in", "Leaving hospital"
GENERAL_ACUTE = ("acute", "community")
OVER_4_HOURS, OVER_12_HOURS = LENGTHS[2:], LENGTHS[3:]


def beds() -> Iterator[Measure]:
    """Yield the measures of occupied beds."""
    in_bed = total("bed_days", setting=GENERAL_ACUTE)
    yield Measure(
        "general_acute_occupied_beds",
        "General and acute beds occupied",
        "beds",
        "Mean number at midnight of residents in acute and community beds.",
        BEDS,
        in_bed,
        headline=True,
    )
    yield _occupancy(
        "general_acute", "General and acute occupancy", "acute and community", GENERAL_ACUTE, True
    )
    yield _occupancy("mental_health", "Mental-health occupancy", "mental-health", ("mental health",), False)
    yield Measure(
        "general_acute_usable_occupancy_percent",
        "General and acute occupancy of usable beds",
        "%",
        "Mean occupied acute and community beds of the providers over their usable beds.",
        BEDS,
        total("beds_occupied_days", setting=GENERAL_ACUTE),
        per=total("beds_usable_days", setting=GENERAL_ACUTE),
        scale=100,
        decimals=1,
    )
    for days, bins in ((7, TIMES_IN_BED[1:]), (21, TIMES_IN_BED[2:])):
        yield Measure(
            f"stays_over_{days}_days_percent",
            f"Occupied beds: over {days} days",
            "%",
            "Share of occupied acute and community beds at midnight whose patients have been in them for "
            f"{days} days or more.",
            BEDS,
            total("bed_days", setting=GENERAL_ACUTE, category=bins),
            per=in_bed,
            scale=100,
            decimals=1,
            headline=True,
        )


def _occupancy(name: str, label: str, words: str, settings: tuple[str, ...], headline: bool) -> Measure:
    return Measure(
        f"{name}_occupancy_percent",
        label,
        "%",
        f"Mean occupied {words} beds of the providers over the published available beds.",
        BEDS,
        total("beds_occupied_days", setting=settings),
        per=total("beds_available_days", setting=settings),
        scale=100,
        decimals=1,
        headline=headline,
    )


def admissions() -> Iterator[Measure]:
    """Yield the measures of admissions and of waits for a bed."""
    yield _yearly(
        "emergency_admissions",
        "Emergency admissions",
        "With zero-day stays, scaled to 365 days.",
        total("emergency_admissions"),
    )
    yield _yearly(
        "zero_day_admissions",
        "  zero-day stays",
        "Emergency admissions without a night in hospital.",
        total("zero_day_admissions"),
    )
    yield _yearly(
        "care_home_admissions",
        "  from care homes",
        "Emergency admissions of care-home residents.",
        total("emergency_admissions", category=("residential", "nursing")),
    )
    yield from _by_fifth()
    yield _yearly(
        "elective_admissions",
        "Elective overnight admissions",
        "Planned admissions for a bed.",
        total("elective_admissions"),
    )
    yield _yearly(
        "elective_postponements",
        "  postponed",
        "Times a planned admission was put off for want of a bed.",
        total("elective_postponements"),
        headline=False,
    )
    yield _yearly(
        "waits_over_4_hours",
        "Waits for a bed over 4 hours",
        "Emergency admissions to the providers' acute beds 4 hours or more after the decision to admit.",
        total("bed_waits", category=OVER_4_HOURS),
    )
    yield _yearly(
        "waits_over_12_hours",
        "Waits for a bed over 12 hours",
        "The same, 12 hours or more.",
        total("bed_waits", category=OVER_12_HOURS),
    )
    yield Measure(
        "bed_wait_mean_hours",
        "Mean wait for a bed",
        "hours",
        "Mean time from the decision to admit to a bed, of emergencies.",
        ADMISSIONS,
        total("bed_waits_days"),
        per=total("bed_waits"),
        scale=24,
        decimals=1,
    )


def _by_fifth() -> Iterator[Measure]:
    for fifth in FIFTHS:
        yield _yearly(
            f"emergency_admissions_fifth_{fifth}",
            f"  deprivation fifth {fifth}",
            f"Emergency admissions from small areas of deprivation fifth {fifth}; 1 is the most deprived.",
            total("emergency_admissions_by_deprivation", category=fifth),
            headline=False,
        )


def _yearly(
    name: str, label: str, definition: str, cells: Total, group: str = ADMISSIONS, headline: bool = True
) -> Measure:
    return Measure(name, label, "a year", definition, group, cells, scale=DAYS_A_YEAR, headline=headline)


def leaving() -> Iterator[Measure]:
    """Yield the measures of discharges, deaths and readmissions."""
    yield Measure(
        "readmissions_percent",
        "Readmitted within 30 days",
        "%",
        "Emergency readmissions from home (within 30 days) and from reablement over people who left for "
        "either.",
        LEAVING,
        total("readmissions"),
        per=AT_RISK_OF_READMISSION,
        scale=100,
        decimals=1,
        headline=True,
    )
    yield _yearly(
        "readmissions",
        "  readmissions",
        "Emergency readmissions within 30 days of going home, and from reablement.",
        total("readmissions"),
        LEAVING,
        headline=False,
    )
    yield _yearly(
        "deaths_in_hospital",
        "Deaths in hospital",
        "In any bed, or while delayed in it.",
        total("deaths"),
        LEAVING,
    )
    yield _stay()
    yield _yearly(
        "discharges",
        "Discharges",
        "From any bed after a night or more, alive; moves to a community bed included.",
        total("discharges"),
        LEAVING,
        headline=False,
    )
    for pathway, words in zip(PATHWAYS, PATHWAY_WORDS, strict=True):
        yield _yearly(
            f"discharges_pathway_{pathway}",
            f"  pathway {pathway}",
            f"Of these, {words}.",
            total("discharges", category=pathway),
            LEAVING,
            headline=False,
        )
    yield from _with_support()


def _with_support() -> Iterator[Measure]:
    yield _yearly(
        "discharges_with_support",
        "Discharges with support",
        "To pathways 1, 2 and 3, from any bed.",
        total("discharges", category=PATHWAYS[1:]),
        LEAVING,
    )
    yield _yearly(
        "social_care_from_hospital",
        "  to new social care",
        "From any bed to reablement, a package of care or a care home, new or after losing one: requests for "
        "support that come from hospital.",
        total("discharges_by_destination", category=SOCIAL_CARE),
        LEAVING,
        headline=False,
    )


SOCIAL_CARE = tuple(DESTINATION_OF[need] for need in ("reablement", "home_care", "residential", "nursing"))
PATHWAY_WORDS = (
    "home without new support, or back to the care that was held",
    "home with support: equipment, reablement or a package of care",
    "to a bed in a community hospital",
    "to a care home",
)
AT_RISK_OF_READMISSION = Total(
    ("discharges_by_destination", "zero_day_admissions"),
    {"category": ("home", "home with equipment", "reablement", "new housing", "own")},
)


def _stay() -> Measure:
    return Measure(
        "acute_stay_mean_days",
        "Mean stay in an acute bed",
        "days",
        "Nights in acute beds over the people who left them, dead or alive: emergency and planned patients "
        "who stay a night, delays included.",
        LEAVING,
        total("bed_days", setting="acute"),
        per=Total(("discharges", "deaths"), {"setting": ("acute",)}),
        decimals=1,
    )
