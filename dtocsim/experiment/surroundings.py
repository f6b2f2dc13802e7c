"""What a manifest says about the machine and the libraries."""

from __future__ import annotations

import platform
import sys
from importlib.metadata import version
from pathlib import Path

_LIMITS = (("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory.current"),)


def libraries() -> dict[str, str]:
    """Versions of Python and of the libraries that decide the last bit of a result."""
    return {"python": platform.python_version(), "numpy": version("numpy"), "numba": version("numba")}


def machine() -> str:
    """Operating system and processor in one line."""
    return platform.platform() + (
        f" {platform.machine()}" if platform.machine() not in platform.platform() else ""
    )


def free_memory_bytes() -> int | None:
    """Memory this process may still take, in bytes: of the machine, or of the group it is confined to.

    None where the system does not tell. Containers and batch systems confine processes to control groups
    (cgroups, version 2), whose limit is often far below the memory of the machine.
    """
    free = _available()
    for limit, used in _LIMITS:
        try:
            most = Path(limit).read_text().strip()
            if most != "max":
                left = int(most) - int(Path(used).read_text())
                free = left if free is None else min(free, left)
        except (OSError, ValueError):
            continue
    return None if free is None else max(0, free)


def _available() -> int | None:
    try:
        for line in Path("/proc/meminfo").read_text().splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return None


def peak_memory_bytes() -> int | None:
    """The most memory this process has held, in bytes; None where the system does not tell."""
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts kibibytes, macOS bytes: getrusage(2) of either.
    return peak if sys.platform == "darwin" else peak * 1024
