"""Joint working, and what holds for every scheme that moves values: nothing at 0, nothing elsewhere."""

from dtocsim.flow import compiled, reference
from dtocsim.scenario.scheme_kinds import scheme_kinds
from tests.care.small import BRIEF, model, run

HERE, ELSEWHERE = "Cumbria", "Leeds"


def told(*changes: str) -> list[object]:
    """What everybody does in a short run of the smallest system."""
    return list(run(*BRIEF, *changes).log)


def joint(maturity: float, where: str = HERE) -> str:
    return f"schemes.joint={{kind: joint_working, maturity: {maturity}, where: [{where}], start: 2017-04-08}}"


def test_without_maturity_nothing_changes_for_anybody() -> None:
    assert told(joint(0)) == told()


def test_it_changes_nothing_where_it_is_not() -> None:
    assert told(joint(1, ELSEWHERE)) == told()


def test_it_changes_something_where_it_is_and_nothing_before_it_starts() -> None:
    mature, usual = told(joint(1)), told()
    assert mature != usual
    same = next(place for place, pair in enumerate(zip(mature, usual, strict=False)) if pair[0] != pair[1])
    assert usual[same].tick >= 7 * 86_400  # type: ignore[attr-defined]


def test_both_engines_follow_it() -> None:
    ramp = "schemes.joint={kind: joint_working, maturity: 1, start: 2017-04-03, ramp_days: 14}"
    network = model(*BRIEF, ramp).network
    fast = compiled.run(network, seed=1, replication=1, log=True)
    assert fast.log == reference.run(network, seed=1, replication=1, log=True).log


def test_full_effects_are_nothing_in_the_range_of_each() -> None:
    effects = [name for name in scheme_kinds()["joint_working"].model_fields if name.endswith("_share")]
    nothing = ", ".join(f"{name}: 0" for name in effects)
    assert told(f"schemes.joint={{kind: joint_working, maturity: 1, {nothing}}}") == told()
