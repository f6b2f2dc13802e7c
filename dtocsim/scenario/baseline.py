"""What a what-if is compared with: the values of the base file where later layers changed them.

Demand, flows and the sizes of teams are worked out from the base, so that a what-if meets the same people
and the same capacities. A resolved scenario carries the base values that differ: it runs to the same bits.
"""

from collections.abc import Mapping
from typing import Any

from .varying import is_form

OWN = ("name", "question", "run", "tables", "areas", "councils", "initial_state", "schemes", "baseline")
"""Keys that belong to a scenario itself and change nothing about the state it is compared with."""

Content = dict[str, Any]


def with_baseline(content: Content, base: Content) -> Content:
    """Return the content of a scenario with what its base said where they differ.

    Args:
        content: all layers together, plain values by key.
        base: the defaults and the base file only; a resolved file may carry a baseline of its own.
    """
    told = base.get("baseline", {})
    before = laid_over(base, told) if isinstance(told, dict) else base
    changed = {key: value for key, value in before.items() if key not in OWN and key in content}
    differences = _differences(changed, content)
    plain = {key: value for key, value in content.items() if key != "baseline"}
    return plain | {"baseline": differences} if differences else plain


def laid_over(content: Mapping[str, Any], changes: Mapping[str, Any]) -> Content:
    """Return nested content with some of its values replaced."""
    found = dict(content)
    for key, value in changes.items():
        below = found.get(key)
        nested = _are_sections(below, value)
        found[key] = laid_over(below, value) if nested else value  # type: ignore[arg-type]
    return found


def _are_sections(one: object, other: object) -> bool:
    parts = (one, other)
    return all(isinstance(part, Mapping) and not is_form(part) for part in parts)


def _differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Content:
    found: Content = {}
    for key, value in before.items():
        now = after.get(key)
        if _are_sections(value, now):
            if inner := _differences(value, now):  # type: ignore[arg-type]
                found[key] = inner
        elif key in after and value != now:
            found[key] = _alike(value)
    return found


def _alike(value: Any) -> Any:
    """A whole number as files write it: 3 in a resolved file is the 3.0 that it was written from."""
    if isinstance(value, Mapping):
        return {key: _alike(each) for key, each in value.items()}
    # Not the other way round: a key of whole numbers does not accept 3.0.
    return int(value) if isinstance(value, float) and value.is_integer() else value
