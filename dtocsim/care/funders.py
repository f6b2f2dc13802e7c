"""Who pays for somebody's care: what she owns is hers for life, whether the NHS pays is decided anew.

Whoever pays for her own care of one kind after one stay does so after the next, and who pays for cheaper care
pays for dearer care too; the shares by need are those of the scenario, on average over all tenths of means.
"""

from collections.abc import Mapping
from functools import cache
from math import fsum

from dtocsim.care.words import FIFTHS, FUNDERS, MEANS
from dtocsim.flow.journey_steps import Shares
from dtocsim.scenario.kinds import FunderShares


def means_shares(slope: float) -> dict[str, Shares]:
    """Return the shares of tenths of means by deprivation fifth; the fifths together have a tenth in each.

    Args:
        slope: how much means rise with deprivation fifth, 0 to 1; at 1 nobody of the most deprived fifth is
            in the last tenth.
    """
    return {fifth: _tilted(slope * _middle(position, len(FIFTHS))) for position, fifth in enumerate(FIFTHS)}


def _tilted(slope: float) -> Shares:
    tenths = len(MEANS)
    return {each: (1 + slope * _middle(position, tenths)) / tenths for position, each in enumerate(MEANS)}


def _middle(position: int, number: int) -> float:
    """Where a position stands between -1, the first of so many, and 1, the last."""
    return 2 * position / (number - 1) - 1


def funder_shares(by_need: FunderShares) -> Mapping[str, Shares]:
    """Return the shares of funders of people of each tenth of means, the least first.

    Args:
        by_need: shares of all who have a need; they sum to 1.
    """
    return _by_means(tuple(by_need[funder] for funder in FUNDERS))


@cache
def _by_means(by_need: tuple[float, ...]) -> Mapping[str, Shares]:
    # Each place, setting and day asks for the same few.
    shares = dict(zip(FUNDERS, by_need, strict=True))
    return {each: _of_tenth(shares, position) for position, each in enumerate(MEANS)}


def _of_tenth(by_need: Shares, means: int) -> Shares:
    tenths, own = len(MEANS), by_need["self"]
    alone = min(1.0, max(0.0, own * tenths - (tenths - 1 - means)))
    others = fsum(by_need[funder] for funder in FUNDERS if funder != "self")
    rest = (1 - alone) / others if others > 0 else 0.0
    return {funder: alone if funder == "self" else by_need[funder] * rest for funder in FUNDERS}
