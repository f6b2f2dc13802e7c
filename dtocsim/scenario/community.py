"""Care outside hospital: care homes, home care, reablement, equipment, housing, and what comes after."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from .kinds import (
    AgeShares,
    Amount,
    ByFifth,
    Closed,
    Dated,
    Days,
    Elasticity,
    LoadShare,
    Local,
    LocalDated,
    Rate,
    Ratio,
    Share,
    ShareBelowOne,
    SpreadDays,
    contradiction,
    sums_to_at_most_one,
)


class CareHomes(Closed):
    """Residential and nursing places for older people."""

    places_total: Dated[Annotated[float, Field(gt=0, le=10_000_000)]]
    """Places in England; the register of each council is scaled so that all sum to this."""
    occupancy: Local[LoadShare]
    """Share of places occupied at the start, above 0, below 1."""
    age_share: AgeShares
    """Shares of the age bands among residents; they sum to 1."""
    stay_mean_days: LocalDated[Days]
    """Mean days from moving in to death or moving away."""
    stay_median_days: LocalDated[Days]
    """Median days from moving in to death or moving away, below the mean."""
    emergency_admissions_per_resident_year: Local[Rate]
    """Emergency admissions a resident has in a year, readmissions included, 0 to 50."""
    most_from_hospital_share: Local[Share]
    """Of the places that fall free in a council at most this share goes to people from hospital, 0 to 1."""
    residential_share_from_home: LocalDated[Share]
    """Share of people moving to a care home from home who need a residential, not a nursing place, 0 to 1."""
    place_held_days: LocalDated[Days]
    """Days a place is held for a resident in hospital before it is given up."""
    placed_in_system_share: Local[Share]
    """Share of people who are placed with another council of their system, 0 to 1; told and not simulated."""
    placed_elsewhere_share: Local[Share]
    """Share of people who are placed outside their system, 0 to 1; with the other 1 at most."""

    @model_validator(mode="after")
    def _skewed(self) -> Self:
        if (away := self.placed_in_system_share + self.placed_elsewhere_share) > 1:
            raise contradiction(f"shares placed away that sum to {away:g}", "expected 1 or less")
        if self.stay_median_days >= self.stay_mean_days:
            found = f"stay_median_days {self.stay_median_days:g} is not below stay_mean_days"
            raise contradiction(found, f"expected a median below {self.stay_mean_days:g}")
        return self


class HomeCare(Closed):
    """Packages of care at home for older people (reason E)."""

    clients: Amount
    """People in England with a package of care at the start."""
    age_share: AgeShares
    """Shares of the age bands among clients; they sum to 1."""
    capacity_share_used: LocalDated[LoadShare]
    """Share of home care hours in use at the start, above 0, below 1."""
    search_mean_days: LocalDated[Days]
    """Mean days to find a package of care when the share of free hours is the reference."""
    reference_free_share: LocalDated[LoadShare]
    """Share of hours free at which the mean search days hold, above 0, below 1."""
    elasticity: LocalDated[Elasticity]
    """Search speeds up with (free share / reference free share) to this power, 0 to 10; 0 is no effect."""
    episode_mean_days: LocalDated[Days]
    """Mean days a package of care lasts."""
    episode_sd_days: LocalDated[SpreadDays]
    """Standard deviation of the days a package of care lasts."""
    emergency_admissions_per_client_year: Local[Rate]
    """Emergency admissions a client has in a year, readmissions included, 0 to 50."""
    to_care_home_per_client_year: Local[Rate]
    """Moves to a care home from home a client has in a year, 0 to 50."""
    most_from_hospital_share: Local[Share]
    """Of the packages that end in a council at most this share goes to people from hospital, 0 to 1."""
    package_held_days: LocalDated[Days]
    """Days a package is held for a client in hospital before it is lost."""


class Reablement(Closed):
    """Up to six weeks of reablement at home."""

    places_load_share: LocalDated[LoadShare]
    """Share of reablement places in use at the start, above 0, below 1."""
    stay_mean_days: LocalDated[Days]
    """Mean days of reablement."""
    stay_sd_days: LocalDated[SpreadDays]
    """Standard deviation of the days of reablement."""
    onward_home_care_share: LocalDated[Share]
    """Share of people who need a package of care after reablement, 0 to 1."""
    onward_care_home_share: LocalDated[Share]
    """Share of people who need a care home after reablement, 0 to 1."""

    @model_validator(mode="after")
    def _at_most_all(self) -> Self:
        sums_to_at_most_one((self.onward_home_care_share, self.onward_care_home_share), "the onward shares")
        return self


class Equipment(Closed):
    """Community equipment and adaptations (reason F)."""

    team_load_share: LocalDated[LoadShare]
    """Share of the teams' time that deliveries take up at the start, above 0, below 1."""
    delivery_mean_days: LocalDated[Days]
    """Mean working days to deliver and fit equipment."""
    delivery_sd_days: LocalDated[SpreadDays]
    """Standard deviation of the days to deliver and fit equipment."""
    with_package_share: LocalDated[LocalDated[Share]]
    """Share of people who need a package of care and equipment beside it, 0 to 1."""
    major_adaptation_share: LocalDated[Share]
    """Share of these people who need a major adaptation, 0 to 1."""
    major_adaptation_mean_days: LocalDated[Days]
    """Mean days a major adaptation, or a stopgap until it is done, delays leaving."""


class Housing(Closed):
    """Housing not covered by the Care Act (reason I)."""

    rehousing_mean_days: LocalDated[Days]
    """Mean days until somewhere to live is found."""
    rehousing_sd_days: LocalDated[SpreadDays]
    """Standard deviation of the days until somewhere to live is found."""


class After(Closed):
    """After leaving hospital."""

    readmission_30_days_share: LocalDated[ShareBelowOne]
    """Share of people sent home who are readmitted as an emergency within 30 days, 0 to below 1."""
    readmission_mean_days: LocalDated[Annotated[float, Field(gt=0, lt=30)]]
    """Mean days from leaving to readmission, of those readmitted within 30 days, above 0, below 30."""
    deprivation_readmission_ratio: ByFifth[LocalDated[Ratio]]
    """Readmission by deprivation fifth relative to all, 0 to 20."""
