"""The prices of a run: all of one year, each with its mark; those of the other year are moved and say so."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import get_args

from dtocsim.care.tables import DataError, Record, read_table
from dtocsim.scenario import Scenario
from dtocsim.scenario.money import BedDayPrice, PriceYear

TABLE = "unit_costs.csv"
COLUMNS = ("item", "price_year", "gbp", "unit", "moved_by", "mark", "source", "note")
MARKS = ("published", "assumed")
MOVED = "moved"
"""The mark of a price that is known for the other year only."""
GROWTHS = ("general", "care")
BED_DAY = "bed_day_"


@dataclass(frozen=True)
class Price:
    """What one unit costs on average.

    Attributes:
        item: its name.
        gbp: pounds a unit, 0 or more, in prices of the year.
        unit: of what.
        moved_by: the growth of prices that moves it from year to year.
        mark: published, assumed, or moved from the other year.
        source: id of a row of `sources.csv`; empty where nothing was read.
        note: what it covers.
    """

    item: str
    gbp: float
    unit: str
    moved_by: str
    mark: str
    source: str
    note: str


class Prices(Mapping[str, Price]):
    """Prices by item; whoever asks for one that is missing is told in which table."""

    def __init__(self, path: Path, prices: Mapping[str, Price]) -> None:
        self._path, self._prices = path, prices

    def __getitem__(self, item: str) -> Price:
        if item not in self._prices:
            raise DataError(f"{self._path}:1: no row of item {item}; expected its price in pounds")
        return self._prices[item]

    def __iter__(self) -> Iterator[str]:
        return iter(self._prices)

    def __len__(self) -> int:
        return len(self._prices)


def load_prices(scenario: Scenario) -> Prices:
    """The prices of the scenario's price year.

    Raises:
        DataError: the table is malformed, or lacks one of the three prices of a bed day.
    """
    money = scenario.money
    growth = {"general": money.general_price_growth, "care": money.care_price_growth}
    of_year, of_other = (_table(scenario.tables.folder, year) for year in _this_and_other(money.price_year))
    later = money.price_year == get_args(PriceYear)[-1]
    moved = {
        item: replace(
            price,
            gbp=price.gbp * growth[price.moved_by] if later else price.gbp / growth[price.moved_by],
            mark=MOVED,
        )
        for item, price in of_other.items()
    }
    prices = Prices(scenario.tables.folder / TABLE, {**moved, **of_year})
    bed_day_prices(prices)
    return prices


def check_prices(scenario: Scenario) -> None:
    """Refuse a scenario with a price that is malformed or missing, of its schemes too.

    Raises:
        DataError: one line that names the table.
    """
    prices = load_prices(scenario)
    for scheme in scenario.schemes.values():
        for line in scheme.cost_lines():
            prices[line.unit_cost]


def bed_day_prices(prices: Prices) -> dict[str, Price]:
    """The three prices of a delayed day, by what `money.bed_day_price` calls them."""
    return {name: prices[f"{BED_DAY}{name}"] for name in get_args(BedDayPrice)}


def _this_and_other(year: str) -> tuple[str, str]:
    first, last = get_args(PriceYear)
    return (first, last) if year == first else (last, first)


@lru_cache(maxsize=2)
def _table(folder: Path, year: str) -> Mapping[str, Price]:
    found: dict[tuple[str, str], Price] = {}
    for row in read_table(folder, TABLE, COLUMNS):
        key = row.text("item"), _one_of(row, "price_year", get_args(PriceYear))
        if key in found:
            raise row.error("item", key[0], f"one price of it in {key[1]}, and here is a second")
        found[key] = _price(row)
    return {item: price for (item, priced), price in found.items() if priced == year}


def _price(row: Record) -> Price:
    mark = _one_of(row, "mark", MARKS)
    source = row.cells[row.columns["source"]]
    if (mark == "published") != bool(source):
        raise row.error("source", source, "the id of a source where the mark is published, else nothing")
    return Price(
        item=row.text("item"),
        gbp=row.number("gbp"),
        unit=row.text("unit"),
        moved_by=_one_of(row, "moved_by", GROWTHS),
        mark=mark,
        source=source,
        note=row.text("note"),
    )


def _one_of(row: Record, column: str, words: tuple[str, ...]) -> str:
    if (word := row.text(column)) not in words:
        raise row.error(column, word, " or ".join(words))
    return word
