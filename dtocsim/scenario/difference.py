"""What differs between two scenarios once both are complete."""

from dataclasses import dataclass

from .explain import set_by, unit_of
from .history import TITLES
from .model import Scenario
from .varying import flat
from .writer import in_line

_LEFT_OUT = (*TITLES, "tables.folder", "tables.digest")


@dataclass(frozen=True, slots=True)
class Difference:
    """A key that has another value in each of two scenarios, and who set them; "" where it is not there."""

    key: str
    first: str
    second: str
    unit: str
    first_by: str
    second_by: str


def differences(first: Scenario, second: Scenario) -> list[Difference]:
    """The keys whose values differ, in the order of the model; names and questions are left out."""
    one, other = flat(first.content()), flat(second.content())
    keys = [key for key in {**one, **other} if key not in _LEFT_OUT and not key.startswith("baseline.")]
    # Of a scheme that is only in one of them, what nobody said is as its kind says.
    keys = [
        key for key in keys if (key in one and key in other) or key in first.history or key in second.history
    ]
    return [
        Difference(
            key,
            in_line(one[key]) if key in one else "",
            in_line(other[key]) if key in other else "",
            unit_of(second if key in other else first, key),
            set_by(first, key),
            set_by(second, key),
        )
        for key in keys
        if one.get(key) != other.get(key)
    ]


def difference_text(first: Scenario, second: Scenario) -> str:
    """The differences in words, a line each."""
    found = differences(first, second)
    tables = "" if first.tables_digest == second.tables_digest else "The tables differ.\n"
    if not found:
        return f"{tables}No value differs."
    lines = [
        f"{each.key}: {each.first or 'nothing'} -> {each.second or 'nothing'}"
        f"{' ' + each.unit if each.unit else ''}  ({each.first_by} -> {each.second_by})"
        for each in found
    ]
    return tables + "\n".join(lines)
