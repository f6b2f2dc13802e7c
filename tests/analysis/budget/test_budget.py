"""What-ifs at one budget: schemes scaled by one factor, days avoided divided by what was spent on them."""

import pytest

from dtocsim.analysis.budget import compare_budgets, scaled_to
from dtocsim.care.money import load_prices
from dtocsim.experiment import ResultError
from dtocsim.report import budget_text
from dtocsim.scenario import Scenario, load
from tests.conftest import ENGLAND

BRIEF = ("run.days=60", "run.warm_up_days=10", "run.area=West, North and East Cumbria system")


def what_if(scheme: str, name: str = "Block") -> Scenario:
    return load(ENGLAND, set_=(*BRIEF, f"schemes.block={scheme}", f"name={name}"))


PACKAGES = "{kind: capacity_purchase, packages_of_care: 10, assessors: 2, where: [Cumbria]}"
JOINT = "{kind: joint_working, maturity: 0.5, nhs_coordinators: 3, council_coordinators: 1}"


def test_all_that_is_bought_grows_by_one_factor() -> None:
    prices = load_prices(what_if(PACKAGES))
    own = 10 * prices["package_of_care_year"].gbp + 2 * prices["social_worker_year"].gbp
    found = scaled_to(what_if(PACKAGES), 3 * own)
    block = found.scenario.schemes["block"]
    assert found.factor == pytest.approx(3)
    assert (block.packages_of_care, block.assessors) == pytest.approx((30, 6))  # type: ignore[attr-defined]


def test_an_effect_that_does_not_grow_with_money_is_compared_as_it_is() -> None:
    found = scaled_to(what_if(JOINT), 1e6)
    assert (found.factor, found.scenario) == (None, what_if(JOINT))
    assert found.gbp == 4 * load_prices(what_if(JOINT))["discharge_coordinator_year"].gbp


def test_a_what_if_without_a_cost_is_refused() -> None:
    plain = load(ENGLAND, set_=(*BRIEF, "home_care.search_mean_days=2", "name=Quicker"))
    with pytest.raises(ResultError, match="Quicker: no scheme with a cost a year"):
        scaled_to(plain, 1e6)


def test_equal_budgets_are_spent_and_ranked_by_what_they_avoid() -> None:
    base = load(ENGLAND, set_=BRIEF)
    homes = what_if("{kind: capacity_purchase, residential_places: 5, where: [Cumbria]}", "Places")
    found = compare_budgets(base, [what_if(PACKAGES), homes], 4e5, replications=2)
    spent = {offer.name: offer.payments[-1].scheme.mean for offer in found.offers}
    # Cumbria lies in two systems, of which one is run.
    assert 0 < spent["Block"] < 4e5
    avoided = [offer.avoided.mean for offer in found.offers]
    assert avoided == sorted(avoided, key=lambda each: -(each or 0.0))
    words = budget_text(found)
    assert "£400,000 a year" in words
    assert "cash, £" in words


def test_money_that_is_spent_elsewhere_is_refused_before_anything_runs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("dtocsim.analysis.budget.equal.compare", None)
    base = load(ENGLAND, set_=BRIEF)
    leeds = what_if("{kind: capacity_purchase, packages_of_care: 10, where: [Leeds]}")
    with pytest.raises(ResultError, match=r"its schemes cost nothing in West, North .* they are for Leeds"):
        compare_budgets(base, [leeds], 1e5, replications=1)


def test_money_that_is_spent_after_the_run_is_refused() -> None:
    base = load(ENGLAND, set_=BRIEF)
    late = what_if("{kind: capacity_purchase, packages_of_care: 10, start: 2018-06-01}")
    with pytest.raises(ResultError, match="in these days"):
        compare_budgets(base, [late], 1e5, replications=1)


def test_who_ties_is_told_to() -> None:
    base, once = load(ENGLAND, set_=BRIEF), what_if(PACKAGES)
    words = " ".join(budget_text(compare_budgets(base, [once, once], 4e5, replications=1)).split())
    assert "£400,000 a year: 'Block' and 'Block (2)' avoid the same, " in words
