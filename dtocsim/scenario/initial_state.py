"""The situation at the start of a run, as the figures of today say it: who is in bed, who waits for what."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from .kinds import contradiction
from .waiting import ByReason, ByReasonToday, Count, Stated


class Delayed(Stated):
    """People whose transfer is delayed, by the setting of the bed they are in."""

    acute: ByReason = Field(default_factory=ByReason)
    """In acute beds."""
    community: ByReason = Field(default_factory=ByReason)
    """In community beds."""
    mental_health: ByReason = Field(default_factory=ByReason)
    """In mental-health beds."""


class AreaState(Stated):
    """The situation of the residents of one area."""

    occupied_beds: Count | None = None
    """Acute beds its residents are in, those who wait included; without it as many as expected."""
    waiting_for_a_bed: Count = 0
    """Emergency patients for whom a bed is needed and none is free."""
    delayed: Delayed = Field(default_factory=Delayed)
    """People whose transfer is delayed, by the reasons A to O of the return of 2010 to 2020."""
    no_longer_meeting_criteria: ByReasonToday = Field(default_factory=ByReasonToday)
    """People in acute beds who no longer meet the criteria to reside, by the reasons of today's return."""

    @model_validator(mode="after")
    def _one_return(self) -> Self:
        both = self.delayed.acute != ByReason(), self.no_longer_meeting_criteria != ByReasonToday()
        if all(both):
            found = "people in acute beds under delayed and under no_longer_meeting_criteria"
            raise contradiction(found, "expected those of one return")
        return self


class InitialState(Stated):
    """The situation at the start, in the areas for which it is known; elsewhere it is as expected."""

    areas: dict[str, AreaState] = Field(default_factory=dict)
    """The situation by area: a council or a system, by name or code. A hospital's patients are those of the
    areas they live in; a trust cannot be named."""
    over_20_days_mean_days: Annotated[float, Field(ge=21, le=365)]
    """Mean days that people who have waited 21 days or more have waited so far."""
