"""Steps that take no time: what becomes of a person, and what is recorded of her."""

from typing import Self

from dtocsim.flow import accept
from dtocsim.flow.durations import Duration
from dtocsim.flow.journey_base import JourneyBase
from dtocsim.flow.journey_steps import (
    Count,
    DrawAttribute,
    Enter,
    Exit,
    Mark,
    NewSpell,
    Note,
    SetAttribute,
    Shares,
    Unmark,
)
from dtocsim.flow.lookup import Attribute, By, Moment, NetworkError
from dtocsim.flow.parts import Census, Counter


class Noting(JourneyBase):
    """The part of the builder that changes and records people."""

    def set(self, attribute: Attribute, value: str) -> Self:
        """Give an attribute a value."""
        self.network.mine(Attribute, attribute, self.where("set"))
        return self.add(SetAttribute("set", attribute, attribute.code(value)))

    def draw(self, name: str, attribute: Attribute, shares: "Shares | By[Shares]") -> Self:
        """Draw the value of an attribute from shares over all its values, in their order."""
        where = self.where(name)
        self.network.mine(Attribute, attribute, where)
        lookup = self.network.lookup(shares, accept.SHARES, where)
        accept.check_shares(lookup.values, attribute.values, where)
        return self.add(DrawAttribute(self.claim(name), attribute, lookup))

    def note(self, name: str, moment: Moment, duration: "Duration | By[Duration]") -> Self:
        """Draw a duration and note the moment at which it will have passed."""
        where = self.where(name)
        self.network.mine(Moment, moment, where)
        lasts = self.network.lookup(duration, accept.DURATION, where)
        return self.add(Note(self.claim(name), moment, lasts))

    def enter(self, census: Census, since: Moment | None = None) -> Self:
        """Enter a census: from now on counted at each midnight; the stay began at `since`, if in the past."""
        where = self.where("enter")
        return self.add(Enter("enter", self.network.mine(Census, census, where), self.moment(since, where)))

    def exit(self, census: Census) -> Self:
        """Leave a census."""
        return self.add(Exit("exit", self.network.mine(Census, census, self.where("exit"))))

    def mark(self, census: Census, mark: str) -> Self:
        """Set a mark of a census; a person counts under the first of her marks."""
        return self.add(Mark("mark", census, self._mark("mark", census, mark)))

    def unmark(self, census: Census, mark: str) -> Self:
        """Clear a mark of a census."""
        return self.add(Unmark("unmark", census, self._mark("unmark", census, mark)))

    def _mark(self, step: str, census: Census, mark: str) -> int:
        self.network.mine(Census, census, self.where(step))
        if mark not in census.marks:
            raise NetworkError(f"journey {self.name!r}: census {census.name!r} has no mark {mark!r}")
        return census.marks.index(mark)

    def count(self, counter: Counter) -> Self:
        """Count an event on the current day under the person's attributes."""
        return self.add(Count("count", self.network.mine(Counter, counter, self.where("count"))))

    def new_spell(self, cause: str) -> Self:
        """Begin a new spell of the same person, with new luck from (key, cause, how often)."""
        return self.add(NewSpell(self.claim(cause)))
