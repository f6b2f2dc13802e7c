"""What is counted for the residents of a place: censuses of who is where, and counts of what happens."""

from collections.abc import Mapping
from dataclasses import dataclass

from dtocsim.care.words import REASONS, SETTINGS, TASKS
from dtocsim.flow import Census, Counter, Network
from dtocsim.flow.lookup import Attribute

LONG_STAY_DAYS = (0.0, 7.0, 21.0)
"""Thresholds of the long-stay census (NHS England, daily situation reports)."""


@dataclass(frozen=True)
class PlaceRecords:
    """What is counted for the residents of one place; what depends on the kind of bed, by setting.

    Attributes:
        in_bed: patients in a bed by age band and time in it.
        fit: patients who no longer need the bed, by what they need next.
        delayed: declared delayed transfers by reason (marks), funder and, in acute beds, hospital.
        delayed_people: the same people by age band and deprivation fifth.
        tasks: people for whom a task is under way, by task.
        requests, completed: tasks begun and tasks done, by task.
        admitted: people who took up a bed.
        deaths: deaths in a bed.
        discharges: people who left a bed alive, by what they needed.
        emergencies: emergency admissions by what somebody lives with, age band and deprivation fifth.
        zero_day: emergency admissions without a night, by what somebody lives with.
        electives: planned admissions for a bed.
        postponed: planned admissions put off because there was no bed.
        readmissions: emergency readmissions from home and reablement by deprivation fifth.
        entered_care, left_care: packages and places taken up, and ended or given up, by kind.
        entered_reablement: people who began reablement.
        left_reablement: people who ended it, by the chapter they go on to; `reablement` is home without care.
    """

    in_bed: Mapping[str, Census]
    fit: Mapping[str, Census]
    delayed: Mapping[str, Census]
    delayed_people: Mapping[str, Census]
    tasks: Mapping[str, Census]
    requests: Mapping[str, Counter]
    completed: Mapping[str, Counter]
    admitted: Mapping[str, Counter]
    deaths: Mapping[str, Counter]
    discharges: Mapping[str, Counter]
    emergencies: Counter
    zero_day: Counter
    electives: Counter
    postponed: Counter
    readmissions: Counter
    entered_care: Counter
    left_care: Counter
    entered_reablement: Counter
    left_reablement: Counter


@dataclass(frozen=True)
class CountedBy:
    """The attributes of people that records tell apart."""

    age: Attribute
    deprivation: Attribute
    funder: Attribute
    home: Attribute
    need: Attribute
    chapter: Attribute
    hospital: Attribute


def place_records(network: Network, name: str, by: CountedBy) -> PlaceRecords:
    """Declare the records of a place."""
    census, counter = network.census, network.counter
    return PlaceRecords(
        in_bed={
            setting: census(f"in a bed, {setting}, {name}", by.age, at_least_days=LONG_STAY_DAYS)
            for setting in SETTINGS
        },
        fit={setting: census(f"medically fit, {setting}, {name}", by.need) for setting in SETTINGS},
        delayed={
            setting: census(
                f"delayed, {setting}, {name}",
                *((by.funder, by.hospital) if setting == "acute" else (by.funder,)),
                marks=REASONS,
            )
            for setting in SETTINGS
        },
        delayed_people={
            setting: census(f"delayed people, {setting}, {name}", by.age, by.deprivation)
            for setting in SETTINGS
        },
        tasks={task: census(f"task, {task}, {name}") for task in TASKS},
        requests={task: counter(f"requests, {task}, {name}") for task in TASKS},
        completed={task: counter(f"completed, {task}, {name}") for task in TASKS},
        admitted={setting: counter(f"beds taken up, {setting}, {name}") for setting in SETTINGS},
        deaths={setting: counter(f"deaths, {setting}, {name}") for setting in SETTINGS},
        discharges={setting: counter(f"discharges, {setting}, {name}", by.need) for setting in SETTINGS},
        emergencies=counter(f"emergency admissions {name}", by.home, by.age, by.deprivation),
        zero_day=counter(f"zero-day admissions {name}", by.home),
        electives=counter(f"elective admissions {name}"),
        postponed=counter(f"elective admissions postponed {name}"),
        readmissions=counter(f"readmissions {name}", by.deprivation),
        entered_care=counter(f"care taken up {name}", by.home),
        left_care=counter(f"care ended {name}", by.home),
        entered_reablement=counter(f"reablement begun {name}"),
        left_reablement=counter(f"reablement ended {name}", by.chapter),
    )
