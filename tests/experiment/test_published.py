"""Figures of NHS England for 2017/18 as the tables of the shipped scenario hold them."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from dtocsim.care.measures import MEASURES
from dtocsim.care.words import REASONS
from dtocsim.experiment.published import PublishedFigure, published_figures, published_months, whole_months
from dtocsim.experiment.where import locate
from dtocsim.scenario import Scenario, load


def during(england: Path, *settings: str) -> Scenario:
    return load(england, set_=settings)


def test_england_2017_18(england: Path) -> None:
    scenario = during(england)
    figures = values(published_figures(scenario, locate(scenario, None, None)))
    assert figures["dtoc_beds"] == pytest.approx(5423.2, abs=0.05)
    assert figures["dtoc_beds_acute"] + figures["dtoc_beds_non_acute"] == pytest.approx(figures["dtoc_beds"])
    assert figures["emergency_admissions"] == 6016526
    assert figures["waits_over_4_hours"] == 614659
    assert figures["waits_over_12_hours"] == 3471
    assert figures["general_acute_occupancy_percent"] == pytest.approx(90.36, abs=0.01)
    assert figures["stays_over_7_days_percent"] == pytest.approx(48.4, abs=0.05)
    assert figures["deaths_in_hospital"] == 230428


def values(figures: Mapping[str, PublishedFigure]) -> dict[str, float]:
    return {name: figure.value for name, figure in figures.items()}


def test_every_published_figure_stands_beside_a_measure(england: Path) -> None:
    scenario = during(england)
    for area in (None, "Leeds"):
        assert set(published_figures(scenario, locate(scenario, area, None))) <= set(MEASURES)


def test_organisations_and_reasons_each_make_up_the_published_beds(england: Path) -> None:
    scenario = during(england)
    for area in (None, "Essex"):
        figures = values(published_figures(scenario, locate(scenario, area, None)))
        beds = pytest.approx(figures["dtoc_beds"])
        assert sum(figures[f"dtoc_beds_{name}"] for name in ("nhs", "social_care", "both")) == beds
        assert sum(figures[f"dtoc_beds_{code.lower()}"] for code in REASONS) == beds


def test_what_is_no_independent_figure_of_the_same_time_says_so(england: Path) -> None:
    scenario = during(england)
    whole = published_figures(scenario, locate(scenario, None, None))
    leeds = published_figures(scenario, locate(scenario, "Leeds", None))
    assert whole["dtoc_beds"].note == ""
    assert leeds["dtoc_beds"].note == "input: sets how long delays last here"
    assert whole["stays_over_7_days_percent"].note == "2017-11-20 to 2018-03-04 only"
    assert whole["criteria_remaining"].note.startswith("2022-04 to 2025-08")


def test_a_system_has_its_part_of_the_councils_that_span_systems(england: Path) -> None:
    scenario = during(england)
    figures = values(published_figures(scenario, locate(scenario, None, "Derbyshire")))
    whole = values(published_figures(scenario, locate(scenario, "Derbyshire", None)))
    derby = values(published_figures(scenario, locate(scenario, "Derby", None)))
    assert derby["dtoc_beds"] < figures["dtoc_beds"] < whole["dtoc_beds"] + derby["dtoc_beds"]


def test_a_council_has_its_year(england: Path) -> None:
    scenario = during(england)
    figures = published_figures(scenario, locate(scenario, "Barking and Dagenham", None))
    assert figures["dtoc_beds"].value == pytest.approx(2186 / 365)
    assert "emergency_admissions" not in figures


def test_part_of_a_year_says_nothing_about_a_council(england: Path) -> None:
    scenario = during(england, "run.days=300")
    assert published_figures(scenario, locate(scenario, "Leeds", None)) == {}


def test_part_of_a_quarter_says_nothing_about_occupancy(scenario: Scenario) -> None:
    figures = published_figures(scenario, locate(scenario, None, None))
    assert figures["dtoc_beds"].value == pytest.approx(176886 / 30)
    assert "general_acute_occupancy_percent" not in figures


def test_only_months_wholly_inside_count() -> None:
    assert list(whole_months(date(2017, 4, 2), 60).strftime("%Y-%m")) == ["2017-05"]


def test_months_come_with_every_reason(scenario: Scenario) -> None:
    months = published_months(scenario, locate(scenario, None, None))
    assert months is not None
    assert months["delayed_days"].sum() == 176886
    assert set(months["reason"]) == {"A", "B", "C", "Di", "Dii", "E", "F", "G", "H", "I", "O"}


def test_a_time_without_figures_has_none(england: Path) -> None:
    scenario = load(england).changed({"run.first_day": date(2030, 4, 1)})
    assert published_months(scenario, locate(scenario, None, None)) is None
    figures = published_figures(scenario, locate(scenario, None, None))
    assert all(figure.note for figure in figures.values())


def test_a_council_has_no_months(scenario: Scenario) -> None:
    assert published_months(scenario, locate(scenario, "Leeds", None)) is None
