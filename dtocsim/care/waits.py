"""How long people who wait at the start have waited, and how they are dealt out: without luck, evenly."""

from collections.abc import Sequence
from math import fsum, log1p

from dtocsim.scenario.waiting import Waiting

GOLDEN = (5**0.5 - 1) / 2
WEEK = 7.0
LAST_BAND = 3 * WEEK


def apportion(people: int, weights: Sequence[float]) -> list[int]:
    """Deal people out in proportion to weights, by systematic sampling: every group within one of its share.

    Args:
        people: how many, 0 or more.
        weights: 0 or more, not all 0 unless there are no people.
    """
    total, counts, dealt, cumulated = fsum(weights), [], 0, 0.0
    for weight in weights:
        cumulated += weight
        upto = int(people * cumulated / total + 0.5) if total > 0 else 0
        counts.append(upto - dealt)
        dealt = upto
    return counts


def exponential_days(people: int, mean: float) -> list[float]:
    """Return so many days, rising, spread like an exponential and with exactly this mean."""
    days = [-log1p(-(number + 0.5) / people) for number in range(people)]
    found = fsum(days) / people if people else 1.0
    return [mean * each / found for each in days]


def days_waited(waiting: Waiting, usual_mean: float, over_20_mean: float) -> list[float]:
    """Return how long each of some people has waited, in days, rising.

    Within a week they are spread evenly; of those who wait for three weeks or more the mean is given.

    Args:
        usual_mean: mean days where nothing is said.
        over_20_mean: mean days of those who have waited for 21 days or more, above 21.
    """
    bands = waiting.by_days
    if bands is None:
        mean = usual_mean if waiting.mean_days is None else waiting.mean_days
        return exponential_days(waiting.people, mean)
    found: list[float] = []
    for week, people in enumerate((bands.up_to_6, bands.up_to_13, bands.up_to_20)):
        found += [WEEK * (week + (number + 0.5) / people) for number in range(people)]
    return found + [LAST_BAND + days for days in exponential_days(bands.over_20, over_20_mean - LAST_BAND)]


def shuffled(days: Sequence[float]) -> list[float]:
    """Return values in an order that has nothing to do with their size, always the same."""
    order = sorted(range(len(days)), key=lambda number: (number * GOLDEN) % 1.0)
    return [days[number] for number in order]
