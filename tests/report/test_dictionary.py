"""The data dictionary is written from the declarations, so it cannot fall behind them."""

import csv

from dtocsim.care.measures import MEASURES
from dtocsim.care.money import COLUMNS
from dtocsim.care.money.lines import LINES
from dtocsim.care.quantities import QUANTITIES
from dtocsim.report.dictionary import dictionary_text


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(dictionary_text("csv").splitlines()))


def test_every_measure_quantity_and_part_of_money_has_its_row() -> None:
    lines = [line.name for line in LINES]
    assert [row["name"] for row in rows()] == [*MEASURES, *QUANTITIES, *COLUMNS, *lines]
    assert all(row["unit"] and row["definition"].endswith(".") for row in rows())
    assert all(row["areas"] for row in rows() if not row["kind"].startswith("money"))


def test_a_measure_says_how_it_is_computed() -> None:
    computed = {row["name"]: row["computed as"] for row in rows() if row["kind"] == "measure"}
    assert computed["dtoc_beds_acute"] == "delayed_days [setting acute] / days"
    assert computed["emergency_admissions"] == "365 x emergency_admissions / days"
    assert computed["stays_over_21_days_percent"] == (
        "100 x bed_days [setting acute, community; category 21 days and over] / bed_days "
        "[setting acute, community]"
    )


def test_a_quantity_says_what_its_category_holds() -> None:
    (row,) = [row for row in rows() if row["name"] == "delayed_days_by_age"]
    assert (row["category"], row["words of category"]) == ("age band", "0-64, 65-74, 75-84, 85+")
    assert (row["columns filled"], row["daily"]) == ("setting", "no")


def test_markdown_has_a_table_of_each() -> None:
    text = dictionary_text()
    assert sum(line.startswith("| --- |") for line in text.splitlines()) == 4
    assert all(f"| {name} |" in text for name in (*MEASURES, *QUANTITIES, *COLUMNS))
