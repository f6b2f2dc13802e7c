"""What things cost and who pays: read when a result is priced, never when people are simulated."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from .kinds import ByFunder, Closed, Factor, Local, Share, sums_to_one

PriceYear = Literal["2016/17", "2024/25"]
BedDayPrice = Literal["excess_bed_day", "audit_office", "marginal"]


class CareFunders(ByFunder[Local[Share]]):
    """Shares of the funders, which sum to 1."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        sums_to_one(self.in_order())
        return self


class Money(Closed):
    """Prices and payers. Nothing here changes anybody's journey, and years are not discounted."""

    price_year: PriceYear = "2016/17"
    """The year of all prices of a run: 2016/17 or 2024/25."""
    bed_day_price: BedDayPrice = "excess_bed_day"
    """What a day in an acute bed is valued at: the NHS's price of an excess bed day, the National Audit
    Office's gross figure, or only what providers book for a delayed day. All three are shown beside one
    another whatever is chosen."""
    general_price_growth: Factor
    """Prices of 2024/25 over those of 2016/17 where a price is known for one of the two years only, above 0
    to 10."""
    care_price_growth: Factor
    """The same for prices that are mainly wages of care workers, above 0 to 10."""
    hospital_cash_share: Local[Share]
    """Part of the average cost of hospital care that is paid or saved in cash when there is a little more or
    less of it, 0 to 1; the rest is staff and buildings that are there anyway."""
    team_cash_share: Local[Share]
    """The same of the councils' own teams and of GP practices, which are paid whether they are busy or not,
    0 to 1."""
    emergency_department_share: Local[Share]
    """Share of emergency admissions that come through an emergency department, 0 to 1."""
    ambulance_share: Local[Share]
    """Share of emergency admissions brought by ambulance, 0 to 1."""
    home_care_hours_a_week: Local[Annotated[float, Field(ge=0, le=168)]]
    """Hours a week of a package of care, 0 to 168."""
    home_care_funder_share: CareFunders
    """Who pays for packages of care; they sum to 1. Joint is half council, half NHS."""
    care_home_funder_share: CareFunders
    """Who pays for places in care homes; they sum to 1."""
    home_care_contribution_share: Local[Share]
    """Part of the council-funded cost of a package that the person pays back to the council, 0 to 1."""
    care_home_contribution_share: Local[Share]
    """Part of the council-funded cost of a place that the person pays back to the council, 0 to 1."""
    reablement_nhs_share: Local[Share]
    """Part of reablement that the NHS pays for; the council pays the rest, 0 to 1."""
    equipment_nhs_share: Local[Share]
    """Part of community equipment that the NHS pays for; the council pays the rest, 0 to 1."""
