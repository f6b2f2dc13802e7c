"""Whatever a scenario file holds, it loads or is refused in clear lines, quickly and in little memory."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dtocsim.scenario import ScenarioError, load
from tests.scenario.fuzzing import BYTES, HERE, SECONDS, Loader, cases

LINE = re.compile(r"[^\n]+: [^\n]+; [^\n]+|and [0-9]+ more problems|.+: .+")


@pytest.fixture
def loader() -> Iterator[Loader]:
    loader = Loader()
    yield loader
    loader.close()


def check(loader: Loader, path: Path) -> str:
    """Load a file; returns how it ended."""
    ending, told, seconds, peak = loader.load(path)
    content = path.read_bytes()[:2000]
    assert ending in ("valid", "refused"), (told, content)
    assert all(LINE.fullmatch(line) and line.isprintable() for line in told.splitlines()), (told, content)
    assert seconds < SECONDS, (seconds, content)
    assert peak < BYTES, (peak, content)
    return ending


def endings(loader: Loader, folder: Path, count: int, seed: int) -> list[str]:
    return [check(loader, path) for path in cases(folder, count, seed)]


def test_hundreds_of_fuzzed_scenarios_end_well(loader: Loader, tmp_path: Path) -> None:
    found = endings(loader, tmp_path, 300, seed=1)
    assert {"valid", "refused"} <= set(found)


@pytest.mark.slow
@pytest.mark.long
def test_ten_thousand_fuzzed_scenarios_end_well(loader: Loader, tmp_path: Path) -> None:
    assert len(endings(loader, tmp_path, 10_000, seed=2)) == 10_000


def test_a_file_of_100_megabytes_is_refused(loader: Loader, tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.write(b"name: x\n")
        file.truncate(100 * 2**20)
    assert check(loader, path) == "refused"


def test_a_circle_of_files_is_refused(loader: Loader, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.yaml").write_text(f"extends: {(number + 1) % 3}.yaml\n")
    assert check(loader, tmp_path / "0.yaml") == "refused"


def test_values_that_differ_between_all_areas_on_many_dates_are_quick(loader: Loader, tmp_path: Path) -> None:
    dates = ", ".join(f"{1 + n // 12 + 2000}-{1 + n % 12:02d}-01: 0.{44 + n % 2}" for n in range(900))
    areas = "\n".join(f"        E0{n:07d}: 0.4" for n in range(6000001, 6000040))
    path = tmp_path / "many.yaml"
    base = os.path.relpath(HERE / "base.yaml", tmp_path)
    council = f"      council: {{by_date: {{{dates}}}}}\n      self:\n       by_area:\n{areas}\n"
    shares = f"people:\n  funder_share:\n    nursing:\n{council}"
    path.write_text(f"extends: {base}\n{shares}")
    assert check(loader, path) == "refused"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_refused_in_lines(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(ScenarioError) as error:
        load(path)
    assert all(line.isprintable() for line in str(error.value).splitlines())


LEAVES = st.one_of(st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.dates().map(str))
NAMES = (
    "home_care",
    "by_area",
    "Leeds",
    "by_date",
    "2017-04-01",
    "ramp",
    "search_mean_days",
    "run",
    "x.y",
    "",
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=12,
)
SECTIONS = st.sampled_from(("home_care", "by_area", "people", "run", "overrides", "baseline", "name"))


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(SECTIONS, TREES, max_size=4))
def test_any_tree_over_england_loads_or_is_refused_in_lines(
    tmp_path_factory: pytest.TempPathFactory, tree: dict[str, object]
) -> None:
    path = tmp_path_factory.getbasetemp() / "tree.yaml"
    base = os.path.relpath(HERE / "base.yaml", path.parent)
    path.write_text(json.dumps({"extends": base, **tree}), encoding="utf-8")
    assert all(line.isprintable() for line in told(path).splitlines())


def told(path: Path) -> str:
    """What is said of a file: nothing where it loads."""
    try:
        load(path)
    except ScenarioError as error:
        return str(error)
    return ""
