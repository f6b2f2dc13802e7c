"""Support for unpaid carers (S20): respite, so that a carer who cannot go on does not end in an emergency.

Whoever has an unpaid carer may go to a respite place for some days instead of a hospital bed, as long as one
is free; and a carer who is supported takes more on when somebody leaves hospital. No trial of respite has
shown fewer admissions: both effects may be nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from dtocsim.care.schemes.steps import StepScheme
from dtocsim.scenario.kinds import Amount, Days, Share
from dtocsim.scenario.scheme import CostLine, Move, Payer, lowers

if TYPE_CHECKING:
    from dtocsim.care.model import PlaceModel
    from dtocsim.care.sites import Site

PLACES = "respite places"


class CarerSupport(StepScheme):
    """Respite and help for unpaid carers."""

    prevents = True
    sizes = ("respite_places",)
    events = ("admission prevented", "refused", "respite")
    effects = ("respite_instead_share", "formal_care_avoided_share")

    kind: Literal["carer_support"]
    """Support for unpaid carers."""
    reached_share: Share
    """People with an unpaid carer whose carer is supported, 0 to 1; 0 is no scheme."""
    respite_places: Amount
    """Respite places, in all its areas together."""
    respite_mean_days: Days
    """Mean days in a respite place."""
    respite_instead_share: Share
    """Of their emergency admissions, those for which respite could do, 0 to 1."""
    formal_care_avoided_share: Share
    """Of new formal care on leaving hospital, the part that a supported carer takes on, 0 to 1."""
    payer: Payer = "council"
    """Who pays for the places."""

    @property
    def is_there(self) -> bool:
        """Whether anybody could go to respite."""
        return self.enabled and self.reached_share * self.respite_instead_share * self.respite_places > 0

    def resources(self) -> Mapping[str, float]:
        """The places."""
        return {PLACES: self.respite_places}

    def moves(self) -> Iterator[Move]:
        """Less formal care where a carer is supported."""
        avoided = self.reached_share * self.formal_care_avoided_share
        yield lowers("discharge.unpaid_carer_pathway_ratio", avoided)

    def cost_lines(self) -> Iterator[CostLine]:
        """The places, used or not."""
        yield CostLine(self.payer, PLACES, "residential_place_year", per_year=self.respite_places)

    def before_admission(self, site: Site, model: PlaceModel) -> None:
        """Some go to a respite place, and home again."""
        from dtocsim.care.words import HOMES
        from dtocsim.flow import Exponential
        from dtocsim.flow.journey_taking import AT_ONCE

        journey = model.journey
        with_carer = (model.people.carer, ("yes",)), (model.people.home, HOMES[:2])
        shares = site.yes(model, self.reached_share * self.respite_instead_share, *with_carer)
        journey.set(site.accepted, "no")
        with journey.branch(site.step("respite would do"), shares) as to, to("yes"):
            journey.set(site.accepted, "yes").seize(
                site.resources[PLACES], label=site.step("respite"), name=site.step("place"), patience=AT_ONCE
            )
            with journey.otherwise():
                site.count(model, "refused")
                journey.set(site.accepted, "no")
        with journey.branch(site.step("in respite"), site.accepted) as to, to("yes"):
            site.count(model, "respite")
            journey.hold(site.step("respite"), Exponential(self.respite_mean_days))
            journey.release(site.step("respite"))
            site.prevent(model)
