"""The event log as a file: its columns, its bounded pieces, whole or not at all."""

from pathlib import Path

import pandas as pd
import pytest

from dtocsim.flow import AT_ONCE, Constant, Exponential, Network, compiled
from dtocsim.flow.event_log import EventLog
from dtocsim.flow.kernel.layout import LOG_LINES
from tests.flow.stories import Engine


def ward(per_day: float = 0.0, days: int = 4) -> Network:
    """Return a ward with one bed, in which somebody lies at the start and another one waits."""
    network = Network("ward", days=days)
    bed, grant = network.pool("bed", 1), network.stock("grant", 5)
    journey = network.journey("stay")
    journey.seize(bed).hold("in bed", Constant(1.5)).consume(grant, 5, patience=AT_ONCE)
    with journey.otherwise():
        journey.hold("without a grant", Constant(1))
    journey.release(bed)
    network.standing("ann", journey, "seize bed", 1)
    network.stream("others", journey, per_day)
    return network


def test_a_file_tells_who_came_waited_used_what_and_left(engine: Engine, tmp_path: Path) -> None:
    with EventLog(tmp_path / "log.parquet") as log:
        engine(ward(), log_to=log)
    found = pd.read_parquet(tmp_path / "log.parquet")
    assert list(found.columns) == ["entity_id", "pathway", "event_type", "event", "time", "resource_id"]
    assert found.entity_id.nunique() == 1
    assert set(found.pathway) == {"stay"}
    told = found.drop(columns=["entity_id", "pathway"]).fillna("").to_numpy().tolist()
    assert told == [
        ["arrival_departure", "arrival", 0.0, ""],
        ["step", "seize bed: placed", 0.0, ""],
        ["queue", "seize bed", 0.0, "bed"],
        ["resource_use", "seize bed: granted", 0.0, "bed"],
        ["step", "in bed", 0.0, ""],
        ["queue", "consume grant", 1.5, "grant"],
        ["stock_use", "consume grant: granted", 1.5, "grant"],
        ["resource_use_end", "release bed", 1.5, "bed"],
        ["arrival_departure", "depart", 1.5, ""],
    ]


def test_many_pieces_make_the_log_that_is_returned_in_one(engine: Engine, tmp_path: Path) -> None:
    network = Network("busy", days=20)
    journey = network.journey("visit").hold("visit", Exponential(0.01))
    network.stream("visitors", journey, 700.0, band_per_day=700.0)
    whole = engine(network, 3, log=True).log
    assert len(whole) > LOG_LINES
    pieces: list[int] = []
    with EventLog(tmp_path / "log.parquet") as log:
        engine(network, 3, log_to=lambda piece: (pieces.append(len(piece.rows)), log(piece)))
    found = pd.read_parquet(tmp_path / "log.parquet")
    assert len(pieces) > 1
    assert max(pieces) <= LOG_LINES
    assert found.entity_id.tolist() == [line.person for line in whole]


def test_only_the_people_of_some_journeys_are_written(tmp_path: Path) -> None:
    network = ward(per_day=1.0, days=20)
    other = network.journey("other").hold("elsewhere", Constant(1))
    network.stream("elsewhere", other, 2.0)
    with EventLog(tmp_path / "log.parquet", journeys={"other"}) as log:
        compiled.run(network, 1, log_to=log)
    assert set(pd.read_parquet(tmp_path / "log.parquet").pathway) == {"other"}


def test_a_run_that_stops_leaves_no_file_and_an_earlier_one_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "log.parquet"
    path.write_text("earlier")

    def stop(share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), EventLog(path) as log:
        compiled.run(ward(per_day=2.0), 1, log_to=log, progress=stop)
    assert [each.name for each in tmp_path.iterdir()] == ["log.parquet"]
    assert path.read_text() == "earlier"
