from pathlib import Path

import pytest

from dtocsim.scenario import load, load_evidence
from dtocsim.scenario.layers import defaults, merge, merge_layers, nest, read_setting
from dtocsim.scenario.problems import Place
from dtocsim.scenario.tree import Branch, Leaf, Node

ENGLAND = Path(__file__).parents[2] / "scenarios" / "england-2017-18.yaml"
LOW, HIGH = Place("low.yaml", 1), Place("high.yaml", 1)


def value(tree: Node, key: str) -> object:
    for name in key.split("."):
        assert isinstance(tree, Branch)
        tree = tree.entries[name]
    assert isinstance(tree, Leaf)
    return tree.value


def test_mappings_merge_key_by_key() -> None:
    low = Branch({"a": Leaf(1, LOW), "b": Leaf(2, LOW)}, LOW)
    high = Branch({"b": Leaf(3, HIGH), "c": Leaf(4, HIGH)}, HIGH)
    assert merge(low, high) == Branch({"a": Leaf(1, LOW), "b": Leaf(3, HIGH), "c": Leaf(4, HIGH)}, HIGH)


def test_a_value_replaces_a_mapping_whole() -> None:
    assert merge(nest("a.b", Leaf(1, LOW)), nest("a", Leaf(2, HIGH))) == nest("a", Leaf(2, HIGH))


def test_the_defaults_are_the_registry() -> None:
    key = "people.living_alone_share.85+"
    assert value(defaults(), key) == load_evidence()[key].value


def test_each_layer_replaces_the_one_below(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text("run: {days: 1, seed: 1, warm_up_days: 1}\nname: base")
    (tmp_path / "middle.yaml").write_text("extends: base.yaml\nrun: {seed: 2, warm_up_days: 2}")
    (tmp_path / "top.yaml").write_text("extends: middle.yaml\nrun: {warm_up_days: 3}")
    tree = merge_layers(tmp_path / "top.yaml", ["run.replications=4", "run.replications=5"]).tree
    keys = ("run.days", "run.seed", "run.warm_up_days", "run.replications", "name")
    assert [value(tree, key) for key in keys] == [1, 2, 3, 5, "base"]
    assert value(tree, "home_care.clients") == load_evidence()["home_care.clients"].value


def test_the_base_is_the_file_that_extends_nothing_or_the_last_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text("run: {days: 1}")
    (tmp_path / "fitted.yaml").write_text("extends: base.yaml\nbase: true\nrun: {days: 2}")
    (tmp_path / "plain.yaml").write_text("extends: base.yaml\nrun: {days: 3}")
    (tmp_path / "what-if.yaml").write_text("extends: fitted.yaml\nrun: {days: 4}")
    bases = {
        name: merge_layers(tmp_path / f"{name}.yaml", ()).base for name in ("fitted", "plain", "what-if")
    }
    assert {name: base and value(base, "run.days") for name, base in bases.items()} == {
        "fitted": 2,
        "plain": 1,
        "what-if": 2,
    }


def test_a_base_is_one_or_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_text("name: odd\nbase: false")
    problems = merge_layers(tmp_path / "odd.yaml", ()).problems
    assert [str(each).rpartition("/")[2] for each in problems] == [
        "odd.yaml:2: base: not true; write true, or leave the key out"
    ]


def test_a_setting_is_a_key_and_a_value_as_in_a_file() -> None:
    tree, problems = read_setting("people.living_alone_share={85+: 0.6}")
    assert problems == []
    assert tree == nest("people.living_alone_share.85+", Leaf(0.6, Place("--set")))


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("run.days", "--set: 'run.days'; expected key=value, such as run.days=30"),
        ("=3", "--set: '=3'; expected key=value, such as run.days=30"),
        ("run..days=3", "--set: 'run..days=3'; expected key=value, such as run.days=30"),
        ("run.days=", "--set: run.days: no value; write a value after the ="),
        (
            "run.days=[1",
            "--set: run.days: not valid YAML, expected ',' or ']', but got '<stream end>';"
            " check colons, quotes, brackets and indentation",
        ),
        ("run.days=~", "--set: run.days: no value; write a value or leave the key out"),
        ("run={days: 1, days: 2}", "--set: run.days: duplicate key; keep one of them"),
        ("extends=a.yaml", "--set: extends: extends outside a file; write it in the scenario file"),
    ],
)  # fmt: skip
def test_a_setting_that_is_none_is_a_problem_of_set(setting: str, message: str) -> None:
    assert [str(problem) for problem in read_setting(setting)[1]] == [message]


def test_a_what_if_remembers_what_its_base_file_said() -> None:
    base = load(ENGLAND)
    what_if = load(ENGLAND, set_=("home_care.search_mean_days=5", "run.days=30"))
    assert what_if.baseline == {"home_care": {"search_mean_days": base.home_care.search_mean_days}}
    assert what_if.base.home_care == base.home_care
    assert base.baseline == {}
    assert base.base is base


def test_a_resolved_what_if_still_knows_its_base(tmp_path: Path) -> None:
    what_if = load(ENGLAND, set_=("home_care.search_mean_days=5",))
    (tmp_path / "resolved.yaml").write_text(what_if.to_yaml(tmp_path), encoding="utf-8")
    again = load(tmp_path / "resolved.yaml")
    assert again == what_if
    assert again.base == what_if.base
