"""Expected lengths of delays and stays; the tasks themselves stand in `tasks`, in the same order."""

from functools import lru_cache
from math import erfc, fsum, log, log1p, sqrt
from typing import TypeAlias

import numpy as np

from dtocsim.care.calendar import DAYS_A_YEAR, HOURS_A_WEEK, office_hours_a_week
from dtocsim.care.needed import choice_share, dispute_share, funding_share
from dtocsim.care.words import FUNDERS
from dtocsim.flow import Constant, Exponential, HeadStart, Lognormal
from dtocsim.flow.durations import draw_quantiles
from dtocsim.scenario import Scenario

READMISSION_WINDOW_DAYS = 30
Length: TypeAlias = Lognormal | Exponential | Constant
StayParts = tuple[tuple[float, float, float], ...]
"""Parts of a mixed stay as (weight, mean in days, standard deviation in days)."""


def declaration_days(scenario: Scenario) -> float:
    """Expected calendar days from fit to declared, for a decision in working hours."""
    return working_days(scenario, scenario.discharge.declaration_mean_hours)


def working_days(scenario: Scenario, hours: float) -> float:
    """Return the calendar days that so many hours of working time take on average."""
    return hours * HOURS_A_WEEK / office_hours_a_week(scenario) / 24


def lognormal_beyond(days: float, mean: float, sd: float) -> float:
    """Return the share of stays longer than `days`: lognormal, with a mean and standard deviation in days."""
    variance = log1p((sd / mean) ** 2)
    if variance <= 0:
        return float(mean > days)
    return 0.5 * erfc((log(days / mean) + variance / 2) / sqrt(2 * variance))


def emergency_stay(scenario: Scenario, band: int, ratio: float = 1.0) -> StayParts:
    """Return the clinical stay of emergency patients of an age band: short stays and long ones.

    Mean and standard deviation of the whole are the scenario's; both parts vary equally much around their
    means. Where short and long means alone spread wider than the whole may, each part is nearly constant.

    Args:
        band: position of the age band.
        ratio: stretches every stay.
    """
    hospital = scenario.hospital
    mean = hospital.emergency_stay_mean_days.in_order()[band] * ratio
    sd = hospital.emergency_stay_sd_days.in_order()[band] * ratio
    share, longer = hospital.long_stay_share.in_order()[band], hospital.long_stay_ratio
    short = mean / (1 - share + share * longer)
    squares = short**2 * (1 - share + share * longer**2)
    variation = sqrt(max(0.0, (mean**2 + sd**2) / squares - 1))
    parts = ((1 - share, short), (share, short * longer))
    return tuple((weight, days, days * variation) for weight, days in parts if weight > 0)


def beyond(parts: StayParts, days: float) -> float:
    """Return the share of mixed stays longer than `days`."""
    return fsum(weight * lognormal_beyond(days, mean, sd) for weight, mean, sd in parts)


def hospital_deaths_per_resident_day(scenario: Scenario) -> float:
    """Return a care-home resident's hazard of dying in the clinical stay of an emergency admission."""
    homes = scenario.care_homes
    a_day = homes.emergency_admissions_per_resident_year / DAYS_A_YEAR
    ages, deaths = homes.age_share.in_order(), scenario.hospital.emergency_death_share.in_order()
    dying = fsum(share * dies for share, dies in zip(ages, deaths, strict=True))
    return a_day * (1 - scenario.demand.zero_day_share) * dying


