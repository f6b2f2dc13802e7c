"""A pandemic (S13, S14) as dated events: admissions, staff, beds, care homes and rules, not an epidemic.

Nobody infects anybody, and whoever is admitted stays and dies as others do. Admissions that follow another
path than a wave are said week by week, at `demand.emergency_admissions_ratio` with `by_date`. Beds are freed
by fewer admissions and by rules that let people leave sooner. Staff are absent, while they wait for tests
too: a sector that is tested later is without them for longer.
"""

from collections.abc import Iterator
from typing import Literal

from dtocsim.care.schemes.buying import PLACES, fewer_starts
from dtocsim.care.schemes.staffing import HOSPITAL, absent, usable_less
from dtocsim.scenario.courses import Wave, Weakened
from dtocsim.scenario.kinds import Share, ShareBelowOne, WholeDays
from dtocsim.scenario.phase import LAST, Phase
from dtocsim.scenario.scheme import Day, Move, Scheme, lowers
from dtocsim.scenario.varying import Changing


class Pandemic(Scheme):
    """A pandemic as dated events.

    Admissions, beds and absence rise along the ramp and fall in the days before the end. Rules for leaving
    hospital and closed care homes have dates of their own; without them they are there from start to end.
    """

    finest = "council"

    kind: Literal["pandemic"]
    """A pandemic as dated events."""
    fall_days: WholeDays
    """Days before the end from which on it falls."""
    emergency_fall_share: Share
    """Emergency admissions that do not come, those of the infected counted in, at the height, 0 to 1."""
    elective_fall_share: Share
    """Elective admissions that are stopped, at the height, 0 to 1."""
    beds_closed_share: Share
    """Acute and community beds closed to keep the infected apart, at the height, 0 to 1."""
    nhs_absence_share: Share
    """Staff of the NHS absent on top of the usual, at the height, 0 to 1."""
    social_care_absence_share: Share
    """Staff of social care absent on top of the usual, at the height, 0 to 1."""
    absence_covered_share: Share
    """Of these, staff whom others replace, 0 to 1."""
    nhs_tested_from: Day = LAST
    """First day of tests for staff of the NHS, a date; without it never."""
    social_care_tested_from: Day = LAST
    """First day of tests for staff of social care, a date; without it never."""
    absence_ended_by_tests_share: Share
    """Of this absence, the part that tests end, 0 to 1."""
    rules_from: Day | None = None
    """First day of the rules for leaving hospital, a date."""
    decisions_waived_share: Share
    """Decisions about funding, and choices, that the rules waive, 0 to 1."""
    online_assessment_time_saved_share: Share
    """Part of the time of an assessment that is saved by making it online or after leaving, 0 to 1."""
    contacts_prevent_share: Share
    """Emergency admissions that more contacts with GPs, outpatient clinics and mental-health teams, most of
    them online, make needless from the day of the rules on, 0 to 1."""
    volunteers_time_saved_share: Share
    """Part of the time for medicines and transport that volunteers save from then on, 0 to 1."""
    homes_closed_from: Day | None = None
    """First day on which care homes are closed to admissions, a date."""
    homes_closed_until: Day | None = None
    """Last day on which they are, a date."""
    homes_closed_share: ShareBelowOne
    """Care-home places in homes that take nobody new, 0 to below 1; residents come back as before."""

    @property
    def course(self) -> Changing:
        """A wave."""
        return Wave(self.start, self.ramp_days, self.fall_days, self.end)

    def moves(self) -> Iterator[Move]:
        """Admissions, beds, staff, rules and care homes."""
        yield lowers("demand.emergency_admissions_ratio", self.emergency_fall_share)
        yield lowers("demand.elective_admissions_ratio", self.elective_fall_share)
        yield from usable_less(HOSPITAL, self.beds_closed_share)
        yield from absent(
            self.nhs_absence_share,
            self.social_care_absence_share,
            self.absence_covered_share,
            self._untested(self.nhs_tested_from),
            self._untested(self.social_care_tested_from),
        )
        yield from self._rules()
        closed = Phase(self.homes_closed_from or self.start, 0, self.homes_closed_until or self.end)
        yield from fewer_starts(PLACES, 1 - self.homes_closed_share, course=closed)

    def _untested(self, tested_from: Day) -> Changing:
        tests = Phase(tested_from, 0, LAST)
        return Weakened(self.course, ((self.absence_ended_by_tests_share, tests),))

    def _rules(self) -> Iterator[Move]:
        """Whoever can leave leaves: assessed online or later, paid for without a panel, without a choice."""
        rules = Phase(self.rules_from or self.start, 0, self.end)
        for need in ("home_care", "residential", "nursing"):
            yield lowers(f"funding.needed_share.{need}", self.decisions_waived_share, rules)
        for funder in ("council", "self", "nhs", "joint"):
            yield lowers(f"placement.choice_share.{funder}", self.decisions_waived_share, rules)
        for length in ("mean", "sd"):
            yield lowers(f"assessment.{length}_hours", self.online_assessment_time_saved_share, rules)
            yield lowers(
                f"discharge.hospital_process_{length}_hours", self.volunteers_time_saved_share, rules
            )
        yield lowers("demand.emergency_admissions_ratio", self.contacts_prevent_share, rules)
