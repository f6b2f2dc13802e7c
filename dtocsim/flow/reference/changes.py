"""What the steps do that take no time and always go on to the next one."""

from collections.abc import Callable
from typing import Any

import numpy as np

from dtocsim.flow import journey_steps as j
from dtocsim.flow.draws import child_key, name_hash
from dtocsim.flow.lookup import Lookup
from dtocsim.flow.reference.kept import Kept
from dtocsim.flow.reference.people import Token
from dtocsim.flow.reference.recording import Record, cell, is_about
from dtocsim.flow.reference.world import World


class Changes:
    """The steps of one token that take no time."""

    def __init__(self, world: World, token: Token) -> None:
        self.world, self.token = world, token
        self.actions: dict[type[j.Step], Callable[[Any], None]] = {
            j.Release: self.release, j.SetAttribute: self.set, j.DrawAttribute: self.draw, j.Note: self.note,
            j.Enter: self.enter, j.Exit: self.exit, j.Mark: self.mark, j.Unmark: self.unmark,
            j.Count: self.count, j.NewSpell: self.spell,
        }  # fmt: skip

    def release(self, step: j.Release) -> None:
        """Give back what was seized last under a label."""
        kept = self.token.last_kept(lambda each: each.pool is not None and each.label == step.label)
        if kept is None:
            self.world.write(self.token, f"release {step.label}")
        else:
            self.token.drop(kept)
            self.world.settling.settle()

    def set(self, step: j.SetAttribute) -> None:
        """Give an attribute a value."""
        self.world.write(self.token, f"set {step.attribute.name}")
        self.token.person.attributes[step.attribute.index] = step.code

    def draw(self, step: j.DrawAttribute) -> None:
        """Draw the value of an attribute."""
        self.world.write(self.token, step.name)
        self.token.person.attributes[step.attribute.index] = self.outcome(step.shares, step.name)

    def outcome(self, lookup: Lookup[j.Shares], purpose: str) -> int:
        """Draw one of several outcomes by its share, in fixed order."""
        shares = self.token.person.value(self.world.network, lookup, self.world.now)
        bounds = np.cumsum(list(shares.values()))[:-1]
        u = self.token.draw(purpose)
        return next((code for code, bound in enumerate(bounds) if u < bound), len(bounds))

    def note(self, step: j.Note, remaining: bool = False) -> None:
        """Note the moment at which a drawn duration will have passed."""
        self.world.write(self.token, step.name)
        lasts = self.world.draw_ticks(self.token, step.duration, step.name, remaining)
        self.token.person.moments[step.moment] = self.world.after(lasts)

    def enter(self, step: j.Enter) -> None:
        """Enter a census, if it is about her and she is not in it already."""
        self.world.write(self.token, f"enter {step.census.name}")
        token, person = self.token, self.token.person
        if is_about(step.census, person.attributes) and person.record(step.census) is None:
            entered, cell_of_hers = token.since(step.since), cell(step.census.by, person.attributes)
            person.records.append(Record(step.census, cell_of_hers, entered, self.world.now))
            person.kept.append(Kept(token, token.depth, step.census, census=step.census))

    def exit(self, step: j.Exit) -> None:
        """Leave a census and lose its marks."""
        self.world.write(self.token, f"exit {step.census.name}")
        for kept in reversed(list(self.token.person.kept)):
            if kept.census is step.census and kept.mark is not None:
                self.token.drop(kept)
        entered = self.token.last_kept(lambda each: each.census is step.census)
        if entered is not None:
            self.token.drop(entered)

    def mark(self, step: j.Mark) -> None:
        """Set a mark."""
        self.world.write(self.token, f"mark {step.census.name} {step.census.marks[step.mark]}")
        token = self.token
        token.change_mark(step.census, lambda marks: marks.add(step.mark))
        token.person.kept.append(
            Kept(token, token.depth, (step.census, step.mark), census=step.census, mark=step.mark)
        )

    def unmark(self, step: j.Unmark) -> None:
        """Clear a mark."""
        self.world.write(self.token, f"unmark {step.census.name} {step.census.marks[step.mark]}")
        kept = self.token.last_kept(lambda each: each.label == (step.census, step.mark))
        if kept is not None:
            self.token.drop(kept)

    def count(self, step: j.Count) -> None:
        """Count an event."""
        self.world.write(self.token, f"count {step.counter.name}")
        self.world.recorder.event(step.counter, self.token.person.attributes)

    def spell(self, step: j.NewSpell) -> None:
        """Begin a new spell: a new key, and visits counted anew."""
        self.world.write(self.token, step.name)
        person = self.token.person
        ordinal = person.spells.get(step.name, 0)
        person.spells[step.name] = ordinal + 1
        person.key = child_key(child_key(person.key, name_hash(step.name)), ordinal)
        person.visits.clear()
