"""A journey read aloud: the tree of steps that both engines walk, as nested lines of text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from dtocsim.flow.journey_steps import (
    Again,
    Background,
    Block,
    Branch,
    DrawAttribute,
    Hold,
    Join,
    Leave,
    NewSpell,
    Note,
    Release,
    Repeat,
    Scope,
    Search,
    Seize,
    SetAttribute,
    Step,
)
from dtocsim.flow.lookup import Lookup
from dtocsim.report.document import Bullets
from dtocsim.report.numbers import percent

Entry = str | tuple[str, Bullets]
_MOST_VALUES = 4
"""A value that depends on people is written out for so many kinds of them, and else as a range."""


def outline(block: Block) -> Bullets:
    """The steps of a block and of the blocks inside them; what is only counted is left out."""
    return Bullets(list(_entries(block)))


def _entries(block: Block) -> Iterator[Entry]:
    for step in block.steps:
        speak = _SPOKEN.get(type(step))
        if speak is not None:
            yield speak(step)


def duration_text(lookup: Lookup[Any]) -> str:
    """A duration in words: its distribution, mean and standard deviation in days."""
    return _varying(lookup, _one_duration, lambda duration: duration.mean, "{} to {} days on average")


def _one_duration(duration: Any) -> str:
    name = type(duration).__name__.lower()
    if duration.mean == float("inf"):
        return "for ever"
    return f"{name}, mean {duration.mean:.3g} days, standard deviation {duration.sd:.3g}"


def shares_text(lookup: Lookup[Mapping[str, float]]) -> str:
    """Shares of ways in words; those that are never gone are left out."""

    def one(shares: Mapping[str, float]) -> str:
        return ", ".join(f"{name} {percent(share, 1)}" for name, share in shares.items() if share > 0)

    if len(set(map(str, lookup.values))) <= _MOST_VALUES:
        return _varying(lookup, one, lambda shares: 0.0, "")
    ways = lookup.values[0]
    parts = [
        f"{name} {_range([shares[name] for shares in lookup.values], lambda share: percent(share, 1))}"
        for name in ways
        if any(shares[name] > 0 for shares in lookup.values)
    ]
    return f"by {_sources(lookup)}: {', '.join(parts)}"


def _varying(
    lookup: Lookup[Any], one: Callable[[Any], str], size: Callable[[Any], float], between: str
) -> str:
    texts = list(dict.fromkeys(one(value) for value in lookup.values))
    if len(texts) == 1:
        return texts[0]
    if len(lookup.sources) == 1 and len(lookup.values) <= _MOST_VALUES:
        kinds = zip(lookup.sources[0].values, lookup.values, strict=True)
        return f"by {_sources(lookup)}: " + "; ".join(f"{kind} {one(value)}" for kind, value in kinds)
    if not between:
        return f"by {_sources(lookup)}: " + "; or ".join(texts)
    sizes = sorted(size(value) for value in lookup.values)
    return f"{between.format(f'{sizes[0]:.3g}', f'{sizes[-1]:.3g}')}, by {_sources(lookup)}"


def _range(values: Sequence[float], text: Callable[[float], str]) -> str:
    low, high = text(min(values)), text(max(values))
    return low if low == high else f"{low} to {high}"


def _sources(lookup: Lookup[Any]) -> str:
    return ", ".join(source.name for source in lookup.sources)


def pool_names(lookup: Lookup[Any]) -> str:
    """The pools that people may be sent to, by name."""
    return " or ".join(dict.fromkeys(pool.name for pool in lookup.values if pool is not None))


def _seize(step: Seize) -> Entry:
    joint = " and " if step.together else ", or "
    verb = "use up" if step.consume else "take"
    many = _amount(step)
    text = f"{step.name}: {verb} {many}{joint.join(pool_names(pool) for pool in step.pools)}"
    text += f", class {step.priority} in the queue" if not step.consume else ""
    if step.patience is not None:
        text += f"; gives up after: {duration_text(step.patience)}"
    return _with(text, [("otherwise", step.otherwise)])


def _amount(step: Seize) -> str:
    amounts = sorted(set(step.amount.values))
    if amounts == [1]:
        return ""
    return f"{amounts[0]} of " if len(amounts) == 1 else f"{amounts[0]} to {amounts[-1]} of "


def _search(step: Search) -> Entry:
    rules = {pool.search.mean_days for pool in step.pool.values if pool is not None and pool.search}
    days = _range(sorted(rules), "{:.3g}".format) if rules else "?"
    speed = _range([1 / factor for factor in step.multiplier.values if factor > 0], "{:.3g}".format)
    return (
        f"{step.name}: look for a place in {pool_names(step.pool)}, {days} days on average at the reference "
        f"share of free places, times {speed}"
    )


def _branch(step: Branch) -> Entry:
    if step.shares is not None:
        title = f"{step.name}: {shares_text(step.shares)}"
    else:
        title = f"{step.name}, by {step.attribute.name if step.attribute else 'nothing'}"
    return _with(title, [(name, block) for name, block in step.blocks.items()])


def _scope(step: Scope) -> Entry:
    parts = [("meanwhile", step.body)]
    for clock in step.clocks:
        due = duration_text(clock.duration) if clock.duration is not None else "at the moment noted"
        parts.append((f"if {clock.name} comes first ({due})", clock.handler))
    return _with(step.name, parts)


def _with(title: str, blocks: Sequence[tuple[str, Block]]) -> Entry:
    inner: list[Entry] = [(name, below) for name, block in blocks if (below := outline(block)).entries]
    return (title, Bullets(inner)) if inner else title


def _hold(step: Hold) -> str:
    working = f", working time of {step.calendar.name}" if step.calendar else ""
    return f"{step.name}: {duration_text(step.duration)}{working}"


def _set(step: SetAttribute) -> str:
    return f"{step.attribute.name} is now {step.attribute.values[step.code]}"


_SPOKEN: Mapping[type[Step], Callable[[Any], Entry]] = {
    Seize: _seize,
    Release: lambda step: f"give back: {step.label}",
    Hold: _hold,
    Search: _search,
    Branch: _branch,
    SetAttribute: _set,
    DrawAttribute: lambda step: f"{step.name}: {shares_text(step.shares)}",
    Note: lambda step: f"{step.name}: {duration_text(step.duration)}",
    Repeat: lambda step: _with(f"again and again: {step.name}", [("each time", step.body)]),
    Again: lambda step: f"back to: {step.name}",
    Scope: _scope,
    Background: lambda step: _with(f"beside the rest: {step.name}", [("task", step.body)]),
    Join: lambda step: f"wait until done: {', '.join(step.tasks)}",
    NewSpell: lambda step: "new spell: luck of its own",
    Leave: lambda step: "leaves; everything held is given back",
}
