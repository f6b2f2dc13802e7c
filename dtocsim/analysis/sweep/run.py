"""Runs a sweep: every point on the same people, beside the base."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pydantic import ValidationError

from dtocsim.analysis.sizing.capacities import CAPACITIES, more_in
from dtocsim.analysis.sweep.plan import GBP, PROGRAMME, Plan, Value
from dtocsim.analysis.sweep.points import Point, points
from dtocsim.analysis.sweep.programmes import as_well_as, refused_programmes, without_programmes
from dtocsim.analysis.sweep.read import MORE
from dtocsim.analysis.sweep.spending import refused, settings_for, spent_in, there_are, without
from dtocsim.experiment import Resources, Runs, frame, locate
from dtocsim.scenario import Problem, ScenarioError
from dtocsim.scenario.catalogue import SCHEMES, accepted, plausible, shown
from dtocsim.scenario.varying import flat

if TYPE_CHECKING:
    from dtocsim.experiment import Where
    from dtocsim.scenario import Scenario


@dataclass(frozen=True)
class Sweep:
    """A finished sweep.

    Attributes:
        plan: What was asked for.
        area: Full name of the area.
        base: The scenario all points change; of a split or of draws, without the schemes concerned.
        points: What varies at each point; the first is the base itself.
        values: Every measure by name, shape (replications, points).
        reused: Pieces that had been run before.
        level: Confidence level at which it is told.
    """

    plan: Plan
    area: str
    base: Scenario
    points: tuple[Point, ...]
    values: Mapping[str, NDArray[np.float64]]
    reused: int
    level: float = 0.95

    @property
    def table(self) -> pd.DataFrame:
        """One tidy table: point, a column for each key that varies, replication, measure, value."""
        count, keys = self.plan.replications, [varied.key for varied in self.plan.varied]
        numbers = np.arange(len(self.points))
        parts = []
        for measure, figures in self.values.items():
            rows = {"point": np.repeat(numbers, count)}
            rows |= {
                key: np.repeat([self._value(point, key) for point in self.points], count) for key in keys
            }
            rows |= {"replication": np.tile(np.arange(1, count + 1), len(numbers))}
            parts.append(pd.DataFrame(rows | {"measure": measure, "value": figures.T.ravel()}))
        return pd.concat(parts, ignore_index=True).sort_values(["point", "replication"], kind="stable")

    def _value(self, point: Point, key: str) -> Value | float:
        """What a key is at a point; at the base and where it does not vary, what the base says."""
        if key in point:
            return point[key]
        if key.startswith(GBP):
            return spent_in(self.base, key)
        return 0.0 if key.startswith((MORE, PROGRAMME)) else _of(self.base, key)


def _of(scenario: Scenario, key: str) -> Any:
    value: Any = scenario.model_dump(by_alias=True)
    for name in key.split("."):
        value = value[name]
    return value


def sweep(plan: Plan, base: Scenario, resources: Resources | None = None, level: float = 0.95) -> Sweep:
    """Runs every point of a plan.

    Args:
        plan: What `read_plan` returned.
        base: The scenario it starts from, loaded.
        resources: Who runs pieces and where they are kept.
        level: Confidence level at which it is told.

    Raises:
        ScenarioError: A value that a scenario does not accept, at its line of the sweep file.
        UnknownArea: No such area.
        ResultError: A capacity that the area has none of.
    """
    work = resources or Resources()
    where = locate(base, plan.area, None)
    _check_schemes(plan, base, where)
    base = base.changed({"run.area": where.name})
    if plan.design == "split":
        base = without(base, [varied.key for varied in plan.varied])
    base = without_programmes(base, plan.programmes)
    chosen = points(plan)
    units = _units(plan, base, where, work)
    runs = Runs(_scenarios(plan, base, where, chosen, units), where, "compiled", work)
    runs.finish(plan.replications)
    return Sweep(plan, where.name, base, tuple(chosen), runs.values(), runs.reused, level)


def _check_schemes(plan: Plan, base: Scenario, where: Where) -> None:
    """Refuse keys of schemes that the base does not have, and costs that a scheme cannot have."""
    problems = [
        Problem(v.place.file, v.place.line, v.key, "no such scheme in the base", there_are(base))
        for v in plan.varied
        if v.key.startswith(f"{SCHEMES}.") and v.key not in flat(base.content())
    ]
    for varied in plan.varied:
        if varied.key.startswith(GBP):
            problems += refused(varied, base, where)
    problems += refused_programmes(plan.programmes, base)
    if problems:
        raise ScenarioError(problems)


def _units(plan: Plan, base: Scenario, where: Where, resources: Resources) -> dict[str, float]:
    """Units of the capacities of which there may be more, as the base has them."""
    names = [v.key.removeprefix(MORE) for v in plan.varied if v.key.startswith(MORE)]
    if not names:
        return {}
    runs = Runs([base], where, "compiled", resources)
    runs.finish(1)
    monthly = frame([next(runs.found(base)).monthly])
    return {name: CAPACITIES[name].units(monthly, base.run.days) for name in names}


def _scenarios(
    plan: Plan, base: Scenario, where: Where, chosen: Sequence[Point], units: Mapping[str, float]
) -> list[Scenario]:
    found: list[Scenario] = []
    problems: dict[str, Problem] = {}
    programmes = {each.name: each for each in plan.programmes}
    for point in chosen:
        settings = {}
        for key, value in point.items():
            name = key.removeprefix(MORE)
            if key.startswith(MORE):
                capacity = CAPACITIES[name]
                settings[capacity.key] = more_in(base, where, capacity, float(value) / units[name])
            elif key.startswith(GBP):
                settings |= settings_for(base, key, float(value))
            elif key.startswith(PROGRAMME):
                settings |= as_well_as(base, programmes[key.removeprefix(PROGRAMME)], float(value))
            else:
                settings[key] = value
        try:
            found.append(base.what_if(settings) if settings else base)
        except ValidationError as error:
            problems |= _problems(plan, point, error)
    if problems:
        raise ScenarioError(problems.values())
    return found


def _problems(plan: Plan, point: Point, error: ValidationError) -> dict[str, Problem]:
    """What a scenario does not accept of a point, at the lines of the sweep file."""
    wrong = {".".join(map(str, detail["loc"])) for detail in error.errors(include_url=False)}
    found = {}
    for varied in plan.varied:
        if varied.key in point and any(varied.key.startswith(path) or not path for path in wrong):
            expected = f"expected {accepted(varied.key)}{plausible(varied.key)}"
            value = f"found {shown(point[varied.key])}"
            problem = Problem(varied.place.file, varied.place.line, f"vary.{varied.key}", value, expected)
            found[str(problem)] = problem
    if not found:
        message = error.errors(include_url=False)[0]["msg"]
        place = plan.varied[0].place
        found[message] = Problem(place.file, place.line, "vary", message, "expected values that go together")
    return found
