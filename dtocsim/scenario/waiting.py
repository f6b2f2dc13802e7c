"""People who wait in a bed, by the reasons of the two official returns, and how long they have waited.

How the reasons of the present return are understood stands in the table `delay_reason_mapping.csv`.
"""

from typing import Annotated, Any, Self

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from .kinds import Closed, contradiction

Count = Annotated[int, Field(ge=0, le=1_000_000)]


class Stated(Closed):
    """A part of a stated situation; what nobody said of it is not written either, but what was said is.

    A setting of which nobody said anything has people as expected; one with nobody in it has none.
    """

    @model_serializer(mode="wrap")
    def _said(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        content: dict[str, Any] = write(self)
        fields = {field.alias or name: name for name, field in type(self).model_fields.items()}
        return {key: value for key, value in content.items() if fields[key] in self.model_fields_set}


class DaysWaited(Stated):
    """People by the days they have waited."""

    up_to_6: Count = Field(default=0, alias="0-6")
    """People who have waited less than a week."""
    up_to_13: Count = Field(default=0, alias="7-13")
    """People who have waited a week or more, less than two."""
    up_to_20: Count = Field(default=0, alias="14-20")
    """People who have waited two weeks or more, less than three."""
    over_20: Count = Field(default=0, alias="21+")
    """People who have waited three weeks or more."""

    @property
    def people(self) -> int:
        """All of them."""
        return self.up_to_6 + self.up_to_13 + self.up_to_20 + self.over_20


class Waiting(Stated):
    """Some people who wait; without mean_days and by_days they have waited as long as people usually have."""

    people: Count = 0
    """How many."""
    mean_days: Annotated[float, Field(ge=0, le=3650)] | None = None
    """Days they have waited so far, on average."""
    by_days: DaysWaited | None = None
    """How many have waited how long so far; together they are all people."""

    @model_validator(mode="after")
    def _once(self) -> Self:
        if self.by_days is not None and self.mean_days is not None:
            raise contradiction("mean_days and by_days", "expected one of them")
        said = self.model_fields_set
        if said and "people" not in said:
            raise contradiction(f"{min(said)} of nobody", "expected people as well: how many wait")
        if self.by_days is not None and self.by_days.people != self.people:
            found = f"by_days with {self.by_days.people} people in all"
            raise contradiction(found, f"expected as many as people, {self.people}")
        return self


NOBODY = Waiting.model_construct(people=0, mean_days=None, by_days=None)


class ByReason(Stated):
    """People whose transfer is delayed, by the reasons of the return of 2010 to 2020."""

    A: Waiting = NOBODY
    """Completion of assessment."""
    B: Waiting = NOBODY
    """Public funding."""
    C: Waiting = NOBODY
    """Further non-acute NHS care."""
    Di: Waiting = NOBODY
    """Residential home placement or availability."""
    Dii: Waiting = NOBODY
    """Nursing home placement or availability."""
    E: Waiting = NOBODY
    """Care package in own home."""
    F: Waiting = NOBODY
    """Community equipment and adaptations."""
    G: Waiting = NOBODY
    """Patient or family choice."""
    H: Waiting = NOBODY
    """Disputes."""
    I: Waiting = NOBODY  # noqa: E741 - the official code
    """Housing, patients not covered by the Care Act."""
    O: Waiting = NOBODY  # noqa: E741 - the official code
    """Other; in non-acute beds only."""


class ByReasonToday(Stated):
    """People who no longer meet the criteria to reside, by the reasons of the return since 2024.

    Of people for whom no reason was asked, the pathway may be said.
    """

    capacity_restart_of_care: Waiting = NOBODY
    """Awaiting restart of existing social care arrangements (Pathway 0)."""
    capacity_rehabilitation_bed: Waiting = NOBODY
    """Bed-based rehabilitation, reablement or recovery services not yet available (Pathway 2)."""
    capacity_end_of_life_care: Waiting = NOBODY
    """End of life care inc Fast-Track CHC not yet available (Pathway 1 or 3)."""
    capacity_equipment: Waiting = NOBODY
    """Equipment and associated training not yet delivered (Pathway 1-3)."""
    capacity_home_rehabilitation: Waiting = NOBODY
    """Home-based rehabilitation, reablement or recovery services not yet available (Pathway 1)."""
    capacity_housing_adaptations: Waiting = NOBODY
    """Housing adaptations not yet completed (Pathway 1 or 3)."""
    capacity_housing: Waiting = NOBODY
    """Housing provision not yet available (Pathway 0 or 1)."""
    capacity_mental_health_bed: Waiting = NOBODY
    """Mental health admitted patient care not yet available (Pathway 2)."""
    capacity_home_health_services: Waiting = NOBODY
    """Other home-based community health services not yet available (Pathway 1)."""
    capacity_home_social_care: Waiting = NOBODY
    """Other home-based social care service not yet available (Pathway 1)."""
    capacity_care_home: Waiting = NOBODY
    """Residential/nursing home care not yet available (Pathway 3)."""
    hub_funding_eligibility: Waiting = NOBODY
    """Awaiting confirmation of funding eligibility."""
    hub_referrals: Waiting = NOBODY
    """Awaiting necessary referrals by care transfer hub."""
    hub_needs_and_pathway: Waiting = NOBODY
    """Waiting for confirmation of immediate care needs and pathway."""
    hospital_decision_to_discharge: Waiting = NOBODY
    """Awaiting formal decision to discharge (inc diagnostic test results)."""
    hospital_medical_review: Waiting = NOBODY
    """Awaiting medical review of need for supported discharge."""
    hospital_medicines_or_documents: Waiting = NOBODY
    """Awaiting medicines to take home, discharge letter or other discharge documentation."""
    hospital_transport: Waiting = NOBODY
    """Awaiting patient transport services."""
    hospital_referral_to_hub: Waiting = NOBODY
    """Awaiting referral to care transfer hub for supported discharge."""
    hospital_therapy_review: Waiting = NOBODY
    """Awaiting therapy review of need for supported discharge."""
    hospital_infection_control: Waiting = NOBODY
    """Remaining in hospital due to infection prevention and control restrictions."""
    interface_rehabilitation_bed: Waiting = NOBODY
    """Bed-based rehabilitation, reablement or recovery service arrangements still underway (Pathway 2)."""
    interface_end_of_life_care: Waiting = NOBODY
    """End of life care inc Fast-Track CHC arrangement still underway(Pathway 1 or 3)."""
    interface_further_action_by_provider: Waiting = NOBODY
    """Further action requested by agreed provider."""
    interface_home_rehabilitation: Waiting = NOBODY
    """Home based rehabilitation, reablement or recovery service arrangements still underway (Pathway 1)."""
    interface_no_recourse_to_public_funds: Waiting = NOBODY
    """Homeless with no recourse to public funds."""
    interface_housing: Waiting = NOBODY
    """Housing provision arrangement for homelessness still underway (Pathway 0 or 1)."""
    interface_home_health_services: Waiting = NOBODY
    """Other home-based community health service arrangements still underway (Pathway 1)."""
    interface_home_social_care: Waiting = NOBODY
    """Other home-based social care service arrangements still underway (Pathway 1)."""
    interface_out_of_area: Waiting = NOBODY
    """Out of area discharge arrangements requested but not completed."""
    interface_choice: Waiting = NOBODY
    """Patient/family/carer choice discussions on package still underway."""
    interface_care_home: Waiting = NOBODY
    """Residential/nursing home care arrangements still underway (Pathway 3)."""
    interface_self_funded_care: Waiting = NOBODY
    """Self-funded care package arrangements still underway."""
    wellbeing_mental_capacity: Waiting = NOBODY
    """Awaiting determination of mental capacity."""
    wellbeing_destination_readiness: Waiting = NOBODY
    """Issues with discharge destination readiness."""
    wellbeing_safeguarding: Waiting = NOBODY
    """Ongoing safeguarding concern."""
    wellbeing_patient_or_family_concerns: Waiting = NOBODY
    """Patient /family/carer concerns over discharge readiness."""
    pathway_0: Waiting = NOBODY
    """No reason recorded, pathway 0: home without support."""
    pathway_1: Waiting = NOBODY
    """No reason recorded, pathway 1: home with support."""
    pathway_2: Waiting = NOBODY
    """No reason recorded, pathway 2: a rehabilitation bed."""
    pathway_3: Waiting = NOBODY
    """No reason recorded, pathway 3: a care home."""
