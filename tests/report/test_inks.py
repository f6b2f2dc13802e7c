"""Lines, bars, bands and dots that a room can tell apart, whatever eyes it has, and in grey."""

from itertools import combinations, pairwise

import pytest

from dtocsim.report.animation import COLOURS
from dtocsim.report.drawing import SERIES
from dtocsim.report.plots.delays import ORGANISATIONS
from dtocsim.report.plots.flows import COLUMNS, PAINT
from tests.report.colours import EYES, distance, lightness


@pytest.mark.parametrize("eye", EYES)
def test_no_two_lines_of_three_look_alike(eye: str) -> None:
    assert min(distance(a, b, eye) for a, b in combinations(SERIES[:3], 2)) > 25


def test_the_first_two_lines_differ_in_grey() -> None:
    assert abs(lightness(SERIES[0]) - lightness(SERIES[1])) > 20


@pytest.mark.parametrize("eye", EYES)
def test_no_two_responsible_organisations_look_alike(eye: str) -> None:
    assert min(distance(a[2], b[2], eye) for a, b in combinations(ORGANISATIONS, 2)) > 50


def test_neighbours_among_organisations_differ_in_grey() -> None:
    assert min(abs(lightness(a[2]) - lightness(b[2])) for a, b in pairwise(ORGANISATIONS)) > 20


@pytest.mark.parametrize("eye", EYES)
def test_bands_that_touch_in_the_flow_diagram_look_different(eye: str) -> None:
    touching = [pair for column in COLUMNS for pair in pairwise(column)]
    assert min(distance(PAINT[a], PAINT[b], eye) for a, b in touching) > 25


@pytest.mark.parametrize("eye", EYES)
def test_no_two_places_of_the_animation_look_alike(eye: str) -> None:
    """The places stand apart and have names; colour only helps to follow a dot."""
    assert min(distance(a, b, eye) for a, b in combinations(COLOURS.values(), 2)) > 15
