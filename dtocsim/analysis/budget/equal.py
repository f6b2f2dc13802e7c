"""Compares what-ifs at the same yearly budget by the delayed days that they avoid for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dtocsim.analysis.budget.scaling import Scaled, scaled_to, spends
from dtocsim.experiment import Resources, ResultError, compare, locate
from dtocsim.experiment.comparing import paired_scenarios
from dtocsim.experiment.payments import Payment, for_schemes, payments
from dtocsim.experiment.ranking import probability_of_best
from dtocsim.experiment.ratio import Ratio, ratio

if TYPE_CHECKING:
    from dtocsim.experiment import Comparison
    from dtocsim.scenario import Scenario

THOUSAND = 1000.0


@dataclass(frozen=True)
class Offer:
    """What a what-if does for its money.

    Attributes:
        name: Of the what-if.
        scaled: How it was made to fit the budget.
        avoided: Delayed days avoided for a thousand pounds spent on its schemes in the run.
        best: Probability that no other one avoids more for a thousand pounds; None for fewer than five
            replications.
        payments: What each payer pays more or less a year, in all.
    """

    name: str
    scaled: Scaled
    avoided: Ratio
    best: float | None
    payments: tuple[Payment, ...]


@dataclass(frozen=True)
class Budget:
    """A comparison at equal budgets.

    Attributes:
        gbp: The budget a year.
        offers: The one that avoids most for a thousand pounds first.
        comparison: The comparison they come from.
    """

    gbp: float
    offers: tuple[Offer, ...]
    comparison: Comparison


def compare_budgets(
    base: Scenario,
    what_ifs: Sequence[Scenario],
    gbp: float,
    *,
    area: str | None = None,
    system: str | None = None,
    replications: int = 10,
    level: float = 0.95,
    resources: Resources | None = None,
) -> Budget:
    """Scales what-ifs to one budget and compares them on the same people.

    Args:
        base: The baseline.
        what_ifs: Each with schemes that cost something by the year.
        gbp: The budget a year at full strength, above 0.
        area: A council, district or system, by name or code; None for England.
        system: A system, by name or code.
        replications: Paired replications, 1 or more.
        level: Confidence level at which all intervals hold together.
        resources: Who runs pieces and where they are kept.

    Raises:
        ResultError: A what-if has no scheme with a cost, in the area that is run or at all.
        UnknownArea: No such area.
        DataError: A price is missing.
    """
    scaled = [scaled_to(what_if, gbp) for what_if in what_ifs]
    _check_spent(base, [each.scenario for each in scaled], area, system)
    found = compare(
        base,
        [each.scenario for each in scaled],
        area=area,
        system=system,
        replications=replications,
        level=level,
        resources=resources,
    )
    spent_and_avoided = [for_schemes(found, name) for name in found.names[1:]]
    best = _best(np.stack([avoided / spent for spent, avoided in spent_and_avoided], axis=1))
    each_level = 1 - (1 - level) / len(scaled)
    offers = [
        Offer(name, how, ratio(THOUSAND * avoided, spent, each_level), chance, payments(found, name))
        for name, how, (spent, avoided), chance in zip(
            found.names[1:], scaled, spent_and_avoided, best, strict=True
        )
    ]
    return Budget(gbp, tuple(sorted(offers, key=lambda offer: -(offer.avoided.mean or 0.0))), found)


def _check_spent(base: Scenario, what_ifs: Sequence[Scenario], area: str | None, system: str | None) -> None:
    """Refuse what-ifs that spend nothing where and when they are run, before anything is."""
    where = locate(paired_scenarios(base, what_ifs, about=area or system)[0], area, system)
    for what_if in what_ifs:
        if not spends(what_if, where):
            there = dict.fromkeys(name for scheme in what_if.schemes.values() for name in scheme.where)
            raise ResultError(
                f"{what_if.name}: its schemes cost nothing in {where.name} in these days; they are for "
                f"{', '.join(there)}"
            )


def _best(avoided: np.ndarray) -> list[float | None]:
    shares = probability_of_best(avoided, smaller_is_better=False)
    return [None if np.isnan(share) else float(share) for share in shares]
