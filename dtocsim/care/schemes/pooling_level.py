"""The level at which a resource is shared (S11): the nation, a system, a place, a district, a neighbourhood.

The units are the same, and only for whom they are differs: one pool of many wastes less than many pools of
few, because nobody waits here while somebody is free there. What people lose who are far from a large team,
or gain who are known to a small one, is in no number here.

Pooled by the nation, everything that the systems in `where` have is one pool, and they are run as one
network: with all of England a year takes twice the time and 1.6 GiB. Divided among districts or
neighbourhoods, units are shared out by those who use them, at least one each; where there are fewer units
than parts, the smallest parts share.
"""

from typing import Literal

from pydantic import model_validator

from dtocsim.scenario.kinds import contradiction
from dtocsim.scenario.phase import FIRST, LAST
from dtocsim.scenario.scheme import Scheme

Pooled = Literal[
    "assessors",
    "equipment_fitters",
    "reablement_places",
    "packages_of_care",
    "residential_places",
    "nursing_places",
    "community_beds",
]
Level = Literal["nation", "system", "council", "district", "neighbourhood"]
Weight = Literal["users", "people_65_plus"]


class PoolingLevel(Scheme):
    """The level at which a resource is shared.

    It holds for a whole run, and the last scheme in a file that is for a resource of a system says its level.
    """

    finest = "system"

    kind: Literal["pooling_level"]
    """The level at which a resource is shared."""
    resource: Pooled
    """What is shared: community beds (intermediate care) are a system's today, all else a council's."""
    level: Level
    """By whom: the nation (all systems in `where`), each system, council, district or neighbourhood."""
    shared_by: Weight = "users"
    """By whom units are shared out where they are divided: expected users, or all people of 65 and over."""

    @model_validator(mode="after")
    def _for_the_whole_run(self) -> "PoolingLevel":
        if (self.start, self.ramp_days, self.end) != (FIRST, 0, LAST):
            raise contradiction("a level with dates", "expected none: it holds for a whole run")
        return self

    @model_validator(mode="after")
    def _large_enough(self) -> "PoolingLevel":
        if self.resource == "community_beds" and self.level in ("district", "neighbourhood"):
            raise contradiction(f"community beds of each {self.level}", "expected nation, system or council")
        return self
