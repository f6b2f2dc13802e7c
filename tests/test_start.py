"""Commands answer soon: a refusal waits for nothing that simulates, an answer for no picture."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dtocsim import cli
from dtocsim.experiment import read_result

HEAVY = ("numpy", "pandas", "numba", "scipy", "pyarrow", "matplotlib", "rich.progress")
TOP = Path(__file__).parents[1]
ENGLAND = "scenarios/england-2017-18.yaml"
REFUSED = [
    ("run", "nothing.yaml"),
    ("run", ENGLAND, "--area", "Ruttland"),
    ("run", ENGLAND, "--precision", "much"),
    ("run", ENGLAND, "--set", "run.dayz=3"),
    ("run", ENGLAND, "--out", "README.md"),
    ("compare", ENGLAND, "nothing.yaml"),
    ("compare", ENGLAND, ENGLAND, "--area", "Ruttland"),
    ("size", ENGLAND, "--area", "Ruttland", "--goal", "dtoc_beds<=1", "--capacity", "places"),
    ("risk", "nothing.yaml", "--above", "3"),
    ("bottleneck", ENGLAND, "--system", "Ruttland"),
    ("show", "nothing"),
    ("show", "nothing", "--by", "month"),
    ("areas", "--tables", "nothing"),
]
ASK = f"""
import sys
from dtocsim.cli import main
try:
    main()
except SystemExit as stop:
    print(stop.code, [name for name in {HEAVY} if name in sys.modules])
"""


@pytest.mark.parametrize("words", REFUSED, ids=" ".join)
def test_a_refusal_does_not_wait_for_what_simulates(words: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASK, *words],
        cwd=TOP,
        env=os.environ | {"PYTHONPATH": str(TOP)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout == "2 []\n"
    assert done.stderr.count("\n") == 1


def test_the_answer_is_there_before_the_pictures(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    england: Path,
    fake_care: Any,
) -> None:
    seen = []

    def draw(result: object, folder: Path) -> None:
        seen.append(capsys.readouterr().out)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("dtocsim.report.figures.write_plots", draw)
    monkeypatch.setattr(sys, "argv", ["dtocsim", "run", str(england), "--out", "mine"])
    with pytest.raises(SystemExit):
        cli.main()
    assert seen[0].startswith("England, 365 days from 1 April 2017: on an average day 61 beds")
    assert capsys.readouterr().out.startswith("Written: mine/")


def test_what_nobody_reads_on_is_written_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, england: Path, fake_care: Any
) -> None:
    gone, output = os.pipe()
    os.close(gone)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdout", os.fdopen(output, "w"))
    monkeypatch.setattr(sys, "argv", ["dtocsim", "run", str(england), "--out", "mine"])
    with pytest.raises(SystemExit):
        cli.main()
    assert read_result(tmp_path / "mine").manifest.area == "England"
