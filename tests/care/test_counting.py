"""The tables keep the books: wholes are the sums of their parts, and who came in has gone or is here."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dtocsim.care.counting import organisation_shares
from dtocsim.care.counts import capacity_by_day
from dtocsim.care.quantities import QUANTITIES
from dtocsim.care.simulation import Replication
from dtocsim.care.tables import DataError
from dtocsim.care.words import FUNDERS, ORGANISATIONS, REASONS, SETTINGS
from dtocsim.flow import Pool
from tests.care.small import BRIEF, SHORT, model, run, scenario, simulated

LAPSING = (*SHORT, "care_homes.place_held_days=2", "home_care.package_held_days=2")
OF_SCHEMES = {name for name in QUANTITIES if name.startswith(("scheme_", "admissions_prevented"))}
"""Quantities that only a run with schemes has."""
YEAR = ("run.days=365", "run.warm_up_days=20")


@pytest.fixture(scope="module")
def year() -> Replication:
    return simulated(*YEAR)


@pytest.fixture(scope="module")
def monthly(year: Replication) -> pd.DataFrame:
    return words(pd.DataFrame(dict(year.monthly)))


@pytest.fixture(scope="module")
def daily(year: Replication) -> pd.DataFrame:
    return words(pd.DataFrame(dict(year.daily)))


def words(table: pd.DataFrame) -> pd.DataFrame:
    return table.astype({name: str for name in table.columns if name != "value"})


def of(table: pd.DataFrame, quantity: str, **where: str) -> pd.DataFrame:
    rows = table[table["measure"] == quantity]
    for column, word in where.items():
        rows = rows[rows[column] == word]
    return rows


def test_somebody_answers_for_each_reason_and_funder_and_where_one_does_it_is_the_one_who_pays() -> None:
    shares = organisation_shares(scenario().tables.folder)
    assert shares.shape == (len(FUNDERS), len(REASONS), len(ORGANISATIONS))
    assert shares.sum(axis=-1) == pytest.approx(np.ones((len(FUNDERS), len(REASONS))))
    whole = [FUNDERS[funder] for funder in range(len(FUNDERS)) if set(shares[funder].flat) == {0.0, 1.0}]
    assert whole == ["self", "nhs", "joint"]


def test_shares_of_organisations_that_are_not_one_together_are_refused(tmp_path: Path) -> None:
    text = (scenario().tables.folder / "responsible_organisation.csv").read_text(encoding="utf-8")
    spoilt = text.replace("A,council,NHS,0.16", "A,council,NHS,0.06")
    (tmp_path / "responsible_organisation.csv").write_text(spoilt, encoding="utf-8")
    with pytest.raises(DataError, match=r"reason A, funder council: shares sum to 0\.9; expected 1"):
        organisation_shares(tmp_path)


@pytest.mark.parametrize(
    ("reasons", "never"),
    [(("C", "I"), {"social care", "both"}), (("Di", "G", "H"), {"both"})],
    ids=["C and I are the NHS's alone", "Di, G and H are never both"],
)
def test_structural_zeros_of_the_official_attribution(
    monthly: pd.DataFrame, reasons: tuple[str, ...], never: set[str]
) -> None:
    delays = of(monthly, "delayed_days")
    rows = delays[delays["reason"].isin(reasons)]
    assert set(rows["reason"]) == set(reasons)
    assert not set(rows["organisation"]) & never


def test_acute_beds_are_never_delayed_for_another_reason(monthly: pd.DataFrame) -> None:
    assert set(of(monthly, "delayed_days", reason="O")["setting"]) <= set(SETTINGS[1:])


def test_the_tables_hold_every_quantity_and_no_other(monthly: pd.DataFrame, daily: pd.DataFrame) -> None:
    assert set(monthly["measure"]) == set(QUANTITIES) - OF_SCHEMES
    on_days = {name for name, each in QUANTITIES.items() if each.daily is not None}
    assert set(daily["measure"]) == on_days - OF_SCHEMES


def test_columns_are_filled_where_the_quantity_says_so_and_empty_elsewhere(monthly: pd.DataFrame) -> None:
    for name, quantity in QUANTITIES.items():
        rows = of(monthly, name)
        for column in ("setting", "reason", "organisation"):
            assert set(rows[column] != "") <= {column in quantity.columns}, (name, column)
        if quantity.words:
            assert set(rows["category"]) <= set(quantity.words), name


def test_another_breakdown_of_a_quantity_has_its_sums(monthly: pd.DataFrame) -> None:
    for name, quantity in QUANTITIES.items():
        if quantity.of:
            shared = [column for column in quantity.columns if column in QUANTITIES[quantity.of].columns]
            key = ["month", *shared]
            one, other = (of(monthly, each).groupby(key)["value"].sum() for each in (name, quantity.of))
            pd.testing.assert_series_equal(one, other)


def test_the_monthly_table_sums_to_the_daily(monthly: pd.DataFrame, daily: pd.DataFrame) -> None:
    daily = daily.assign(month=daily["date"].str[:7])
    for name, quantity in QUANTITIES.items():
        if quantity.daily is not None:
            key = ["month", *quantity.daily]
            by_day = of(daily, name).groupby(key)["value"].sum()
            by_month = of(monthly, name).groupby(key)["value"].sum()
            pd.testing.assert_series_equal(by_day, by_month)


def test_there_are_twelve_months(monthly: pd.DataFrame) -> None:
    assert set(monthly["month"]) == {f"2017-{month:02d}" for month in range(4, 13)} | {
        f"2018-{month:02d}" for month in range(1, 4)
    }


def test_beds_taken_up_are_left_died_in_or_still_held() -> None:
    tally, (place,) = run(*SHORT).tally, model(*SHORT).places
    for setting in SETTINGS:
        begun = tally.counter(place.records.admitted[setting])
        ended = tally.counter(place.records.discharges[setting]).sum(axis=0)
        ended = ended + tally.counter(place.records.deaths[setting])
        here = tally.census(place.records.in_bed[setting])[0, :, 0].sum(axis=0)
        # Beds that open at the stroke of the first midnight are taken before it is counted.
        assert np.array_equal(np.diff(here)[1:], (begun - ended)[1:-1]), setting


@pytest.mark.parametrize("changes", [SHORT, LAPSING], ids=["as it is", "places held for two days"])
def test_care_taken_up_is_given_up_or_still_held(changes: tuple[str, ...]) -> None:
    """Packages and places are as many more as were taken up than ended, but for those taken before leaving.

    A place is taken while the home assesses; then it may be declined.
    """
    tally, (place,) = run(*changes).tally, model(*changes).places
    records, pools = place.records, place.pools
    net = tally.counter(records.entered_care) - tally.counter(records.left_care)
    assert tally.counter(records.left_care)[1:].sum(axis=1).min() > 0
    assert net[0].sum() == 0
    for kind, pool in enumerate((pools.home_care, pools.residential, pools.nursing), start=1):
        here = tally.pool(pool).occupied_at_midnight
        assert np.abs((here - here[0])[1:] - np.cumsum(net[kind])[:-1]).max() <= 6, pool.name


def test_tasks_begun_are_done_broken_off_or_under_way() -> None:
    tally, (place,) = run(*SHORT).tally, model(*SHORT).places
    for task, census in place.records.tasks.items():
        begun = int(tally.counter(place.records.requests[task]).sum())
        done = int(tally.counter(place.records.completed[task]).sum())
        ended = int(tally.stays(census).sum())
        assert done <= ended, task
        assert abs(begun - ended) <= tally.census(census).max() + 10, task


def test_delayed_patients_are_fit_and_fit_patients_are_in_bed() -> None:
    tally, (place,) = run(*SHORT).tally, model(*SHORT).places
    for setting in SETTINGS:
        delayed = tally.census(place.records.delayed_people[setting])[0].sum(axis=(0, 1, 2))
        fit = tally.census(place.records.fit[setting])[0].sum(axis=(0, 1))
        in_bed = tally.census(place.records.in_bed[setting])[0].sum(axis=(0, 1))
        assert (delayed <= fit).all(), setting
        assert (fit <= in_bed).all(), setting


def test_usable_beds_follow_the_steps_of_the_pool() -> None:
    pool = Pool("beds", 5, 0, steps=((-3.0, 6), (1.0, 7), (2.5, 8)))
    assert capacity_by_day(pool, 5).tolist() == [6, 7, 7, 8, 8]


def test_both_engines_fill_the_same_tables() -> None:
    fast, readable = simulated(*BRIEF), simulated(*BRIEF, engine="reference")
    for table in ("monthly", "daily"):
        pd.testing.assert_frame_equal(
            pd.DataFrame(dict(getattr(fast, table))), pd.DataFrame(dict(getattr(readable, table)))
        )
    assert fast.measures == pytest.approx(readable.measures, nan_ok=True)
