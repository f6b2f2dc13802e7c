"""Fixed-point iteration: each council's delays are lengthened by what it has too few of, and all is run
again.

Only the shares of councils are fitted: how many delayed days England has is left to the model and its
calibration. The factors say all that is known of a council beyond its people, beds and care, so that they
can be taken to another year: what the scenario scales by published shares itself is switched off.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import fsum, log

import numpy as np

from dtocsim.scenario import Scenario

from .delays import Days, Simulate, chance, published, simulated

KEY = "delays.council_factor"
_DAMPING = 0.9
"""Queues answer to longer delays more than in proportion; a full step would overshoot."""
_LOW, _HIGH = 0.2, 5.0
_DECIMALS = 4

Told = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Fit:
    """Councils fitted to a year.

    Attributes:
        scenario: with the fitted factors.
        factors: by council, 1 being as its published share implies.
        published: delayed days that were published.
        unfitted: delayed days with all factors 1, brought to the published total.
        simulated: delayed days that the fitted scenario has, brought to the published total.
        chance: variance by chance of the logarithm of a council's delayed days, times these days.
        errors: median absolute error of councils after each run, in %, the unfitted first.
    """

    scenario: Scenario
    factors: Days
    published: Days
    unfitted: Days
    simulated: Days
    chance: float
    errors: tuple[float, ...]


def fit_councils(scenario: Scenario, simulate: Simulate, rounds: int, told: Told) -> Fit:
    """Fit the factor of every council to its published delayed days.

    Args:
        scenario: one financial year.
        simulate: runs England.
        rounds: how often the factors are corrected, 1 or more.
        told: hears of progress.

    Raises:
        ScenarioError: the scenario is not a year for which councils' delayed days are published.
    """
    wanted = {name: days for name, days in published(scenario).items() if days > 0}
    factors = dict.fromkeys(wanted, 1.0)
    errors: list[float] = []
    tried: list[Days] = []
    for number in range(rounds + 1):
        told("fitting councils", number, rounds + 1)
        current = with_factors(scenario, factors)
        result = simulate(current)
        found = _on_the_scale_of(wanted, simulated(result))
        tried.append(found)
        errors.append(_median_error(wanted, found))
        if number < rounds:
            factors = {name: _corrected(factors[name], wanted[name], found[name]) for name in wanted}
    told("fitting councils", rounds + 1, rounds + 1)
    return Fit(current, factors, wanted, tried[0], tried[-1], chance(result), tuple(errors))


def with_factors(scenario: Scenario, factors: Days) -> Scenario:
    """A scenario whose councils differ by factors, and not by their published shares."""
    return scenario.changed({"councils.delay_factor": "none", KEY: {"by_area": {"England": 1.0, **factors}}})


def _on_the_scale_of(wanted: Days, found: Days) -> Days:
    total = fsum(found.get(name, 0.0) for name in wanted)
    scale = fsum(wanted.values()) / max(total, 1e-9)
    return {name: scale * found.get(name, 0.0) for name in wanted}


def _corrected(factor: float, wanted: float, found: float) -> float:
    """A better factor; a council without any delay in the run is tried with a long step."""
    ratio = wanted / found if found > 0 else 2.0
    return round(min(max(factor * float(np.exp(_DAMPING * log(ratio))), _LOW), _HIGH), _DECIMALS)


def _median_error(wanted: Days, found: Days) -> float:
    return float(np.median([100 * abs(found[name] / days - 1) for name, days in wanted.items()]))
