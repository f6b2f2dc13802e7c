"""A new what-if: checked as the user said it, then written with what is known of the keys it changes."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from .catalogue import accepted, catalogue, in_catalogue, nearest
from .chain import MARK
from .evidence import load_evidence
from .explain import value_of
from .gazetteer import load_gazetteer
from .history import TITLES
from .layers import SET
from .loading import load
from .model import Scenario
from .problems import Problem, ScenarioError
from .varying import BY_AREA, NATION, by_first_step
from .writer import in_line

CHANGE, AREA, EXTENDS = "--change", "--area", "--extends"
"""Who says what, in the words of the command."""


@dataclass(frozen=True)
class WhatIf:
    """What a user says of a new what-if.

    Attributes:
        base: the file it extends.
        area: whom it is about, by name or code; a district is one of its council's.
        changes: new value by key path, as files write it; of the area only, where the key may differ by area.
        name: its name.
        question: what it is to answer.
    """

    base: Path
    area: str = NATION
    changes: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    question: str = ""


class Begun:
    """A what-if that can be: its base's scenario for the area, and where each value is said.

    Raises:
        ScenarioError: with every problem, told of the option that was wrong.
    """

    def __init__(self, what_if: WhatIf) -> None:
        self.what_if = what_if
        self.changes = {key_of(key): value for key, value in what_if.changes.items()}
        self.scenario = _load(what_if.base, [f"run.area={in_line(what_if.area)}"])
        self._gazetteer = load_gazetteer(self.scenario.tables.folder)
        area = self._gazetteer.find(self.scenario.run.area)
        assert area is not None
        self.area = area
        sets = [f"{key}={self.written(key, value)}" for key, value in self.changes.items()]
        _load(what_if.base, [f"run.area={in_line(area.name)}", *sets])

    def place_of(self, key: str) -> str:
        """The area of which a key may say something: this one, what it lies in, or England."""
        varies = catalogue()[in_catalogue(key.split("."))].varies
        if varies is None or varies.finest == "nation":
            return NATION
        if self.area.level in ("nation", "system"):
            return self.area.name
        around = self._gazetteer.around(self.area, varies.finest)
        # A council that spans systems has no value of its own between them.
        return around[0] if len(around) == 1 else NATION

    def written(self, key: str, value: str) -> str:
        """A value as a file says it of the place it is for."""
        place = self.place_of(key)
        return value if place == NATION else f"{{{BY_AREA}: {{{_word(place)}: {value}}}}}"

    def text(self, file: Path) -> str:
        """The text of the file that says so."""
        return "\n".join(self._lines(file)) + "\n"

    def _lines(self, file: Path) -> Iterator[str]:
        folder, base = file.resolve().parent, self.what_if.base.resolve()
        schema = next((each / MARK for each in base.parents if (each / MARK).is_file()), None)
        if schema is not None:
            yield f"# yaml-language-server: $schema={Path(os.path.relpath(schema, folder)).as_posix()}"
        yield f"extends: {in_line(Path(os.path.relpath(base, folder)).as_posix())}"
        yield f"name: {in_line(self.what_if.name)}"
        asked = self.what_if.question or f"What does {self.what_if.name} change?"
        yield f"question: {in_line(asked)}"
        of_run = {key: value for key, value in self.changes.items() if key.startswith("run.")}
        others = {key: value for key, value in self.changes.items() if key not in of_run}
        if self.area.level != "nation" or of_run:
            yield "run:"
            if self.area.level != "nation":
                yield f"  area: {in_line(self.area.name)}"
            yield from list(self._section(of_run, ""))[1:]
        yield ""
        yield from self._section(others, "")

    def _section(self, changes: Mapping[str, str], section: str) -> Iterator[str]:
        """The lines of a section and those below it; keys by their path within it."""
        indent = "  " * (section.count(".") + bool(section))
        for name, inner in by_first_step(changes).items():
            path = f"{section}.{name}".lstrip(".")
            if "" in inner:
                yield from (f"{indent}{line}" for line in self._change(path, inner[""]))
            else:
                yield f"{indent}{_word(name)}:"
                yield from self._section(inner, path)

    def _change(self, path: str, value: str) -> Iterator[str]:
        evidence, place = load_evidence().get(path), self.place_of(path)
        known = catalogue()[in_catalogue(path.split("."))]
        yield from (f"# {line}" for line in known.text.splitlines())
        if evidence is not None:
            low, high, now = in_line(evidence.low), in_line(evidence.high), value_of(self.scenario, path)
            yield f"# Plausible {low} to {high} {evidence.unit} ({evidence.mark}); so far {now}."
        if place != self.area.name and not path.startswith("run."):
            yield f"# For all of {place}: no smaller area has a value of its own."
        yield f"{path.rpartition('.')[2]}: {self.written(path, value)}"


def begin(file: Path, what_if: WhatIf) -> None:
    """Write a new what-if, whole or not at all.

    Args:
        file: where it will stand; it must not be there.
        what_if: what it says.

    Raises:
        ScenarioError: it cannot be.
        OSError: the file cannot be written.
    """
    text = Begun(what_if).text(file)
    with file.open("x", encoding="utf-8") as stream:
        stream.write(text)
    try:
        load(file)
    except ScenarioError as error:
        file.unlink()
        raise ScenarioError(replace(each, file=EXTENDS, line=None) for each in error.problems) from None


def key_of(path: str) -> str:
    """A key path that a what-if may change.

    Raises:
        ScenarioError: there is no such key, or it is a section.
    """
    known = catalogue().get(in_catalogue(path.split(".")))
    if path in TITLES:
        raise ScenarioError([Problem(CHANGE, None, path, "not a value", f"say it with --{path}")])
    if known is not None and known.kind is not None:
        return path
    section, _, name = path.rpartition(".")
    hint = (
        f"expected one of {accepted(path)}"
        if known
        else nearest(section if section in catalogue() else "", name)
    )
    raise ScenarioError([Problem(CHANGE, None, path, "a section" if known else "unknown key", hint)])


def _load(base: Path, settings: list[str]) -> Scenario:
    """The base with what the user said, whose problems are told of the options."""
    try:
        return load(base, settings)
    except ScenarioError as error:
        raise ScenarioError(map(_of_option, error.problems)) from None


def _of_option(problem: Problem) -> Problem:
    if problem.file != SET:
        return problem
    if problem.key == "run.area":
        return replace(problem, file=AREA, key="")
    # Where a value stands between areas is not the user's doing.
    return replace(problem, file=CHANGE, key=problem.key.partition(f".{BY_AREA}.")[0])


def _word(name: str) -> str:
    return in_line({name: 0})[1:-4]
