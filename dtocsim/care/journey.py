"""The journey of everybody who lives in a place: chapters between hospital, home and care, round and round.

Each turn of the loop is a new spell of the same person, with luck of its own. What somebody takes with her
from one turn to the next (a community bed, a package, a place) she keeps.
"""

from collections.abc import Sequence

from dtocsim.care import care_home, demand, home, hospital, standing
from dtocsim.care.expectations import Expectations
from dtocsim.care.funders import means_shares
from dtocsim.care.geography import AGE_BANDS, System
from dtocsim.care.ground import Ground
from dtocsim.care.model import PlaceModel, SystemModel
from dtocsim.care.residence import Fineness, draw_residence
from dtocsim.care.situation import situations
from dtocsim.care.today import write_today
from dtocsim.care.users import deprivation_shares
from dtocsim.care.words import FIFTHS, YES_NO
from dtocsim.flow import By, Network
from dtocsim.scenario import Scenario

LIFE = "chapter"
"""Name of the loop."""


def build_system(
    scenario: Scenario,
    system: System,
    expectations: Expectations,
    district: str | None = None,
    fineness: Fineness = "council",
) -> SystemModel:
    """Build the network of one system; see `build_systems`."""
    return build_systems(scenario, [system], expectations, district, fineness)[0]


def build_systems(
    scenario: Scenario,
    systems: Sequence[System],
    expectations: Expectations,
    district: str | None = None,
    fineness: Fineness = "council",
) -> list[SystemModel]:
    """Build one network of systems, with the journeys of all their places; arguments as of `Ground`.

    Raises:
        Contradiction: a situation is stated that cannot be.
    """
    ground = Ground(scenario, systems, expectations, district, fineness)
    models = [SystemModel(ground, system) for system in systems]
    for model in models:
        for place in model.places:
            write_journey(place, model.network)
    if scenario.initial_state.areas:
        write_today(ground.network, models, situations(scenario, expectations))
    return models


def write_journey(model: PlaceModel, network: Network) -> None:
    """Write the journey of a place, its streams, and who stands in it where no situation is stated."""
    journey, people = model.journey, model.people
    _draw_traits(model)
    with journey.repeat(LIFE):
        journey.new_spell("spell")
        with journey.branch("chapter of life", people.chapter) as to:
            with to("hospital"):
                hospital.write_acute(model)
            with to("community hospital"):
                hospital.write_community(model)
            with to("mental health"):
                hospital.write_mental_health(model)
            with to("home"):
                home.write_home(model)
            with to("home care"):
                home.write_home_care(model)
            with to("reablement"):
                home.write_reablement(model)
            with to("care home"):
                care_home.write_care_home(model)
        journey.again(LIFE)
    demand.write_streams(model, network)
    for site in model.sites:
        site.scheme.write_streams(site, model, network)
    if model.people.past is None:
        standing.write_standings(model, network)


def _draw_traits(model: PlaceModel) -> None:
    """Draw what stays the same for life: age band, deprivation, means, living alone, a carer, a district."""
    journey, people, traits = model.journey, model.people, model.scenario.people
    journey.draw("age band", people.age, By(people.route, demand.age_shares(model)))
    folder = model.scenario.tables.folder
    fifths = {
        band: dict(zip(FIFTHS, deprivation_shares(model.place, folder, band), strict=True))
        for band in AGE_BANDS
    }
    journey.draw("deprivation fifth", people.deprivation, By(people.age, fifths))
    journey.draw("means", people.means, By(people.deprivation, means_shares(traits.deprivation_means_slope)))
    for name, attribute, shares in (
        ("living alone", people.alone, traits.living_alone_share),
        ("unpaid carer", people.carer, traits.unpaid_carer_share),
    ):
        rows = {band: dict(zip(YES_NO, (1 - shares[band], shares[band]), strict=True)) for band in AGE_BANDS}
        journey.draw(name, attribute, By(people.age, rows))
    if people.residence is not None:
        draw_residence(journey, model.place, people.residence, people.age, people.deprivation)
