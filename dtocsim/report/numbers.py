"""The one place that formats figures, so that terminal, plots and reports agree to the last digit."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from math import floor, log10
from typing import Any

NOTHING = "–"
_MILLION, _THOUSANDS, _PENCE = 1_000_000, 20_000, 100


def number(value: float | None, decimals: int = 0) -> str:
    """A figure with thousands separated by commas and a typographic minus.

    Args:
        value: Any number; None and NaN mean that there is none.
        decimals: Decimals shown, 0 or more.

    >>> number(5423.22), number(-1.26, 1), number(-0.2), number(None)
    ('5,423', '−1.3', '0', '–')
    """
    if value is None or math.isnan(value):
        return NOTHING
    text = f"{value:,.{decimals}f}"
    # A rounded figure of zero has no sign.
    negative = text.startswith("-") and any(digit in text for digit in "123456789")
    return ("−" if negative else "") + text.lstrip("-")


def interval(low: float | None, high: float | None, decimals: int = 0) -> str:
    """Two ends of an interval, or a dash where there is none.

    >>> interval(5380.2, 5440.9), interval(None, None)
    ('5,380 to 5,441', '–')
    """
    if low is None or high is None or math.isnan(low) or math.isnan(high):
        return NOTHING
    return f"{number(low, decimals)} to {number(high, decimals)}"


def percent(share: float, decimals: int = 0) -> str:
    """A share from 0 to 1 as a percentage.

    >>> percent(0.2099), percent(0.95)
    ('21 %', '95 %')
    """
    return f"{number(100 * share, decimals)} %"


def count(many: int, noun: str) -> str:
    """A number of things, in the plural where it needs one.

    >>> count(1, "replication"), count(20, "replication")
    ('1 replication', '20 replications')
    """
    return f"{number(many)} {noun}" + ("" if many == 1 else "s")


def pounds(value: float) -> str:
    """An amount of money to three digits.

    >>> pounds(1178349), pounds(-49445.2), pounds(77), pounds(16.12)
    ('£1.18 million', '−£49,400', '£77', '£16.1')
    """
    sign, size_ = "−" if value < 0 else "", abs(value)
    if size_ >= _MILLION:
        millions = size_ / _MILLION
        return f"{sign}£{number(millions, max(0, 2 - floor(log10(millions))))} million"
    digits = 2 if size_ == 0 else 2 - floor(log10(size_))
    text = number(round(size_, digits), max(0, min(digits, 2)) if size_ < _PENCE else 0).removesuffix(".0")
    return f"{sign}£{text}" if any(digit in text for digit in "123456789") else "£0"


def money_scale(largest: float) -> tuple[str, float, int]:
    """How a table or an axis of amounts writes them: unit, pounds of a unit, decimals.

    >>> money_scale(3.2e6), money_scale(51000), money_scale(900)
    (('£ million', 1000000.0, 2), ('£ thousand', 1000.0, 0), ('£', 1.0, 0))
    """
    if largest >= _MILLION:
        return "£ million", float(_MILLION), 2
    return ("£ thousand", 1000.0, 0) if largest >= _THOUSANDS else ("£", 1.0, 0)


def day(moment: date) -> str:
    """A date in words.

    >>> day(date(2017, 4, 1))
    '1 April 2017'
    """
    return f"{moment.day} {moment:%B %Y}"


def size(bytes_: int) -> str:
    """Memory in binary units.

    >>> size(3 * 2**30), size(300 * 2**20), size(300 * 2**10)
    ('3.0 GiB', '300 MiB', '300 KiB')
    """
    if bytes_ < 2**20:
        return f"{number(bytes_ / 2**10)} KiB"
    mebibytes = bytes_ / 2**20
    return f"{number(mebibytes / 1024, 1)} GiB" if mebibytes >= 1024 else f"{number(mebibytes)} MiB"


def written(value: Any) -> str:
    """A value as a file would say it; what varies by area or date in one line."""
    if isinstance(value, Mapping):
        parts = (f"{name} {written(inner)}" for name, inner in value.items())
        return ", ".join(parts)
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float) else str(value)
