"""Notebooks run from their first line to their last, and are stored with the text of their scripts."""

import json
import re
import runpy
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "notebooks"
SCRIPTS = sorted(FOLDER.glob("*.py"))


def cells(script: Path) -> list[str]:
    """The cells of a script in the percent format, text without its comment signs."""
    body = script.read_text(encoding="utf-8").split("# ---\n\n", 1)[1]
    found = []
    for cell in re.split(r"^# %%", body, flags=re.M)[1:]:
        head, text = cell.split("\n", 1)
        found.append(re.sub(r"^# ?", "", text, flags=re.M) if "[markdown]" in head else text)
    return [text.strip() for text in found]


@pytest.mark.slow
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_notebook_runs(script: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FOLDER)
    runpy.run_path(str(script))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_notebook_holds_what_its_script_says(script: Path) -> None:
    stored = json.loads(script.with_suffix(".ipynb").read_text(encoding="utf-8"))
    assert ["".join(cell["source"]).strip() for cell in stored["cells"]] == cells(script)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_notebook_was_run_without_errors_and_names_no_machine(script: Path) -> None:
    text = script.with_suffix(".ipynb").read_text(encoding="utf-8")
    stored = json.loads(text)
    outputs = [output for cell in stored["cells"] for output in cell.get("outputs", [])]
    assert outputs
    assert all(output["output_type"] != "error" for output in outputs)
    assert re.search(r"/(home|root|tmp|Users|work)/", text) is None
    assert len(text) < 1_000_000
