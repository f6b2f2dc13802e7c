"""Every proof case in short: each quantity within four standard errors, known from theory beforehand."""

import re
from pathlib import Path

import pytest

from dtocsim.analysis import proof
from dtocsim.analysis.proof import CASES, Case, run_case

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_short_run_meets_theory(case: Case) -> None:
    failed = [
        f"{found.quantity}: expected {found.expected:g} ± {found.allowed:g}, found {found.found.mean:g}"
        for found in run_case(case, full=False, seed=1)
        if not found.passed
    ]
    assert failed == []


def test_the_map_of_subjects_names_every_row_and_files_that_exist() -> None:
    told = proof.__doc__ or ""
    rows = dict(re.findall(r"P(\d+)\.1-P\1\.(\d+)", told)) | dict(
        re.findall(r"\| P(\d+)\.1, P\1\.(\d+) ", told)
    )
    rows |= dict(re.findall(r"\| P(\d+)\.(1) \|", told))
    last: dict[str, str] = {}
    for case in CASES:
        subject, _, number = case.name[1:].partition(".")
        last[subject] = number
    assert rows == last
    assert set(re.findall(r"\| P(\d+) ", told)) == {str(number) for number in range(1, 18)}
    files = re.findall(r"tests/\S+\.py", told)
    assert len(files) > 10
    assert all((ROOT / file).is_file() for file in files)
