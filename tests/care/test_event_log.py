"""What happens to a council's people, one by one, is the same whatever is run beside them."""

from pathlib import Path

import pandas as pd
import pytest

from dtocsim import care
from tests.care.small import scenario

TELFORD, SHROPSHIRE = "E06000020", "E54000011"


def log(folder: Path, *changes: str, area: str | None = None, system: str | None = None) -> pd.DataFrame:
    care.write_event_log(scenario(*changes), folder / "log.parquet", area=area, system=system, seed=5)
    return pd.read_parquet(folder / "log.parquet")


def of(found: pd.DataFrame, council: str) -> pd.DataFrame:
    """What happens to those who live in a council."""
    return found[found.pathway.str.split(" (", regex=False).str[0] == council].reset_index(drop=True)


def test_every_event_of_a_council_alone_is_that_of_its_system(tmp_path: Path) -> None:
    days = ("run.days=10", "run.warm_up_days=5")
    alone, within = log(tmp_path, *days, area=TELFORD), log(tmp_path, *days, system=SHROPSHIRE)
    assert len(alone) > 10_000
    assert len(within) > 2 * len(alone)
    pd.testing.assert_frame_equal(alone, of(within, "Telford and Wrekin"))


@pytest.mark.slow
@pytest.mark.long
def test_every_event_of_a_council_alone_is_that_of_england(tmp_path: Path) -> None:
    day = ("run.days=1", "run.warm_up_days=0")
    alone, nation = log(tmp_path, *day, area=TELFORD), log(tmp_path, *day)
    assert nation.pathway.nunique() > 150
    pd.testing.assert_frame_equal(alone, of(nation, "Telford and Wrekin"))
