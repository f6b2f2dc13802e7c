from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from dtocsim.care.blocks import WORDS
from dtocsim.experiment import ResultError
from dtocsim.report.document import as_html, as_markdown
from dtocsim.report.fit import fit_report, shipped_targets
from dtocsim.scenario import load
from tests.conftest import ENGLAND

SCENARIO = load(ENGLAND)
MONTHS = pd.date_range("2017-04-01", periods=12, freq="MS")


def result(kind: str = "nation") -> Any:
    """Every month 5,423 beds are delayed in Leeds: half for reason E, acute, by the NHS, half for C."""
    usual = dict.fromkeys(WORDS, "") | {"replication": 1, "area": "Leeds", "measure": "delayed_days"}
    rows = [
        usual
        | {"month": month, "reason": reason, "setting": setting, "organisation": "NHS"}
        | {"value": 5423 / 2 * month.days_in_month}
        for month in MONTHS
        for reason, setting in (("E", "acute"), ("C", "community"))
    ]
    manifest = SimpleNamespace(kind=kind, area="England", scenario="England 2017/18", replications=1)
    return SimpleNamespace(scenario=SCENARIO, manifest=manifest, monthly=pd.DataFrame(rows))


@pytest.fixture(scope="module")
def text() -> str:
    found = [target for target in shipped_targets(result()) if target.measure.startswith("dtoc_beds")]
    return as_markdown(fit_report(result(), found)).replace("\\", "")


def row(text: str, label: str) -> str:
    return next(line for line in text.splitlines() if f"| {label} |" in line)


def test_what_is_met_and_what_is_missed_is_told_with_its_error(text: str) -> None:
    assert row(text, "DTOC beds 2017/18").endswith("0.0 % | ± 3 % | met |")
    assert row(text, "DTOC beds 2017-12").endswith("| ± 4 % | **missed** |")
    assert "+15.9 %" in row(text, "DTOC beds 2017-12")


def test_an_input_is_called_one_and_not_counted(text: str) -> None:
    assert row(text, "Responsible, NHS").endswith("| ± 2 | input |")
    assert "England, 1 replication: " in text
    assert "inputs beside." in text


def test_structural_zeros_are_exact(text: str) -> None:
    assert row(text, "Reason C, both, never").endswith("| exactly | met |")


def test_the_path_has_its_mean_error_and_councils_their_scatter(text: str) -> None:
    assert "- mean absolute error 7.5 % over 12 months, a target" in text
    assert "brought to the published total: an input (councils.delay_factor: published)" in text
    assert "rank correlation (Spearman)" in text


def test_the_page_draws_both_and_marks_misses_red() -> None:
    found = [target for target in shipped_targets(result()) if target.group.startswith("Monthly")]
    page = as_html(fit_report(result(), found))
    assert page.count("<svg") == 2
    assert '<td class="bad">missed</td>' in page


def test_a_part_of_england_needs_targets_of_its_own() -> None:
    with pytest.raises(ResultError, match="no shipped targets; give a file with --targets"):
        shipped_targets(result("system"))
