"""Pathways may ease, and people may need more while they wait; at 0 neither happens."""

import numpy as np
import pytest

from dtocsim.care.delays import eased
from tests.care.small import BRIEF, run, scenario, simulated, step

HAZARD = "discharge.lost_independence_hazard_per_day"


def test_with_a_share_of_0_pathways_are_as_they_were() -> None:
    shares = {"nursing": 0.1, "residential": 0.2, "home_care": 0.3, "community_bed": 0.1, "reablement": 0.1}
    assert eased(scenario(), shares) == shares


def test_a_share_of_every_pathway_moves_to_the_next_less_intense_one() -> None:
    shares = {"nursing": 0.1, "residential": 0.2, "home_care": 0.3, "community_bed": 0.1, "reablement": 0.1}
    found = eased(scenario("discharge.less_intense_share=0.5"), shares)
    assert found == pytest.approx(
        {"nursing": 0.05, "residential": 0.15, "home_care": 0.25, "community_bed": 0.05, "reablement": 0.3}
    )
    assert sum(found.values()) == pytest.approx(sum(shares.values()))


def test_nobody_loses_independence_where_the_hazard_is_0() -> None:
    assert not [entry for entry in run(*BRIEF).log if step(entry).endswith("independence lost")]


def test_whoever_loses_independence_is_declared_anew_with_the_next_need() -> None:
    log = run(*BRIEF, f"{HAZARD}=0.5").log
    names = [(entry.key, step(entry)) for entry in log if step(entry).startswith("acute: ")]
    lost = {
        position for position, (_, name) in enumerate(names) if name == "acute: home_care: independence lost"
    }
    afterwards = [
        next((name for key, name in names[position + 1 :] if key == names[position][0]), None)
        for position in lost
    ]
    assert len(lost) > 10
    assert set(afterwards) == {"acute: residential: declaration"}


def test_both_engines_agree_on_lost_independence() -> None:
    changes = (*BRIEF, f"{HAZARD}=0.2", "discharge.less_intense_share=0.3")
    measures = [simulated(*changes, engine=engine).measures for engine in ("compiled", "reference")]
    np.testing.assert_equal(*measures)  # where nobody waits, a mean wait is not a number
