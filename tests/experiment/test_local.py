from threading import Lock
from time import sleep
from typing import Any

import pytest

from dtocsim.experiment.local import LocalThreads, split
from dtocsim.experiment.packing import Files
from dtocsim.experiment.piece import Piece, pieces_of
from dtocsim.experiment.where import locate
from dtocsim.scenario import Scenario


@pytest.fixture
def pieces(scenario: Scenario, fake_care: Any) -> tuple[Piece, ...]:
    return pieces_of(scenario, locate(scenario, None, None), "compiled", range(1, 9))


@pytest.mark.parametrize("threads", [1, 3])
def test_every_piece_is_handed_on_once(pieces: tuple[Piece, ...], threads: int) -> None:
    kept, lock = [], Lock()

    def keep(piece: Piece, files: Files) -> None:
        with lock:
            kept.append(piece.replication)

    LocalThreads(threads).run(pieces, 1, keep, lambda share: None)
    assert sorted(kept) == [1, 2, 3, 4, 5, 6, 7, 8]


@pytest.mark.parametrize("threads", [1, 3])
def test_what_cannot_be_kept_stops_the_rest(pieces: tuple[Piece, ...], fake_care: Any, threads: int) -> None:
    def refuse(piece: Piece, files: Files) -> None:
        if piece.replication == 2:
            raise OSError(28, "No space left on device")
        sleep(0.1)

    with pytest.raises(OSError, match="No space left"):
        LocalThreads(threads).run(pieces, 1, refuse, lambda share: None)
    assert len(fake_care.calls) <= 2 + threads


@pytest.mark.parametrize("pieces", [1, 2, 7, 100])
@pytest.mark.parametrize("systems", [1, 3, 44])
@pytest.mark.parametrize("threads", [1, 2, 6, 64])
def test_no_thread_is_without_work_while_there_is_some(pieces: int, systems: int, threads: int) -> None:
    together, inside = split(pieces, systems, threads)
    assert 1 <= together <= pieces
    assert 1 <= inside <= systems
    # Rounding up may start a few threads more than there are processors, never half as many again.
    assert min(threads, pieces * systems) <= together * inside + systems // 5
    assert together * inside < 1.5 * threads + 1
