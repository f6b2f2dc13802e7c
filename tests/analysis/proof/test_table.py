"""The table a user reads, and the file it goes to."""

from pathlib import Path

import pytest

from dtocsim.analysis.proof import Case, Finding, Model, check_file, table, write_table
from dtocsim.flow import Network
from dtocsim.flow.replications import Estimate

CASE = Case("P1.1", "waiting list", "Erlang", lambda: Model(Network("empty"), ()))
GOOD = Finding(CASE, "queue", 2.0, Estimate((1.9, 2.0, 2.1)), 0.3, full=True)
BAD = Finding(CASE, "wait", 5.0, Estimate((1.0, 1.0)), 0.5, full=True)


def test_one_row_a_quantity_and_a_count() -> None:
    lines = table([GOOD, BAD]).splitlines()
    assert lines[2:] == [
        "| P1.1 | waiting list | Erlang | queue | 2 | 2 | 1.75159 to 2.24841 | ±0.3 | 3 | yes |",
        "| P1.1 | waiting list | Erlang | wait | 5 | 1 | 1 to 1 | ±0.5 | 2 | **no** |",
        "",
        "1 of 2 quantities pass.",
    ]


def test_the_file_appears_whole(tmp_path: Path) -> None:
    write_table("rows", tmp_path / "proof.md")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "proof.md": "# Proof against theory\n\nrows\n"
    }


@pytest.mark.parametrize("path", ["", "missing/proof.md"])
def test_a_file_that_cannot_be_written_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(OSError, match=r"Is a directory|No such file"):
        check_file(tmp_path / path)
