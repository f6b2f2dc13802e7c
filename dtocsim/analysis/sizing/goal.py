"""What is to be reached: a measure at most, or at least, so much."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_GOAL = re.compile(r"\s*(?P<measure>[a-z0-9_]+)\s*(?P<sign><=|>=)\s*(?P<value>[0-9]+(\.[0-9]+)?)\s*%?\s*")


@dataclass(frozen=True)
class Goal:
    """A bound for the mean of a measure.

    Attributes:
        measure: Its name.
        sign: Whether it shall be at most or at least the value.
        value: The bound, in the unit of the measure.
    """

    measure: str
    sign: Literal["<=", ">="]
    value: float

    def excess(self, figure: float) -> float:
        """How far a figure is from the goal, in the unit of the measure; 0 or less where it is reached."""
        return figure - self.value if self.sign == "<=" else self.value - figure


def read_goal(text: str) -> Goal:
    """Reads `dtoc_beds<=40` or `general_acute_occupancy_percent <= 92`.

    Raises:
        ValueError: Something else; one line.
    """
    match = _GOAL.fullmatch(text)
    if match is None:
        raise ValueError(f"goal {text!r}; expected such as 'dtoc_beds<=40'")
    return Goal(match["measure"], "<=" if match["sign"] == "<=" else ">=", float(match["value"]))
