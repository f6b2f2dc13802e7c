"""Properties of people and of the calendar, and values that depend on them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Value = TypeVar("Value")
Chosen = TypeVar("Chosen", covariant=True)

MOST_SOURCES = 5
"""Attributes and periods that one value may depend on."""


class NetworkError(ValueError):
    """A network that cannot be built or run; the message is one line that names the journey and the step."""


@dataclass(frozen=True, eq=False)
class Attribute:
    """A property of a person with a fixed, ordered list of values; the first is what a new person has."""

    name: str
    values: tuple[str, ...]
    index: int

    def code(self, value: str) -> int:
        """Return the position of `value`; NetworkError names the values that exist."""
        if value not in self.values:
            raise NetworkError(
                f"attribute {self.name!r} has no value {value!r}; it has {', '.join(self.values)}"
            )
        return self.values.index(value)


@dataclass(frozen=True, eq=False)
class Period:
    """A stretch of the calendar used like an attribute: the value depends on the day, not on the person."""

    name: str
    values: tuple[str, ...]
    index: int
    by_day: NDArray[np.int64]
    """Code of the value that holds on each day of the run, warm-up included; shape (days,)."""


@dataclass(frozen=True, eq=False)
class Moment:
    """A date of a person's life, noted by one step and used as a clock by others (the end of a stay)."""

    name: str
    index: int


@dataclass(frozen=True, eq=False)
class By(Generic[Chosen]):
    """A value that depends on an attribute: By(age, {"0-64": ..., "65+": ...}); values may again be By.

    Every value of the attribute must be named.
    """

    attribute: Attribute | Period
    values: Mapping[str, "Chosen | By[Chosen]"]

    def __post_init__(self) -> None:
        expected, found = set(self.attribute.values), set(self.values)
        if expected != found:
            raise NetworkError(
                f"By({self.attribute.name!r}): missing {sorted(expected - found)}, "
                f"unknown {sorted(found - expected)}"
            )


@dataclass(frozen=True)
class Lookup(Generic[Value]):
    """A `By` laid flat: values[sum of code * stride] over the attributes in `sources`.

    One value and no source if constant.
    """

    sources: tuple[Attribute | Period, ...]
    strides: tuple[int, ...]
    values: tuple[Value, ...] = field(repr=False)

    @classmethod
    def of(cls, value: "Value | By[Value]") -> "Lookup[Value]":
        """Flatten a value or a (nested) `By`."""
        sources: list[Attribute | Period] = []
        _collect(value, sources)
        if len(sources) > MOST_SOURCES:
            names = ", ".join(repr(source.name) for source in sources)
            raise NetworkError(f"a value may depend on at most {MOST_SOURCES} attributes or periods: {names}")
        strides = [1] * len(sources)
        for position in range(len(sources) - 2, -1, -1):
            strides[position] = strides[position + 1] * len(sources[position + 1].values)
        size = strides[0] * len(sources[0].values) if sources else 1
        flat = [_pick(value, sources, strides, slot) for slot in range(size)]
        return cls(tuple(sources), tuple(strides), tuple(flat))


def _collect(value: Any, sources: list[Attribute | Period]) -> None:
    if isinstance(value, By):
        if value.attribute not in sources:
            sources.append(value.attribute)
        for part in value.values.values():
            _collect(part, sources)


def _pick(value: Any, sources: list[Attribute | Period], strides: list[int], slot: int) -> Any:
    while isinstance(value, By):
        position = sources.index(value.attribute)
        code = slot // strides[position] % len(value.attribute.values)
        value = value.values[value.attribute.values[code]]
    return value
