"""What a run answers with agrees with its own tables and with the official attribution."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from dtocsim.care.measures import MEASURES, SystemResult, measures, organisation_shares
from dtocsim.care.simulate import Replication, simulate
from dtocsim.care.words import FUNDERS, ORGANISATIONS, REASONS, SETTINGS
from tests.care.small import CUMBRIA, scenario

YEAR = ("run.days=365", "run.warm_up_days=20")


@pytest.fixture(scope="module")
def year() -> Replication:
    return simulate(scenario(*YEAR), system=CUMBRIA, seed=1)


@pytest.fixture(scope="module")
def delayed_days(year: Replication) -> pd.DataFrame:
    return pd.DataFrame(dict(year.monthly))


def test_one_organisation_answers_for_each_reason_and_funder() -> None:
    shares = organisation_shares(scenario().tables.folder)
    assert shares.shape == (len(FUNDERS), len(REASONS), len(ORGANISATIONS))
    assert np.array_equal(shares.sum(axis=-1), np.ones((len(FUNDERS), len(REASONS))))
    assert set(shares.flat) == {0.0, 1.0}


@pytest.mark.parametrize(
    ("reasons", "never"),
    [(("C", "I"), {"social care", "both"}), (("Di", "G", "H"), {"both"})],
    ids=["C and I are the NHS's alone", "Di, G and H are never both"],
)
def test_structural_zeros_of_the_official_attribution(
    delayed_days: pd.DataFrame, reasons: tuple[str, ...], never: set[str]
) -> None:
    rows = delayed_days[delayed_days["reason"].isin(reasons)]
    assert set(rows["reason"]) == set(reasons)
    assert not set(rows["organisation"]) & never


def test_acute_beds_are_never_delayed_for_another_reason(delayed_days: pd.DataFrame) -> None:
    assert set(delayed_days.loc[delayed_days["reason"] == "O", "setting"]) <= set(SETTINGS[1:])


def test_the_monthly_table_sums_to_the_daily(year: Replication, delayed_days: pd.DataFrame) -> None:
    daily = pd.DataFrame(dict(year.daily))
    month = daily["date"].astype(str).str[:7].rename("month")
    cells = ["reason", "organisation", "setting"]
    by_day = daily.astype(dict.fromkeys(cells, str)).groupby([month, *cells])["value"].sum()
    by_month = (
        delayed_days.astype(dict.fromkeys(["month", *cells], str)).groupby(["month", *cells])["value"].sum()
    )
    pd.testing.assert_series_equal(by_day, by_month)
    assert by_month.index.get_level_values("month").nunique() == 12


def test_beds_are_delayed_days_over_days(year: Replication, delayed_days: pd.DataFrame) -> None:
    found, days = year.measures, delayed_days["value"]
    assert found["dtoc_beds"] == pytest.approx(days.sum() / 365)
    for organisation in ORGANISATIONS:
        part = days[delayed_days["organisation"] == organisation].sum() / 365
        assert found[f"dtoc_beds_{organisation.lower().replace(' ', '_')}"] == pytest.approx(part)
    acute = days[delayed_days["setting"] == "acute"].sum() / 365
    assert (found["dtoc_beds_acute"], found["dtoc_beds_non_acute"]) == pytest.approx(
        (acute, days.sum() / 365 - acute)
    )


def test_every_measure_is_defined_and_every_definition_measured(year: Replication) -> None:
    assert year.measures.keys() == MEASURES.keys()
    assert [measure.name for measure in MEASURES.values()] == list(MEASURES)
    assert all(measure.definition.endswith(".") and measure.unit for measure in MEASURES.values())


def test_the_wholes_hold_their_parts(year: Replication) -> None:
    found = year.measures
    assert found["medically_fit_beds"] > found["dtoc_beds"] * 0.8
    assert found["zero_day_admissions"] < found["emergency_admissions"]
    assert found["stays_over_21_days_percent"] < found["stays_over_7_days_percent"] < 100
    assert found["waits_over_12_hours"] <= found["waits_over_4_hours"]


PER_YEAR = [name for name, measure in MEASURES.items() if measure.unit == "a year"]


def test_counts_are_scaled_to_365_days_and_means_are_not(year: Replication) -> None:
    results = [_result(delayed=2.0)]
    quarter, whole = measures(results, days=73), measures(results, days=365)
    assert {name for name in MEASURES if quarter[name] != whole[name]} == set(PER_YEAR)
    assert {quarter[name] for name in PER_YEAR} == {5.0}


def _result(delayed: float) -> SystemResult:
    """A system where everything that is counted happened once."""
    from dtocsim.care.measures import PlaceResult

    names = (
        "fit in_bed over_7 over_21 emergencies from_care_homes zero_day electives readmissions home "
        "supported deaths to_care_home residents care_home_places clients reablement"
    )
    cells = np.full((len(SETTINGS), len(REASONS), len(ORGANISATIONS), 73), delayed)
    place = PlaceResult("Cumbria", "Cumbria", cells, dict.fromkeys(names.split(), 1.0))
    return SystemResult((place,), 1.0, 2.0, 1.0, 1.0, 1, ())


def test_places_add_up() -> None:
    one, other = _result(2.0), _result(3.0)
    both = dataclasses.replace(one, places=(*one.places, *other.places))
    assert measures([both], 73)["dtoc_beds"] == pytest.approx((2 + 3) * 3 * 11 * 3)
    assert measures([both], 73)["care_home_residents"] == 2
