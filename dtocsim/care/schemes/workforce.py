"""Workforce: vacancies and absence in the NHS and in social care, and what the staff present can serve.

Usable capacity is the lesser of what is physically there and what the staff present can serve. Published and
implied capacities are what could be used with the vacancies and absence of their time, so that nothing
changes as long as these stay as they were. Of staff who are missing some are replaced by agencies and
overtime; staff beyond the usual open what stands closed for want of staff, and no more.
"""

from collections.abc import Iterator
from typing import Literal

from dtocsim.care.schemes.staffing import AT_HOME, CARE_HOMES, HOSPITAL, TEAMS, usable_less
from dtocsim.scenario.kinds import Share, ShareBelowOne
from dtocsim.scenario.scheme import Move, Scheme


class Workforce(Scheme):
    """Vacancies and absence in the NHS and in social care, other than they were."""

    finest = "council"

    kind: Literal["workforce"]
    """Vacancies and absence."""
    nhs_vacancy_share: Share
    """Posts of the NHS that are vacant, 0 to 1."""
    nhs_absence_share: Share
    """Staff of the NHS who are absent, 0 to 1."""
    nhs_usual_vacancy_share: ShareBelowOne
    """Posts of the NHS that are vacant at today's capacities, 0 to below 1."""
    nhs_usual_absence_share: ShareBelowOne
    """Staff of the NHS who are absent at today's capacities, 0 to below 1."""
    social_care_vacancy_share: Share
    """Posts of social care that are vacant, 0 to 1."""
    social_care_absence_share: Share
    """Staff of social care who are absent, 0 to 1."""
    social_care_usual_vacancy_share: ShareBelowOne
    """Posts of social care that are vacant at today's capacities, 0 to below 1."""
    social_care_usual_absence_share: ShareBelowOne
    """Staff of social care who are absent at today's capacities, 0 to below 1."""
    missing_covered_share: Share
    """Of staff who come to be missing, those whom agencies and overtime replace, 0 to 1."""
    closed_beds_share: Share
    """Beds that stand closed for want of staff, over those in use, 0 to 1."""
    closed_places_share: Share
    """Care-home places that stand closed for want of staff, over those in use, 0 to 1."""
    unmet_care_at_home_share: Share
    """Care at home, and work of teams, that more staff could do at once, over what they do, 0 to 1."""

    @property
    def nhs_present(self) -> float:
        """Staff of the NHS who are present, over the usual."""
        return _present(self.nhs_vacancy_share, self.nhs_absence_share) / _present(
            self.nhs_usual_vacancy_share, self.nhs_usual_absence_share
        )

    @property
    def social_care_present(self) -> float:
        """Staff of social care who are present, over the usual."""
        return _present(self.social_care_vacancy_share, self.social_care_absence_share) / _present(
            self.social_care_usual_vacancy_share, self.social_care_usual_absence_share
        )

    def moves(self) -> Iterator[Move]:
        """What can be used of each capacity."""
        for capacities, present, closed in (
            (HOSPITAL, self.nhs_present, self.closed_beds_share),
            (CARE_HOMES, self.social_care_present, self.closed_places_share),
            ((*AT_HOME, *TEAMS), self.social_care_present, self.unmet_care_at_home_share),
        ):
            yield from usable_less(capacities, 1 - self._usable(present, closed))

    def _usable(self, present: float, closed_share: float) -> float:
        """What can be used with the staff present, over the usual."""
        if present < 1:
            return present + (1 - present) * self.missing_covered_share
        return min(present, 1 + closed_share)


def _present(vacancy_share: float, absence_share: float) -> float:
    return (1 - vacancy_share) * (1 - absence_share)
