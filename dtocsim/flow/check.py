"""Refuse networks that cannot be run, when they are built, naming journey and step."""

from dtocsim.flow import journey_steps as j
from dtocsim.flow.circles import circle_text, circles
from dtocsim.flow.journey import Journey
from dtocsim.flow.lookup import NetworkError
from dtocsim.flow.network import Network
from dtocsim.flow.paths import all_steps, blocks_of, find_path


def check(network: Network) -> None:
    """Check every journey of a network.

    Raises:
        NetworkError: for steps after the end of a block, things never released, tasks joined that do not
            exist, searches of a pool without a search rule, loops that take no time, people standing at a
            step that does not exist, and people who hold and wait in a circle that no clock ends.
    """
    for journey in network.journeys:
        _check_ends(journey, journey.root)
        _check_labels(journey)
        _check_tasks(journey)
        for step in all_steps(journey.root):
            if isinstance(step, j.Search):
                _check_search(journey, step)
            if isinstance(step, j.Repeat) and _free_path(step.body, step.name) == "again":
                raise NetworkError(
                    f"journey {journey.name!r}, step {step.name!r}: the loop can go round without taking time"
                )
    for standing in network.standings:
        find_path(standing.journey, standing.step)
    for circle in () if network.may_deadlock else circles(network):
        raise NetworkError(f"network {network.name!r}: {circle_text(circle)}; give one a patience or a clock")


def _check_ends(journey: Journey, block: j.Block) -> None:
    for position, step in enumerate(block.steps):
        if isinstance(step, j.Leave | j.Again) and position + 1 < len(block.steps):
            after = block.steps[position + 1].name
            raise NetworkError(
                f"journey {journey.name!r}, step {after!r}: never reached, it stands after {step.name!r}"
            )
        for inner in blocks_of(step):
            _check_ends(journey, inner)


def _check_labels(journey: Journey) -> None:
    steps = list(all_steps(journey.root))
    released = {step.label for step in steps if isinstance(step, j.Release)}
    taken = {
        step.label: step.name
        for step in steps
        if isinstance(step, j.Seize | j.Search) and not _consumed(step)
    }
    for label, name in taken.items():
        if label not in released:
            raise NetworkError(
                f"journey {journey.name!r}, step {name!r}: {label!r} is taken but never released"
            )
    for label in released - set(taken):
        raise NetworkError(f"journey {journey.name!r}: {label!r} is released but never taken")


def _consumed(step: j.Step) -> bool:
    return isinstance(step, j.Seize) and step.consume


def _check_tasks(journey: Journey) -> None:
    steps = list(all_steps(journey.root))
    tasks = {step.name for step in steps if isinstance(step, j.Background)}
    for step in steps:
        if isinstance(step, j.Join) and not set(step.tasks) <= tasks:
            raise NetworkError(
                f"journey {journey.name!r}: joins unknown tasks {sorted(set(step.tasks) - tasks)}"
            )
        if isinstance(step, j.Background) and any(isinstance(each, j.Leave) for each in all_steps(step.body)):
            raise NetworkError(
                f"journey {journey.name!r}, step {step.name!r}: a background task cannot leave the network"
            )


def _check_search(journey: Journey, step: j.Search) -> None:
    for pool in step.pool.values:
        if pool is not None and pool.search is None:
            raise NetworkError(
                f"journey {journey.name!r}, step {step.name!r}: pool {pool.name!r} has no search rule"
            )


def _free_path(block: j.Block, loop: str) -> str:
    """Say how a walk that avoids everything that takes time ends: "again", "through" or "stops"."""
    for step in block.steps:
        if isinstance(step, j.Again):
            return "again" if step.name == loop else "stops"
        if isinstance(step, j.Hold | j.Search | j.Leave):
            return "stops"
        if isinstance(step, j.Branch):
            ends = {_free_path(arm, loop) for arm in step.blocks.values()}
            if "again" in ends or "through" not in ends:
                return "again" if "again" in ends else "stops"
        elif isinstance(step, j.Scope | j.Repeat):
            end = _free_path(step.body, loop)
            if end != "through":
                return end
    return "through"
