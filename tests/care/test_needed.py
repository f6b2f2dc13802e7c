"""How often a task is needed differs between acute and other beds, and by nothing else."""

from dtocsim.care.needed import choice_share, dispute_share, funding_share
from dtocsim.care.words import SETTINGS
from tests.care.small import scenario


def test_acute_beds_have_the_share_of_the_scenario_and_the_others_so_many_times_as_much() -> None:
    changes = ("placement.dispute_share=0.01", "placement.dispute_non_acute_ratio=3")
    assert [dispute_share(scenario(*changes), setting) for setting in SETTINGS] == [0.01, 0.03, 0.03]


def test_choice_depends_on_who_pays_too() -> None:
    changes = ("placement.choice_share.self=0.8", "placement.choice_non_acute_ratio=0.5")
    told = scenario(*changes)
    assert [choice_share(told, "self", setting) for setting in SETTINGS] == [0.8, 0.4, 0.4]
    assert choice_share(told, "council", "acute") == told.placement.choice_share["council"]


def test_a_decision_that_most_people_need_is_needed_by_all_at_most() -> None:
    changes = ("funding.needed_share.nursing=0.5", "funding.non_acute_ratio=4")
    assert [funding_share(scenario(*changes), "nursing", setting) for setting in SETTINGS] == [0.5, 1, 1]
