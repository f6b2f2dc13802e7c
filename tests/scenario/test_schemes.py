"""What schemes say in files, and what they do to the values of a scenario."""

from datetime import date
from pathlib import Path

import pytest

from dtocsim.scenario import Scenario, ScenarioError, load, load_resolved
from dtocsim.scenario.catalogue import catalogue
from dtocsim.scenario.difference import difference_text
from dtocsim.scenario.evidence import evidence_of
from dtocsim.scenario.explain import explain
from dtocsim.scenario.scheme_kinds import scheme_kinds

ENGLAND = Path(__file__).parents[2] / "scenarios" / "england-2017-18.yaml"
MATURE = "kind: joint_working, maturity: 1, assessment_time_saved_share: 0.2"
LATE = date(2018, 1, 1)


def told(*schemes: str, extra: tuple[str, ...] = ()) -> Scenario:
    """England with schemes, called a, b ..., and nothing else that changes on a date."""
    extra = ("delays.performance_trend=1", "demand.zero_day_share=0.3", *extra)
    named = [f"schemes.{name}={{{scheme}}}" for name, scheme in zip("abc", schemes, strict=False)]
    return load(ENGLAND, [*named, *extra])


def refused(scheme: str) -> str:
    with pytest.raises(ScenarioError) as error:
        told(scheme)
    return str(error.value)


def hours(scenario: Scenario, *areas: str, on: date = LATE) -> float:
    return scenario.at(*areas).on(on).assessment.mean_hours


LEEDS = ("West Yorkshire system", "Leeds")


def test_a_scheme_moves_values_in_its_areas_and_nowhere_else() -> None:
    scenario = told(f"{MATURE}, where: [Derbyshire system]")
    assert hours(scenario, "Derbyshire system", "Derby") == pytest.approx(9 * 0.8)
    assert hours(scenario, *LEEDS) == 9


def test_a_scheme_of_a_council_is_felt_in_its_system_by_the_people_of_65_and_over_who_live_there() -> None:
    scenario = told(f"{MATURE}, where: [Leeds]")
    assert hours(scenario, *LEEDS) == pytest.approx(9 * 0.8)
    assert 9 * 0.8 < hours(scenario, "West Yorkshire system") < 9


def test_a_scheme_begins_grows_and_ends() -> None:
    scenario = told(f"{MATURE}, start: 2017-07-03, ramp_days: 28, end: 2017-12-31")
    days = [date(2017, 7, 2), date(2017, 7, 17), date(2017, 8, 1), date(2017, 12, 31), date(2018, 1, 1)]
    # The line stands half-way, and 3 days more, on the Thursday of the week of 17 July.
    assert [hours(scenario, *LEEDS, on=day) for day in days] == pytest.approx(
        [9, 9 * (1 - 0.2 * 17 / 28), 9 * 0.8, 9 * 0.8, 9]
    )


def test_the_days_of_change_are_those_of_the_scheme() -> None:
    days = [date.fromordinal(date(2017, 4, 1).toordinal() + day) for day in range(365)]
    stepped = told(f"{MATURE}, start: 2017-07-03, end: 2017-12-31").at(*LEEDS)
    assert stepped.changes(days) == (date(2017, 4, 1), date(2017, 7, 3), date(2018, 1, 1))
    assert told(f"{MATURE}, where: [Derby]", extra=()).at(*LEEDS).changes(days) == (date(2017, 4, 1),)


def test_two_schemes_lower_what_the_other_left() -> None:
    scenario = told(MATURE, MATURE)
    assert hours(scenario, *LEEDS) == pytest.approx(9 * 0.8 * 0.8)


def test_a_share_that_is_raised_again_and_again_stays_a_share() -> None:
    mature = "kind: joint_working, maturity: 1, earlier_planning_share: 1"
    now = told(mature, mature).at(*LEEDS).on(LATE)
    assert now.assessment.done_before_fit_share == 1


def test_a_scheme_moves_what_a_file_says_by_area_and_date() -> None:
    leeds = "assessment.mean_hours={by_area: {Leeds: {by_date: {2017-04-01: 9, 2017-10-01: 5}}}}"
    assert hours(told(MATURE, extra=(leeds,)), *LEEDS) == pytest.approx(5 * 0.8)


def test_what_is_bought_is_divided_among_the_areas_in_whole_units() -> None:
    scenario = told("kind: capacity_purchase, where: [West Yorkshire system], assessors: 7")
    councils = ("Leeds", "Bradford", "Kirklees", "Wakefield", "Calderdale")
    each = [scenario.at(LEEDS[0], name).on(LATE).capacity.assessors_added for name in councils]
    assert sum(each) <= 7
    assert all(units.is_integer() for units in each)
    assert scenario.at(LEEDS[0]).on(LATE).capacity.assessors_added == 7


