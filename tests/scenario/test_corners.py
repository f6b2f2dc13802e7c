from pathlib import Path

import pytest

from dtocsim.scenario import ScenarioError, load
from dtocsim.scenario import corners as checking

BASE = Path(__file__).parent / "base.yaml"
SHARES = "people.funder_share.nursing"


def refused(*changes: str) -> str:
    with pytest.raises(ScenarioError) as error:
        load(BASE, changes)
    return str(error.value)


def test_a_step_that_breaks_a_sum_is_told_with_its_date() -> None:
    changes = f"{SHARES}.council={{by_date: {{2017-04-01: 0.44, 2017-10-01: 0.40}}}}"
    assert refused(changes) == (f"--set: {SHARES}: on 2017-10-01 the shares sum to 0.96; expected a sum of 1")


def test_a_step_that_mends_a_ramp_only_at_its_end_is_seen_the_day_before() -> None:
    ramp = f"{SHARES}.council={{ramp: {{2017-04-03: 0.44, 2017-10-02: 0.34}}}}"
    step = f"{SHARES}.self={{by_date: {{2017-04-03: 0.29, 2017-10-09: 0.39}}}}"
    assert "the shares sum to" in refused(ramp, step)


def test_ramps_that_make_up_for_one_another_are_accepted() -> None:
    down = f"{SHARES}.council={{ramp: {{2017-04-03: 0.44, 2017-10-01: 0.34}}}}"
    up = f"{SHARES}.self={{ramp: {{2017-04-03: 0.29, 2017-10-01: 0.39}}}}"
    assert set(load(BASE, [down, up]).varying) == {f"{SHARES}.council", f"{SHARES}.self"}


def test_a_council_is_checked_together_with_its_system() -> None:
    system = f"{SHARES}.council={{by_area: {{West Yorkshire system: 0.40}}}}"
    council = f"{SHARES}.self={{by_area: {{Leeds: 0.33}}}}"
    assert refused(system, council) == (
        f"--set: {SHARES}: in West Yorkshire system the shares sum to 0.96; expected a sum of 1"
    )


def test_more_corners_than_can_be_checked_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "MOST_CORNERS", 1)
    changes = f"{SHARES}.council={{by_date: {{2017-04-01: 0.44, 2017-10-01: 0.40}}}}"
    assert refused(changes).endswith("differs between too many areas and dates; expected fewer of them")
