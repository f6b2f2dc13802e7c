"""Urgent response at home (S18): people on the way in by five routes, of whom some can be met without a bed.

Whoever would be admitted was sent by a GP, by 111, by 999, by a mental-health response, or had a fall at
home; or came by herself. Teams come within hours and deal with what can be dealt with at home, as long as
somebody is free. Which share of a route could be, nobody has counted with a control; each may be none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import fsum
from typing import TYPE_CHECKING, Literal

from pydantic import model_validator

from dtocsim.care.schemes.steps import TargetedScheme
from dtocsim.scenario.kinds import Amount, Hours, Ratio, Share, contradiction
from dtocsim.scenario.scheme import CostLine

if TYPE_CHECKING:
    from dtocsim.care.model import PlaceModel
    from dtocsim.care.sites import Site

RESPONDERS, ROUTE, ITSELF = "responders", "route in", "by herself"
ROUTES = {
    "gp": "sent by a GP",
    "call_111": "sent by 111",
    "call_999": "sent by 999",
    "mental_health": "sent by a mental-health response",
    "fall": "after a fall at home",
}
"""Routes in, as keys begin, with what is counted when somebody of them is met without a bed."""


class UrgentResponse(TargetedScheme):
    """Teams who meet people at home, by the route by which they would come in."""

    prevents = True
    sizes = ("responders",)
    events = ("admission prevented", "refused", *ROUTES.values())
    effects = (
        "gp_met_share",
        "call_111_met_share",
        "call_999_met_share",
        "mental_health_met_share",
        "fall_met_share",
    )

    kind: Literal["urgent_response"]
    """Urgent response at home."""
    responders: Amount
    """People at once whom teams can be with, in all its areas together; 0 is no scheme."""
    nurses_per_responder: Ratio
    """Nurses in post for one responder day and night, 0 to 20."""
    response_mean_hours: Hours
    """Mean hours from the call until somebody is safe, or on the way to hospital after all."""
    gp_route_share: Share
    """Emergency admissions sent by a GP, 0 to 1."""
    call_111_route_share: Share
    """Emergency admissions sent by 111, 0 to 1."""
    call_999_route_share: Share
    """Emergency admissions brought after a call to 999, falls left out, 0 to 1."""
    mental_health_route_share: Share
    """Emergency admissions that begin with a mental-health response, 0 to 1."""
    fall_route_share: Share
    """Emergency admissions after a fall at home, 0 to 1."""
    gp_met_share: Share
    """Of those sent by a GP, people who can be met without a bed, 0 to 1."""
    call_111_met_share: Share
    """Of those sent by 111, 0 to 1."""
    call_999_met_share: Share
    """Of those brought after a call to 999, 0 to 1."""
    mental_health_met_share: Share
    """Of those who begin with a mental-health response, 0 to 1."""
    fall_met_share: Share
    """Of those after a fall, 0 to 1."""

    @model_validator(mode="after")
    def _routes_sum(self) -> UrgentResponse:
        if (found := fsum(self._shares("route").values())) > 1:
            raise contradiction(f"shares of routes that sum to {found:g}", "expected 1 or less")
        return self

    def _shares(self, of: str) -> dict[str, float]:
        return {route: getattr(self, f"{route}_{of}_share") for route in ROUTES}

    @property
    def is_there(self) -> bool:
        """Whether there is somebody to come, and anybody to meet."""
        met = (share * self._shares("met")[route] for route, share in self._shares("route").items())
        return self.enabled and self.responders > 0 and fsum(met) > 0

    def resources(self) -> Mapping[str, float]:
        """The teams."""
        return {RESPONDERS: self.responders}

    def attributes(self) -> Mapping[str, tuple[str, ...]]:
        """By which route somebody would come in."""
        return {ROUTE: (ITSELF, *ROUTES)}

    def cost_lines(self) -> Iterator[CostLine]:
        """Nurses in shifts, day and night."""
        nurses = self.responders * self.nurses_per_responder
        yield CostLine("NHS", "urgent response", "community_nurse_year", per_year=nurses)

    def before_admission(self, site: Site, model: PlaceModel) -> None:
        """Draw the route, and meet a share of it, if somebody is free."""
        from dtocsim.flow import Exponential
        from dtocsim.flow.journey_taking import AT_ONCE

        journey, route = model.journey, site.attributes[ROUTE]
        routes = self._shares("route")
        journey.draw(site.step(ROUTE), route, {ITSELF: 1 - fsum(routes.values()), **routes})
        journey.set(site.accepted, "no")
        for each, share in self._shares("met").items():
            shares = site.yes(model, share, (route, (each,)))
            with journey.branch(site.step(f"could be met, {each}"), shares) as to, to("yes"):
                journey.set(site.accepted, "yes")
        with journey.branch(site.step("could be met"), site.accepted) as to, to("yes"):
            journey.seize(
                site.resources[RESPONDERS],
                label=site.step("responder"),
                name=site.step("responder"),
                patience=AT_ONCE,
            )
            with journey.otherwise():
                site.count(model, "refused")
                journey.set(site.accepted, "no")
        with journey.branch(site.step("met"), site.accepted) as to, to("yes"):
            journey.hold(site.step("response"), Exponential(self.response_mean_hours / 24))
            journey.release(site.step("responder"))
            with journey.branch(site.step("met by route"), route) as of:
                for each, event in ROUTES.items():
                    with of(each):
                        site.count(model, event)
            site.prevent(model)
