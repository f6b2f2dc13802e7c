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
from dtocsim.report.councils import councils_report
from dtocsim.report.document import as_markdown
from dtocsim.scenario import Scenario, ScenarioError, load
from tests.conftest import ENGLAND

SHARES = "councils.published_year"
BEFORE = load(ENGLAND, set_=("run.first_day=2016-04-01",))
AFTER = load(ENGLAND, set_=(f'{SHARES}="2016/17"',))


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
                "value": 2 * self.more * days * off[name] * factor(scenario, name) ** 1.1,
            }
            for name, days in told.items()
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


def test_a_year_predicted_without_new_knowledge_is_persistence(fit: Fit) -> None:
    found = predict(fit, AFTER, Model(more=3.0))
    assert found.rank_correlation(found.predicted) == pytest.approx(0.942, abs=0.002)
    assert found.median_error(found.predicted) == pytest.approx(found.median_error(found.persistent), abs=0.5)
    assert sum(found.predicted.values()) == pytest.approx(sum(found.published.values()))
    assert "no better than persistence" in as_markdown(councils_report(fit, found, 2))


def test_a_prediction_must_not_know_the_shares_of_its_own_year(fit: Fit) -> None:
    with pytest.raises(ScenarioError, match="2017/18, the councils were fitted to 2016/17; expected 2016/17"):
        predict(fit, load(ENGLAND), Model())


@pytest.mark.parametrize("change", ["run.days=200", "run.first_day=2017-05-01"])
def test_councils_are_fitted_to_whole_financial_years(change: str) -> None:
    with pytest.raises(ScenarioError, match="expected one financial year"):
        published(load(ENGLAND, set_=(change,)))


def test_a_year_without_published_delays_is_refused() -> None:
    with pytest.raises(ScenarioError, match="no council's delayed days are published for 2018/19"):
        published(load(ENGLAND, set_=("run.first_day=2018-04-01",)))
