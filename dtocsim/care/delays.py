"""What a scenario says of delays, laid out once."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum

from dtocsim.care.calendar import process_days
from dtocsim.care.lengths import declaration_days, reason_days
from dtocsim.care.words import LESS_INTENSE, SETTINGS, SUPPORT
from dtocsim.scenario import Scenario


@dataclass(frozen=True)
class Delays:
    """What a scenario says of delays, laid out once because it is looked up often.

    Attributes:
        days: expected days of declared delay by need and setting, without queues, at reference free shares.
        declaration: expected days from fit to declared.
        process: expected days of the hospital process once fit.
        shares: of people leaving an acute bed by need, for each age band.
    """

    days: Mapping[tuple[str, str], float]
    declaration: float
    process: float
    shares: Mapping[str, tuple[float, ...]]

    @classmethod
    def of(cls, scenario: Scenario) -> "Delays":
        """Lay out a scenario."""
        return cls(
            {
                (need, setting): fsum(reason_days(scenario, need, setting).values())
                for need in SUPPORT
                for setting in SETTINGS
            },
            declaration_days(scenario),
            process_days(scenario),
            pathway_shares(scenario),
        )


def pathway_shares(scenario: Scenario) -> dict[str, tuple[float, ...]]:
    """Return the shares of people leaving an acute bed by need, for each age band."""
    shares = scenario.discharge.pathway_share
    told = {need: getattr(shares, need).in_order() for need in SUPPORT}
    bands = [eased(scenario, dict(zip(told, band, strict=True))) for band in zip(*told.values(), strict=True)]
    return {need: tuple(band[need] for band in bands) for need in SUPPORT}


def eased(scenario: Scenario, shares: Mapping[str, float]) -> dict[str, float]:
    """Give some people the next less intense pathway, of all needs at once; shares by need."""
    found, share = dict(shares), scenario.discharge.less_intense_share
    if share == 0:
        return found
    for need, less in LESS_INTENSE.items():
        found[need] -= share * shares[need]
        found[less] += share * shares[need]
    return found
