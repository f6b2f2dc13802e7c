"""Emergency admissions from outside: the published total without those that the loop brings back."""

from __future__ import annotations

from math import fsum, log1p
from typing import TYPE_CHECKING

from dtocsim.care.expected import Expected
from dtocsim.care.geography import AGE_BANDS, Place
from dtocsim.care.lengths import READMISSION_WINDOW_DAYS

if TYPE_CHECKING:
    from dtocsim.care.expectations import Expectations

BANDS = range(len(AGE_BANDS))
AT_HOME = ("equipment", "housing")
"""Needs met by things at home, from where people are readmitted like those who needed nothing."""


def new_emergencies(expectations: Expectations, place: Place, expected: Expected) -> tuple[float, ...]:
    """Return emergency admissions a day by age band that no readmission and nobody in care explains.

    One hazard at a time: whoever is in care or at home after a stay has a hazard of her own.
    """
    ours, share = expectations.from_care(place), expectations.of(place).after.readmission_30_days_share
    electives = expectations.of(place).demand.elective_age_share.in_order()
    from_mental_health = _from_mental_health(expectations, place, expected)
    found = []
    for band in BANDS:
        others = expected.emergencies[band] - ours[band]
        planned = expected.electives * electives[band]
        again = _again(expectations, place, band, others, planned) + share * from_mental_health[band]
        found.append(max(0.0, others - again))
    return tuple(found)


def in_reablement_readmitted(expectations: Expectations, place: Place) -> float:
    """Return the share of people in reablement who are readmitted before its end."""
    scenario = expectations.of(place)
    days = scenario.reablement.stay_mean_days
    return float(1 - (1 - scenario.after.readmission_30_days_share) ** (days / READMISSION_WINDOW_DAYS))


def in_reablement_days(expectations: Expectations, place: Place) -> float:
    """Return the days for which somebody takes up a place: until readmitted, or until care is found."""
    scenario = expectations.of(place)
    readmitted = in_reablement_readmitted(expectations, place)
    a_day = -log1p(-scenario.after.readmission_30_days_share) / READMISSION_WINDOW_DAYS
    days = readmitted / a_day if a_day > 0 else scenario.reablement.stay_mean_days
    waiting = scenario.reablement.onward_home_care_share * scenario.home_care.search_mean_days
    return days + (1 - readmitted) * waiting


def _again(
    expectations: Expectations, place: Place, band: int, emergencies: float, electives: float
) -> float:
    """Readmissions a day of an age band after a stay in an acute bed, or in a community bed after it."""
    scenario = expectations.of(place)
    share, reabled = scenario.after.readmission_30_days_share, in_reablement_readmitted(expectations, place)
    alive = 1 - scenario.hospital.emergency_death_share.in_order()[band]
    overnight = emergencies * (1 - scenario.demand.zero_day_share) * alive
    leaving = overnight + electives * scenario.discharge.elective_pathway_ratio
    needs = expectations.acute_pathways(place, band)
    home = overnight + electives - leaving * (fsum(needs.values()) - fsum(needs[need] for need in AT_HOME))
    rehabilitated = leaving * needs["community_bed"] * (1 - scenario.hospital.community_death_share)
    later = expectations.community_pathways(place)
    home += rehabilitated * (1 - fsum(later.values()) + fsum(later[need] for need in AT_HOME))
    reablement = leaving * needs["reablement"] + rehabilitated * later["reablement"]
    zero_day = emergencies * scenario.demand.zero_day_share
    return share * (zero_day + home) + reabled * reablement


def _from_mental_health(expectations: Expectations, place: Place, expected: Expected) -> tuple[float, ...]:
    """People a day by age band who leave a mental-health bed for home."""
    needs = expectations.mental_health_pathways(place)
    home = expected.mental_health * (1 - fsum(needs.values()) + fsum(needs[need] for need in AT_HOME))
    return tuple(home * share for share in expectations.of(place).hospital.mental_health_age_share.in_order())
