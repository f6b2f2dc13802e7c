"""Reablement expansion: more places, and reablement after which fewer people need a package or a care home.

The reviews find too few trials to say what reablement changes (Legg 2016: none was eligible); what a
service reports of itself (60 % less home care) is no effect.
"""

from collections.abc import Iterator
from typing import Literal

from dtocsim.scenario.kinds import Amount, Share
from dtocsim.scenario.scheme import CostLine, Move, Payer, Scheme, adds, lowers


class ReablementExpansion(Scheme):
    """More reablement places, after which fewer people need a package or a care home."""

    sizes = ("places",)
    effects = ("packages_avoided_share", "care_homes_avoided_share", "stay_shortened_share")

    kind: Literal["reablement_expansion"]
    """More, and better, reablement."""
    places: Amount
    """Reablement places on top, in all its areas together."""
    packages_avoided_share: Share
    """People who would need a package after reablement and now do not, 0 to 1."""
    care_homes_avoided_share: Share
    """People who would need a care home after reablement and now do not, 0 to 1."""
    stay_shortened_share: Share
    """Part of the days in reablement that is saved, 0 to 1."""
    payer: Payer = "council"
    """Who pays for the places."""

    def moves(self) -> Iterator[Move]:
        """Places, what people need afterwards, and how long they stay."""
        yield adds("capacity.reablement_places_added", self.places)
        yield lowers("reablement.onward_home_care_share", self.packages_avoided_share)
        yield lowers("reablement.onward_care_home_share", self.care_homes_avoided_share)
        for key in ("mean_days", "sd_days"):
            yield lowers(f"reablement.stay_{key}", self.stay_shortened_share)

    def cost_lines(self) -> Iterator[CostLine]:
        """The places, used or not."""
        yield CostLine(self.payer, "reablement places", "reablement_place_year", per_year=self.places)
