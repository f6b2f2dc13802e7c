"""Names of a package whose modules are imported when somebody first asks for one of them.

A command that refuses what it was given shall not wait for what it would have run.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any


def later(package: str, homes: Mapping[str, Sequence[str]]) -> Callable[[str], Any]:
    """Return the `__getattr__` of a package.

    Args:
        package: its full name.
        homes: the names that each of its modules gives; none may be that of a module of the package, because
            Python sets a module as an attribute of its package, whoever imports it.

    >>> later("dtocsim.scenario", {"evidence": ["load_evidence"]})("load_evidence").__name__
    'load_evidence'
    """
    home = {name: module for module, names in homes.items() for name in names}

    def find(name: str) -> Any:
        if name not in home:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{home[name]}"), name)

    return find
