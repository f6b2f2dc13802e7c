"""What-ifs held to published cases: what is counted, and what of a file is refused."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from dtocsim.analysis.cases import CASES, COLUMNS, Pair, judge
from dtocsim.care.tables import DataError, read_table
from dtocsim.report.cases import cases_report
from dtocsim.report.document import Table
from dtocsim.scenario import load
from tests.conftest import ENGLAND

SHIPPED = ENGLAND.parent / "calibration" / "published-cases.csv"
HEADER = ",".join(COLUMNS)


def result(*rows: tuple[str, str, str, float], what_if: str = "") -> Any:
    """One replication of a year in which so much was counted: measure, setting, category, value."""
    scenario = load(ENGLAND.parent / "what-if" / what_if) if what_if else load(ENGLAND)
    table = pd.DataFrame(rows, columns=["measure", "setting", "category", "value"])
    table = table.assign(replication=1, month=pd.Timestamp("2017-10-01"))
    stay = SimpleNamespace(mean=5.0, low=None, high=None)
    return SimpleNamespace(
        scenario=scenario,
        monthly=table,
        manifest=SimpleNamespace(replications=1),
        measure=lambda name: stay,
    )


def delayed(days: float) -> tuple[str, str, str, float]:
    return "delayed_days", "acute", "", days


def found(case: str, base: Any, what_if: Any) -> float | None:
    return CASES[case](Pair(base, what_if)).mean


def test_days_saved_are_those_fewer_over_the_people_supported() -> None:
    trusted = result(delayed(760), ("discharges", "acute", "3", 100))
    assert found("trusted_assessor", result(delayed(1000)), trusted) == pytest.approx(2.4)
    early = result(delayed(570), ("scheme_events", "", "left hospital early", 100))
    assert found("home_first", result(delayed(1000)), early) == pytest.approx(4.3)


def test_the_wait_is_that_of_those_who_leave_an_acute_bed_for_home_with_support() -> None:
    of = [("medically_fit_days", "acute", "1", 550.0), ("discharges", "acute", "1", 100.0)]
    others = [("medically_fit_days", "acute", "3", 9e3), ("medically_fit_days", "community", "1", 9e3)]
    assert found("wait_before", result(*of, *others), result()) == 5.5
    assert found("wait_after", result(), result(*of, *others)) == 5.5


def test_a_housing_team_helps_its_share_of_those_of_its_districts() -> None:
    asked = [("task_requests", "", kind, 500.0) for kind in ("equipment", "housing", "assessment")]
    what_if = result(*asked, what_if="mansfield-housing-discharge.yaml")
    what_if.scenario = what_if.scenario.changed({"run.area": "Nottinghamshire"})
    helped = found("patients_helped", result(), what_if)
    # Eight of ten, in two of the seven districts of the county.
    assert helped == pytest.approx(0.8 * 1000 * 2 / 7, rel=0.15)


def test_what_a_saving_needs_follows_from_prices_and_works() -> None:
    works = ("scheme_events", "", "adaptation done", 100.0)
    base, what_if = result(), result(works, what_if="healthy-homes-wycombe.yaml")
    admissions = found("admissions_needed", base, what_if)
    assert admissions == pytest.approx(53_476 / (148 + 5 * 313))
    scheme: Any = next(iter(what_if.scenario.schemes.values()))
    homes = found("homes_found", base, what_if)
    assert homes == pytest.approx(100 * (182 - 15) / 365)
    needed = found("homes_needed", base, what_if)
    each = scheme.admissions_per_person_year * scheme.admissions_prevented_share
    assert needed == pytest.approx((admissions or 0) / each)
    effect = found("effect_needed", base, what_if)
    assert effect == pytest.approx(
        100 * (admissions or 0) / ((homes or 0) * scheme.admissions_per_person_year)
    )


def test_the_shipped_cases_are_known_and_their_what_ifs_can_be_loaded() -> None:
    for row in read_table(SHIPPED.parent, SHIPPED.name, COLUMNS):
        assert row.text("case") in CASES
        changes = row.cells[row.columns["set"]]
        assert load(
            ENGLAND.parent / "what-if" / row.text("what_if"), set_=(changes,) if changes else ()
        ).schemes


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("telepathy,a.yaml,,Leeds,Told,1,days,weak,,", "published.csv:2: case: found 'telepathy'"),
        ("home_first,a.yaml,,Leeds,Told,1,days,hearsay,,", "published.csv:2: evidence: found 'hearsay'"),
    ],
)
def test_what_is_not_known_is_refused_before_anything_runs(tmp_path: Path, row: str, message: str) -> None:
    file = tmp_path / "published.csv"
    file.write_text(f"{HEADER}\n{row}\n")

    def simulate(*_: object) -> Any:
        raise AssertionError

    with pytest.raises(DataError, match=message):
        list(judge(file, simulate, lambda *_: None))


def test_a_figure_that_the_source_lacks_is_said_to_be_not_given() -> None:
    def simulate(scenario: Any, area: str) -> Any:
        visits = [("scheme_events", "", "GP visit avoided", 39.0), ("scheme_events", "", "GP visit", 61.0)]
        return result(*visits)

    lines = [next(judge(SHIPPED, simulate, lambda *_: None))]
    (table,) = (block for block in cases_report(lines, 1).blocks if isinstance(block, Table))
    assert list(table.rows[0])[1:3] == ["2.4", "–"]
