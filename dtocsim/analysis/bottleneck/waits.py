"""The waits between fit and gone, and what of a scenario makes each of them instant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

INSTANT_DAYS = 0.001
INSTANT_HOURS = 0.02
"""A minute or so: durations are above nothing."""
AMPLE = 3.0
"""Over the usual: with so much of something nobody waits for want of it."""


@dataclass(frozen=True)
class Wait:
    """One wait.

    Attributes:
        label: What a reader sees.
        reason: Official code of the delay it causes; empty for what is never a delayed transfer.
        settings: Values by key path that make it instant; nothing else changes.
    """

    label: str
    reason: str
    settings: Mapping[str, float]


def _none(section: str, *keys: str) -> dict[str, float]:
    return {f"{section}.{key}": 0.0 for key in keys}


WAITS: tuple[Wait, ...] = (
    Wait(
        "medicines and transport",
        "",
        {
            "discharge.hospital_process_mean_hours": INSTANT_HOURS,
            "discharge.hospital_process_sd_hours": 0.0,
        },
    ),
    Wait("the decision that somebody may leave", "", {"discharge.declaration_mean_hours": INSTANT_HOURS}),
    Wait("assessment", "A", {"assessment.done_before_fit_share": 1.0}),
    Wait("public funding", "B", _none("funding.needed_share", "home_care", "residential", "nursing")),
    Wait(
        "a community bed",
        "C",
        {
            "hospital.community_search_mean_days": INSTANT_DAYS,
            "capacity.community_beds_ratio": AMPLE,
        },
    ),
    Wait(
        "a residential place",
        "Di",
        {
            "placement.residential_search_mean_days": INSTANT_DAYS,
            "capacity.residential_places_ratio": AMPLE,
        },
    ),
    Wait(
        "a nursing place",
        "Dii",
        {"placement.nursing_search_mean_days": INSTANT_DAYS, "capacity.nursing_places_ratio": AMPLE},
    ),
    Wait(
        "the care home's own assessment",
        "Di",
        {"placement.home_assesses_mean_days": INSTANT_DAYS, "placement.home_accepts_share": 1.0},
    ),
    Wait(
        "a package of care",
        "E",
        {"home_care.search_mean_days": INSTANT_DAYS, "capacity.packages_of_care_ratio": AMPLE},
    ),
    Wait("a reablement place", "E", {"capacity.reablement_places_ratio": AMPLE}),
    Wait(
        "equipment and adaptations",
        "F",
        {
            "equipment.delivery_mean_days": INSTANT_DAYS,
            "equipment.delivery_sd_days": 0.0,
            "equipment.major_adaptation_share": 0.0,
            "capacity.equipment_fitters_ratio": AMPLE,
        },
    ),
    Wait(
        "patient or family choice",
        "G",
        _none("placement.choice_share", "council", "self", "nhs", "joint"),
    ),
    Wait("disputes", "H", {"placement.dispute_share": 0.0}),
    Wait(
        "housing",
        "I",
        {"housing.rehousing_mean_days": INSTANT_DAYS, "housing.rehousing_sd_days": 0.0},
    ),
    Wait("something else", "O", {"discharge.other_share": 0.0}),
)
