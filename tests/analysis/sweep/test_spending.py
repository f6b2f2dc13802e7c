"""Money divided among schemes: each as large as its share buys, beside nobody spending anything."""

from pathlib import Path
from typing import Any

import pytest

from dtocsim.analysis.budget.scaling import yearly_cost
from dtocsim.analysis.sweep import Sweep, read_plan, sweep
from dtocsim.experiment import MemoryStore, Resources
from dtocsim.experiment.packing import Files
from dtocsim.experiment.piece import Piece
from dtocsim.experiment.piece_store import Store
from dtocsim.report import sweep_text
from dtocsim.scenario import Scenario, ScenarioError, load

SPLIT = """\
base: unused.yaml
area: Kent
replications: 2
design: split
gbp: 400000
parts: 2
among: [packages, assessors]
"""
PACKAGES = "{kind: capacity_purchase, packages_of_care: 1, where: [Kent]}"
ASSESSORS = "{kind: capacity_purchase, assessors: 3, where: [Kent]}"


def base(england: Path, **schemes: str) -> Scenario:
    return load(england, set_=tuple(f"schemes.{name}={text}" for name, text in schemes.items()))


class Recording(MemoryStore):
    """Remembers the scenarios that were run."""

    def __init__(self) -> None:
        super().__init__()
        self.scenarios: dict[str, Scenario] = {}

    def keep(self, piece: Piece, files: Files) -> None:
        self.scenarios[piece.state] = piece.scenario
        super().keep(piece, files)


def swept(folder: Path, scenario: Scenario, text: str = SPLIT, store: Store | None = None) -> Sweep:
    (folder / "s.yaml").write_text(text)
    return sweep(read_plan(folder / "s.yaml"), scenario, Resources(store=store or MemoryStore()))


def refusal(folder: Path, scenario: Scenario) -> str:
    with pytest.raises(ScenarioError) as refused:
        swept(folder, scenario)
    return str(refused.value.problems[0]).removeprefix(f"{folder}/")


def test_every_way_to_divide_a_sum_costs_the_sum(tmp_path: Path, england: Path, fake_care: Any) -> None:
    store = Recording()
    found = swept(tmp_path, base(england, packages=PACKAGES, assessors=ASSESSORS), store=store)
    costs = sorted(yearly_cost(each) for each in store.scenarios.values())
    assert costs == pytest.approx([0, 4e5, 4e5, 4e5])
    table = found.table[(found.table["measure"] == "dtoc_beds") & (found.table["replication"] == 1)]
    assert table[["gbp.packages", "gbp.assessors"]].to_numpy().tolist() == [
        [0, 0],
        [0, 4e5],
        [2e5, 2e5],
        [4e5, 0],
    ]


def test_what_one_scheme_costs_may_vary_in_any_design(tmp_path: Path, england: Path, fake_care: Any) -> None:
    text = "base: b.yaml\narea: Kent\nreplications: 1\ndesign: grid\nvary:\n  gbp.packages: [0, 100000]\n"
    scenario, store = base(england, packages=PACKAGES), Recording()
    found = swept(tmp_path, scenario, text, store)
    own = yearly_cost(scenario)
    assert sorted(yearly_cost(each) for each in store.scenarios.values()) == pytest.approx([0, own, 1e5])
    assert found.table.drop_duplicates("point")["gbp.packages"].tolist() == pytest.approx([own, 0, 1e5])


def test_the_answer_tells_pounds_and_how_sure_it_is(tmp_path: Path, england: Path, fake_care: Any) -> None:
    text = SPLIT.replace("replications: 2", "replications: 5")
    words = " ".join(
        sweep_text(swept(tmp_path, base(england, packages=PACKAGES, assessors=ASSESSORS), text)).split()
    )
    # The model that stands in for England notices no scheme: all four points are the same.
    assert (
        "of 3 ways to divide £400,000 a year, none has a clearly lower Delayed transfers of care than nothing"
        in words
    )
    assert "The chance that it is the lowest of them is 25 %; 3 others cannot be told from it." in words


@pytest.mark.parametrize(
    ("assessors", "message"),
    [
        (None, "no such scheme in the base; there are packages"),
        (
            "{kind: place_search_support, where: [Kent], brokers: 2}",
            "assessors: more money does not make its effect larger; expected a scheme with a size",
        ),
        (
            "{kind: capacity_purchase, where: [Kent]}",
            "assessors: no cost a year; expected a scheme with a size",
        ),
        (
            "{kind: capacity_purchase, assessors: 3}",
            "assessors is for England, of which Kent is a part at most; expected where: [Kent]",
        ),
    ],
)
def test_a_scheme_that_cannot_be_sized_for_the_area_is_told(
    tmp_path: Path, england: Path, fake_care: Any, assessors: str | None, message: str
) -> None:
    schemes = {"packages": PACKAGES} | ({"assessors": assessors} if assessors else {})
    found = refusal(tmp_path, base(england, **schemes))
    assert found.startswith(f"s.yaml:7: gbp.assessors: {message}")
    assert fake_care.calls == []
