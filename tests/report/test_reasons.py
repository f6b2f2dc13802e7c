"""Eleven colours that a room can tell apart, with or without colour-vision deficiency, and in grey."""

from itertools import combinations, pairwise

import pytest

from dtocsim.report.reasons import REASONS
from tests.report.colours import EYES, distance, lightness


@pytest.mark.parametrize("eye", EYES)
def test_neighbours_in_the_stack_are_far_apart(eye: str) -> None:
    assert min(distance(a.colour, b.colour, eye) for a, b in pairwise(REASONS)) > 30


def test_neighbours_differ_in_grey() -> None:
    greys = [lightness(reason.colour) for reason in REASONS]
    assert min(abs(a - b) for a, b in pairwise(greys)) > 20


@pytest.mark.parametrize("eye", EYES)
def test_no_two_reasons_look_the_same(eye: str) -> None:
    assert min(distance(a.colour, b.colour, eye) for a, b in combinations(REASONS, 2)) > 10


def test_codes_are_those_of_the_official_return() -> None:
    assert [reason.code for reason in REASONS] == ["A", "B", "C", "Di", "Dii", "E", "F", "G", "H", "I", "O"]
