"""Leaving hospital before a package of care is found, with visits that bridge the time until it is.

A scheme that bridges takes somebody out of hospital when her delay for a package has been declared, if it
has a unit free in that instant. At home she is assessed where that was still open, and the package is sought
as fast as for those who wait in hospital; the unit is hers until it is found. If the bridge does not hold,
she is admitted again.
"""

from dtocsim.care.model import PlaceModel, at_rate
from dtocsim.care.sites import NOBODY, Site
from dtocsim.care.tasks import assess, assessment_open, search_speed
from dtocsim.care.words import BRIDGED_NEED
from dtocsim.flow.journey_taking import AT_ONCE
from dtocsim.flow.lookup import Attribute


def _bridging(model: PlaceModel) -> list[Site]:
    return [site for site in model.sites if site.scheme.bridges]


def _bridged(model: PlaceModel) -> Attribute:
    """The attribute that names who took somebody out of hospital; there is one where there are schemes."""
    bridged = model.people.bridged
    assert bridged is not None
    return bridged


def may_bridge(model: PlaceModel, need: str) -> bool:
    """Say whether any scheme of the place may bridge a need."""
    return need == BRIDGED_NEED and bool(_bridging(model))


def write_offers(model: PlaceModel, name: str) -> None:
    """Offer every scheme in turn to whoever is declared delayed; the first that takes her bridges.

    Args:
        name: of this place in the journey, unique.
    """
    bridged = _bridged(model)
    for site in _bridging(model):
        with model.journey.branch(f"{name}: {site.name} next", bridged) as to, to(NOBODY):
            site.scheme.while_delayed(site, model, name)


def offer(site: Site, model: PlaceModel, name: str, share: float, resource: str, units: int) -> None:
    """Take a share of those who are asked out of hospital, as long as there are units free.

    Args:
        name: of this place in the journey, unique.
        share: of those who wait here, 0 to 1.
        resource: of the scheme; units: how many of it one person takes.
    """
    bridged = _bridged(model)
    journey = model.journey
    offered = site.yes(model, share)
    with journey.branch(site.step(f"{name}: offered"), offered) as to, to("yes"):
        journey.set(bridged, site.name)
        journey.seize(
            site.resources[resource],
            amount=units,
            label=site.step("bridging"),
            name=site.step(f"{name}: bridging"),
            patience=AT_ONCE,
        )
        with journey.otherwise():
            journey.set(bridged, NOBODY)
            site.count(model, "refused")
        with journey.branch(f"{name}: {site.name} bridges", bridged) as who, who(site.name):
            site.count(model, "left hospital early")


def write_bridges(model: PlaceModel) -> None:
    """At home with a bridge: until the package is found, or the bridge gives way."""
    bridged = _bridged(model)
    with model.journey.branch("bridged at home", bridged) as to:
        with to(NOBODY):
            model.journey.search("home care: from home", model.pools.home_care, label="package")
        for site in _bridging(model):
            with to(site.name):
                _bridge(site, model)


def _bridge(site: Site, model: PlaceModel) -> None:
    from dtocsim.care.home import admit

    bridged = _bridged(model)
    journey = model.journey
    with journey.scope(site.step("bridged")) as scope:
        if site.scheme.assesses_at_home:
            with (
                journey.branch(site.step("assessment open"), model.dated(assessment_open)) as to,
                to("yes"),
            ):
                assess(model, site.step("at home"))
        journey.search(
            site.step("package of care"), model.pools.home_care, search_speed(model), label="package"
        )
        with scope.clock(site.step("bridge gives way"), at_rate(site.scheme.gives_way_per_day)):
            site.count(model, "failed")
            journey.release(site.step("bridging")).set(bridged, NOBODY).set(model.people.home, "own")
            admit(model)
            journey.again("chapter")
    journey.release(site.step("bridging")).set(bridged, NOBODY)
