"""The frame of a scenario: what is run, on which tables, for which areas."""

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, Strict

from .kinds import Closed, contradiction


def _digest(text: str) -> str:
    if text != "any" and not re.fullmatch("[0-9a-f]{64}", text):
        raise contradiction(f"found '{text}'", "expected any, or 64 hexadecimal digits")
    return text


class Run(Closed):
    """What is run."""

    first_day: Annotated[date, Field(ge=date(2000, 1, 1), le=date(2099, 12, 31))] = date(2017, 4, 1)
    """First day of the results, a date."""
    days: Annotated[int, Field(ge=1, le=3660)]
    """Days of results, 1 to 3,660."""
    warm_up_days: Annotated[int, Field(ge=0, le=3660)]
    """Days simulated before the first day and left out of the results, 0 to 3,660."""
    seed: Annotated[int, Field(ge=0, le=2**63 - 1)]
    """Root of all random numbers, a whole number from 0."""
    replications: Annotated[int, Field(ge=1, le=10_000)]
    """How often the run is repeated with other luck, 1 to 10,000."""
    area: Annotated[str, Field(min_length=1, max_length=200)] = "England"
    """The part that is simulated: England, a system, a council or a district, by name or code; the same
    people as in the whole."""


class Tables(Closed):
    """The tables of areas, beds, demand and delayed days."""

    folder: Annotated[Path, Strict(False)]
    """Folder of the CSV tables, relative to the file that says so; absolute once loaded."""
    digest: Annotated[str, Field(max_length=64), AfterValidator(_digest)] = "any"
    """What the bytes of the tables must add up to (SHA-256), so that a resolved scenario finds its own
    tables; or any."""


class Areas(Closed):
    """How areas share their hospitals."""

    cross_border: bool = False
    """Whether systems share whole hospitals (true): then nearly all of England is one network, and a part
    takes as long as the whole; false divides each hospital among its systems, which are independent."""


class Councils(Closed):
    """What is known of each council beyond its tables."""

    delay_factor: Literal["published", "none"] = "published"
    """Scale the durations of each council's delays to its published share of delayed days, which makes
    that share an input and not a result (published), or treat all councils alike (none)."""
    published_year: Literal["of the run", "2016/17", "2017/18"] = "of the run"
    """The financial year of these shares: that in which the run begins, or a given one, so that a later year
    can be predicted."""
