from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from dtocsim.report.labels import Label, label_right, spread

positions = st.lists(st.floats(0, 1000), min_size=1, max_size=20).map(sorted)


def test_labels_far_enough_apart_stay_where_they_belong() -> None:
    assert spread([1.0, 5.0, 9.0], gap=2.0, low=0.0, high=10.0) == pytest.approx([1.0, 5.0, 9.0])


def test_labels_at_one_height_spread_around_it() -> None:
    assert spread([5.0, 5.0, 5.0], gap=1.0, low=0.0, high=10.0) == pytest.approx([4.0, 5.0, 6.0])


def test_labels_at_the_bottom_stay_inside() -> None:
    assert spread([0.0, 0.0], gap=1.0, low=0.0, high=10.0) == pytest.approx([0.0, 1.0])


def test_too_many_labels_share_the_room_there_is() -> None:
    assert spread([0.0, 0.0, 0.0], gap=9.0, low=0.0, high=10.0) == pytest.approx([0.0, 5.0, 10.0])


@given(positions, st.floats(0, 100))
def test_labels_keep_order_gap_and_range(wanted: list[float], gap: float) -> None:
    places = spread(wanted, gap, 0.0, 1000.0)
    room = min(gap, 1000.0 / max(len(wanted) - 1, 1))
    assert all(after - before >= room - 1e-6 for before, after in pairwise(places))
    assert min(places) >= -1e-6
    assert max(places) <= 1000.0 + 1e-6


def test_a_heading_stands_above_the_figures() -> None:
    ax = Figure().add_subplot()
    label_right(ax, [Label(0.5, "A", "assessment", "770", "#005EB8")], "mean", 10.0)
    heights = {text.get_text(): text.xy[1] for text in ax.texts}  # type: ignore[attr-defined]
    assert heights["mean"] > heights["770"] == heights["assessment"] == 0.5
