"""What schemes cost: by the year while they are at work, by what is counted, in the areas they are for."""

import pandas as pd
import pytest

from dtocsim.care.money import costs, load_prices
from dtocsim.scenario import Scenario, load
from dtocsim.scenario.evidence import load_scheme_evidence
from dtocsim.scenario.scheme_kinds import scheme_kinds
from tests.care.money.test_costing import table
from tests.care.small import ENGLAND, scenario

BOUGHT = "schemes.block={kind: capacity_purchase, packages_of_care: 10, where: [Rutland]}"


def bought(*changes: str) -> pd.DataFrame:
    """What ten packages of care in Rutland cost in April 2017."""
    found = costs(table(("deaths", "acute", "", 3.0)), here(*changes))
    return found[found["scheme"] == "block"]


def here(*changes: str) -> Scenario:
    return load(ENGLAND, set_=(BOUGHT, "run.days=365", *changes))


def test_what_is_bought_by_the_year_is_paid_for_used_or_not() -> None:
    found = bought()
    assert found[["payer", "line", "unit"]].to_numpy().tolist() == [
        ["council", "block: packages of care", "packages of care, a year"]
    ]
    assert float(found["quantity"].sum()) == pytest.approx(10 * 30 / 365)
    assert float(found["cash_gbp"].sum()) == pytest.approx(10 * 30 / 365 * 11766)


def test_a_scheme_costs_nothing_before_it_begins_and_half_on_half_of_the_days() -> None:
    assert float(bought("schemes.block.start=2017-05-01")["gbp"].sum()) == 0
    half = bought("schemes.block.start=2017-04-16")
    assert float(half["quantity"].sum()) == pytest.approx(10 * 15 / 365)


def test_a_scheme_of_other_areas_costs_nothing_here() -> None:
    assert float(bought("schemes.block.where=[Leeds]")["gbp"].sum()) == 0


def test_a_scheme_that_is_switched_off_has_no_line() -> None:
    assert bought("schemes.block.enabled=false").empty


@pytest.mark.parametrize("kind", scheme_kinds())
def test_every_cost_line_of_every_kind_has_a_price(kind: str) -> None:
    prices, found = load_prices(scenario()), scheme_kinds()[kind]
    unsized = {name for name, row in load_scheme_evidence(kind).items() if row.value == 0}
    some = {name: found.model_fields[name].annotation for name in unsized}
    sized = {name: 1 if annotation is int else 0.5 for name, annotation in some.items()}
    needed = {"resource": "assessors", "level": "system"} if kind == "pooling_level" else {}
    lines = found.model_validate({"kind": kind, **sized, **needed}).cost_lines()
    assert [line.unit_cost for line in lines if line.unit_cost not in prices] == []
