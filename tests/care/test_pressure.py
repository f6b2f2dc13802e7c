"""Pressure makes for shorter stays, more intense pathways and readmissions, and by default for nothing."""

from collections import Counter

import pytest

from dtocsim.care.hospital import _survivors_stays
from dtocsim.flow import compiled, reference
from tests.care.small import BRIEF, TIGHT, model, people, run, step

ALL = (
    "pressure.stay_saved_share=0.2",
    "pressure.readmission_more_share=1",
    "pressure.more_intense_share=0.5",
)
MORE = "pressure.more_intense_share=0.5"


def asked(*changes: str) -> list[str]:
    """The steps at which somebody asks for beds to spare, or finds none."""
    return [step(entry) for entry in run(*BRIEF, *changes).log if "beds to spare" in step(entry)]


def test_nobody_asks_whether_a_hospital_is_full_where_that_changes_nothing() -> None:
    assert not asked()
    assert model(*BRIEF).ground.people.pressed is None


def test_where_all_get_more_than_they_need_under_pressure_nobody_waits_for_the_least_intense() -> None:
    needs = Counter[str]()
    for log in people(*BRIEF, *TIGHT[2:], "pressure.more_intense_share=1").values():
        names = [step(entry) for entry in log]
        for position in (n for n, name in enumerate(names) if name == "more than is needed"):
            waits = [name for name in names[position:] if name.endswith(": declaration")]
            needs.update(waits[:1])
    assert needs["acute: home_care: declaration"] > 0
    assert not needs.keys() & {f"acute: {need}: declaration" for need in ("equipment", "reablement")}


def test_stays_of_those_admitted_under_pressure_are_shorter_by_the_share_saved() -> None:
    (place,) = model(*BRIEF, "pressure.stay_saved_share=0.2").places
    stays = _survivors_stays(place, place.scenario).values
    usual, shorter = (stays[each].values["85+"].values["emergency"].mean for each in ("no", "yes"))  # type: ignore[union-attr]
    assert shorter == pytest.approx(0.8 * usual, rel=1e-6)


def test_to_ask_takes_no_bed_from_anybody() -> None:
    # A share so small that it changes nobody's journey: who is where at every midnight stays the same.
    plain, asking = model(*TIGHT), model(*TIGHT, "pressure.readmission_more_share=1e-12")
    tallies = [compiled.run(each.network, seed=1, replication=1).tally for each in (plain, asking)]
    for before, after in zip(plain.wards, asking.wards, strict=True):
        found = [tally.pool(pool) for tally, pool in zip(tallies, (before.acute, after.acute), strict=True)]
        assert (found[0].occupied_at_midnight == found[1].occupied_at_midnight).all()
        assert (found[0].waits[:, :4] == found[1].waits[:, :4]).all()


def test_where_hospitals_are_full_people_leave_sooner_and_fewer_wait_for_a_bed() -> None:
    plain, saving = model(*TIGHT), model(*TIGHT, "pressure.stay_saved_share=0.2")
    waiting = [
        sum(
            compiled.run(each.network, seed=1, replication=1).tally.pool(ward.acute).waiting_at_midnight.sum()
            for ward in each.wards
        )
        for each in (plain, saving)
    ]
    assert waiting[1] < waiting[0]


def test_both_engines_agree_on_pressure() -> None:
    network = model(*TIGHT[2:], *BRIEF, *ALL, "pressure.occupancy_threshold=0.95").network
    logs = [engine.run(network, seed=1, replication=1, log=True).log for engine in (compiled, reference)]
    assert logs[0] == logs[1]
