"""The lesson of the Better Care Fund: over what the evidence leaves open, a programme may do nothing."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from dtocsim.analysis.sweep import Sweep, read_plan, sweep
from dtocsim.experiment import MemoryStore, Resources
from dtocsim.experiment.statistics import year_range
from dtocsim.report import sweep_text
from dtocsim.scenario import load

FILE = Path(__file__).parents[3] / "scenarios" / "sweeps" / "better-care-fund.yaml"
HERE = "E54000047"
SHORT = ("run.days=60", "run.warm_up_days=10")
KEY = "programme.better_care_fund"


@pytest.fixture(scope="module")
def found() -> Sweep:
    """Ten draws for the smallest system."""
    plan = replace(read_plan(FILE), area=HERE, count=10)
    return sweep(plan, load(plan.base, SHORT), Resources(store=MemoryStore()))


def changes(found: Sweep) -> np.ndarray:
    beds = found.values["dtoc_beds"][0]
    return np.asarray(beds[1:] - beds[0])


def test_the_interval_holds_no_improvement_and_an_improvement(found: Sweep) -> None:
    low, high = year_range(changes(found).tolist())
    assert low is not None
    assert low < 0
    assert high == 0


def test_a_draw_without_effect_is_the_baseline_bit_for_bit(found: Sweep) -> None:
    nothing = [at for at, point in enumerate(found.points) if at and point[KEY] == 0]
    # Ten draws, one in every tenth, of which six lie in the share that changed nothing.
    assert len(nothing) == 6
    for values in found.values.values():
        assert np.array_equal(values[:, nothing], np.repeat(values[:, :1], 6, axis=1), equal_nan=True)


def test_all_effects_of_a_programme_share_one_draw_and_the_better_it_works_the_more_it_changes(
    found: Sweep,
) -> None:
    drawn = np.array([float(point[KEY]) for point in found.points[1:]])
    order = np.argsort(drawn)
    assert changes(found)[order][-1] < changes(found)[order][6] < 0


def test_draws_that_are_alike_are_run_once(found: Sweep) -> None:
    assert found.reused == 5


def test_the_answer_tells_the_range_and_how_many_draws_change_nothing(found: Sweep) -> None:
    words = " ".join(sweep_text(found).split())
    assert "without effect in 60 % of such programmes) changes DTOC beds by −" in words
    assert "the mean of 10 draws; eight in ten lie in −" in words
    assert " to 0.0. In 6 draws they are no lower than without (1 replication of each" in words
