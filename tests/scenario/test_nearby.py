"""Who names a file that is not there hears which one may be meant."""

from pathlib import Path

import pytest

from dtocsim.scenario.nearby import meant


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "scenarios" / "what-if").mkdir(parents=True)
    (tmp_path / "scenarios" / "england.yaml").write_text("")
    (tmp_path / "scenarios" / "what-if" / "fees.yaml").write_text("")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("england.yaml", "did you mean scenarios/england.yaml?"),
        ("fees.yaml", "did you mean scenarios/what-if/fees.yaml?"),
        ("scenarios/fees.yaml", "did you mean scenarios/what-if/fees.yaml?"),
        ("scenarios/what-if/england.yaml", "did you mean scenarios/england.yaml?"),
        ("scenarios/englnd.yaml", "did you mean scenarios/england.yaml?"),
        ("scenarios/leeds.yaml", "name a scenario file"),
        ("nowhere/leeds.yaml", "name a scenario file"),
    ],
)
def test_the_file_close_by_is_named(folder: Path, name: str, advice: str) -> None:
    assert meant(folder / name, folder) == advice
