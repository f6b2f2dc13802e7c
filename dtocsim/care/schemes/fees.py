"""Fees that councils pay to providers rise: homes accept more, and a fixed budget buys less."""

from collections.abc import Iterator
from typing import Literal

from dtocsim.care.schemes.buying import PACKAGES, PLACES, fewer_starts
from dtocsim.scenario.kinds import Ratio, Share
from dtocsim.scenario.scheme import Move, Scheme, raises


class Fees(Scheme):
    """Higher fees from councils to providers of care."""

    finest = "council"

    kind: Literal["fees"]
    """Higher fees."""
    growth_share: Ratio
    """Fees are so much higher, 0 to 20; 0 changes nothing."""
    budget_follows_share: Share
    """Part of the rise that budgets follow, 0 (they are fixed, and buy less) to 1 (they buy as much)."""
    refusals_avoided_ratio: Ratio
    """Share of refusals by care homes that does not happen over the rise, 0 to 20; 0 is no effect."""
    council_packages_share: Share
    """Packages of care that councils pay for, 0 to 1."""
    council_places_share: Share
    """Care-home places that councils pay for, 0 to 1."""

    @property
    def bought_share(self) -> float:
        """Of what councils bought before, what their budgets still buy."""
        return 1 / (1 + self.growth_share * (1 - self.budget_follows_share))

    def moves(self) -> Iterator[Move]:
        """Homes that accept, and what is bought."""
        avoided = min(1.0, self.growth_share * self.refusals_avoided_ratio) * self.council_places_share
        yield raises("placement.home_accepts_share", avoided)
        yield from fewer_starts(PACKAGES, self.bought_share, self.council_packages_share)
        yield from fewer_starts(PLACES, self.bought_share, self.council_places_share)
