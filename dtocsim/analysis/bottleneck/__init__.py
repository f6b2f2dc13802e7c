"""Which wait costs most: each made instant in turn, on the same people."""

from dtocsim.analysis.bottleneck.find import Bottleneck, Saved, bottlenecks
from dtocsim.analysis.bottleneck.waits import WAITS, Wait

__all__ = ["WAITS", "Bottleneck", "Saved", "Wait", "bottlenecks"]
