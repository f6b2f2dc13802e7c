import time
from pathlib import Path
from typing import Any

import pytest

from dtocsim import care
from dtocsim.experiment import memory, run
from dtocsim.experiment.memory import TooLittleMemory, fitting, watching
from dtocsim.experiment.piece import Piece, pieces_of
from dtocsim.experiment.surroundings import free_memory_bytes
from dtocsim.experiment.where import locate
from dtocsim.scenario import Scenario, load

GIGABYTE = 10**9


@pytest.fixture
def piece(scenario: Scenario, fake_care: Any) -> Piece:
    """A piece of England whose largest network takes a gigabyte."""
    fake_care.memory = GIGABYTE
    return pieces_of(scenario, locate(scenario, None, None), "compiled", [1])[0]


@pytest.mark.parametrize(("free", "expected"), [(100.0, (4, 2)), (7.5, (3, 2)), (3.0, (1, 2)), (2.0, (1, 1))])
def test_as_many_pieces_run_at_once_as_there_is_memory_for(
    piece: Piece, monkeypatch: pytest.MonkeyPatch, free: float, expected: tuple[int, int]
) -> None:
    # 0.25 for the program, 0.44 for 44 networks, 0.09 for the tables of a piece, 1 a thread.
    monkeypatch.setattr(memory, "free_memory_bytes", lambda: int(free * GIGABYTE))
    assert fitting(piece, 44, 4, 2) == expected


def test_what_cannot_fit_is_refused_with_an_estimate(piece: Piece, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "free_memory_bytes", lambda: GIGABYTE)
    with pytest.raises(TooLittleMemory, match=r"^needs about 1\.8 GB of memory, 1\.0 GB are free"):
        fitting(piece, 44, 1, 1)


def test_where_the_system_tells_nothing_nothing_is_refused(
    piece: Piece, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "free_memory_bytes", lambda: None)
    assert fitting(piece, 44, 64, 8) == (64, 8)


def test_a_refused_run_simulates_nothing(
    scenario: Scenario, fake_care: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "free_memory_bytes", lambda: 0)
    with pytest.raises(TooLittleMemory):
        run(scenario)
    assert fake_care.calls == []


def test_a_run_is_stopped_before_the_last_memory_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_SECONDS_BETWEEN_LOOKS", 0.0)
    left = [GIGABYTE, 100_000_000]
    shares: list[float] = []
    report = watching(shares.append, lambda: left.pop(0))
    time.sleep(0.001)
    report(0.1)
    time.sleep(0.001)
    with pytest.raises(TooLittleMemory, match=r"0\.1 GB of memory are left: does demand exceed capacity"):
        report(0.2)
    assert shares == [0.1]


def test_memory_grows_with_the_people_there_are(england: Path) -> None:
    usual, many = (
        care.memory_of_a_network(load(england, set_=changes), area=None, system="E54000047", district=None)
        for changes in ((), ("home_care.clients=10000000",))
    )
    # Cumbria's north has 0.7 % of England's clients: 70,000, in tables of 131,072 rows of 456 bytes or so,
    # three times while they grow.
    assert usual < 50e6
    assert 150e6 < many < 300e6


def test_free_memory_is_told_on_linux() -> None:
    free = free_memory_bytes()
    assert free is None or free > 2**20
