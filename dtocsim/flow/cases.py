"""Sets of cases as the bits of one whole number, so that thousands are worked out in a few operations.

Two ways to keep them share one interface: `Cases` tells every combination of values apart, `Chances` keeps
for each variable only whether it may be 1. The union of two sets is `|` in both, and 0 means that nobody is
there at all.
"""

from collections.abc import Hashable, Mapping
from math import prod


class Cases:
    """All combinations of variables, a bit for each.

    Args:
        sizes: how many values each variable has; values are 0, 1, ...
    """

    def __init__(self, sizes: Mapping[Hashable, int]) -> None:
        self.sizes = dict(sizes)
        self.start = 1
        """The one case in which every variable is 0."""
        self._strides: dict[Hashable, int] = {}
        self._where: dict[Hashable, list[int]] = {}
        all_cases, stride = prod(sizes.values()), 1
        for variable, size in sizes.items():
            period = stride * size
            first = _repeated((1 << stride) - 1, period, all_cases // period)
            self._where[variable] = [first << value * stride for value in range(size)]
            self._strides[variable] = stride
            stride = period

    def only(self, cases: int, variable: Hashable, value: int) -> int:
        """Return the cases in which a variable has a value."""
        return cases & self._where[variable][value]

    def put(self, cases: int, variable: Hashable, value: int) -> int:
        """Return the cases after a variable has been given a value."""
        changed = 0
        for old, mask in enumerate(self._where[variable]):
            part, shift = cases & mask, (value - old) * self._strides[variable]
            changed |= part << shift if shift >= 0 else part >> -shift
        return changed

    def forget(self, cases: int, variable: Hashable) -> int:
        """Return the cases when a variable may have any value."""
        first, stride = self.put(cases, variable, 0), self._strides[variable]
        spread = 0
        for value in range(self.sizes[variable]):
            spread |= first << value * stride
        return spread


def _repeated(bits: int, width: int, times: int) -> int:
    """Return bits one after another, each time in a field of so many bits."""
    if times == 1:
        return bits
    half = _repeated(bits, width, times // 2)
    twice = half | half << width * (times // 2)
    return twice | bits << width * (times - 1) if times % 2 else twice


class Chances:
    """For each variable whether it may be 1; what it goes together with is not kept.

    Args:
        sizes: the variables, each with two values.
    """

    def __init__(self, sizes: Mapping[Hashable, int]) -> None:
        self.sizes = dict(sizes)
        self.start = 1
        self._bits = {variable: 2 << number for number, variable in enumerate(sizes)}

    def only(self, cases: int, variable: Hashable, value: int) -> int:
        """Return the same, or nothing if the variable cannot be 1."""
        return cases if value == 0 or cases & self._bits[variable] else 0

    def put(self, cases: int, variable: Hashable, value: int) -> int:
        """Return the chances after a variable has been given a value."""
        if cases == 0:
            return 0
        return cases | self._bits[variable] if value else cases & ~self._bits[variable]

    def forget(self, cases: int, variable: Hashable) -> int:
        """Return the chances when a variable may be 1."""
        return self.put(cases, variable, 1)
