"""How alike councils are in size, age and deprivation: who is a council's statistical neighbour."""

from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from dtocsim.care.areas import Place


def people_65_plus(places: Sequence[Place]) -> float:
    """Return the people aged 65 and over in some parts of councils."""
    return float(sum(sum(place.population[1:]) for place in places))


def likeness(places: Sequence[Place]) -> tuple[float, ...]:
    """Return what neighbours of a council are found by, from its parts.

    Returns:
        Log of people aged 65+, share of them aged 85+, share of people in the two most deprived fifths, share
        of people who are 65+.
    """
    bands = np.sum([place.population for place in places], axis=0)
    old = float(bands[1:].sum())
    deprived = float(sum(places[0].deprivation_all[:2]))
    return log(old), float(bands[3] / old), deprived, float(old / bands.sum())


def distances(likenesses: Sequence[tuple[float, ...]], position: int) -> NDArray[np.float64]:
    """Return how far councils are from one of them: each feature in standard deviations, straight lines.

    Args:
        likenesses: of all councils.
        position: of the one.
    """
    table = np.asarray(likenesses)
    spread = table.std(axis=0)
    standard = (table - table.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    return np.asarray(np.linalg.norm(standard - standard[position], axis=1))
