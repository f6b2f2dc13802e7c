"""Loads a fuzzed scenario in a process of its own with limits on time and memory, and says how it ended."""

import os
import random
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
SECONDS, BYTES = 2.0, 500 * 2**20
SERVER = """
import resource, sys, time
from pathlib import Path
from dtocsim.scenario import ScenarioError, load
def peak_bytes():
    # In Linux a child's resource usage begins with its parent's memory; VmHWM does not.
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))
for line in sys.stdin:
    begun, path = time.process_time(), Path(line.rstrip("\\n"))
    try:
        load(path)
        ending, told = "valid", ""
    except ScenarioError as error:
        ending, told = "refused", str(error)
    except BaseException as error:
        ending, told = "fault", f"{type(error).__name__}: {error}"
    print(repr((ending, told, time.process_time() - begun, peak_bytes())), flush=True)
"""


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (4 * BYTES, 4 * BYTES))


class Loader:
    """A process that loads one file after another."""

    def __init__(self) -> None:
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
            preexec_fn=_limited,
        )

    def load(self, path: Path) -> tuple[str, str, float, int]:
        """Load a file: how it ended, what was said, CPU seconds, peak memory of the process in bytes."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{path}\n")
        self.process.stdin.flush()
        found: tuple[str, str, float, int] = eval(self.process.stdout.readline())
        return found

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()


def cases(folder: Path, count: int, seed: int) -> Iterator[Path]:
    """Write so many fuzzed scenarios into a folder, one at a time, each in the same file."""
    luck = random.Random(seed)
    models = [
        path.read_bytes() for path in sorted(HERE.glob("*valid/*.yaml")) if path.stat().st_size < 20_000
    ]
    england = (REPOSITORY / "scenarios" / "england-2017-18.yaml").read_bytes()
    base = os.path.relpath(HERE / "base.yaml", folder).encode()
    for _ in range(count):
        text = luck.choice([*models, england, england]).replace(b"../base.yaml", base)
        text = luck.choice((mutated, mutated, shuffled, arbitrary, nested, encoded))(luck, text)
        path = folder / "case.yaml"
        path.write_bytes(text)
        yield path


WORDS = (
    b": ", b"\n", b"  ", b"- ", b"[", b"]", b"{", b"}", b"&a ", b"*a", b"!!python/object:os.system ",
    b"<<: *a", b"~", b"no", b"010", b"1e999", b".nan", b"12:30", b"by_area", b"by_date", b"ramp", b"England",
    b"Leeds", b"2017-04-01", b"extends: case.yaml\n", b"extends: /etc/passwd\n",
    b"extends: ../../../../../../etc/passwd\n", b"'", b'"', b"#", b"\t", b"\x00", b"\xff", "é🙂".encode(),
    b"---\n", b"...\n", b"%YAML 1.1\n", b"? ", b"| \n", b"> \n", b"-1", b"1e3", b"overrides:\n",
    b"baseline:\n", b"base: true\n", b"tables: {folder: .}\n", b"initial_state: {areas: {Leeds: {}}}\n",
)  # fmt: skip


def mutated(luck: random.Random, text: bytes) -> bytes:
    """Words put in, bytes taken out."""
    for _ in range(luck.randint(1, 6)):
        place = luck.randint(0, len(text))
        cut = place + luck.choice((0, 0, 1, 3, 20))
        text = text[:place] + luck.choice(WORDS) * luck.choice((1, 1, 1, 2, 50)) + text[cut:]
    return text


def shuffled(luck: random.Random, text: bytes) -> bytes:
    """Lines in another order, some twice."""
    lines = text.splitlines(keepends=True)
    return b"".join(luck.choices(lines, k=len(lines) + luck.randint(0, 9))) if lines else b""


def arbitrary(luck: random.Random, text: bytes) -> bytes:
    """Words in any order."""
    return b"".join(luck.choices(WORDS, k=luck.randint(0, 200)))


def nested(luck: random.Random, text: bytes) -> bytes:
    """Deep brackets, long lines, a bomb of aliases."""
    depth = luck.choice((5, 50, 5000, 50_000))
    bomb = b"".join(b"k%d: &k%d [%s]\n" % (n, n, b",".join([b"*k%d" % (n - 1)] * 10)) for n in range(1, 20))
    return luck.choice((b"[" * depth, b"a: " + b"{b: " * depth, b"a: " + b"x" * depth, b"k0: &k0 x\n" + bomb))


def encoded(luck: random.Random, text: bytes) -> bytes:
    """The same in an encoding that is not UTF-8, or not quite."""
    word = text.decode("utf-8", "replace")
    others = [word.encode(name, "replace") for name in ("utf-16", "utf-32", "cp037")]
    return luck.choice((b"\xef\xbb\xbf" + text, *others))
