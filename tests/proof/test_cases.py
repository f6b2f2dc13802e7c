"""Every proof case in short: each quantity within four standard errors, known from theory beforehand."""

import pytest

from dtocsim.analysis.proof import CASES, Case, run_case


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_short_run_meets_theory(case: Case) -> None:
    failed = [
        f"{found.quantity}: expected {found.expected:g} ± {found.allowed:g}, found {found.found.mean:g}"
        for found in run_case(case, full=False, seed=1)
        if not found.passed
    ]
    assert failed == []
