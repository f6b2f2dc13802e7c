"""Stretches of whole months: a financial year, one of its quarters, a month, or from one month to another."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_YEAR = re.compile(r"(?P<year>[0-9]{4})/(?P<next>[0-9]{2})( Q(?P<quarter>[1-4]))?")
_MONTHS = re.compile(r"(?P<first>[0-9]{4}-[0-9]{2})( to (?P<last>[0-9]{4}-[0-9]{2}))?")
EXAMPLES = "a financial year (2017/18), a quarter of it (2017/18 Q3), a month (2017-12) or 2017-12 to 2018-02"


@dataclass(frozen=True)
class Months:
    """Some months in a row.

    Attributes:
        first: the first month, such as 2017-04.
        last: the last month.
    """

    first: str
    last: str

    @classmethod
    def parse(cls, text: str) -> "Months":
        """Read a period.

        Raises:
            ValueError: it is none.

        >>> Months.parse("2017/18 Q4"), len(Months.parse("2016/17").names())
        (Months(first='2018-01', last='2018-03'), 12)
        """
        if (found := _YEAR.fullmatch(text)) and int(found["next"]) == (int(found["year"]) + 1) % 100:
            return _financial(int(found["year"]), found["quarter"])
        if found := _MONTHS.fullmatch(text):
            period = cls(found["first"], found["last"] or found["first"])
            if all(1 <= int(month[5:]) <= 12 for month in (period.first, period.last)) and period.names():
                return period
        raise ValueError(f"{text} is no period; expected {EXAMPLES}")

    def names(self) -> list[str]:
        """Every month, such as 2017-04."""
        first, last = (12 * int(month[:4]) + int(month[5:]) - 1 for month in (self.first, self.last))
        return [f"{number // 12}-{number % 12 + 1:02d}" for number in range(first, last + 1)]

    def days(self) -> int:
        """How many days they have."""
        return sum(monthrange(int(month[:4]), int(month[5:]))[1] for month in self.names())

    def inside(self, first_day: date, days: int) -> bool:
        """Whether a run covers all of them."""
        year, month = int(self.last[:4]), int(self.last[5:])
        end = date(year, month, monthrange(year, month)[1])
        start = date(int(self.first[:4]), int(self.first[5:]), 1)
        return first_day <= start and end < first_day + timedelta(days)


def _financial(year: int, quarter: str | None) -> Months:
    if quarter is None:
        return Months(f"{year}-04", f"{year + 1}-03")
    if quarter == "4":
        return Months(f"{year + 1}-01", f"{year + 1}-03")
    month = 3 * int(quarter) + 1
    return Months(f"{year}-{month:02d}", f"{year}-{month + 2:02d}")
