"""The page of a sweep opens with its answer, shows its picture and lists every point."""

from pathlib import Path

import numpy as np
import pytest

from dtocsim.analysis.sweep import Plan, Sweep, Varied, write_sweep
from dtocsim.care.measures import MEASURES
from dtocsim.experiment import ResultError
from dtocsim.report.document import Block, Folded, Picture, Table, Text
from dtocsim.report.pages import report
from dtocsim.report.subjects import ShownSweep, reported, shown
from dtocsim.report.sweep import sweep_answer, sweep_rows
from dtocsim.report.sweep_page import sweep_blocks
from dtocsim.scenario.problems import Place
from tests.report.shown import LONG, scenario

KEYS = ("home_care.search_mean_days", "reablement.stay_mean_days", "care_homes.places_total")


def swept(many: int = 1, name: str = "Search times", replications: int = 3) -> Sweep:
    """Points over so many keys; each lowers every measure by one more."""
    keys = KEYS[:many]
    place = Place("sweep.yaml")
    values = [(x, y) for x in (1.0, 2.0) for y in (30.0, 40.0)] if many > 1 else [(1.0,), (2.0,), (3.0,)]
    points = tuple(dict(zip(keys, (*each, 1.0), strict=False)) for each in values)
    figures = np.array([[100.0 + r - at for at in range(len(points) + 1)] for r in range(replications)])
    return Sweep(
        plan=Plan(
            name=name,
            question="How soon?",
            base=Path("base.yaml"),
            area="Derby",
            replications=replications,
            measure="dtoc_beds",
            design="grid",
            count=0,
            seed=0,
            gbp=0.0,
            parts=0,
            varied=tuple(Varied(key, (), place) for key in keys),
        ),
        area="Derby",
        base=scenario(),
        points=({}, *points),
        values=dict.fromkeys(list(MEASURES)[:2], figures),
        reused=0,
    )


def page(sweep: Sweep, folder: Path) -> list[Block]:
    """The page without its method, which is that of any scenario."""
    found = reported(write_sweep(sweep, folder / "sweep"))
    assert isinstance(found, ShownSweep)
    return [*sweep_blocks(found, "p")]


@pytest.mark.parametrize(("many", "pictures"), [(1, 1), (2, 2), (3, 0)])
def test_the_page_opens_with_the_answer_and_holds_every_point(
    many: int, pictures: int, tmp_path: Path
) -> None:
    sweep = swept(many)
    blocks = page(sweep, tmp_path)
    assert blocks[0] == Text(sweep_answer(sweep))
    (table,) = [block for block in blocks if isinstance(block, Table)]
    assert [list(table.columns), *map(list, table.rows)] == sweep_rows(sweep)
    assert sum(isinstance(block, Picture) for block in blocks) == pictures


@pytest.mark.parametrize("change", [{"replications": 1}, {"name": LONG}])
def test_one_replication_and_a_long_name_are_no_hindrance(change: dict[str, object], tmp_path: Path) -> None:
    blocks = page(swept(**change), tmp_path)  # type: ignore[arg-type]
    assert any(isinstance(block, Picture) for block in blocks)


def test_a_report_takes_a_sweep_and_tells_its_method(tmp_path: Path) -> None:
    document = report([reported(write_sweep(swept(3), tmp_path / "sweep"))])
    assert document.title == "Derby: Search times"
    assert isinstance(document.blocks[-1], Folded)


def test_slides_of_a_sweep_are_refused_in_a_line(tmp_path: Path) -> None:
    with pytest.raises(
        ResultError, match=r"a sweep; `dtocsim report` and `dtocsim plot` show what it found$"
    ):
        shown(write_sweep(swept(), tmp_path / "sweep"))
