"""Lay the steps of a journey out as rows of the program."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from dtocsim.flow import journey_steps as j
from dtocsim.flow.draws import name_hash
from dtocsim.flow.journey import Journey
from dtocsim.flow.kernel import layout as k
from dtocsim.flow.log import EventType, LogName
from dtocsim.flow.lookup import Lookup, Moment, NetworkError
from dtocsim.flow.paths import blocks_of, recurring
from dtocsim.flow.tables import Tables, source_number

STEP = EventType.STEP


@dataclass
class Rows:
    """Rows under construction: steps as mappings, clocks and levels as tuples."""

    steps: list[Any] = field(default_factory=list)
    seizes: list[Any] = field(default_factory=list)
    clocks: list[Any] = field(default_factory=list)
    levels: list[tuple[int, int, int]] = field(default_factory=list)
    arms: list[tuple[Any, list[int]]] = field(default_factory=list)

    def skip_jumps(self, tables: Tables) -> None:
        """Let every step know the one that comes after it, whatever jumps stand between."""
        for number, row in enumerate(self.steps):
            row["next"] = self._behind_jumps(number + 1)
        for row in self.seizes:
            row["at_once"] = self._behind_jumps(row["at_once"])
            row["otherwise"] = self._behind_jumps(row["otherwise"])
        for row in self.clocks:
            row["handler"] = self._behind_jumps(row["handler"])
        for row, targets in self.arms:
            row["c"] = tables.run_of_indices(tuple(map(self._behind_jumps, targets)))

    def _behind_jumps(self, number: int) -> int:
        while number < len(self.steps) and self.steps[number]["op"] == k.JUMP:
            number = self.steps[number]["a"]
        return number


EMPTY = dict.fromkeys(k.STEP.names or (), 0) | {"b": k.NONE, "visit": k.NONE, "name": k.NONE, "other": k.NONE}


def own_tasks(block: j.Block) -> Iterator[str]:
    """Return the background tasks that begin in a block, outside the levels that stand in it."""
    for step in block.steps:
        if isinstance(step, j.Background):
            yield step.name
        elif isinstance(step, j.Scope):
            for clock in step.clocks:
                yield from own_tasks(clock.handler)
        elif isinstance(step, j.Branch | j.Seize):
            for inner in blocks_of(step):
                yield from own_tasks(inner)


class StepWriter:
    """Writes one journey; `write` returns the number of its first step."""

    def __init__(self, journey: Journey, tables: Tables, rows: Rows) -> None:
        self.journey, self.tables, self.rows = journey, tables, rows
        self.tasks: dict[str, int] = {}
        self.visit_slots: dict[str, int] = {}
        self.spell_slots: dict[str, int] = {}
        self.first_row: dict[j.Step, int] = {}
        self.levels: dict[j.Step, int] = {}
        self.ways: dict[Any, int] = {}
        self.loops: list[tuple[str, int, int]] = []
        self.open: list[tuple[int, int]] = []
        self.recurring = recurring(journey.root)
        self.writers: dict[type[j.Step], Callable[[Any], None]] = {
            j.Seize: self.seize, j.Release: self.release, j.Hold: self.hold, j.Search: self.search,
            j.Branch: self.branch, j.SetAttribute: self.set, j.DrawAttribute: self.draw, j.Note: self.note,
            j.Enter: self.enter, j.Exit: self.exit, j.Mark: self.mark, j.Unmark: self.unmark,
            j.Count: self.count, j.Repeat: self.repeat, j.Again: self.again, j.Scope: self.scope,
            j.Background: self.background, j.Join: self.join, j.NewSpell: self.spell, j.Leave: self.leave,
        }  # fmt: skip

    def write(self) -> int:
        """Write the whole journey; returns its first step."""
        start = len(self.rows.steps)
        self.block(self.journey.root)
        self.leave(j.Leave("leave"))
        return start

    def block(self, block: j.Block) -> None:
        """Write steps one after another."""
        for step in block.steps:
            self.first_row[step] = len(self.rows.steps)
            self.writers[type(step)](step)

    def emit(
        self, op: int, step: str | None = None, purpose: str | None = None, **fields: int
    ) -> dict[str, int]:
        """Append one row; `step` is its name in the event log, `purpose` that of its draw."""
        row: dict[str, int] = EMPTY | {"op": op} | fields
        if step is not None:
            row["name"] = self.name(step, STEP)
        if purpose is not None:
            row["purpose"], row["visit"] = int(name_hash(purpose)), self.visit_slot(purpose)
        self.rows.steps.append(row)
        return row

    def name(self, event: str, kind: EventType) -> int:
        """Return the number of an event in the log."""
        return self.tables.name(LogName(self.journey.name, event, kind))

    def visit_slot(self, purpose: str) -> int:
        """Return where visits to a purpose are counted; NONE if it cannot recur."""
        if purpose not in self.recurring:
            return k.NONE
        return self.visit_slots.setdefault(purpose, len(self.visit_slots))

    def label(self, label: str) -> int:
        """Return the number of a label of things kept: that of the event that gives it back."""
        return self.name(f"release {label}", EventType.RESOURCE_USE_END)

    def here(self) -> int:
        """Return the number of the next row."""
        return len(self.rows.steps)

    def seize(self, step: j.Seize) -> None:
        """Seize; a patience is a level with one clock, which is entered by those who wait."""
        clock = []
        if step.patience is not None:
            name = f"{step.name}: patience"
            clock.append(self.clock_row(name, self.tables.durations_of(step.patience), k.NONE))
        self.since(step.since)
        asked = self.asked(step)
        self.emit(
            k.SEIZE, a=len(self.rows.seizes) - 1, name=self.name(step.name, EventType.QUEUE),
            other=self.taken(f"{step.name}: granted", step.consume),
        )  # fmt: skip
        if clock:
            asked["patience"] = self.level(clock)
            self.emit(k.LEVEL_OUT, a=asked["patience"])
        asked["at_once"] = self.here()
        over = self.emit(k.JUMP)
        asked["otherwise"] = self.here()
        if clock:
            clock[0]["handler"] = self.here()
        self.block(step.otherwise)
        over["a"] = self.here()

    def asked(self, step: j.Seize) -> dict[str, int]:
        """Append what a seize asks for; returns the row."""
        row = self.units(step.pools, step.label)
        row |= {"priority": step.priority, "amount": step.amount.values[0]}
        row["mode"] = (k.TOGETHER if step.together else 0) | (k.CONSUME if step.consume else 0)
        if len(step.amount.values) > 1:
            row["amount"] = self.tables.lookup(step.amount, step.amount.values)
            row["mode"] |= k.AMOUNT_BY
        return row

    def units(self, pools: Sequence[Lookup[Any]], label: str) -> dict[str, int]:
        """Append that one unit of one of several pools is asked for; returns the row."""
        lookups = tuple(map(self.tables.pools_of, pools))
        row = dict.fromkeys(k.SEIZE_ROW.names or (), 0) | {"patience": k.NONE}
        row |= {"first": self.tables.run_of_indices(lookups), "choices": len(lookups), "amount": 1}
        row["label"] = self.label(label)
        self.rows.seizes.append(row)
        return row

    def taken(self, event: str, consume: bool) -> int:
        """Return the number of the event that units are taken, for a time or for good."""
        return self.name(event, EventType.STOCK_USE if consume else EventType.RESOURCE_USE)

    @property
    def arrival(self) -> int:
        """The number of the event that somebody arrives."""
        return self.name("arrive", EventType.ARRIVAL_DEPARTURE)

    def release(self, step: j.Release) -> None:
        """Release."""
        self.emit(k.RELEASE, a=self.label(step.label), other=self.name(f"release {step.label}", STEP))

    def hold(self, step: j.Hold) -> None:
        """Hold."""
        durations = self.tables.durations_of(step.duration)
        calendar = k.NONE if step.calendar is None else step.calendar.index
        if step.since is not None:
            self.emit(k.GO_ON, step.name, step.name, a=durations, b=step.since.index, c=calendar)
        else:
            self.emit(k.HOLD, step.name, step.name, a=durations, b=calendar)

    def since(self, moment: Moment | None) -> None:
        """Let the next row count from a moment that may have passed."""
        if moment is not None:
            self.emit(k.SINCE, a=moment.index)

    def search(self, step: j.Search) -> None:
        """Search."""
        self.since(step.since)
        numbers = tuple(self.tables.run_of_numbers((float(value),)) for value in step.multiplier.values)
        row = self.emit(
            k.SEARCH, None, step.name, a=self.tables.pools_of(step.pool),
            b=self.tables.lookup(step.multiplier, numbers), c=self.label(step.label),
            other=self.taken(f"{step.name}: found", False),
        )  # fmt: skip
        row["name"] = self.name(step.name, EventType.QUEUE)

    def branch(self, step: j.Branch) -> None:
        """Branch by draw or by attribute; the arms follow one another and jump to the end."""
        if step.shares is not None:
            shares = self.tables.shares_of(step.shares)
            row = self.emit(k.BRANCH_DRAW, step.name, step.name, a=shares, b=len(step.outcomes))
        else:
            assert step.attribute is not None
            row = self.emit(k.BRANCH_ATTRIBUTE, step.name, a=source_number(step.attribute))
        targets, jumps = [], []
        for outcome in step.outcomes:
            targets.append(self.here())
            self.block(step.blocks[outcome])
            jumps.append(self.emit(k.JUMP))
        for jump in jumps:
            jump["a"] = self.here()
        self.rows.arms.append((row, targets))

    def set(self, step: j.SetAttribute) -> None:
        """Set an attribute."""
        self.emit(k.SET, f"set {step.attribute.name}", a=step.attribute.index, b=step.code)

    def draw(self, step: j.DrawAttribute) -> None:
        """Draw an attribute."""
        shares = self.tables.shares_of(step.shares)
        count = len(step.attribute.values)
        self.emit(k.DRAW, step.name, step.name, a=step.attribute.index, b=shares, c=count)

    def note(self, step: j.Note) -> None:
        """Note a moment."""
        self.emit(
            k.NOTE, step.name, step.name, a=step.moment.index, b=self.tables.durations_of(step.duration)
        )

    def enter(self, step: j.Enter) -> None:
        """Enter a census."""
        self.since(step.since)
        self.emit(k.ENTER, f"enter {step.census.name}", a=step.census.index)

    def exit(self, step: j.Exit) -> None:
        """Leave a census."""
        self.emit(k.EXIT, f"exit {step.census.name}", a=step.census.index)

    def mark(self, step: j.Mark) -> None:
        """Set a mark."""
        self.emit(
            k.MARK,
            f"mark {step.census.name} {step.census.marks[step.mark]}",
            a=step.census.index,
            b=step.mark,
        )

    def unmark(self, step: j.Unmark) -> None:
        """Clear a mark."""
        self.emit(
            k.UNMARK,
            f"unmark {step.census.name} {step.census.marks[step.mark]}",
            a=step.census.index,
            b=step.mark,
        )

    def count(self, step: j.Count) -> None:
        """Count an event."""
        self.emit(k.COUNT, f"count {step.counter.name}", a=step.counter.index)

    def level(self, clocks: list[dict[str, int]]) -> int:
        """Append a level with clocks; returns its number."""
        first = len(self.rows.clocks)
        self.rows.clocks.extend(clocks)
        level = len(self.rows.levels)
        self.rows.levels.append((first, len(clocks), level))
        return level

    def enter_level(self, clocks: list[dict[str, int]], tasks: int) -> int:
        """Open a level with clocks and a mask of the tasks that begin in it; returns its number."""
        level = self.level(clocks)
        self.emit(k.LEVEL_IN, a=level)
        self.open.append((level, tasks))
        return level

    def leave_level(self) -> int:
        """Close the innermost level; returns its number."""
        level, _ = self.open[-1]
        self.leave_levels(len(self.open) - 1)
        del self.open[-1]
        return level

    def leave_levels(self, kept: int) -> None:
        """Write the way out of all levels but so many."""
        for level, tasks in reversed(self.open[kept:]):
            if level != k.NONE or tasks:
                self.emit(k.LEVEL_OUT, a=level)["purpose"] = tasks

    def mask(self, tasks: Iterable[str]) -> int:
        """Return the bits of background tasks."""
        return sum(1 << self.tasks.setdefault(task, len(self.tasks)) for task in tasks)

    def clock_row(self, name: str, lookup: int, moment: int) -> dict[str, int]:
        """Make the row of a clock; its handler is filled in when it is written."""
        number = self.name(name, STEP)
        visit = self.visit_slot(name)
        return {
            "lookup": lookup,
            "moment": moment,
            "handler": 0,
            "visit": visit,
            "name": number,
            "purpose": int(name_hash(name)),
        }

    def repeat(self, step: j.Repeat) -> None:
        """A level without clocks, so that the tasks that begin inside end when it is left."""
        self.loops.append((step.name, len(self.open), self.here()))
        self.open.append((k.NONE, self.mask(own_tasks(step.body))))
        self.block(step.body)
        self.leave_level()
        self.loops.pop()

    def again(self, step: j.Again) -> None:
        """Leave every level up to the loop's own and start it anew."""
        levels, start = next((levels, start) for name, levels, start in self.loops if name == step.name)
        self.leave_levels(levels)
        self.emit(k.JUMP, a=start)

    def scope(self, step: j.Scope) -> None:
        """A level with clocks; the handlers stand behind the body."""
        clocks = []
        for clock in step.clocks:
            lookup = k.NONE if clock.duration is None else self.tables.durations_of(clock.duration)
            clocks.append(
                self.clock_row(clock.name, lookup, k.NONE if clock.moment is None else clock.moment.index)
            )
        tasks = self.mask(own_tasks(step.body))
        if clocks:
            self.levels[step] = self.enter_level(clocks, tasks)
        else:
            self.open.append((k.NONE, tasks))
        self.block(step.body)
        self.leave_level()
        jumps = [self.emit(k.JUMP)]
        for clock, row in zip(step.clocks, clocks, strict=True):
            row["handler"] = self.here()
            self.block(clock.handler)
            jumps.append(self.emit(k.JUMP))
        for jump in jumps:
            jump["a"] = self.here()

    def background(self, step: j.Background) -> None:
        """Start a task; its steps stand behind the jump over them and run at a depth of their own."""
        task = self.tasks.setdefault(step.name, len(self.tasks))
        if task > 62:
            raise NetworkError(
                f"journey {self.journey.name!r}, step {step.name!r}: more than 63 background tasks"
            )
        row = self.emit(k.FORK, step.name, b=task)
        row["purpose"] = int(name_hash(step.name))
        over = self.emit(k.JUMP)
        row["a"] = self.here()
        around, loops, self.open, self.loops = self.open, self.loops, [], []
        self.block(step.body)
        self.open, self.loops = around, loops
        self.emit(k.END_TASK)
        over["a"] = self.here()

    def join(self, step: j.Join) -> None:
        """Wait for tasks; the mask of their bits stands in the purpose."""
        row = self.emit(k.JOIN, step.title, a=k.FIRST if step.first else 0)
        row["purpose"] = self.mask(step.tasks)

    def spell(self, step: j.NewSpell) -> None:
        """Begin a new spell."""
        slot = self.spell_slots.setdefault(step.name, len(self.spell_slots))
        row = self.emit(k.SPELL, step.name, a=slot)
        row["purpose"] = int(name_hash(step.name))

    def leave(self, step: j.Leave) -> None:
        """Leave the network."""
        self.emit(k.LEAVE, name=self.name(step.name, EventType.ARRIVAL_DEPARTURE))
