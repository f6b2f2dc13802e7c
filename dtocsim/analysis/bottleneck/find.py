"""Makes each wait instant in turn and ranks them by the bed days that would be saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dtocsim.analysis.bottleneck.waits import WAITS, Wait
from dtocsim.experiment import Resources, compare

if TYPE_CHECKING:
    from dtocsim.experiment import Comparison
    from dtocsim.scenario import Scenario

DELAYED, OCCUPIED = "dtoc_beds", "general_acute_occupied_beds"


@dataclass(frozen=True)
class Saved:
    """What an instant wait would save, in beds a day.

    Attributes:
        wait: The wait.
        own: Beds a day delayed for its reason in the baseline; None where it has none.
        delayed: Fewer beds taken up by delayed transfers.
        low: Lower end of the confidence interval of that; None for a single replication.
        high: Upper end of it.
        occupied: Fewer general and acute beds occupied: what is left after others have taken the beds freed.
    """

    wait: Wait
    own: float | None
    delayed: float
    low: float | None
    high: float | None
    occupied: float


@dataclass(frozen=True)
class Bottleneck:
    """All waits, the one that costs most first.

    Attributes:
        area: Full name of the area.
        days: Days of the run.
        beds: Beds taken up by delayed transfers in the baseline.
        saved: What each wait would save.
        replications: Paired replications.
        level: Confidence level at which all intervals hold together.
        comparison: The comparison they come from.
    """

    area: str
    days: int
    beds: float
    saved: tuple[Saved, ...]
    replications: int
    level: float
    comparison: Comparison


def bottlenecks(
    scenario: Scenario,
    *,
    area: str | None = None,
    system: str | None = None,
    replications: int = 10,
    level: float = 0.95,
    resources: Resources | None = None,
) -> Bottleneck:
    """Ranks the waits between fit and gone by the delayed bed days that an instant wait would save.

    Savings do not add up: who no longer waits for one thing may wait for the next.

    Args:
        scenario: The state to start from.
        area: A council, district or system, by name or code; None for England.
        system: A system, by name or code.
        replications: Paired replications, 1 or more.
        level: Confidence level at which all intervals hold together.
        resources: Who runs pieces and where they are kept.

    Raises:
        UnknownArea: No such area.
    """
    what_ifs = [scenario.what_if({**wait.settings, "name": wait.label}) for wait in WAITS]
    found = compare(
        scenario,
        what_ifs,
        area=area,
        system=system,
        replications=replications,
        measure=DELAYED,
        level=level,
        resources=resources,
    )
    saved = [_saved(found, wait, name) for wait, name in zip(WAITS, found.names[1:], strict=True)]
    return Bottleneck(
        area=found.area,
        days=scenario.run.days,
        beds=found.change(found.names[1], DELAYED).base,
        saved=tuple(sorted(saved, key=lambda each: -each.delayed)),
        replications=found.replications,
        level=level,
        comparison=found,
    )


def _saved(found: Comparison, wait: Wait, name: str) -> Saved:
    delayed, occupied = found.change(name, DELAYED), found.change(name, OCCUPIED)
    own = found.change(name, f"{DELAYED}_{wait.reason.lower()}").base if wait.reason else None
    low = None if delayed.high is None else -delayed.high
    high = None if delayed.low is None else -delayed.low
    return Saved(wait, own, -delayed.difference, low, high, -occupied.difference)
