"""People, and how they come to hospital."""

from typing import Annotated

from pydantic import Field

from .kinds import (
    AgeShares,
    Amount,
    ByAge,
    Closed,
    Dated,
    FunderShares,
    HourIndex,
    Local,
    LocalDated,
    Ratio,
    Share,
    WeekdayIndex,
)


class FundersByNeed(Closed):
    """Who pays, by what a person needs after hospital."""

    assessment: FunderShares
    """Of people who wait for an assessment, shares that sum to 1."""
    home_care: FunderShares
    """Of people who need a package of care at home, shares that sum to 1."""
    equipment: FunderShares
    """Of people who need equipment or an adaptation, shares that sum to 1."""
    residential: FunderShares
    """Of people who need a residential place, shares that sum to 1."""
    nursing: FunderShares
    """Of people who need a nursing place, shares that sum to 1."""


class People(Closed):
    """Attributes of people."""

    living_alone_share: ByAge[Local[Share]]
    """Share of people in contact with services who live alone, by age band, 0 to 1."""
    unpaid_carer_share: ByAge[Local[Share]]
    """Share of people in contact with services who have an unpaid carer, by age band, 0 to 1."""
    emergency_admissions_per_1000: ByAge[Local[Annotated[float, Field(ge=0, le=5000)]]]
    """Emergency admissions a year per 1,000 people, by age band, 0 to 5,000; only the proportions between
    bands count, since the total of each month is published."""
    deprivation_means_slope: Share
    """How much less people of the most deprived fifth own than those of the least deprived, 0 to 1; 0 is no
    difference. The more somebody owns the sooner she pays for her own care, all her life."""
    funder_share: FundersByNeed
    """Who pays for care, by need."""


class Demand(Closed):
    """How many people come to hospital, and when."""

    zero_day_share: LocalDated[Share]
    """Share of emergency admissions discharged without a night in hospital, 0 to 1."""
    emergency_weekday_index: WeekdayIndex
    """Emergency admissions by weekday compared with the mean of the week, 0 to 24, mean 1."""
    emergency_hour_index: HourIndex
    """Emergency admissions in the 24 hours of the day compared with their mean, 0 to 24, mean 1."""
    elective_overnight_admissions_per_year: Dated[Amount]
    """Elective admissions that stay at least a night, England, a year."""
    emergency_admissions_ratio: LocalDated[Ratio]
    """Emergency admissions from outside over what the tables imply, 0 to 20; beds and teams do not follow."""
    elective_admissions_ratio: LocalDated[Ratio]
    """Elective overnight admissions over what they are else, 0 to 20; beds do not follow."""
    elective_weekday_index: WeekdayIndex
    """Elective admissions by weekday compared with the mean of the week, 0 to 24, mean 1."""
    elective_hour_index: HourIndex
    """Elective admissions in the 24 hours of the day compared with their mean, 0 to 24, mean 1."""
    elective_age_share: AgeShares
    """Share of elective overnight admissions in each age band, shares that sum to 1."""


class Christmas(Closed):
    """How hospitals empty before Christmas; ratios of 1 are no effect."""

    run_up_days: Annotated[int, Field(ge=0, le=60)]
    """Days before Christmas Day in which clinical stays are hastened, 0 to 60."""
    stay_ratio: Annotated[float, Field(gt=0, le=20)]
    """Time that clinical stays take in the run-up, relative to other days, above 0 to 20; decisions are made
    for so much longer on a day, until midnight at most."""
    tasks_run_up_days: Annotated[int, Field(ge=0, le=60)]
    """Days before Christmas Day in which the tasks of delayed patients are hastened, 0 to 60."""
    tasks_ratio: Annotated[float, Field(gt=0, le=20)]
    """Time that tasks and searches for care take in these days, relative to others, above 0 to 20; teams work
    for so much longer, until midnight at most."""
    planned_pause_days: Annotated[int, Field(ge=0, le=60)]
    """Days before Christmas Day from which, until New Year's Day, few planned patients come, 0 to 60."""
    planned_ratio: Ratio
    """Planned admissions a day in this pause, relative to other days, 0 to 20."""
