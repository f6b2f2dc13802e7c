"""England's hospitals, social care, homes, housing and community as a flow network."""

from dtocsim.care import measures
from dtocsim.care.event_log import write_event_log
from dtocsim.care.simulate import Replication, forget_models, memory_of_a_network, simulate

__all__ = ["Replication", "forget_models", "measures", "memory_of_a_network", "simulate", "write_event_log"]
