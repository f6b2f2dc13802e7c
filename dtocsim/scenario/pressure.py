"""What hospitals do differently when they are full, besides opening escalation beds."""

from .kinds import Closed, LocalDated, Ratio, Share, ShareAboveZero, ShareBelowOne, SystemWide


class Pressure(Closed):
    """How an acute hospital responds while more of its usable beds are occupied than a threshold."""

    occupancy_threshold: SystemWide[ShareAboveZero]
    """Occupied share of usable acute beds at which a hospital is under pressure, above 0 to 1; 1 is no free
    bed. Beds are those of the first day."""
    stay_saved_share: LocalDated[ShareBelowOne]
    """Share of the clinical stay that is saved of patients admitted under pressure, 0 to below 1."""
    readmission_more_share: LocalDated[Ratio]
    """Readmissions from home on top of the usual of patients who are fit under pressure, relative to the
    usual, 0 to 20; 0 is none."""
    more_intense_share: LocalDated[Share]
    """Share of patients who are fit under pressure and are given the next more intense pathway, 0 to 1; 0 is
    none."""

    @property
    def responds(self) -> bool:
        """Whether anything is done differently."""
        return max(self.stay_saved_share, self.readmission_more_share, self.more_intense_share) > 0
