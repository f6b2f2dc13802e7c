from pathlib import Path

import numpy as np
import pytest

from dtocsim.analysis.calibration.evaluations import Evaluations
from tests.analysis.calibration.fakes import LEVERS, SCENARIO, TARGETS, FakeSimulation

POINTS = np.asarray([[0.5, 0.5], [0.1, 0.9]])


def evaluations(folder: Path, simulation: FakeSimulation | None = None) -> Evaluations:
    return Evaluations([simulation or fresh()], LEVERS, folder)


def fresh() -> FakeSimulation:
    return FakeSimulation(SCENARIO, TARGETS, ("E54000044",))


def test_every_replication_of_every_point_is_simulated_once(tmp_path: Path) -> None:
    simulation = fresh()
    with evaluations(tmp_path, simulation).running() as running:
        found = running.found(POINTS, 3, "wave 1")
    assert found.outputs.shape == (2, 3, 4)
    assert simulation.calls == [1, 2, 3, 1, 2, 3]


def test_what_is_kept_is_never_simulated_again_even_by_another_program(tmp_path: Path) -> None:
    with evaluations(tmp_path).running() as running:
        first = running.found(POINTS, 2, "wave 1")
    again = fresh()
    with evaluations(tmp_path, again).running() as running:
        second = running.found(POINTS, 3, "wave 1")
    assert (second.outputs[:, :2] == first.outputs).all()
    assert again.calls == [3, 3]


def test_a_file_cut_short_is_simulated_again(tmp_path: Path) -> None:
    with evaluations(tmp_path).running() as running:
        running.found(POINTS, 1, "wave 1")
    torn = next(tmp_path.rglob("*.json"))
    torn.write_text(torn.read_text()[:20])
    again = fresh()
    with evaluations(tmp_path, again).running() as running:
        running.found(POINTS, 1, "wave 1")
    assert again.calls == [1]


def test_what_has_finished_stays_when_the_rest_is_interrupted(tmp_path: Path) -> None:
    def stop(purpose: str, done: int, of: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    running = evaluations(tmp_path)
    running.told = stop
    with pytest.raises(KeyboardInterrupt), running.running():
        running.found(POINTS, 2, "wave 1")
    assert len(list(tmp_path.rglob("*.json"))) == 2


def test_progress_is_told_with_its_end(tmp_path: Path) -> None:
    heard: list[tuple[str, int, int]] = []
    running = evaluations(tmp_path)
    running.told = lambda *told: heard.append(told)
    with running.running():
        running.found(POINTS, 2, "wave 1")
    assert heard == [("wave 1", 0, 4), ("wave 1", 2, 4), ("wave 1", 4, 4)]


def test_other_targets_or_numbers_are_other_simulations() -> None:
    one = fresh()
    assert one.key({"a": 1.0}) == fresh().key({"a": 1.0})
    assert one.key({"a": 1.0}) != one.key({"a": 1.1})
    assert one.key({"a": 1.0}) != FakeSimulation(SCENARIO, TARGETS[:2], ("E54000044",)).key({"a": 1.0})
