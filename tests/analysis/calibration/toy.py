"""A cheap simulator whose truth is known: delays by reason as products of shares and lengths, with chance."""

import numpy as np

from dtocsim.analysis.calibration import Found, Goal, Parameter, chance
from dtocsim.analysis.calibration.space import Array

PARAMETERS = (
    Parameter("search days", 3.0, 1.0, 9.0, logarithmic=True),
    Parameter("search share", 0.3, 0.1, 0.9),
    Parameter("choice days", 10.0, 4.0, 14.0, logarithmic=True),
    Parameter("stay days", 6.0, 4.0, 9.0, logarithmic=True),
    Parameter("colour of the door", 0.5, 0.0, 1.0),
)
GOALS = ("search", "choice", "occupied", "people searching")
TRUTH = np.asarray([0.62, 0.35, 0.55, 0.8, 0.4])
NOISE = 0.01
REPLICATIONS = 3


def exactly(points: Array) -> Array:
    """What each point gives without chance; shape (points, goals)."""
    values = [np.vectorize(each.from_unit)(row) for each, row in zip(PARAMETERS, points.T, strict=True)]
    days, share, choice, stay, _ = values
    people = 100 * share
    return np.stack([people * days, 40 * choice, 500 * stay + people * days, people], axis=-1)


def luck(replications: int) -> Array:
    """The same at every point, as common random numbers make it; shape (replications, goals)."""
    return np.random.default_rng(17).normal(0, NOISE, (replications, len(GOALS)))


def simulate(points: Array, purpose: str = "", replications: int = REPLICATIONS) -> Found:
    """Outputs with a share of luck of their own beside the common."""
    own = [np.random.default_rng(int(1e6 * x.sum())).normal(0, NOISE / 5, (replications, 4)) for x in points]
    return Found(points, exactly(points)[:, None, :] * (1 + luck(replications) + np.asarray(own)))


def goals(tolerance: float = 0.03) -> tuple[Goal, ...]:
    """What the truth gives, as goals."""
    return tuple(
        Goal(name, float(value), tolerance, logarithmic=True)
        for name, value in zip(GOALS, exactly(TRUTH[None, :])[0], strict=True)
    )


def noise(wanted: tuple[Goal, ...]) -> Array:
    """Variance of a single year, from twelve replications at the truth."""
    return chance(simulate(TRUTH[None, :], replications=12).outputs[0], wanted)
