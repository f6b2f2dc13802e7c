"""What is kept on disk comes back whole, or not at all."""

from pathlib import Path

import pytest

from dtocsim.flow import kept
from dtocsim.flow.kept import Kept


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DTOCSIM_CACHE_DIR", str(tmp_path))
    return tmp_path / "dtocsim" / "things"


def test_what_was_written_is_read() -> None:
    Kept("things", most=9).write("key", b"one\ntwo")
    assert Kept("things", most=9).read("key") == b"one\ntwo"
    assert Kept("things", most=9).read("another") is None


def test_what_is_damaged_is_not_read(own_folder: Path) -> None:
    Kept("things", most=9).write("key", bytes(range(256)))
    (file,) = own_folder.iterdir()
    whole = file.read_bytes()
    for damaged in (b"", whole[:-1], whole + b"x", whole.replace(b"\x01", b"\x02"), b"\xff"):
        file.write_bytes(damaged)
        assert Kept("things", most=9).read("key") is None


def test_other_sources_libraries_or_processors_do_not_see_it(monkeypatch: pytest.MonkeyPatch) -> None:
    things = Kept("things", most=9)
    things.write("key", b"content")
    monkeypatch.setattr(kept, "surroundings", lambda: "another processor")
    assert things.read("key") is None


def test_where_nothing_can_be_written_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("DTOCSIM_CACHE_DIR", str(tmp_path / "file"))
    things = Kept("things", most=9)
    things.write("key", b"content")
    assert things.read("key") is None


def test_old_ones_make_room(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_WRITES_BETWEEN_LOOKS", 1)
    things = Kept("things", most=2)
    for number in range(5):
        things.write(str(number), b"content")
    assert [things.read(str(number)) is None for number in range(5)] == [True] * 3 + [False] * 2
    assert len(list(own_folder.iterdir())) == 2
