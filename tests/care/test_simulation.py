"""The same people have the same luck, whatever else is run beside them."""

import os
from datetime import date

import pandas as pd
import pytest

from dtocsim.care.blocks import WORDS
from dtocsim.care.measures import MEASURES, evaluate
from dtocsim.care.simulation import Replication, simulate
from dtocsim.care.tables import DataError
from tests.care.small import BRIEF, CUMBRIA, scenario

NORTHAMPTONSHIRE, ITS_SYSTEMS = "E10000021", ("E54000020", "E54000021")
TELFORD, SHROPSHIRE = "E06000020", "E54000011"


def monthly(found: Replication, council: str) -> pd.DataFrame:
    """The rows of one council, as texts and numbers."""
    table = pd.DataFrame(dict(found.monthly)).astype(dict.fromkeys(("month", *WORDS), str))
    return table[table["area"] == council].reset_index(drop=True)


def councils(found: Replication) -> set[str]:
    """The areas with delayed patients."""
    rows = zip(found.monthly["measure"], found.monthly["area"], strict=True)
    return {area for measure, area in rows if measure == "delayed_days"}


def of(
    area: str | None = None, system: str | None = None, replication: int = 1, seed: int = 5
) -> Replication:
    return simulate(scenario(*BRIEF), area=area, system=system, replication=replication, seed=seed)


def test_a_council_alone_has_the_delays_it_has_in_its_system() -> None:
    alone, within = of(area=TELFORD), of(system=SHROPSHIRE)
    assert councils(alone) == {"Telford and Wrekin"}
    assert councils(within) == {"Telford and Wrekin", "Shropshire"}
    pd.testing.assert_frame_equal(monthly(alone, "Telford and Wrekin"), monthly(within, "Telford and Wrekin"))


def test_areas_add_up_to_the_whole_in_every_measure_that_is_a_sum() -> None:
    frame = pd.DataFrame({"replication": 1, **of(system=SHROPSHIRE).monthly})
    sums = [each for each in MEASURES.values() if each.per is None and each.level == "council"]
    whole, areas = (evaluate(sums, frame, 20, by) for by in ((), ("area",)))
    assert set(areas.index.get_level_values("area")) == {"Telford and Wrekin", "Shropshire"}
    assert areas.sum().to_dict() == pytest.approx(whole.iloc[0].to_dict())


def test_two_systems_together_give_what_each_gives_alone() -> None:
    together = of(area=NORTHAMPTONSHIRE)
    alone = [of(system=system) for system in ITS_SYSTEMS]
    parts = pd.concat([monthly(each, "Northamptonshire") for each in alone])
    assert parts["system"].nunique() == 2
    key = ["month", *WORDS]
    pd.testing.assert_frame_equal(
        monthly(together, "Northamptonshire").sort_values(key, ignore_index=True),
        parts.sort_values(key, ignore_index=True),
        check_like=True,
    )
    assert together.events == sum(each.events for each in alone)


def test_threads_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    side_by_side = of(area=NORTHAMPTONSHIRE)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    one_by_one = of(area=NORTHAMPTONSHIRE)
    assert one_by_one.measures == pytest.approx(side_by_side.measures, rel=0, abs=0, nan_ok=True)
    pd.testing.assert_frame_equal(pd.DataFrame(one_by_one.daily), pd.DataFrame(side_by_side.daily))


def test_the_same_seed_gives_the_same_numbers() -> None:
    one, other = of(system=CUMBRIA), of(system=CUMBRIA)
    pd.testing.assert_frame_equal(pd.DataFrame(dict(one.monthly)), pd.DataFrame(dict(other.monthly)))


@pytest.mark.parametrize("other", [{"replication": 2}, {"seed": 6}])
def test_another_replication_or_seed_gives_others(other: dict[str, int]) -> None:
    here, there = of(system=CUMBRIA), of(system=CUMBRIA, **other)
    assert here.measures != there.measures
    assert here.measures["dtoc_beds"] != there.measures["dtoc_beds"]


def test_progress_rises_to_one() -> None:
    told: list[float] = []
    simulate(scenario(*BRIEF), system=CUMBRIA, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_run_can_be_stopped_by_whoever_hears_of_its_progress() -> None:
    def stop(done: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        simulate(scenario(*BRIEF), area=NORTHAMPTONSHIRE, progress=stop)


def test_a_year_that_the_tables_do_not_cover_is_one_line() -> None:
    with pytest.raises(DataError, match=r"no row for 2030-04, needed for the run and its warm-up") as caught:
        simulate(scenario().changed({"run.first_day": date(2030, 6, 1)}), system=CUMBRIA)
    assert "\n" not in str(caught.value)
