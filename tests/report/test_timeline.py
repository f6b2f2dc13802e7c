import pandas as pd

from dtocsim.report.timeline import ticks, words


def marks(first: str, days: int) -> list[str]:
    start = pd.Timestamp(first)
    return [word.replace("\n", " ").strip() for word in words(ticks(start, start + pd.Timedelta(days=days)))]


def test_a_year_is_marked_month_by_month() -> None:
    year = ["Apr 2017", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan 2018", "Feb", "Mar"]
    assert marks("2017-04-01", 365) == year


def test_a_month_is_marked_week_by_week() -> None:
    assert marks("2017-12-20", 30) == ["20 Dec 2017", "27 Dec", "3 Jan 2018", "10 Jan", "17 Jan"]


def test_three_years_have_room_for_their_marks() -> None:
    assert marks("2016-04-01", 1095)[:3] == ["Apr 2016", "Jul", "Oct"]
    assert len(marks("2016-04-01", 1095)) == 12


def test_a_single_day_is_marked() -> None:
    assert marks("2017-04-01", 1) == ["1 Apr 2017"]
