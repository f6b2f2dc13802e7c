"""A start that is not wholly stated is told apart from where the run settles."""

import pandas as pd

from dtocsim.experiment.start import start_notes
from dtocsim.scenario import load
from dtocsim.scenario.initial_state import InitialState
from tests.conftest import ENGLAND


def stated(area: str, state: str) -> InitialState:
    return load(ENGLAND, ["run.warm_up_days=0", f"initial_state.areas.{area}={state}"]).initial_state


def daily(first: float, later: float, days: int = 40) -> pd.DataFrame:
    """Delayed people of one replication: a fortnight as at first, then as later."""
    values = [first] * 14 + [later] * (days - 14)
    dates = pd.date_range("2017-04-01", periods=days)
    return pd.DataFrame({"replication": 1, "measure": "delayed_days", "date": dates, "value": values})


def test_a_start_of_the_long_run_is_told_with_where_it_settles() -> None:
    (note,) = start_notes(daily(220, 190), stated("Rutland", "{occupied_beds: 50}"), "Leeds")
    assert note.startswith("220 people are delayed at the first midnight, 190 on an average day of the third")


def test_a_start_that_is_near_or_wholly_stated_or_too_short_to_tell_is_not() -> None:
    part = stated("Leeds", "{delayed: {acute: {A: {people: 9}}}}")
    settings = "acute: {A: {people: 9}}, community: {}, mental_health: {}"
    assert start_notes(daily(220, 212), part, "Leeds") == ()
    assert start_notes(daily(220, 190, days=20), part, "Leeds") == ()
    assert start_notes(daily(220, 190), stated("Leeds", f"{{delayed: {{{settings}}}}}"), "Leeds") == ()
    assert len(start_notes(daily(220, 190), part, "Leeds")) == 1
