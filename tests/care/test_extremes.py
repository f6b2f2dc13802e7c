"""A scenario at the ends of what its keys accept runs, or is refused in one line; never anything else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dtocsim.care.simulation import forget_models, simulate
from dtocsim.care.tables import DataError
from dtocsim.scenario import ScenarioError, load
from dtocsim.scenario.catalogue import Key, catalogue, number_keys
from tests.conftest import ENGLAND

RUTLAND = "E06000017"
BRIEF = ("run.days=3", "run.warm_up_days=0")
KEYS = [catalogue()[path] for path in number_keys() if "[" not in path and not path.startswith("run.")]


def outcome(file: Path, *settings: str) -> str:
    """What comes of running a scenario for three days: nothing to tell, or the refusal."""
    try:
        simulate(load(file, [*BRIEF, *settings]), area=RUTLAND, threads=1)
    except (ScenarioError, DataError) as refusal:
        return str(refusal)
    finally:
        forget_models()
    return ""


def of_a_base(folder: Path, key: str, value: str) -> str:
    """The same of a scenario whose expectations follow from the value."""
    file = folder / "base.yaml"
    *sections, name = key.split(".")
    below = "".join(f"{'  ' * depth}{section}:\n" for depth, section in enumerate(sections))
    file.write_text(f"extends: {ENGLAND}\nbase: true\n{below}{'  ' * len(sections)}{name}: {value}\n")
    return outcome(file)


@pytest.mark.parametrize(
    ("key", "value", "refusal"),
    [
        (
            "home_care.clients",
            "100000000",
            "wait to leave take all its occupied beds, and nobody can be admitted",
        ),
        ("demand.zero_day_share", "1", "demand.zero_day_share: found 1; expected less"),
        (
            "home_care.episode_mean_days",
            "1e-6",
            "the scenario's values cannot be run: stream 'home care from home",
        ),
    ],
)
def test_values_that_leave_no_room_for_anything_are_refused(
    tmp_path: Path, key: str, value: str, refusal: str
) -> None:
    found = of_a_base(tmp_path, key, value)
    assert refusal in found
    assert "\n" not in found


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("people.emergency_admissions_per_1000.85+", "0"),
        ("demand.elective_overnight_admissions_per_year", "0"),
        ("after.readmission_30_days_share", "0.999999"),
    ],
)
def test_a_value_of_nothing_or_nearly_all_runs(tmp_path: Path, key: str, value: str) -> None:
    assert of_a_base(tmp_path, key, value) == ""
    assert outcome(ENGLAND, f"{key}={value}") == ""


def ends(key: Key) -> Iterator[str]:
    least = 1.0 if key.kind is int else 1e-6
    low = key.bounds["ge"] if "ge" in key.bounds else key.bounds["gt"] + least
    high = key.bounds["le"] if "le" in key.bounds else key.bounds["lt"] - least
    for end in (low, high):
        yield str(int(end) if key.kind is int else end)


@pytest.mark.long
@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.path)
def test_both_ends_of_every_key_run_or_are_refused_in_one_line(tmp_path: Path, key: Key) -> None:
    for value in ends(key):
        assert "\n" not in outcome(ENGLAND, f"{key.path}={value}")
        assert "\n" not in of_a_base(tmp_path, key.path, value)
