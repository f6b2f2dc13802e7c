"""What the tables of a result hold: every quantity with its definition, its unit and what it is split by.

Quantities are sums (people counted at midnights, events, days) and nothing else, so that they may be added up
over days, months, areas and categories; means and shares are made from them in `measures`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dtocsim.care.areas import AGE_BANDS
from dtocsim.care.words import (
    AFTER_REABLEMENT,
    CLOSENESS,
    DESTINATION_OF,
    FIFTHS,
    HOMES,
    PATHWAYS,
    SCHEME_EVENTS,
    SECTORS,
    TASKS,
)

Level = Literal["council", "provider"]
"""What a row's `area` names: the council where people live, or an NHS provider whose beds they use."""

LENGTHS = (
    "under 1 hour",
    "1 to 4 hours",
    "4 to 12 hours",
    "12 to 24 hours",
    "1 to 2 days",
    "2 to 4 days",
    "4 to 7 days",
    "7 to 14 days",
    "14 to 28 days",
    "28 to 56 days",
    "56 days and over",
)
"""Bins of waits and stays (flow.tally.WAIT_EDGES_HOURS), each from its lower end to below its upper one."""

TIMES_IN_BED = ("under 7 days", "7 to 20 days", "21 days and over")
HELD = ("home care", "residential", "nursing", "reablement")
"""Kinds of care that people enter and leave."""
RESOURCES = (
    "packages of care",
    "residential places",
    "nursing places",
    "reablement places",
    "assessment team",
    "equipment team",
)


@dataclass(frozen=True)
class Quantity:
    """A sum that the tables hold, under `name` in their column `measure`.

    Attributes:
        name: what it is called in files.
        unit: people-days or unit-days (people, or units of something, counted at each midnight and added
            up), people, events or days.
        definition: what is added up, in a sentence.
        level: what `area` names.
        columns: which of setting, reason and organisation are filled.
        category: what `category` holds; empty if it is not filled.
        words: the words of `category`, in order; empty for names of providers.
        of: the quantity of which this is another breakdown: both have the same sums; empty if it is none.
        daily: which columns are filled in the daily table; None if it is not there.
    """

    name: str
    unit: str
    definition: str
    level: Level = "council"
    columns: tuple[str, ...] = ()
    category: str = ""
    words: tuple[str, ...] = ()
    of: str = ""
    daily: tuple[str, ...] | None = None


