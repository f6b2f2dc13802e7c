"""Who pays and who gains: hand-made accounts give exact pounds; identical runs give none."""

import pytest

from dtocsim.experiment import ResultError, compare
from dtocsim.experiment.payments import (
    beds,
    care_days,
    cost_per_delayed_day_avoided,
    line_changes,
    payments,
    three_prices,
    unpriced,
    years,
)
from dtocsim.scenario import load
from tests.conftest import ENGLAND
from tests.report.shown import comparison

BRIEF = ("run.days=40", "run.warm_up_days=5", "run.area=West, North and East Cumbria system")
A_YEAR = 365 / 91
"""The comparison is of a quarter; amounts are a year's."""


def test_each_payer_has_cash_value_and_schemes_apart() -> None:
    found = {each.payer: each for each in payments(comparison(), "What-if 1")}
    assert found["NHS"].value.mean == pytest.approx(-3 * 90 * 313 * A_YEAR)
    assert found["NHS"].cash.mean == pytest.approx(-3 * 90 * 76.7 * A_YEAR)
    assert found["council"].cash.mean == pytest.approx(3 * (100 + 10 * 3) * 16 * A_YEAR)
    assert found["district"].scheme.mean == found["district"].cash.mean == pytest.approx(3 * 320 * A_YEAR)
    assert found[""].cash.mean == pytest.approx(sum(found[p].cash.mean for p in found if p))
    assert found[""].value.mean == pytest.approx(sum(found[p].value.mean for p in found if p))


def test_intervals_are_paired_over_replications() -> None:
    council = payments(comparison(), "What-if 1")[1].cash
    # Differences are 3 x 16 x (100 + 10 r), r from 1 to 5; of two what-ifs each has half of the error.
    assert council.low is not None
    assert council.high is not None
    deviation = 3 * 16 * 10 * 2.5**0.5 * A_YEAR
    assert council.high - council.mean == pytest.approx(3.4954 * deviation / 5**0.5, rel=1e-3)
    single = payments(comparison(2, 1), "What-if 1")[1].cash
    assert (single.low, single.high) == (None, None)


def test_bed_days_freed_are_refilled_or_empty() -> None:
    found = beds(comparison(), "What-if 1")
    assert found.delayed.mean == pytest.approx(3 * (100 + 3) * A_YEAR)
    assert found.freed.mean == pytest.approx(3 * (110 + 3) * A_YEAR)
    assert found.empty.mean == pytest.approx(3 * (80 + 3) * A_YEAR)
    assert found.refilled.mean == pytest.approx(found.freed.mean - found.empty.mean)


def test_care_days_begin_earlier() -> None:
    assert care_days(comparison(), "What-if 1")["packages of care"].mean == pytest.approx(3 * 57 * A_YEAR)


def test_a_delayed_day_has_three_prices_side_by_side() -> None:
    found = {name: worth.mean for name, (_, worth) in three_prices(comparison(), "What-if 1").items()}
    days = 3 * 103 * A_YEAR
    expected = {"excess_bed_day": 313 * days, "audit_office": 303.7 * days, "marginal": 76.7 * days}
    assert found == pytest.approx(expected)


def test_a_delayed_day_avoided_costs_the_cash_of_all_payers() -> None:
    cash = payments(comparison(), "What-if 1")[-1].cash.mean
    found = cost_per_delayed_day_avoided(comparison(), "What-if 1")
    assert found.mean == pytest.approx(cash / (3 * 103 * A_YEAR))
    assert found.low is not None
    assert found.low < found.mean


def test_lines_that_change_nothing_are_left_out() -> None:
    changed = {(each.payer, each.line) for each in line_changes(comparison(), "What-if 1")}
    assert ("NHS", "acute beds") in changed
    assert not unpriced(comparison(), "What-if 1")


def test_years_beyond_the_run_are_said_not_to_be_simulated() -> None:
    found = years(comparison(), "What-if 1")
    assert [(year.number, year.simulated) for year in found] == [(1, False), (2, False), (3, False)]
    assert found[0].payments == payments(comparison(), "What-if 1")


def test_identical_runs_differ_by_no_pound() -> None:
    base = load(ENGLAND, set_=BRIEF)
    found = compare(base, [base], replications=2)
    name = found.names[1]
    assert {(each.cash.mean, each.value.mean) for each in payments(found, name)} == {(0.0, 0.0)}
    assert line_changes(found, name) == ()
    assert set(found.accounts.areas["difference"]) == {0.0}
    assert unpriced(found, name)


def test_areas_add_up_to_the_whole() -> None:
    base = load(ENGLAND, set_=BRIEF)
    found = compare(base, [base], replications=2).accounts
    total = found.lines[found.lines["scenario"] == base.name]["gbp"].sum() / 2
    for payers in ([""], ["NHS", "council", "district", "person"]):
        rows = found.areas[(found.areas["amount"] == "gbp") & found.areas["payer"].isin(payers)]
        assert rows["base"].sum() == pytest.approx(total)


def test_care_in_capacity_that_a_scheme_bought_is_not_charged_twice() -> None:
    base = load(ENGLAND, set_=BRIEF)
    block = "schemes.block={kind: capacity_purchase, packages_of_care: 200}"
    lines = compare(base, [load(ENGLAND, set_=(*BRIEF, block, "name=Block"))], replications=1).accounts.lines
    care = lines[lines["line"] == "home care"].groupby("scenario")["gbp"].sum()
    assert care["Block"] == pytest.approx(care[base.name])


def test_prices_of_two_years_are_not_compared() -> None:
    base = load(ENGLAND, set_=BRIEF)
    with pytest.raises(ResultError, match="has prices of another year"):
        compare(base, [load(ENGLAND, set_=(*BRIEF, "money.price_year=2024/25"))], replications=1)
