"""The scenario files that the README shows can be used as they stand."""

import re
from pathlib import Path

import pytest

from dtocsim.scenario import load
from tests.conftest import ENGLAND, REPOSITORY

BLOCKS = re.findall("```yaml\n(.*?)```", (REPOSITORY / "README.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("text", BLOCKS, ids=range(len(BLOCKS)))
def test_a_file_of_the_readme_is_valid(text: str, tmp_path: Path) -> None:
    file = tmp_path / "readme.yaml"
    extends = f"extends: {ENGLAND}\n"
    whole = (
        text.replace("extends: ../england-2017-18.yaml\n", extends) if "extends:" in text else extends + text
    )
    file.write_text(whole, encoding="utf-8")
    told = load(file)
    assert told.overrides or told.schemes


def test_the_readme_states_a_start_in_the_terms_of_both_returns() -> None:
    assert [sum(key in text for text in BLOCKS) for key in ("delayed:", "no_longer_meeting_criteria:")] == [
        1,
        1,
    ]
