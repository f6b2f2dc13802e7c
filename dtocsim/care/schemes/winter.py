"""Winter: more emergencies, longer stays, closed beds and absent staff for some weeks.

Published months of admissions and quarters of beds already hold the winter that there was. This is what
comes on top of it: a harder winter, or one more wave of flu.
"""

from collections.abc import Iterator
from typing import Literal

from dtocsim.care.schemes.staffing import absent
from dtocsim.scenario.courses import Wave
from dtocsim.scenario.hospital import AGE_BANDS
from dtocsim.scenario.kinds import Share, WholeDays
from dtocsim.scenario.scheme import Move, Scheme, lowers
from dtocsim.scenario.varying import Changing


class Winter(Scheme):
    """A harder winter than the published one.

    It rises along the ramp and falls in the days before its end.
    """

    kind: Literal["winter"]
    """A harder winter."""
    fall_days: WholeDays
    """Days before the end from which on it falls."""
    emergency_growth_share: Share
    """Emergency admissions on top, at the height, 0 to 1."""
    elective_fall_share: Share
    """Elective admissions put off, at the height, 0 to 1."""
    stay_growth_share: Share
    """Clinical stays of emergency patients that are so much longer, at the height, 0 to 1."""
    beds_closed_share: Share
    """Acute and community beds closed by outbreaks, at the height, 0 to 1."""
    nhs_absence_share: Share
    """Staff of the NHS absent on top of the usual, at the height, 0 to 1."""
    social_care_absence_share: Share
    """Staff of social care absent on top of the usual, at the height, 0 to 1."""
    absence_covered_share: Share
    """Of these, staff whom agencies and overtime replace, 0 to 1."""

    @property
    def course(self) -> Changing:
        """A wave."""
        return Wave(self.start, self.ramp_days, self.fall_days, self.end)

    def moves(self) -> Iterator[Move]:
        """Admissions, stays, beds and staff."""
        yield lowers("demand.emergency_admissions_ratio", -self.emergency_growth_share)
        yield lowers("demand.elective_admissions_ratio", self.elective_fall_share)
        for band in AGE_BANDS:
            for length in ("mean", "sd"):
                yield lowers(f"hospital.emergency_stay_{length}_days.{band}", -self.stay_growth_share)
        for beds in ("acute", "community"):
            yield lowers(f"capacity.{beds}_beds_ratio", self.beds_closed_share)
        yield from absent(self.nhs_absence_share, self.social_care_absence_share, self.absence_covered_share)
