"""Programmes: every effect of every scheme at one quantile of its own spread."""

import pytest

from dtocsim.analysis.sweep.plan import Programme
from dtocsim.analysis.sweep.programmes import as_well_as, refused_programmes, without_programmes
from dtocsim.scenario import Place, Scenario, load
from tests.conftest import ENGLAND

HOMES = "schemes.homes={kind: care_home_support, admissions_prevented_share: 0.05}"
JOINT = "schemes.joint={kind: joint_working, maturity: 1}"
MORE = "schemes.more={kind: capacity_purchase, packages_of_care: 5}"


@pytest.fixture(scope="module")
def base() -> Scenario:
    """With two schemes whose effects are not known, and one that buys."""
    return load(ENGLAND, set_=(HOMES, JOINT, MORE))


def programme(*schemes: str, name: str = "fund") -> Programme:
    return Programme(name, schemes, 0.5, Place("s.yaml", 7))


def test_what_the_base_says_lies_in_the_middle_of_each_spread(base: Scenario) -> None:
    both = programme("homes", "joint")
    at = {share: as_well_as(base, both, share) for share in (0.0, 0.25, 0.5, 1.0)}
    homes = [each["schemes.homes.admissions_prevented_share"] for each in at.values()]
    assert homes == pytest.approx([0, 0.025, 0.05, 0.23])
    joint = [each["schemes.joint.assessment_time_saved_share"] for each in at.values()]
    assert joint == pytest.approx([0, 0.1, 0.2, 0.41])


def test_how_far_a_programme_has_come_is_no_effect_and_stays(base: Scenario) -> None:
    assert "schemes.joint.maturity" not in as_well_as(base, programme("joint"), 1.0)


def test_at_its_worst_a_programme_moves_nothing(base: Scenario) -> None:
    worst = base.changed(as_well_as(base, programme("joint"), 0.0))
    assert list(worst.schemes["joint"].effective_moves) == []


def test_it_is_compared_with_the_base_before_it(base: Scenario) -> None:
    before = without_programmes(base, [programme("homes", "joint")])
    assert {name: each.enabled for name, each in before.schemes.items()} == {
        "homes": False,
        "joint": False,
        "more": True,
    }


@pytest.mark.parametrize(
    ("programmes", "message"),
    [
        ([programme("home")], "s.yaml:7: programmes.fund: home: no such scheme in the base; there are homes"),
        ([programme("more")], "more: a capacity_purchase has no effect with a spread"),
        ([programme("joint"), programme("joint", name="b")], "programmes.b: joint: in two programmes"),
    ],
)
def test_what_cannot_be_drawn_is_told(base: Scenario, programmes: list[Programme], message: str) -> None:
    (problem,) = refused_programmes(programmes, base)
    assert message in str(problem)
