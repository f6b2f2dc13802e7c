from datetime import date

from dtocsim.scenario.tree import Branch, Items, Leaf, Node, read_tree
from dtocsim.scenario.writer import as_yaml


def plain(node: Node | None) -> object:
    match node:
        case Branch():
            return {name: plain(inner) for name, inner in node.entries.items()}
        case Items():
            return tuple(plain(element) for element in node.elements)
        case Leaf():
            return node.value
    return None


def test_what_is_written_is_what_is_read() -> None:
    content = {
        "name": "no: 'really' \"é\" #1e3 \\",
        "empty": "",
        "run": {"first_day": date(2017, 4, 1), "days": 365, "truth": False},
        "numbers": (0.1 + 0.2, 1e-300, -5e20, 3),
        "85+": {"0-64": 1e22},
    }
    tree, problems = read_tree(as_yaml(content), "a.yaml")
    assert (plain(tree), problems) == (content, [])


def test_a_mapping_is_written_in_its_order() -> None:
    assert as_yaml({"b": {"d": 1, "c": "x"}, "a": (1.5, 2)}) == 'b:\n  d: 1\n  c: "x"\na: [1.5, 2]\n'
