from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from dtocsim.analysis.calibration import Finished, Settings, calibrate
from dtocsim.analysis.calibration.evaluations import Evaluations
from dtocsim.analysis.calibration.levers import Lever
from dtocsim.analysis.calibration.space import Parameter
from dtocsim.analysis.calibration.targets import Target
from dtocsim.report.calibration import calibration_report
from dtocsim.report.document import as_html, as_markdown
from tests.analysis.calibration.fakes import LEVERS, PART, SCENARIO, TARGETS, YEAR, FakeSimulation

INERT = Lever(
    Parameter("equipment.team_load_share", 0.6, 0.5, 0.9), ("equipment.team_load_share",), (0.6,), False
)


@lru_cache
def finished() -> Finished:
    """Two levers that matter, one that does not, and a target out of reach."""
    far = Target("hopeless", "dtoc_beds_b", YEAR, 9000.0, 1.03, relative=True, group="path")
    far = replace(far, discrepancy=0.001, discrepancy_reason="seasons are not in it")

    class Simulation(FakeSimulation):
        def run(self, values: object, replication: int) -> list[float]:
            found = super().run(values, replication)
            return [*found, found[0]]

    simulation = Simulation(SCENARIO, (*TARGETS, far), PART.systems, larger=5.0)
    with (
        TemporaryDirectory() as folder,
        Evaluations([simulation], (*LEVERS, INERT), Path(folder)).running() as running,
    ):
        return Finished(SCENARIO.name, calibrate(running, 2, Settings(points=30)), ("Kent and Medway",), 2)


def text() -> str:
    return as_markdown(calibration_report(finished())).replace("\\", "")


def test_it_begins_with_what_is_met_and_what_is_identified() -> None:
    assert "3 of 4 targets are met by the best parameter set. 3 parameters could move" in text()


def test_every_target_stands_there_with_what_was_found_and_whether_it_is_met() -> None:
    rows = {line.split(" | ")[1]: line for line in text().splitlines() if line.count(" | ") == 8}
    assert rows["package of care"].endswith("| ± 3 % |  | met |")
    assert rows["admissions"].endswith("| ± 1 % |  | input |")
    assert rows["never"].endswith("| exactly |  | met |")
    assert rows["hopeless"].endswith("| ± 3 % | 0.1 % | **missed** |")
    assert "**" in rows["hopeless"].split(" | ")[4]


def test_what_the_model_leaves_out_is_told_with_its_reason() -> None:
    assert "- seasons are not in it" in text()


def test_a_missed_target_is_red_on_the_page() -> None:
    assert '<td class="bad">missed</td>' in as_html(calibration_report(finished()))


def test_what_stands_in_the_way_is_named() -> None:
    assert "- hopeless: out of reach; no parameter set within the ranges meets it even alone" in text()


def test_a_parameter_whose_range_stayed_is_not_identified_and_not_counted() -> None:
    assert "| equipment.team_load_share | 0.6 | 0.5 to 0.9 |" in text()
    line = next(line for line in text().splitlines() if line.startswith("| equipment.team_load_share"))
    assert "**not identified**" in line
    assert "| package of care | 1 | home_care.search_mean_days |" in text()
    assert "| assessment | 1 | assessment.mean_hours |" in text()


def test_a_path_has_its_mean_error() -> None:
    assert "- path: mean absolute error " in text()
    assert "over 1 figure (before:" in text()


def test_it_says_where_it_was_matched_and_what_was_spent() -> None:
    assert "Matched on Kent and Medway: " in text()
    assert "with 2 replications each, matched 1 time." in text()
