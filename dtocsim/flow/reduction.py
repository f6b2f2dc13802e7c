"""Reduce a journey to its skeleton: what is taken, waited for and given back, and which ways lead there."""

from collections.abc import Iterable

from dtocsim.flow import journey_steps as j
from dtocsim.flow.durations import Duration
from dtocsim.flow.journey import Journey
from dtocsim.flow.lookup import Attribute, Lookup
from dtocsim.flow.network import Standing
from dtocsim.flow.parts import UNLIMITED, Pool
from dtocsim.flow.paths import Path, Paths, all_steps
from dtocsim.flow.skeleton import (
    Alternatives,
    Back,
    Become,
    Bone,
    Bones,
    End,
    GiveBack,
    Level,
    Loop,
    Meet,
    Skeleton,
    Stand,
    Take,
    Task,
    Ways,
)


class Reduction:
    """Reduces a journey to its `skeleton`; `pools` and `steps` say what the numbers in it stand for."""

    def __init__(self, journey: Journey, standings: Iterable[Standing]) -> None:
        self.journey = journey
        self.pools: dict[Pool, int] = {}
        self.attributes = {each: number for number, each in enumerate(_looked_at(journey))}
        self.steps: list[j.Step] = []
        self._standings: dict[j.Step, list[tuple[Standing, Path]]] = {}
        known = Paths(journey)
        paths: dict[str, Path] = {}
        for standing in standings:
            if standing.step not in paths:
                paths[standing.step] = known.find(standing.step)
            path = paths[standing.step]
            self._standings.setdefault(path.target, []).append((standing, path))
        bones = self._block(journey.root)
        self.skeleton = Skeleton(bones, tuple(len(attribute.values) for attribute in self.attributes))

    def _next(self, step: j.Step) -> int:
        self.steps.append(step)
        return len(self.steps) - 1

    def _pool(self, pool: Pool) -> int:
        return self.pools.setdefault(pool, len(self.pools))

    def _block(self, block: j.Block) -> Bones:
        found: list[Bone] = []
        for step in block.steps:
            if step in self._standings:
                groups = dict.fromkeys(self._group(*each) for each in self._standings[step])
                found.append(Stand(self._next(step), tuple(groups)))
            bone = self._bone(step)
            if bone is not None:
                found.append(bone)
        return Bones(tuple(found))

    def _group(self, standing: Standing, path: Path) -> tuple[frozenset[str], tuple[tuple[int, int], ...]]:
        labels = {label for label, _ in standing.taking}
        codes = dict(standing.attributes)
        for step in path.before:
            if isinstance(step, j.Seize):
                labels.add(step.label)
            elif isinstance(step, j.SetAttribute):
                codes[step.attribute] = step.code
        known = ((self.attributes[each], code) for each, code in codes.items() if each in self.attributes)
        return frozenset(labels), tuple(sorted(known))

    def _bone(self, step: j.Step) -> Bone | None:
        if isinstance(step, j.Seize | j.Search):
            return self._take(step)
        if isinstance(step, j.Release):
            return GiveBack(self._next(step), step.label)
        if isinstance(step, j.SetAttribute | j.DrawAttribute):
            return self._become(step)
        if isinstance(step, j.Branch):
            return self._ways(step)
        return self._stretch(step)

    def _become(self, step: j.SetAttribute | j.DrawAttribute) -> Bone | None:
        number = self.attributes.get(step.attribute)
        if number is None:
            return None
        if isinstance(step, j.SetAttribute):
            return Become(self._next(step), number, (step.code,))
        codes = (
            code
            for code, value in enumerate(step.attribute.values)
            if any(row[value] > 0 for row in step.shares.values)
        )
        return Become(self._next(step), number, tuple(codes))

    def _stretch(self, step: j.Step) -> Bone | None:
        if isinstance(step, j.Scope):
            clocked = any(clock.moment is not None or _ends(clock.duration) for clock in step.clocks)
            handlers = tuple(self._block(clock.handler) for clock in step.clocks)
            return Level(self._next(step), clocked, self._block(step.body), handlers)
        if isinstance(step, j.Repeat):
            return Loop(self._next(step), step.name, self._block(step.body))
        if isinstance(step, j.Background):
            return Task(self._next(step), step.name, self._block(step.body))
        if isinstance(step, j.Join):
            return Meet(self._next(step), step.tasks, step.first)
        if isinstance(step, j.Again):
            return Back(self._next(step), step.name)
        return End(self._next(step)) if isinstance(step, j.Leave) else None

    def _take(self, step: j.Seize | j.Search) -> Take:
        if isinstance(step, j.Search):
            waits = self._alternatives((step.pool,), False)
            return Take(self._next(step), step.label, self._units((step.pool,)), waits, Bones())
        waits = () if step.consume or _ends(step.patience) else self._alternatives(step.pools, step.together)
        label = None if step.consume else step.label
        otherwise = self._block(step.otherwise)
        return Take(self._next(step), label, self._units(step.pools), waits, otherwise)

    def _units(self, lookups: tuple[Lookup[Pool | None], ...]) -> frozenset[int]:
        pools = (pool for lookup in lookups for pool in lookup.values)
        return frozenset(self._pool(pool) for pool in pools if pool is not None)

    def _alternatives(
        self, lookups: tuple[Lookup[Pool | None], ...], together: bool
    ) -> tuple[Alternatives, ...]:
        """Return the sets of pools of which each may have to be waited for."""
        pools = [pool for lookup in lookups for pool in lookup.values if pool is not None]
        one_by_one = together or any(len(lookup.values) > 1 for lookup in lookups)
        cases = [[pool] for pool in pools] if one_by_one else [pools]
        waits = [frozenset(map(self._pool, case)) for case in cases if case and all(map(_may_run_out, case))]
        return tuple(dict.fromkeys(waits))

    def _ways(self, step: j.Branch) -> Ways:
        arms = tuple(self._block(arm) for arm in step.blocks.values())
        if step.shares is not None:
            rows = step.shares.values
            arms = tuple(
                arm
                for outcome, arm in zip(step.outcomes, arms, strict=True)
                if any(row[outcome] > 0 for row in rows)
            )
        by = self.attributes[step.attribute] if isinstance(step.attribute, Attribute) else None
        return Ways(self._next(step), by, arms)


def _looked_at(journey: Journey) -> list[Attribute]:
    """Return the attributes by which people go different ways, in the order of the branches."""
    branches = (step for step in all_steps(journey.root) if isinstance(step, j.Branch))
    return list(dict.fromkeys(each.attribute for each in branches if isinstance(each.attribute, Attribute)))


def _may_run_out(pool: Pool) -> bool:
    return pool.room != 0 and (pool.capacity < UNLIMITED or bool(pool.steps))


def _ends(duration: Lookup[Duration] | None) -> bool:
    """Say whether a patience or a clock comes to its end whoever the person is."""
    return duration is not None and all(each.mean < float("inf") for each in duration.values)
