"""Which inputs of a scenario differ from its baseline's, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dtocsim.report.describe.parameters import plain, value_of, written
from dtocsim.scenario.evidence import load_evidence

if TYPE_CHECKING:
    from dtocsim.scenario import Scenario


@dataclass(frozen=True)
class Changed:
    """One input that differs.

    Attributes:
        key: Its path in a scenario file.
        before: Its value in the baseline, in words.
        now: Its value in the what-if, in words.
        unit: Its unit.
        mark: What the registry says the baseline's value rests on: measured, published, calibrated, assumed.
    """

    key: str
    before: str
    now: str
    unit: str
    mark: str


def changed(base: Scenario, what_if: Scenario) -> tuple[Changed, ...]:
    """Inputs in the registry that differ, in the order of the registry."""
    before, now = plain(base), plain(what_if)
    found = [(key, row, value_of(before, key), value_of(now, key)) for key, row in load_evidence().items()]
    return tuple(
        Changed(key, written(old), written(new), row.unit, row.mark)
        for key, row, old, new in found
        if old != new
    )
