"""Compares what-ifs with a baseline on the same people."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dtocsim.care.engine_version import engine_version
from dtocsim.care.money import check_prices
from dtocsim.experiment.accounts import accounts
from dtocsim.experiment.comparison import Change, Comparison, Rank
from dtocsim.experiment.comparison_tables import differences_table, values_table
from dtocsim.experiment.elsewhere import schemes_elsewhere
from dtocsim.experiment.folder import ResultError
from dtocsim.experiment.paired import paired
from dtocsim.experiment.piece import Engine, state_hash
from dtocsim.experiment.precision import MOST_REPLICATIONS, Look, Target, enough_replications
from dtocsim.experiment.ranking import probability_of_best
from dtocsim.experiment.resources import Resources
from dtocsim.experiment.runs import Runs, check_measures
from dtocsim.experiment.where import locate
from dtocsim.scenario.varying import NATION

if TYPE_CHECKING:
    from dtocsim.scenario import Scenario

MAIN_MEASURE = "dtoc_beds"

Numbers = NDArray[np.float64]


def compare(
    base: Scenario,
    what_ifs: Sequence[Scenario],
    *,
    area: str | None = None,
    system: str | None = None,
    replications: int = 10,
    precision: Sequence[Target] = (),
    most: int = MOST_REPLICATIONS,
    measure: str = MAIN_MEASURE,
    level: float = 0.95,
    engine: Engine = "compiled",
    resources: Resources | None = None,
) -> Comparison:
    """Compares what-ifs with a baseline, replication by replication.

    Args:
        base: The baseline; its seed is used for all.
        what_ifs: One or several.
        area: A council, district or system to simulate alone, by name or code.
        system: A system to simulate alone, by name or code.
        replications: Paired replications, 1 or more; not used where a precision is asked for.
        precision: How precise differences of some measures shall be, as a share of the baseline's mean or in
            the measure's unit; replications are added until all what-ifs reach it.
        most: Most replications with a precision, 2 or more.
        measure: The measure that answers the question.
        level: Confidence level at which the intervals of all what-ifs hold together, above 0 and below 1.
        engine: `compiled` or `reference`.
        resources: Who runs pieces and where they are kept.

    Raises:
        ResultError: The scenarios cannot be paired, or a measure does not exist.
        UnknownArea: No such area.
        DataError: A table of a scenario is malformed.
    """
    begun = time.perf_counter()
    scenarios = paired_scenarios(base, what_ifs, about=area or system)
    check_measures([measure, *(target.measure for target in precision)])
    names = distinct([scenario.name for scenario in scenarios])
    where = locate(scenarios[0], area, system)
    for scenario in scenarios:
        check_prices(scenario)
    scenarios = tuple(scenario.changed({"run.area": where.name}) for scenario in scenarios)
    runs = Runs(scenarios, where, engine, resources or Resources())
    looks = _until(runs, precision, level, most) if precision else ()
    runs.finish(looks[-1].replications if looks else replications)
    values = runs.values()
    return Comparison(
        base=scenarios[0],
        what_ifs=scenarios[1:],
        names=names,
        measure=measure,
        area=runs.where.name,
        replications=runs.count,
        level=level,
        changes=tuple(_changes(values, names, level)),
        ranking=_ranking(values[measure], names),
        differences=differences_table(runs, names, level),
        measures=values_table(values, names),
        accounts=accounts(runs, names, level),
        looks=looks,
        notes=(
            *runs.notes(),
            *unrelated(scenarios, names),
            *schemes_elsewhere(scenarios[1:], names[1:], where),
        ),
        seconds=time.perf_counter() - begun,
        reused=runs.reused,
        version=engine_version(),
    )


def distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Names made different by a number where they are not.

    >>> distinct(["England", "More places", "More places"])
    ('England', 'More places', 'More places (2)')
    """
    found: list[str] = []
    for name in names:
        times = sum(other == name for other in names[: len(found)])
        found.append(f"{name} ({times + 1})" if times else name)
    return tuple(found)


