"""Differences by deprivation fifth: counts, shares, and the gap between the first and the last."""

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from dtocsim.report.fifths import fifth_rows, of_fifth, targeted
from dtocsim.scenario import load
from tests.conftest import ENGLAND

NAMES = ("base", "it")
LEEDS = ENGLAND.parent / "what-if" / "urgent-response-leeds.yaml"
DEPRIVED = LEEDS.with_name("urgent-response-most-deprived-leeds.yaml")


def comparison(first: float, last: float) -> Any:
    """Two replications with 1,000 and 2,000 admissions in every fifth, of which some are left in two."""
    rows = []
    for fifth, left in zip("12345", (first, 1.0, 1.0, 1.0, last), strict=True):
        for replication, many in ((1, 1000.0), (2, 2000.0)):
            measure = of_fifth("emergency_admissions", fifth)
            rows += [("base", replication, measure, many), ("it", replication, measure, many * left)]

    def change(name: str, measure: str) -> Any:
        share = {"1": first, "5": last}.get(measure[-1], 1.0) - 1
        return SimpleNamespace(
            base=1500.0, difference=1500 * share, low=None, high=None,
            relative=share, relative_low=None, relative_high=None,
        )  # fmt: skip

    table = pd.DataFrame(rows, columns=["scenario", "replication", "measure", "value"])
    return SimpleNamespace(names=NAMES, level=0.95, measures=table, change=change)


def test_the_gap_is_the_ratio_of_the_first_fifth_to_the_last_as_far_as_it_changes() -> None:
    *_, last = fifth_rows(comparison(0.9, 1.2), "it", "emergency_admissions")
    assert last == ["1 over 5", "–", "–", "–", "−25.00 %", "−25.00 to −25.00 %"]


def test_what_changes_all_fifths_alike_leaves_the_gap_as_it_was() -> None:
    *_, last = fifth_rows(comparison(0.9, 0.9), "it", "emergency_admissions")
    assert last[-2] == "0.00 %"


def test_every_fifth_has_a_row_with_its_difference_and_change() -> None:
    header, first, *_ = fifth_rows(comparison(0.9, 1.0), "it", "emergency_admissions")
    assert header[0] == "Emergency admissions by deprivation"
    assert first[:3] == ["1, most deprived", "1,500", "−150"]
    assert first[4] == "−10.00 %"


@pytest.mark.parametrize(("path", "is_so"), [(LEEDS, False), (DEPRIVED, True)])
def test_fifths_are_told_where_a_scheme_is_for_some_of_them(path: Any, is_so: bool) -> None:
    compared: Any = SimpleNamespace(base=load(ENGLAND), what_ifs=(load(path),))
    assert targeted(compared) is is_so
