import re

import pandas as pd
import pytest

from dtocsim.analysis.sizing import CAPACITIES, read_mix
from dtocsim.analysis.sizing.capacities import more_in
from dtocsim.experiment import ResultError, locate
from dtocsim.scenario import Scenario, load
from dtocsim.scenario.catalogue import catalogue

PLACES = CAPACITIES["reablement_places"]


@pytest.mark.parametrize("capacity", CAPACITIES.values(), ids=CAPACITIES)
def test_every_capacity_has_a_key_in_the_scenario(capacity: object) -> None:
    assert capacity.key in catalogue()  # type: ignore[attr-defined]


def test_every_ratio_of_the_section_is_a_capacity_and_only_these_can_be_added_to() -> None:
    keys = set(catalogue()["capacity"].children)
    ratios = {f"{name}_ratio" for name in CAPACITIES}
    assert {key for key in keys if key.endswith("_ratio")} == ratios
    assert keys - ratios <= {f"{name}_added" for name in CAPACITIES}


def test_a_mix_says_what_comes_together() -> None:
    mix = read_mix(["reablement_places", "packages_of_care=3"])
    assert [(each.name, units) for each, units in mix.items()] == [
        ("reablement_places", 1.0),
        ("packages_of_care", 3.0),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("reablement_place", "capacity 'reablement_place'; did you mean reablement_places?"),
        ("castles", "capacity 'castles'; expected one of reablement_places, packages_of_care"),
        ("assessors=0", "capacity 'assessors=0'; expected a number above 0 after ="),
        ("assessors=", "capacity 'assessors='; expected a number above 0 after ="),
    ],
)
def test_what_is_no_mix_is_answered_with_what_would_do(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        read_mix([text])


def test_units_are_the_mean_over_days_and_replications() -> None:
    monthly = pd.DataFrame(
        {
            "replication": [1, 1, 2, 2, 1],
            "measure": ["care_capacity_days"] * 4 + ["other"],
            "category": ["reablement places"] * 5,
            "value": [300.0, 310.0, 300.0, 310.0, 9.0],
        }
    )
    assert PLACES.units(monthly, 61) == 10.0


def test_more_in_an_area_leaves_the_others_as_they_are(scenario: Scenario) -> None:
    leeds, england = locate(scenario, "Leeds", None), locate(scenario, None, None)
    assert more_in(scenario, leeds, PLACES, 0.25) == {"by_area": {"England": 1, "Leeds": 1.25}}
    assert more_in(scenario, england, PLACES, 0.25) == 1.25


def test_a_capacity_that_differs_by_area_already_is_not_sized(england: str, scenario: Scenario) -> None:
    told = "capacity.reablement_places_ratio={by_area: {Leeds: 2}}"
    with pytest.raises(ResultError, match="differs by area or date already"):
        more_in(load(england, set_=(told,)), locate(scenario, "Leeds", None), PLACES, 0.1)
