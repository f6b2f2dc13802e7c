"""The waits of a skeleton, worked out once for all journeys written alike, and kept on disk.

To walk through a long journey takes a tenth of a second, and journeys differ in their numbers far more often
than in their form.
"""

import json
from collections.abc import Iterable
from dataclasses import fields
from functools import lru_cache
from typing import Any

from dtocsim.flow import holding
from dtocsim.flow.holding import Wait
from dtocsim.flow.kept import Kept
from dtocsim.flow.skeleton import Bone, Bones, Skeleton

LONG = 200
"""Steps of a skeleton that are worked out sooner than they are read and written, at most."""
_FOLDER = Kept("waits", most=256)


@lru_cache(maxsize=1024)
def waits(
    skeleton: Skeleton, suspects: frozenset[int] | None = None, attributes: frozenset[int] | None = None
) -> tuple[Wait, ...]:
    """Return the same as `holding.waits`."""
    if len(skeleton.bones.inside) <= LONG:
        return holding.waits(skeleton, suspects, attributes)
    key = text((skeleton.bones, skeleton.sizes, suspects, attributes))
    content = _FOLDER.read(key)
    if content is not None:
        return tuple(Wait(step, frozenset(wanted), held) for step, wanted, held in json.loads(content))
    found = holding.waits(skeleton, suspects, attributes)
    _FOLDER.write(key, json.dumps([[w.step, sorted(w.wanted), w.holding] for w in found]).encode())
    return found


def text(value: Any) -> str:
    """Return a text that two values share only if they are equal, whatever the order of their sets."""
    if isinstance(value, Bone | Bones):
        return f"{type(value).__name__}{_joined(getattr(value, field.name) for field in fields(value))}"
    if isinstance(value, frozenset):
        return f"set{sorted(map(text, value))}"
    return _joined(value) if isinstance(value, tuple) else repr(value)


def _joined(values: Iterable[Any]) -> str:
    return f"({', '.join(map(text, values))})"
