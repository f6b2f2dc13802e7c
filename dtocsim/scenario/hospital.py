"""Stays in hospital, and how they end."""

from typing import Annotated, Generic, Self

from pydantic import Field, model_validator

from .kinds import (
    AgeShares,
    ByAge,
    ByWeekday,
    Closed,
    Days,
    Elasticity,
    Hazard,
    HourOfDay,
    Hours,
    LocalDated,
    Ratio,
    Share,
    SpreadDays,
    SpreadHours,
    SystemWide,
    SystemWideDated,
    Value,
    contradiction,
    sums_to_at_most_one,
)

AGE_BANDS = tuple(field.alias or name for name, field in ByAge.model_fields.items())


class Hospital(Closed):
    """Beds and stays."""

    usable_bed_share: SystemWideDated[Annotated[float, Field(gt=0, le=1.2)]]
    """Share of available acute beds that can be used for whoever comes, after closures, side rooms and
    specialty, above 0 to 1.2."""
    least_usable_share: SystemWideDated[Annotated[float, Field(gt=0, le=1.2)]]
    """Usable acute beds are at least this share of the published occupied ones, above 0 to 1.2; the rest of
    these are escalation beds."""
    least_spare_share: SystemWideDated[Share]
    """Community and mental-health beds exceed the published occupied ones by at least this share, 0 to 1."""
    least_spare_root: SystemWideDated[Annotated[float, Field(ge=0, le=10)]]
    """Community and mental-health beds exceed the published occupied ones by at least so many times their
    square root, 0 to 10."""
    escalation_bed_share: SystemWideDated[Share]
    """Beds that can be opened for those who wait too long, relative to usable beds, 0 to 1; 0 is none."""
    escalation_usual_beds: SystemWideDated[Annotated[float, Field(gt=0, le=10_000)]]
    """Acute beds of the hospital in which the share of escalation beds is as stated, above 0 to 10,000; a
    smaller one has relatively more, because its demand swings more."""
    escalation_after_hours: SystemWide[Annotated[float, Field(ge=4, le=12)]]
    """Hours from the decision to admit after which an escalation bed is opened, 4 to 12."""
    elective_patience_hours: LocalDated[Hours]
    """Hours an elective patient waits for a bed before the admission is postponed, above 0."""
    elective_postponed_days: LocalDated[Days]
    """Days until a postponed elective admission is tried again, above 0."""
    zero_day_stay_mean_hours: LocalDated[Annotated[float, Field(gt=0, le=24)]]
    """Mean stay of emergency patients without a night in hospital, hours, above 0 to 24."""
    emergency_stay_mean_days: ByAge[LocalDated[Days]]
    """Mean clinical stay of emergency patients who stay a night, from bed to medically fit, days."""
    emergency_stay_sd_days: ByAge[LocalDated[SpreadDays]]
    """Standard deviation of the clinical stay of emergency patients, days."""
    long_stay_share: ByAge[LocalDated[Share]]
    """Share of emergency patients with a long clinical stay, 0 to 1; at 0 all stays are of one kind."""
    long_stay_ratio: LocalDated[Annotated[float, Field(ge=1, le=100)]]
    """Mean of long clinical stays relative to short ones, 1 to 100; mean and spread of all are kept."""
    elective_stay_mean_days: ByAge[LocalDated[Days]]
    """Mean clinical stay of elective patients, from bed to medically fit, days."""
    elective_stay_sd_days: ByAge[LocalDated[SpreadDays]]
    """Standard deviation of the clinical stay of elective patients, days."""
    community_bed_share: SystemWide[Share]
    """Share of the acute trusts' general and acute beds that are community beds, 0 to 1."""
    community_stay_mean_days: LocalDated[Days]
    """Mean clinical stay in a community bed, days."""
    community_stay_sd_days: LocalDated[SpreadDays]
    """Standard deviation of the clinical stay in a community bed, days."""
    community_search_mean_days: SystemWideDated[Days]
    """Mean days to find a community bed when the share of free beds is the reference."""
    community_reference_free_share: SystemWideDated[Annotated[float, Field(gt=0, lt=1)]]
    """Share of community beds free at which the mean search days hold, above 0, below 1."""
    community_elasticity: SystemWideDated[Elasticity]
    """Search speeds up with (free share / reference free share) to this power, 0 to 10; 0 is no effect."""
    mental_health_age_share: AgeShares
    """Shares of the age bands among people admitted to mental-health beds; they sum to 1."""
    mental_health_stay_mean_days: LocalDated[Days]
    """Mean clinical stay in a mental-health bed, days."""
    mental_health_stay_sd_days: LocalDated[SpreadDays]
    """Standard deviation of the clinical stay in a mental-health bed, days."""
    emergency_death_share: ByAge[LocalDated[Share]]
    """Share of emergency patients who die in a clinical stay of a night or more, by age band, 0 to 1."""
    death_stay_ratio: LocalDated[Annotated[float, Field(gt=0, le=20)]]
    """Clinical stay of those who die in it relative to that of survivors, above 0 to 20; 1 is as long."""
    elective_death_share: LocalDated[Share]
    """Share of elective patients who die in the clinical stay, 0 to 1."""
    community_death_share: LocalDated[Share]
    """Share of patients in community beds who die in the clinical stay, 0 to 1."""
    death_hazard_while_delayed_per_day: LocalDated[Hazard]
    """Hazard of death a day once medically fit and still in hospital, 0 to 1."""
    unfit_again_hazard_per_day: LocalDated[Hazard]
    """Hazard a day of becoming unfit again while medically fit and still in hospital, 0 to 1."""
    unfit_again_stay_mean_days: LocalDated[Days]
    """Mean further clinical stay of a patient who became unfit again, days."""


