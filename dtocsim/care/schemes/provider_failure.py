"""A provider fails or a home closes: packages and places are lost on a day; others may take them over later.

Capacity falls at once, clients and residents do not: whoever has a package or a place keeps it, as if another
provider had taken her on, and nobody new is let in until fewer are in use than are left. In truth those who
lose theirs look again, beside all others, and some come to hospital; the model has that in no other way than
by what is not there for those who wait.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Literal

from dtocsim.scenario.kinds import Amount, Share, WholeDays
from dtocsim.scenario.phase import LAST, Phase
from dtocsim.scenario.scheme import Move, Scheme, adds


class ProviderFailure(Scheme):
    """A provider of care that fails, or homes that close.

    Units are of all its areas together, and are divided among them by people of 65 and over.
    """

    kind: Literal["provider_failure"]
    """A provider fails or a home closes."""
    packages_lost: Amount
    """Packages of care that could be given at once, and are lost."""
    residential_places_lost: Amount
    """Residential places lost."""
    nursing_places_lost: Amount
    """Nursing places lost."""
    replaced_after_days: WholeDays
    """Days from the start until others begin to give what was lost."""
    replaced_share: Share
    """Part of what was lost that others come to give, 0 to 1."""

    def moves(self) -> Iterator[Move]:
        """Less from the start on, and a part of it back later."""
        later = min(LAST, self.start + timedelta(self.replaced_after_days))
        for name, lost in (
            ("packages_of_care", self.packages_lost),
            ("residential_places", self.residential_places_lost),
            ("nursing_places", self.nursing_places_lost),
        ):
            yield adds(f"capacity.{name}_added", -lost)
            back = float(round(lost * self.replaced_share))
            yield adds(f"capacity.{name}_added", back, Phase(later, 0, self.end))
