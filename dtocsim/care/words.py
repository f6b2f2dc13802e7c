"""The words of the care model: fixed, ordered lists that attributes, marks and tables share."""

REASONS = ("A", "B", "C", "Di", "Dii", "E", "F", "G", "H", "I", "O")
"""Official reasons for a delayed transfer (NHS England, Monthly Delayed Transfers of Care, v1.09)."""

REASON_NAMES = {
    "A": "completion of assessment",
    "B": "public funding",
    "C": "further non-acute NHS care",
    "Di": "residential home placement",
    "Dii": "nursing home placement",
    "E": "care package in own home",
    "F": "community equipment and adaptations",
    "G": "patient or family choice",
    "H": "disputes",
    "I": "housing, not covered by the Care Act",
    "O": "other",
}

FUNDERS = ("council", "self", "nhs", "joint")
ORGANISATIONS = ("NHS", "social care", "both")
SETTINGS = ("acute", "community", "mental health")
"""Where a patient is delayed; community and mental health together are the return's "non-acute"."""

ROUTES = ("emergency", "elective", "mental health", "resident", "client")
"""How somebody came into the model: admitted, or as a resident or client from the community."""

CHAPTERS = ("hospital", "community hospital", "mental health", "home", "home care", "reablement", "care home")
HOMES = ("own", "home care", "residential", "nursing")
"""What somebody lives with: nothing, a package of care, a residential or a nursing place."""

KEPT = ("none", "new", "yes", "lost")
"""A package or place: none, just found, held (in hospital too, for a time), or lost while in hospital."""

NEEDS = (
    "home",
    "return",
    "equipment",
    "reablement",
    "home_care",
    "residential",
    "nursing",
    "housing",
    "community_bed",
)
"""What somebody needs on leaving a bed; `return` is to the package or place that was held."""

SUPPORT = NEEDS[2:]
"""Needs that take work before somebody can leave."""

YES_NO = ("no", "yes")
FIFTHS = ("1", "2", "3", "4", "5")
"""Deprivation fifths, 1 the most deprived."""
