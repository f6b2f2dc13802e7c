from pathlib import Path

import pytest

from dtocsim.scenario import ScenarioError
from dtocsim.scenario.chain import LONGEST_CHAIN, MARK, read_chain
from dtocsim.scenario.tree import Branch, Leaf


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(path: Path) -> list[object]:
    leaves = (tree.entries["name"] for tree, _ in read_chain(path))
    return [leaf.value for leaf in leaves if isinstance(leaf, Leaf)]


def test_the_base_file_comes_first(tmp_path: Path) -> None:
    write(tmp_path, "base.yaml", "name: base")
    write(tmp_path, "inner/middle.yaml", "extends: ../base.yaml\nname: middle")
    assert names(write(tmp_path, "top.yaml", "extends: inner/middle.yaml\nname: top")) == [
        "base",
        "middle",
        "top",
    ]


def test_the_tables_folder_is_relative_to_the_file_that_names_it(tmp_path: Path) -> None:
    write(tmp_path, "inner/base.yaml", "tables: {folder: data}")
    base, _ = read_chain(write(tmp_path, "top.yaml", "extends: inner/base.yaml"))[0]
    tables = base.entries["tables"]
    assert isinstance(tables, Branch)
    folder = tables.entries["folder"]
    assert isinstance(folder, Leaf)
    assert folder.value == str(tmp_path / "inner" / "data")


def test_a_missing_base_is_reported_where_it_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "top.yaml", "name: top\nextends: nowhere.yaml")
    with pytest.raises(ScenarioError) as error:
        read_chain(path)
    assert (
        str(error.value) == f"{path}:2: extends: {tmp_path / 'nowhere.yaml'} not found; name a scenario file"
    )


def test_a_missing_scenario_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError) as error:
        read_chain(tmp_path / "nowhere.yaml")
    assert str(error.value) == f"{tmp_path / 'nowhere.yaml'}: not found; name a scenario file"


def test_a_circle_through_a_link_is_seen(tmp_path: Path) -> None:
    path = write(tmp_path, "a.yaml", "extends: link.yaml")
    (tmp_path / "link.yaml").symlink_to(path)
    with pytest.raises(ScenarioError, match="leads back"):
        read_chain(path)


def test_a_chain_has_an_end(tmp_path: Path) -> None:
    for number in range(LONGEST_CHAIN + 1):
        write(tmp_path, f"{number}.yaml", f"extends: {number + 1}.yaml")
    with pytest.raises(ScenarioError, match="more than 16 files in a chain; extend fewer files"):
        read_chain(tmp_path / "0.yaml")


def test_a_file_of_the_folder_above_is_extended_by_relative_or_absolute_path(tmp_path: Path) -> None:
    base = write(tmp_path, "england.yaml", "name: base")
    assert names(write(tmp_path, "what-if/mine.yaml", f"extends: {base}\nname: mine")) == ["base", "mine"]


def test_a_file_further_up_is_extended_from_where_the_command_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "england.yaml", "name: base")
    (tmp_path / "what-if").mkdir()
    path = write(tmp_path, "what-if/leeds/mine.yaml", "extends: ../../england.yaml\nname: mine")
    with pytest.raises(ScenarioError, match=r"mine\.yaml:1: extends: .* lies outside the folders of this"):
        read_chain(path)
    monkeypatch.chdir(tmp_path)
    assert names(path) == ["base", "mine"]


def test_a_folder_of_scenarios_is_extended_from_anywhere(tmp_path: Path) -> None:
    write(tmp_path, f"shipped/{MARK}", "{}")
    write(tmp_path, "shipped/england.yaml", "name: base")
    (tmp_path / "planner" / "2026").mkdir(parents=True)
    path = write(tmp_path, "planner/2026/mine.yaml", "extends: ../../shipped/england.yaml\nname: mine")
    assert names(path) == ["base", "mine"]


def test_a_link_leads_nowhere_that_its_target_may_not(tmp_path: Path) -> None:
    outside = write(tmp_path, "private.yaml", "name: private")
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "link.yaml").symlink_to(outside)
    with pytest.raises(ScenarioError, match=r"link\.yaml lies outside"):
        read_chain(write(tmp_path, "a/b/mine.yaml", "extends: link.yaml"))