class CommunityPathways(Closed, Generic[Value]):
    """What people need when they leave a community bed; the rest go home without support."""

    equipment: Value
    """Home with equipment or an adaptation (pathway 1)."""
    reablement: Value
    """Home with reablement (pathway 1)."""
    home_care: Value
    """Home with a package of care (pathway 1)."""
    residential: Value
    """A residential place (pathway 3)."""
    nursing: Value
    """A nursing place (pathway 3)."""
    housing: Value
    """Somewhere else to live, not covered by the Care Act."""


class Pathways(CommunityPathways[Value], Generic[Value]):
    """What people need when they leave an acute or mental-health bed; the rest go home without support."""

    community_bed: Value
    """Further non-acute NHS care in a community bed (pathway 2)."""


class CommunityPathwayShares(CommunityPathways[LocalDated[Share]]):
    """Shares of patients leaving a community bed."""

    @model_validator(mode="after")
    def _at_most_all(self) -> Self:
        sums_to_at_most_one([getattr(self, name) for name in type(self).model_fields])
        return self


class PathwayShares(Pathways[LocalDated[Share]]):
    """Shares of patients leaving a mental-health bed."""

    @model_validator(mode="after")
    def _at_most_all(self) -> Self:
        sums_to_at_most_one([getattr(self, name) for name in type(self).model_fields])
        return self


class PathwaySharesByAge(Pathways[ByAge[LocalDated[Share]]]):
    """Shares of patients leaving an acute bed, by age band."""

    @model_validator(mode="after")
    def _at_most_all(self) -> Self:
        for band in AGE_BANDS:
            shares = [getattr(self, name)[band] for name in type(self).model_fields]
            sums_to_at_most_one(shares, f"the shares of {band}")
        return self


class Discharge(Closed):
    """From medically fit to what a person needs next."""

    leaving_from_hour: SystemWide[HourOfDay]
    """Hour of the day from which wards prepare patients to leave, 0 to 24."""
    leaving_until_hour: ByWeekday[SystemWide[HourOfDay]]
    """Hour of the day until which wards prepare patients to leave, by weekday, 0 to 24."""
    deciding_from_hour: SystemWide[HourOfDay]
    """Hour of the day from which doctors find patients fit to leave, 0 to 24."""
    deciding_until_hour: ByWeekday[SystemWide[HourOfDay]]
    """Hour of the day until which doctors find patients fit to leave, by weekday, 0 to 24; the longer, the
    more clinical stays end on the day, and their mean stays the same."""
    hospital_process_mean_hours: LocalDated[Hours]
    """Mean hours at work for decision, medicines, transport and letters, never a delayed transfer."""
    hospital_process_sd_hours: LocalDated[SpreadHours]
    """Standard deviation of the hours for decision, medicines, transport and letters."""
    declaration_mean_hours: LocalDated[Hours]
    """Mean hours of working time from medically fit to the clinical and the team decision."""
    pathway_share: PathwaySharesByAge
    """Share of overnight acute discharges in each pathway, by age band, 0 to 1; the rest go home."""
    less_intense_share: LocalDated[Share]
    """Share of people who are given the next less intense pathway than the shares say, 0 to 1; 0 is none."""
    lost_independence_hazard_per_day: LocalDated[Hazard]
    """Hazard a day, while waiting for support in a bed, of needing the next more intense pathway, 0 to 1."""
    elective_pathway_ratio: LocalDated[Ratio]
    """Chance that an elective patient needs support, relative to an emergency patient of the age, 0 to 20."""
    living_alone_pathway_ratio: LocalDated[Ratio]
    """Chance of needing support when living alone, relative to not, 0 to 20."""
    unpaid_carer_pathway_ratio: LocalDated[Ratio]
    """Chance of needing support with an unpaid carer, relative to none, 0 to 20."""
    mental_health_pathway_share: PathwayShares
    """Share of discharges from mental-health beds in each pathway, 0 to 1; the rest go home."""
    community_pathway_share: CommunityPathwayShares
    """Share of discharges from community beds in each pathway, 0 to 1; the rest go home."""
    other_share: LocalDated[Share]
    """Share of delayed patients in non-acute beds who also wait for something else, 0 to 1."""
    other_mean_days: LocalDated[Days]
    """Mean days of a wait for something else (reason O)."""

    @model_validator(mode="after")
    def _open(self) -> Self:
        for work in ("leaving", "deciding"):
            opens = getattr(self, f"{work}_from_hour")
            until = getattr(self, f"{work}_until_hour").in_order()
            if min(until) < opens or max(until) == opens:
                found = f"{work}_until_hour {min(until):g} is before {work}_from_hour {opens:g}"
                raise contradiction(found, "expected later hours, on one day at least")
        return self
