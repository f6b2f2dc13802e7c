"""A run from a stated situation shows what was stated beside what is simulated."""

from dataclasses import replace

from dtocsim.experiment import Result
from dtocsim.report.start import start_text
from dtocsim.scenario import load
from tests.conftest import ENGLAND


def stated(result: Result, area: str, state: str) -> Result:
    """The result of thirty days as if its scenario had stated a situation of an area."""
    settings = ["run.days=30", "run.warm_up_days=0", f"initial_state.areas.{area}={state}"]
    return replace(result, scenario=load(ENGLAND, settings))


def rows(result: Result) -> list[str]:
    return [" ".join(line.split()) for line in start_text(result).splitlines()]


def test_people_stated_and_simulated_stand_side_by_side(result: Result) -> None:
    found = rows(stated(result, "England", "{delayed: {acute: {A: {people: 61}, C: {people: 2}}}}"))
    assert found[0].endswith("stated simulated at the start day 7 day 28 day 29")
    assert found[2:] == [
        "delayed, acute beds 63 62 62 62 62",
        "A completion of assessment 61 60 60 60 60",
        "C further non-acute NHS care 2 0 0 0 0",
        "E care package in own home 0 2 2 2 2",
    ]


def test_of_another_area_it_says_which_was_stated(result: Result) -> None:
    assert rows(stated(result, "Leeds", "{occupied_beds: 1500}")) == [
        "The start was stated of Leeds; run that area to see it beside what is simulated."
    ]


def test_where_nothing_is_stated_nothing_is_said(result: Result) -> None:
    assert start_text(result) == ""
