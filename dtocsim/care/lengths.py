"""Expected lengths of delays and stays; the tasks themselves stand in `tasks`, in the same order."""

from math import erfc, fsum, log, log1p, sqrt

from dtocsim.care.calendar import HOURS_A_WEEK, OFFICE_HOURS_A_WEEK
from dtocsim.care.words import FUNDERS
from dtocsim.scenario import Scenario


def declaration_days(scenario: Scenario) -> float:
    """Expected calendar days from fit to declared, for a decision in working hours."""
    return working_days(scenario.discharge.declaration_mean_hours)


def working_days(hours: float) -> float:
    """Return the calendar days that so many hours of working time take on average."""
    return hours * HOURS_A_WEEK / OFFICE_HOURS_A_WEEK / 24


def lognormal_beyond(days: float, mean: float, sd: float) -> float:
    """Return the share of stays longer than `days`: lognormal, with a mean and standard deviation in days."""
    variance = log1p((sd / mean) ** 2)
    if variance <= 0:
        return float(mean > days)
    return 0.5 * erfc((log(days / mean) + variance / 2) / sqrt(2 * variance))


def reason_days(scenario: Scenario, need: str, setting: str) -> dict[str, float]:
    """Return the expected days of declared delay by reason for somebody with a need, without queues.

    The order and the conditions are those of `discharge`.
    """
    assessment, funding, placement = scenario.assessment, scenario.funding, scenario.placement
    found: dict[str, float] = {}
    if need in ("reablement", "home_care", "residential", "nursing", "community_bed"):
        open_share = (1 - assessment.done_before_fit_share) * (1 + assessment.repeated_share)
        found["A"] = open_share * working_days(assessment.mean_hours)
    if need in ("home_care", "residential", "nursing"):
        found["B"] = getattr(funding.needed_share, need) * funding.mean_days
        found["H"] = placement.dispute_share * placement.dispute_mean_days
    if need in ("residential", "nursing"):
        search = (
            placement.residential_search_mean_days
            if need == "residential"
            else placement.nursing_search_mean_days
        )
        reason = "Di" if need == "residential" else "Dii"
        found[reason] = (search + placement.home_assesses_mean_days) / placement.home_accepts_share
        funders = getattr(scenario.people.funder_share, need)
        refusing = fsum(funders[funder] * placement.choice_share[funder] for funder in FUNDERS)
        found["G"] = refusing * placement.choice_mean_days
    if need == "home_care":
        found["E"] = scenario.home_care.search_mean_days
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
