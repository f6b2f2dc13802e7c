import pickle
import shutil
from pathlib import Path

import pytest
from pydantic import ValidationError

from dtocsim.scenario import Scenario, load
from dtocsim.scenario.tables import NAMES

HERE = Path(__file__).parent
ENGLAND = HERE.parents[1] / "scenarios" / "england-2017-18.yaml"


def copied(tmp_path: Path) -> Path:
    """England with its tables, in another folder."""
    (tmp_path / "data").mkdir()
    for name in NAMES:
        shutil.copy(ENGLAND.parent / "data" / name, tmp_path / "data" / name)
    return Path(shutil.copy(ENGLAND, tmp_path / "england.yaml"))


@pytest.fixture(scope="module")
def england() -> Scenario:
    return load(ENGLAND)


def test_the_written_scenario_loads_to_an_equal_one_with_the_same_hash(
    england: Scenario, tmp_path: Path
) -> None:
    (tmp_path / "resolved.yaml").write_text(england.to_yaml(), encoding="utf-8")
    again = load(tmp_path / "resolved.yaml")
    assert again == england
    assert again.hash == england.hash
    assert again.to_yaml() == england.to_yaml()


def test_a_scenario_written_for_a_folder_names_its_tables_from_there(tmp_path: Path) -> None:
    scenario = load(copied(tmp_path))
    (tmp_path / "result").mkdir()
    text = scenario.to_yaml(tmp_path / "result")
    assert 'folder: "../data"' in text
    (tmp_path / "result" / "resolved.yaml").write_text(text, encoding="utf-8")
    assert load(tmp_path / "result" / "resolved.yaml").tables.folder == tmp_path / "data"


def test_the_same_content_elsewhere_has_the_same_hash(england: Scenario, tmp_path: Path) -> None:
    assert load(copied(tmp_path)).hash == england.hash


def test_one_byte_of_a_table_changes_the_hash(england: Scenario, tmp_path: Path) -> None:
    path = copied(tmp_path)
    with (tmp_path / "data" / "systems.csv").open("a") as table:
        table.write("\n")
    assert load(path).hash != england.hash


def test_one_value_changes_the_hash(england: Scenario) -> None:
    changed = load(ENGLAND, ["home_care.elasticity=0.81"])
    assert changed != england
    assert changed.home_care.elasticity == 0.81


def test_who_set_a_value_does_not_change_the_hash(england: Scenario) -> None:
    same = load(ENGLAND, ["run.days=365"])
    assert same.history["run.days"] != england.history["run.days"]
    assert same == england
    assert len({same, england}) == 1


def test_a_scenario_cannot_be_changed(england: Scenario) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        england.home_care.elasticity = 1.0  # type: ignore[misc]


def test_a_scenario_survives_the_way_to_another_process(england: Scenario) -> None:
    again = pickle.loads(pickle.dumps(england))
    assert again == england
    assert again.history == england.history
