"""Life after hospital: readmission, packages and reablement."""

from itertools import pairwise

from dtocsim.care.words import AFTER_REABLEMENT, CHAPTERS
from tests.care.small import BRIEF, PLACE, SHORT, model, people, run, simulated, step

NEVER = (*BRIEF, "after.readmission_30_days_share=0")


def test_without_readmission_nobody_is_readmitted() -> None:
    (place,), (never,) = model(*SHORT).places, model(*NEVER).places
    assert run(*SHORT).tally.counter(place.records.readmissions).sum() > 100
    assert run(*NEVER).tally.counter(never.records.readmissions).sum() == 0
    assert not [entry for entry in run(*NEVER).log if "readmitted from" in entry.step]


def test_whoever_goes_home_without_support_leaves_or_is_readmitted() -> None:
    after = set()
    for life in people(*SHORT).values():
        steps = [step(each) for each in life]
        for name, following in pairwise(steps):
            if name == "readmitted within 30 days":
                after.add(following)
    assert after == {"at home until readmitted", "leave"}


def test_the_reablement_place_is_kept_until_the_package_is_found() -> None:
    found = f"{PLACE}: reablement: package of care: found"
    finders = [life for life in people(*SHORT).values() if any(each.step == found for each in life)]
    assert len(finders) > 3
    for life in finders:
        steps = [step(each) for each in life]
        start, end = steps.index("after reablement"), steps.index("reablement: package of care: found")
        assert "release reablement place" not in steps[start:end]
        assert steps.index("release reablement place", end) > end
        released = life[steps.index("release reablement place", end)]
        assert released.tick == life[end].tick


def test_a_package_that_ends_during_an_admission_is_no_death() -> None:
    """The end of life that interrupts a spell is a resident's."""
    changes = (*BRIEF, "home_care.episode_mean_days=30", "home_care.episode_sd_days=30")
    ended = 0
    for life in people(*changes).values():
        steps = [step(each) for each in life]
        ended += "back: package ends" in steps
        assert "end of life in hospital" not in steps or "stay in care" in steps
    assert ended > 5


def test_everybody_who_ends_reablement_goes_on_living_at_home_in_a_care_home_or_in_hospital() -> None:
    found = simulated(*SHORT).measures
    (place,) = model(*SHORT).places
    ended = run(*SHORT).tally.counter(place.records.left_reablement)
    assert ended.sum() == ended[[CHAPTERS.index(each) for each in AFTER_REABLEMENT.values()]].sum() > 10
    assert 50 < found["reablement_at_home_percent"] < 100
    assert (
        simulated(*NEVER, "reablement.onward_care_home_share=0").measures["reablement_at_home_percent"] == 100
    )
