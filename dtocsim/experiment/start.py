"""What a run from a stated situation began with where nothing was stated."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from dtocsim.scenario.initial_state import AreaState, InitialState

_FROM, _TO = 14, 28
"""Days of the run, from and before, by which a start has worn off; twice a week long."""
_LEAST_SHIFT = 0.05


def start_notes(daily: pd.DataFrame, initial: InitialState, area: str) -> tuple[str, ...]:
    """Notes for people about a start that is not wholly stated.

    Where nothing is stated as many people wait as flow times mean time has it for the whole year, at the
    usual free shares of care: more than in spring, when queues are short. They settle within a fortnight.

    Args:
        daily: daily table of a result.
        initial: the stated situation.
        area: full name of the area of the run.
    """
    if not initial.areas or _is_whole(initial.areas.get(area)):
        return ()
    delayed = daily[daily["measure"] == "delayed_days"]
    by_day = delayed.groupby("date", observed=True)["value"].sum() / max(1, daily["replication"].nunique())
    if len(by_day) < _TO:
        return ()
    first, later = float(by_day.iloc[0]), float(by_day.iloc[_FROM:_TO].mean())
    if abs(first - later) < _LEAST_SHIFT * later:
        return ()
    return (
        f"{first:,.0f} people are delayed at the first midnight, {later:,.0f} on an average day of the third "
        "and fourth week: where nothing is stated, as many wait as flow times mean time has it for the year, "
        "and the first fortnight wears that off; state every setting, or compare runs from the same start",
    )


def _is_whole(stated: AreaState | None) -> bool:
    """Whether people in all settings are stated."""
    if stated is None:
        return False
    said = stated.delayed.model_fields_set
    acute = "acute" in said or bool(stated.no_longer_meeting_criteria.model_fields_set)
    return acute and {"community", "mental_health"} <= said
