"""A run for whose days there are no tables is refused before anything is simulated."""

from datetime import date
from pathlib import Path

import pytest

from dtocsim.scenario import Place
from dtocsim.scenario.coverage import outside
from dtocsim.scenario.frame import Run

DATA = Path(__file__).parents[2] / "scenarios" / "data"


def run(first_day: date, days: int = 10, warm_up_days: int = 0) -> Run:
    return Run.model_validate(
        {"first_day": first_day, "days": days, "warm_up_days": warm_up_days, "seed": 1, "replications": 1}
    )


def refused(asked: Run, folder: Path = DATA) -> list[str]:
    return [f"{p.key}: {p.found}; {p.expected.partition(';')[0]}" for p in outside(asked, folder, Place)]


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        (run(date(2030, 1, 1)), "run.first_day: found 2030-01-01; expected 2016-04-01 to 2020-02-29"),
        (run(date(2016, 2, 1)), "run.first_day: found 2016-02-01; expected 2016-04-01 to 2020-02-29"),
        (
            run(date(2016, 4, 1), 10, 92),
            "run.warm_up_days: found a warm-up from 2015-12-31; expected at most 91",
        ),
        (run(date(2020, 2, 29), 2), "run.days: found 2, which end on 2020-03-01; expected at most 1"),
    ],
)
def test_a_run_outside_the_tables_is_refused_at_the_key_to_change(asked: Run, problem: str) -> None:
    assert refused(asked) == [problem]


@pytest.mark.parametrize("asked", [run(date(2016, 4, 1), 1430, 91), run(date(2020, 2, 29), 1)])
def test_the_first_and_the_last_day_of_the_tables_are_inside(asked: Run) -> None:
    assert refused(asked) == []


def test_tables_that_cannot_be_read_are_told_by_whoever_reads_them(tmp_path: Path) -> None:
    assert refused(run(date(2030, 1, 1)), tmp_path) == []
