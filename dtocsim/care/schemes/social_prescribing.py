"""Social prescribing (S8): hubs whose link workers bring people to activities of the community.

What it can do ends where link workers or activities are full: there must be enough community services.
Reviews find 28 % fewer GP appointments (2 to 70 in single studies) and fewer admissions (6 to 36), nearly
all before and after; only a matched comparison (Newcastle, cost of secondary care 9.4 % lower) is free of
regression to the mean.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from dtocsim.care.schemes.programme import Programme
from dtocsim.scenario.kinds import Amount
from dtocsim.scenario.scheme import CostLine

LINK_WORKERS, ACTIVITIES = "link workers' places", "activity places"


class SocialPrescribing(Programme):
    """Hubs whose link workers bring people to activities of the community."""

    kind: Literal["social_prescribing"]
    """Social prescribing."""
    link_worker_places: Amount
    """People whom link workers can have at the same time, in all its areas together; 0 is no scheme."""
    activity_places: Amount
    """People whom activities can take at the same time, in all its areas together; 0 is no scheme."""
    link_workers: Amount
    """Link workers in post, in all its areas together."""

    def resources(self) -> Mapping[str, float]:
        """Places with link workers, then places in activities."""
        return {LINK_WORKERS: self.link_worker_places, ACTIVITIES: self.activity_places}

    def cost_lines(self) -> Iterator[CostLine]:
        """The NHS pays link workers, the voluntary sector runs the activities."""
        yield CostLine("NHS", "link workers", "link_worker_year", per_year=self.link_workers)
        yield CostLine("voluntary sector", "activities", "activity_place_year", per_year=self.activity_places)
