"""Forces: nothing before they start, and what each does to capacity and demand."""

from datetime import date
from itertools import pairwise

import pytest

from dtocsim.flow import compiled, reference
from dtocsim.scenario import Scenario, load
from tests.care.small import BRIEF, CUMBRIA, ENGLAND, PLACE, model, run

LEEDS = ("West Yorkshire system", "Leeds")
START, EIGHTH = "start: 2017-04-08", 7 * 86_400

SOMETHING = {
    "workforce": "social_care_vacancy_share: 0.2",
    "winter": "fall_days: 0",
    "pandemic": "fall_days: 0",
    "reorganisation": "decision_growth_share: 0.2",
    "late_money": "bought_share: 0.3",
    "provider_failure": "packages_lost: 400",
    "fees": "growth_share: 0.5, budget_follows_share: 0",
}


def force(kind: str, said: str, where: str = "Cumbria") -> str:
    return f"schemes.force={{kind: {kind}, where: [{where}], {START}{', ' * bool(said)}{said}}}"


def told(*changes: str) -> list[object]:
    return list(run(*BRIEF, *changes).log)


def on(day: date, *schemes: str, where: tuple[str, ...] = LEEDS) -> Scenario:
    named = [f"schemes.{name}={{{said}}}" for name, said in zip("ab", schemes, strict=False)]
    return load(ENGLAND, named).at(*where).on(day)


def together(said: dict[str, str], where: str = "Cumbria") -> list[str]:
    forces = [(kind, force(kind, keys, where)) for kind, keys in said.items()]
    return [text.replace("schemes.force=", f"schemes.{kind}=") for kind, text in forces]


@pytest.mark.parametrize("kind", SOMETHING)
def test_a_force_changes_something_where_it_is_and_nothing_before(kind: str) -> None:
    struck, usual = told(force(kind, SOMETHING[kind])), told()
    first = next(pair for pair in zip(struck, usual, strict=False) if pair[0] != pair[1])
    assert min(entry.tick for entry in first) >= EIGHTH  # type: ignore[attr-defined]


def test_both_engines_follow_all_of_them_together() -> None:
    network = model("run.days=12", "run.warm_up_days=3", *together(SOMETHING)).network
    fast = compiled.run(network, seed=1, replication=1, log=True)
    assert fast.log == reference.run(network, seed=1, replication=1, log=True).log


def test_more_or_fewer_admissions_move_nobody_who_comes_in_both() -> None:
    def arrived(ratio: float) -> dict[int, int]:
        log = run(*BRIEF, f"demand.emergency_admissions_ratio={ratio}").log
        return {entry.key: entry.tick for entry in log if entry.step.endswith(": arrive")}

    usual, more, fewer = arrived(1), arrived(1.1), arrived(0.6)
    assert usual.items() <= more.items()
    assert fewer.items() <= usual.items()
    assert len(fewer) < len(usual) < len(more)


def test_staff_who_are_missing_close_beds_and_places_as_far_as_nobody_replaces_them() -> None:
    now = on(
        date(2018, 1, 1), "kind: workforce, social_care_vacancy_share: 0.172, missing_covered_share: 0.5"
    )
    # Of 92 posts in 100 that are filled, 82.8 are: a tenth fewer, half of them replaced.
    assert now.capacity.nursing_places_ratio == pytest.approx(0.95)
    assert now.capacity.packages_of_care_ratio == pytest.approx(0.95)
    assert now.capacity.acute_beds_ratio == 1


def test_staff_beyond_the_usual_open_no_more_than_what_stands_closed() -> None:
    now = on(date(2018, 1, 1), "kind: workforce, nhs_vacancy_share: 0, closed_beds_share: 0.02")
    assert now.capacity.acute_beds_ratio == pytest.approx(1.02)


def test_a_sector_that_is_tested_later_is_without_its_staff_for_longer() -> None:
    said = (
        "kind: pandemic, start: 2017-06-05, end: 2017-12-31, fall_days: 0, beds_closed_share: 0, "
        "nhs_absence_share: 0.1, social_care_absence_share: 0.1, absence_covered_share: 0, "
        "absence_ended_by_tests_share: 0.5, nhs_tested_from: 2017-07-01, social_care_tested_from: 2017-08-01"
    )
    ratios = [
        (on(day, said).capacity.acute_beds_ratio, on(day, said).capacity.packages_of_care_ratio)
        for day in (date(2017, 6, 30), date(2017, 7, 1), date(2017, 8, 1), date(2018, 1, 1))
    ]
    assert ratios == [pytest.approx(pair) for pair in ((0.9, 0.9), (0.95, 0.9), (0.95, 0.95), (1, 1))]


