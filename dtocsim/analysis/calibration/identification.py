"""What the data say about each parameter: whether it is identified, by which goal, and with which other.

A parameter that could be anywhere in its range before is *not identified* when the ensemble says the same:
its spread is no smaller than chance makes that of as many even draws, and its distribution is no other.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy.stats import kstest

from dtocsim.scenario.catalogue import meaning
from dtocsim.scenario.setting import AT

from .emulator import Emulator
from .history import Outcome
from .space import FACTOR, Array, Parameter

_EVEN_SD = 1 / sqrt(12)
_EVEN_SPREAD = sqrt(0.8) / 2
"""Relative standard error of a standard deviation from n even draws, times sqrt(n): (kurtosis 9/5 - 1)^0.5 /
2."""
_FEWEST = 10
_RARE = 0.001
"""Of twenty-five parameters that nothing depends on, one in forty calibrations may call one identified."""
_TOGETHER = 0.5
"""Correlation from which two parameters are said to be bound together."""


@dataclass(frozen=True)
class Identified:
    """What became of one parameter.

    Attributes:
        parameter: its range before.
        low: a twentieth of the ensemble lies below.
        high: a twentieth of the ensemble lies above.
        best: its value in the best parameter set.
        identified: whether the ensemble says more than the range did.
        by: name of the goal that it moves most, in tolerances; None where it moves none.
        partner: name of the parameter with which it is bound together most closely, if closely.
        correlation: with the partner, over the ensemble.
    """

    parameter: Parameter
    low: float
    high: float
    best: float
    identified: bool
    by: str | None
    partner: str | None
    correlation: float

    @property
    def meaning(self) -> str:
        """What the parameter is, in words; of one on a date, with the date."""
        key, _, day = self.parameter.name.removesuffix(FACTOR).partition(AT)
        words = f"{meaning(key)}, on {day}" if day else meaning(key)
        return f"Factor on: {words}" if self.parameter.name.endswith(FACTOR) else words


def identify(outcome: Outcome) -> tuple[Identified, ...]:
    """Compare the ensemble with the ranges, parameter by parameter."""
    members = outcome.found.points[list(outcome.members)]
    moved = sensitivities(outcome)
    return tuple(_identify(outcome, members, moved, index) for index in range(len(outcome.parameters)))


def sensitivities(outcome: Outcome) -> Array:
    """How far each parameter moves each goal over its range; shape (parameters, goals).

    Returns:
        Standard deviations of the output as the parameter moves evenly over its range, products with others
        shared among both, in those that the goal allows (first wave: the whole range).
    """
    wave = outcome.region.waves[0]
    allowed = np.sqrt(
        [
            goal.variance + chance * (1 + 1 / wave.replications)
            for goal, chance in zip(outcome.goals, wave.chance, strict=True)
        ]
    )
    variances = [_variances(emulator, len(outcome.parameters)) for emulator in wave.emulators]
    return np.sqrt(np.stack(variances, axis=1)) / allowed


def _variances(emulator: Emulator, parameters: int) -> Array:
    # On -1 to 1 an even variable has variance 1/3, its square 4/45, a product of two 1/9.
    found = np.zeros(parameters)
    for (first, second), coefficient in zip(emulator.terms, emulator.coefficients, strict=True):
        if second < 0:
            continue
        if first < 0:
            found[second] += coefficient**2 / 3
        elif first == second:
            found[first] += coefficient**2 * 4 / 45
        else:
            found[[first, second]] += coefficient**2 / 18
    return found


def _identify(outcome: Outcome, members: Array, moved: Array, index: int) -> Identified:
    parameter = outcome.parameters[index]
    partner, correlation = _partner(members, index)
    goals = moved[index]
    low, high = np.quantile(members[:, index], (0.05, 0.95)) if len(members) else (0.0, 1.0)
    return Identified(
        parameter=parameter,
        low=parameter.from_unit(float(low)),
        high=parameter.from_unit(float(high)),
        best=parameter.from_unit(float(outcome.found.points[outcome.best, index])),
        identified=_differs(members[:, index]),
        by=outcome.goals[int(np.argmax(goals))].name if goals.max() > 0 else None,
        partner=None if partner is None else outcome.parameters[partner].name,
        correlation=correlation,
    )


def _differs(positions: Array) -> bool:
    """Whether positions in a range differ from even draws."""
    count = len(positions)
    if count < _FEWEST:
        return False
    narrower = positions.std(ddof=1) < _EVEN_SD * (1 - 3 * _EVEN_SPREAD / sqrt(count))
    return bool(narrower or kstest(positions, "uniform").pvalue < _RARE)


def _partner(members: Array, index: int) -> tuple[int | None, float]:
    if len(members) < _FEWEST or members.shape[1] < 2:
        return None, 0.0
    spread = members.std(axis=0)
    if spread[index] == 0:
        return None, 0.0
    with np.errstate(invalid="ignore", divide="ignore"):
        correlations = np.nan_to_num(np.atleast_2d(np.corrcoef(members, rowvar=False))[index])
    correlations[index] = 0.0
    partner = int(np.argmax(np.abs(correlations)))
    strength = float(correlations[partner])
    return (partner, strength) if abs(strength) >= _TOGETHER else (None, strength)
