"""Every measure is declared once, and its parts make its whole."""

import numpy as np
import pandas as pd
import pytest

from dtocsim.care.measures import MEASURES
from dtocsim.care.quantities import QUANTITIES
from dtocsim.care.simulation import Replication
from dtocsim.care.words import ORGANISATIONS, PATHWAYS, REASONS
from tests.care.small import simulated

YEAR = ("run.days=365", "run.warm_up_days=20")


@pytest.fixture(scope="module")
def year() -> Replication:
    return simulated(*YEAR)


def parts(year: Replication, *names: str) -> float:
    return sum(year.measures[name] for name in names)


def test_every_measure_is_defined_and_every_definition_measured(year: Replication) -> None:
    assert year.measures.keys() == MEASURES.keys()
    assert [measure.name for measure in MEASURES.values()] == list(MEASURES)
    assert all(measure.definition.endswith(".") and measure.unit for measure in MEASURES.values())


def test_measures_add_up_quantities_that_there_are() -> None:
    for measure in MEASURES.values():
        for total in (measure.total, measure.per):
            if total is not None:
                for name in total.quantities:
                    quantity = QUANTITIES[name]
                    assert set(total.where) <= {*quantity.columns, "category"}, measure.name


def test_settings_organisations_and_reasons_each_make_up_the_dtoc_beds(year: Replication) -> None:
    beds = pytest.approx(year.measures["dtoc_beds"])
    assert parts(year, "dtoc_beds_acute", "dtoc_beds_non_acute") == beds
    assert parts(year, *(f"dtoc_beds_{name.lower().replace(' ', '_')}" for name in ORGANISATIONS)) == beds
    assert parts(year, *(f"dtoc_beds_{code.lower()}" for code in REASONS)) == beds


def test_pathways_make_up_the_discharges(year: Replication) -> None:
    names = [f"discharges_pathway_{pathway}" for pathway in PATHWAYS]
    assert parts(year, *names) == pytest.approx(year.measures["discharges"])
    assert parts(year, *names[1:]) == pytest.approx(year.measures["discharges_with_support"])


def test_new_social_care_is_what_pathways_1_and_3_have_beside_equipment(year: Replication) -> None:
    table = year.monthly
    chosen = np.asarray(table["measure"] == "discharges_by_destination")
    chosen &= np.asarray(table["category"] == "home with equipment")
    equipment = float(np.asarray(table["value"])[chosen].sum())
    both = parts(year, "discharges_pathway_1", "discharges_pathway_3") - equipment
    assert year.measures["social_care_from_hospital"] == pytest.approx(both)


def test_who_no_longer_meets_the_criteria_leaves_or_remains(year: Replication) -> None:
    remaining = [f"criteria_remaining_pathway_{pathway}" for pathway in PATHWAYS]
    assert parts(year, *remaining) == pytest.approx(year.measures["criteria_remaining"])
    assert parts(year, "criteria_discharged", "criteria_remaining") == pytest.approx(
        year.measures["criteria_no_longer_met"]
    )


def test_the_wholes_hold_their_parts(year: Replication) -> None:
    found = year.measures
    assert found["medically_fit_beds"] > found["dtoc_beds"] * 0.8
    assert found["zero_day_admissions"] < found["emergency_admissions"]
    assert found["stays_over_21_days_percent"] < found["stays_over_7_days_percent"] < 100
    assert found["waits_over_12_hours"] <= found["waits_over_4_hours"]
    assert found["dtoc_over_28_days_percent"] < found["dtoc_over_7_days_percent"] < 100
    assert found["dtoc_85_plus_percent"] < found["dtoc_65_plus_percent"] < 100
    assert found["general_acute_occupancy_percent"] < found["general_acute_usable_occupancy_percent"]


def test_the_mean_delay_times_the_delays_that_ended_is_near_the_delayed_days(year: Replication) -> None:
    """Little's law, but for the delays open at the two ends of the run."""
    frame = pd.DataFrame(dict(year.monthly))
    ended = frame.loc[frame["measure"] == "delays_ended_days", "value"].sum()
    assert ended / 365 == pytest.approx(year.measures["dtoc_beds"], rel=0.1)


def test_a_measure_knows_by_what_it_can_be_split() -> None:
    assert set(MEASURES["dtoc_beds"].breakdowns) == {
        "setting", "reason", "organisation", "provider", "age band", "deprivation fifth",
    }  # fmt: skip
    assert MEASURES["dtoc_beds_acute"].known_by("age band")
    assert not MEASURES["dtoc_beds_nhs"].known_by("age band")
    assert MEASURES["discharges"].breakdowns == ("setting", "pathway", "destination")
    assert MEASURES["general_acute_occupancy_percent"].breakdowns == ("setting",)
