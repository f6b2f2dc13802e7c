"""Money in words: cash and value apart, beds that refill, three prices, years that were not simulated."""

from dataclasses import replace

import pytest

from dtocsim.report.money import (
    cost_line_rows,
    cost_rows,
    costs_text,
    line_rows,
    money_note,
    payment_rows,
    sentences,
    who_pays,
    year_rows,
)
from tests.report.shown import comparison, result


def told() -> str:
    return " ".join(sentences(comparison(), "What-if 1"))


def test_a_run_says_what_each_payer_pays_with_value_and_cash_apart() -> None:
    header, *rows = cost_rows(result())
    assert header[1:] == ["value", "of it cash", "share of value"]
    assert [row[0] for row in rows] == ["NHS", "council", "district", "person", "all together"]
    assert rows[-1][-1] == "100 %"


def test_every_line_of_every_payer_is_listed() -> None:
    lines = {(row[0], row[1]) for row in cost_line_rows(result())[1:]}
    assert {("NHS", "acute beds"), ("council", "home care"), ("district", "major adaptations")} <= lines
    assert "funded nursing care" in costs_text(result(), lines=True)


def test_the_table_of_a_what_if_has_cash_schemes_and_value_by_payer() -> None:
    header, *rows = payment_rows(comparison(), "What-if 1")
    assert header == [
        "What-if 1: £ thousand a year", "cash", "95 % interval", "for schemes", "value", "95 % interval",
    ]  # fmt: skip
    assert rows[0] == ["NHS", "−83", "−83 to −83", "–", "−339", "−339 to −339"]
    assert rows[2][:4] == ["district", "4", "4 to 4", "4"]
    assert rows[-1][0] == "all together"


def test_no_amount_is_told_without_saying_cash_or_value() -> None:
    assert "A freed bed is not cash: whoever waits refills it" in money_note(comparison())
    assert who_pays(comparison(), "What-if 1").startswith(
        "'What-if 1', cash a year: councils pay £25,000 more"
    )
    assert "Cash of all payers for a delayed day avoided: −£40.2 (−£45.1 to −£35.5); below 0" in told()


def test_freed_beds_are_refilled_or_stand_empty() -> None:
    assert "Bed days freed a year by people who leave sooner: 1,360 (" in told()
    assert "are refilled by people who need the bed; " in told()
    assert "in practice waiting lists refill freed beds" in told()


def test_a_delayed_day_has_three_prices() -> None:
    words = ("at £313 (the NHS's price", "at £304 (the gross figure", "at £76.7 (what providers book")
    assert [word for word in words if word not in told()] == []


def test_care_that_begins_sooner_is_counted() -> None:
    assert "Days of care a year that begin sooner, or are more: 686 (" in told()


def test_years_that_are_all_alike_have_no_table() -> None:
    assert year_rows(comparison(), "What-if 1") == []


@pytest.mark.parametrize("replications", [1, 5])
def test_one_replication_claims_no_certainty(replications: int) -> None:
    cells = payment_rows(comparison(2, replications), "What-if 1")[1]
    assert (cells[2] == "–") == (replications == 1)
    assert line_rows(comparison(2, replications), "What-if 1")[0][:2] == ["payer", "line"]


def test_what_cannot_be_told_from_nothing_is_not_called_a_gain() -> None:
    accounts = comparison().accounts
    lines = accounts.lines.assign(cash_gbp=accounts.lines["cash_gbp"] * 0)
    blurred = replace(comparison(), accounts=replace(accounts, lines=lines))
    assert who_pays(blurred, "What-if 1") == "'What-if 1' shows no clear effect on anybody's cash."
