"""The toy network in C++ with the same draws and tally: an honest bound for any engine."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dtocsim.analysis.bench import toy
from dtocsim.flow import Exponential
from dtocsim.flow.draws import child_key, name_hash, named_key, root_key
from dtocsim.flow.kernel.run import ACCEPT, GAP
from dtocsim.flow.quantiles import DAY

SOURCE = Path(__file__).with_name("toy.cpp")
# Contraction would round the normal quantile differently, and then not every time would be the same.
FLAGS = ("-std=c++17", "-O3", "-march=native", "-ffp-contract=off")


@contextmanager
def compiled_program() -> Iterator[Path | None]:
    """Compile the program into a temporary folder; None where there is no g++."""
    compiler = shutil.which("g++")
    if compiler is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "toy"
        subprocess.run([compiler, *FLAGS, "-o", str(program), str(SOURCE)], check=True)
        yield program


def run_program(program: Path, places: int, days: int, seed: int) -> tuple[toy.Counts, float]:
    """Run the program; returns its counts and the seconds it spent in the simulation."""
    done = subprocess.run(
        [program], input=toy_numbers(places, days, seed), capture_output=True, text=True, check=True
    )
    events, arrived, left, bed_ticks, seconds, _ = done.stdout.split()
    return toy.Counts(int(events), int(arrived), int(left), int(bed_ticks)), float(seconds)


def toy_numbers(places: int, days: int, seed: int) -> str:
    """Return every number the program needs, in the order in which it reads them."""
    stay, assessment = toy.STAY_TIME.row(), toy.ASSESSMENT_TIME.row()
    care, home = Exponential(toy.CARE_HOME_DAYS).row(), Exponential(toy.HOME_CARE_DAYS).row()
    root = root_key(seed, 0)
    purposes = (toy.NEEDS, toy.DESTINATION, toy.STAY, toy.ASSESSMENT, toy.CARE_HOME, toy.HOME_CARE)
    keys = [child_key(named_key(root, f"stream {toy.stream_name(place)}"), 0) for place in range(places)]
    numbers = [
        places, days, toy.BEDS, toy.TEAM, toy.CARE_PLACES, toy.HOME_PLACES, DAY / toy.ARRIVALS_PER_DAY,
        stay.a, stay.b, assessment.a, assessment.b, care.a, home.a, toy.ASSESSED, toy.TO_CARE_HOME,
        GAP, ACCEPT, *map(name_hash, purposes), *keys,
    ]  # fmt: skip
    return " ".join(map(str, numbers))
