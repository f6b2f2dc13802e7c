"""The house: which layer may import which, and how long files and functions may grow."""

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "dtocsim"
LAYERS = ("flow", "scenario", "care", "experiment", "analysis", "report", "app", "cli")
"""Each imports only from itself and from those before it."""
LONGEST_FILE = 400
LONGEST_FUNCTION = 60


def modules() -> Iterator[tuple[Path, str, ast.Module]]:
    """Path within the package, text and syntax of every module."""
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        yield path.relative_to(PACKAGE), text, ast.parse(text)


def imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and name of every module of ours that is imported, inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        yield from ((node.lineno, name) for name in names if name.startswith("dtocsim."))


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the body, docstring left out."""
    first, *others = function.body
    described = ast.get_docstring(function) is not None and others
    start = others[0] if described else first
    return (function.end_lineno or start.lineno) - start.lineno + 1


def test_a_layer_imports_only_from_those_above_it() -> None:
    wrong = []
    for path, _, tree in modules():
        if (layer := path.parts[0]) in LAYERS:
            below = LAYERS[LAYERS.index(layer) + 1 :]
            found = [(line, name) for line, name in imported(tree) if name.split(".")[1] in below]
            wrong += [f"{path}:{line}: {name}" for line, name in found]
    assert wrong == []


def test_no_file_needs_a_table_of_contents() -> None:
    lengths = {str(path): len(text.splitlines()) for path, text, _ in modules()}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    lengths = {
        f"{path}:{node.name}": lines_of(node)
        for path, _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}
