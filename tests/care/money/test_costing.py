"""From counts to pounds, worked out by hand; amounts add up, and prices change nobody's journey."""

import pandas as pd
import pytest

from dtocsim.care.money import COLUMNS, LINES, PAYERS, costs
from dtocsim.experiment.piece import state_hash
from tests.care.small import BRIEF, scenario, simulated

COUNTED = ("replication", "month", "area", "system", "measure", "setting", "category", "value")
PLAIN = (
    "money.home_care_hours_a_week=7",
    "money.home_care_funder_share.council=0.5",
    "money.home_care_funder_share.self=0.3",
    "money.home_care_funder_share.nhs=0.1",
    "money.home_care_funder_share.joint=0.1",
    "money.home_care_contribution_share=0.2",
    "money.hospital_cash_share=0.25",
)


def table(*rows: tuple[str, str, str, float]) -> pd.DataFrame:
    """A monthly table of Rutland in April 2017; rows are measure, setting, category and value."""
    place = (1, pd.Timestamp("2017-04-01"), "Rutland", "Leicester, Leicestershire and Rutland")
    return pd.DataFrame([(*place, *row) for row in rows], columns=list(COUNTED))


def paid(found: pd.DataFrame, line: str, payer: str) -> tuple[float, float, float]:
    row = found[(found["line"] == line) & (found["payer"] == payer)]
    quantity, gbp, cash = (float(row[name].sum()) for name in ("quantity", "gbp", "cash_gbp"))
    return quantity, gbp, cash


def test_three_rows_become_pounds() -> None:
    counted = table(
        ("bed_days", "acute", "under 7 days", 10.0),
        ("zero_day_admissions", "", "own", 2.0),
        ("care_occupied_days", "", "packages of care", 100.0),
    )
    found = costs(counted, scenario(*PLAIN))
    assert paid(found, "acute beds", "NHS") == (10, 3130, 782.5)
    assert paid(found, "zero-day admissions", "NHS") == (2, 1200, 300)
    # An hour a day: the council pays for 0.55 of the hours and gets a fifth of that back.
    assert paid(found, "home care", "NHS") == pytest.approx((15, 15 * 16.12, 15 * 16.12))
    assert paid(found, "home care", "council") == pytest.approx((44, 44 * 16.12, 44 * 16.12))
    own = 30 * 18.01 + 11 * 16.12
    assert paid(found, "home care", "person") == pytest.approx((41, own, own))
    assert tuple(found.columns) == COLUMNS
    assert float(found["gbp"].sum()) == pytest.approx(3130 + 1200 + 59 * 16.12 + own)


def test_a_bed_day_is_valued_as_chosen_and_its_cash_stays() -> None:
    counted = table(("bed_days", "acute", "under 7 days", 10.0))
    chosen = costs(counted, scenario(*PLAIN, "money.bed_day_price=audit_office"))
    assert paid(chosen, "acute beds", "NHS") == (10, 3037, 782.5)


def test_a_place_in_a_nursing_home_costs_council_nhs_and_person() -> None:
    everyone = ("council=0.6", "self=0.4", "nhs=0", "joint=0")
    changes = [f"money.care_home_funder_share.{each}" for each in everyone]
    counted = table(("care_occupied_days", "", "nursing places", 70.0))
    found = costs(counted, scenario(*changes, "money.care_home_contribution_share=0.5"))
    assert paid(found, "nursing places", "council")[:2] == pytest.approx((3, 3 * 693))
    assert paid(found, "nursing places", "person")[:2] == pytest.approx((7, 4 * 944 + 3 * 693))
    assert paid(found, "funded nursing care", "NHS")[:2] == pytest.approx((10, 10 * 156.25))


def test_a_visit_to_a_gp_that_is_avoided_frees_time_and_no_cash_unless_a_file_says_so() -> None:
    counted = table(("scheme_events", "", "GP visit avoided", 10.0), ("scheme_events", "", "GP visit", 90.0))
    assert paid(costs(counted, scenario()), "GP visits", "NHS") == (-10, -370, 0)
    later = scenario("money.price_year=2024/25", "money.team_cash_share=0.5")
    assert paid(costs(counted, later), "GP visits", "NHS") == (-10, -480, -240)


def test_areas_may_have_payers_of_their_own() -> None:
    counted = table(("tasks_completed", "", "equipment", 10.0))
    here = scenario("money.equipment_nhs_share={by_area: {England: 0.5, Rutland: 1}}")
    assert paid(costs(counted, here), "community equipment", "NHS")[0] == 10


def test_nothing_counted_costs_nothing() -> None:
    assert costs(table(("deaths", "acute", "", 3.0)), scenario()).empty


@pytest.mark.parametrize("line", LINES, ids=[line.name for line in LINES])
def test_the_payers_of_a_line_pay_for_all_of_it_and_cash_is_part_of_value(line: object) -> None:
    from dtocsim.care.money import load_prices
    from dtocsim.care.money.lines import Line

    assert isinstance(line, Line)
    charges = list(line.charges(scenario(), load_prices(scenario())))
    assert sum(charge.share for charge in charges) == pytest.approx(1)
    assert all(charge.payer in PAYERS and 0 <= charge.cash <= charge.gbp for charge in charges)


def test_the_total_is_the_sum_over_areas_and_payers() -> None:
    monthly = pd.DataFrame({"replication": 1, **simulated(*BRIEF).monthly})
    found = costs(monthly, scenario(*BRIEF))
    names = [("bed_days", "acute", "acute beds"), ("zero_day_admissions", "", "zero-day admissions")]
    for measure, setting, line in names:
        rows = monthly[(monthly["measure"] == measure) & (monthly["setting"] == setting)]
        assert found.loc[found["line"] == line, "quantity"].sum() == pytest.approx(rows["value"].sum())
    halves = [costs(monthly[monthly["area"] == area], scenario(*BRIEF)) for area in monthly["area"].unique()]
    assert sum(half["gbp"].sum() for half in halves) == pytest.approx(found["gbp"].sum())


def test_prices_change_nobodys_journey() -> None:
    dear = scenario("money.price_year=2024/25", "money.home_care_hours_a_week={by_area: {Leeds: 10}}")
    assert dear != scenario()
    assert state_hash(dear) == state_hash(scenario())
