"""What schemes that write steps into journeys have in common: hooks at named points, resources, events.

A hook is a method that the journey calls at its point, in the order in which the file names the schemes:

- `before_admission`: somebody is about to be admitted as an emergency. The scheme may prevent it, with
  `Site.prevent`; whoever was prevented by one scheme meets no other, so that nobody is counted twice and
  several schemes leave the product of what each would leave alone.
- `while_delayed`: a delay for a package of care has been declared. The scheme may take her home now and
  bridge the time until a package is found (`care.bridging`).
- `adapting`: a delayed patient needs a major adaptation. Where the scheme does it, `Site.accepted` is yes.
- `write_streams`: people of its own, beside all others.

Whoever is prevented goes on with the care she has, or leaves the model: she is not readmitted, and does not
die at home within sight of the model, so that fewer deaths in hospital are no lives saved.

A scheme that `is_there` with nothing writes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from dtocsim.scenario.scheme import Scheme

if TYPE_CHECKING:
    from dtocsim.care.model import PlaceModel
    from dtocsim.care.sites import Site
    from dtocsim.flow import Network


class StepScheme(Scheme):
    """A scheme that writes steps into the journeys of its areas.

    `prevents`, `bridges` and `adapts` say at which points it has anything to write.
    """

    writes_steps: ClassVar[bool] = True
    prevents: ClassVar[bool] = False
    bridges: ClassVar[bool] = False
    adapts: ClassVar[bool] = False
    queues: ClassVar[bool] = False
    """Whether people of its own wait, who are counted at each midnight."""
    assesses_at_home: ClassVar[bool] = False
    """Whether whoever it bridges is assessed at home, where that is still open."""
    events: ClassVar[tuple[str, ...]] = ()
    """What it counts, of `words.SCHEME_EVENTS`."""

    @property
    def reached(self) -> tuple[str, ...]:
        """Deprivation fifths of the neighbourhoods that it is for."""
        from dtocsim.care.words import FIFTHS

        return FIFTHS

    def resources(self) -> Mapping[str, float]:
        """Units of each resource, in all areas together; one pool of each in every system."""
        return {}

    def attributes(self) -> Mapping[str, tuple[str, ...]]:
        """Attributes of its own people, with their values."""
        return {}

    @property
    def budget(self) -> float:
        """What it may spend in a financial year, pounds, in all areas together; 0 for no budget to watch."""
        return 0.0

    def before_admission(self, site: Site, model: PlaceModel) -> None:
        """Steps before an emergency admission."""

    def while_delayed(self, site: Site, model: PlaceModel, name: str) -> None:
        """Steps when the tasks of a delay for a package of care begin; `name` begins their names."""

    def adapting(self, site: Site, model: PlaceModel, name: str) -> None:
        """Steps when a delayed patient needs a major adaptation; `name` begins their names."""

    def write_streams(self, site: Site, model: PlaceModel, network: Network) -> None:
        """People of its own: their streams and journeys."""

    @property
    def gives_way_per_day(self) -> float:
        """How often a day somebody whom it bridges is admitted again."""
        return 0.0


class TargetedScheme(StepScheme):
    """A scheme that may be for the people of some neighbourhoods alone, by how deprived they are."""

    fifths: Literal["most_deprived", "two_most_deprived", "all"] = "all"
    """Whom it is for, by deprivation fifth of the neighbourhood they live in."""

    @property
    def reached(self) -> tuple[str, ...]:
        """The fifths, the most deprived first."""
        from dtocsim.care.words import FIFTHS

        return {"most_deprived": FIFTHS[:1], "two_most_deprived": FIFTHS[:2], "all": FIFTHS}[self.fifths]
