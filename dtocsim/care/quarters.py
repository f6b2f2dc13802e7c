"""Figures that hold for a quarter of the financial year, written as `2017/18 Q1`."""

from collections.abc import Mapping
from datetime import date
from functools import cache


@cache
def starts(name: str) -> date:
    """Return the first day of a quarter.

    >>> starts("2017/18 Q4")
    datetime.date(2018, 1, 1)
    """
    year, number = int(name[:4]), int(name[-1])
    return date(year + (number == 4), (4, 7, 10, 1)[number - 1], 1)


def in_force(by_quarter: Mapping[str, float], day: date) -> float:
    """Return the figure of the last quarter begun by a day, or of the first one there is."""
    begun = [name for name in by_quarter if starts(name) <= day]
    return by_quarter[max(begun, key=starts) if begun else min(by_quarter, key=starts)]
