import re
from pathlib import Path
from typing import Any

import pytest

from dtocsim.experiment import FolderStore, ResultError, chosen, compare_holdings, holdings, run, values_of
from dtocsim.scenario import Scenario, load
from tests.conftest import USUAL_SEARCH_DAYS


@pytest.fixture
def sooner(england: Path) -> Scenario:
    return load(
        england, set_=("run.days=30", f"home_care.search_mean_days={USUAL_SEARCH_DAYS / 2}", "name=Sooner")
    )


@pytest.fixture
def store(scenario: Scenario, sooner: Scenario, fake_care: Any, tmp_path: Path) -> FolderStore:
    """Three replications of the base, four of a what-if."""
    store = FolderStore(tmp_path / "store")
    run(scenario, replications=3, store=store)
    run(sooner, replications=4, store=store)
    return store


def ids(store: FolderStore) -> dict[str, str]:
    return {each.name: each.id for each in holdings(store)}


def test_a_group_tells_what_it_is(store: FolderStore) -> None:
    sooner, base = holdings(store)
    assert (sooner.name, sooner.area, sooner.replications) == ("Sooner", "England", (1, 2, 3, 4))
    assert (base.name, base.current, base.keys["seed"]) == ("England 2017/18", True, "20171")
    assert base.bytes == sum(path.stat().st_size for path in base.folder.rglob("*.*"))


def test_an_empty_store_holds_nothing(tmp_path: Path) -> None:
    assert holdings(FolderStore(tmp_path / "store")) == []


def test_a_group_is_named_by_the_beginning_of_its_id(store: FolderStore) -> None:
    for group in holdings(store):
        assert [each.id for each in chosen(store, [group.id, group.id[:4].upper()])] == [group.id] * 2


@pytest.mark.parametrize("wrong", ["", "0", "123", "zzzzzzzz"])
def test_anything_else_names_nothing(store: FolderStore, wrong: str) -> None:
    with pytest.raises(
        ResultError, match=f"{wrong} names nothing there; `dtocsim results list` shows the ids"
    ):
        chosen(store, [wrong])


def test_values_come_replication_by_replication(store: FolderStore) -> None:
    assert values_of(holdings(store)[0])["dtoc_beds"] == [60.5, 61.0, 61.5, 62.0]


def test_groups_are_compared_by_what_they_have_in_common(store: FolderStore, fake_care: Any) -> None:
    calls = len(fake_care.calls)
    known = ids(store)
    found = compare_holdings(store, [known["England 2017/18"], known["Sooner"]], "dtoc_beds", 0.95)
    assert (found.replications, found.reused, len(fake_care.calls)) == (3, 6, calls)
    assert found.change("Sooner", "dtoc_beds").difference == pytest.approx(-1.0)


def test_groups_of_different_areas_are_not_compared(
    store: FolderStore, scenario: Scenario, fake_care: Any
) -> None:
    run(scenario, area="Leeds", store=store)
    leeds, sooner, _ = holdings(store)
    with pytest.raises(
        ResultError, match=re.escape("selection council-E08000035, the baseline's is England")
    ):
        compare_holdings(store, [sooner.id, leeds.id], "dtoc_beds", 0.95)


def test_groups_of_another_version_are_told_and_not_compared(store: FolderStore) -> None:
    version = holdings(store)[0].folder.parents[3]
    version.rename(version.with_name("version=0.0.9-12345678"))
    first, second = holdings(store)
    assert not first.current
    with pytest.raises(ResultError, match=r"run by version 0\.0\.9-12345678; run it again to compare"):
        compare_holdings(store, [first.id, second.id], "dtoc_beds", 0.95)


def test_removing_a_group_leaves_the_others(store: FolderStore) -> None:
    first, second = holdings(store)
    first.remove()
    assert [each.id for each in holdings(store)] == [second.id]
    second.remove()
    assert list((store.root / "pieces").iterdir()) == []
    assert list((store.root / "drafts").iterdir()) == []
