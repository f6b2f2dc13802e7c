"""Kinds of values that the builder takes, each with the words that a refusal uses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite
from numbers import Integral, Real

from dtocsim.flow.durations import sum_to_one
from dtocsim.flow.lookup import NetworkError


@dataclass(frozen=True)
class Kind:
    """What a value must be: in words, and as a test."""

    words: str
    fits: Callable[[object], bool]


def _amount(value: object) -> bool:
    return isinstance(value, Integral) and not isinstance(value, bool) and int(value) >= 1


def _number(value: object) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool) and isfinite(value) and float(value) >= 0


def _shares(value: object) -> bool:
    return isinstance(value, Mapping) and len(value) > 0 and all(map(_is_share, value.items()))


def _is_share(item: tuple[object, object]) -> bool:
    # Nearly every share is a float, which is told sooner than that it is a number.
    return isinstance(item[0], str) and isinstance(item[1], float | Real) and isfinite(item[1])


DURATION = Kind("a duration such as Exponential(3)", lambda value: hasattr(value, "residual"))
AMOUNT = Kind("a whole number of 1 or more", _amount)
NUMBER = Kind("a number of 0 or more", _number)
SHARES = Kind('shares such as {"yes": 0.3, "no": 0.7}', _shares)


def check_shares(rows: tuple[Mapping[str, float], ...], outcomes: tuple[str, ...], where: str) -> None:
    """Refuse rows of shares that do not name these outcomes in this order, or do not sum to 1."""
    for row in rows:
        if tuple(row) != outcomes:
            raise NetworkError(f"{where}: every row must name {outcomes} in this order, found {tuple(row)}")
        if min(row.values()) < 0 or not sum_to_one(list(row.values())):
            total = sum(row.values())
            raise NetworkError(f"{where}: shares must be 0 or more and sum to 1, not {total:g}")
