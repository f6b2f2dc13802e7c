"""Information sharing (S4, Nottinghamshire): NHS, councils, care providers and charities see the same record.

What it can do is limited by who takes part, whose people consent, and whether the systems understand each
other: the product of the three. Then planning starts before the patient is fit, fewer assessments are
repeated or spent on the search for facts, homes decide on what they read, and an alert prevents some
admissions of people who are known to care. Nottinghamshire's own effect was not found; SSM_2019 saw the
time from stable to discharge fall by 41 % before and after with shared daily reports, and no change on
control wards without.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from dtocsim.care.schemes.steps import StepScheme
from dtocsim.scenario.kinds import Amount, Share
from dtocsim.scenario.scheme import CostLine, Move, lowers, raises

if TYPE_CHECKING:
    from dtocsim.care.model import PlaceModel
    from dtocsim.care.sites import Site


class InformationSharing(StepScheme):
    """NHS, councils, care providers and charities see the same record of those who consent."""

    prevents = True
    finest = "council"
    events = ("admission prevented",)
    effects = (
        "earlier_planning_share",
        "assessment_time_saved_share",
        "repeated_assessments_avoided_share",
        "home_assessment_time_saved_share",
        "alerts_prevent_share",
    )

    kind: Literal["information_sharing"]
    """One record for health and care."""
    councils_share: Share
    """Council teams that take part, 0 to 1; 0 is no scheme, because assessment and planning are theirs."""
    providers_share: Share
    """Care homes and home-care providers that take part, 0 to 1."""
    voluntary_share: Share
    """Voluntary organisations that take part, 0 to 1."""
    consent_share: Share
    """People who consent, 0 to 1."""
    interoperability_share: Share
    """How much of what one knows the systems of the others can show, 0 to 1."""
    earlier_planning_share: Share
    """With everybody's record shared, the part of open assessments that is done before fitness, 0 to 1."""
    assessment_time_saved_share: Share
    """With everybody's record shared, the part of the time of an assessment that is saved, 0 to 1."""
    repeated_assessments_avoided_share: Share
    """With everybody's record shared, the part of repeated assessments that is not needed, 0 to 1."""
    home_assessment_time_saved_share: Share
    """With all providers, the part of a care home's own assessment that is saved, 0 to 1."""
    alerts_prevent_share: Share
    """With all providers and charities, emergency admissions of residents and clients prevented, 0 to 1."""
    staff: Amount
    """People in post who run it, in all its areas together."""

    @property
    def shared_share(self) -> float:
        """People whose record can be read, if everybody takes part."""
        return self.consent_share * self.interoperability_share

    @property
    def alerted_share(self) -> float:
        """Residents and clients whose admission an alert prevents."""
        partners = (self.providers_share + self.voluntary_share) / 2
        return self.shared_share * self.councils_share * partners * self.alerts_prevent_share

    @property
    def is_there(self) -> bool:
        """Whether any admission is prevented; the rest is moves."""
        return self.enabled and self.alerted_share > 0

    def moves(self) -> Iterator[Move]:
        """Assessment and the decisions of care homes, as far as records are shared."""
        councils = self.shared_share * self.councils_share
        yield raises("assessment.done_before_fit_share", councils * self.earlier_planning_share)
        for key in ("mean_hours", "sd_hours"):
            yield lowers(f"assessment.{key}", councils * self.assessment_time_saved_share)
        repeated = councils * self.repeated_assessments_avoided_share
        yield lowers("assessment.repeated_share", repeated)
        homes = councils * self.providers_share * self.home_assessment_time_saved_share
        yield lowers("placement.home_assesses_mean_days", homes)

    def cost_lines(self) -> Iterator[CostLine]:
        """Half each for NHS and councils."""
        for payer in ("NHS", "council"):
            yield CostLine(payer, "information sharing", "discharge_coordinator_year", self.staff / 2)

    def before_admission(self, site: Site, model: PlaceModel) -> None:
        """An alert reaches whoever knows the person."""
        from dtocsim.care.words import HOMES

        known = (model.people.home, HOMES[1:])
        site.prevent_share(model, self.alerted_share, known)
