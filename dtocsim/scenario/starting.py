"""The text of a new what-if: what it extends, for which area, the keys it changes with what is known."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from .catalogue import accepted, catalogue, nearest
from .chain import MARK
from .evidence import load_evidence
from .explain import value_of
from .model import Scenario
from .problems import Problem, ScenarioError
from .varying import BY_AREA, NATION, by_first_step
from .writer import in_line


def key_of(path: str) -> str:
    """A key path that a what-if may change.

    Raises:
        ScenarioError: there is no such key, or it is a section.
    """
    known = catalogue().get(path)
    if known is not None and known.kind is not None:
        return path
    section, _, name = path.rpartition(".")
    hint = (
        f"expected one of {accepted(path)}"
        if known
        else nearest(section if section in catalogue() else "", name)
    )
    raise ScenarioError([Problem("--change", None, path, "a section" if known else "unknown key", hint)])


def what_if_text(
    file: Path,
    base: Path,
    scenario: Scenario,
    name: str,
    question: str,
    area: str,
    changes: Mapping[str, str],
) -> str:
    """The text of a what-if.

    Args:
        file: where it will stand.
        base: the file it extends.
        scenario: that of the base.
        name: its name.
        question: what it is to answer.
        area: full name of the area it is about.
        changes: new value by key path, as files write it; of an area only, where the key may differ by area.
    """
    return "\n".join(_lines(file, base, scenario, name, question, area, changes)) + "\n"


def _lines(
    file: Path,
    base: Path,
    scenario: Scenario,
    name: str,
    question: str,
    area: str,
    changes: Mapping[str, str],
) -> Iterator[str]:
    folder = file.resolve().parent
    schema = next((each / MARK for each in base.resolve().parents if (each / MARK).is_file()), None)
    if schema is not None:
        yield f"# yaml-language-server: $schema={Path(os.path.relpath(schema, folder)).as_posix()}"
    yield f"extends: {in_line(Path(os.path.relpath(base.resolve(), folder)).as_posix())}"
    yield f"name: {in_line(name)}"
    yield f"question: {in_line(question)}"
    of_run = {key: value for key, value in changes.items() if key.startswith("run.")}
    if area != NATION:
        yield "run:"
        yield f"  area: {in_line(area)}"
        yield from list(_changes(scenario, of_run, area, ""))[1:]
        changes = {key: value for key, value in changes.items() if key not in of_run}
    yield ""
    yield from _changes(scenario, changes, area, "")


def _changes(scenario: Scenario, changes: Mapping[str, str], area: str, section: str) -> Iterator[str]:
    """The lines of a section and those below it; keys by their path within it."""
    indent = "  " * (section.count(".") + bool(section))
    for name, inner in by_first_step(changes).items():
        path = f"{section}.{name}".lstrip(".")
        if "" in inner:
            yield from (f"{indent}{line}" for line in _change(scenario, path, inner[""], area))
        else:
            yield f"{indent}{in_line({name: 0})[1:-4]}:"
            yield from _changes(scenario, inner, area, path)


def _change(scenario: Scenario, path: str, value: str, area: str) -> Iterator[str]:
    known, evidence = catalogue()[path], load_evidence().get(path)
    yield from (f"# {line}" for line in known.text.splitlines())
    if evidence is not None:
        low, high, now = in_line(evidence.low), in_line(evidence.high), value_of(scenario, path)
        yield f"# Plausible {low} to {high} {evidence.unit} ({evidence.mark}); so far {now}."
    local = area != NATION and known.varies is not None and known.varies.finest == "council"
    written = f"{{{BY_AREA}: {{{in_line({area: 0})[1:-4]}: {value}}}}}" if local else value
    yield f"{path.rpartition('.')[2]}: {written}"
