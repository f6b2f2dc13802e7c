"""A stand-in in which every extra reablement place takes away so many delayed patients."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from dtocsim import care
from dtocsim.analysis.sizing import Sizing, read_goal, read_mix, size
from dtocsim.experiment import ResultError
from dtocsim.scenario import Scenario, load

Delayed = Callable[[float, int], float]


@pytest.fixture
def sized(scenario: Scenario, fake_care: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Sizing]:
    """Sizes reablement places, usually 100, given who is delayed by places and replication."""

    def run(goal: str, delayed: Delayed, *mix: str, **options: Any) -> Sizing:
        def simulate(state: Scenario, **asked: Any) -> SimpleNamespace:
            found: SimpleNamespace = fake_care.simulate(state, **asked)
            local = state.at("Leeds") if asked["area"] else state
            places = 100 * local.capacity.reablement_places_ratio
            found.measures["dtoc_beds"] = delayed(places, asked["replication"])
            for name, word in (("reablement places", 100), ("packages of care", 400)):
                row = {"measure": "care_capacity_days", "category": name, "value": 30.0 * word}
                for column, values in found.monthly.items():
                    values.append(row.get(column, values[0]))
            return found

        monkeypatch.setattr(care, "simulate", simulate)
        return size(scenario, read_goal(goal), read_mix(mix or ["reablement_places"]), **options)

    return run


def line(places: float, replication: int) -> float:
    # 50 less a fifth of each extra place; replications differ by -1, 0 and 1 beds.
    return 50 - 0.2 * (places - 100) + (replication % 3 - 1)


def test_the_fewest_units_that_reach_the_goal_are_found(sized: Callable[..., Sizing]) -> None:
    found = sized("dtoc_beds<=40.1", line, replications=3)
    # 49.5 places would do: 50.
    assert found.amount == 50
    assert (found.area, found.usual[next(iter(found.mix))]) == ("England", 100.0)


def test_the_interval_is_that_of_the_measure_over_its_slope(sized: Callable[..., Sizing]) -> None:
    found = sized("dtoc_beds<=40", line, replications=3)
    # Half-width 4.302653 x 1 / sqrt(3) = 2.484 beds at a fifth of a bed a place.
    assert (found.low, found.high) == pytest.approx((50 - 12.42069, 50 + 12.42069), abs=0.01)


def test_a_curve_is_followed(sized: Callable[..., Sizing]) -> None:
    found = sized("dtoc_beds<=10", lambda places, replication: 1e6 / places**2 - replication % 2 * 1e-3)
    # 1,000,000 / places squared is 10 at 316.2 places.
    assert found.amount == 217
    assert len(found.steps) <= 12


def test_steps_are_tried_on_whole_units(sized: Callable[..., Sizing]) -> None:
    found = sized("dtoc_beds<=49.9", lambda places, replication: 50 - (places >= 101) + replication % 2)
    assert found.amount in (0, 1)


def test_a_goal_that_is_reached_needs_nothing(sized: Callable[..., Sizing]) -> None:
    found = sized("dtoc_beds<=60", line, replications=3)
    assert (found.amount, len(found.steps)) == (0, 1)


def test_a_goal_that_is_out_of_reach_is_said_to_be(sized: Callable[..., Sizing]) -> None:
    found = sized("dtoc_beds<=30", lambda places, replication: 40 + replication % 2, replications=3)
    assert found.amount is None
    assert found.steps[-1].amount == 400


def test_at_least_is_the_other_way_round(sized: Callable[..., Sizing]) -> None:
    found = sized("dtoc_beds>=60", lambda places, replication: 50 + 0.5 * (places - 100) + replication % 2)
    assert found.amount == 19


def test_capacities_that_come_together_grow_together(sized: Callable[..., Sizing]) -> None:
    found = sized("dtoc_beds<=40", line, "reablement_places", "packages_of_care=2", replications=3)
    assert found.amount == 50
    assert [found.usual[capacity] for capacity in found.mix] == [100.0, 400.0]


def test_an_area_alone_gets_more(sized: Callable[..., Sizing]) -> None:
    assert sized("dtoc_beds<=40", line, area="Leeds", replications=3).amount == 50


def test_beds_belong_to_a_system(sized: Callable[..., Sizing]) -> None:
    with pytest.raises(ResultError, match="Leeds: community beds belong to a system; name a larger area"):
        sized("dtoc_beds<=40", line, "community_beds", area="Leeds")


def test_a_measure_that_does_not_exist_is_refused(sized: Callable[..., Sizing], england: str) -> None:
    with pytest.raises(ResultError, match=r"dtoc_bed: no such measure; did you mean dtoc_beds\?"):
        size(load(england), read_goal("dtoc_bed<=1"), read_mix(["assessors"]))