def paired_scenarios(base: Scenario, what_ifs: Sequence[Scenario], about: str | None) -> tuple[Scenario, ...]:
    """All scenarios with the luck of the base and the area that what-ifs of a part of England name."""
    areas = {each.run.area for each in what_ifs} - {NATION} or {base.run.area}
    if len(areas) > 1 and not about:
        raise ResultError(f"the what-ifs are about {' and '.join(sorted(areas))}; name one with --area")
    kept = {"run.seed": base.run.seed, "run.replications": base.run.replications, "run.area": areas.pop()}
    scenarios = [each.changed(kept) for each in (base, *what_ifs)]
    for what_if in scenarios[1:]:
        if what_if.run != scenarios[0].run:
            raise ResultError(f"{what_if.name}: runs other days than {base.name}; both must run the same")
        if what_if.money.price_year != base.money.price_year:
            raise ResultError(f"{what_if.name}: has prices of another year than {base.name}; use the same")
    return tuple(scenarios)


def unrelated(scenarios: Sequence[Scenario], names: Sequence[str]) -> Iterator[str]:
    for scenario, name in zip(scenarios[1:], names[1:], strict=True):
        if state_hash(scenario.base) != state_hash(scenarios[0].base):
            yield f"{name} does not extend {names[0]}: its demand and capacities are its own"


def _until(runs: Runs, targets: Sequence[Target], level: float, most: int) -> tuple[Look, ...]:
    """Adds replications until the differences of all what-ifs are precise enough."""
    what_ifs = range(1, len(runs.scenarios))
    pairs = [(target, what_if) for target in targets for what_if in what_ifs]

    def run(count: int) -> tuple[Mapping[str, Sequence[float]], Mapping[str, float]]:
        runs.finish(count)
        values = runs.values()
        differences, means = {}, {}
        for target, what_if in pairs:
            base = values[target.measure][:, 0]
            key = _key(target.measure, what_if)
            differences[key] = (values[target.measure][:, what_if] - base).tolist()
            means[key] = float(base.mean())
        return differences, means

    keyed = [replace(target, measure=_key(target.measure, what_if)) for target, what_if in pairs]
    looks = enough_replications(run, keyed, 1 - (1 - level) / len(what_ifs), most)
    return tuple(replace(look, measure=look.measure.partition("/")[0]) for look in looks)


def _key(measure: str, what_if: int) -> str:
    return f"{measure}/{what_if}"


def _changes(values: Mapping[str, Numbers], names: Sequence[str], level: float) -> Iterator[Change]:
    for what_if, name in enumerate(names[1:], start=1):
        for measure, figures in values.items():
            base, other = figures[:, 0], figures[:, what_if]
            found = paired(base, other, level, len(names) - 1)
            yield Change(
                what_if=name,
                measure=measure,
                base=float(found.base),
                mean=float(found.what_if),
                difference=float(found.difference),
                low=_end(found.difference - found.half_width),
                high=_end(found.difference + found.half_width),
                relative=_end(found.relative),
                relative_low=_end(found.relative - found.relative_half_width),
                relative_high=_end(found.relative + found.relative_half_width),
                pairing=_pairing(base, other),
            )


def _end(value: Numbers) -> float | None:
    return None if np.isnan(value) else float(value)


def _pairing(base: Numbers, what_if: Numbers) -> float | None:
    """How many times wider the interval of the difference would be for unpaired replications."""
    if len(base) < 2 or (spread := float(np.std(what_if - base, ddof=1))) == 0:
        return None
    return float(np.sqrt(np.var(base, ddof=1) + np.var(what_if, ddof=1))) / spread


def _ranking(values: Numbers, names: Sequence[str]) -> tuple[Rank, ...]:
    lowest = probability_of_best(values)
    ranks = [
        Rank(name, float(mean), None if np.isnan(share) else float(share))
        for name, mean, share in zip(names, values.mean(axis=0), lowest, strict=True)
    ]
    return tuple(sorted(ranks, key=lambda rank: rank.mean))