def test_closed_care_homes_have_dates_of_their_own() -> None:
    said = (
        "kind: pandemic, start: 2017-06-05, end: 2017-12-31, homes_closed_share: 0.5, "
        "homes_closed_from: 2017-07-01, homes_closed_until: 2017-07-31"
    )
    days = (date(2017, 6, 30), date(2017, 7, 1), date(2017, 8, 1))
    usual = on(days[0]).placement.nursing_search_mean_days
    assert [on(day, said).placement.nursing_search_mean_days for day in days] == pytest.approx(
        [usual, 2 * usual, usual]
    )


def test_a_wave_rises_stays_and_falls() -> None:
    dates = "start: 2017-12-04, ramp_days: 14, fall_days: 14, end: 2018-01-28"
    said = f"kind: winter, {dates}, emergency_growth_share: 0.1"
    days = (date(2017, 12, 3), date(2017, 12, 11), date(2018, 1, 1), date(2018, 1, 22), date(2018, 1, 29))
    assert [on(day, said).demand.emergency_admissions_ratio for day in days] == pytest.approx(
        [1, 1 + 0.1 * 10 / 14, 1.1, 1 + 0.1 * 3 / 14, 1]
    )


JOINT = "kind: joint_working, maturity: 0.8, assessment_time_saved_share: 0.5"


def test_a_reorganisation_sets_the_maturity_of_joint_working_back_in_its_places_while_it_lasts() -> None:
    said = "kind: reorganisation, where: [Leeds], setback_share: 0.25, start: 2017-07-01, end: 2017-12-31"
    usual = on(date(2017, 6, 1)).assessment.mean_hours

    def hours(day: date, *where: str) -> float:
        return on(day, JOINT, said, where=where).assessment.mean_hours / usual

    assert hours(date(2017, 6, 30), *LEEDS) == pytest.approx(1 - 0.8 * 0.5)
    assert hours(date(2017, 7, 1), *LEEDS) == pytest.approx(1 - 0.8 * 0.75 * 0.5)
    assert hours(date(2018, 1, 1), *LEEDS) == pytest.approx(1 - 0.8 * 0.5)
    assert hours(date(2017, 7, 1), LEEDS[0], "Bradford") == pytest.approx(1 - 0.8 * 0.5)


def test_late_money_of_councils_slows_starts_and_halves_what_the_council_buys_with_schemes() -> None:
    late = "kind: late_money, bought_share: 0.5, council_packages_share: 0.6"
    bought = "kind: capacity_purchase, where: [Leeds], reablement_places: 40, payer: {}"
    usual, day = on(date(2017, 6, 1)), date(2017, 6, 1)
    now = on(day, late, bought.format("council"))
    assert now.home_care.search_mean_days == pytest.approx(usual.home_care.search_mean_days / 0.7)
    assert now.capacity.reablement_places_added == 20
    assert on(day, late, bought.format("NHS")).capacity.reablement_places_added == 40


def test_packages_that_are_lost_come_back_in_part_when_others_give_them() -> None:
    said = (
        "kind: provider_failure, where: [Leeds], start: 2017-06-05, packages_lost: 100, "
        "replaced_after_days: 30, replaced_share: 0.6"
    )
    days = (date(2017, 6, 4), date(2017, 6, 5), date(2017, 7, 5))
    assert [on(day, said).capacity.packages_of_care_added for day in days] == [0, -100, -40]


def test_whoever_has_a_package_keeps_it_when_a_provider_fails_and_nobody_new_gets_one() -> None:
    lost = force("provider_failure", "packages_lost: 400, replaced_share: 0", CUMBRIA)
    pool = next(each for each in model(*BRIEF, lost).network.pools if each.name == f"home care {PLACE}")
    usual = next(each for each in model(*BRIEF).network.pools if each.name == f"home care {PLACE}")
    assert pool.steps[0] == (7.0, usual.capacity - 400)
    found = run(*BRIEF, lost).tally.pool(pool).occupied_at_midnight
    assert found[8] > usual.capacity - 400
    assert all(later <= earlier for earlier, later in pairwise(found[8:].tolist()))


def test_a_fee_that_budgets_follow_makes_homes_accept_and_buys_as_much() -> None:
    said = "kind: fees, growth_share: 0.1, budget_follows_share: 1, refusals_avoided_ratio: 1"
    usual, now = on(date(2017, 6, 1)), on(date(2017, 6, 1), said)
    refused = (1 - usual.placement.home_accepts_share) * (1 - 0.1 * 0.48)
    assert now.placement.home_accepts_share == pytest.approx(1 - refused)
    assert now.home_care.search_mean_days == usual.home_care.search_mean_days


def test_a_fixed_budget_buys_less_when_fees_rise() -> None:
    said = "kind: fees, growth_share: 0.25, budget_follows_share: 0, council_packages_share: 1"
    usual, now = on(date(2017, 6, 1)), on(date(2017, 6, 1), said)
    assert now.home_care.search_mean_days == pytest.approx(1.25 * usual.home_care.search_mean_days)
