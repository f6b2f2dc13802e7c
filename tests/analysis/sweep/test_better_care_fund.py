"""The lesson of the Better Care Fund: over what the evidence leaves open, joint working may do nothing."""

from dataclasses import replace
from pathlib import Path

from dtocsim.analysis.sweep import read_plan, sweep
from dtocsim.experiment import MemoryStore, Resources
from dtocsim.scenario import evidence, load

FILE = Path(__file__).parents[3] / "scenarios" / "sweeps" / "better-care-fund.yaml"
HERE = "E54000047"
SHORT = ("run.days=90", "run.warm_up_days=20", "run.replications=2")
JOINT = f"where: [{HERE}], start: 2017-04-01, ramp_days: 0"


def test_the_range_of_delays_holds_no_improvement_and_an_improvement() -> None:
    plan = replace(read_plan(FILE), area=HERE, replications=2)
    base = load(plan.base, [*SHORT, f"schemes.joint_working={{kind: joint_working, {JOINT}}}"])
    found = sweep(plan, base, Resources(store=MemoryStore()))
    beds = {
        (point["schemes.joint_working.maturity"], point["demand.emergency_admissions_ratio"]): value
        for point, value in zip(found.points[1:], found.values["dtoc_beds"].mean(axis=0)[1:], strict=True)
    }
    # Maturity 0 at the usual demand is the baseline without any scheme, bit for bit.
    without = beds[0, 1]
    assert max(beds.values()) >= without
    assert beds[0, 1.016] > without
    assert beds[1, 1] < without


def test_maturity_takes_the_ends_and_the_default_of_its_range() -> None:
    row = evidence.evidence_of("schemes.joint_working.maturity")
    assert row is not None
    values = {varied.key: varied.values for varied in read_plan(FILE).varied}
    assert values["schemes.joint_working.maturity"] == (row.low, row.value, row.high)
