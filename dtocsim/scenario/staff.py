"""How many people work for what is in use: head counts and hours of two sectors, told and not simulated."""

from typing import Annotated

from pydantic import Field

from .kinds import Closed, Local

PerUnit = Annotated[float, Field(ge=0, le=100)]
HoursAWeek = Annotated[float, Field(ge=0, le=168)]


class Staff(Closed):
    """Staff in post for each bed, place and package in use.

    These numbers tell what a scenario asks of staff. That staff who are missing limit what can be used is a
    scheme of the kind `workforce`.
    """

    nhs_per_bed: Local[PerUnit]
    """Staff of the whole NHS for each general and acute bed in use, 0 to 100."""
    care_home_per_place: Local[PerUnit]
    """Staff of care homes for each place in use, 0 to 100."""
    care_at_home_per_person: Local[PerUnit]
    """Staff of home care and reablement for each person they care for, 0 to 100."""
    nhs_hours_a_week: Local[HoursAWeek]
    """Hours that somebody of the NHS works in a week, absence left out, 0 to 168."""
    social_care_hours_a_week: Local[HoursAWeek]
    """Hours that somebody of social care works in a week, absence left out, 0 to 168."""
