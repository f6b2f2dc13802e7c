"""Whose journey a what-if changes, and how: the same people in two event logs, told apart by their keys.

A key is the same person with the same luck in both: what differs of her is what the what-if does to her,
directly or because others wait beside her.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from dtocsim.experiment.event_log import write_event_log

if TYPE_CHECKING:
    import pandas as pd

    from dtocsim.scenario import Scenario

ADMITTING = ("acute beds ", "escalation beds ", "mental health beds ")
BEDS = (*ADMITTING, "community beds ")
CARE = {
    "reablement ": "reablement",
    "home care ": "home care",
    "residential places ": "residential place",
    "nursing places ": "nursing place",
}
"""How the pools of care begin, and what whoever has a unit of one has."""
NO_CARE = "no care"
ZERO_DAY, DELAYED = "zero-day stay", "mark delayed, "

PREVENTED, ADMITTED = "admission prevented", "admitted once more"
EARLIER, LATER = "fewer days in bed", "more days in bed"
ELSEWHERE, OTHER_TASK, OTHER_TIMES = "other care", "waited for another reason", "other times only"
GONE, NEW = "comes only in the baseline", "comes only in the what-if"
KINDS_OF_CHANGE = (PREVENTED, ADMITTED, EARLIER, LATER, ELSEWHERE, OTHER_TASK, OTHER_TIMES, GONE, NEW)

_SIDES = ("baseline", "what_if")
_HOUR = 1 / 24


def write_changed_people(
    scenarios: Sequence[Scenario],
    folder: Path,
    names: Sequence[str],
    *,
    area: str | None = None,
    system: str | None = None,
) -> Iterator[str]:
    """Writes the event logs of a baseline and what-ifs, and `people-<number>.parquet` of each what-if.

    Args:
        scenarios: The baseline first; all with its seed.
        folder: Where the files shall stand.
        names: Of the scenarios.
        area: A council, district or system, by name or code.
        system: A system, by name or code.

    Yields:
        For each what-if, in words, how many people it changes how.
    """
    base, *others = [folder / f"event_log-{number}.parquet" for number in range(len(scenarios))]
    write_event_log(scenarios[0], base, area=area, system=system)
    for number, (scenario, path) in enumerate(zip(scenarios[1:], others, strict=True), start=1):
        write_event_log(scenario, path, area=area, system=system)
        people = changed_people(base, path)
        people.to_parquet(folder / f"people-{number}.parquet", compression="zstd", index=False)
        yield people_text(names[number], people)


def people_text(name: str, people: pd.DataFrame) -> str:
    """How many people a what-if changes how, a line each."""
    lines = [f"{name}, in the first replication: {len(people):,} people with another journey"]
    lines += [f"  {number:>7,}  {kind}" for kind, number in count_changes(people).items()]
    fewer = people.bed_days_fewer.sum()
    return "\n".join(
        [*lines, f"  together {abs(fewer):,.0f} days in bed {'fewer' if fewer >= 0 else 'more'}"]
    )


def changed_people(base: Path, what_if: Path) -> pd.DataFrame:
    """Compares two event logs of the same area, seed and replication.

    Args:
        base: Event log of the baseline.
        what_if: Event log of the what-if.

    Returns:
        A row for everybody whose journey differs, by key: `person`, `place`, `from_day` (the first day on
        which it differs, below 0 in the warm-up), `changes` (of `KINDS_OF_CHANGE`, joined by "; "),
        `bed_days_fewer`, and for baseline and what-if each `admissions`, `bed_days`, `care` (the last kind
        taken up) and `waited_for` (codes of reasons for delay).
    """
    import pandas as pd

    both = [_steps(path) for path in (base, what_if)]
    last_day = max(float(steps.time.max()) for steps in both)
    wanted = _differing(*both)
    both = [steps[steps.entity_id.isin(wanted)] for steps in both]
    lives = [_lives(steps, last_day).add_suffix(f"_{side}") for steps, side in zip(both, _SIDES, strict=True)]
    found = pd.concat([_begins_to_differ(*both), *lives], axis=1)
    fewer = found.bed_days_baseline.fillna(0) - found.bed_days_what_if.fillna(0)
    found["bed_days_fewer"] = fewer.round(6)
    found["changes"] = _changes(found)
    numbers = {f"admissions_{side}": "Int64" for side in _SIDES}
    return found.astype(numbers).rename_axis("person").reset_index().sort_values("person", ignore_index=True)


def count_changes(people: pd.DataFrame) -> Mapping[str, int]:
    """How many people each kind of change concerns; somebody may count for several."""
    kinds = people.changes.str.split("; ").explode().value_counts()
    return {kind: int(kinds[kind]) for kind in KINDS_OF_CHANGE if kind in kinds}


def _steps(path: Path) -> pd.DataFrame:
    """What a journey is seen by: coming, queues, beds, care, delays, leaving; not what was decided when."""
    import pyarrow.parquet as pq

    words = ["pathway", "event_type", "event", "resource_id"]
    steps: pd.DataFrame = pq.read_table(path, read_dictionary=words).to_pandas()
    names = steps.event.cat.categories
    seen = names[names.str.startswith(DELAYED) | (names == ZERO_DAY)]
    return steps.loc[(steps.event_type != "step") | steps.event.isin(seen)]


def _differing(base: pd.DataFrame, what_if: pd.DataFrame) -> pd.Index:
    """Keys of those who have not the same steps at the same times in both."""
    import pandas as pd

    sums = []
    for steps in (base, what_if):
        row = pd.util.hash_pandas_object(steps, index=False)
        sums.append(row.groupby(steps.entity_id.to_numpy()).sum())
    one, other = sums[0].align(sums[1])
    missing = one.isna() | other.isna()
    return one.index[missing | (one != other)]


def _begins_to_differ(base: pd.DataFrame, what_if: pd.DataFrame) -> pd.DataFrame:
    """The first day on which each person's steps differ, and where she lives."""
    import pandas as pd

    text = dict.fromkeys(("pathway", "event_type", "event", "resource_id"), "string")
    rows = pd.concat([base.astype(text), what_if.astype(text)], ignore_index=True)
    only = rows.drop_duplicates(keep=False).groupby("entity_id")
    return pd.DataFrame(
        {"place": rows.groupby("entity_id").pathway.first(), "from_day": np.floor(only.time.min())}
    )


