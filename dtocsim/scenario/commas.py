"""Numbers that a comma cuts in two: in {search_mean_days: 2,27} YAML reads 2, and a key 27 of no value."""

import re
from collections.abc import Iterable, Iterator
from typing import TypeGuard

import yaml

_BEGUN = re.compile(r"[-+]?[0-9]+(,[0-9]+)*")
_REST = re.compile(r"[0-9]+(\.[0-9]+)?")
_NOTHING = re.compile("")


def rejoined(events: Iterable[yaml.Event]) -> Iterator[yaml.Event]:
    """The events of a text, in which every number that a comma cut is the one word that was written."""
    held: list[yaml.Event] = []
    for event in events:
        held.append(event)
        if len(held) == 3:
            if (word := _cut(*held)) is not None:
                held = [word]
            else:
                yield held.pop(0)
    yield from held


def _cut(begun: yaml.Event, rest: yaml.Event, nothing: yaml.Event) -> yaml.ScalarEvent | None:
    """The word that was cut into a value, a key and no value; None where these are what was meant."""
    if not (_reads(begun, _BEGUN) and _reads(rest, _REST) and _reads(nothing, _NOTHING)):
        return None
    end, start = begun.end_mark, rest.start_mark
    # Between them stands the comma and nothing else; in {a: 2, 27: b} it is not alone.
    if end is None or start is None or end.line != start.line or end.index + 1 != start.index:
        return None
    word = f"{begun.value},{rest.value}"
    return yaml.ScalarEvent(None, None, (True, False), word, begun.start_mark, rest.end_mark)


def _reads(event: yaml.Event, pattern: re.Pattern[str]) -> TypeGuard[yaml.ScalarEvent]:
    """Whether an event is a word without quotes, anchor or tag that reads so."""
    if not isinstance(event, yaml.ScalarEvent):
        return False
    bare = event.style is None and event.anchor is None and event.tag is None
    return bare and pattern.fullmatch(event.value) is not None
