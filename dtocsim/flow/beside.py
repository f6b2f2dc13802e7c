"""What may change beside a background task while it runs: the attributes that others set meanwhile."""

from collections.abc import Iterator

from dtocsim.flow.skeleton import Become, Bones, Level, Loop, Task, parts


def changed_beside(bones: Bones) -> dict[str, frozenset[int]]:
    """Return for every background task of a journey the attributes that others may set while it runs.

    It runs no longer than the level in which it began; until then whoever started it goes on there, and so do
    other tasks. What they set before it begins, or after it is joined, is counted too.
    """
    return dict(_tasks(bones, bones, frozenset()))


def _tasks(bones: Bones, level: Bones, around: frozenset[int]) -> Iterator[tuple[str, frozenset[int]]]:
    """Yield the tasks that begin in a block; `around`: what may change beside the task it is in."""
    for bone in bones:
        if isinstance(bone, Task):
            own = {each.number for each in bone.body.inside}
            others = (each for each in level.inside if each.number not in own)
            beside = around | {each.attribute for each in others if isinstance(each, Become)}
            yield bone.name, beside
            yield from _tasks(bone.body, bone.body, beside)
        elif isinstance(bone, Level | Loop):
            yield from _tasks(bone.body, bone.body, around)
            for handler in parts(bone)[1:]:
                yield from _tasks(handler, level, around)
        else:
            for part in parts(bone):
                yield from _tasks(part, level, around)
