"""The lines of an account: what is counted, how many units that is, and who pays how much for each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dtocsim.care.measures.kinds import Total, total
from dtocsim.care.money.prices import BED_DAY, Prices
from dtocsim.scenario import Scenario
from dtocsim.scenario.money import CareFunders


@dataclass(frozen=True)
class Charge:
    """What one payer pays of a line.

    Attributes:
        payer: one of `PAYERS`.
        share: of the units, 0 to 1; the shares of a line sum to 1.
        gbp: average cost of a unit.
        cash: of it, what is paid or saved when there is a little more or less.
    """

    payer: str
    share: float
    gbp: float
    cash: float


@dataclass(frozen=True)
class Line:
    """One line.

    Attributes:
        name: what readers see.
        unit: of its quantity.
        definition: what is counted and priced, in a sentence.
        counted: the cells of the tables that count.
        units: units for each one counted, from the scenario of the place.
        charges: who pays what for a unit, from the scenario of the place and the prices.
        by_the_year: the unit cost by which a scheme buys capacity of it, used or not; empty if none does.
    """

    name: str
    unit: str
    definition: str
    counted: Total
    units: Callable[[Scenario], float]
    charges: Callable[[Scenario, Prices], Iterator[Charge]]
    by_the_year: str = ""


Charges = Callable[[Scenario, Prices], Iterator[Charge]]


def _of_hospitals(item: str) -> Charges:
    def charges(here: Scenario, prices: Prices) -> Iterator[Charge]:
        gbp = prices[item].gbp
        yield Charge("NHS", 1.0, gbp, gbp * here.money.hospital_cash_share)

    return charges


def _acute_bed_days(here: Scenario, prices: Prices) -> Iterator[Charge]:
    value = prices[f"{BED_DAY}{here.money.bed_day_price}"].gbp
    # The value is a choice; the cash is not.
    cash = prices[f"{BED_DAY}excess_bed_day"].gbp * here.money.hospital_cash_share
    yield Charge("NHS", 1.0, value, cash)


def _by_funder(
    funders: CareFunders, contribution: float, council_gbp: float, self_gbp: float
) -> Iterator[Charge]:
    council = funders.council + funders.joint / 2
    yield Charge("NHS", funders.nhs + funders.joint / 2, council_gbp, council_gbp)
    yield Charge("council", council * (1 - contribution), council_gbp, council_gbp)
    own, paid_back = funders.self_funder, council * contribution
    if own + paid_back:
        mean = (own * self_gbp + paid_back * council_gbp) / (own + paid_back)
        yield Charge("person", own + paid_back, mean, mean)


def _home_care(here: Scenario, prices: Prices) -> Iterator[Charge]:
    money = here.money
    yield from _by_funder(
        money.home_care_funder_share,
        money.home_care_contribution_share,
        prices["home_care_hour"].gbp,
        prices["home_care_hour_self"].gbp,
    )


def _care_homes(kind: str) -> Charges:
    def charges(here: Scenario, prices: Prices) -> Iterator[Charge]:
        money = here.money
        yield from _by_funder(
            money.care_home_funder_share,
            money.care_home_contribution_share,
            prices[f"{kind}_week"].gbp,
            prices[f"{kind}_week_self"].gbp,
        )

    return charges


def _nursing(here: Scenario, prices: Prices) -> Iterator[Charge]:
    gbp = prices["funded_nursing_care_week"].gbp
    yield Charge("NHS", 1.0, gbp, gbp)


def _reablement(here: Scenario, prices: Prices) -> Iterator[Charge]:
    yield from _shared(
        here.money.reablement_nhs_share, prices["reablement_episode"].gbp, here.money.team_cash_share
    )


def _equipment(here: Scenario, prices: Prices) -> Iterator[Charge]:
    yield from _shared(here.money.equipment_nhs_share, prices["equipment_item"].gbp, 1.0)


def _shared(nhs: float, gbp: float, cash_share: float) -> Iterator[Charge]:
    yield Charge("NHS", nhs, gbp, gbp * cash_share)
    yield Charge("council", 1 - nhs, gbp, gbp * cash_share)


def _assessments(here: Scenario, prices: Prices) -> Iterator[Charge]:
    gbp = prices["social_worker_hour"].gbp
    yield Charge("council", 1.0, gbp, gbp * here.money.team_cash_share)


def _adaptations(here: Scenario, prices: Prices) -> Iterator[Charge]:
    gbp = prices["major_adaptation"].gbp
    yield Charge("district", 1.0, gbp, gbp)


def _gp_visits(here: Scenario, prices: Prices) -> Iterator[Charge]:
    # A practice is paid for its list and not by the visit, so that a visit avoided frees time.
    gbp = prices["gp_visit"].gbp
    yield Charge("NHS", 1.0, gbp, gbp * here.money.team_cash_share)


def _funded_nursing_share(here: Scenario) -> float:
    # Whom the NHS pays for altogether gets no payment for nursing on top.
    funders = here.money.care_home_funder_share
    return (1 - funders.nhs) / 7


def _hours_of_assessment(here: Scenario) -> float:
    return here.assessment.mean_hours


def _one(here: Scenario) -> float:
    return 1.0


def _one_less(here: Scenario) -> float:
    return -1.0


def _occupied(resource: str) -> Total:
    return total("care_occupied_days", category=resource)


def _beds_and_places() -> Iterator[Line]:
    yield Line(
        "acute beds", "bed days", "Days of residents in acute beds, at the price that was chosen.",
        total("bed_days", setting="acute"), _one, _acute_bed_days,
    )  # fmt: skip
    for setting in ("community", "mental health"):
        yield Line(
            f"{setting} beds", "bed days", f"Days of residents in {setting} beds.",
            total("bed_days", setting=setting), _one, _of_hospitals(f"{setting.replace(' ', '_')}_bed_day"),
            by_the_year=f"{setting.replace(' ', '_')}_bed_year",
        )  # fmt: skip
    yield Line(
        "emergency departments", "attendances", "Attendances before an emergency admission.",
        total("emergency_admissions"), lambda here: here.money.emergency_department_share,
        _of_hospitals("emergency_attendance"),
    )  # fmt: skip
    yield Line(
        "ambulances", "journeys", "Journeys to hospital before an emergency admission.",
        total("emergency_admissions"), lambda here: here.money.ambulance_share,
        _of_hospitals("ambulance_conveyance"),
    )  # fmt: skip
    yield Line(
        "zero-day admissions", "admissions", "Emergency admissions without a night.",
        total("zero_day_admissions"), _one, _of_hospitals("zero_day_admission"),
    )  # fmt: skip
    yield Line(
        "home care", "hours", "Packages of care in use or held, in hours.",
        _occupied("packages of care"), lambda here: here.money.home_care_hours_a_week / 7, _home_care,
        by_the_year="package_of_care_year",
    )  # fmt: skip
    for kind in ("residential", "nursing"):
        yield Line(
            f"{kind} places", "weeks", f"{kind.capitalize()} places in use or held, in weeks.",
            _occupied(f"{kind} places"), lambda here: 1 / 7, _care_homes(kind),
            by_the_year=f"{kind}_place_year",
        )  # fmt: skip
    yield Line(
        "funded nursing care", "weeks", "The NHS's payment for nursing of residents whom others pay for.",
        _occupied("nursing places"), _funded_nursing_share, _nursing,
    )  # fmt: skip
    yield Line(
        "reablement", "episodes", "Reablement begun.",
        total("care_entries", category="reablement"), _one, _reablement,
        by_the_year="reablement_place_year",
    )  # fmt: skip


def _work() -> Iterator[Line]:
    yield Line(
        "assessments", "hours", "Assessments of delayed patients, in hours of work.",
        total("tasks_completed", category="assessment"), _hours_of_assessment, _assessments,
        by_the_year="social_worker_year",
    )  # fmt: skip
    yield Line(
        "community equipment", "deliveries", "Equipment delivered to delayed patients.",
        total("tasks_completed", category="equipment"), _one, _equipment,
    )  # fmt: skip
    yield Line(
        "major adaptations", "works", "Major adaptations of the homes of delayed patients.",
        total("tasks_completed", category="equipment"), lambda here: here.equipment.major_adaptation_share,
        _adaptations,
    )  # fmt: skip
    yield Line(
        "GP visits", "visits", "Visits to GPs that people no longer make after a programme, below 0.",
        total("scheme_events", category="GP visit avoided"), _one_less, _gp_visits,
    )  # fmt: skip


LINES: tuple[Line, ...] = (*_beds_and_places(), *_work())
