from pathlib import Path

import numpy as np

from dtocsim.analysis.calibration.representatives import _medoids, representatives
from dtocsim.care.geography import load_geography
from tests.conftest import REPOSITORY

GEOGRAPHY = load_geography(Path(REPOSITORY / "scenarios" / "data"))


def test_each_group_of_points_alike_is_stood_for_by_its_middle() -> None:
    at = np.asarray([0.0, 1.0, 2.0, 10.0, 11.0, 12.0])
    costs = np.abs(at[:, None] - at[None])
    assert sorted(_medoids(costs, 2)) == [1, 4]


def test_the_chosen_are_spread_over_size_deprivation_and_delays() -> None:
    chosen = representatives(GEOGRAPHY, 4, "2017/18")
    assert len({system.code for system in chosen}) == 4
    people = [sum(sum(place.population) for place in system.places) for system in chosen]
    assert max(people) > 1.5 * min(people)


def test_as_many_as_there_are_stand_for_themselves() -> None:
    assert representatives(GEOGRAPHY, 44, "2017/18") == GEOGRAPHY.systems
