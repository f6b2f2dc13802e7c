"""Refuse networks that cannot be run, when they are built, naming journey and step."""

from collections.abc import Iterable

from dtocsim.flow import journey_steps as j
from dtocsim.flow.circles import circle_text, circles
from dtocsim.flow.durations import Constant, Duration
from dtocsim.flow.journey import Journey
from dtocsim.flow.lookup import Lookup, NetworkError
from dtocsim.flow.network import Network, Standing
from dtocsim.flow.paths import Paths, all_steps, blocks_of


def check(network: Network) -> None:
    """Check every journey of a network.

    Raises:
        NetworkError: for steps that nobody reaches, things never released, tasks joined that do not exist,
            searches of a pool without a search rule, loops that take no time, people standing at a step that
            does not exist, and people who hold and wait in a circle that no clock ends.
    """
    for journey in network.journeys:
        _check_reached(journey, journey.root)
        _check_labels(journey, [each for each in network.standings if each.journey is journey])
        _check_tasks(journey)
        for step in all_steps(journey.root):
            if isinstance(step, j.Search):
                _check_search(journey, step)
            if isinstance(step, j.Seize):
                _check_otherwise(journey, step)
            if isinstance(step, j.Repeat) and "again" in _ways_without_time(step.body, step.name):
                raise NetworkError(f"{journey.where(step.name)}: the loop can go round without taking time")
    paths = {journey: Paths(journey) for journey in network.journeys}
    for standing in {(each.journey, each.step): each for each in network.standings}.values():
        paths[standing.journey].find(standing.step)
    for circle in () if network.may_deadlock else circles(network):
        raise NetworkError(f"network {network.name!r}: {circle_text(circle)}; give one a patience or a clock")


def _check_reached(journey: Journey, block: j.Block) -> None:
    for step, after in zip(block.steps, block.steps[1:], strict=False):
        if not _goes_on(step):
            # A release is known by what it gives back, every other step by its name.
            name = f"release {after.label}" if isinstance(after, j.Release) else after.name
            raise NetworkError(f"{journey.where(name)}: never reached, it stands after {step.name!r}")
    for step in block.steps:
        for inner in blocks_of(step):
            _check_reached(journey, inner)


def _goes_on(step: j.Step) -> bool:
    """Say whether anybody may come to the step that stands after this one."""
    if isinstance(step, j.Leave | j.Again):
        return False
    if isinstance(step, j.Hold):
        return any(duration.mean < float("inf") for duration in step.duration.values)
    if isinstance(step, j.Branch):
        return any(map(_comes_to_its_end, step.blocks.values()))
    if isinstance(step, j.Scope | j.Repeat):
        handlers = [clock.handler for clock in step.clocks] if isinstance(step, j.Scope) else []
        return any(map(_comes_to_its_end, [step.body, *handlers]))
    return True


def _comes_to_its_end(block: j.Block) -> bool:
    return all(map(_goes_on, block.steps))


def _check_labels(journey: Journey, standings: Iterable[Standing]) -> None:
    steps = list(all_steps(journey.root))
    released = {step.label for step in steps if isinstance(step, j.Release)}
    taken = {
        step.label: step.name
        for step in steps
        if isinstance(step, j.Seize | j.Search) and not _consumed(step)
    }
    for label, name in taken.items():
        if label not in released:
            raise NetworkError(f"{journey.where(name)}: {label!r} is taken but never released")
    known = f"; what is taken is called {', '.join(map(repr, taken))}" if taken else ""
    for label in sorted(released - set(taken)):
        raise NetworkError(f"{journey.where(f'release {label}')}: {label!r} is never taken{known}")
    for standing in standings:
        for label, _ in standing.taking:
            if label not in taken:
                raise NetworkError(f"standing {standing.name!r}: {label!r} is never taken{known}")


def _consumed(step: j.Step) -> bool:
    return isinstance(step, j.Seize) and step.consume


def _check_tasks(journey: Journey) -> None:
    steps = list(all_steps(journey.root))
    tasks = {step.name for step in steps if isinstance(step, j.Background)}
    for step in steps:
        if isinstance(step, j.Join) and not set(step.tasks) <= tasks:
            unknown, known = sorted(set(step.tasks) - tasks), ", ".join(sorted(tasks)) or "none"
            raise NetworkError(f"journey {journey.name!r}: joins unknown tasks {unknown}; there are {known}")
        if isinstance(step, j.Background) and any(isinstance(each, j.Leave) for each in all_steps(step.body)):
            raise NetworkError(f"{journey.where(step.name)}: a background task cannot leave the network")


def _check_search(journey: Journey, step: j.Search) -> None:
    for pool in step.pool.values:
        if pool is not None and pool.search is None:
            raise NetworkError(f"{journey.where(step.name)}: pool {pool.name!r} has no search rule")


def _check_otherwise(journey: Journey, step: j.Seize) -> None:
    has_room = any(pool is not None and pool.room is not None for each in step.pools for pool in each.values)
    if step.otherwise.steps and step.patience is None and not has_room:
        raise NetworkError(
            f"{journey.where(step.name)}: nobody goes the other way; give it a patience or the pool a room"
        )


def _ways_without_time(block: j.Block, loop: str) -> set[str]:
    """Say how walks that avoid everything that takes time can end: "again", "through", or not at all."""
    ends = {"through"}
    for step in block.steps:
        if "through" not in ends:
            return ends
        ends = (ends - {"through"}) | _step_without_time(step, loop)
    return ends


def _step_without_time(step: j.Step, loop: str) -> set[str]:
    if isinstance(step, j.Again):
        return {"again"} if step.name == loop else set()
    if isinstance(step, j.Leave | j.Search):
        return set()
    if isinstance(step, j.Hold):
        return {"through"} if _takes_no_time(step.duration) and step.calendar is None else set()
    if isinstance(step, j.Branch):
        return set().union(*(_ways_without_time(arm, loop) for arm in step.blocks.values()))
    if isinstance(step, j.Scope | j.Repeat):
        return _ways_without_time(step.body, loop)
    if isinstance(step, j.Seize):
        now_or_never = step.patience is None or _takes_no_time(step.patience)
        return {"through"} | (_ways_without_time(step.otherwise, loop) if now_or_never else set())
    return {"through"}


def _takes_no_time(duration: Lookup[Duration]) -> bool:
    return all(isinstance(each, Constant) and each.days == 0 for each in duration.values)
