"""The engines have the same stages in the same order, so that they can be read side by side."""

import re
from pathlib import Path
from types import ModuleType

import pytest

from dtocsim.flow import kernel, reference

BESIDES = {"kernel": {"layout"}, "reference": {"world", "invariants"}}
"""What only one of them needs."""


def stages(engine: ModuleType) -> list[str]:
    """Return the stages that the description of an engine names, in its order."""
    assert engine.__doc__ is not None
    _, _, listed = engine.__doc__.partition("side by side:")
    return re.findall(r"`([a-z]+)`", listed.partition("Besides")[0])


def test_both_engines_name_the_same_stages_in_the_same_order() -> None:
    assert stages(kernel) == stages(reference)
    assert len(stages(kernel)) == 9


@pytest.mark.parametrize("engine", [kernel, reference])
def test_every_stage_is_a_file_and_every_file_a_stage(engine: ModuleType) -> None:
    folder = Path(engine.__path__[0])
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert files == set(stages(engine)) | BESIDES[folder.name]


@pytest.mark.parametrize("stage", ["values", "kept", "people"])
def test_stages_say_in_the_same_words_what_they_are_for(stage: str) -> None:
    first, second = (Path(engine.__path__[0]) / f"{stage}.py" for engine in (kernel, reference))
    assert first.read_text().splitlines()[0] == second.read_text().splitlines()[0]