def _lives(steps: pd.DataFrame, last_day: float) -> pd.DataFrame:
    """Admissions, days in beds, the last care and reasons waited for, by person."""
    import pandas as pd

    by, events = steps.entity_id, steps.event.astype("string")
    pool = steps.resource_id.astype("string").fillna("")
    used, ended = steps.event_type == "resource_use", steps.event_type == "resource_use_end"
    placed = events.str.endswith(": placed")
    admitted = (used & ~placed & pool.str.startswith(ADMITTING)) | (steps.event == ZERO_DAY)
    left = (steps.time - last_day) * (ended.astype(int) - used.astype(int))
    care = pool.map(lambda name: next((said for start, said in CARE.items() if name.startswith(start)), ""))
    taken = steps.assign(care=care)[used & (care != "")]
    reasons = events[events.str.startswith(DELAYED)].str.extract(r"(\S+)$", expand=False)
    return pd.DataFrame(
        {
            "admissions": admitted.groupby(by).sum(),
            "bed_days": left.where(pool.str.startswith(BEDS), 0.0).groupby(by).sum(),
            "care": taken.groupby("entity_id").care.last(),
            "waited_for": reasons.groupby(by[reasons.index]).agg(_each_once),
        }
    ).fillna({"care": NO_CARE, "waited_for": ""})


def _each_once(reasons: pd.Series[str]) -> str:
    return ", ".join(sorted(set(reasons)))


def _changes(found: pd.DataFrame) -> list[str]:
    """The changes of each person in words."""
    gone, new = found.admissions_what_if.isna(), found.admissions_baseline.isna()
    both = ~gone & ~new
    more = found.admissions_what_if - found.admissions_baseline
    tests = {
        PREVENTED: both & (more < 0),
        ADMITTED: both & (more > 0),
        EARLIER: both & (found.bed_days_fewer > _HOUR),
        LATER: both & (found.bed_days_fewer < -_HOUR),
        ELSEWHERE: both & (found.care_baseline != found.care_what_if),
        OTHER_TASK: both & (found.waited_for_baseline != found.waited_for_what_if),
        GONE: gone,
        NEW: new,
    }
    rows = np.column_stack([test.to_numpy(dtype=bool) for test in tests.values()])
    kinds = list(tests)
    return ["; ".join(kinds[number] for number in np.flatnonzero(row)) or OTHER_TIMES for row in rows]
