"""Councils are fitted to their own delays by running, correcting and running again, and predict the next
year."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from dtocsim.analysis.councils import Fit, fit_councils, predict
from dtocsim.analysis.councils.delays import of_year, published
from dtocsim.analysis.councils.shrinkage import shrink
from dtocsim.report.councils import councils_report
from dtocsim.report.document import as_markdown
from dtocsim.scenario import Scenario, ScenarioError, load
from tests.conftest import ENGLAND

REASONS = "national change of its reasons"
BEFORE = load(ENGLAND, set_=("run.first_day=2016-04-01",))
AFTER = load(ENGLAND)


@dataclass
class Model:
    """Delayed days of a council rise with the power 1.1 of its factor; each council is off by a share of its
    own."""

    more: float = 1.0
    runs: int = 0

    def __call__(self, scenario: Scenario) -> Any:
        self.runs += 1
        told = of_year(scenario, "2016/17")
        off = dict(zip(sorted(told), np.random.default_rng(1).uniform(0.7, 1.4, len(told)), strict=True))
        rows = [
            {
                "measure": "delayed_days",
                "area": name,
                "replication": replication,
                "value": 2 * self.more * days * off[name] * factor(scenario, name) ** 1.1,
            }
            for name, days in told.items()
            for replication in (1, 2)
        ]
        return SimpleNamespace(monthly=pd.DataFrame(rows), manifest=SimpleNamespace(replications=2))


def factor(scenario: Scenario, council: str) -> float:
    return scenario.at(council).delays.council_factor


def silent(purpose: str, done: int, of: int) -> None:
    """Progress that nobody hears."""


@pytest.fixture(scope="module")
def fit() -> Fit:
    return fit_councils(BEFORE, Model(), 3, silent)


def test_every_correction_brings_councils_nearer_to_their_own_delays(fit: Fit) -> None:
    assert len(fit.factors) == 150
    assert len(fit.errors) == 4
    assert list(fit.errors) == sorted(fit.errors, reverse=True)
    assert fit.errors[0] > 10
    assert fit.errors[-1] < 0.1


def test_the_total_of_england_is_left_to_the_model(fit: Fit) -> None:
    # The model has twice the published days, and the fit halves nobody's factor for it.
    assert np.mean(list(fit.factors.values())) == pytest.approx(1.0, abs=0.1)
    assert sum(fit.simulated.values()) == pytest.approx(sum(fit.published.values()))


def test_a_fitted_scenario_says_the_factor_of_each_council(fit: Fit) -> None:
    assert factor(fit.scenario, "Leeds") == fit.factors["Leeds"]
    assert fit.scenario.delays.council_factor == 1.0


def test_where_the_model_changes_nothing_and_chance_is_small_persistence_is_left(fit: Fit) -> None:
    found = predict(fit, AFTER, Model(more=3.0))
    for step in ("chance taken out", "what the model says changes"):
        assert found.steps[step] == pytest.approx(found.persistent, rel=0.01)
    assert found.rank_correlation(found.persistent) == pytest.approx(0.942, abs=0.002)
    assert sum(found.predicted.values()) == pytest.approx(sum(found.published.values()))
    assert "no better" in as_markdown(councils_report(fit, found, 2))


def test_the_national_change_of_reasons_weighs_with_a_councils_own_reasons(fit: Fit) -> None:
    found = predict(fit, AFTER, Model())
    change = {name: days / found.persistent[name] for name, days in found.steps[REASONS].items()}
    # England's delays for assessment fell by 26 %, those for a care package by 9 %.
    assert change["Hartlepool"] != pytest.approx(change["Leeds"], abs=1e-4)
    assert 0.8 < min(change.values()) < 1 < max(change.values()) < 1.2


def test_a_prediction_of_the_fitted_year_is_refused(fit: Fit) -> None:
    with pytest.raises(
        ScenarioError, match="2016/17, to which the councils were fitted; expected another year"
    ):
        predict(fit, BEFORE, Model())


def test_more_is_drawn_to_the_middle_where_more_is_chance() -> None:
    values = np.asarray([-1.0, 0.0, 1.0, 2.0])
    assert shrink(values, np.zeros(4)) == pytest.approx(values)
    found = shrink(values, np.asarray([0.0, 0.0, 0.0, 1.0]))
    assert found[:3] == pytest.approx(values[:3])
    assert 0.3 < found[3] < 1.5
    # Where chance explains all differences, everybody is the mean.
    assert shrink(values, np.full(4, 9.0)) == pytest.approx(np.full(4, 0.5))


@pytest.mark.parametrize("change", ["run.days=200", "run.first_day=2017-05-01"])
def test_councils_are_fitted_to_whole_financial_years(change: str) -> None:
    with pytest.raises(ScenarioError, match="expected one financial year"):
        published(load(ENGLAND, set_=(change,)))


def test_a_year_without_published_delays_is_refused() -> None:
    with pytest.raises(ScenarioError, match="no council's delayed days are published for 2018/19"):
        published(load(ENGLAND, set_=("run.first_day=2018-04-01",)))
