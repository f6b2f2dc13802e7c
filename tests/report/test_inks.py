"""Lines and bars that a room can tell apart, with or without colour-vision deficiency, and in grey."""

from itertools import combinations

import pytest

from dtocsim.report.drawing import SERIES
from tests.report.colours import EYES, distance, lightness


@pytest.mark.parametrize("eye", EYES)
def test_no_two_lines_of_three_look_alike(eye: str) -> None:
    assert min(distance(a, b, eye) for a, b in combinations(SERIES[:3], 2)) > 25


def test_the_first_two_lines_differ_in_grey() -> None:
    assert abs(lightness(SERIES[0]) - lightness(SERIES[1])) > 20
