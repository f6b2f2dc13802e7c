"""Which numbers of a scenario may move in a calibration, in what range, and which move together.

Without a file, every number that the registry marks *calibrated* may move within its plausible range; numbers
that belong together (by age band, by funder, by pathway; a mean and its standard deviation; what one figure
alone tells of) move by one common factor, and one that changes by date moves at each of its dates. A factor
on all delays moves only where it changes by date: what is constant in it no figure could tell from the rest.
A file says it itself:

    parameters:
      home_care.search_mean_days: {low: 2, high: 13}
      delays.performance_trend@2018-03-31: {low: 0.7, high: 1.0}   # one date of a course of values
      hospital.emergency_stay_mean_days: {low: 0.9, high: 1.1}     # a section: a factor on all its numbers
      assessment.done_before_fit_share: {}                         # the plausible range of the registry
      placement.choice_mean_days: {with: [placement.choice_sd_days], low: 0.5, high: 1.2}   # a common factor
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dtocsim.scenario import Problem, ScenarioError
from dtocsim.scenario.catalogue import nearest, number_keys
from dtocsim.scenario.evidence import Evidence, load_evidence
from dtocsim.scenario.setting import AT

from .fields import Fields, sections
from .space import FACTOR, Parameter

MOST = 25
"""National parameters of one calibration, at most: the published cuts identify no more."""
PATHS = ("delays.performance_trend", "delays.recording_change")
"""Factors on all delays, which stand for what the path of delays needs beyond all else."""
_DURATION = re.compile(r"_(mean|sd)_(days|hours)$")
_TOLD_BY_ONE = {"equipment.major_adaptation": "equipment.delivery"}
"""Durations that one published figure alone tells of, and none apart: both make reason F."""
_WIDE = 2.0
"""From so many times its lower end on, a range is walked in equal ratios."""


@dataclass(frozen=True)
class Lever:
    """A parameter of the calibration, and the numbers of the scenario that it moves.

    Attributes:
        parameter: its range and where it stands.
        keys: key paths of the numbers.
        values: what they are before.
        factor: whether the parameter is a factor on them, or the number itself.
    """

    parameter: Parameter
    keys: tuple[str, ...]
    values: tuple[float, ...]
    factor: bool

    def at(self, position: float) -> dict[str, float]:
        """The numbers by key at a position between 0 and 1, to seven digits."""
        value = self.parameter.from_unit(position)
        moved = (value * before for before in self.values) if self.factor else (value,)
        return {key: float(f"{each:.7g}") for key, each in zip(self.keys, moved, strict=True)}


def changes(levers: Sequence[Lever], point: Sequence[float]) -> dict[str, float]:
    """All numbers that a point of the unit cube stands for, by key."""
    found: dict[str, float] = {}
    for lever, position in zip(levers, point, strict=True):
        found |= lever.at(float(position))
    return found


def of_registry(values: Mapping[str, float]) -> tuple[Lever, ...]:
    """Every number that is marked calibrated.

    Args:
        values: the numbers of the scenario by key.

    Raises:
        ScenarioError: a number lies outside its range, or there are more than 25 parameters.
    """
    order = {
        key: place for place, (key, row) in enumerate(load_evidence().items()) if row.mark == "calibrated"
    }
    known = [key for key in values if key.partition(AT)[0] in order and key not in PATHS]
    chosen = sorted(known, key=lambda key: order[key.partition(AT)[0]])
    levers = [_together(name, keys, values) for name, keys in _families(chosen)]
    return _checked([lever for lever in levers if lever is not None], "the registry")


def _families(keys: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Keys that stand below one another in the same part of a section, are one duration's mean and spread, or
    that no figure tells apart."""
    families: dict[str, list[str]] = {}
    for key in keys:
        above = key.rpartition(".")[0]
        name = _DURATION.sub("", above if "." in above else key)
        families.setdefault(_TOLD_BY_ONE.get(name, name), []).append(key)
    for name, members in families.items():
        yield (name, members) if len(members) > 1 else (members[0], members)


def _together(name: str, keys: Sequence[str], values: Mapping[str, float]) -> Lever | None:
    if len(keys) == 1:
        row = load_evidence()[keys[0].partition(AT)[0]]
        return _single(keys[0], values[keys[0]], row.low, row.high)
    moving = [key for key in keys if values[key] > 0]
    if not moving:
        return None
    low, high = _common_range(moving, values)
    return _factor(name, moving, values, low, high)


