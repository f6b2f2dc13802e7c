"""Measures of a result are told apart, each group with its own interval."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from dtocsim.care.measures import MEASURES
from dtocsim.experiment import Result, ResultError, break_down
from dtocsim.experiment.breakdown import USUAL, known_breakdown


def means(result: Result, by: str, *measures: str, **where: Any) -> dict[Any, float]:
    found = break_down(result, by, measures, **where)
    return {group: row[0].mean for group, row in zip(found.groups, found.estimates, strict=True)}


def with_rows(result: Result, *rows: dict[str, Any]) -> Result:
    """The result with more rows, each of replication 1, April and Leeds unless it says otherwise."""
    usual = {"replication": 1, "month": pd.Timestamp("2017-04-01"), "area": "Leeds", "system": "WY"}
    words = dict.fromkeys(("setting", "reason", "organisation", "category"), "")
    more = pd.DataFrame([usual | words | row for row in rows])
    return replace(result, monthly=pd.concat([result.monthly.astype({"area": str}), more]))


def test_reasons_stand_in_the_order_of_the_return_with_their_intervals(result: Result) -> None:
    found = break_down(result, "reason")
    assert found.groups == ("A", "E")
    [a], [e] = found.estimates
    assert (a.mean, a.low, a.high) == (60.0, 60.0, 60.0)
    # Student's t would reach from below nothing.
    assert (e.mean, e.low, e.high) == pytest.approx((2.0, 0.0, 2 + 2.484138), abs=1e-6)


def test_months_are_divided_by_their_own_days(result: Result) -> None:
    assert means(result, "month") == {pd.Timestamp("2017-04-01"): 62.0}


def test_days_are_told_from_the_daily_table(result: Result) -> None:
    days = means(result, "day", "dtoc_beds")
    assert (len(days), set(days.values())) == (30, {62.0})
    assert next(iter(days)) == pd.Timestamp("2017-04-01")


def test_what_days_are_not_known_of_is_said(result: Result) -> None:
    with pytest.raises(
        ResultError, match="general_acute_occupancy_percent is not known by date; ask for its mon"
    ):
        break_down(result, "date", ["general_acute_occupancy_percent"])
    with pytest.raises(ResultError, match="Leeds: days are known of the whole result only"):
        break_down(result, "day", ["dtoc_beds"], "Leeds")


def test_a_month_of_what_is_counted_for_a_year_is_told_at_its_rate(result: Result) -> None:
    (measure,) = break_down(result, "area", ["emergency_admissions"]).measures
    assert measure.unit == "a year at this rate"


@pytest.mark.parametrize(("name", "full"), [("council", "area"), ("hospital", "provider"), ("day", "date")])
def test_breakdowns_go_by_other_names(name: str, full: str) -> None:
    assert known_breakdown(name) == full


def test_what_one_replication_lacks_counts_as_nothing(result: Result) -> None:
    once = {"measure": "delayed_days", "reason": "I", "setting": "acute", "value": 90.0}
    assert means(with_rows(result, once), "reason")["I"] == pytest.approx(1.0)


def test_a_share_is_the_mean_of_the_replications_that_know_it(result: Result) -> None:
    rows = [
        {"measure": "tasks_ended_days", "category": "choice", "value": 40.0},
        {"measure": "tasks_ended", "category": "choice", "value": 4.0},
    ]
    assert means(with_rows(result, *rows), "task", "task_mean_days") == {"choice": 10.0}


def test_areas_come_the_largest_first_and_one_can_be_chosen(result: Result) -> None:
    bath = {"measure": "delayed_days", "area": "Bath", "reason": "A", "setting": "acute", "value": 9e9}
    both = with_rows(result, bath)
    assert list(means(both, "area", "dtoc_beds")) == ["Bath", "Leeds"]
    assert means(both, "reason", area="leeds")["A"] == 60.0


def test_published_beds_stand_beside_those_of_the_whole(result: Result) -> None:
    found = break_down(result, "month")
    assert found.published == {pd.Timestamp("2017-04-01"): pytest.approx(176886 / 30)}
    assert set(break_down(result, "reason").published) > {"A", "Dii", "O"}
    assert break_down(result, "month", area="Leeds").published == {}


@pytest.mark.parametrize(
    ("by", "measures", "area", "message"),
    [
        ("colour", (), None, "colour: no such breakdown; there are month, date, area"),
        ("district", (), None, "district: a result holds councils; run a district alone"),
        ("reason", ("dtoc_bed",), None, "dtoc_bed: no such measure; did you mean dtoc_beds?"),
        ("task", ("dtoc_beds",), None, "dtoc_beds is not known by task; it is known by setting"),
        ("area", ("waits_over_4_hours",), None, "waits_over_4_hours is known of providers, not of councils"),
        ("provider", ("waits_over_4_hours",), "Leeds", "waits_over_4_hours: nothing by provider for Leeds"),
        ("reason", (), "Leads", "Leads: no such area in this result; did you mean Leeds?"),
    ],
)
def test_what_cannot_be_told_apart_is_said_in_a_line(
    result: Result, by: str, measures: tuple[str, ...], area: str | None, message: str
) -> None:
    with pytest.raises(ResultError) as caught:
        break_down(result, by, measures, area)
    assert str(caught.value).startswith(message)


def test_the_usual_measures_of_a_breakdown_are_known_by_it() -> None:
    for by, names in USUAL.items():
        for name in names:
            assert by in ("month", "date", "area", "system", "provider") or MEASURES[name].known_by(by), (
                by,
                name,
            )
