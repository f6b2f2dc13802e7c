from pathlib import Path

import pytest

from dtocsim.scenario import ScenarioError
from dtocsim.scenario.chain import LONGEST_CHAIN, read_chain
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
