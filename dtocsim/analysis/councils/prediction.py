"""How well councils fitted to one year predict the next, beside persistence: the same share of the new
total."""

from dataclasses import dataclass
from math import fsum

import numpy as np
from scipy.stats import spearmanr

from dtocsim.scenario import Problem, Scenario, ScenarioError

from .delays import Days, Simulate, published, simulated
from .fitting import KEY, Fit


@dataclass(frozen=True)
class Prediction:
    """Predicted and published delayed days of councils.

    Attributes:
        published: of the predicted year.
        predicted: by the fitted scenario, brought to the published total.
        persistent: the fitted year's published days, brought to the same total.
    """

    published: Days
    predicted: Days
    persistent: Days

    def rank_correlation(self, days: Days) -> float:
        """Spearman's correlation of predicted with published days over councils."""
        names = list(self.published)
        pairs = [days[name] for name in names], [self.published[name] for name in names]
        return float(spearmanr(*pairs).statistic)

    def median_error(self, days: Days) -> float:
        """Median over councils of the absolute error, in % of the published."""
        return float(np.median([100 * abs(days[name] / told - 1) for name, told in self.published.items()]))


def predict(fit: Fit, scenario: Scenario, simulate: Simulate) -> Prediction:
    """Predict a year from factors that were fitted to another.

    Args:
        fit: councils fitted to the other year.
        scenario: the year to predict; its councils' shares must be those of the fitted year.
        simulate: runs England.

    Raises:
        ScenarioError: the scenario is no published year, or takes its councils' shares from the year itself.
    """
    fitted_year = _year_of_shares(fit.scenario)
    if _year_of_shares(scenario) != fitted_year:
        other = f"{_year_of_shares(scenario)}, the councils were fitted to {fitted_year}"
        key = "councils.published_year"
        raise ScenarioError([Problem(scenario.name, None, key, other, f"expected {fitted_year}")])
    told = published(scenario)
    names = [name for name in fit.factors if told.get(name, 0.0) > 0]
    total = fsum(told[name] for name in names)
    state = scenario.changed({KEY: {"by_area": {"England": 1.0, **fit.factors}}})
    found = simulated(simulate(state))
    return Prediction(
        published={name: told[name] for name in names},
        predicted=_scaled({name: found.get(name, 0.0) for name in names}, total),
        persistent=_scaled({name: fit.published[name] for name in names}, total),
    )


def _year_of_shares(scenario: Scenario) -> str:
    chosen = scenario.councils.published_year
    year = scenario.run.first_day.year
    return f"{year}/{(year + 1) % 100:02d}" if chosen == "of the run" else chosen


def _scaled(days: Days, total: float) -> Days:
    scale = total / max(fsum(days.values()), 1e-9)
    return {name: scale * value for name, value in days.items()}
