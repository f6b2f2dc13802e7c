"""What each key of a scenario accepts, in words, read from the model and the registry."""

import difflib
import operator
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from .evidence import evidence_of
from .kinds import Varies
from .model import Scenario
from .scheme import Scheme
from .scheme_kinds import scheme_kinds
from .varying import BY_AREA, BY_DATE, FORMS, RAMP

ANY = "*"
"""Stands in key paths for a name that the user chooses, such as an area's."""
SCHEMES = "schemes"
"""The section of schemes; the keys of a kind of scheme have the path `schemes.<kind>.<key>`."""
KIND_OF_SCHEME = "What kind of scheme it is; its other keys depend on it."
FORM_WORDS = {BY_AREA: "by area", BY_DATE: "by date", RAMP: "along a ramp"}
"""How the forms of values that vary are called in messages."""
_MOST_KEYS = 7
_LONGEST_SHOWN = 60
_BRITISH_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_WITH_UNIT = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,9})?)\s*([A-Za-z]{3,20})")
_PERCENTAGE = re.compile(r"([+-]?[0-9]{1,9}(?:\.[0-9]{1,9})?)\s*%")
_QUOTED = re.compile(r"\s*[-+]?[0-9]{1,15}(\.[0-9]{1,15})?\s*")
_BOUNDS = {"ge": "{}", "gt": "above {}", "le": "{}", "lt": "below {}"}


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the model.

    Attributes:
        path: whole key path, such as `people.living_alone_share.85+`; elements of lists end in `[0]`, and
            `*` stands for a name that the user chooses.
        kind: the Python type of a leaf; None for a section.
        bounds: its hard limits, such as {"ge": 0, "le": 1}.
        choices: the values a choice accepts.
        children: names of the keys of a section.
        text: what the key means.
        varies: how the value may differ by area and date; None when it is the same everywhere and always.
    """

    path: str
    kind: type | None
    bounds: Mapping[str, Any]
    choices: tuple[str | bool, ...] = ()
    children: tuple[str, ...] = ()
    text: str = ""
    varies: Varies | None = None


@cache
def catalogue() -> Mapping[str, Key]:
    """Every section and leaf of the model.

    Returns:
        Key by key path; the path of the whole scenario is empty.
    """
    return {key.path: key for key in _walk(Scenario, {}, "", "")}


def number_keys() -> tuple[str, ...]:
    """The key paths of all numbers that every scenario has."""
    numbers = (path for path, key in catalogue().items() if key.kind in (int, float))
    return tuple(path for path in numbers if ANY not in path and not path.startswith(f"{SCHEMES}."))


def scheme_number_keys() -> tuple[str, ...]:
    """The key paths of the numbers that each kind of scheme has of its own."""
    common = Scheme.model_fields
    numbers = (path for path, key in catalogue().items() if key.kind in (int, float))
    return tuple(
        path for path in numbers if path.startswith(f"{SCHEMES}.") and path.split(".")[2] not in common
    )


def _walk(annotation: Any, bounds: Mapping[str, Any], path: str, text: str) -> Iterator[Key]:
    if get_origin(annotation) is Annotated:
        inner, *metadata = get_args(annotation)
        yield from _walk(inner, {**bounds, **_bounds(metadata)}, path, text)
    elif get_origin(annotation) is tuple:
        count = 0 if get_args(annotation)[0] is str else bounds["min_length"]
        yield Key(path, tuple, {}, text=text)
        for index in range(count):
            yield from _walk(get_args(annotation)[0], {}, f"{path}[{index}]", text)
    elif get_origin(annotation) is Literal:
        yield Key(path, type(get_args(annotation)[0]), {}, get_args(annotation), text=text)
    elif get_origin(annotation) is dict:
        yield Key(path, dict, {}, text=text)
        yield from _below(get_args(annotation)[1], path)
    elif get_origin(annotation) in (Union, UnionType):
        # What may be left out may not be written as nothing.
        yield from _walk(get_args(annotation)[0], bounds, path, text)
    elif issubclass(annotation, BaseModel):
        yield from _section(annotation, path, text)
    else:
        limits = {name: limit for name, limit in bounds.items() if name != "varies"}
        yield Key(path, annotation, limits, text=text, varies=bounds.get("varies"))


def _below(inner: Any, path: str) -> Iterator[Key]:
    """What stands below names that the user chooses."""
    if path == SCHEMES:
        yield Key(f"{path}.{ANY}", None, {}, text=KIND_OF_SCHEME)
        for name, kind in scheme_kinds().items():
            yield from _section(kind, f"{path}.{name}", " ".join((kind.__doc__ or "").split()))
    elif inner is not Any:
        yield from _walk(inner, {}, f"{path}.{ANY}", inner.__doc__ or "")


def _section(model: type[BaseModel], path: str, text: str) -> Iterator[Key]:
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    yield Key(path, None, {}, children=tuple(fields), text=text)
    for name, field in fields.items():
        inner = f"{path}.{name}" if path else name
        yield from _walk(field.annotation, _bounds(field.metadata), inner, field.description or "")


def _bounds(metadata: Sequence[Any]) -> dict[str, Any]:
    bounds: dict[str, Any] = {}
    for item in metadata:
        if isinstance(item, FieldInfo):
            bounds |= _bounds(item.metadata)
        if isinstance(item, Varies):
            bounds["varies"] = item
        for name in (*_BOUNDS, "min_length", "max_length"):
            if (value := getattr(item, name, None)) is not None:
                bounds[name] = value
    return bounds


def in_catalogue(steps: Iterable[str | int]) -> str:
    """The path in the catalogue of what stands somewhere in a scenario.

    Args:
        steps: keys from the outermost to the innermost, positions in lists, names that the user chose.
    """
    path = ""
    for step in steps:
        inner = f"{path}[{step}]" if isinstance(step, int) else f"{path}.{step}".lstrip(".")
        if inner not in catalogue() and f"{path}.{ANY}" in catalogue():
            inner = f"{path}.{ANY}"
        path = inner
    return path


def accepted(path: str) -> str:
    """What a key accepts, in words.

    Args:
        path: a key path of the catalogue.

    Returns:
        Such as "share, 0 to 1", "published or none" or "the keys council, self, nhs, joint".
    """
    key = catalogue()[path]
    if key.kind is None:
        return _keys(key.children) if key.children else "the keys of a scheme, of them kind"
    if key.kind is bool:
        return "true or false"
    if key.choices:
        return " or ".join(str(choice).lower() for choice in key.choices)
    if key.kind is tuple:
        many = sum(p.startswith(f"{path}[") for p in catalogue())
        return f"a list of {many} numbers" if many else "a list of areas, such as [Leeds, Devon system]"
    return _value(key)


def fits(key: Key, value: object) -> bool:
    """Whether a value is a number that a key of numbers accepts by itself."""
    if isinstance(value, bool) or not isinstance(value, int if key.kind is int else int | float):
        return False
    return all(getattr(operator, name)(value, limit) for name, limit in key.bounds.items() if name in _BOUNDS)


def shown(value: Any) -> str:
    """A value as an error shows it: in a few words, whatever it is."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, tuple):
        return f"a list of {len(value)}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{value}'" if len(value) <= _LONGEST_SHOWN else f"text of {len(value):,} characters"
    return str(value)


