"""What a manifest says about the machine and the libraries."""

from __future__ import annotations

import platform
import sys
from importlib.metadata import version


def libraries() -> dict[str, str]:
    """Versions of Python and of the libraries that decide the last bit of a result."""
    return {"python": platform.python_version(), "numpy": version("numpy"), "numba": version("numba")}


def machine() -> str:
    """Operating system and processor in one line."""
    return platform.platform() + (
        f" {platform.machine()}" if platform.machine() not in platform.platform() else ""
    )


def peak_memory_bytes() -> int | None:
    """The most memory this process has held, in bytes; None where the system does not tell."""
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts kibibytes, macOS bytes: getrusage(2) of either.
    return peak if sys.platform == "darwin" else peak * 1024
