import pytest

from dtocsim.scenario.problems import Place, ScenarioError
from dtocsim.scenario.tree import Branch, Items, Leaf, read_tree


def test_every_value_knows_the_line_of_its_key() -> None:
    tree, problems = read_tree("run:\n  days:\n    30\nlist: [1,\n  2]\n", "a.yaml")
    assert problems == []
    assert tree == Branch(
        {
            "run": Branch({"days": Leaf(30, Place("a.yaml", 2))}, Place("a.yaml", 1)),
            "list": Items((Leaf(1, Place("a.yaml", 4)), Leaf(2, Place("a.yaml", 5))), Place("a.yaml", 4)),
        },
        Place("a.yaml", 1),
    )


def test_a_text_without_content_is_no_tree() -> None:
    assert read_tree("# nothing\n", "a.yaml") == (None, [])


def test_a_refused_value_is_left_out_and_reading_goes_on() -> None:
    tree, problems = read_tree("a: no\nb: 1\nc: 010\n", "a.yaml")
    assert tree == Branch({"b": Leaf(1, Place("a.yaml", 2))}, Place("a.yaml", 1))
    assert [(problem.line, problem.key) for problem in problems] == [(1, "a"), (3, "c")]


def test_the_first_of_two_equal_keys_is_kept() -> None:
    tree, problems = read_tree("a: 1\nb: 2\na: 3\n", "a.yaml")
    assert isinstance(tree, Branch)
    assert tree.entries["a"] == Leaf(1, Place("a.yaml", 1))
    assert [str(problem) for problem in problems] == [
        "a.yaml:3: a: duplicate key, first set on line 1; keep one of them"
    ]


def test_an_alias_is_never_followed() -> None:
    laughs = "a: &a [1, 1]\n" + "".join(
        f"{c}: &{c} [*{b}, *{b}]\n" for b, c in zip("abcdefg", "bcdefgh", strict=True)
    )
    tree, problems = read_tree(laughs, "a.yaml")
    assert tree == Branch({}, Place("a.yaml", 1))
    assert len(problems) == 8 + 2 * 7


def test_a_text_without_lines_has_places_without_lines() -> None:
    assert read_tree("0.3", "--set", lines=False) == (Leaf(0.3, Place("--set")), [])


def test_ten_thousand_brackets_are_one_problem() -> None:
    with pytest.raises(ScenarioError) as error:
        read_tree("[" * 10_000, "a.yaml")
    assert len(error.value.problems) == 1
