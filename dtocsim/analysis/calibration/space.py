"""What may move in a calibration: parameters with ranges, and the unit cube that all methods work in."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
"""Points of the unit cube are rows: shape (points, parameters)."""
FACTOR = " ×"
"""Ends the name of a parameter that is a common factor on several numbers."""


@dataclass(frozen=True)
class Parameter:
    """A number that may move.

    Attributes:
        name: unique, as it stands in reports.
        value: where it stands before the calibration, within the range.
        low: lower end of the range.
        high: upper end of the range, above the lower one.
        logarithmic: whether equal steps are equal ratios; the range is above 0 then.
    """

    name: str
    value: float
    low: float
    high: float
    logarithmic: bool = False

    def from_unit(self, position: float) -> float:
        """The value at a position between 0 (the lower end) and 1 (the upper end)."""
        if self.logarithmic:
            return exp(log(self.low) + position * log(self.high / self.low))
        return self.low + position * (self.high - self.low)

    def to_unit(self, value: float) -> float:
        """The position of a value, 0 to 1 within the range."""
        if self.logarithmic:
            return log(value / self.low) / log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)


def start(parameters: Sequence[Parameter]) -> Array:
    """The point at which nothing has moved; shape (parameters,)."""
    return np.asarray([parameter.to_unit(parameter.value) for parameter in parameters])


def values(parameters: Sequence[Parameter], point: Array) -> dict[str, float]:
    """The values by name at a point of the unit cube; shape (parameters,)."""
    return {
        parameter.name: parameter.from_unit(float(position))
        for parameter, position in zip(parameters, point, strict=True)
    }
