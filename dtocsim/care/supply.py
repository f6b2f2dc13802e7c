"""What a place has of something people wait for, as it is before anybody decides who may use it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush, heapreplace
from math import fsum
from typing import TypeVar

from dtocsim.flow import Network, Pool, SearchRule

Value = TypeVar("Value")


@dataclass(frozen=True)
class Supply:
    """Units of one resource: at the start, and from days of the run on.

    Attributes:
        capacity: units at the start.
        steps: later capacities as (day, units), days rising.
        search: the rule by which they are found; None where people queue.
        search_steps: later rules as (day, rule), days rising.
    """

    capacity: int
    steps: Sequence[tuple[float, int]] = ()
    search: SearchRule | None = None
    search_steps: Sequence[tuple[float, SearchRule]] = ()


def declared(network: Network, name: str, supply: Supply) -> Pool:
    """Declare a pool that is a supply."""
    return network.pool(
        name,
        supply.capacity,
        steps=list(supply.steps),
        search=supply.search,
        search_steps=list(supply.search_steps),
    )


def together(supplies: Sequence[Supply]) -> Supply:
    """Add up supplies; where they are found in different times, by the mean over their units at the start."""
    days = _days(each.steps for each in supplies)
    steps = [(day, sum(_on(each.steps, day, each.capacity) for each in supplies)) for day in days]
    rules = [each.search for each in supplies if each.search is not None]
    units = [each.capacity for each in supplies]
    if not rules:
        return Supply(sum(units), steps)
    changing = _days(each.search_steps for each in supplies)
    later = [
        (day, mean_rule([_on(each.search_steps, day, each.search) for each in supplies], units))
        for day in changing
    ]
    return Supply(sum(units), steps, mean_rule(rules, units), later)


def mean_rule(rules: Sequence[SearchRule | None], units: Sequence[int]) -> SearchRule:
    """The rule by which units are found that were found by several; of rules that are alike, that one."""
    told = [rule for rule in rules if rule is not None]
    first = told[0]
    if all(vars(rule) == vars(first) for rule in told):
        return first

    def mean(name: str) -> float:
        weighed = [weight * getattr(rule, name) for rule, weight in zip(told, units, strict=True)]
        return fsum(weighed) / sum(units)

    return SearchRule(
        mean("mean_days"),
        mean("reference_free_share"),
        mean("elasticity"),
        amount=first.amount,
        calendar=first.calendar,
    )


def divided(supply: Supply, weights: Mapping[str, float]) -> dict[tuple[str, ...], Supply]:
    """Divide a supply among parts by their weights; the smallest parts share where units are too few.

    Returns:
        Supplies of at least a unit each, by the names of the parts that have it; found by the same rule.
    """
    fewest = min(supply.capacity, *(units for _, units in supply.steps), supply.capacity)
    groups = _joined(weights, max(1, fewest))
    if len(groups) == 1:
        return {next(iter(groups)): supply}
    first = shared_out(supply.capacity, groups)
    later = [(day, shared_out(units, groups)) for day, units in supply.steps]
    return {
        names: Supply(
            first[names], [(day, units[names]) for day, units in later], supply.search, supply.search_steps
        )
        for names in groups
    }


def _joined(weights: Mapping[str, float], most: int) -> dict[tuple[str, ...], float]:
    """Join the two smallest parts until there are not more than so many, at least one."""
    parts: list[tuple[float, tuple[str, ...]]] = [(weight, (name,)) for name, weight in weights.items()]
    heapify(parts)
    while len(parts) > most:
        (one, names), (other, others) = heappop(parts), heappop(parts)
        heappush(parts, (one + other, names + others))
    return {names: weight for weight, names in sorted(parts, key=lambda part: part[1])}


def shared_out(units: int, weights: Mapping[tuple[str, ...], float]) -> dict[tuple[str, ...], int]:
    """Share units out by weights: one each, and each further one to whom it is due most (Sainte-Lague).

    Args:
        units: as many as parts, or more.
    """
    given = dict.fromkeys(weights, 1)
    due = [(-weight / _odd(1), name) for name, weight in weights.items()]
    heapify(due)
    for _ in range(units - len(weights)):
        _, name = due[0]
        given[name] += 1
        heapreplace(due, (-weights[name] / _odd(given[name]), name))
    return given


def _odd(given: int) -> int:
    return given + given + 1


def _days(steps: "Iterable[Sequence[tuple[float, Value]]]") -> list[float]:
    return sorted({day for each in steps for day, _ in each})


def _on(steps: Sequence[tuple[float, Value]], day: float, first: "Value | None") -> "Value":
    found = next((value for start, value in reversed(steps) if start <= day), first)
    assert found is not None
    return found
