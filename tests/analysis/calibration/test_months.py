from datetime import date

import pytest

from dtocsim.analysis.calibration.months import Months


@pytest.mark.parametrize(
    ("text", "first", "last", "days"),
    [
        ("2017/18", "2017-04", "2018-03", 365),
        ("2017/18 Q1", "2017-04", "2017-06", 91),
        ("2017/18 Q4", "2018-01", "2018-03", 90),
        ("2017-12", "2017-12", "2017-12", 31),
        ("2017-12 to 2018-02", "2017-12", "2018-02", 90),
        ("2015/16", "2015-04", "2016-03", 366),
    ],
)
def test_a_period_is_some_whole_months(text: str, first: str, last: str, days: int) -> None:
    period = Months.parse(text)
    assert (period.first, period.last, period.days()) == (first, last, days)


@pytest.mark.parametrize(
    "text", ["2017", "2017/19", "2017/18 Q5", "2017-13", "2018-02 to 2017-12", "May", ""]
)
def test_anything_else_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="is no period; expected a financial year"):
        Months.parse(text)


def test_a_run_covers_a_period_or_does_not() -> None:
    year = Months.parse("2017/18")
    assert year.inside(date(2017, 4, 1), 365)
    assert not year.inside(date(2017, 4, 1), 364)
    assert not year.inside(date(2017, 4, 2), 365)
