"""Discharge to assess (S3, Sheffield): home first, with packages that bridge; assessed and settled there.

Sheffield went from 5.5 to 1.2 days between the end of acute care and home, before and after. Without
bridging packages nothing happens: then it would only move the queue.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from dtocsim.care.schemes.steps import TargetedScheme
from dtocsim.scenario.kinds import Amount, Hazard, Share
from dtocsim.scenario.scheme import CostLine

if TYPE_CHECKING:
    from dtocsim.care.model import PlaceModel
    from dtocsim.care.sites import Site

PACKAGES = "bridging packages"


class DischargeToAssess(TargetedScheme):
    """People who wait in hospital for a package of care go home at once, with a package that bridges."""

    bridges = True
    assesses_at_home = True
    events = ("left hospital early", "refused", "failed")
    effects = ("offered_share",)

    kind: Literal["discharge_to_assess"]
    """Home first, with packages that bridge."""
    bridging_packages: Amount
    """Packages that bridge at once, in all its areas together; 0 is no scheme."""
    offered_share: Share
    """People who wait for a package of care and can go home with one that bridges, 0 to 1."""
    readmitted_per_day: Hazard
    """How often a day somebody bridged at home is admitted again."""

    @property
    def is_there(self) -> bool:
        """Whether there are packages that bridge."""
        return self.enabled and self.bridging_packages > 0

    def resources(self) -> Mapping[str, float]:
        """The packages."""
        return {PACKAGES: self.bridging_packages}

    def cost_lines(self) -> Iterator[CostLine]:
        """The NHS pays for the packages, used or not."""
        yield CostLine("NHS", PACKAGES, "package_of_care_year", per_year=self.bridging_packages)

    @property
    def gives_way_per_day(self) -> float:
        """How often a day somebody bridged is admitted again."""
        return self.readmitted_per_day

    def while_delayed(self, site: Site, model: PlaceModel, name: str) -> None:
        """Go home now, if a package is free."""
        from dtocsim.care.bridging import offer

        offer(site, model, name, self.offered_share, PACKAGES, 1)
