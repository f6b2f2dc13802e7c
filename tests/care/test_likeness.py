from dataclasses import replace

import pytest

from dtocsim.care.geography import Place, load_geography
from dtocsim.care.likeness import distances, likeness, people_65_plus
from tests.care.small import scenario


@pytest.fixture
def place() -> Place:
    """A thousand people, 200 of them 65 and over, 50 of these 85 and over, a third deprived."""
    known = load_geography(scenario().tables.folder).places[0]
    fifths = (0.1, 0.2, 0.3, 0.3, 0.1)
    return replace(known, population=(800.0, 100.0, 50.0, 50.0), deprivation_all=fifths)


def test_older_people_are_65_and_over(place: Place) -> None:
    assert people_65_plus([place, place]) == 400.0


def test_a_council_is_told_by_size_age_and_deprivation(place: Place) -> None:
    assert likeness([place]) == pytest.approx((5.298317, 0.25, 0.3, 0.2))


def test_parts_of_a_council_count_together(place: Place) -> None:
    assert likeness([place, place])[1:] == pytest.approx(likeness([place])[1:])


def test_features_count_in_standard_deviations() -> None:
    # Of 1, 2, 3 the standard deviation is 0.8165; a feature in which all are equal says nothing.
    found = distances([(1.0, 5.0), (2.0, 5.0), (3.0, 5.0)], 0)
    assert found.tolist() == pytest.approx([0.0, 1 / 0.8164966, 2 / 0.8164966])
