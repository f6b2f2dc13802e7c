"""From files to files on the smallest system of England, with figures that the model itself made."""

import os
from pathlib import Path

import pytest

from dtocsim.analysis.calibration import Finished, Settings, Wanted, calibrate_files
from dtocsim.analysis.calibration.months import Months
from dtocsim.analysis.calibration.simulation import Simulation
from dtocsim.analysis.calibration.targets import Target
from dtocsim.care.gazetteer import UnknownArea
from dtocsim.scenario import ScenarioError, load
from tests.conftest import ENGLAND

SYSTEM, CODE = "West, North and East Cumbria system", "E54000047"
APRIL = Months.parse("2017-04")
PARAMETERS = """parameters:
  assessment.mean_hours: {low: 4, high: 20}
  placement.dispute_mean_days: {low: 5, high: 20}
"""


def scenario(folder: Path) -> Path:
    path = folder / "short.yaml"
    above = Path(os.path.relpath(ENGLAND, folder)).as_posix()
    path.write_text(f"extends: {above}\nname: April\nbase: true\nrun: {{days: 30, warm_up_days: 10}}\n")
    return path


def wanted(folder: Path, targets: str, area: str | None = SYSTEM) -> Wanted:
    (folder / "targets.yaml").write_text(targets)
    (folder / "parameters.yaml").write_text(PARAMETERS)
    return Wanted(
        scenario=scenario(folder),
        targets=folder / "targets.yaml",
        parameters=folder / "parameters.yaml",
        area=area,
        systems=1,
        tolerance_percent=10.0,
        replications=2,
        settings=Settings(waves=1, points=12, members=10),
        processes=1,
        folder=folder / "out",
    )


def silent(purpose: str, done: int, of: int) -> None:
    """Progress that nobody hears."""


def target(value: float, period: str = "2017-04") -> str:
    return (
        "targets:\n  Waits for assessment:\n    measure: dtoc_beds_a\n"
        f"    period: {period}\n    value: {value}\n    tolerance_percent: 5\n"
    )


@pytest.mark.slow
@pytest.mark.long
def test_a_number_that_made_the_figures_is_found_again_and_one_that_does_not_matter_is_not(
    tmp_path: Path,
) -> None:
    truth = {"assessment.mean_hours": 13.0}
    asked = (Target("any", "dtoc_beds_a", APRIL, 1.0, 1.0, area=SYSTEM),)
    simulation = Simulation(load(scenario(tmp_path)), asked, (CODE,), SYSTEM)
    value = sum(simulation.run(truth, number)[0] for number in range(1, 5)) / 4
    finished = calibrate_files(wanted(tmp_path, target(value)), silent)
    assert finished.found.met() == [True]
    assert _range(finished, "assessment.mean_hours")[0] < 13.0 < _range(finished, "assessment.mean_hours")[1]
    local = load(tmp_path / "out" / "best.yaml")
    assert local.at("England").assessment.mean_hours == load(ENGLAND).assessment.mean_hours
    assert local.at("England", SYSTEM).assessment.mean_hours == pytest.approx(13.0, rel=0.2)


def _range(finished: Finished, name: str) -> tuple[float, float]:
    found = finished.found.outcome
    index = [parameter.name for parameter in found.parameters].index(name)
    column = found.found.points[list(found.members), index]
    parameter = found.parameters[index]
    return parameter.from_unit(float(column.min())), parameter.from_unit(float(column.max()))


def test_months_that_are_not_simulated_are_refused(tmp_path: Path) -> None:
    with pytest.raises(
        ScenarioError, match="the run of 30 days from 2017-04-01 does not cover 2017-05 to 2017-05"
    ):
        calibrate_files(wanted(tmp_path, target(5.0, "2017-05")), silent)


def test_an_area_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnknownArea, match="unknown area 'Rutlnd'; did you mean Rutland"):
        calibrate_files(wanted(tmp_path, target(5.0), area="Rutlnd"), silent)
