"""The result in a planner's words: the answer, a table of measures, bed days by reason, money by payer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import fill
from typing import TYPE_CHECKING

from dtocsim.report.grid_text import table
from dtocsim.report.money import costs_text
from dtocsim.report.numbers import count, day, interval, number, percent, written
from dtocsim.report.reasons import REASONS
from dtocsim.report.show import hospitals_note, unknown_note
from dtocsim.report.start import start_text
from dtocsim.scenario.scheme_words import in_words
from dtocsim.scenario.varying import flat

if TYPE_CHECKING:
    from dtocsim.experiment import MeasureSummary, Result

_WIDTH = 100
_MOST_NOTES = 6


def summary_text(result: Result) -> str:
    """The answer in a paragraph, then every measure with its interval, then delayed days by reason.

    Args:
        result: What `run` or `read_result` returned.

    Returns:
        Plain text, lines of about 100 characters, without a line break at the end.
    """
    measures = measures_text([measure for measure in result.measures if measure.headline])
    parts = [_answer(result), *_notes(result), _about(result), start_text(result, _WIDTH)]
    parts += [measures, _reasons(result), costs_text(result)]
    return "\n\n".join(part for part in parts if part)


def _answer(result: Result) -> str:
    about = result.manifest
    beds = result.measure("dtoc_beds")
    opening = (
        f"{about.area}, {count(about.days, 'day')} from {day(result.scenario.run.first_day)}: on an average "
        f"day {number(beds.mean, beds.decimals)} beds are taken up by patients whose transfer is delayed"
    )
    return fill(f"{opening} ({_certainty(beds)}).{_beside_published(beds)}{_main_reason(result)}", _WIDTH)


def _about(result: Result) -> str:
    """Which scenario this is, what it asks, and where it differs from its base."""
    scenario = result.scenario
    text = f"Scenario: {scenario.name}. {scenario.question}".strip()
    now = flat(scenario.content())
    changes = [
        f"{key} {written(now[key])} (base {written(value)})" for key, value in flat(scenario.baseline).items()
    ]
    if changes:
        text += f" It differs from its base in {', '.join(changes)}."
    if schemes := [
        f"{name.replace('_', ' ')} ({scheme.kind.replace('_', ' ')}) {in_words(scheme)}"
        for name, scheme in scenario.schemes.items()
        if scheme.enabled
    ]:
        text += f" Schemes: {'; '.join(schemes)}."
    return fill(text, _WIDTH, break_on_hyphens=False)


def _certainty(measure: MeasureSummary) -> str:
    if measure.low is None:
        return "one replication, so no interval"
    return (
        f"{percent(measure.level)} interval {interval(measure.low, measure.high, measure.decimals)}; "
        f"{count(measure.replications, 'replication')}"
    )


def _beside_published(measure: MeasureSummary) -> str:
    if measure.published is None:
        return ""
    return f" The published figure is {number(measure.published, measure.decimals)}."


def _main_reason(result: Result) -> str:
    days = _days_by_reason(result)
    total = sum(days.values())
    if total == 0:
        return ""
    reason = max(REASONS, key=lambda reason: days[reason.code])
    share = percent(days[reason.code] / total)
    return f" The most frequent reason is {reason.code}, {reason.label}: {share} of delayed days."


def _notes(result: Result) -> list[str]:
    notes = result.manifest.notes
    lines = [f"Note: {note}" for note in notes[:_MOST_NOTES]]
    if len(notes) > _MOST_NOTES:
        lines.append(f"Note: and {len(notes) - _MOST_NOTES} more (manifest.json)")
    lines += [
        f"Note: {note}" for note in (hospitals_note(result), unknown_note(result, headlines=True)) if note
    ]
    return ["\n".join(lines)]


def measures_text(measures: Sequence[MeasureSummary]) -> str:
    """Measures with their intervals and the published figures, and below what to know of these.

    Args:
        measures: At least one; columns that none of them fills are left out.

    Returns:
        Plain text without a line break at the end.
    """
    notes = {note: number for number, note in enumerate(_published_notes(measures), start=1)}
    header = [
        "measure",
        "mean",
        f"{percent(measures[0].level)} interval",
        "8 years in 10",
        "published",
        "unit",
    ]
    rows = [
        [
            measure.label,
            number(measure.mean, measure.decimals),
            interval(measure.low, measure.high, measure.decimals),
            interval(measure.year_low, measure.year_high, measure.decimals),
            number(measure.published, measure.decimals) + _mark(measure, notes),
            measure.unit,
        ]
        for measure in measures
    ]
    columns = [0, 1]
    columns += [2] if any(measure.low is not None for measure in measures) else []
    columns += [3] if any(measure.year_low is not None for measure in measures) else []
    columns += [4] if any(measure.published is not None for measure in measures) else []
    columns += [5]
    text = table([[row[column] for column in columns] for row in [header, *rows]], left=(0, len(columns) - 1))
    return "\n".join([text, *(f"[{number}] {note}" for note, number in notes.items())])


def _published_notes(measures: Sequence[MeasureSummary]) -> list[str]:
    return list(dict.fromkeys(measure.published_note for measure in measures if measure.published_note))


def _mark(measure: MeasureSummary, notes: Mapping[str, int]) -> str:
    """The number of a note, as wide as no note where there are any."""
    if not notes:
        return ""
    return f" [{notes[measure.published_note]}]" if measure.published_note else "    "


def _reasons(result: Result) -> str:
    days = _days_by_reason(result)
    total = sum(days.values())
    if total == 0:
        return ""
    header = ["delayed days by reason", "days", "beds a day", "share"]
    rows = [
        [
            f"{reason.code:<4}{reason.label}",
            number(days[reason.code]),
            number(days[reason.code] / result.manifest.days, 1),
            percent(days[reason.code] / total, 1),
        ]
        for reason in REASONS
    ]
    published = _published_shares(result)
    if published is not None:
        header.append("published share")
        rows = [[*row, percent(published[reason.code], 1)] for row, reason in zip(rows, REASONS, strict=True)]
    return table([header, *rows], left=(0,))


def _days_by_reason(result: Result) -> dict[str, float]:
    rows = result.monthly[result.monthly["measure"] == "delayed_days"]
    days = rows.groupby("reason", observed=True)["value"].sum() / result.manifest.replications
    return {reason.code: float(days.get(reason.code, 0.0)) for reason in REASONS}


def _published_shares(result: Result) -> dict[str, float] | None:
    beds = {reason.code: result.measure(f"dtoc_beds_{reason.code.lower()}").published for reason in REASONS}
    known = {code: value for code, value in beds.items() if value is not None}
    if len(known) < len(beds):
        return None
    return {code: value / sum(known.values()) for code, value in known.items()}
