"""Who is there at the start where no situation is stated: as many as are expected, flow times mean time."""

from math import fsum

from dtocsim.care.lengths import declaration_days
from dtocsim.care.model import PlaceModel
from dtocsim.care.waits import apportion
from dtocsim.care.words import SETTINGS
from dtocsim.flow import Network


def write_standings(model: PlaceModel, network: Network) -> None:
    """Place the people who are in a bed or in care at the start; a warm-up settles the rest."""
    stand_in_care(model, network)
    _stand_in_stays(model, network)
    _stand_in_reablement(model, network)
    for setting in SETTINGS:
        _stand_delayed(model, network, setting)


def _stand_in_stays(model: PlaceModel, network: Network) -> None:
    """Those in the clinical stay itself."""
    people, expected, place = model.people, model.expected, model.place
    hospital = model.expectations.of(place).hospital
    for position, division in enumerate(model.hospitals):
        for step, days in _in_hospital(model).items():
            network.standing(
                f"{step} {division.id} {place.id}",
                model.journey,
                step,
                round(days * expected.hospital_shares[division.id]),
                {people.chapter: "hospital", people.route: "emergency", people.hospital: str(position)},
                {"bed": model.pools.acute[position]},
            )
    network.standing(
        f"in a community bed {place.id}",
        model.journey,
        "community stay",
        round(expected.needs["acute"]["community_bed"] * hospital.community_stay_mean_days),
        {people.chapter: "community hospital", people.route: "emergency"},
        {"community bed": model.pools.community},
    )
    network.standing(
        f"in a mental-health bed {place.id}",
        model.journey,
        "mental-health stay",
        round(expected.mental_health * hospital.mental_health_stay_mean_days),
        {people.chapter: "mental health", people.route: "mental health"},
    )


def _stand_in_reablement(model: PlaceModel, network: Network) -> None:
    people, pool = model.people, model.pools.reablement
    stay = model.expectations.of(model.place).reablement.stay_mean_days
    network.standing(
        f"in reablement {model.place.id}",
        model.journey,
        "reablement",
        min(model.units("reablement_places"), round(model.expected.leaving_with("reablement") * stay)),
        {people.chapter: "reablement", people.route: "emergency"},
        {"reablement place": pool},
    )


def _stand_delayed(model: PlaceModel, network: Network, setting: str) -> None:
    """Those who are fit and wait; they stand before a whole delay.

    What remains of delays as uneven as these is about as long, seen at any moment, as a whole one.
    """
    people, expectations, place = model.people, model.expectations, model.place
    undeclared = declaration_days(expectations.of(place))
    waiting = {
        need: flow
        * (undeclared + expectations.delay_days(place, need, setting) * model.expected.delay_factor)
        for need, flow in model.expected.needs[setting].items()
        if flow > 0
    }
    cells = [(need, position) for need in waiting for position in _positions(model, setting)]
    weights = [waiting[need] * _share(model, setting, position) for need, position in cells]
    counts = apportion(round(fsum(weights)), weights)
    chapter = {"acute": "hospital", "community": "community hospital"}.get(setting, setting)
    route = "mental health" if setting == "mental health" else "emergency"
    for (need, position), number in zip(cells, counts, strict=True):
        if number:
            beds = {
                "acute": {"bed": model.pools.acute[position]},
                "community": {"community bed": model.pools.community},
            }
            given = {people.chapter: chapter, people.route: route, people.need: need}
            network.standing(
                f"delayed, {setting}, {need}, {position} {place.id}",
                model.journey,
                f"{setting}: {need}: declaration",
                number,
                given | ({people.hospital: str(position)} if setting == "acute" else {}),
                beds.get(setting),
            )


def _positions(model: PlaceModel, setting: str) -> range:
    """Positions of the hospitals in which people of the place may wait; one for beds that it shares."""
    return range(len(model.hospitals) if setting == "acute" else 1)


def _share(model: PlaceModel, setting: str, position: int) -> float:
    if setting != "acute":
        return 1.0
    return model.expected.hospital_shares[model.hospitals[position].id]


def stand_in_care(model: PlaceModel, network: Network) -> None:
    """Place the residents of care homes and the clients of home care at the start."""
    people, place, expectations = model.people, model.place, model.expectations
    pools = {"residential": model.pools.residential, "nursing": model.pools.nursing}
    for kind, pool in pools.items():
        network.standing(
            f"residents {kind} {place.id}",
            model.journey,
            "new: in a care home",
            min(round(expectations.residents(place, kind)), model.units(f"{kind}_places")),
            {people.chapter: "care home", people.route: "resident", people.home: kind, people.kept: "new"},
            {"place": pool},
        )
    network.standing(
        f"clients {place.id}",
        model.journey,
        "new: with a package of care",
        min(round(expectations.clients(place)), model.units("packages_of_care")),
        {people.chapter: "home care", people.route: "client", people.home: "home care", people.kept: "new"},
        {"package": model.pools.home_care},
    )


def _in_hospital(model: PlaceModel) -> dict[str, float]:
    """Return the emergency patients in a clinical stay by how it will end."""
    hospital = model.expectations.of(model.place).hospital
    overnight = 1 - model.expectations.of(model.place).demand.zero_day_share
    found = {"clinical stay": 0.0, "stay until death": 0.0}
    for people, days, dies in zip(
        model.expected.emergencies,
        hospital.emergency_stay_mean_days.in_order(),
        hospital.emergency_death_share.in_order(),
        strict=True,
    ):
        found["clinical stay"] += people * overnight * (1 - dies) * days
        found["stay until death"] += people * overnight * dies * days * hospital.death_stay_ratio
    return found
