"""Simulates a scenario at a point of the parameters, and reads off its targets."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pydantic import ValidationError

from dtocsim import care
from dtocsim.care.engine_version import engine_version
from dtocsim.care.geography import load_geography
from dtocsim.experiment.piece import state_hash
from dtocsim.experiment.where import locate
from dtocsim.scenario import Scenario
from dtocsim.scenario.setting import Values, changed

from .figures import Rows, figures, plain_frame
from .targets import Target

_DIGITS = 20


@dataclass(frozen=True)
class Simulation:
    """What is simulated wherever the parameters stand.

    Attributes:
        scenario: the scenario to be calibrated.
        targets: what is read off.
        systems: codes of the systems that are run.
        local: name of the area whose values alone move; None where those of all England do.
    """

    scenario: Scenario
    targets: tuple[Target, ...]
    systems: tuple[str, ...]
    local: str | None = None

    def at(self, values: Values) -> Scenario:
        """The scenario with other numbers.

        Raises:
            ValidationError: they contradict one another.
        """
        return changed(self.scenario, values, self.local)

    def possible(self, values: Values) -> bool:
        """Whether the numbers go together."""
        try:
            self.at(values)
        except ValidationError:
            return False
        return True

    def run(self, values: Values, replication: int) -> list[float]:
        """What one replication finds for each target.

        Raises:
            DataError: a table of the scenario is malformed or does not cover the run.
        """
        scenario = self.at(values)
        seed = scenario.run.seed
        found = [
            care.simulate(scenario, system=code, seed=seed, replication=replication, threads=1).monthly
            for code in self.systems
        ]
        frame = plain_frame(found, [replication] * len(found))
        return [float(value) for value in figures(self.targets, self.rows_of(), frame)[0]]

    def rows_of(self) -> dict[str, Rows]:
        """The rows of each target's area: all that was run stands for England."""
        names = dict.fromkeys(target.area for target in self.targets)
        return {name: area_rows(self.scenario, name) for name in names}

    def key(self, values: Values) -> str:
        """Names all that decides what a replication finds at these numbers."""
        content = json.dumps([self._fixed, sorted(values.items())])
        return hashlib.sha256(content.encode()).hexdigest()[:_DIGITS]

    @cached_property
    def _fixed(self) -> list[object]:
        asked = [
            [each.measure, each.area, each.period.names(), sorted(each.where.items()), each.percent_of]
            for each in self.targets
        ]
        seed = self.scenario.run.seed
        return [engine_version(), state_hash(self.scenario), seed, self.systems, self.local, asked]


def area_rows(scenario: Scenario, name: str) -> Rows:
    """The words of `area` or `system` that an area's rows have.

    Raises:
        UnknownArea: there is no such area.
    """
    where = locate(scenario, name, None)
    if where.kind == "nation":
        return {}
    if where.kind == "system":
        systems = load_geography(scenario.tables.folder).systems
        return {"system": tuple(each.name for each in systems if each.code == where.code)}
    return {"area": tuple(dict.fromkeys(place.council for place in where.places))}


def systems_of(scenario: Scenario, names: Sequence[str]) -> tuple[str, ...]:
    """Codes of the systems that hold some areas.

    Raises:
        UnknownArea: there is no such area.
    """
    codes = {place.system_code for name in names for place in locate(scenario, name, None).places}
    systems = load_geography(scenario.tables.folder).systems
    return tuple(each.code for each in systems if each.code in codes)
