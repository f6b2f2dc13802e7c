"""An ensemble: the parameter sets that a calibration could not rule out, read from its file.

`dtocsim calibrate` writes one as CSV: a row a set, the columns `member`, `area` (the area in which alone the
numbers hold, or England) and a column a number of the scenario, called by its key (or `key@date`).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

from pydantic import ValidationError

from dtocsim.scenario import Problem, Scenario, ScenarioError
from dtocsim.scenario.catalogue import catalogue, nearest
from dtocsim.scenario.setting import moved, numbers
from dtocsim.scenario.varying import NATION

_ABOUT = ("member", "area")


@dataclass(frozen=True)
class Member:
    """One parameter set.

    Attributes:
        number: As the file counts it.
        area: Full name of the area in which alone the numbers hold; None for everywhere.
        values: Numbers by key.
        line: Of the file, from 1.
    """

    number: int
    area: str | None
    values: Mapping[str, float]
    line: int


@dataclass(frozen=True)
class Ensemble:
    """Parameter sets of which each is as plausible as any other.

    Attributes:
        source: The file they come from.
        members: At least two.
    """

    source: str
    members: tuple[Member, ...]

    def of(self, scenario: Scenario) -> tuple[Scenario, ...]:
        """A scenario as each member would have it, in the order of members; see `setting.moved`.

        Raises:
            ScenarioError: The scenario has no such number, or a member's numbers do not go with it.
        """
        known = numbers(scenario.base)
        unknown = [key for key in self.members[0].values if key not in known]
        if unknown:
            raise ScenarioError(self._unknown(key, scenario) for key in unknown)
        return tuple(self._member(scenario, member) for member in self.members)

    def _unknown(self, key: str, scenario: Scenario) -> Problem:
        found = f"no single number of {scenario.name}"
        section, _, name = key.rpartition(".")
        expected = nearest(section, name) if section in catalogue() else "expected keys of the scenario"
        return Problem(self.source, 1, key, found, expected)

    def _member(self, scenario: Scenario, member: Member) -> Scenario:
        try:
            return moved(scenario, member.values, member.area)
        except KeyError as error:
            found = f"{scenario.name} changes it, and the ensemble moves it by date"
            raise ScenarioError(
                [Problem(self.source, 1, error.args[0], found, "leave it to one of them")]
            ) from None
        except ValidationError as error:
            told = " ".join(str(error.errors()[0]["msg"]).split())
            expected = "numbers that go together with this scenario"
            problem = Problem(
                self.source, member.line, f"member {member.number}", f"{scenario.name}: {told}", expected
            )
            raise ScenarioError([problem]) from None


def read_ensemble(path: Path) -> Ensemble:
    """Read an ensemble.

    Args:
        path: A CSV file, as `dtocsim calibrate` writes it.

    Raises:
        ScenarioError: It is no ensemble, line by line.
        OSError: It cannot be read.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            rows = [(reader.line_num, row) for row in reader]
            keys = list(reader.fieldnames or ())
    except (UnicodeDecodeError, csv.Error) as error:
        raise ScenarioError(
            [Problem(str(path), 1, "", f"no table in UTF-8: {error}", "expected CSV")]
        ) from None
    problems = _of_head(path, keys, len(rows))
    if not problems:
        found = [_member(path, line, row, problems) for line, row in rows]
    if problems:
        raise ScenarioError(problems)
    return Ensemble(path.as_posix(), tuple(found))


def _of_head(path: Path, keys: Sequence[str], rows: int) -> list[Problem]:
    if tuple(keys[:2]) != _ABOUT or len(keys) < 3:
        expected = "expected member, area and numbers by key, as `dtocsim calibrate` writes them"
        return [Problem(str(path), 1, "", f"columns {', '.join(keys[:4]) or 'missing'}", expected)]
    if rows < 2:
        return [Problem(str(path), None, "", f"members: {rows}", "expected two or more")]
    return []


def _member(path: Path, line: int, row: Mapping[str | None, str | None], problems: list[Problem]) -> Member:
    values = {}
    for key, text in row.items():
        if key not in _ABOUT:
            values[str(key)] = _number(path, line, key, text, problems)
    number = _number(path, line, "member", row["member"], problems)
    area = row["area"] or NATION
    return Member(int(number), None if area == NATION else area, values, line)


def _number(path: Path, line: int, key: str | None, text: object, problems: list[Problem]) -> float:
    try:
        value = float(text) if isinstance(text, str) else float("nan")
    except ValueError:
        value = float("nan")
    if not isfinite(value):
        found = "a cell too many or too few" if key is None or text is None else str(text)
        problems.append(Problem(str(path), line, key or "", found, "expected a number"))
        return 0.0
    return value