def _common_range(keys: Sequence[str], values: Mapping[str, float]) -> tuple[float, float]:
    """The factors by which none of the numbers leaves its range."""
    rows: list[tuple[str, Evidence]] = [(key, load_evidence()[key]) for key in keys]
    low = max(row.low / values[key] for key, row in rows)
    high = min(row.high / values[key] for key, row in rows)
    return min(low, 1.0), max(high, 1.0)


def _single(key: str, value: float, low: float, high: float) -> Lever:
    logarithmic = low > 0 and high >= _WIDE * low
    return Lever(Parameter(key, value, low, high, logarithmic), (key,), (value,), factor=False)


def _factor(name: str, keys: Sequence[str], values: Mapping[str, float], low: float, high: float) -> Lever:
    parameter = Parameter(name + FACTOR, 1.0, low, high, logarithmic=low > 0)
    return Lever(parameter, tuple(keys), tuple(values[key] for key in keys), factor=True)


def of_file(path: Path, values: Mapping[str, float]) -> tuple[Lever, ...]:
    """What a file says may move.

    Args:
        path: YAML.
        values: the numbers of the scenario by key.

    Raises:
        ScenarioError: with every problem found.
    """
    problems: list[Problem] = []
    levers = [_lever(name, fields, values) for name, fields in sections(path, "parameters", problems)]
    if problems:
        raise ScenarioError(problems)
    return _checked(levers, str(path))


def _lever(name: str, fields: Fields, values: Mapping[str, float]) -> Lever:
    names = (name, *fields.words("with"))
    keys = [key for each in names for key in _below(each, fields, values)]
    given = {end: fields.number(end) for end in ("low", "high")}
    fields.done()
    if not keys:
        return _single(name, 0.5, 0.0, 1.0)
    if len(keys) == 1 and names == (keys[0],):
        row = load_evidence()[keys[0].partition(AT)[0]]
        low, high = _ends(given, (row.low, row.high))
        return _single(keys[0], values[keys[0]], low, high)
    moving = [key for key in keys if values[key] > 0]
    low, high = _ends(given, _common_range(moving, values))
    return _factor(name, moving, values, low, high)


def _below(name: str, fields: Fields, values: Mapping[str, float]) -> list[str]:
    """The numbers of a key or of all keys below it."""
    # Elements of a list have names of their own nowhere, and cannot be set by themselves.
    keys = [key for key in values if (key == name or key.startswith(f"{name}.")) and "[" not in key]
    if not keys:
        section, _, last = name.rpartition(".")
        known = section if any(key.startswith(f"{section}.") for key in number_keys()) else ""
        fields.problem("", f"no number called {name}", nearest(known, last if known else name))
    return keys


def _ends(given: Mapping[str, float | None], otherwise: tuple[float, float]) -> tuple[float, float]:
    low, high = given["low"], given["high"]
    return otherwise[0] if low is None else low, otherwise[1] if high is None else high


def _checked(levers: Sequence[Lever], source: str) -> tuple[Lever, ...]:
    problems = [problem for lever in levers if (problem := _wrong(lever, source)) is not None]
    keys = [key for lever in levers for key in lever.keys]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        problems.append(Problem(source, None, key, "moved by two parameters", "leave it to one of them"))
    if not levers or len(levers) > MOST:
        found = f"{len(levers)} parameters"
        problems.append(
            Problem(source, None, "", found, f"expected 1 to {MOST}, named in a --parameters file")
        )
    if problems:
        raise ScenarioError(problems)
    return tuple(levers)


def _wrong(lever: Lever, source: str) -> Problem | None:
    parameter = lever.parameter
    if not parameter.low < parameter.high:
        found = f"range {parameter.low:g} to {parameter.high:g}"
        return Problem(source, None, parameter.name, found, "expected a lower end below the upper end")
    if not parameter.low <= parameter.value <= parameter.high:
        found = f"{parameter.value:g} is outside its range {parameter.low:g} to {parameter.high:g}"
        return Problem(source, None, parameter.name, found, "give a range that holds it")
    return None
