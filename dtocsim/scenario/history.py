"""Who set each value, and what it replaced."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .problems import Place

ARGUMENT = "argument"
"""Who sets a value that no file and no `--set` does."""
KEY = "overrides"
"""The key under which a resolved file keeps the record."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a key was set to, as a file would say it, and by whom; of areas, all of them together."""

    value: str
    place: Place

    def __str__(self) -> str:
        return f"{self.value} ({self.place})"


TITLES = ("name", "question")
"""Keys that say what a scenario is called, and change nothing in it."""

History = Mapping[str, Sequence[Setting]]
"""Settings by key path, the oldest first."""


def changes(settings: Iterable[Setting]) -> tuple[Setting, ...]:
    """The first setting, and those after it that changed the value; whoever repeats a value is left out."""
    found: list[Setting] = []
    for setting in settings:
        if not found or found[-1].value != setting.value:
            found.append(setting)
    return tuple(found)


def overridden(history: History) -> dict[str, tuple[Setting, ...]]:
    """The values that were changed: all they were, the oldest first and the present one last."""
    told = {key: changes(settings) for key, settings in history.items() if key not in TITLES}
    return {key: settings for key, settings in told.items() if len(settings) > 1}
