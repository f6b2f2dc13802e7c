"""Flow networks: one description, two engines that run it; knows nothing of health care."""

from dtocsim.flow.durations import (
    Constant,
    Duration,
    Empirical,
    Exponential,
    Gamma,
    HeadStart,
    Lognormal,
    Mixture,
    Remaining,
    Uniform,
    Weibull,
)
from dtocsim.flow.equilibrium import stand_in_equilibrium
from dtocsim.flow.journey import FOR_EVER, Journey
from dtocsim.flow.journey_steps import Shares
from dtocsim.flow.journey_taking import AT_ONCE
from dtocsim.flow.lookup import Attribute, By, Moment, NetworkError, Period
from dtocsim.flow.network import Network, Standing, Stream
from dtocsim.flow.parts import UNLIMITED, Calendar, Census, Counter, Pool, SearchRule, Stock
from dtocsim.flow.tally import Tally

__all__ = [
    "AT_ONCE",
    "FOR_EVER",
    "UNLIMITED",
    "Attribute",
    "By",
    "Calendar",
    "Census",
    "Constant",
    "Counter",
    "Duration",
    "Empirical",
    "Exponential",
    "Gamma",
    "HeadStart",
    "Journey",
    "Lognormal",
    "Mixture",
    "Moment",
    "Network",
    "NetworkError",
    "Period",
    "Pool",
    "Remaining",
    "SearchRule",
    "Shares",
    "Standing",
    "Stock",
    "Stream",
    "Tally",
    "Uniform",
    "Weibull",
    "stand_in_equilibrium",
]
