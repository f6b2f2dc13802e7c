"""Models of a few lines whose whole trajectory can be read: a journey for each person, times in seconds."""

from collections.abc import Callable
from itertools import groupby

from dtocsim.flow import Constant, Journey, Network, compiled, reference
from dtocsim.flow.log import LogEntry
from dtocsim.flow.outcome import Run
from dtocsim.flow.quantiles import DAY

Engine = Callable[..., Run]
ENGINES: dict[str, Engine] = {"reference": reference.run, "compiled": compiled.run}
SECOND = 1 / DAY
HIDDEN = (": arrive", ": begin", ": begin: placed", ": begin: granted", ": at home")
"""Steps by which people come into a story."""
FOR_EVER = Constant(float("inf"))


def seconds(number: float) -> Constant:
    """Return a duration of so many seconds."""
    return Constant(number * SECOND)


class Story(Network):
    """A network whose people begin at second 0, in the order of their keys."""

    def __init__(self, days: int = 1) -> None:
        super().__init__("story", days=days)
        self.gate = self.stock("gate")

    def person(self, name: str, at: float = 0) -> Journey:
        """Return the journey of somebody who stays at home until second `at`."""
        journey = self.journey(name)
        journey.consume(self.gate, name="begin")
        self.standing(name, journey, "begin", 1)
        if at:
            journey.hold("at home", seconds(at))
        return journey

    def told(self, engine: Engine, seed: int = 0) -> list[str]:
        """Run and return for every second with an event "second: who: step [occupied]; ..."."""
        told = engine(self, seed, log=True).log
        shown = [line for line in told if not line.step.endswith(HIDDEN)]
        return [
            f"{tick}: " + "; ".join(_words(line) for line in lines)
            for tick, lines in groupby(shown, key=lambda line: line.tick)
        ]


def _words(line: LogEntry) -> str:
    return f"{line.step} [{line.occupied}]" if line.pool else line.step
