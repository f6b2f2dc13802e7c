from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from dtocsim.analysis.sweep import Plan, Range, Varied, points
from dtocsim.analysis.sweep.plan import Kind, Programme
from dtocsim.scenario import Place


def plan(design: Kind, count: int = 0, **varied: tuple[float, ...] | Range) -> Plan:
    keys = tuple(Varied(key, values, Place("s.yaml", 1)) for key, values in varied.items())
    return Plan("", "", Path(), None, 1, "dtoc_beds", design, count, 1, 100.0, 2, keys)


def test_a_grid_is_every_combination_after_the_base() -> None:
    found = points(plan("grid", a=(1, 2), b=(3, 4)))
    assert found == [{}, {"a": 1, "b": 3}, {"a": 1, "b": 4}, {"a": 2, "b": 3}, {"a": 2, "b": 4}]


def test_one_at_a_time_leaves_all_others_at_the_base() -> None:
    assert points(plan("one_at_a_time", a=(1, 2), b=(3,))) == [{}, {"a": 1}, {"a": 2}, {"b": 3}]


def test_no_point_is_run_twice() -> None:
    assert len(points(plan("grid", a=(1, 1, 2)))) == 3


def test_a_latin_hypercube_has_one_point_in_every_slice_of_every_range() -> None:
    found = points(plan("latin_hypercube", 20, a=Range(0.0, 20.0), b=Range(100.0, 300.0)))[1:]
    assert sorted(int(float(point["a"])) for point in found) == list(range(20))
    assert sorted(int((float(point["b"]) - 100) / 10) for point in found) == list(range(20))


def test_sobol_points_are_even_in_every_quarter() -> None:
    found = points(plan("sobol", 64, a=Range(0.0, 1.0), b=Range(0.0, 1.0)))[1:]
    quarters = np.histogram2d([float(p["a"]) for p in found], [float(p["b"]) for p in found], bins=2)[0]
    assert quarters.tolist() == [[16, 16], [16, 16]]


@pytest.mark.parametrize("design", ["latin_hypercube", "sobol"])
def test_the_same_plan_has_the_same_points(design: Kind) -> None:
    assert points(plan(design, 8, a=Range(0.0, 1.0))) == points(plan(design, 8, a=Range(0.0, 1.0)))


def test_a_split_is_every_way_to_deal_equal_parts_of_a_sum() -> None:
    found = points(plan("split", a=(), b=(), c=()))[1:]
    assert [tuple(point.values()) for point in found] == [
        (0.0, 0.0, 100.0),
        (0.0, 50.0, 50.0),
        (0.0, 100.0, 0.0),
        (50.0, 0.0, 50.0),
        (50.0, 50.0, 0.0),
        (100.0, 0.0, 0.0),
    ]


def test_draws_are_even_and_those_without_an_effect_all_count() -> None:
    fund = Programme("fund", ("joint",), 0.6, Place("s.yaml", 1))
    drawn = replace(plan("drawn", 10, **{"programme.fund": ()}), programmes=(fund,))
    found = sorted(float(point["programme.fund"]) for point in points(drawn)[1:])
    assert found[:6] == [0] * 6
    assert [int(4 * each) for each in found[6:]] == [0, 1, 2, 3]
