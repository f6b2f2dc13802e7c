"""Runs scenarios with every member of an ensemble.

Each member has replications of its own: member 1 the first ones, member 2 the next ones. Scenarios are paired
within a member, on the same people. What is run are the ordinary pieces of a store.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from dtocsim import care
from dtocsim.care.engine_version import engine_version
from dtocsim.experiment.comparing import MAIN_MEASURE, distinct, paired_scenarios, unrelated
from dtocsim.experiment.ensemble import Ensemble
from dtocsim.experiment.ensemble_result import EnsembleResult, Range
from dtocsim.experiment.evaluation import by_area_and_month, days_by_month
from dtocsim.experiment.piece import Piece, pieces_of
from dtocsim.experiment.published import published_figures, published_months
from dtocsim.experiment.resources import Resources
from dtocsim.experiment.runs import check_measures
from dtocsim.experiment.spread import Numbers, Spread, spread
from dtocsim.experiment.where import Where, locate

if TYPE_CHECKING:
    from dtocsim.experiment.packing import Found
    from dtocsim.scenario import Scenario

REPLICATIONS = 2
"""Of each member by default: the fewest that tell chance and parameters apart."""


class EnsembleRuns:
    """Scenarios with every member of an ensemble.

    Args:
        scenarios: At least one, all with the same seed.
        ensemble: Its members.
        where: The part of England.
        replications: Of each member, 1 or more.
        resources: Who runs pieces and where they are kept.

    Raises:
        ScenarioError: The ensemble moves what a scenario has not.
    """

    def __init__(
        self,
        scenarios: Sequence[Scenario],
        ensemble: Ensemble,
        where: Where,
        replications: int,
        resources: Resources,
    ) -> None:
        self._resources = resources
        self.members, self.replications = len(ensemble.members), replications
        each = [ensemble.of(scenario) for scenario in scenarios]
        self._pieces = [
            [self._of_member(number, scenario, where) for number, scenario in enumerate(members)]
            for members in each
        ]
        # Member by member, since the networks of a scenario are built once and kept for a while.
        needed = [piece for members in zip(*self._pieces, strict=True) for part in members for piece in part]
        self.reused = resources.finish(needed, where)

    def _of_member(self, number: int, scenario: Scenario, where: Where) -> tuple[Piece, ...]:
        first = number * self.replications + 1
        return pieces_of(scenario, where, "compiled", range(first, first + self.replications))

    def found(self, scenario: int) -> Iterator[Found]:
        """What was found of a scenario, member by member, replication by replication, one at a time."""
        for pieces in self._pieces[scenario]:
            for piece in pieces:
                yield self._resources.take(piece)

    def apart(self, values: Numbers) -> Numbers:
        """Figures in the order of `found`, shape (members, replications, ...)."""
        return values.reshape(self.members, self.replications, *values.shape[1:])


def run_ensemble(
    scenarios: Sequence[Scenario],
    ensemble: Ensemble,
    *,
    area: str | None = None,
    system: str | None = None,
    replications: int = REPLICATIONS,
    measure: str = MAIN_MEASURE,
    resources: Resources | None = None,
) -> EnsembleResult:
    """Runs scenarios with every member of an ensemble and tells chance and parameters apart.

    Args:
        scenarios: A baseline, whose seed is used for all, and perhaps what-ifs.
        ensemble: Parameter sets.
        area: A council, district or system to simulate alone, by name or code.
        system: A system to simulate alone, by name or code.
        replications: Of each member, 1 or more; 1 does not tell the two uncertainties apart.
        measure: The measure that answers the question.
        resources: Who runs pieces and where they are kept.

    Raises:
        ScenarioError: The ensemble moves what a scenario has not.
        ResultError: The scenarios cannot be paired, or a measure does not exist.
        UnknownArea: No such area.
        DataError: A table of a scenario is malformed.
    """
    begun = time.perf_counter()
    check_measures([measure])
    chosen = paired_scenarios(scenarios[0], scenarios[1:], about=area or system)
    names = distinct([scenario.name for scenario in chosen])
    where = locate(chosen[0], area, system)
    chosen = tuple(scenario.changed({"run.area": where.name}) for scenario in chosen)
    runs = EnsembleRuns(chosen, ensemble, where, replications, resources or Resources())
    measures = [_measures(runs, number) for number in range(len(chosen))]
    published = {name: figure.value for name, figure in published_figures(chosen[0], where).items()}
    notes = [
        note for number in range(len(chosen)) for each in runs.found(number) for note in each.record.notes
    ]
    return EnsembleResult(
        scenarios=chosen,
        names=names,
        measure=measure,
        area=where.name,
        source=ensemble.source,
        members=runs.members,
        replications=replications,
        ranges=tuple(_ranges(measures, names, published)),
        table=_table(runs, chosen[0], names),
        values=_values(measures, names),
        published=published_months(chosen[0], where),
        notes=(*dict.fromkeys(notes), *unrelated(chosen, names)),
        seconds=time.perf_counter() - begun,
        reused=runs.reused,
        version=engine_version(),
    )


def _measures(runs: EnsembleRuns, scenario: int) -> dict[str, Numbers]:
    """Every measure by name, shape (members, replications)."""
    found = [each.measures for each in runs.found(scenario)]
    return {name: runs.apart(np.asarray([each[name] for each in found])) for name in found[0]}


def _ranges(
    measures: Sequence[Mapping[str, Numbers]], names: Sequence[str], published: Mapping[str, float]
) -> Iterator[Range]:
    for number, (name, found) in enumerate(zip(names, measures, strict=True)):
        for measure, values in found.items():
            yield _range(name, False, measure, values, published.get(measure) if number == 0 else None)
            if number:
                yield _range(name, True, measure, values - measures[0][measure], None)


def _range(name: str, difference: bool, measure: str, values: Numbers, published: float | None) -> Range:
    found = spread(values)
    figures = {each.name: _plain(getattr(found, each.name)) for each in fields(Spread)}
    below = float((values.mean(axis=1) < 0).mean())
    return Range(name, difference, measure, **figures, below=below, published=published)


def _plain(value: Numbers) -> float | None:
    return None if np.isnan(value) else float(value)


def _table(runs: EnsembleRuns, scenario: Scenario, names: Sequence[str]) -> pd.DataFrame:
    days = days_by_month(scenario)
    base, rows = _by_row(runs, 0, days, None)
    tables = [_of_scenario(names[0], False, rows, spread(base))]
    for number, name in enumerate(names[1:], start=1):
        what_if, _ = _by_row(runs, number, days, rows)
        tables.append(_of_scenario(name, False, rows, spread(what_if)))
        tables.append(_of_scenario(name, True, rows, spread(what_if - base)))
    return pd.concat(tables, ignore_index=True)


def _by_row(
    runs: EnsembleRuns, number: int, days: pd.Series[int], index: pd.MultiIndex | None
) -> tuple[Numbers, pd.MultiIndex]:
    # One at a time: all tables of an ensemble together would not fit.
    arrays = []
    for found in runs.found(number):
        part = by_area_and_month(found, days)
        index = index if index is not None else _index(part)
        arrays.append(part.reindex(index).to_numpy(dtype=np.float64))
    assert index is not None
    return runs.apart(np.stack(arrays)), index


def _index(part: pd.DataFrame) -> pd.MultiIndex:
    assert isinstance(part.index, pd.MultiIndex)
    return part.index


def _of_scenario(name: str, difference: bool, index: pd.MultiIndex, found: Spread) -> pd.DataFrame:
    rows, columns = np.nonzero(~np.isnan(found.mean))
    words = {
        "scenario": pd.Categorical([name] * len(rows)),
        "difference": difference,
        "area": index.get_level_values("area")[rows].astype("category"),
        "month": index.get_level_values("month")[rows],
        "measure": pd.Categorical(np.asarray(list(care.measures.MEASURES))[columns]),
    }
    return pd.DataFrame(
        words | {each.name: getattr(found, each.name)[rows, columns] for each in fields(Spread)}
    )


def _values(measures: Sequence[Mapping[str, Numbers]], names: Sequence[str]) -> pd.DataFrame:
    parts = []
    for name, found in zip(names, measures, strict=True):
        for measure, values in found.items():
            members, replications = np.indices(values.shape) + 1
            columns = {"member": members.ravel(), "replication": replications.ravel()}
            parts.append(
                pd.DataFrame({"scenario": name, **columns, "measure": measure, "value": values.ravel()})
            )
    return pd.concat(parts, ignore_index=True).astype({"member": "int32", "replication": "int32"})
