"""England's hospitals, social care, homes, housing and community as a flow network."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dtocsim.care import measures
    from dtocsim.care.event_log import write_event_log
    from dtocsim.care.simulation import Replication, forget_models, memory_of_a_network, simulate
    from dtocsim.care.start_check import check_start

__all__ = [
    "Replication",
    "check_start",
    "forget_models",
    "measures",
    "memory_of_a_network",
    "simulate",
    "write_event_log",
]
_HOME = {"write_event_log": "event_log", "check_start": "start_check"}


def __getattr__(name: str) -> Any:
    # Scenarios look up the kinds of schemes in this package, and must not wait for the engine.
    if name not in __all__:
        raise AttributeError(f"module 'dtocsim.care' has no attribute {name!r}")
    if name == "measures":
        return import_module("dtocsim.care.measures")
    return getattr(import_module(f"dtocsim.care.{_HOME.get(name, 'simulation')}"), name)
