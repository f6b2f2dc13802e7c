"""The tasks between a declared delay and leaving: assessment, public funding, finding a placement."""

from typing import Self

from pydantic import model_validator

from .kinds import (
    ByFunder,
    Closed,
    Days,
    Elasticity,
    HourOfDay,
    Hours,
    LoadShare,
    LocalDated,
    Ratio,
    Share,
    ShareAboveZero,
    SpreadDays,
    SpreadHours,
    contradiction,
)


class OfficeHours(Closed):
    """When social workers and discharge teams work; on weekends and bank holidays they do less."""

    opens_hour: HourOfDay
    """Hour of the day at which they begin, 0 to 24."""
    closes_hour: HourOfDay
    """Hour of the day at which they end, later than the first, to 24; lengths in days hold for the hours of
    the base scenario, so that longer hours make work quicker."""
    weekend_share: LocalDated[Share]
    """Work done on a Saturday or Sunday, relative to a weekday, 0 to 1."""
    holiday_share: Share
    """Work done on a bank holiday, relative to a weekday, 0 to 1."""

    @model_validator(mode="after")
    def _open(self) -> Self:
        if self.closes_hour <= self.opens_hour:
            found = f"closes_hour {self.closes_hour:g} is not after opens_hour {self.opens_hour:g}"
            raise contradiction(found, "expected a later hour")
        return self


class Assessment(Closed):
    """Completion of assessment (reason A)."""

    team_load_share: LocalDated[LoadShare]
    """Share of the teams' working time that assessments take up at the start, above 0, below 1."""
    done_before_fit_share: LocalDated[Share]
    """Share of people whose assessment is complete when they are declared fit to leave, 0 to 1."""
    mean_hours: LocalDated[Hours]
    """Mean working time of an assessment, hours."""
    sd_hours: LocalDated[SpreadHours]
    """Standard deviation of the working time of an assessment, hours."""
    repeated_share: LocalDated[Share]
    """Share of assessments that have to be done again, 0 to 1."""
    planned_early_share: LocalDated[Share]
    """Of people assessed before they are fit, the share for whom funding, disputes and choices are begun
    before too, 0 to 1; 0 is nobody."""
    planning_lead_days: LocalDated[SpreadDays]
    """Calendar days before fitness at which these are begun for them, 0 or more."""


class FundingNeeded(Closed):
    """How often a decision about public funding is needed, by pathway."""

    home_care: LocalDated[Share]
    """Of people who need a package of care at home, 0 to 1."""
    residential: LocalDated[Share]
    """Of people who need a residential place, 0 to 1."""
    nursing: LocalDated[Share]
    """Of people who need a nursing place, 0 to 1."""


class Funding(Closed):
    """Decisions about public funding (reason B)."""

    needed_share: FundingNeeded
    """Share of people whose public funding must be decided, by pathway."""
    mean_days: LocalDated[Days]
    """Mean calendar days until the decision."""
    sd_days: LocalDated[SpreadDays]
    """Standard deviation of the days until the decision."""
    beside_search_share: LocalDated[Share]
    """Share of decisions made while disputes, choice and the search go on, 0 to 1; the others come first."""
    non_acute_ratio: LocalDated[Ratio]
    """How often a decision is needed in community and mental-health beds, relative to acute ones, 0 to 20."""


class Placement(Closed):
    """Finding a care-home place (reasons Di and Dii), choice (G) and disputes (H)."""

    residential_search_mean_days: LocalDated[Days]
    """Mean days to find a residential place when the share of free places is the reference."""
    nursing_search_mean_days: LocalDated[Days]
    """Mean days to find a nursing place when the share of free places is the reference."""
    reference_free_share: LocalDated[LoadShare]
    """Share of places free at which the mean search days hold, above 0, below 1."""
    elasticity: LocalDated[Elasticity]
    """Search speeds up with (free share / reference free share) to this power, 0 to 10; 0 is no effect."""
    home_assesses_mean_days: LocalDated[Days]
    """Mean days for a care home to assess a person it was offered."""
    home_accepts_share: LocalDated[ShareAboveZero]
    """Share of people assessed whom the care home accepts, above 0 to 1; the others search again."""
    choice_share: ByFunder[LocalDated[Share]]
    """Share of people who, or whose family, refuse what is offered, by funder, 0 to 1."""
    choice_mean_days: LocalDated[Days]
    """Mean days until choice is settled."""
    choice_sd_days: LocalDated[SpreadDays]
    """Standard deviation of the days until choice is settled."""
    dispute_share: LocalDated[Share]
    """Share of placements and packages of care that are disputed, 0 to 1."""
    dispute_mean_days: LocalDated[Days]
    """Mean days until a dispute is settled."""
    dispute_non_acute_ratio: LocalDated[Ratio]
    """How often there is a dispute in community and mental-health beds, relative to acute ones, 0 to 20."""
    choice_non_acute_ratio: LocalDated[Ratio]
    """How often people refuse in community and mental-health beds, relative to acute ones, 0 to 20."""
