"""Working time against counting it second by second, over months with holidays."""

from datetime import date

import numpy as np
import pytest
from numpy.typing import NDArray

from dtocsim.flow import Calendar, Network
from dtocsim.flow.lookup import NetworkError
from dtocsim.flow.quantiles import DAY, FOREVER
from dtocsim.flow.reference.pools import work_done, work_until

WEEK = dict.fromkeys(range(5), (8.5, 17.0)) | {5: (9.0, 12.25)}
HOLIDAYS = (date(2024, 3, 29), date(2024, 4, 1), date(2024, 5, 6), date(2024, 5, 27))


def office(days: int = 90, warm_up_days: int = 20) -> tuple[Network, Calendar]:
    """Return a network over spring 2024 with an office that is shut on Sundays and bank holidays."""
    network = Network("office", days=days, start=date(2024, 3, 21), warm_up_days=warm_up_days)
    return network, network.calendar("office", WEEK, dict.fromkeys(HOLIDAYS, (0.0, 0.0)))


def open_minutes(network: Network) -> NDArray[np.bool_]:
    """Return for every minute of the run whether the office is open, worked out from dates alone."""
    minutes = []
    for day in network.all_days:
        opens, closes = (0.0, 0.0) if day in HOLIDAYS else WEEK.get(day.weekday(), (0.0, 0.0))
        minutes += [opens * 60 <= minute < closes * 60 for minute in range(24 * 60)]
    return np.asarray(minutes)


def test_working_time_before_a_moment_is_the_number_of_open_minutes() -> None:
    network, calendar = office()
    counted = np.concatenate(([0], np.cumsum(open_minutes(network))))
    for minute in range(0, len(counted), 7):
        tick = network.first_tick + 60 * minute
        assert work_until(calendar, network.first_tick, tick) == 60 * counted[minute]


def test_work_is_done_after_so_many_open_minutes() -> None:
    network, calendar = office()
    counted = np.cumsum(open_minutes(network))
    luck = np.random.default_rng(1)
    for start, work in zip(luck.integers(0, 60 * 1440, 400), luck.integers(1, 3000, 400), strict=True):
        before = counted[start - 1] if start else 0
        last = int(np.searchsorted(counted, before + work))
        expected = network.first_tick + 60 * (last + 1)
        assert (
            work_done(calendar, network.first_tick, network.first_tick + 60 * int(start), 60 * int(work))
            == expected
        )


MONDAY = 4 * DAY
"""25 March 2024, in ticks of the office's network."""
OPENING, CLOSING = MONDAY + 30_600, MONDAY + 61_200


@pytest.mark.parametrize(
    ("begun", "work", "done"),
    [
        (OPENING, CLOSING - OPENING, CLOSING),
        (OPENING, CLOSING - OPENING + 1, OPENING + DAY + 1),
        (CLOSING - 1, 1, CLOSING),
        (OPENING - 100, 1, OPENING + 1),
        (CLOSING, 1, OPENING + DAY + 1),
        (OPENING, 0, OPENING),
        (CLOSING - 1, 0, CLOSING - 1),
        (CLOSING, 0, OPENING + DAY),
        (MONDAY, 0, OPENING),
        (OPENING, FOREVER, FOREVER),
    ],
)
def test_work_ends_at_closing_and_no_work_outside_hours_ends_at_the_next_opening(
    begun: int, work: int, done: int
) -> None:
    network, calendar = office()
    assert work_done(calendar, network.first_tick, begun, work) == done


def test_work_that_outlasts_the_calendar_lasts_for_ever() -> None:
    network, calendar = office(days=1)
    assert work_done(calendar, network.first_tick, 0, 600 * DAY) == FOREVER


@pytest.mark.parametrize("week", [{}, {0: (9.0, 9.0)}, {0: (12.0, 9.0)}, {0: (9.0, 25.0)}, {0: (-1.0, 9.0)}])
def test_a_calendar_that_never_opens_or_opens_backwards_is_refused(
    week: dict[int, tuple[float, float]],
) -> None:
    with pytest.raises(
        NetworkError, match="calendar 'shut' must open on some day, with hours rising between 0 and 24"
    ):
        Network("office", days=7).calendar("shut", week)