def wanted(path: str, value: object) -> str:
    """What would be accepted in the place of a value that is not, with a hint where it is nearly right.

    Args:
        path: a key path of the catalogue.
        value: what stands there.

    Returns:
        Such as "expected share, 0 to 1 (plausible 0.28 to 0.38); write 0.3".
    """
    return f"expected {accepted(path)}{plausible(path)}{_hint(path, value)}"


def _hint(path: str, value: object) -> str:
    key, share = catalogue()[path], accepted(path).startswith("share")
    if key.kind is date and isinstance(value, str) and (day := _BRITISH_DAY.fullmatch(value)):
        return f"; write {day[3]}-{int(day[2]):02}-{int(day[1]):02}"
    if "people" in key.children and isinstance(value, int):
        return f"; write {{people: {value}}}"
    if share and isinstance(value, int | float) and 2 <= value <= 100:
        return f"; {value} % is {value / 100:.6g}"
    if key.kind not in (int, float) or not isinstance(value, str):
        return ""
    if percentage := _PERCENTAGE.fullmatch(value):
        plain = share and value[0].isdecimal()
        return f"; write {float(percentage[1]) / 100:.6g}" if plain else "; no percentage"
    if (told := _WITH_UNIT.fullmatch(value)) and accepted(path).startswith(told[2].casefold()):
        return f"; write {told[1]}"
    return "; leave out the quotes" if _QUOTED.fullmatch(value) else ""


