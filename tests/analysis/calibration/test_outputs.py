"""A calibration leaves a scenario that runs, an ensemble that experiments can use, and tables."""

import csv
from pathlib import Path

import pytest

from dtocsim.analysis.calibration.outputs import write_outputs
from dtocsim.experiment import read_ensemble
from dtocsim.scenario import load
from tests.analysis.calibration.fakes import HOURS, LEVERS, PART, SCENARIO, SEARCH, FakeSimulation
from tests.analysis.calibration.test_calibration import best, run
from tests.conftest import ENGLAND


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("calibration")
    simulation = FakeSimulation(SCENARIO, PART.targets, PART.systems, larger=5.0)
    write_outputs(place, ENGLAND, simulation, LEVERS, run(place / "points", simulation))
    return place


def test_the_best_scenario_extends_the_original_with_only_what_was_calibrated(folder: Path) -> None:
    text = (folder / "best.yaml").read_text(encoding="utf-8")
    assert text.count("\n") == 8
    calibrated = load(folder / "best.yaml")
    wanted = {SEARCH: calibrated.home_care.search_mean_days, HOURS: calibrated.assessment.mean_hours}
    assert calibrated.content() == SCENARIO.changed(wanted).content() | {
        "name": "England 2017/18, calibrated"
    }


def test_it_is_a_base_whose_demand_follows_from_its_own_values(folder: Path) -> None:
    assert load(folder / "best.yaml").base == load(folder / "best.yaml")


def test_the_ensemble_is_read_back_as_values_that_a_scenario_takes(folder: Path) -> None:
    ensemble = read_ensemble(folder / "ensemble.csv")
    assert len(ensemble.members) >= 20
    first = ensemble.members[0]
    assert set(first.values) == {SEARCH, HOURS}
    assert ensemble.of(SCENARIO)[0].home_care.search_mean_days == first.values[SEARCH]


def test_the_tables_hold_every_target_and_every_parameter(folder: Path) -> None:
    with (folder / "targets.csv").open(encoding="utf-8") as file:
        targets = list(csv.DictReader(file))
    assert [(row["label"], row["role"], row["met"]) for row in targets] == [
        ("package of care", "fit", "yes"),
        ("admissions", "input", "yes"),
        ("assessment", "fit", "yes"),
        ("never", "fit", "yes"),
    ]
    with (folder / "parameters.csv").open(encoding="utf-8") as file:
        parameters = list(csv.DictReader(file))
    assert [(row["parameter"], row["identified"]) for row in parameters] == [(SEARCH, "yes"), (HOURS, "yes")]
    assert parameters[1]["meaning"] == "Mean working time of an assessment, hours"
    assert (
        float(parameters[0]["low_after"]) < float(parameters[0]["best"]) < float(parameters[0]["high_after"])
    )


def test_the_same_questions_give_the_same_best(folder: Path, tmp_path: Path) -> None:
    again = run(tmp_path, FakeSimulation(SCENARIO, PART.targets, PART.systems, larger=5.0))
    assert best(again)[SEARCH] == pytest.approx(
        load(folder / "best.yaml").home_care.search_mean_days, rel=1e-6
    )
