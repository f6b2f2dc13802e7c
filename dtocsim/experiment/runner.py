"""Runs replications of one scenario and gathers them into a result."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from math import isnan, nan
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

import dtocsim
from dtocsim import care
from dtocsim.care.money import check_prices
from dtocsim.experiment.folder import check_target
from dtocsim.experiment.packing import Record
from dtocsim.experiment.piece import Engine, Progress
from dtocsim.experiment.piece_store import MemoryStore, Store
from dtocsim.experiment.precision import MOST_REPLICATIONS, Look, Target, enough_replications, means_of
from dtocsim.experiment.published import PublishedFigure, published_figures, published_months
from dtocsim.experiment.resources import Resources, silent
from dtocsim.experiment.result import Manifest, MeasureSummary, Result
from dtocsim.experiment.runs import Runs, check_measures
from dtocsim.experiment.start import start_notes
from dtocsim.experiment.statistics import interval_of_measure, year_range
from dtocsim.experiment.store import write_result
from dtocsim.experiment.surroundings import libraries, machine, peak_memory_bytes
from dtocsim.experiment.tables import frame
from dtocsim.experiment.warm_up import warm_up_notes
from dtocsim.experiment.where import Where, locate

if TYPE_CHECKING:
    from pandas import DataFrame

    from dtocsim.scenario import Scenario


def run(
    scenario: Scenario,
    *,
    replications: int | None = None,
    seed: int | None = None,
    engine: Engine = "compiled",
    area: str | None = None,
    system: str | None = None,
    level: float = 0.95,
    precision: Sequence[Target] = (),
    most: int = MOST_REPLICATIONS,
    threads: int | None = None,
    cluster: str | None = None,
    store: Store | None = None,
    out: str | Path | None = None,
    progress: Progress | None = None,
) -> Result:
    """Simulates a scenario and says what the replications have in common.

    Replication r depends on the scenario, the seed and r alone, never on how many are run.

    Args:
        scenario: What `load` returned.
        replications: How many, 1 or more; None for the scenario's own number.
        seed: Root seed, 0 or more; None for the scenario's own.
        engine: `compiled` (fast) or `reference` (the definition of what is right).
        area: A council, district or system to simulate alone, by name or code; the same people as in the
            whole.
        system: A system to simulate alone, by name or code.
        level: Confidence level of the intervals, above 0 and below 1.
        precision: How precise the means of some measures shall be; replications are added until they are, and
            `replications` is not used.
        most: Most replications with a precision, 2 or more.
        threads: How many threads, 1 or more; None for one a processor. The tables are the same, bit for bit.
        cluster: Address of a Dask scheduler to run on instead, or `local` for a trial.
        store: Where finished replications are kept and found again; None to keep them in memory only.
        out: Folder to write the result to, whole or not at all; None to write nothing.
        progress: Called with the finished share, 0 to 1, from time to time.

    Returns:
        Measures with their uncertainty, monthly and daily tables, and the published figures beside them.

    Raises:
        UnknownArea: No such area.
        DataError: A table of the scenario is malformed.
        ClusterError: The cluster cannot be used.
        ResultError: `out` holds something that is not a result.
        OSError: `out` or the store cannot be written; replications that were kept before stay.
    """
    begun, started = time.perf_counter(), datetime.now(UTC)
    where = locate(scenario, area, system)
    scenario = _with_run(scenario, replications=replications, seed=seed, area=where.name)
    check_prices(scenario)
    if out is not None:
        check_target(out)
    resources = Resources(threads, cluster, store or MemoryStore(), progress or silent)
    runs = Runs([scenario], where, engine, resources)
    looks = _until(runs, precision, level, most) if precision else ()
    runs.finish(looks[-1].replications if looks else scenario.run.replications)
    scenario = _with_run(scenario, replications=runs.count)
    parts = list(runs.found(scenario))
    daily = frame([part.daily for part in parts])
    manifest = replace(
        _manifest(scenario, where, engine, started, [part.record for part in parts]),
        total_seconds=time.perf_counter() - begun,
        notes=(*runs.notes(), *_notes_of_the_start(scenario, where.name, daily)),
        reused=runs.reused,
        unused=runs.by_other_versions(),
        looks=looks,
    )
    result = Result(
        scenario=scenario,
        manifest=manifest,
        measures=summarise(
            [part.measures for part in parts], published_figures(scenario, where), level, scenario.run.days
        ),
        monthly=frame([part.monthly for part in parts]),
        daily=daily,
        published=published_months(scenario, where),
    )
    if out is not None:
        write_result(result, out)
    return result


def _notes_of_the_start(scenario: Scenario, area: str, daily: DataFrame) -> tuple[str, ...]:
    # A run from a stated situation is meant to begin apart from where it settles.
    stated = scenario.initial_state
    return start_notes(daily, stated, area) if stated.areas else warm_up_notes(daily)


def _until(runs: Runs, targets: Sequence[Target], level: float, most: int) -> tuple[Look, ...]:
    """Adds replications until the means are precise enough."""

    def run_to(count: int) -> tuple[Mapping[str, Sequence[float]], Mapping[str, float]]:
        runs.finish(count)
        values = {name: figures[:, 0].tolist() for name, figures in runs.values().items()}
        return values, means_of(values)

    check_measures([target.measure for target in targets])
    return enough_replications(run_to, targets, level, most)


def summarise(
    parts: Sequence[Mapping[str, float]], published: Mapping[str, PublishedFigure], level: float, days: int
) -> tuple[MeasureSummary, ...]:
    """Every measure over all replications, in the order of the replications' own measures.

    Args:
        parts: The measures of each replication, all with the same names.
        published: Official figures by measure; measures without one may be left out.
        level: Confidence level, above 0 and below 1.
        days: Of each replication, 1 or more.
    """
    return tuple(
        _summary(name, [part[name] for part in parts], published.get(name), level, days) for name in parts[0]
    )


def _summary(
    name: str, found: Sequence[float], published: PublishedFigure | None, level: float, days: int
) -> MeasureSummary:
    about = care.measures.MEASURES[name]
    # A share of nothing is no number in that replication.
    values = [value for value in found if not isnan(value)]
    low, high = interval_of_measure(values, level)
    year_low, year_high = year_range(values)
    return MeasureSummary(
        name=name,
        label=about.label,
        unit=about.unit_over(days),
        definition=about.definition,
        group=about.group,
        headline=about.headline,
        decimals=about.decimals,
        mean=fmean(values) if values else nan,
        low=low,
        high=high,
        level=level,
        year_low=year_low,
        year_high=year_high,
        replications=len(values),
        published=None if published is None else published.value,
        published_note="" if published is None else published.note,
    )


def _with_run(scenario: Scenario, **given: int | str | None) -> Scenario:
    return scenario.changed({f"run.{key}": value for key, value in given.items() if value is not None})


def _manifest(
    scenario: Scenario,
    where: Where,
    engine: Engine,
    started: datetime,
    parts: Sequence[Record],
) -> Manifest:
    return Manifest(
        version=dtocsim.__version__,
        scenario=scenario.name,
        hash=scenario.hash,
        seed=scenario.run.seed,
        replications=len(parts),
        engine=engine,
        kind=where.kind,
        area=where.name,
        first_day=scenario.run.first_day.isoformat(),
        days=scenario.run.days,
        started=started.isoformat(timespec="seconds"),
        platform=machine(),
        **libraries(),
        seconds=tuple(part.seconds for part in parts),
        events=tuple(part.events for part in parts),
        total_seconds=0.0,
        peak_memory_bytes=peak_memory_bytes(),
        notes=(),
        reused=0,
        unused=0,
        looks=(),
    )
