"""What can be wrong with a scenario, told in one line each."""

from collections.abc import Iterable
from dataclasses import dataclass, field

MOST_SHOWN = 50
"""Problems printed at most; a hundred-kilobyte file can hold ten thousand."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was said: a file (or `--set`) and a line.

    Attributes:
        file: the name as the user wrote it, or as `extends` led to it.
        line: counted from 1; None where there are no lines (`--set`).
        key: the key path as it stands there, where that is another than the value's own: a form above
            several keys (by_area.Leeds.home_care.search_mean_days).
        part: where the area or the date of such a form is named.
    """

    file: str
    line: int | None = None
    key: str = field(default="", compare=False)
    part: "Place | None" = field(default=None, compare=False)

    def __str__(self) -> str:
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a scenario.

    Attributes:
        file: file name, or `--set`.
        line: line counted from 1, or None.
        key: the whole key path, such as `demand.zero_day_share`; empty when the file as a whole is meant.
        found: what stands there.
        expected: what would be accepted.
    """

    file: str
    line: int | None
    key: str
    found: str
    expected: str

    def __str__(self) -> str:
        parts = (str(Place(self.file, self.line)), self.key, f"{self.found}; {self.expected}")
        return _printable(": ".join(part for part in parts if part))


def _printable(text: str) -> str:
    """One line that any terminal can show, whatever the scenario file contains."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


class ScenarioError(ValueError):
    """A scenario that cannot be used, with every problem found.

    Args:
        problems: at least one problem, in the order in which they are to be read.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems[:MOST_SHOWN]]
        if (more := len(self.problems) - MOST_SHOWN) > 0:
            lines.append(f"and {more} more problems")
        return "\n".join(lines)
