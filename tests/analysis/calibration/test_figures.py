"""Targets are read off the tables of a run: an area, some months, some rows, as figure or percentage."""

from typing import Any

import pandas as pd
import pytest

from dtocsim.analysis.calibration.figures import figures, plain_frame
from dtocsim.analysis.calibration.months import Months
from dtocsim.analysis.calibration.targets import Target
from dtocsim.care.blocks import WORDS

APRIL, BOTH = Months.parse("2017-04"), Months.parse("2017-04 to 2017-05")
ROWS = {"England": {}, "Leeds": {"area": ("Leeds",)}, "Kent system": {"system": ("Kent",)}}


def frame(*rows: dict[str, Any]) -> pd.DataFrame:
    usual = dict.fromkeys(WORDS, "") | {
        "replication": 1,
        "month": "2017-04",
        "area": "Leeds",
        "system": "West Yorkshire",
        "measure": "delayed_days",
        "setting": "acute",
        "reason": "A",
        "organisation": "NHS",
    }
    return pd.DataFrame([usual | row for row in rows])


FRAME = frame(
    {"value": 30.0},
    {"reason": "E", "value": 60.0},
    {"reason": "E", "organisation": "social care", "value": 30.0},
    {"month": "2017-05", "value": 62.0},
    {"area": "Medway", "system": "Kent", "value": 15.0},
    {"replication": 2, "value": 90.0},
)


def ask(**about: Any) -> list[float]:
    target = Target(
        "asked", **({"measure": "dtoc_beds", "period": APRIL, "value": 1.0, "tolerance": 1.0} | about)
    )
    found: list[float] = figures([target], ROWS, FRAME)[:, 0].tolist()
    return found


def test_a_figure_is_that_of_its_months_in_every_replication() -> None:
    assert ask() == pytest.approx([135 / 30, 90 / 30])
    assert ask(period=BOTH) == pytest.approx([197 / 61, 90 / 61])


def test_england_is_all_that_was_run_and_a_part_its_own_rows() -> None:
    assert ask(area="Leeds") == pytest.approx([4.0, 3.0])
    assert ask(area="Kent system") == pytest.approx([0.5, 0.0])


def test_rows_are_narrowed_by_reason_organisation_and_the_like() -> None:
    assert ask(where={"reason": ("E",), "organisation": ("NHS",)}) == pytest.approx([2.0, 0.0])


def test_a_percentage_is_of_another_measure_without_the_narrowing() -> None:
    share = ask(where={"reason": ("E",)}, percent_of="dtoc_beds", area="Leeds")
    assert share == pytest.approx([75.0, 0.0])


def test_systems_are_put_together_with_their_words_as_text() -> None:
    parts = [
        {
            name: pd.Categorical([word])
            for name, word in (("month", "2017-04"), *((w, f"{w}{i}") for w in WORDS))
        }
        | {"value": [1.0]}
        for i in (1, 2)
    ]
    joined = plain_frame(parts, [3, 3])
    assert joined["area"].tolist() == ["area1", "area2"]
    assert joined["replication"].tolist() == [3, 3]