_ALL = (
    Quantity(
        "delayed_days",
        "people-days",
        "Declared delayed transfers of care at each midnight, as the official return counts them.",
        columns=("setting", "reason", "organisation"),
        category="provider",
        daily=("setting", "reason"),
    ),
    Quantity(
        "delayed_days_by_age",
        "people-days",
        "The same delayed days by age.",
        columns=("setting",),
        category="age band",
        words=AGE_BANDS,
        of="delayed_days",
    ),
    Quantity(
        "delayed_days_by_deprivation",
        "people-days",
        "The same delayed days by deprivation of the small area where the patient lives; 1 is the most "
        "deprived.",
        columns=("setting",),
        category="deprivation fifth",
        words=FIFTHS,
        of="delayed_days",
    ),
    Quantity(
        "delays_ended",
        "people",
        "Delayed transfers that ended (the patient left, became unfit again or died), by their whole length.",
        columns=("setting",),
        category="length",
        words=LENGTHS,
    ),
    Quantity("delays_ended_days", "days", "The lengths of these delays, added up.", columns=("setting",)),
    Quantity(
        "medically_fit_days",
        "people-days",
        "Patients at each midnight who no longer need the bed they are in, declared delayed or not; today: "
        "who no longer meet the criteria to reside.",
        columns=("setting",),
        category="pathway",
        words=PATHWAYS,
        daily=("setting",),
    ),
    Quantity(
        "medically_fit_ended",
        "people",
        "Times spent fit in a bed that ended, by their whole length.",
        columns=("setting",),
        category="length",
        words=LENGTHS,
    ),
    Quantity(
        "medically_fit_ended_days", "days", "The lengths of these times, added up.", columns=("setting",)
    ),
    Quantity(
        "bed_days",
        "people-days",
        "Residents in a hospital bed at each midnight, wherever it is, by how long they have been in it.",
        columns=("setting",),
        category="time in bed",
        words=TIMES_IN_BED,
    ),
    Quantity(
        "bed_days_by_age",
        "people-days",
        "The same bed days by age.",
        columns=("setting",),
        category="age band",
        words=AGE_BANDS,
        of="bed_days",
    ),
    Quantity("beds_taken_up", "events", "Residents who took up a bed.", columns=("setting",)),
    Quantity(
        "discharges",
        "events",
        "Residents who left a bed alive, by discharge pathway; a transfer to a community bed is pathway 2.",
        columns=("setting",),
        category="pathway",
        words=PATHWAYS,
        daily=("setting",),
    ),
    Quantity(
        "discharges_by_destination",
        "events",
        "The same discharges by where they went and with what.",
        columns=("setting",),
        category="destination",
        words=tuple(DESTINATION_OF.values()),
        of="discharges",
    ),
    Quantity("deaths", "events", "Deaths of residents in a bed.", columns=("setting",)),
    Quantity(
        "emergency_admissions",
        "events",
        "Emergency admissions, zero-day stays included, by what the patient lived with.",
        category="lived with",
        words=HOMES,
        daily=(),
    ),
    Quantity(
        "emergency_admissions_by_age",
        "events",
        "The same admissions by age.",
        category="age band",
        words=AGE_BANDS,
        of="emergency_admissions",
    ),
    Quantity(
        "emergency_admissions_by_deprivation",
        "events",
        "The same admissions by deprivation.",
        category="deprivation fifth",
        words=FIFTHS,
        of="emergency_admissions",
    ),
    Quantity(
        "zero_day_admissions",
        "events",
        "Emergency admissions without a night in hospital, by what the patient lived with.",
        category="lived with",
        words=HOMES,
    ),
    Quantity("elective_admissions", "events", "Planned admissions for a bed, when they first ask for one."),
    Quantity("elective_postponements", "events", "Times a planned admission was put off for want of a bed."),
    Quantity(
        "readmissions",
        "events",
        "Emergency readmissions within 30 days of going home, and from reablement.",
        category="deprivation fifth",
        words=FIFTHS,
    ),
    Quantity(
        "task_requests", "events", "Tasks begun for delayed patients.", category="task", words=tuple(TASKS)
    ),
    Quantity(
        "tasks_completed", "events", "Tasks done for delayed patients.", category="task", words=tuple(TASKS)
    ),
    Quantity(
        "tasks_ended",
        "events",
        "Tasks done, or broken off when the patient died or fell ill.",
        category="task",
        words=tuple(TASKS),
    ),
    Quantity(
        "tasks_ended_by_length",
        "events",
        "The same tasks by the reason they stand for and the time they took, waiting included.",
        columns=("reason",),
        category="length",
        words=LENGTHS,
        of="tasks_ended",
    ),
    Quantity(
        "tasks_ended_days",
        "days",
        "The time these tasks took, added up.",
        category="task",
        words=tuple(TASKS),
    ),
    Quantity(
        "care_capacity_days",
        "unit-days",
        "Places, packages and staff of the whole council at each midnight.",
        category="resource",
        words=RESOURCES,
    ),
    Quantity(
        "care_occupied_days",
        "unit-days",
        "Of these, in use, held for somebody, or taken while a care home makes up its mind.",
        category="resource",
        words=RESOURCES,
        daily=("category",),
    ),
    Quantity(
        "placements",
        "events",
        "People who took up a care-home place, by where it is: expected from where places that serve them "
        "stand and from how many are usually placed away.",
        category="closeness",
        words=CLOSENESS,
    ),
    Quantity(
        "staff_days",
        "people-days",
        "Staff in post for the beds, places and packages that residents use at each midnight, by sector.",
        category="sector",
        words=SECTORS,
        daily=("category",),
    ),
    Quantity("staff_hours", "hours", "Hours that these staff work.", category="sector", words=SECTORS),
    Quantity(
        "care_entries",
        "events",
        "People who took up a package or a place.",
        category="kind of care",
        words=HELD,
    ),
    Quantity(
        "care_exits",
        "events",
        "People whose package or place ended: they died, moved, needed it no longer or lost it in hospital.",
        category="kind of care",
        words=HELD,
    ),
    Quantity(
        "reablement_ends",
        "events",
        "People who ended reablement, by where they went on living.",
        category="where after reablement",
        words=tuple(AFTER_REABLEMENT),
    ),
    Quantity(
        "admissions_prevented",
        "events",
        "Emergency admissions that a scheme prevented: people, each time.",
        category="deprivation fifth",
        words=FIFTHS,
    ),
    Quantity(
        "admissions_prevented_by_age",
        "events",
        "The same by age.",
        category="age band",
        words=AGE_BANDS,
        of="admissions_prevented",
    ),
    Quantity(
        "scheme_events",
        "events",
        "What schemes did: people, each time it happened to them.",
        category="event",
        words=SCHEME_EVENTS,
    ),
    Quantity(
        "scheme_events_by_scheme",
        "events",
        "The same events, each after the name of its scheme and a colon.",
        category="scheme and event",
        of="scheme_events",
    ),
    Quantity(
        "scheme_waiting_days",
        "people-days",
        "People at each midnight who applied to a scheme and are not served yet.",
        category="scheme",
    ),
    Quantity(
        "scheme_grant_unspent_days",
        "pound-days",
        "Pounds of schemes' budgets at each midnight that are not spent.",
        category="scheme",
    ),
    Quantity("scheme_grant_spent", "pounds", "Pounds of schemes' budgets spent.", category="scheme"),
    Quantity(
        "scheme_capacity_days",
        "days of a unit",
        "Units of what schemes bring (visits a day, packages, staff) at each midnight, by area.",
        category="resource",
    ),
    Quantity("scheme_in_use_days", "days of a unit", "Of these, in use.", category="resource"),
    Quantity(
        "scheme_in_use_days_by_scheme",
        "days of a unit",
        "The same units in use, each after the name of its scheme and a colon.",
        category="scheme and resource",
        of="scheme_in_use_days",
    ),
    Quantity(
        "beds_available_days",
        "unit-days",
        "Published beds available overnight at each midnight; for the share of the provider that was run.",
        level="provider",
        columns=("setting",),
    ),
    Quantity(
        "beds_usable_days",
        "unit-days",
        "Of these, beds that patients can be put in.",
        level="provider",
        columns=("setting",),
        daily=("setting",),
    ),
    Quantity(
        "beds_occupied_days",
        "unit-days",
        "Beds occupied at each midnight, by whomever.",
        level="provider",
        columns=("setting",),
        daily=("setting",),
    ),
    Quantity(
        "bed_waits",
        "people",
        "Emergency patients who got a bed, by their wait from the decision to admit.",
        level="provider",
        columns=("setting",),
        category="length",
        words=LENGTHS,
    ),
    Quantity("bed_waits_days", "days", "These waits, added up.", level="provider", columns=("setting",)),
    Quantity(
        "queue_days",
        "people-days",
        "People who wait for a bed at each midnight, emergency and planned.",
        level="provider",
        columns=("setting",),
        daily=("setting",),
    ),
)

QUANTITIES: Mapping[str, Quantity] = {quantity.name: quantity for quantity in _ALL}
