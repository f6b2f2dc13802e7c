"""A few systems that stand for all: each the middle of a group of systems alike.

Systems are compared by size, deprivation and rate of delays (people, share of people of 65 and over in the
most deprived fifth, delayed days per person of 65 and over; logarithms, in standard deviations). The systems
chosen are those from which all systems are nearest in sum, larger ones counting more.

Reference: Kaufman, Rousseeuw, *Finding Groups in Data*, 1990, ch. 2 (partitioning around medoids).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dtocsim.care.areas import Geography, System


def representatives(geography: Geography, count: int, year: str) -> tuple[System, ...]:
    """Choose systems.

    Args:
        geography: all systems.
        count: how many, 1 to all.
        year: financial year of the delayed days, such as 2017/18.

    Returns:
        The chosen, in the order of the geography.
    """
    features = np.asarray([_features(system, year) for system in geography.systems])
    people = np.asarray([_people(system) for system in geography.systems])
    standard = (features - features.mean(axis=0)) / features.std(axis=0)
    distances = np.sqrt(((standard[:, None] - standard[None]) ** 2).sum(axis=-1))
    chosen = _medoids(people[:, None] * distances, count)
    return tuple(geography.systems[index] for index in sorted(chosen))


def _people(system: System) -> float:
    return float(sum(sum(place.population) for place in system.places))


def _features(system: System, year: str) -> tuple[float, float, float]:
    older = [sum(place.population[1:]) for place in system.places]
    deprived = sum(
        place.deprivation_65plus[0] * people for place, people in zip(system.places, older, strict=True)
    )
    days = sum(place.delayed_days.get(year, 0.0) for place in system.places)
    return float(np.log(_people(system))), deprived / sum(older), float(np.log(max(days, 1.0) / sum(older)))


def _medoids(costs: NDArray[np.float64], count: int) -> Sequence[int]:
    """Add the one that helps most, then exchange as long as that helps; costs[i, j] if j stands for i."""
    chosen: list[int] = []
    while len(chosen) < count:
        totals = [
            np.inf if new in chosen else costs[:, [*chosen, new]].min(axis=1).sum()
            for new in range(len(costs))
        ]
        chosen.append(int(np.argmin(totals)))
    best = costs[:, chosen].min(axis=1).sum()
    improved = True
    while improved:
        improved = False
        for place in range(count):
            for new in set(range(len(costs))) - set(chosen):
                other = [*chosen[:place], new, *chosen[place + 1 :]]
                total = costs[:, other].min(axis=1).sum()
                if total < best * (1 - 1e-12):
                    chosen, best, improved = other, total, True
    return chosen
