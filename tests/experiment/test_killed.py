"""Killed for real; `python -m tests.experiment.killing` does it at twenty random moments each."""

import random
from pathlib import Path

import pytest

from tests.experiment import killing

SEED = 7


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    """What a run finds that nobody disturbs, and how long it takes once all is compiled."""
    killing.undisturbed(tmp_path_factory.mktemp("warm"))
    folder = tmp_path_factory.mktemp("whole")
    return folder, killing.undisturbed(folder)


@pytest.mark.slow
def test_two_runs_at_the_same_time_on_one_store_do_no_harm(whole: tuple[Path, float], tmp_path: Path) -> None:
    killing.run_together(tmp_path, whole[0])


@pytest.mark.slow
def test_a_run_killed_at_random_moments_goes_on_where_it_was(
    whole: tuple[Path, float], tmp_path: Path
) -> None:
    killing.kill_runs(tmp_path, whole[0], 3, whole[1], random.Random(SEED))


@pytest.mark.slow
def test_workers_killed_at_random_moments_lose_and_double_nothing(
    whole: tuple[Path, float], tmp_path: Path
) -> None:
    killing.kill_workers(tmp_path, whole[0], 2, whole[1], random.Random(SEED))


@pytest.mark.slow
def test_a_disk_that_refuses_leaves_no_half_piece(whole: tuple[Path, float], tmp_path: Path) -> None:
    killing.refuse_files(tmp_path, whole[0])
