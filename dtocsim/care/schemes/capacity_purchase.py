"""Capacity purchase: packages, places, beds and staff bought on top of what there is, used or not.

More of something never lengthens the wait for it on the same people; it may lengthen the next wait. With more
assessors the same people look sooner for the same packages and places, so that delays for assessment fall and
those for a package or a care home rise: look at all reasons, and at the care that is brought forward.
"""

from collections.abc import Iterator
from typing import Literal

from dtocsim.scenario.kinds import Amount
from dtocsim.scenario.scheme import CostLine, Move, Payer, Scheme, adds

_UNIT_COSTS = {
    "packages_of_care": "package_of_care_year",
    "reablement_places": "reablement_place_year",
    "residential_places": "residential_place_year",
    "nursing_places": "nursing_place_year",
    "community_beds": "community_bed_year",
    "assessors": "social_worker_year",
    "equipment_fitters": "equipment_fitter_year",
}


class CapacityPurchase(Scheme):
    """Packages, places, beds and staff bought on top of what there is, used or not.

    Units are of all its areas together, and are divided among them by people of 65 and over.
    """

    sizes = tuple(_UNIT_COSTS)

    kind: Literal["capacity_purchase"]
    """Capacity bought on top of what there is."""
    packages_of_care: Amount
    """Packages of care that can be given at once."""
    reablement_places: Amount
    """Reablement places."""
    residential_places: Amount
    """Residential places, booked as a block."""
    nursing_places: Amount
    """Nursing places, booked as a block."""
    community_beds: Amount
    """Beds in community hospitals."""
    assessors: Amount
    """Assessors at work at once."""
    equipment_fitters: Amount
    """Fitters of equipment at work at once."""
    payer: Payer = "council"
    """Who pays for them."""

    def moves(self) -> Iterator[Move]:
        """So much more of each capacity."""
        for name in _UNIT_COSTS:
            yield adds(f"capacity.{name}_added", getattr(self, name))

    def cost_lines(self) -> Iterator[CostLine]:
        """What is bought is paid for a year, whether it is used or not."""
        for name, unit_cost in _UNIT_COSTS.items():
            if units := getattr(self, name):
                yield CostLine(self.payer, name.replace("_", " "), unit_cost, per_year=units)
