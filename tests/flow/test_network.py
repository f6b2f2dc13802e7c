"""Streams: rates by month, weekday and hour multiply."""

from datetime import date

import numpy as np
import pytest

from dtocsim.flow import Network, NetworkError


def test_factors_of_months_weekdays_and_hours_multiply() -> None:
    network = Network("rates", days=62, start=date(2018, 1, 1))
    journey = network.journey("visit")
    months = (1.5, 0.5, *(1.0,) * 10)
    week = (2.0, 1.0, 1.0, 1.0, 1.0, 0.5, 0.5)
    hours = (24.0, *(0.0,) * 23)
    stream = network.stream("visits", journey, 10.0, by_month=months, by_weekday=week, by_hour=hours)
    days = dict(zip(network.all_days, stream.per_day.tolist(), strict=True))
    assert days[date(2018, 1, 1)] == 10 * 1.5 * 2.0
    assert days[date(2018, 2, 3)] == 10 * 0.5 * 0.5
    assert days[date(2018, 3, 1)] == 10 * 1.0 * 1.0
    assert np.asarray(stream.by_hour).tolist() == list(hours)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"by_weekday": (1.0,) * 5}, "stream 'visits': needs 7 factors of 0 or more with mean 1"),
        ({"by_month": (2.0,) * 12}, "stream 'visits': needs 12 factors of 0 or more with mean 1"),
        ({"per_day": [1.0, 2.0]}, "stream 'visits': per_day needs one rate, or one for each of 9 days"),
        ({"per_day": float("nan")}, "stream 'visits': rates must be 0 or more"),
    ],
)
def test_rates_that_make_no_sense_are_refused(given: dict[str, object], message: str) -> None:
    network = Network("rates", days=9)
    with pytest.raises(NetworkError, match=message):
        network.stream("visits", network.journey("visit"), **({"per_day": 1.0} | given))  # type: ignore[arg-type]
