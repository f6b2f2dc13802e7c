import numpy as np

from dtocsim.analysis.calibration.design import sobol, spread_out


def test_every_sixteenth_of_every_axis_holds_a_sixteenth_of_the_points() -> None:
    points = sobol(64, 5, seed=3)
    counts = [np.histogram(axis, bins=16, range=(0, 1))[0] for axis in points.T]
    assert np.asarray(counts).min() == np.asarray(counts).max() == 4


def test_a_seed_names_a_design() -> None:
    assert (sobol(10, 3, seed=1) == sobol(10, 3, seed=1)).all()
    assert (sobol(10, 3, seed=1) != sobol(10, 3, seed=2)).any()


def test_points_are_chosen_far_from_those_taken_and_from_one_another() -> None:
    candidates = np.asarray([[0.1], [0.5], [0.55], [0.95]])
    chosen = spread_out(candidates, 2, taken=np.asarray([[0.0]]))
    assert chosen.ravel().tolist() == [0.95, 0.5]


def test_too_few_candidates_are_all_chosen() -> None:
    assert len(spread_out(np.asarray([[0.1], [0.2]]), 5, taken=np.empty((0, 1)))) == 2
