"""The capacities that can be sized: their key in a scenario, and how many units of them an area has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from dtocsim.experiment import ResultError
from dtocsim.scenario.varying import BY_AREA, NATION, flat

if TYPE_CHECKING:
    import pandas as pd

    from dtocsim.experiment import Where
    from dtocsim.scenario import Scenario


@dataclass(frozen=True)
class Capacity:
    """One capacity.

    Attributes:
        name: What a user calls it.
        label: What a reader sees.
        quantity: The quantity of the tables that counts its units day by day.
        column: Column of the tables that tells it apart from others of the quantity.
        word: Its word there.
        finest: Smallest kind of area that may have more of it.
    """

    name: str
    label: str
    quantity: str
    column: str
    word: str
    finest: str

    @property
    def key(self) -> str:
        """Its key in a scenario: how much there is over the usual."""
        return f"capacity.{self.name}_ratio"

    def units(self, monthly: pd.DataFrame, days: int) -> float:
        """Units of it in the areas of a table, mean over days and replications.

        Args:
            monthly: The monthly table of some replications.
            days: Days of the run.
        """
        rows = monthly[(monthly["measure"] == self.quantity) & (monthly[self.column] == self.word)]
        return float(rows["value"].sum()) / days / monthly["replication"].nunique()


def _care(name: str, label: str, word: str) -> tuple[str, Capacity]:
    return name, Capacity(name, label, "care_capacity_days", "category", word, "council")


def _beds(name: str, label: str, setting: str) -> tuple[str, Capacity]:
    return name, Capacity(name, label, "beds_usable_days", "setting", setting, "system")


CAPACITIES: Mapping[str, Capacity] = dict(
    [
        _care("reablement_places", "reablement places", "reablement places"),
        _care("packages_of_care", "packages of care", "packages of care"),
        _care("residential_places", "residential places", "residential places"),
        _care("nursing_places", "nursing places", "nursing places"),
        _care("assessors", "assessors", "assessment team"),
        _care("equipment_fitters", "equipment fitters", "equipment team"),
        _beds("community_beds", "community beds", "community"),
        _beds("acute_beds", "acute beds", "acute"),
    ]
)


def read_mix(texts: Sequence[str]) -> dict[Capacity, float]:
    """Reads `reablement_places` or `packages_of_care=3`, one a capacity.

    Returns:
        Units of each capacity that come together, relative to one another; 1 where none is given.

    Raises:
        ValueError: No such capacity, or no number above 0; one line.
    """
    mix: dict[Capacity, float] = {}
    for text in texts:
        name, equals, units = text.partition("=")
        if name not in CAPACITIES:
            near = get_close_matches(name, CAPACITIES, n=1)
            hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(CAPACITIES)}"
            raise ValueError(f"capacity {name!r}; {hint}")
        mix[CAPACITIES[name]] = _share(text, units) if equals else 1.0
    return mix


def _share(text: str, units: str) -> float:
    try:
        share = float(units)
    except ValueError:
        share = 0.0
    if not 0 < share < float("inf"):
        raise ValueError(f"capacity {text!r}; expected a number above 0 after =, such as packages_of_care=3")
    return share


def more_in(scenario: Scenario, where: Where, capacity: Capacity, share: float) -> Any:
    """The ratio of a capacity as a scenario says it when an area alone has more.

    Args:
        scenario: Without the addition.
        where: The area.
        capacity: What there is more of.
        share: How much more, as a share of what the area has.

    Raises:
        ResultError: The scenario lets the capacity differ by area or date already.
    """
    now = flat(scenario.content())[capacity.key]
    if not isinstance(now, int | float):
        raise ResultError(f"{capacity.key}: differs by area or date already, so that it cannot be sized")
    ratio = now * (1 + share)
    return ratio if where.name == NATION else {BY_AREA: {NATION: now, where.name: ratio}}
