"""Lines, bars, bands and dots that a room can tell apart, whatever eyes it has, and in grey."""

from itertools import combinations, pairwise

import pandas as pd
import pytest
from matplotlib.figure import Figure

from dtocsim.report.animation import COLOURS
from dtocsim.report.drawing import LINES, SERIES
from dtocsim.report.plots.delays import ORGANISATIONS
from dtocsim.report.plots.flows import COLUMNS, PAINT
from dtocsim.report.plots.tables import sweep_curve
from tests.report.colours import EYES, distance, lightness


@pytest.mark.parametrize("eye", EYES)
def test_no_two_lines_of_three_look_alike(eye: str) -> None:
    assert min(distance(a, b, eye) for a, b in combinations(SERIES[:3], 2)) > 25


@pytest.mark.parametrize("eye", EYES)
def test_no_two_lines_of_four_are_confused(eye: str) -> None:
    assert min(distance(a, b, eye) for a, b in combinations(SERIES[:4], 2)) > 25


def test_the_first_two_lines_differ_in_grey() -> None:
    assert abs(lightness(SERIES[0]) - lightness(SERIES[1])) > 20


def test_lines_that_colour_cannot_part_have_markers_of_their_own() -> None:
    """Three lines do not all differ in grey, and the fifth looks like the first without green."""
    assert len({marker for _, marker in LINES}) == len(SERIES)


def test_every_line_of_a_sweep_shows_its_marker() -> None:
    named = [f"line {number}" for number in range(len(LINES))]
    table = pd.DataFrame(
        [{"x": x, "mean": at + x, "series": name} for at, name in enumerate(named) for x in (1, 2)]
    )
    ax = sweep_curve(table, Figure().subplots())
    assert [(line.get_color(), line.get_marker()) for line in ax.get_lines()[: len(LINES)]] == list(LINES)


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
