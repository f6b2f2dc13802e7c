"""Flow networks: one description, two engines that run it; knows nothing of health care."""

from dtocsim.flow.durations import (
    Constant,
    Duration,
    Empirical,
    Exponential,
    Gamma,
    Lognormal,
    Mixture,
    Remaining,
    Uniform,
    Weibull,
)
from dtocsim.flow.journey import Journey
from dtocsim.flow.lookup import By, NetworkError
from dtocsim.flow.network import UNLIMITED, Network, Pool, SearchRule
from dtocsim.flow.tally import Tally

__all__ = [
    "UNLIMITED",
    "By",
    "Constant",
    "Duration",
    "Empirical",
    "Exponential",
    "Gamma",
    "Journey",
    "Lognormal",
    "Mixture",
    "Network",
    "NetworkError",
    "Pool",
    "Remaining",
    "SearchRule",
    "Tally",
    "Uniform",
    "Weibull",
]
