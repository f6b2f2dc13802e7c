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
MEANS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10")
"""Tenths of people by what they own, 1 the least: the first to pay for their own care stand in the last."""

ORGANISATIONS = ("NHS", "social care", "both")
PAYERS = ("NHS", "council", "district", "voluntary sector", "person")
"""Who pays for care: the district for housing, the person for what nobody else pays."""
SETTINGS = ("acute", "community", "mental health")
"""Where a patient is delayed; community and mental health together are the return's "non-acute"."""

ROUTES = ("emergency", "elective", "mental health", "resident", "client")
"""How somebody came into the model: admitted, or as a resident or client from the community."""

CHAPTERS = ("hospital", "community hospital", "mental health", "home", "home care", "reablement", "care home")
AFTER_REABLEMENT = {
    "home": "reablement",
    "home care": "home care",
    "care home": "care home",
    "hospital": "hospital",
}
"""Where people go on living after reablement, by the chapter they are in as they leave it."""

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

DESTINATION_OF = {
    "home": "home",
    "return": "back to care held",
    "equipment": "home with equipment",
    "reablement": "reablement",
    "home_care": "home care",
    "residential": "residential home",
    "nursing": "nursing home",
    "housing": "new housing",
    "community_bed": "community bed",
}
"""Where somebody with a need goes on leaving a bed."""

PATHWAYS = ("0", "1", "2", "3")
"""Discharge pathways: home without new support, home with support, a rehabilitation bed, a care home."""

PATHWAY_OF = {
    "home": "0",
    "return": "0",
    "housing": "0",
    "equipment": "1",
    "reablement": "1",
    "home_care": "1",
    "community_bed": "2",
    "residential": "3",
    "nursing": "3",
}
"""The pathway of each need, as the present return of delay reasons assigns them (NHS England, 2024)."""

TASKS = {
    "assessment": "A",
    "funding": "B",
    "community bed": "C",
    "residential place": "Di",
    "nursing place": "Dii",
    "package of care": "E",
    "reablement place": "E",
    "equipment": "F",
    "choice": "G",
    "dispute": "H",
    "housing": "I",
    "other": "O",
}
"""What is done between a declared delay and leaving, with the official reason for the time it takes."""

MORE_INTENSE = {
    "equipment": "home_care",
    "reablement": "home_care",
    "home_care": "residential",
    "community_bed": "residential",
    "residential": "nursing",
}
"""What somebody needs who has lost independence."""

LESS_INTENSE = {
    "nursing": "residential",
    "residential": "home_care",
    "home_care": "reablement",
    "community_bed": "reablement",
}
"""The next less intense pathway, by the need it could do for."""

BRIDGED_NEED = "home_care"
"""The need that a scheme may bridge: a package of care."""

SCHEME_EVENTS = (
    "admission prevented",
    "called first",
    "visited",
    "left hospital early",
    "refused",
    "failed",
    "adaptation asked for",
    "adaptation done",
    "adaptation on the slow route",
    "referred",
    "programme completed",
    "GP visit",
    "GP visit avoided",
    "sent by a GP",
    "sent by 111",
    "sent by 999",
    "sent by a mental-health response",
    "after a fall at home",
    "respite",
)
"""What schemes count: people, each time it happens to them."""

CLOSENESS = ("own place", "own system", "elsewhere")
"""Where a care-home place is: in the council where somebody lives, in its system, or farther away."""
SECTORS = ("NHS", "social care")
"""Whose staff it is."""

YES_NO = ("no", "yes")
FIFTHS = ("1", "2", "3", "4", "5")
"""Deprivation fifths, 1 the most deprived."""