def _value(key: Key) -> str:
    if key.kind is date:
        return f"a date like 2017-04-01, {_range(key.bounds)}"
    if key.kind is Path:
        return "the name of a folder"
    if key.kind is str:
        return f"text of {key.bounds.get('min_length', 0)} to {key.bounds['max_length']:,} characters"
    if key.kind is dict:
        return "a name for each and its keys" if key.path == SCHEMES else "a mapping by area"
    evidence = evidence_of(key.path)
    unit = evidence.unit if evidence else "a number"
    return f"{unit}{' (whole number)' if key.kind is int else ''}, {_range(key.bounds)}"


def _range(bounds: Mapping[str, Any]) -> str:
    ends = [_BOUNDS[name].format(_plain(bounds[name])) for name in ("ge", "gt", "le", "lt") if name in bounds]
    return " to ".join(ends)


def _plain(limit: Any) -> str:
    return f"{limit:,}" if isinstance(limit, int) else str(limit)


def plausible(path: str) -> str:
    """The plausible range of a number as the registry gives it.

    Args:
        path: a key path of the catalogue.

    Returns:
        Such as " (plausible 0.28 to 0.38)", or nothing for what is not a number.
    """
    evidence = evidence_of(path)
    return f" (plausible {_plain(evidence.low)} to {_plain(evidence.high)})" if evidence else ""


def nearest(section: str, name: str) -> str:
    """Advice for a key that does not exist.

    Args:
        section: the key path of the section it stands in.
        name: the key, as it was written.

    Returns:
        The nearest key and what it accepts, or the keys there are.
    """
    siblings = catalogue()[section].children
    if "." in name and name in catalogue():
        return f"write {name.replace('.', ':, below it ')}:"
    elsewhere = [
        key for key in catalogue() if key.rpartition(".")[2] == name and not key.startswith(f"{SCHEMES}.")
    ]
    if len(elsewhere) == 1:
        return f"did you mean {elsewhere[0]}? ({accepted(elsewhere[0])})"
    of_scheme = section.startswith(f"{SCHEMES}.")
    if not of_scheme and (close := difflib.get_close_matches(name, FORMS, n=1, cutoff=0.7)):
        return f"did you mean {close[0]}? (values {FORM_WORDS[close[0]]}, below it keys and values)"
    if not section and difflib.get_close_matches(name, ("extends",), n=1):
        return "did you mean extends? (the file that this one changes)"
    if like := alike(name, siblings):
        whole = f"{section}.{like}" if section else like
        return f"did you mean {like}? ({accepted(whole)})"
    # What every scheme has is known to who writes one; what this kind has is not.
    own = [each for each in siblings if not (of_scheme and each in Scheme.model_fields)]
    return f"expected {_keys(own)}"


def alike(name: str, names: Sequence[str]) -> str | None:
    """The name that is most like another, or the only one that it is a part of; None where there is none."""
    if close := difflib.get_close_matches(name, names, n=1):
        return str(close[0])
    holding = [each for each in names if name in each.split("_") or each.startswith(f"{name}_")]
    return holding[0] if len(holding) == 1 else None


def _keys(names: Sequence[str]) -> str:
    if len(names) > _MOST_KEYS:
        return f"keys such as {', '.join(names[:3])}"
    return f"the key{'s' if len(names) > 1 else ''} {', '.join(names)}"


def meaning(path: str) -> str:
    """What a key, or a group of keys, stands for in a few words.

    Args:
        path: a key path, or the beginning of one that several keys share.

    >>> meaning("home_care.search_mean_days")
    'Mean days to find a package of care when the share of free hours is the reference'
    >>> meaning("placement.choice_share.self")
    'Share of people who, or whose family, refuse what is offered, by funder: Care paid by the person'
    """
    known = catalogue()
    whole = path if path in known else next(key for key in known if key.startswith(path))
    parts = whole.split(".")
    names = [".".join(parts[:many]) for many in range(min(2, len(parts)), len(parts) + 1)]
    return ": ".join(re.split(r"[;.]|, (?:above )?0", known[name].text, maxsplit=1)[0] for name in names)
