"""Figures of NHS England for 2017/18 as the tables of the shipped scenario hold them."""

from datetime import date
from pathlib import Path

import pytest

from dtocsim.experiment.published import published_figures, published_months, whole_months
from dtocsim.experiment.where import locate
from dtocsim.scenario import Scenario, load


def during(england: Path, *settings: str) -> Scenario:
    return load(england, set_=settings)


def test_england_2017_18(england: Path) -> None:
    scenario = during(england)
    figures = published_figures(scenario, locate(scenario, None, None))
    assert figures["dtoc_beds"] == pytest.approx(5423.2, abs=0.05)
    assert figures["dtoc_beds_acute"] + figures["dtoc_beds_non_acute"] == pytest.approx(figures["dtoc_beds"])
    assert figures["emergency_admissions"] == 6016526
    assert figures["waits_over_4_hours"] == 614659
    assert figures["waits_over_12_hours"] == 3471
    assert figures["general_acute_occupancy_percent"] == pytest.approx(90.36, abs=0.01)


def test_a_council_has_its_year(england: Path) -> None:
    scenario = during(england)
    figures = published_figures(scenario, locate(scenario, "Barking and Dagenham", None))
    assert figures == {"dtoc_beds": 2186 / 365}


def test_part_of_a_year_says_nothing_about_a_council(england: Path) -> None:
    scenario = during(england, "run.days=300")
    assert published_figures(scenario, locate(scenario, "Leeds", None)) == {}


def test_part_of_a_quarter_says_nothing_about_occupancy(scenario: Scenario) -> None:
    figures = published_figures(scenario, locate(scenario, None, None))
    assert figures["dtoc_beds"] == pytest.approx(176886 / 30)
    assert "general_acute_occupancy_percent" not in figures


def test_only_months_wholly_inside_count() -> None:
    assert list(whole_months(date(2017, 4, 2), 60).strftime("%Y-%m")) == ["2017-05"]


def test_months_come_with_every_reason(scenario: Scenario) -> None:
    months = published_months(scenario, locate(scenario, None, None))
    assert months is not None
    assert months["delayed_days"].sum() == 176886
    assert set(months["reason"]) == {"A", "B", "C", "Di", "Dii", "E", "F", "G", "H", "I", "O"}


def test_a_time_without_figures_has_none(england: Path) -> None:
    scenario = during(england, "run.first_day=2030-04-01")
    assert published_months(scenario, locate(scenario, None, None)) is None
    assert published_figures(scenario, locate(scenario, None, None)) == {}


def test_a_council_has_no_months(scenario: Scenario) -> None:
    assert published_months(scenario, locate(scenario, "Leeds", None)) is None
