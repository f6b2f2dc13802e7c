"""Measures of delayed transfers, of patients who are fit, and of the tasks they wait for."""

from collections.abc import Iterator

from dtocsim.care.measures.kinds import DAYS_A_YEAR, Measure, Total, total
from dtocsim.care.quantities import LENGTHS
from dtocsim.care.words import FIFTHS, ORGANISATIONS, PATHWAYS, REASON_NAMES, TASKS

DELAYED, TODAY, TASK = "Delayed transfers", "In today's terms", "Tasks of delayed patients"
NON_ACUTE = ("community", "mental health")
OVER_7_DAYS, OVER_28_DAYS = LENGTHS[7:], LENGTHS[9:]
OVER_65, OVER_85 = ("65-74", "75-84", "85+"), ("85+",)


def delays() -> Iterator[Measure]:
    """Yield the measures of declared delays."""
    yield _beds("dtoc_beds", "DTOC beds", "Mean number of declared delayed transfers at midnight.")
    yield _beds("dtoc_beds_acute", "  in acute beds", "Of these, in acute beds.", setting="acute")
    yield _beds(
        "dtoc_beds_non_acute",
        "  in non-acute beds",
        "Of these, in community and mental-health beds.",
        setting=NON_ACUTE,
    )
    for organisation in ORGANISATIONS:
        name = organisation.lower().replace(" ", "_")
        yield _beds(
            f"dtoc_beds_{name}",
            f"  {organisation} responsible",
            f"Of these, {'the NHS' if organisation == 'NHS' else organisation} is responsible."
            if organisation != "both"
            else "Of these, both are responsible.",
            organisation=organisation,
        )
    for code, words in REASON_NAMES.items():
        yield _beds(
            f"dtoc_beds_{code.lower()}",
            f"  {code} {words}",
            f"Of these, delayed for reason {code}: {words}.",
            headline=False,
            reason=code,
        )
    yield from _fifths()
    yield from _lengths()
    yield from _people()


def _beds(
    name: str, label: str, definition: str, headline: bool = True, **where: str | tuple[str, ...]
) -> Measure:
    cells = total("delayed_days", **where)
    return Measure(name, label, "beds a day", definition, DELAYED, cells, headline=headline)


def _fifths() -> Iterator[Measure]:
    for fifth in FIFTHS:
        yield Measure(
            f"dtoc_beds_fifth_{fifth}",
            f"  deprivation fifth {fifth}",
            "beds a day",
            f"Of these, living in small areas of deprivation fifth {fifth}; 1 is the most deprived.",
            DELAYED,
            total("delayed_days_by_deprivation", category=fifth),
        )


def _lengths() -> Iterator[Measure]:
    ended = total("delays_ended")
    yield Measure(
        "delays_ended",
        "Delays that ended",
        "a year",
        "Declared delays that ended: the patient left, became unfit again or died.",
        DELAYED,
        ended,
        scale=DAYS_A_YEAR,
    )
    yield Measure(
        "dtoc_mean_length_days",
        "Mean length of a delay",
        "days",
        "Mean time from declared to leaving, becoming unfit again or dying, of the delays that ended.",
        DELAYED,
        total("delays_ended_days"),
        per=ended,
        decimals=1,
    )
    for days, bins in ((7, OVER_7_DAYS), (28, OVER_28_DAYS)):
        yield Measure(
            f"dtoc_over_{days}_days_percent",
            f"  over {days} days",
            "%",
            f"Share of the delays that ended that lasted {days} days or more.",
            DELAYED,
            total("delays_ended", category=bins),
            per=ended,
            scale=100,
            decimals=1,
        )


def _people() -> Iterator[Measure]:
    for name, label, words, quantity, bands in (
        ("65_plus", "65 and over", "aged 65 or over", "delayed_days_by_age", OVER_65),
        ("85_plus", "85 and over", "aged 85 or over", "delayed_days_by_age", OVER_85),
        (
            "most_deprived", "most deprived fifth", "living in the most deprived fifth of small areas",
            "delayed_days_by_deprivation", ("1",),
        ),
    ):  # fmt: skip
        yield Measure(
            f"dtoc_{name}_percent",
            f"Delayed: {label}",
            "%",
            f"Share of delayed days of patients {words}.",
            DELAYED,
            total(quantity, category=bands),
            per=total(quantity),
            scale=100,
            decimals=1,
        )


def fitness() -> Iterator[Measure]:
    """Yield the measures of patients who no longer need their bed, declared delayed or not."""
    ga = ("acute", "community")
    yield Measure(
        "medically_fit_beds",
        "Medically fit in general and acute beds",
        "beds a day",
        "Mean number at midnight of patients fit to leave, declared delayed or not.",
        TODAY,
        total("medically_fit_days", setting=ga),
        headline=True,
    )
    remaining, leaving = total("medically_fit_days", setting="acute"), total("discharges", setting="acute")
    yield _a_day(
        "criteria_no_longer_met",
        "No longer meeting the criteria to reside",
        "Patients in acute beds who no longer meet the criteria to reside on a day: those who leave on it "
        "and those who remain at its end.",
        Total(("medically_fit_days", "discharges"), {"setting": ("acute",)}),
    )
    yield _a_day(
        "criteria_discharged", "  discharged on the day", "Of these, those who leave on the day.", leaving
    )
    yield _a_day(
        "criteria_remaining",
        "  remaining in hospital",
        "Of these, those still in hospital at midnight.",
        remaining,
    )
    for pathway in PATHWAYS:
        yield _a_day(
            f"criteria_remaining_pathway_{pathway}",
            f"  remaining, pathway {pathway}",
            f"Of those remaining, bound for pathway {pathway}.",
            total("medically_fit_days", setting="acute", category=pathway),
        )
    yield Measure(
        "fit_over_1_day_percent",
        "Left a day or more after being fit",
        "%",
        "Share of the times spent fit in an acute bed that lasted 24 hours or more.",
        TODAY,
        total("medically_fit_ended", setting="acute", category=LENGTHS[4:]),
        per=total("medically_fit_ended", setting="acute"),
        scale=100,
        decimals=1,
    )
    yield Measure(
        "fit_mean_days",
        "Mean time from fit to leaving",
        "days",
        "Mean length of the times spent fit in an acute bed.",
        TODAY,
        total("medically_fit_ended_days", setting="acute"),
        per=total("medically_fit_ended", setting="acute"),
        decimals=2,
    )


def _a_day(name: str, label: str, definition: str, cells: Total) -> Measure:
    return Measure(name, label, "people a day", definition, TODAY, cells)


def tasks() -> Iterator[Measure]:
    """Yield how many tasks there are and what they take, together and each."""
    for name, label, definition, quantity in (
        ("tasks_begun", "Tasks begun", "Tasks begun for delayed patients.", "task_requests"),
        ("tasks_done", "Tasks done", "Tasks done for delayed patients.", "tasks_completed"),
    ):
        yield Measure(name, label, "a year", definition, TASK, total(quantity), scale=DAYS_A_YEAR)
    yield Measure(
        "task_mean_days",
        "Mean time of a task",
        "days",
        "Mean time from the start of a task to its end, waiting included.",
        TASK,
        total("tasks_ended_days"),
        per=total("tasks_ended"),
        decimals=1,
    )
    for task, code in TASKS.items():
        yield Measure(
            f"task_days_{task.replace(' ', '_')}",
            f"  {code} {task}",
            "days",
            f"Mean time of the task {task} from its start to its end, waiting included.",
            TASK,
            total("tasks_ended_days", category=task),
            per=total("tasks_ended", category=task),
            decimals=1,
        )
