"""How much there is of what people wait for, relative to the usual."""

from .kinds import Amount, Closed, LocalDated, Ratio, SystemWideDated


class Capacity(Closed):
    """How much there is of what people wait for, relative to what the tables and the base scenario imply.

    At 1 there is as much as usual; 1.1 is a tenth more of each council's or system's own. What is added comes
    on top, in every council or system alike; schemes add to single areas.
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
    community_beds_added: SystemWideDated[Amount]
    """Community beds on top, in each system."""
    residential_places_added: LocalDated[Amount]
    """Residential places on top, in each part of a council."""
    nursing_places_added: LocalDated[Amount]
    """Nursing places on top, in each part of a council."""
    packages_of_care_added: LocalDated[Amount]
    """Packages of care at once on top, in each part of a council."""
    reablement_places_added: LocalDated[Amount]
    """Reablement places on top, in each part of a council."""
    assessors_added: LocalDated[Amount]
    """Assessors at work at once on top, in each part of a council."""
    equipment_fitters_added: LocalDated[Amount]
    """Fitters of equipment at work at once on top, in each part of a council."""
