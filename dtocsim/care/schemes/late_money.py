"""Money that comes late (S14): between two dates only a share of what was meant to be bought can be bought.

What was bought before goes on. New packages and places wait for money, and everybody's search takes so much
longer, because providers fill what is free with whom they are paid for. Schemes that the same payer buys
capacity with have only the share, too.
"""

from collections.abc import Iterator
from typing import Literal

from dtocsim.care.schemes.buying import COMMUNITY_BEDS, PACKAGES, PLACES, fewer_starts
from dtocsim.scenario.kinds import Share, ShareAboveZero
from dtocsim.scenario.scheme import Move, Scheme


class LateMoney(Scheme):
    """Money of councils or of the NHS that comes late."""

    finest = "council"

    kind: Literal["late_money"]
    """Money that comes late."""
    payer: Literal["council", "NHS"] = "council"
    """Whose money is late."""
    bought_share: ShareAboveZero
    """Of what was meant to be bought, the part that can be, above 0 to 1; 1 is no delay."""
    council_packages_share: Share
    """Packages of care that councils pay for, 0 to 1."""
    council_places_share: Share
    """Care-home places that councils pay for, 0 to 1."""
    nhs_packages_share: Share
    """Packages of care that the NHS pays for, 0 to 1."""
    nhs_places_share: Share
    """Care-home places that the NHS pays for, 0 to 1."""

    def weakens(self, other: Scheme) -> float:
        """What the same payer buys with schemes."""
        return 1 - self.bought_share if getattr(other, "payer", "") == self.payer else 0.0

    def moves(self) -> Iterator[Move]:
        """Packages, places and, for the NHS, community beds."""
        council = self.payer == "council"
        packages = self.council_packages_share if council else self.nhs_packages_share
        places = self.council_places_share if council else self.nhs_places_share
        yield from fewer_starts(PACKAGES, self.bought_share, packages)
        yield from fewer_starts(PLACES, self.bought_share, places)
        if not council:
            yield from fewer_starts(COMMUNITY_BEDS, self.bought_share)
