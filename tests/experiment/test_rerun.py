"""A result can be run again from itself, to the last bit, and still be read when its tables are gone."""

import shutil
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from dtocsim.experiment import read_result, run, write_result
from dtocsim.scenario import ScenarioError, load
from dtocsim.scenario.tables import NAMES
from tests.conftest import ENGLAND

BRIEF = ("run.days=10", "run.warm_up_days=3", "run.area=West, North and East Cumbria system")
VARYING = (
    "home_care.search_mean_days={by_area: {England: 3, Cumbria: {ramp: {2017-04-01: 3, 2017-05-01: 1}}}}",
    "reablement.places_load_share={by_date: {2017-04-01: 0.92, 2017-04-05: 0.8}}",
    "assessment.mean_hours=6",
)


@pytest.mark.parametrize("changes", [(), VARYING], ids=["base", "what-if that varies"])
def test_a_result_is_run_again_from_its_own_folder(changes: tuple[str, ...], tmp_path: Path) -> None:
    first = run(load(ENGLAND, set_=(*BRIEF, *changes)), seed=3)
    write_result(first, tmp_path / "first")
    again = run(load(tmp_path / "first" / "resolved.yaml"))
    write_result(again, tmp_path / "again")
    assert again.manifest.area == "West, North and East Cumbria system"
    assert again.manifest.hash == first.manifest.hash
    assert_frame_equal(again.daily, first.daily)
    for name in ("resolved.yaml", "summary.json", "monthly.parquet", "daily.parquet"):
        assert (tmp_path / "first" / name).read_bytes() == (tmp_path / "again" / name).read_bytes(), name


def test_an_area_that_is_asked_for_is_kept_with_the_result(tmp_path: Path) -> None:
    result = run(load(ENGLAND, set_=BRIEF[:2]), system="West, North and East Cumbria")
    write_result(result, tmp_path / "result")
    assert load(tmp_path / "result" / "resolved.yaml").run.area == BRIEF[2].removeprefix("run.area=")


def copied(tmp_path: Path) -> Path:
    """England with tables of its own."""
    (tmp_path / "data").mkdir()
    for name in NAMES:
        shutil.copy(ENGLAND.parent / "data" / name, tmp_path / "data" / name)
    return Path(shutil.copy(ENGLAND, tmp_path / "england.yaml"))


def test_changed_tables_are_noticed_and_can_be_accepted(tmp_path: Path) -> None:
    resolved = tmp_path / "resolved.yaml"
    resolved.write_text(load(copied(tmp_path)).to_yaml(tmp_path), encoding="utf-8")
    assert (
        load(resolved).tables.digest
        == load(tmp_path / "england.yaml", ()).to_yaml().split('digest: "')[1][:64]
    )
    with (tmp_path / "data" / "systems.csv").open("a") as table:
        table.write("\n")
    with pytest.raises(ScenarioError) as error:
        load(resolved)
    line = (
        resolved.read_text()
        .splitlines()
        .index(next(x for x in resolved.read_text().splitlines() if "digest" in x))
    )
    assert str(error.value).startswith(
        f"{resolved}:{line + 1}: tables.digest: the tables have changed since: "
    )
    assert str(error.value).endswith("…; expected the same tables; for the new ones write any")
    assert load(resolved, ["tables.digest=any"]).name == "England 2017/18"


def test_a_result_is_read_when_its_tables_are_gone(tmp_path: Path) -> None:
    scenario = load(copied(tmp_path), set_=(*BRIEF, *VARYING))
    result = run(scenario)
    write_result(result, tmp_path / "result")
    shutil.rmtree(tmp_path / "data")
    found = read_result(tmp_path / "result")
    assert found.scenario == result.scenario
    assert found.scenario.varying == scenario.varying
    with pytest.raises(
        ScenarioError, match=r"tables\.folder: not a folder; expected the folder of the tables"
    ):
        load(tmp_path / "result" / "resolved.yaml")
