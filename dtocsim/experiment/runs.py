"""The replications of several scenarios on the same people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dtocsim import care
from dtocsim.care.measures import MEASURES
from dtocsim.experiment.folder import ResultError
from dtocsim.experiment.piece import Engine, Piece, pieces_of

if TYPE_CHECKING:
    from dtocsim.experiment.packing import Found
    from dtocsim.experiment.resources import Resources
    from dtocsim.experiment.where import Where
    from dtocsim.scenario import Scenario


def check_measures(names: Iterable[str]) -> None:
    """Refuses measures that do not exist.

    Raises:
        ResultError: There is no such measure.
    """
    for name in names:
        if name not in MEASURES:
            near = get_close_matches(name, MEASURES, n=1)
            hint = f"did you mean {near[0]}?" if near else "`dtocsim dictionary` lists them"
            raise ResultError(f"{name}: no such measure; {hint}")


class Runs:
    """As many replications of each scenario as were asked for so far.

    Args:
        scenarios: At least one, all with the same seed.
        where: The part of England.
        engine: `compiled` or `reference`.
        resources: Who runs pieces and where they are kept.

    Raises:
        DataError: A scenario states a situation at the start that cannot be.
    """

    def __init__(
        self, scenarios: Sequence[Scenario], where: Where, engine: Engine, resources: Resources
    ) -> None:
        for scenario in scenarios:
            care.check_start(scenario)
        self.scenarios, self.where, self.engine = tuple(scenarios), where, engine
        self._resources = resources
        self.count = 0
        self.reused = 0

    def finish(self, count: int) -> None:
        """Sees to it that there are at least so many replications of every scenario."""
        # Scenario by scenario, since the networks of a scenario are built once and kept for a while.
        numbers = range(self.count + 1, count + 1)
        new = [piece for scenario in self.scenarios for piece in self._pieces(scenario, numbers)]
        self.reused += self._resources.finish(new, self.where)
        self.count = max(self.count, count)

    def found(self, scenario: Scenario) -> Iterator[Found]:
        """What the replications of a scenario found, in their order, one at a time."""
        for piece in self._pieces(scenario, range(1, self.count + 1)):
            yield self._resources.take(piece)

    def values(self) -> dict[str, NDArray[np.float64]]:
        """Every measure by name, shape (replications, scenarios)."""
        columns = [[found.measures for found in self.found(scenario)] for scenario in self.scenarios]
        return {
            name: np.asarray([[measures[name] for measures in column] for column in columns]).T
            for name in columns[0][0]
        }

    def notes(self) -> tuple[str, ...]:
        """What the model found worth saying, each once."""
        found = (each for scenario in self.scenarios for each in self.found(scenario))
        return tuple(dict.fromkeys(note for each in found for note in each.record.notes))

    def by_other_versions(self) -> int:
        """Replications of the first scenario that other engine versions left in the store."""
        return self._resources.store.by_other_versions(self._pieces(self.scenarios[0], range(1, 2))[0])

    def _pieces(self, scenario: Scenario, numbers: range) -> tuple[Piece, ...]:
        return pieces_of(scenario, self.where, self.engine, numbers)
