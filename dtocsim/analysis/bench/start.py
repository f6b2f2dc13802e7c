"""What the first start costs, which compiles the kernel, and what later ones cost."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass

CALL = """
import json, resource, time
from dtocsim.analysis.bench.engines import run_compiled
run_compiled(1, 1, 0)
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""


@dataclass(frozen=True)
class StartTiming:
    """From the start of Python to the end of a toy run of one place and one day, imports included.

    first_seconds: processor seconds with an empty cache; later_seconds: the least of several with a full one.
    """

    first_seconds: float
    later_seconds: float


def bench_start(later: int = 5) -> StartTiming:
    """Start in processes of their own, once with a fresh cache folder and then with the one it has filled.

    Not on Windows, where a process does not tell the processor time of its own.
    """
    with tempfile.TemporaryDirectory() as folder:
        first, *more = (_seconds(folder) for _ in range(1 + later))
    return StartTiming(first, min(more))


def _seconds(folder: str) -> float:
    surroundings = os.environ | {"DTOCSIM_CACHE_DIR": folder}
    done = subprocess.run(
        [sys.executable, "-c", CALL], env=surroundings, capture_output=True, text=True, check=True
    )
    seconds, _ = json.loads(done.stdout)
    return float(seconds)
