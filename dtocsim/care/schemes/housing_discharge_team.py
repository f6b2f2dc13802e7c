"""A housing team on the ward (S6, Mansfield): it clears what keeps a patient from her home.

ASSIST at King's Mill Hospital counted 4.5 bed days a patient it helped, without a control, for 1,127 patients
in ten months: far more people than are ever declared delayed for housing or equipment there. The team finds
somewhere to live, moves adaptations along and has equipment fitted sooner; whoever waits for a package of
care or a place waits as before.
"""

from collections.abc import Iterator
from typing import Literal

from dtocsim.scenario.kinds import Amount, Share
from dtocsim.scenario.scheme import CostLine, Move, Payer, Scheme, lowers


class HousingDischargeTeam(Scheme):
    """People of the district's housing service who work in the hospital."""

    effects = ("rehousing_time_saved_share", "adaptation_time_saved_share", "equipment_time_saved_share")

    kind: Literal["housing_discharge_team"]
    """A housing team in the hospital."""
    helped_share: Share
    """Patients delayed for housing, equipment or an adaptation whom it helps, 0 to 1; 0 is no scheme."""
    rehousing_time_saved_share: Share
    """Of those it helps, the part of the time until somewhere to live is found that is saved, 0 to 1."""
    adaptation_time_saved_share: Share
    """Of those it helps, the part of the time for a major adaptation, or a stopgap, that is saved, 0 to 1."""
    equipment_time_saved_share: Share
    """Of those it helps, the part of the time to deliver and fit equipment that is saved, 0 to 1."""
    housing_officers: Amount
    """Housing officers in post, in all its areas together."""
    payer: Payer = "district"
    """Who pays for them."""

    def moves(self) -> Iterator[Move]:
        """Shorter times to housing, adaptation and equipment, as far as people are helped."""
        for key, saved in (
            ("housing.rehousing_mean_days", self.rehousing_time_saved_share),
            ("housing.rehousing_sd_days", self.rehousing_time_saved_share),
            ("equipment.major_adaptation_mean_days", self.adaptation_time_saved_share),
            ("equipment.delivery_mean_days", self.equipment_time_saved_share),
            ("equipment.delivery_sd_days", self.equipment_time_saved_share),
        ):
            yield lowers(key, self.helped_share * saved)

    def cost_lines(self) -> Iterator[CostLine]:
        """The housing officers."""
        yield CostLine(
            self.payer, "housing officers", "discharge_coordinator_year", per_year=self.housing_officers
        )
