"""What each what-if adds is the mean over all orders, and the steps make up the whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dtocsim.experiment import ResultError, compare
from dtocsim.experiment.orders import contributions, every_combination, mean_over_orders
from dtocsim.report.comparison import answer
from dtocsim.scenario import Scenario, load, load_evidence

MONTH = ("run.days=30",)
USUAL = load_evidence()["home_care.search_mean_days"].value
PREVENTS = """
extends: {england}
name: {name}
schemes:
  {name}:
    kind: care_home_support
    where: [Rutland]
    ramp_days: 0
    homes_share: 1
    admissions_prevented_share: {share}
"""


def test_what_two_prevent_together_is_halved_between_them() -> None:
    # Alone -6 and -4, together -7: 3 are prevented by either.
    steps = mean_over_orders(np.array([[10.0, 4.0, 6.0, 3.0]]))
    assert steps.tolist() == [[-4.5, -2.5]]


def test_of_three_each_order_counts_once() -> None:
    # Nothing, a, b, c, ab, ac, bc, abc; a first, second (after b, after c) and last: -6, -2, -6, -3.
    values = np.array([[20.0, 14.0, 16.0, 19.0, 14.0, 13.0, 14.0, 11.0]])
    steps = mean_over_orders(values)
    assert steps[0, 0] == pytest.approx(-6 / 3 - 2 / 6 - 6 / 6 - 3 / 3)
    assert steps.sum() == pytest.approx(-9)


def test_what_changes_nothing_adds_nothing() -> None:
    assert mean_over_orders(np.array([[5.0, 5.0, 3.0, 3.0]])).tolist() == [[0.0, -2.0]]


def test_the_answer_of_a_waterfall_is_what_all_do_together(
    scenario: Scenario, england: Any, fake_care: Any
) -> None:
    sooner = load(england, set_=(*MONTH, f"home_care.search_mean_days={USUAL / 2}", "name=Sooner"))
    other = load(england, set_=(*MONTH, "discharge.leaving_from_hour=9", "name=Earlier"))
    what_ifs = every_combination(scenario, [sooner, other], ["a.yaml", "b.yaml"])
    words = answer(compare(scenario, what_ifs, replications=5))
    assert words.startswith("England: the combination of 'Sooner' and 'Earlier' lowers Delayed transfers")
    assert words.endswith("; what each adds, the mean over all orders: 'Sooner' −1.5, 'Earlier' 0.0.")


def test_steps_are_paired_replication_by_replication(
    scenario: Scenario, england: Any, fake_care: Any
) -> None:
    # Delays are 60 + r, 60 + r / 2 and, for a what-if that changes nothing of them, 60 + r.
    sooner = load(england, set_=(*MONTH, f"home_care.search_mean_days={USUAL / 2}", "name=Sooner"))
    other = load(england, set_=(*MONTH, "discharge.leaving_from_hour=9", "name=Earlier"))
    what_ifs = every_combination(scenario, [sooner, other], ["a.yaml", "b.yaml"])
    found = compare(scenario, what_ifs, replications=5)
    assert found.names[1:] == ("Sooner", "Earlier", "Sooner + Earlier")
    steps = contributions(found)
    assert [(each.step, each.alone, each.last) for each in steps] == [(-1.5, -1.5, -1.5), (0, 0, 0)]
    # Two steps at once: t(0.9875, 4) = 3.495406 times 0.790569 / sqrt(5).
    assert (steps[0].low, steps[0].high) == pytest.approx((-1.5 - 1.235813, -1.5 + 1.235813), abs=1e-5)


def test_a_comparison_without_all_combinations_has_no_steps(
    scenario: Scenario, england: Any, fake_care: Any
) -> None:
    what_ifs = [load(england, set_=(*MONTH, f"name={name}")) for name in ("One", "Two", "Three")]
    assert contributions(compare(scenario, what_ifs, replications=1)) == ()


def test_what_says_two_things_of_one_key_is_refused(scenario: Scenario, england: Any) -> None:
    what_ifs = [load(england, set_=(*MONTH, f"home_care.search_mean_days={days}")) for days in (1, 2)]
    message = "a.yaml and b.yaml: home_care.search_mean_days: differs; combine what agrees"
    with pytest.raises(ResultError, match=message):
        every_combination(scenario, what_ifs, ["a.yaml", "b.yaml"])


def test_one_what_if_has_no_orders(scenario: Scenario) -> None:
    with pytest.raises(ResultError, match="--waterfall: found 1; expected 2 to 4 what-ifs"):
        every_combination(scenario, [scenario], ["a.yaml"])


def prevents(folder: Path, england: Path, name: str, share: float) -> Scenario:
    path = folder / f"{name}.yaml"
    path.write_text(PREVENTS.format(england=england, name=name, share=share), encoding="utf-8")
    return load(path, set_=("run.days=28", "run.warm_up_days=0"))


def test_an_admission_is_prevented_once(england: Path, tmp_path: Path) -> None:
    base = load(england, set_=("run.days=28", "run.warm_up_days=0"))
    homes, more = prevents(tmp_path, england, "homes", 0.5), prevents(tmp_path, england, "more", 0.5)
    what_ifs = every_combination(base, [homes, more], ["homes.yaml", "more.yaml"])
    found = compare(base, what_ifs, area="Rutland", replications=1, measure="admissions_prevented")
    one, other = contributions(found)
    # Five people alone by each; of the ten, two are the same.
    together = found.change("homes + more", "admissions_prevented").difference
    assert min(one.alone, other.alone) > 0
    assert together < one.alone + other.alone
    assert one.step + other.step == pytest.approx(together)
