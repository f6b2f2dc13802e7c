"""Measures are evaluated from the tables for any group of rows, each replication by itself."""

import math
from typing import Any

import pandas as pd
import pytest

from dtocsim.care.blocks import WORDS
from dtocsim.care.measures import MEASURES, evaluate


def table(*rows: dict[str, Any]) -> pd.DataFrame:
    """A monthly table; what a row does not say is empty, or replication 1, April, Leeds."""
    usual = dict.fromkeys(WORDS, "") | {"replication": 1, "month": "2017-04", "area": "Leeds"}
    return pd.DataFrame([usual | row for row in rows])


def delayed(value: float, **words: Any) -> dict[str, Any]:
    return {"measure": "delayed_days", "setting": "acute", "reason": "A", "value": value} | words


def beds(frame: pd.DataFrame, *by: str, days: Any = 30, measure: str = "dtoc_beds") -> dict[Any, float]:
    found: dict[Any, float] = evaluate([MEASURES[measure]], frame, days, by)[measure].to_dict()
    return found


def test_a_sum_is_divided_by_the_days_of_the_frame() -> None:
    frame = table(delayed(20), delayed(40, reason="E"))
    assert beds(frame) == {1: 2.0}
    assert beds(frame, measure="dtoc_beds_e") == {1: 40 / 30}


def test_counts_are_scaled_to_a_year() -> None:
    frame = table({"measure": "emergency_admissions", "category": "own", "value": 30.0})
    assert beds(frame, measure="emergency_admissions") == {1: 365.0}


def test_each_replication_is_evaluated_by_itself() -> None:
    assert beds(table(delayed(30), delayed(60, replication=2))) == {1: 1.0, 2: 2.0}


def test_a_month_is_divided_by_its_own_days() -> None:
    frame = table(delayed(30), delayed(62, month="2017-05"))
    days = pd.Series({"2017-04": 30, "2017-05": 31})
    assert beds(frame, "month", days=days) == {(1, "2017-04"): 1.0, (1, "2017-05"): 2.0}
    assert beds(frame, days=days) == {1: 92 / 61}


def test_an_area_without_a_delay_has_none_and_one_without_a_share_has_no_number() -> None:
    frame = table(delayed(30), {"measure": "discharges", "area": "Bath", "value": 1.0})
    assert beds(frame, "area") == {(1, "Bath"): 0.0, (1, "Leeds"): 1.0}
    shares = beds(frame, "area", measure="dtoc_mean_length_days")
    assert math.isnan(shares[1, "Bath"])


def test_a_stock_that_is_not_in_the_table_is_not_known() -> None:
    frame = table(delayed(30))
    assert math.isnan(beds(frame, measure="care_home_residents")[1])
    assert beds(frame, measure="deaths_in_hospital") == {1: 0.0}


def test_providers_are_no_councils() -> None:
    frame = table(
        delayed(30),
        {"measure": "beds_occupied_days", "setting": "acute", "area": "St James's", "value": 27.0},
    )
    names = ("dtoc_beds", "general_acute_occupancy_percent")
    found = evaluate([MEASURES[name] for name in names], frame, 30, ["area"])
    assert math.isnan(found.loc[(1, "St James's"), "dtoc_beds"])
    assert math.isnan(found.loc[(1, "Leeds"), "general_acute_occupancy_percent"])


def test_a_breakdown_comes_from_the_quantity_that_knows_it() -> None:
    frame = table(
        delayed(30),
        {"measure": "delayed_days_by_age", "setting": "acute", "category": "85+", "value": 20.0},
        {"measure": "delayed_days_by_age", "setting": "acute", "category": "0-64", "value": 10.0},
    )
    assert beds(frame, "age band") == {(1, "0-64"): 10 / 30, (1, "85+"): 20 / 30}
    assert beds(frame, "reason") == {(1, "A"): 1.0}


def test_a_share_is_split_above_and_below_the_line() -> None:
    frame = table(
        {"measure": "tasks_ended_days", "category": "choice", "value": 40.0},
        {"measure": "tasks_ended", "category": "choice", "value": 2.0},
        {"measure": "tasks_ended_days", "category": "funding", "value": 9.0},
        {"measure": "tasks_ended", "category": "funding", "value": 3.0},
    )
    assert beds(frame, measure="task_days_choice") == {1: 20.0}


def test_a_measure_that_is_not_known_by_a_breakdown_says_by_what_it_is() -> None:
    with pytest.raises(ValueError, match=r"dtoc_beds is not known by task; it is known by setting, reason"):
        beds(table(delayed(1)), "task")
