"""Prices are of one year; one known of the other year only is moved and says so; slips name their line."""

import shutil
from pathlib import Path

import pytest

from dtocsim.care.money import bed_day_prices, load_prices
from dtocsim.care.tables import DataError
from dtocsim.scenario import Scenario, load
from dtocsim.scenario.tables import NAMES
from tests.care.small import ENGLAND, scenario

LATER = "money.price_year=2024/25"


def test_a_price_of_the_year_stands_as_it_was_published() -> None:
    now, later = load_prices(scenario()), load_prices(scenario(LATER))
    assert (now["emergency_attendance"].gbp, now["emergency_attendance"].mark) == (148, "published")
    assert (later["emergency_attendance"].gbp, later["emergency_attendance"].mark) == (280, "published")


def test_a_price_of_the_other_year_is_moved_by_its_growth_and_marked() -> None:
    changes = ("money.general_price_growth=2", "money.care_price_growth=3")
    now, later = load_prices(scenario(*changes)), load_prices(scenario(LATER, *changes))
    assert (now["community_bed_day"].gbp, now["community_bed_day"].mark) == (565 / 2, "moved")
    assert (later["home_care_hour"].gbp, later["home_care_hour"].mark) == (16.12 * 3, "moved")
    assert now["home_care_hour"].mark == "published"


def test_a_delayed_day_has_three_prices() -> None:
    prices = {name: price.gbp for name, price in bed_day_prices(load_prices(scenario())).items()}
    assert prices == {"excess_bed_day": 313, "audit_office": 303.7, "marginal": 76.7}


def changed(tmp_path: Path, before: str, after: str) -> Scenario:
    """England with a table of prices in which one text is another."""
    (tmp_path / "data").mkdir()
    for name in NAMES:
        shutil.copy(ENGLAND.parent / "data" / name, tmp_path / "data" / name)
    table = tmp_path / "data" / "unit_costs.csv"
    text = table.read_text(encoding="utf-8")
    assert before in text
    table.write_text(text.replace(before, after), encoding="utf-8")
    return load(Path(shutil.copy(ENGLAND, tmp_path / "england.yaml")))


SLIPS = {
    "a year": (
        ",2016/17,313,",
        ",2017/18,313,",
        "2: price_year: found '2017/18'; expected 2016/17 or 2024/25",
    ),
    "a price": (",313,", ",-1,", "2: gbp: found '-1'; expected a number, 0 or more"),
    "a growth": (",general,", ",wages,", "2: moved_by: found 'wages'; expected general or care"),
    "a mark": ("published,HFMA", "guessed,HFMA", "2: mark: found 'guessed'; expected published or assumed"),
    "a source": ("published,HFMA", "assumed,HFMA", "2: source: found 'HFMA_2017'; expected the id of a"),
    "twice": (
        "audit_office",
        "excess_bed_day",
        "3: item: found 'bed_day_excess_bed_day'; expected one price",
    ),
    "missing": (
        "bed_day_marginal",
        "bed",
        "1: no row of item bed_day_marginal; expected its price in pounds",
    ),
}


@pytest.mark.parametrize(("before", "after", "wrong"), SLIPS.values(), ids=list(SLIPS))
def test_a_slip_in_the_table_names_its_line(tmp_path: Path, before: str, after: str, wrong: str) -> None:
    with pytest.raises(DataError) as error:
        load_prices(changed(tmp_path, before, after))
    assert f"unit_costs.csv:{wrong}" in str(error.value)


def test_every_source_of_a_price_is_listed() -> None:
    listed = (ENGLAND.parent / "data" / "sources.csv").read_text(encoding="utf-8")
    sources = {price.source for price in load_prices(scenario()).values()} - {""}
    assert [source for source in sorted(sources) if f"\n{source}," not in listed] == []
