"""Measures of what schemes do."""

from collections.abc import Iterator

from dtocsim.care.measures.kinds import DAYS_A_YEAR, Measure, Total, total

SCHEMES = "Schemes"


def schemes() -> Iterator[Measure]:
    """Yield the measures of schemes; all are 0 where there are none."""
    yield _yearly(
        "admissions_prevented",
        "Admissions prevented",
        "Emergency admissions that a scheme prevented: people, each time; nobody twice for one admission.",
        total("admissions_prevented"),
    )
    for name, label, definition, event in EVENTS:
        yield _yearly(name, label, definition, total("scheme_events", category=event))
    yield Measure(
        "scheme_visits_per_day",
        "Visits at home a day",
        "visits a day",
        "Mean visits a day that nurses and care workers of schemes make.",
        SCHEMES,
        total("scheme_in_use_days", category=("nurse visits", "care visits")),
        decimals=1,
    )
    yield Measure(
        "scheme_waiting",
        "Waiting for a scheme",
        "people",
        "Mean number at midnight of people who applied to a scheme and are not served yet.",
        SCHEMES,
        total("scheme_waiting_days"),
        decimals=1,
    )
    yield Measure(
        "scheme_grants_spent_gbp",
        "Grants spent",
        "pounds a year",
        "Pounds of schemes' budgets spent.",
        SCHEMES,
        total("scheme_grant_spent"),
        scale=DAYS_A_YEAR,
    )
    yield Measure(
        "scheme_grants_unspent_gbp",
        "Grants not spent",
        "pounds",
        "Mean of what is left of schemes' budgets at midnight.",
        SCHEMES,
        total("scheme_grant_unspent_days"),
    )
    for name, label, words in (
        ("scheme_capacity", "Units of schemes", "there are"),
        ("scheme_in_use", "Units of schemes in use", "are in use"),
    ):
        yield Measure(
            name,
            label,
            "units",
            f"Mean units that {words} of what schemes bring; to be told apart by resource.",
            SCHEMES,
            total(f"{name}_days"),
            decimals=1,
        )


EVENTS = (
    ("first_calls", "Calls before an admission", "People who called a scheme first.", "called first"),
    ("people_visited", "People visited at home", "People whom a team took on at home.", "visited"),
    (
        "left_hospital_early",
        "Left hospital early",
        "Patients taken home with a bridge.",
        "left hospital early",
    ),
    ("adaptations_asked_for", "Adaptations asked for", "Applications to schemes.", "adaptation asked for"),
    ("adaptations_done", "Adaptations done", "Works finished, for patients too.", "adaptation done"),
    ("programme_referrals", "Referred to a programme", "People referred.", "referred"),
    ("programme_completions", "Programmes completed", "People who completed one.", "programme completed"),
    ("gp_visits", "GP visits of people helped", "Visits of people in programmes' benefit.", "GP visit"),
    ("gp_visits_avoided", "GP visits avoided", "Visits these people would have made.", "GP visit avoided"),
    ("scheme_refusals", "Refused by a scheme", "People for whom nothing was free at that moment.", "refused"),
    ("scheme_failures", "Failed at home", "People cared for at home who were admitted after all.", "failed"),
)


def _yearly(name: str, label: str, definition: str, cells: Total) -> Measure:
    return Measure(name, label, "a year", definition, SCHEMES, cells, scale=DAYS_A_YEAR)
