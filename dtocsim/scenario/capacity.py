"""How much there is of what people wait for, relative to the usual."""

from .kinds import Closed, LocalDated, Ratio, SystemWideDated


class Capacity(Closed):
    """How much there is of what people wait for, relative to what the tables and the base scenario imply.

    At 1 there is as much as usual; 1.1 is a tenth more of each council's or system's own.
    """

    acute_beds_ratio: SystemWideDated[Ratio]
    """Usable acute beds over the usual, 0 to 20; the beds counted as available change with them."""
    community_beds_ratio: SystemWideDated[Ratio]
    """Community beds over the usual, 0 to 20; the beds counted as available change with them."""
    residential_places_ratio: LocalDated[Ratio]
    """Residential places over the usual, 0 to 20."""
    nursing_places_ratio: LocalDated[Ratio]
    """Nursing places over the usual, 0 to 20."""
    packages_of_care_ratio: LocalDated[Ratio]
    """Packages of care that home care can give at once over the usual, 0 to 20."""
    reablement_places_ratio: LocalDated[Ratio]
    """Reablement places over the usual, 0 to 20."""
    assessors_ratio: LocalDated[Ratio]
    """Assessors at work at once over the usual, 0 to 20."""
    equipment_fitters_ratio: LocalDated[Ratio]
    """Fitters of equipment at work at once over the usual, 0 to 20."""
