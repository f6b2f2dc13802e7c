"""A run from a stated situation: what was stated beside what is simulated, at the start and later."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from dtocsim.report.breakdown import grid
from dtocsim.report.numbers import number
from dtocsim.report.reasons import REASONS

if TYPE_CHECKING:
    from pandas import DataFrame

    from dtocsim.experiment import Result
    from dtocsim.scenario.initial_state import AreaState

_LOOKS = (0, 7, 28)
"""Days after the start, besides the last, at whose midnight people are counted."""


def start_text(result: Result, width: int = 100) -> str:
    """People stated at the start and people simulated, mean over replications, a row a setting and reason.

    Args:
        result: what `run` or `read_result` returned.
        width: columns of the terminal.

    Returns:
        A table; a line where the run is about another area than was stated; nothing where nothing is stated.
    """
    stated = result.scenario.initial_state.areas
    if not stated:
        return ""
    area = result.manifest.area
    if area not in stated:
        return (
            f"The start was stated of {', '.join(stated)}; run that area to see it beside what is simulated."
        )
    rows = list(_rows(result, stated[area]))
    if not rows:
        return ""
    later = [f"day {day}" if day else "simulated at the start" for day in _days(result)]
    heads = ["in bed though fit to leave", "stated", *later]
    return grid(heads, rows, width)


def _days(result: Result) -> list[int]:
    last = result.manifest.days - 1
    return [*(day for day in _LOOKS if day < last), last]


def _rows(result: Result, state: AreaState) -> Iterator[list[str]]:
    daily = result.daily
    if state.no_longer_meeting_criteria.model_fields_set:
        today = state.no_longer_meeting_criteria
        people = sum(getattr(today, name).people for name in type(today).model_fields)
        fit = daily[(daily["measure"] == "medically_fit_days") & (daily["setting"] == "acute")]
        yield ["no longer meeting the criteria to reside", number(people), *_found(result, fit)]
    for setting in ("acute", "community", "mental health"):
        name = setting.replace(" ", "_")
        if name not in state.delayed.model_fields_set:
            continue
        delayed = daily[(daily["measure"] == "delayed_days") & (daily["setting"] == setting)]
        told = getattr(state.delayed, name)
        by_reason = {reason.code: getattr(told, reason.code).people for reason in REASONS}
        yield [f"delayed, {setting} beds", number(sum(by_reason.values())), *_found(result, delayed)]
        for reason in REASONS:
            found = _found(result, delayed[delayed["reason"] == reason.code])
            if by_reason[reason.code] or set(found) != {"0"}:
                yield [f"  {reason.code:<4}{reason.label}", number(by_reason[reason.code]), *found]


def _found(result: Result, rows: DataFrame) -> list[str]:
    """People at the midnights that are looked at."""
    by_date = rows.groupby("date", observed=True)["value"].sum() / result.manifest.replications
    dates = [np.datetime64(result.scenario.run.first_day, "D") + day for day in _days(result)]
    return [number(people) for people in by_date.reindex(dates, fill_value=0.0)]
