"""A sweep on disk as a table to plot."""

import json
from pathlib import Path

import pandas as pd
import pytest

from dtocsim.experiment import ResultError
from dtocsim.report.subjects import subject

KEYS = ("home_care.search_mean_days", "care_homes.places_total")


def write(
    folder: Path,
    keys: tuple[str, ...],
    points: list[tuple[float, ...]],
    replications: int = 2,
    design: str = "grid",
) -> Path:
    plan = {
        "design": design,
        "gbp": 1e6,
        "varied": keys,
        "measure": "dtoc_beds",
        "name": "Search times",
        "replications": replications,
    }
    header = {
        "program": "dtocsim",
        "holds": "sweep",
        "layout": 1,
        "files": [],
        "version": "0.1.0-ab",
        "plan": plan,
    }
    header |= {"area": "Derby", "seed": 7, "points": [{}] * len(points)}
    (folder / "manifest.json").write_text(json.dumps(header))
    rows = [
        {
            "point": at,
            **dict(zip(keys, point, strict=True)),
            "replication": r,
            "measure": "dtoc_beds",
            "value": 10 * at + r,
        }
        for at, point in enumerate(points)
        for r in range(1, replications + 1)
    ]
    pd.DataFrame(rows).to_parquet(folder / "measures.parquet")
    return folder


def test_one_key_gives_a_curve_with_the_base_on_it(tmp_path: Path) -> None:
    table = subject(write(tmp_path, KEYS[:1], [(3.4,), (2.0,)]))
    assert isinstance(table, pd.DataFrame)
    assert table[["x", "mean"]].to_numpy().tolist() == [[3.4, 1.5], [2.0, 11.5]]
    assert (table["low"] < table["mean"]).all()
    assert table.attrs["x"] == KEYS[0]
    assert table.attrs["title"] == "DTOC beds: Search times"
    assert table.attrs["source"] == (
        "Simulated: sweep of 2 points, 2 replications each on the same people, seed 7; dtocsim 0.1.0."
    )


def test_two_keys_give_a_map_and_lines_without_the_base(tmp_path: Path) -> None:
    table = subject(write(tmp_path, KEYS, [(3.4, 1.0), (2.0, 300000.0), (2.0, 330000.0)]))
    assert isinstance(table, pd.DataFrame)
    assert table[["x", "y"]].to_numpy().tolist() == [[2.0, 300000.0], [2.0, 330000.0]]
    assert table["series"].tolist() == [f"{KEYS[1]} 300,000", f"{KEYS[1]} 330,000"]


def test_one_replication_has_no_interval(tmp_path: Path) -> None:
    table = subject(write(tmp_path, KEYS[:1], [(3.4,), (2.0,)], replications=1))
    assert isinstance(table, pd.DataFrame)
    assert list(table) == ["x", "mean"]


def test_three_keys_are_refused_in_a_line(tmp_path: Path) -> None:
    keys = (*KEYS, "demand.zero_day_share")
    with pytest.raises(ResultError, match=r"a plot shows one or two keys that are numbers$"):
        subject(write(tmp_path, keys, [(1.0, 2.0, 3.0)]))


THREE = ("gbp.places", "gbp.packages_of_care", "gbp.assessors")


def test_a_split_among_three_gives_what_each_way_changes(tmp_path: Path) -> None:
    # The values of `write` differ by 10 from point to point, in every replication.
    ways = [(0.0, 0.0, 0.0), (1e6, 0.0, 0.0), (0.0, 1e6, 0.0), (0.5e6, 0.0, 0.5e6)]
    table = subject(write(tmp_path, THREE, ways, design="split"))
    assert isinstance(table, pd.DataFrame)
    assert table[["x", "y", "z", "mean"]].to_numpy().tolist() == [
        [1.0, 0.0, 0.0, 10.0],
        [0.0, 1.0, 0.0, 20.0],
        [0.5, 0.0, 0.5, 30.0],
    ]
    assert table["like_best"].tolist() == [True, False, False]
    assert (table.attrs["y"], table.attrs["sum"]) == ("packages of care", "£1.00 million a year")


def test_a_split_between_two_gives_a_curve(tmp_path: Path) -> None:
    ways = [(0.0, 0.0), (1e6, 0.0), (0.25e6, 0.75e6)]
    table = subject(write(tmp_path, THREE[:2], ways, design="split"))
    assert isinstance(table, pd.DataFrame)
    assert table[["x", "mean"]].to_numpy().tolist() == [[1000.0, 10.0], [250.0, 20.0]]
    assert table.attrs["x"] == "£ thousand a year for places, the rest for packages of care"


def test_a_split_among_four_is_refused_in_a_line(tmp_path: Path) -> None:
    keys = (*THREE, "gbp.brokers")
    with pytest.raises(ResultError, match=r"divides money among 4 schemes; a plot shows two or three$"):
        subject(write(tmp_path, keys, [(0.0,) * 4, (1e6, 0.0, 0.0, 0.0)], design="split"))
