"""Whose journey a what-if changes, and how: nobody's without a change, and those of the people concerned."""

from pathlib import Path

import pandas as pd
import pytest

from dtocsim.experiment import write_event_log
from dtocsim.experiment.people import (
    ADMITTED,
    EARLIER,
    ELSEWHERE,
    GONE,
    KINDS_OF_CHANGE,
    LATER,
    NEW,
    OTHER_TASK,
    OTHER_TIMES,
    PREVENTED,
    changed_people,
    count_changes,
    people_text,
)
from dtocsim.scenario import load

ENGLAND = Path(__file__).parents[2] / "scenarios" / "england-2017-18.yaml"
Row = tuple[int, str, str, float, str | None]


def life(person: int, *steps: tuple[str, str, float, str | None]) -> list[Row]:
    return [(person, "arrival_departure", "arrival", 0.0, None), *((person, *step) for step in steps)]


def stay(start: float, end: float) -> tuple[tuple[str, str, float, str], ...]:
    bed = "acute beds A"
    return (
        ("resource_use", "emergency: wait for a bed: granted", start, bed),
        ("resource_use_end", "release bed", end, bed),
    )


def delayed(day: float, code: str) -> tuple[str, str, float, None]:
    return "step", f"mark delayed, acute, A {code}", day, None


def has(care: str, day: float) -> tuple[str, str, float, str]:
    return "resource_use", "acute: search: found", day, f"{care} A"


def log(path: Path, *lives: list[Row]) -> Path:
    names = ["entity_id", "event_type", "event", "time", "resource_id"]
    rows = pd.DataFrame([row for each in lives for row in each], columns=names)
    rows.insert(1, "pathway", "A")
    rows.astype({"entity_id": "uint64", "resource_id": "string"}).to_parquet(path)
    return path


def changes(tmp_path: Path, base: list[list[Row]], what_if: list[list[Row]]) -> pd.DataFrame:
    paths = log(tmp_path / "a.parquet", *base), log(tmp_path / "b.parquet", *what_if)
    return changed_people(*paths).set_index("person")


def test_each_kind_of_change_is_told(tmp_path: Path) -> None:
    end = life(99, ("step", "mark delayed, acute, A A", 20.0, None))
    base = [
        life(1, *stay(1, 4)), life(2), life(3, *stay(1, 6)), life(4, *stay(1, 4)),
        life(5, has("home care", 2)), life(6, delayed(2, "A")), life(7, *stay(1, 4)), life(8),
        life(10, *stay(1, 4)), end,
    ]  # fmt: skip
    what_if = [
        life(1), life(2, *stay(1, 4)), life(3, *stay(1, 4)), life(4, *stay(1, 4.5)),
        life(5, has("nursing places", 2)), life(6, delayed(2, "E")), life(7, *stay(2, 5)), life(9),
        life(10, *stay(1, 4)), end,
    ]  # fmt: skip
    found = changes(tmp_path, base, what_if)
    assert found.changes.to_dict() == {
        1: f"{PREVENTED}; {EARLIER}", 2: f"{ADMITTED}; {LATER}", 3: EARLIER, 4: LATER, 5: ELSEWHERE,
        6: OTHER_TASK, 7: OTHER_TIMES, 8: GONE, 9: NEW,
    }  # fmt: skip
    assert found.bed_days_fewer[[1, 3, 4]].tolist() == [3, 2, -0.5]
    assert found.from_day[[3, 4, 7]].tolist() == [4, 4, 1]
    assert (found.care_baseline[5], found.care_what_if[5]) == ("home care", "nursing place")
    assert found.waited_for_what_if[6] == "E"


def test_what_changes_is_said_in_words(tmp_path: Path) -> None:
    paths = log(tmp_path / "a.parquet", life(1, *stay(1, 4))), log(tmp_path / "b.parquet", life(1))
    assert people_text("Coaching", changed_people(*paths)).splitlines() == [
        "Coaching, in the first replication: 1 people with another journey",
        "        1  admission prevented",
        "        1  fewer days in bed",
        "  together 3 days in bed fewer",
    ]


def test_a_bed_that_is_never_left_is_counted_to_the_end(tmp_path: Path) -> None:
    base = [life(1, *stay(2, 20))]
    found = changes(tmp_path, base, [life(1, stay(5, 20)[0])])
    assert found.bed_days_what_if[1] == 15


def test_a_step_that_changes_nothing_of_a_journey_is_no_change(tmp_path: Path) -> None:
    asked = ("step", "heart: offered", 1.0, None)
    assert changes(tmp_path, [life(1)], [life(1, asked)]).empty


def test_kinds_of_change_are_counted_in_their_order(tmp_path: Path) -> None:
    paths = log(tmp_path / "a.parquet", life(1, *stay(1, 4))), log(tmp_path / "b.parquet", life(1))
    assert list(count_changes(changed_people(*paths)).items()) == [(PREVENTED, 1), (EARLIER, 1)]
    assert len(set(KINDS_OF_CHANGE)) == len(KINDS_OF_CHANGE)


@pytest.fixture(scope="module")
def logs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder, found = tmp_path_factory.mktemp("logs"), {}
    more = (
        "schemes.more={kind: capacity_purchase, where: [Cumbria], start: 2017-04-11, packages_of_care: 300}"
    )
    for name, said in (("base", ()), ("again", ()), ("more", (more,))):
        scenario = load(ENGLAND, set_=("run.days=20", "run.warm_up_days=5", *said))
        found[name] = folder / f"{name}.parquet"
        write_event_log(scenario, found[name], area="Cumbria")
    return found


def test_the_same_scenario_changes_nobody(logs: dict[str, Path]) -> None:
    assert changed_people(logs["base"], logs["again"]).empty


def test_packages_that_are_bought_let_people_leave_hospital_sooner_from_their_first_day_on(
    logs: dict[str, Path],
) -> None:
    found = changed_people(logs["base"], logs["more"])
    assert found.from_day.min() >= 10
    kinds = count_changes(found)
    assert kinds[EARLIER] > kinds.get(LATER, 0)
    assert GONE not in kinds
    assert NEW not in kinds