@lru_cache(maxsize=8)
def stay_in_care(mean_days: float, median_days: float, hospital_deaths_a_day: float) -> Lognormal:
    """Return the stay in a care home that ends elsewhere than in hospital, when all stays are as published.

    Deaths in hospital end stays too, at a constant hazard; without them stays would be longer, by the factor
    at which the expected shorter of the two is the published mean.

    Args:
        mean_days, median_days: published, however stays end.
        hospital_deaths_a_day: hazard of dying in hospital.
    """
    stay = Lognormal.from_median(mean_days, median_days)
    if hospital_deaths_a_day <= 0:
        return stay
    days = draw_quantiles(stay, (np.arange(4000) + 0.5) / 4000)
    low, high = 1.0, 100.0
    for _ in range(60):
        factor = sqrt(low * high)
        found = float(-np.expm1(-hospital_deaths_a_day * factor * days).mean()) / hospital_deaths_a_day
        low, high = (factor, high) if found < mean_days else (low, factor)
    return Lognormal(mean_days * low, stay.sd_days * low)


def _both(one: float, other: float) -> float:
    """Return the expected days that two tasks begun together go on together, as if both were exponential."""
    return one * other / max(one + other, 1e-9)


def _papers_days(scenario: Scenario, length: Length) -> float:
    """Return the expected days from fitness on that papers take: some were begun before."""
    share = scenario.assessment.planned_early_share * scenario.assessment.done_before_fit_share
    if share == 0:
        return length.mean
    return length.mean + share * (_left_mean(length, scenario.assessment.planning_lead_days) - length.mean)


@lru_cache(maxsize=8)
def _left_mean(length: Length, ahead_days: float) -> float:
    return HeadStart(length, ahead_days).mean


def _spread(mean_days: float, sd_days: float) -> Length:
    return Lognormal(mean_days, sd_days) if sd_days > 0 else Constant(mean_days)


def reason_days(scenario: Scenario, need: str, setting: str) -> dict[str, float]:
    """Return the expected days of declared delay by reason for somebody with a need, without queues.

    The order and the conditions are those of `discharge`.
    """
    assessment, funding, placement = scenario.assessment, scenario.funding, scenario.placement
    found: dict[str, float] = {}
    if need in ("reablement", "home_care", "residential", "nursing", "community_bed"):
        open_share = (1 - assessment.done_before_fit_share) * (1 + assessment.repeated_share)
        found["A"] = open_share * working_days(scenario, assessment.mean_hours)
    if need in ("home_care", "residential", "nursing"):
        deciding = _papers_days(scenario, _spread(funding.mean_days, funding.sd_days))
        found["B"] = funding_share(scenario, need, setting) * deciding
        beside = funding.beside_search_share * funding_share(scenario, need, setting)
        disputing = _papers_days(scenario, Exponential(placement.dispute_mean_days))
        found["H"] = dispute_share(scenario, setting) * disputing
    if need in ("residential", "nursing"):
        search = (
            placement.residential_search_mean_days
            if need == "residential"
            else placement.nursing_search_mean_days
        )
        reason = "Di" if need == "residential" else "Dii"
        finding = (search + placement.home_assesses_mean_days) / placement.home_accepts_share
        found[reason] = finding - beside * _both(deciding, finding)
        funders = getattr(scenario.people.funder_share, need)
        refusing = fsum(funders[funder] * choice_share(scenario, funder, setting) for funder in FUNDERS)
        choosing = _spread(placement.choice_mean_days, placement.choice_sd_days)
        found["G"] = refusing * _papers_days(scenario, choosing)
    if need == "home_care":
        package, fitting = scenario.home_care.search_mean_days, scenario.equipment.delivery_mean_days
        found["E"] = package - beside * _both(deciding, package)
        found["F"] = scenario.equipment.with_package_share * (fitting - _both(package, fitting))
    if need == "community_bed":
        found["C"] = scenario.hospital.community_search_mean_days
    if need == "equipment":
        equipment = scenario.equipment
        found["F"] = (
            equipment.delivery_mean_days
            + equipment.major_adaptation_share * equipment.major_adaptation_mean_days
        )
    if need == "housing":
        found["I"] = scenario.housing.rehousing_mean_days
    if setting != "acute":
        found["O"] = scenario.discharge.other_share * scenario.discharge.other_mean_days
    return found
