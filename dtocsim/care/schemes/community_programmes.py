"""Community programmes (S9): a different relationship with residents that lowers demand slowly, upstream.

Healthier Fleetwood counted 6.5 % fewer admissions in a town of 30,000, before and after and in the entry for
an award (HSJ_FLEETWOOD): the upper end. Of the Wigan Deal no effect on admissions is known. Nothing is in the
range. People at home are reached, in the neighbourhoods of some deprivation fifths or in all.
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


class CommunityProgrammes(TargetedScheme):
    """A different relationship with residents of neighbourhoods, which lowers demand along a slow ramp."""

    prevents = True
    events = ("admission prevented",)
    effects = ("admissions_fall_share",)

    kind: Literal["community_programmes"]
    """Community programmes."""
    reached_share: Share
    """People at home in these neighbourhoods who are reached, 0 to 1; 0 is no scheme."""
    admissions_fall_share: Share
    """Their emergency admissions that do not happen at the end of the ramp, 0 to 1."""
    community_workers: Amount
    """Workers in post, in all its areas together."""

    @property
    def is_there(self) -> bool:
        """Whether anything is prevented."""
        return self.enabled and self.reached_share * self.admissions_fall_share > 0

    def cost_lines(self) -> Iterator[CostLine]:
        """The council pays the workers."""
        yield CostLine("council", "community workers", "link_worker_year", per_year=self.community_workers)

    def before_admission(self, site: Site, model: PlaceModel) -> None:
        """Some of those who live at home in these neighbourhoods are not admitted."""
        from dtocsim.care.words import HOMES

        at_home = (model.people.home, HOMES[:2])
        site.prevent_share(model, self.reached_share * self.admissions_fall_share, at_home)
