"""A stale cache cannot be met, and the same functions run without compilation."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import dtocsim

PACKAGE = Path(dtocsim.__file__).parent
TESTS = Path(__file__).parent
FOLDER = "from dtocsim.flow._jit import cache_folder; print(cache_folder())"


def python(folder: Path, *arguments: str, **surroundings: str) -> str:
    """Run Python in a folder with its own package first on the path; returns what it prints."""
    environment = os.environ | {"PYTHONPATH": str(folder)} | surroundings
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def test_any_change_of_the_sources_leads_to_another_cache_folder(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "dtocsim", ignore=shutil.ignore_patterns("__pycache__"))
    first = python(tmp_path, "-c", FOLDER)
    assert python(tmp_path, "-c", FOLDER) == first
    folders = {first}
    for name in ("kernel/pools.py", "draws.py", "kernel/layout.py"):
        source = tmp_path / "dtocsim" / "flow" / name
        source.write_text(source.read_text() + "\n")
        folders.add(python(tmp_path, "-c", FOLDER))
    assert len(folders) == 4


def test_the_folder_of_the_cache_can_be_chosen(tmp_path: Path) -> None:
    found = python(PACKAGE.parent, "-c", FOLDER, DTOCSIM_CACHE_DIR=str(tmp_path))
    assert Path(found).parent == tmp_path / "dtocsim"


def test_every_step_does_the_same_without_compilation() -> None:
    stories = [str(TESTS / name) for name in ("test_journey.py", "kernel/test_people.py")]
    keep = "not thousands and not memory"
    told = python(
        PACKAGE.parent,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-k",
        keep,
        *stories,
        NUMBA_DISABLE_JIT="1",
    )
    assert "passed" in told
    assert "failed" not in told


def test_kept_code_is_loaded_without_what_compiles(tmp_path: Path) -> None:
    ask = """
import sys
import numpy as np
from dtocsim.flow.quantiles import CONSTANT, Row, row_quantiles
print(row_quantiles(Row(CONSTANT, 7.5), np.asarray([0.5])), "numba.np.arraymath" in sys.modules)
"""
    first, later = (python(PACKAGE.parent, "-c", ask, DTOCSIM_CACHE_DIR=str(tmp_path)) for _ in range(2))
    assert (first, later) == ("[7.5] True", "[7.5] False")
