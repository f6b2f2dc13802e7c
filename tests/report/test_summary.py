from dataclasses import replace
from pathlib import Path

import pytest

from dtocsim.experiment import Result, run
from dtocsim.report import summary_text
from dtocsim.report.numbers import written
from dtocsim.report.summary import measures_text
from dtocsim.scenario import Scenario, load

ENGLAND = Path(__file__).parents[2] / "scenarios" / "england-2017-18.yaml"
THREE_REPLICATIONS = """\
England, 30 days from 1 April 2017: on an average day 62 beds are taken up by patients whose
transfer is delayed (95 % interval 60 to 64; 3 replications). The published figure is 5,896. The
most frequent reason is A, completion of assessment: 97 % of delayed days.

Scenario: England 2017/18. How many patients wait in hospital for care, for what, and for whose?

measure                      mean  95 % interval  published  unit
-----------------------------------------------------------------------
Delayed transfers of care      62       60 to 64      5,896  beds a day
General and acute occupancy  90.0   90.0 to 90.0          –  %

delayed days by reason                     days  beds a day   share  published share
------------------------------------------------------------------------------------
A   completion of assessment              1,800        60.0  96.8 %           16.9 %
B   public funding                            0         0.0   0.0 %            4.1 %
"""


def test_three_replications_in_full(result: Result) -> None:
    assert summary_text(result).startswith(THREE_REPLICATIONS)


@pytest.mark.usefixtures("fake_care")
def test_one_replication_claims_no_certainty(scenario: Scenario) -> None:
    text = summary_text(run(scenario))
    assert "(one replication, so no interval)" in " ".join(text.split())
    assert "measure                      mean  published  unit\n" in text


@pytest.mark.usefixtures("fake_care")
def test_nine_replications_tell_what_a_single_year_may_bring(scenario: Scenario) -> None:
    [row] = [line for line in summary_text(run(scenario, replications=9)).splitlines() if "61 to 69" in line]
    assert row.startswith("Delayed transfers of care      65       63 to 67")


def test_what_to_know_of_a_published_figure_stands_below_the_table(result: Result) -> None:
    noted = [replace(each, published=90.0, published_note="winter only") for each in result.measures[:2]]
    text = measures_text([replace(noted[0], published_note=""), noted[1]])
    assert text.splitlines()[2:] == [
        "Delayed transfers of care      62       60 to 64     90      beds a day",
        "General and acute occupancy  90.0   90.0 to 90.0   90.0 [1]  %",
        "[1] winter only",
    ]


def test_only_headline_measures_are_shown_unasked(result: Result) -> None:
    first, second, *others = result.measures
    hidden = replace(second, headline=False)
    assert "occupancy" not in summary_text(replace(result, measures=(first, hidden, *others)))


def test_notes_of_the_model_stand_below_the_answer(result: Result) -> None:
    noted = replace(result, manifest=replace(result.manifest, notes=("no steady state in Leeds",)))
    assert summary_text(noted).split("\n\n")[1] == "Note: no steady state in Leeds"


def test_a_council_is_told_whose_hospitals_are_meant(result: Result) -> None:
    leeds = replace(result, manifest=replace(result.manifest, kind="council", area="Leeds"))
    assert summary_text(leeds).split("\n\n")[1] == (
        "Note: Occupancy and waits for a bed are those of all hospitals of the West Yorkshire system, "
        "wherever their patients live; all else is of Leeds."
    )


def test_nobody_delayed_is_no_error(result: Result) -> None:
    text = summary_text(replace(result, monthly=result.monthly.iloc[:0]))
    assert "reason" not in text


@pytest.mark.usefixtures("fake_care")
def test_a_what_if_names_what_it_changes() -> None:
    what_if = load(ENGLAND, set_=("run.days=30", "home_care.search_mean_days=2"))
    words = " ".join(summary_text(run(what_if)).split())
    base = written(load(ENGLAND).home_care.search_mean_days)
    assert f"It differs from its base in home_care.search_mean_days 2 (base {base})." in words


@pytest.mark.usefixtures("fake_care")
def test_a_trend_with_other_dates_is_named_as_one_value() -> None:
    later = "delays.performance_trend={ramp: {2017-08-01: 1.1, 2018-02-01: 0.9}}"
    words = " ".join(summary_text(run(load(ENGLAND, set_=("run.days=30", later)))).split())
    assert "delays.performance_trend ramp 2017-08-01 1.1, 2018-02-01 0.9 (base ramp 2017-08-01 1.1" in words
