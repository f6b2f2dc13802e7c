"""Place search support: brokers who find places and packages for patients and families.

The search is shorter for those who are helped; places are not more. Where care is scarce, whoever is helped
takes what somebody else would have found.
"""

from collections.abc import Iterator
from typing import Literal

from dtocsim.scenario.kinds import Amount, Share
from dtocsim.scenario.scheme import CostLine, Move, Payer, Scheme, lowers


class PlaceSearchSupport(Scheme):
    """Brokers who find places and packages for patients and families."""

    effects = ("search_time_saved_share", "choice_time_saved_share")

    kind: Literal["place_search_support"]
    """Brokers who find places and packages."""
    helped_share: Share
    """People who look for a place or package and are helped, 0 to 1; 0 is no scheme."""
    search_time_saved_share: Share
    """Part of the search that help saves, 0 to 1."""
    choice_time_saved_share: Share
    """Part of the time that patient or family choice takes that help saves, 0 to 1."""
    brokers: Amount
    """Brokers in post, in all its areas together."""
    payer: Payer = "council"
    """Who pays for them."""

    def moves(self) -> Iterator[Move]:
        """Shorter searches and choices, as far as people are helped."""
        searching, choosing = (
            self.helped_share * saved
            for saved in (self.search_time_saved_share, self.choice_time_saved_share)
        )
        yield lowers("placement.residential_search_mean_days", searching)
        yield lowers("placement.nursing_search_mean_days", searching)
        yield lowers("home_care.search_mean_days", searching)
        for key in ("mean_days", "sd_days"):
            yield lowers(f"placement.choice_{key}", choosing)

    def cost_lines(self) -> Iterator[CostLine]:
        """The brokers."""
        yield CostLine(self.payer, "brokers", "discharge_coordinator_year", per_year=self.brokers)
