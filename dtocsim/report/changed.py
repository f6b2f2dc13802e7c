"""Which inputs of a scenario differ from its baseline's, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dtocsim.report.describe.parameters import plain, value_of
from dtocsim.report.numbers import written
from dtocsim.scenario.catalogue import SCHEMES
from dtocsim.scenario.difference import differences
from dtocsim.scenario.evidence import evidence_of, load_evidence
from dtocsim.scenario.explain import known_steps

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
    """Inputs in the registry that differ, in the order of the registry, then what is said of schemes."""
    before, now = plain(base), plain(what_if)
    found = [(key, row, value_of(before, key), value_of(now, key)) for key, row in load_evidence().items()]
    inputs = [
        Changed(key, written(old), written(new), row.unit, row.mark)
        for key, row, old, new in found
        if old != new
    ]
    return (*inputs, *_schemes(base, what_if))


def _schemes(base: Scenario, what_if: Scenario) -> Iterator[Changed]:
    """What was said of schemes; nothing stands where a scheme is not there."""
    for each in differences(base, what_if):
        if each.key.startswith(f"{SCHEMES}."):
            scenario = what_if if each.second else base
            row = evidence_of(".".join(known_steps(scenario, each.key)))
            yield Changed(each.key, each.first, each.second, each.unit, row.mark if row else "")
