from pathlib import Path
from typing import Any

import pytest

from dtocsim.analysis.similar import council_beds, similar
from dtocsim.care.gazetteer import UnknownArea
from dtocsim.experiment import Result
from dtocsim.report import similar_text


@pytest.fixture
def tables(england: Path) -> Path:
    return england.parent / "data"


def test_the_council_comes_first_and_the_nearest_after_it(tables: Path) -> None:
    found = similar(tables, "buckinghamshire", 5)
    assert [each.name for each in found[:3]] == ["Buckinghamshire", "Oxfordshire", "Cambridgeshire"]
    assert found[0].distance == 0.0
    assert [each.distance for each in found] == sorted(each.distance for each in found)
    assert len(found) == 6


def test_rates_are_for_a_hundred_thousand_older_people(tables: Path) -> None:
    (leeds, _) = similar(tables, "Leeds", 1, {"Leeds": 100.0})
    assert leeds.simulated == pytest.approx(100 * 365 / leeds.people * 100_000)
    assert set(leeds.published) == {"2016/17", "2017/18"}


def test_a_council_that_spans_systems_is_one(tables: Path) -> None:
    names = [each.name for each in similar(tables, "Cumbria", 149)]
    assert len(names) == len(set(names)) == 150


def test_beds_of_a_result_are_told_by_council(result: Result) -> None:
    assert council_beds(result) == {"Leeds": 62.0}


def test_an_unknown_council_is_answered_with_the_nearest(tables: Path) -> None:
    with pytest.raises(UnknownArea, match="did you mean Leeds"):
        similar(tables, "Leedz")


def test_the_answer_comes_first(tables: Path) -> None:
    words = " ".join(similar_text(similar(tables, "Buckinghamshire")).split())
    assert words.startswith(
        "Buckinghamshire had 17,183 delayed days for 100,000 people aged 65 and over in 2017/18; the 10 "
        "councils most like it had 21,232 (median), 6 of them more than it."
    )


def test_without_a_result_there_is_no_simulated_column(tables: Path, fake_care: Any) -> None:
    assert "simulated" not in similar_text(similar(tables, "Leeds"))
    assert "simulated" in similar_text(similar(tables, "Leeds", 3, {"Leeds": 1.0}))
