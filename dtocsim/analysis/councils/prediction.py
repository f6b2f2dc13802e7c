"""How well councils fitted to one year predict the next, beside persistence: the same share of the new total.

The rule, written down before it was tried: a council's prediction is

1. its delayed days of the fitted year, as far as they are not chance (`shrinkage`; towards what the model
   makes of its people, beds and care without any factor),
2. times what the model says changes in it from that year to the next, with the same factors on the same
   people: beds, admissions and people by council are inputs, delays are not,
3. times what the national change in each reason means for its own reasons of the fitted year,

all brought to England's published total, as persistence is. No council's delays of the predicted year enter.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum

import numpy as np
from scipy.stats import spearmanr

from dtocsim.care.calendar import financial_year
from dtocsim.scenario import Problem, Scenario, ScenarioError

from .delays import Days, Simulate, published, reasons_of_year, simulated
from .fitting import Fit, with_factors
from .shrinkage import Numbers, shrink


@dataclass(frozen=True)
class Prediction:
    """Predicted and published delayed days of councils; all predictions are brought to the published total.

    Attributes:
        published: of the predicted year.
        predicted: by the rule above.
        steps: the fitted year's days with one of the three steps alone, by what it is called.
        persistent: the fitted year's days as they were.
    """

    published: Days
    predicted: Days
    steps: Mapping[str, Days]
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
    """Predict a year from councils that were fitted to another.

    Args:
        fit: councils fitted to the other year.
        scenario: the year to predict.
        simulate: runs England.

    Raises:
        ScenarioError: the scenario is no published year, or the fitted one.
    """
    told = published(scenario)
    if _year(scenario) == _year(fit.scenario):
        same = f"{_year(scenario)}, to which the councils were fitted"
        raise ScenarioError([Problem(scenario.name, None, "run.first_day", same, "expected another year")])
    names = [name for name in fit.factors if told.get(name, 0.0) > 0]
    found = simulated(simulate(with_factors(scenario, fit.factors)))
    before = np.asarray([fit.published[name] for name in names])
    steps = {
        "chance taken out": _without_chance(fit, names) / before,
        "what the model says changes": np.asarray(
            [_ratio(found.get(n, 0.0), fit.simulated[n]) for n in names]
        ),
        "national change of its reasons": _of_reasons(scenario, names, _year(fit.scenario)),
    }

    def days(change: Numbers) -> Days:
        total = fsum(told[name] for name in names)
        expected = before * change
        return dict(zip(names, (expected * total / expected.sum()).tolist(), strict=True))

    return Prediction(
        published={name: told[name] for name in names},
        predicted=days(np.prod(list(steps.values()), axis=0)),
        steps={name: days(change) for name, change in steps.items()},
        persistent=days(np.ones(len(names))),
    )


def _year(scenario: Scenario) -> str:
    return financial_year(scenario.run.first_day)


def _without_chance(fit: Fit, names: list[str]) -> Numbers:
    told = np.asarray([fit.published[name] for name in names])
    expected = np.asarray([max(fit.unfitted[name], 1.0) for name in names])
    return np.asarray(expected * np.exp(shrink(np.log(told / expected), fit.chance / told)))


def _of_reasons(scenario: Scenario, names: list[str], before: str) -> Numbers:
    """What the national change in each reason means for a council's own mixture of the year before."""
    earlier, later = (reasons_of_year(scenario, year) for year in (before, _year(scenario)))
    sums = [_total(earlier), _total(later)]
    change = {reason: _ratio(sums[1].get(reason, 0.0), days) for reason, days in sums[0].items()}
    return np.asarray(
        [
            _ratio(fsum(d * change[r] for r, d in earlier[name].items()), fsum(earlier[name].values()))
            for name in names
        ]
    )


def _total(councils: Mapping[str, Days]) -> dict[str, float]:
    found: dict[str, float] = {}
    for days in councils.values():
        for reason, value in days.items():
            found[reason] = found.get(reason, 0.0) + value
    return found


def _ratio(after: float, before: float) -> float:
    """Of two numbers of days; what says nothing changes nothing."""
    return after / before if after > 0 and before > 0 else 1.0
