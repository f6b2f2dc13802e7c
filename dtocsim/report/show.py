"""A stored result in the terminal: its measures by subject, or some of them told apart."""

from __future__ import annotations

from math import isnan
from textwrap import fill
from typing import TYPE_CHECKING

from dtocsim import care
from dtocsim.report.breakdown import breakdown_text, grid
from dtocsim.report.numbers import NOTHING, count, day, interval, number, percent

if TYPE_CHECKING:
    from dtocsim.experiment import Breakdown, MeasureSummary, Result


def title(result: Result, area: str | None = None) -> str:
    """What a result is about, in a line."""
    about = result.manifest
    return (
        f"{area or about.area}, {count(about.days, 'day')} from {day(result.scenario.run.first_day)}; "
        f"{about.scenario}; {count(about.replications, 'replication')}"
    )


def measures_by_group(result: Result, width: int = 80) -> str:
    """Every measure with its interval and the published figure, under the heading of its subject.

    Args:
        result: What `run` or `read_result` returned.
        width: Columns of the terminal.

    Returns:
        Plain text without a line break at the end.
    """
    notes = dict.fromkeys(measure.published_note for measure in result.measures if measure.published_note)
    numbers = {note: position for position, note in enumerate(notes, start=1)}
    groups: dict[str, list[MeasureSummary]] = {}
    for measure in result.measures:
        groups.setdefault(measure.group, []).append(measure)
    parts = [fill(title(result), width)]
    parts += [_group(name, measures, numbers, width) for name, measures in groups.items()]
    parts += [fill(note, width) for note in (hospitals_note(result), unknown_note(result)) if note]
    if numbers:
        parts.append("\n".join(fill(f"[{mark}] {note}", width) for note, mark in numbers.items()))
    return "\n\n".join(parts)


def unknown_note(result: Result, headlines: bool = False) -> str:
    """Why some measures of a district, or some headlines, are not known; nothing where that is not so."""
    shown = [measure for measure in result.measures if measure.headline or not headlines]
    if result.manifest.kind != "district" or not any(isnan(measure.mean) for measure in shown):
        return ""
    return (
        f"{NOTHING}: not known for {result.manifest.area}: places, packages of care and teams are its "
        "council's and serve all its districts. Run the council to see them."
    )


def hospitals_note(result: Result) -> str:
    """Whose beds are meant where the part simulated has no hospitals of its own; nothing where it has."""
    of_hospitals = any(
        care.measures.MEASURES[measure.name].level == "provider" for measure in result.measures
    )
    if result.manifest.kind not in ("council", "district") or not of_hospitals:
        return ""
    systems = " and ".join(sorted({f"{name} system" for name in result.monthly["system"] if name}))
    return (
        f"Occupancy and waits for a bed are those of all hospitals of the {systems}, wherever their patients "
        f"live; all else is of {result.manifest.area}."
    )


def _group(name: str, measures: list[MeasureSummary], notes: dict[str, int], width: int) -> str:
    heads = [name, "mean", f"{percent(measures[0].level)} interval", "8 years in 10", "published", "unit"]
    shown = [0, 1]
    shown += [2] if any(measure.low is not None for measure in measures) else []
    shown += [3] if any(measure.year_low is not None for measure in measures) and width >= 100 else []
    shown += [4] if any(measure.published is not None for measure in measures) else []
    shown += [5]
    rows = [measure_row(measure, notes) for measure in measures]
    return grid(
        [heads[column] for column in shown], [[row[column] for column in shown] for row in rows], width
    )


def measure_row(measure: MeasureSummary, notes: dict[str, int]) -> list[str]:
    """Label, mean, interval, range of single years, published figure with its note, unit."""
    mark = f" [{notes[measure.published_note]}]" if measure.published_note else "    " if notes else ""
    return [
        measure.label,
        number(measure.mean, measure.decimals),
        interval(measure.low, measure.high, measure.decimals),
        interval(measure.year_low, measure.year_high, measure.decimals),
        number(measure.published, measure.decimals) + mark if measure.published is not None else "",
        measure.unit,
    ]


def breakdown_page(result: Result, breakdown: Breakdown, area: str | None = None, width: int = 80) -> str:
    """A breakdown under the title of its result, with the definitions of what it shows."""
    definitions = [fill(f"{measure.title}: {measure.definition}", width) for measure in breakdown.measures]
    table = breakdown_text(breakdown, result.measures[0].level, width)
    return "\n\n".join([fill(title(result, area), width), table, "\n".join(definitions)])
