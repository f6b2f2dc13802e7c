"""A simulation that takes no time: the figures of a target are a known function of the numbers."""

from dataclasses import dataclass, field

import numpy as np

from dtocsim.analysis.calibration.levers import Lever
from dtocsim.analysis.calibration.months import Months
from dtocsim.analysis.calibration.simulation import Simulation
from dtocsim.analysis.calibration.space import Parameter
from dtocsim.analysis.calibration.targets import Target
from dtocsim.scenario import load
from tests.conftest import ENGLAND

SCENARIO = load(ENGLAND)
SEARCH, HOURS = "home_care.search_mean_days", "assessment.mean_hours"
LEVERS = (
    Lever(Parameter(SEARCH, 3.4, 2.0, 13.0, logarithmic=True), (SEARCH,), (3.4,), factor=False),
    Lever(Parameter(HOURS, 9.0, 4.0, 16.0, logarithmic=True), (HOURS,), (9.0,), factor=False),
)
YEAR = Months.parse("2017/18")
TARGETS = (
    Target("package of care", "dtoc_beds_e", YEAR, 640.0, 1.03, relative=True),
    Target("admissions", "emergency_admissions", YEAR, 6e6, 1.01, relative=True, role="input"),
    Target("assessment", "dtoc_beds_a", YEAR, 500.0, 1.03, relative=True),
    Target("never", "dtoc_beds_c", YEAR, 0.0, 0.0),
)


@dataclass(frozen=True)
class FakeSimulation(Simulation):
    """England has `larger` times what some systems have, a little more for longer searches."""

    larger: float = 1.0
    calls: list[int] = field(default_factory=list, compare=False)

    def run(self, values: object, replication: int) -> list[float]:
        self.calls.append(replication)
        assert isinstance(values, dict)
        luck = 1 + np.random.default_rng(replication).normal(0, 0.005, 2)
        days, hours = values[SEARCH], values[HOURS]
        search = self.larger * 40 * days * (1.2 if self.larger > 1 and days > 3.5 else 1.0) * luck[0]
        return [float(search), 6.05e6, float(self.larger * 11 * hours * luck[1]), 0.0]

    def possible(self, values: object) -> bool:
        return True


PART = FakeSimulation(SCENARIO, TARGETS, ("E54000044", "E54000032"))
WHOLE = FakeSimulation(SCENARIO, TARGETS, ("E54000044", "E54000032", "E54000005"), larger=5.0)
