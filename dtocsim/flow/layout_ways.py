"""Lay out the way by which initial people reach the step at which they stand."""

from functools import cached_property

from dtocsim.flow import journey_steps as j
from dtocsim.flow.durations import Constant
from dtocsim.flow.kernel import layout as k
from dtocsim.flow.layout_steps import StepWriter
from dtocsim.flow.lookup import Lookup
from dtocsim.flow.network import Standing
from dtocsim.flow.parts import Pool
from dtocsim.flow.paths import Paths


class JourneyWriter(StepWriter):
    """Writes one journey, and the ways of initial people to their places in it."""

    @cached_property
    def paths(self) -> Paths:
        """The ways to the steps of the journey."""
        return Paths(self.journey)

    def write_standing(self, standing: Standing) -> int:
        """Return the first row of the way by which initial people come to their step; it is written once."""
        given = frozenset(attribute for attribute, _ in standing.attributes)
        past = tuple(moment for moment, _ in standing.since)
        alike = standing.step, given, standing.taking, standing.remaining, past
        if alike not in self.ways:
            self.ways[alike] = self.write_way(standing)
        return self.ways[alike]

    def write_way(self, standing: Standing) -> int:
        """Write the way by which initial people reach the step at which they stand; returns its first row.

        What they have taken, entered, noted and drawn on that way is theirs; clocks and holds have what
        remains of them.
        """
        start = self.here()
        self.emit(k.JUMP, a=start + 1, name=self.arrival)
        given = {attribute for attribute, _ in standing.attributes}
        path = self.paths.find(standing.step)
        besides = list(standing.taking)
        for step in path.before:
            if not isinstance(step, j.DrawAttribute):
                self.take_besides(besides)
            if step in self.levels and isinstance(step, j.Scope):
                self.emit(k.LEVEL_IN, a=self.residual_level(step, self.levels[step]))
            elif isinstance(step, j.Seize):
                self.asked(step)
                placed = self.taken(f"{step.name}: placed", step.consume)
                self.emit(k.PLACE, a=len(self.rows.seizes) - 1, other=placed)
            elif isinstance(step, j.Note):
                row = self.emit(k.NOTE, step.name, step.name, a=step.moment.index)
                row["b"] = self.tables.residuals_of(step.duration)
            elif not isinstance(step, j.Scope | j.Repeat) and (
                not isinstance(step, j.DrawAttribute) or step.attribute not in given
            ):
                self.writers[type(step)](step)
        self.take_besides(besides)
        target = self.first_row[path.target]
        if isinstance(path.target, j.Hold):
            self.remain(path.target, standing)
            target += 1
        else:
            # Nobody may be granted a place before everybody who holds one has taken hers.
            nothing = self.tables.durations_of(Lookup.of(Constant(0)))
            self.emit(k.REMAIN, f"{path.target.name}: placed", f"{path.target.name}: placed", a=nothing)
        self.emit(k.JUMP, a=target)
        return start

    def take_besides(self, taking: list[tuple[str, Lookup[Pool | None]]]) -> None:
        """Write once what people hold besides what their way says: after the traits it may depend on."""
        while taking:
            label, pool = taking.pop(0)
            self.units([pool], label)
            placed = self.taken(f"{label}: placed", False)
            self.emit(k.PLACE, a=len(self.rows.seizes) - 1, other=placed)

    def remain(self, step: j.Hold, standing: Standing) -> None:
        """Spend what remains of a hold."""
        purpose = f"{step.name}: remaining"
        if standing.remaining is not None:
            remaining = self.tables.durations_of(Lookup.of(standing.remaining))
            self.emit(k.REMAIN, step.name, purpose, a=remaining)
        elif step.since is not None and step.since in dict(standing.since):
            durations = self.tables.durations_of(step.duration)
            calendar = k.NONE if step.calendar is None else step.calendar.index
            self.emit(k.GO_ON, step.name, purpose, a=durations, b=step.since.index, c=calendar)
        else:
            self.emit(k.REMAIN, step.name, purpose, a=self.tables.residuals_of(step.duration))

    def residual_level(self, step: j.Scope, level: int) -> int:
        """Return a level like `level` whose clocks have their equilibrium residuals."""
        first, count, _ = self.rows.levels[level]
        clocks = []
        for position, clock in enumerate(step.clocks):
            row = dict(self.rows.clocks[first + position])
            if clock.duration is not None:
                row["lookup"] = self.tables.residuals_of(clock.duration)
            clocks.append(row)
        self.rows.levels.append((len(self.rows.clocks), count, level))
        self.rows.clocks.extend(clocks)
        return len(self.rows.levels) - 1