def test_strength_nothing_moves_nothing() -> None:
    nothing = told(f"{MATURE.replace('1,', '0,')}", "kind: capacity_purchase")
    assert nothing.at(*LEEDS).corners() == []
    assert told(f"{MATURE}, enabled: false").at(*LEEDS).corners() == []


def test_the_base_knows_no_schemes() -> None:
    scenario = told(MATURE)
    assert scenario.base == load(ENGLAND)
    assert not scenario.base.schemes


def test_a_written_scenario_keeps_its_schemes(tmp_path: Path) -> None:
    scenario = told(f"{MATURE}, where: [Leeds], start: 2017-07-01")
    (tmp_path / "resolved.yaml").write_text(scenario.to_yaml(), encoding="utf-8")
    again = load_resolved(tmp_path / "resolved.yaml")
    assert again == scenario
    assert hours(again, *LEEDS) == hours(scenario, *LEEDS)
    assert scenario != load(ENGLAND)


def test_a_file_that_extends_another_changes_one_scheme_and_keeps_the_others(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(
        f"extends: {ENGLAND.name}\nname: one\nschemes:\n  a: {{{MATURE}}}\n  b: {{{MATURE}}}\n"
    )
    (tmp_path / "two.yaml").write_text("extends: one.yaml\nname: two\nschemes: {a: {enabled: false}}\n")
    (tmp_path / ENGLAND.name).write_text(
        ENGLAND.read_text().replace("folder: data", f"folder: {ENGLAND.parent}/data")
    )
    scenario = load(tmp_path / "two.yaml")
    assert {name: scheme.enabled for name, scheme in scenario.schemes.items()} == {"a": False, "b": True}


@pytest.mark.parametrize(
    ("scheme", "words"),
    [
        ("kind: joint_workin", "schemes.a: unknown kind 'joint_workin'; did you mean joint_working?"),
        ("where: [Leeds]", f"schemes.a: no kind; expected kind: {' or '.join(scheme_kinds())}"),
        (f"{MATURE}, maturty: 1", "schemes.a.maturty: unknown key; did you mean maturity? (share, 0 to 1)"),
        (f"{MATURE}, where: [Leds]", "schemes.a.where: unknown area 'Leds'; did you mean Leeds"),
        (
            f"{MATURE}, where: [Wycombe]",
            "schemes.a.where: found a district, Wycombe district; expected a council",
        ),
        (f"{MATURE}, where: [Leeds, leeds]", "schemes.a.where: Leeds a second time; keep one of them"),
        (f"{MATURE}, where: Leeds", "schemes.a.where: found 'Leeds'; expected a list of areas, such as"),
        (f"{MATURE}, ramp_days: -1", "schemes.a.ramp_days: found -1; expected"),
        (
            f"{MATURE}, start: 2017-07-01, end: 2017-06-01",
            "schemes.a: the end, 2017-06-01, is before the start",
        ),
        (
            f"{MATURE}, disputes_avoided_share: 2",
            "schemes.a.disputes_avoided_share: found 2; expected share, 0 to 1",
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_line(scheme: str, words: str) -> None:
    assert words in refused(scheme)
    assert refused(scheme).count("\n") == 0


def test_a_key_of_a_scheme_is_explained_and_a_value_says_which_scheme_moves_it() -> None:
    scenario = told(f"{MATURE}, where: [Leeds], start: 2017-07-01")
    assert "plausible  0 to 0.41" in explain(scenario, "schemes.a.assessment_time_saved_share", "x")
    line = "moved by   schemes.a (joint_working): less 0.2 of it in Leeds from 2017-07-01"
    assert line in explain(scenario, "assessment.mean_hours", "x")


def test_a_difference_names_what_was_said_of_a_scheme() -> None:
    text = difference_text(load(ENGLAND), told(f"{MATURE}, where: [Leeds]"))
    assert 'schemes.a.where: nothing -> ["Leeds"]' in text
    assert "nhs_coordinators" not in text


@pytest.mark.parametrize("kind", scheme_kinds())
def test_every_kind_moves_only_values_that_may_change_on_dates(kind: str) -> None:
    most = {
        key.rpartition(".")[2]: row.high
        for key in catalogue()
        if key.startswith(f"schemes.{kind}.") and (row := evidence_of(key)) is not None
    }
    shares_of_one = {key: high / 5 for key, high in most.items() if key.endswith("_route_share")}
    needed = {"resource": "assessors", "level": "system"} if kind == "pooling_level" else {}
    told = {"kind": kind} | most | shares_of_one | needed
    moves = list(scheme_kinds()[kind].model_validate(told).effective_moves)
    fixed = [move.key for move in moves if not (varies := catalogue()[move.key].varies) or not varies.dated]
    assert fixed == []
