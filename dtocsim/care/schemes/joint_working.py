"""Joint working: organisations that plan, assess, decide and pay for leaving hospital together.

Its strength is a maturity, which grows along the ramp. Every part of the process has its own full effect,
each with nothing in its range: the Better Care Fund planned 293,000 delayed days fewer and got 185,000
more, and seven-day services changed no length of stay. It is never fitted to the national trend.

Trust reaches capacity by a chain of its own: people who are trusted stay in their jobs, fewer posts are
vacant, and more of what is there can be used. Capacity that organisations pool is a scheme of its own, of the
kind `pooling_level`.
"""

from collections.abc import Iterator
from typing import Literal

from dtocsim.care.schemes.staffing import HOSPITAL, SOCIAL_CARE, usable_less
from dtocsim.scenario.kinds import Amount, Share, ShareBelowOne
from dtocsim.scenario.scheme import CostLine, Move, Scheme, lowers, raises


class JointWorking(Scheme):
    """Organisations that plan, assess, decide and pay for leaving hospital together."""

    finest = "council"
    effects = (
        "earlier_planning_share",
        "assessment_time_saved_share",
        "repeated_assessments_avoided_share",
        "decision_time_saved_share",
        "funding_time_saved_share",
        "funding_decisions_delegated_share",
        "disputes_avoided_share",
        "home_assessment_time_saved_share",
        "declined_placements_avoided_share",
        "turnover_avoided_share",
    )

    kind: Literal["joint_working"]
    """Joint working."""
    maturity: Share
    """How far it has come, 0 (nothing changes) to 1 (all effects below in full)."""
    earlier_planning_share: Share
    """At maturity 1, the part of assessments still open at fitness that is done before, 0 to 1."""
    planned_early_share: Share
    """At maturity 1, the part of people assessed before fitness for whom funding, disputes and choices are
    begun then too who were not planned so early, 0 to 1."""
    assessment_time_saved_share: Share
    """At maturity 1, the part of the time of an assessment that is saved, 0 to 1."""
    repeated_assessments_avoided_share: Share
    """At maturity 1, the part of repeated assessments that is not needed, 0 to 1."""
    decision_time_saved_share: Share
    """At maturity 1, the part of the time from fitness to declaration that is saved, 0 to 1."""
    funding_time_saved_share: Share
    """At maturity 1, the part of the time of a funding decision that is saved, 0 to 1."""
    funding_beside_search_share: Share
    """At maturity 1, the part of funding decisions that the search no longer waits for, 0 to 1."""
    funding_decisions_delegated_share: Share
    """At maturity 1, the part of funding decisions made on the ward without a panel, 0 to 1."""
    disputes_avoided_share: Share
    """At maturity 1, the part of disputes that does not arise, 0 to 1."""
    home_assessment_time_saved_share: Share
    """At maturity 1, the part of a care home's own assessment that a trusted assessor saves, 0 to 1."""
    declined_placements_avoided_share: Share
    """At maturity 1, the part of refusals by care homes that does not happen, 0 to 1."""
    weekend_working_share: Share
    """At maturity 1, the part of the work left undone at weekends that assessors, brokers of care at home and
    care homes do then, 0 to 1."""
    turnover_avoided_share: Share
    """At maturity 1, the part of turnover of staff that trust and a better job avoid, 0 to 1."""
    vacancy_share: ShareBelowOne
    """Posts that are vacant without it, 0 to below 1."""
    vacancies_from_turnover_share: Share
    """Of these, posts that are vacant because somebody left, 0 to 1."""
    nhs_coordinators: Amount
    """Discharge coordinators in post paid by the NHS, in all its areas together."""
    council_coordinators: Amount
    """Discharge coordinators in post paid by councils, in all its areas together."""

    def moves(self) -> Iterator[Move]:
        """Assessment, declaration, funding, disputes and care homes, each as far as the maturity."""

        def part(share: float) -> float:
            return share * self.maturity

        yield raises("assessment.done_before_fit_share", part(self.earlier_planning_share))
        yield raises("assessment.planned_early_share", part(self.planned_early_share))
        for key in ("mean_hours", "sd_hours"):
            yield lowers(f"assessment.{key}", part(self.assessment_time_saved_share))
        yield lowers("assessment.repeated_share", part(self.repeated_assessments_avoided_share))
        yield lowers("discharge.declaration_mean_hours", part(self.decision_time_saved_share))
        for key in ("mean_days", "sd_days"):
            yield lowers(f"funding.{key}", part(self.funding_time_saved_share))
        for need in ("home_care", "residential", "nursing"):
            yield lowers(f"funding.needed_share.{need}", part(self.funding_decisions_delegated_share))
        yield raises("funding.beside_search_share", part(self.funding_beside_search_share))
        yield lowers("placement.dispute_share", part(self.disputes_avoided_share))
        yield lowers("placement.home_assesses_mean_days", part(self.home_assessment_time_saved_share))
        yield raises("placement.home_accepts_share", part(self.declined_placements_avoided_share))
        yield raises("office_hours.weekend_share", part(self.weekend_working_share))
        filled = part(self.turnover_avoided_share) * self.vacancies_from_turnover_share
        yield from usable_less((*HOSPITAL, *SOCIAL_CARE), -self._more_staff(filled))

    def _more_staff(self, filled_share: float) -> float:
        """Staff more, over those there are, where a share of vacancies is filled."""
        return filled_share * self.vacancy_share / (1 - self.vacancy_share)

    def cost_lines(self) -> Iterator[CostLine]:
        """The coordinators."""
        yield CostLine("NHS", "discharge coordinators", "discharge_coordinator_year", self.nhs_coordinators)
        yield CostLine(
            "council", "discharge coordinators", "discharge_coordinator_year", self.council_coordinators
        )
