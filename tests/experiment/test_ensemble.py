from pathlib import Path

import pytest

from dtocsim.experiment import Ensemble, read_ensemble
from dtocsim.scenario import Scenario, ScenarioError, load
from dtocsim.scenario.setting import numbers
from tests.conftest import ENGLAND

TWO = "member,area,home_care.search_mean_days,assessment.mean_hours\n1,England,3.0,8\n2,England,4.0,10\n"


def read(folder: Path, text: str) -> Ensemble:
    path = folder / "ensemble.csv"
    path.write_text(text, encoding="utf-8")
    return read_ensemble(path)


def refusal(folder: Path, text: str, scenario: Scenario | None = None) -> str:
    if scenario is None:
        with pytest.raises(ScenarioError) as refused:
            read(folder, text)
    else:
        found = read(folder, text)
        with pytest.raises(ScenarioError) as refused:
            found.of(scenario)
    return str(refused.value).replace(folder.as_posix() + "/", "")


def test_each_member_makes_a_scenario(tmp_path: Path, scenario: Scenario) -> None:
    first, second = read(tmp_path, TWO).of(scenario)
    assert (first.home_care.search_mean_days, second.home_care.search_mean_days) == (3.0, 4.0)
    assert second.assessment.mean_hours == 10.0
    assert first.run == scenario.run


def test_a_what_if_keeps_its_proportion(tmp_path: Path) -> None:
    what_if = load(ENGLAND.parent / "what-if" / "quicker-packages-of-care.yaml")
    first, _ = read(tmp_path, TWO).of(what_if)
    usual = load(ENGLAND).home_care.search_mean_days
    assert first.home_care.search_mean_days == pytest.approx(3.0 * 2.0 / usual)
    assert first.base.home_care.search_mean_days == 3.0


def test_the_shipped_ensemble_goes_with_its_year_with_a_what_if_and_with_the_years_that_follow() -> None:
    shipped = read_ensemble(ENGLAND.parent / "calibration" / "ensemble-england-2017-18.csv")
    two = Ensemble(shipped.source, shipped.members[:2])
    key = "delays.performance_trend@2018-01-15"
    for name in ("england-2017-18", "england-2018-20", "what-if/more-care-home-places"):
        for found, member in zip(two.of(load(ENGLAND.parent / f"{name}.yaml")), two.members, strict=True):
            assert numbers(found)[key] == pytest.approx(member.values[key])


def test_numbers_of_an_area_hold_there_alone(tmp_path: Path, scenario: Scenario) -> None:
    first, _ = read(tmp_path, TWO.replace("England", "Leeds")).of(scenario)
    assert first.at("Leeds").home_care.search_mean_days == 3.0
    assert first.at("Kent").home_care.search_mean_days == scenario.home_care.search_mean_days


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "ensemble.csv:1: columns missing; expected member, area and numbers by key, as `dtocsim "
         "calibrate` writes them"),
        (TWO.rsplit("\n", 2)[0] + "\n", "ensemble.csv: members: 1; expected two or more"),
        (TWO.replace("4.0", "four"), "ensemble.csv:3: home_care.search_mean_days: four; expected a number"),
        (TWO.replace(",10\n", "\n"), "ensemble.csv:3: assessment.mean_hours: a cell too many or too few; "
         "expected a number"),
    ],
)  # fmt: skip
def test_what_is_no_ensemble_is_refused_by_line(tmp_path: Path, text: str, told: str) -> None:
    assert refusal(tmp_path, text) == told


def test_an_unknown_number_is_answered_with_the_nearest(tmp_path: Path, scenario: Scenario) -> None:
    told = refusal(tmp_path, TWO.replace("mean_hours", "mean_hour"), scenario)
    assert told.startswith(
        "ensemble.csv:1: assessment.mean_hour: no single number of England 2017/18; did you"
    )


def test_a_member_that_contradicts_the_scenario_is_named(tmp_path: Path, scenario: Scenario) -> None:
    told = refusal(tmp_path, TWO.replace("4.0", "-4"), scenario)
    assert told.startswith("ensemble.csv:3: member 2: England 2017/18: ")
