"""What a proof case is: a small network, and quantities whose values theory knows.

How far a finite run may stray also comes from theory: `sd` is the standard deviation, or a bound of it, of
the figure from one replication. It gives both the number of replications at full length and the threshold of
a short run, before anything is run.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, sqrt

from dtocsim.flow.network import Network
from dtocsim.flow.replications import Measure

SIGMAS = 4.0
"""Standard errors within which a correct engine stays in all but one of 16,000 checks."""


@dataclass(frozen=True)
class Quantity:
    """One figure that theory knows.

    expected: by theory; tolerance: greatest deviation that passes at full length, in the unit of the figure;
    sd: standard deviation of the figure from one replication; measure: takes it from what a run recorded.
    """

    name: str
    expected: float
    tolerance: float
    sd: float
    measure: Measure

    def replications(self) -> int:
        """Return how many replications make the tolerance as wide as `SIGMAS` standard errors."""
        return ceil((SIGMAS * self.sd / self.tolerance) ** 2) if self.sd else 1

    def threshold(self, replications: int) -> float:
        """Return the deviation that only a wrong engine exceeds in so many replications."""
        return SIGMAS * self.sd / sqrt(replications)


@dataclass(frozen=True)
class Model:
    """A network with the quantities to find in it."""

    network: Network
    quantities: tuple[Quantity, ...]

    def replications(self) -> int:
        """Return the replications at full length: at least ten, so that the interval means something."""
        return max(10, *(quantity.replications() for quantity in self.quantities))


@dataclass(frozen=True)
class Case:
    """One case of the proof.

    name: number of the subject and of the case in it, as in "P1.2"; title: what it is, for a reader;
    source: where the theory stands; build: makes the model (exact chains take a moment, so not before it is
    needed); quick: replications in the short run.
    """

    name: str
    title: str
    source: str
    build: Callable[[], Model]
    quick: int = 4

    @property
    def subject(self) -> str:
        """The part of the name before the dot."""
        return self.name.partition(".")[0]


def share_of(part: float, whole: float) -> float:
    """Return part / whole, 0 of nothing."""
    return part / whole if whole else 0.0


def ratio_sd(value: float, relative: float, count: float) -> float:
    """Return a bound of the standard deviation of a total divided by a Poisson number of people.

    Args:
        value: the ratio; relative: relative standard deviation of the total; count: expected people.
    """
    return value * (relative + 1 / sqrt(count))
