"""Care-home support: doctors, nurses and training for care homes, so that fewer residents are admitted.

Three of four vanguards saw up to 23 % fewer emergency admissions from care homes (IAU_2019): the largest
effect seen, and so the upper end of the range; the fourth saw none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from dtocsim.care.schemes.steps import TargetedScheme
from dtocsim.scenario.kinds import Amount, Share
from dtocsim.scenario.scheme import CostLine

if TYPE_CHECKING:
    from dtocsim.care.model import PlaceModel
    from dtocsim.care.sites import Site


class CareHomeSupport(TargetedScheme):
    """General practitioners, nurses and training for care homes, so that fewer residents are admitted."""

    prevents = True
    events = ("admission prevented",)
    effects = ("admissions_prevented_share",)

    kind: Literal["care_home_support"]
    """Support for care homes."""
    homes_share: Share
    """Residents whose homes take part, 0 to 1; 0 is no scheme."""
    admissions_prevented_share: Share
    """Their emergency admissions that do not happen, 0 to 1."""
    nurses: Amount
    """Nurses in post for homes, in all its areas together."""

    @property
    def is_there(self) -> bool:
        """Whether anything is prevented."""
        return self.enabled and self.homes_share * self.admissions_prevented_share > 0

    def cost_lines(self) -> Iterator[CostLine]:
        """The nurses."""
        yield CostLine("NHS", "nurses for care homes", "community_nurse_year", per_year=self.nurses)

    def before_admission(self, site: Site, model: PlaceModel) -> None:
        """Residents stay in their homes."""
        from dtocsim.care.words import HOMES

        residents = (model.people.home, HOMES[2:])
        site.prevent_share(model, self.homes_share * self.admissions_prevented_share, residents)
