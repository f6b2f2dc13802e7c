"""How long delays last beyond what is known of their causes."""

from typing import Annotated

from .kinds import Closed, Dated, Factor, Local, Varies

Trend = Annotated[Factor, Varies("nation", dated=True, most_dates=3)]


class Delays(Closed):
    """Factors on the length of every delay whose causes are not in the model: fitted, never explained."""

    council_factor: Local[Factor]
    """Length of a council's delays beyond what its published share of delayed days implies, above 0 to 10; 1
    is as implied. Fitted to the council's own figures, for which it stands and which it does not explain."""
    performance_trend: Trend
    """Length of all delays over time, relative to what the model says, above 0 to 10; at most three dates.
    What published delays need beyond known inputs, unexplained; joint working is not fitted to it."""
    recording_change: Dated[Factor]
    """Length of all delays as recorded, relative to the rules since April 2017, above 0 to 10; unexplained:
    what part of the step is recording and what is care is not known."""

    @property
    def factor(self) -> float:
        """All of them together."""
        return self.council_factor * self.performance_trend * self.recording_change
