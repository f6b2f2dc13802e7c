"""The event log of an area; that of England is refused."""

from pathlib import Path

import pandas as pd
import pytest

from dtocsim.care.gazetteer import UnknownArea
from dtocsim.experiment import check_log_area, write_event_log
from dtocsim.scenario import load

ENGLAND = Path(__file__).parents[2] / "scenarios" / "england-2017-18.yaml"


def test_the_log_of_england_is_refused() -> None:
    with pytest.raises(UnknownArea, match="give an area or a system with --event-log"):
        check_log_area(load(ENGLAND), None, None)


def test_the_log_of_a_council_is_about_the_people_who_live_there(tmp_path: Path) -> None:
    scenario = load(ENGLAND, set_=("run.days=10", "run.warm_up_days=5"))
    write_event_log(scenario, tmp_path / "log.parquet", area="Cumbria")
    found = pd.read_parquet(tmp_path / "log.parquet")
    assert {each.split(" (")[0] for each in found.pathway.unique()} == {"Cumbria"}
    assert {"arrival_departure", "queue", "resource_use", "resource_use_end"} <= set(found.event_type)
