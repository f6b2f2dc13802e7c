import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dtocsim.experiment import whole
from dtocsim.experiment.whole import try_writing, write_whole

KILLED_WHILE_WRITING = """
import os, signal, sys
from collections.abc import Callable
from pathlib import Path
from dtocsim.experiment.whole import try_writing, write_whole

def fill(folder):
    (folder / "half").write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)

write_whole(Path(sys.argv[1]), fill)
"""


def fill(text: str) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        (folder / "file").write_text(text)

    return write


def visible(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_a_folder_appears_with_its_content(tmp_path: Path) -> None:
    write_whole(tmp_path / "a" / "b", fill("new"))
    assert (tmp_path / "a" / "b" / "file").read_text() == "new"


@pytest.mark.parametrize("exchange", [True, False], ids=["exchange", "without exchange"])
def test_the_new_takes_the_place_of_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool
) -> None:
    if not exchange:
        monkeypatch.setattr(whole, "_exchanged", lambda draft, target: False)
    write_whole(tmp_path / "r", fill("old"))
    write_whole(tmp_path / "r", fill("new"))
    assert (tmp_path / "r" / "file").read_text() == "new"
    assert os.listdir(tmp_path) == ["r"]


def test_killed_while_writing_shows_nothing_half_written(tmp_path: Path) -> None:
    write_whole(tmp_path / "r", fill("old"))
    run = subprocess.run([sys.executable, "-c", KILLED_WHILE_WRITING, str(tmp_path / "r")])
    assert run.returncode == -signal.SIGKILL
    assert visible(tmp_path) == ["r"]
    assert (tmp_path / "r" / "file").read_text() == "old"


def test_leftovers_of_killed_runs_are_removed_after_an_hour(tmp_path: Path) -> None:
    for name, age in ((".r.part-old", 3700), (".r.part-new", 10)):
        (tmp_path / name).mkdir()
        moment = (tmp_path / name).stat().st_mtime - age
        os.utime(tmp_path / name, (moment, moment))
    write_whole(tmp_path / "r", fill("new"))
    assert sorted(os.listdir(tmp_path)) == [".r.part-new", "r"]


def test_an_interrupted_writer_leaves_no_draft(tmp_path: Path) -> None:
    def interrupted(folder: Path) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "r", interrupted)
    assert os.listdir(tmp_path) == []


def test_trying_leaves_no_trace(tmp_path: Path) -> None:
    try_writing(tmp_path / "a" / "b")
    assert os.listdir(tmp_path) == []


def test_others_may_read_the_result(tmp_path: Path) -> None:
    previous = os.umask(0o022)
    try:
        write_whole(tmp_path / "r", fill("new"))
    finally:
        os.umask(previous)
    assert (tmp_path / "r").stat().st_mode & 0o777 == 0o755
