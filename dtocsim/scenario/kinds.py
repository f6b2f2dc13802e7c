"""Kinds of value: shares, days, rates, and the mappings by age, funder, weekday and deprivation fifth.

The limits here are hard: what lies outside cannot be meant. What is plausible stands in the registry.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Generic, Literal, Self, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

Share = Annotated[float, Field(ge=0, le=1)]
ShareAboveZero = Annotated[float, Field(gt=0, le=1)]
ShareBelowOne = Annotated[float, Field(ge=0, lt=1)]
LoadShare = Annotated[float, Field(gt=0, lt=1)]
Days = Annotated[float, Field(gt=0, le=3650)]
WholeDays = Annotated[int, Field(ge=0, le=3650)]
SpreadDays = Annotated[float, Field(ge=0, le=3650)]
Hours = Annotated[float, Field(gt=0, le=8760)]
SpreadHours = Annotated[float, Field(ge=0, le=8760)]
Index = Annotated[float, Field(ge=0, le=24)]
Ratio = Annotated[float, Field(ge=0, le=20)]
Rate = Annotated[float, Field(ge=0, le=50)]
HourOfDay = Annotated[float, Field(ge=0, le=24)]
Factor = Annotated[float, Field(gt=0, le=10)]
Hazard = Annotated[float, Field(ge=0, le=1)]
Elasticity = Annotated[float, Field(ge=0, le=10)]
Times = Annotated[int, Field(ge=1, le=10)]
Minutes = Annotated[float, Field(gt=0, le=1440)]
Pounds = Annotated[float, Field(ge=1, le=1_000_000)]
SpreadRatio = Annotated[float, Field(gt=0, le=5)]
Amount = Annotated[float, Field(ge=0, le=100_000_000)]

_EXACT = 1e-6

Value = TypeVar("Value")
Finest = Literal["nation", "system", "council"]


@dataclass(frozen=True, slots=True)
class Varies:
    """Marks a value that may be given in the forms of `dtocsim.scenario.varying`.

    Attributes:
        finest: the smallest kind of area between which it may differ.
        dated: whether it may change on a date.
        most_dates: how many dates a course of values may name.
    """

    finest: Finest
    dated: bool
    most_dates: int = 1_000


Local = Annotated[Value, Varies("council", dated=False)]
"""May differ between councils."""
LocalDated = Annotated[Value, Varies("council", dated=True)]
"""May differ between councils and change on dates."""
SystemWide = Annotated[Value, Varies("system", dated=False)]
"""May differ between systems, whose councils share it."""
SystemWideDated = Annotated[Value, Varies("system", dated=True)]
"""May differ between systems, whose councils share it, and change on dates."""
Dated = Annotated[Value, Varies("nation", dated=True)]
"""May change on dates, everywhere alike."""


def contradiction(found: str, expected: str) -> PydanticCustomError:
    """The error of values that are each possible and together are not.

    Args:
        found: what they say together.
        expected: what would be accepted.
    """
    return PydanticCustomError("contradiction", "{found}; {expected}", {"found": found, "expected": expected})


class Closed(BaseModel):
    """A part of a scenario: frozen, no unknown keys, no guessing of types."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        allow_inf_nan=False,
        use_attribute_docstrings=True,
        validate_default=True,
        # Only the whole scenario is ever validated; building each part's validator would cost 0.2 s.
        defer_build=True,
    )

    @classmethod
    def __class_getitem__(cls, kinds: Any) -> Any:
        # The fields of a generic are described already; to look for that in the sources again takes 0.1 s.
        described = cls.model_config
        cls.model_config = ConfigDict(**{**described, "use_attribute_docstrings": False})
        try:
            made: Any = super().__class_getitem__(kinds)
        finally:
            cls.model_config = described
        made.model_config = described
        return made


class Keyed(Closed, Generic[Value]):
    """A mapping with fixed keys, whose values have an order."""

    def in_order(self) -> tuple[Value, ...]:
        """The values in the declared order of the keys."""
        return tuple(getattr(self, name) for name in type(self).model_fields)

    def __getitem__(self, key: str) -> Value:
        """The value of a key as it is written in a file, such as `85+`."""
        value: Value = getattr(self, _names_by_key(type(self))[key])
        return value


@cache
def _names_by_key(kind: type[BaseModel]) -> dict[str, str]:
    """The names of fields by their keys in a file."""
    return {field.alias or name: name for name, field in kind.model_fields.items()}


class ByAge(Keyed[Value]):
    """A value for each age band."""

    age_0_64: Value = Field(alias="0-64")
    """People under 65."""
    age_65_74: Value = Field(alias="65-74")
    """People of 65 to 74."""
    age_75_84: Value = Field(alias="75-84")
    """People of 75 to 84."""
    age_85_plus: Value = Field(alias="85+")
    """People of 85 and over."""


class ByFunder(Keyed[Value]):
    """A value for each funder of a person's care."""

    council: Value
    """Care paid by the council."""
    self_funder: Value = Field(alias="self")
    """Care paid by the person."""
    nhs: Value
    """Care paid by the NHS (continuing health care, fast track)."""
    joint: Value
    """Care paid by council and NHS together."""


class ByWeekday(Keyed[Value]):
    """A value for each day of the week."""

    monday: Value
    """Mondays."""
    tuesday: Value
    """Tuesdays."""
    wednesday: Value
    """Wednesdays."""
    thursday: Value
    """Thursdays."""
    friday: Value
    """Fridays."""
    saturday: Value
    """Saturdays."""
    sunday: Value
    """Sundays."""


class ByFifth(Keyed[Value]):
    """A value for each fifth of neighbourhoods by deprivation."""

    most_deprived: Value
    """The most deprived fifth."""
    second: Value
    """The second most deprived fifth."""
    third: Value
    """The fifth in the middle."""
    fourth: Value
    """The second least deprived fifth."""
    least_deprived: Value
    """The least deprived fifth."""


class AgeShares(ByAge[Local[Share]]):
    """Shares of the age bands, which sum to 1."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        sums_to_one(self.in_order())
        return self


class FunderShares(ByFunder[LocalDated[Share]]):
    """Shares of the funders, which sum to 1."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        sums_to_one(self.in_order())
        return self


class WeekdayIndex(ByWeekday[LocalDated[Index]]):
    """How busy each day of the week is, compared with their mean, which is 1."""

    @model_validator(mode="after")
    def _mean(self) -> Self:
        has_mean_one(self.in_order())
        return self


def sums_to_one(shares: Sequence[float]) -> None:
    """Refuse shares that do not sum to 1."""
    if abs((total := math.fsum(shares)) - 1) > _EXACT:
        raise contradiction(f"the shares sum to {total:.6g}", "expected a sum of 1")


def sums_to_at_most_one(shares: Sequence[float], whose: str = "the shares") -> None:
    """Refuse shares that leave less than nothing for the rest."""
    if (total := math.fsum(shares)) > 1 + _EXACT:
        raise contradiction(f"{whose} sum to {total:.6g}", "expected a sum of at most 1, the rest go home")


def has_mean_one(index: Sequence[float]) -> tuple[float, ...]:
    """Refuse an index whose mean is not 1."""
    if abs((mean := math.fsum(index) / len(index)) - 1) > _EXACT:
        raise contradiction(f"the mean is {mean:.6g}", "expected a mean of 1")
    return tuple(index)


HourIndex = Annotated[tuple[Index, ...], Field(min_length=24, max_length=24), AfterValidator(has_mean_one)]
