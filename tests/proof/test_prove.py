"""The command `dtocsim prove`: a table, a file, and a status that says whether the proof holds."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dtocsim import cli
from dtocsim.analysis import proof
from dtocsim.analysis.proof import Case, Model, Quantity
from dtocsim.flow import Network

Prove = Callable[..., tuple[int, str, str]]


@pytest.fixture
def prove(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Prove:
    """Run the command; returns status, output and errors."""

    def run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dtocsim", "prove", *map(str, words)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        captured = capsys.readouterr()
        return int(stop.value.code or 0), captured.out, captured.err

    return run


def _wrong() -> Model:
    network = Network("empty", days=1)
    return Model(network, (Quantity("arrived", 1.0, 0.1, 0.0, lambda tally: float(tally.arrived)),))


def test_a_proof_that_holds(prove: Prove, tmp_path: Path) -> None:
    status, out, err = prove("--only", "P7.3", "--out", tmp_path / "proof.md")
    assert (status, err) == (0, "")
    assert "| P7.3 | full at the start, no arrivals | all are served | left | 30 | 30 |" in out
    assert "4 of 4 quantities pass." in (tmp_path / "proof.md").read_text()


def test_a_proof_that_fails(prove: Prove, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, "select", lambda only: (Case("P0.1", "nobody", "nowhere", _wrong),))
    status, out, _ = prove()
    assert status == 1
    assert "0 of 1 quantities pass." in out


def test_an_unknown_case_is_one_line(prove: Prove) -> None:
    status, out, err = prove("--only", "P99")
    assert (status, out) == (2, "")
    assert err.startswith("Invalid value: no proof case 'P99'; there are P1, ")
    assert err.count("\n") == 1


def test_a_file_that_cannot_be_written_is_refused_first(prove: Prove, tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    assert prove("--out", missing / "proof.md") == (2, "", f"{missing}: No such file or directory\n")
