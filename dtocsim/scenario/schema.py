"""The JSON Schema of scenario files and their reference page, made of the docstrings of the model."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from . import layers, varying
from .catalogue import ANY, SCHEMES, Key, accepted, catalogue
from .chain import MARK
from .evidence import evidence_of
from .explain import varies
from .history import KEY
from .scheme_kinds import scheme_kinds
from .varying import BY_AREA, BY_DATE, RAMP
from .writer import in_line

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LIMITS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}
_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_BESIDE: dict[str, Any] = {
    "extends": {
        "type": "string",
        "description": "The file this one extends, relative to it; what is not said here is as it says. "
        "It lies in or below the folder above this one, the folder in which the command was started, or any "
        f"folder marked by a {MARK}; a path that leads elsewhere is refused.",
    },
    "base": {
        "const": True,
        "description": "A base itself: demand and capacities follow from this file's own values.",
    },
    KEY: {
        "type": "object",
        "description": "Record of a resolved file: what each value was before, and who set it.",
        "additionalProperties": {"type": "array", "items": {"type": "string"}},
    },
}

Schema = dict[str, Any]


def schema_text() -> str:
    """The JSON Schema as the text of a file."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def schema() -> Schema:
    """The JSON Schema (draft 2020-12) of scenario files; it checks what can be said without other files."""
    sections = {path: _section(path, key) for path, key in catalogue().items() if key.kind is None}
    sections[f"{SCHEMES}.{ANY}"] = _of_any_kind()
    whole = sections.pop("")
    whole["properties"] = {**_BESIDE, **whole["properties"]}
    return {
        "$schema": DIALECT,
        "title": "dtocsim scenario",
        "$ref": "#/$defs/scenario",
        "$defs": {
            "scenario": whole,
            **{_name(path): each for path, each in sections.items()},
            **{_kind(key): _forms(key) for key in catalogue().values() if key.varies is not None},
        },
    }


def _name(path: str) -> str:
    return path or "scenario"


def _section(path: str, key: Key) -> Schema:
    itself = {"$ref": f"#/$defs/{_name(path)}"}
    parts = {"type": "object", "additionalProperties": itself}
    found: Schema = {"type": "object", "additionalProperties": False}
    if key.text:
        found["description"] = key.text
    inner = {name: catalogue()[f"{path}.{name}".lstrip(".")] for name in key.children}
    found["properties"] = {name: _property(each) for name, each in inner.items()}
    if path == "" or any(each.varies for name, each in catalogue().items() if name.startswith(f"{path}.")):
        found["properties"] |= dict.fromkeys((BY_AREA, BY_DATE, RAMP), parts)
    return found


def _of_any_kind() -> Schema:
    """A scheme, whose other keys depend on its kind."""
    conditions = [
        {
            "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
            "then": {"$ref": f"#/$defs/{SCHEMES}.{kind}"},
        }
        for kind in scheme_kinds()
    ]
    kinds = {"enum": list(scheme_kinds()), "description": catalogue()[f"{SCHEMES}.{ANY}"].text}
    return {"type": "object", "required": ["kind"], "properties": {"kind": kinds}, "allOf": conditions}


def _property(key: Key) -> Schema:
    if key.kind is None:
        return {"$ref": f"#/$defs/{_name(key.path)}", "description": key.text}
    return _leaf(key) | {"description": _text(key)}


def _text(key: Key) -> str:
    """What editors show of a key."""
    evidence = evidence_of(key.path)
    known = ""
    if evidence is not None:
        known = f" {evidence.unit}; plausible {in_line(evidence.low)} to {in_line(evidence.high)}"
        known += f"; default {in_line(evidence.value)} ({evidence.mark})"
    return f"{key.text}{known}{varies(key)}"


def _leaf(key: Key) -> Schema:
    if key.choices:
        return {"enum": list(key.choices)}
    if key.kind in (int, float):
        return _number(key)
    if key.kind is tuple:
        elements = [each for name, each in catalogue().items() if name.startswith(f"{key.path}[")]
        if not elements:
            return {"type": "array", "items": {"type": "string"}, "minItems": 1}
        return {
            "type": "array",
            "items": _number(elements[0]),
            "minItems": len(elements),
            "maxItems": len(elements),
        }
    if key.kind is dict:
        inner = catalogue().get(f"{key.path}.{ANY}")
        return {"type": "object"} | ({"additionalProperties": _property(inner)} if inner else {})
    if key.kind is bool:
        return {"type": "boolean"}
    if key.kind is date:
        return {"type": "string", "pattern": _DATE}
    return {"type": "string", **_lengths(key)}


def _lengths(key: Key) -> Schema:
    names = {"min_length": "minLength", "max_length": "maxLength"}
    return {names[name]: limit for name, limit in key.bounds.items() if name in names}


def _number(key: Key) -> Schema:
    evidence = evidence_of(key.path)
    default = {"default": evidence.value} if evidence else {}
    return ({"$ref": f"#/$defs/{_kind(key)}"} if key.varies else _plain(key)) | default


def _plain(key: Key) -> Schema:
    limits = {_LIMITS[name]: limit for name, limit in key.bounds.items() if name in _LIMITS}
    return {"type": "integer" if key.kind is int else "number", **limits}


def _kind(key: Key) -> str:
    """A name that keys with the same limits, which may vary alike, have in common."""
    assert key.varies is not None
    limits = [f"{name}_{limit}" for name, limit in key.bounds.items()]
    return "_".join([key.varies.finest, *["dated"] * key.varies.dated, *limits])


def _forms(key: Key) -> Schema:
    """A number, or one of the forms in its place."""
    assert key.varies is not None
    plain = _plain(key)
    dates = {"type": "object", "propertyNames": {"pattern": _DATE}, "additionalProperties": plain}
    timed = [plain]
    if key.varies.dated:
        timed += [_form(BY_DATE, dates | {"minProperties": 1}), _form(RAMP, dates | {"minProperties": 2})]
    forms = list(timed)
    if key.varies.finest != "nation":
        areas = {"type": "object", "minProperties": 1, "additionalProperties": {"anyOf": timed}}
        forms.append(_form(BY_AREA, areas))
    return {"anyOf": forms}


def _form(name: str, below: Schema) -> Schema:
    return {
        "type": "object",
        "properties": {name: below},
        "required": [name],
        "additionalProperties": False,
    }


def reference() -> str:
    """The reference page of scenario files, in Markdown."""
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    yield "# Scenario files\n"
    yield f"## How a scenario is put together\n\n{(layers.__doc__ or '').strip()}\n"
    yield f"## Values by area and date\n\n{(varying.__doc__ or '').strip()}\n"
    yield "## Keys\n"
    for name, about in _BESIDE.items():
        yield f"- `{name}`: {about['description']}"
    for path, key in catalogue().items():
        leaves = [each for each in _children(path, key) if each.kind is not None]
        if key.kind is None and leaves:
            yield f"\n### {path or 'scenario'}\n"
            yield f"{key.text}\n" if key.text else ""
            yield "| key | meaning | accepts | default | plausible | evidence |"
            yield "|---|---|---|---|---|---|"
            yield from map(_row, leaves)


def _children(path: str, key: Key) -> list[Key]:
    return [catalogue()[f"{path}.{name}".lstrip(".")] for name in key.children]


def _row(key: Key) -> str:
    evidence = evidence_of(key.path)
    known: Mapping[str, str] = {"value": "", "range": "", "mark": ""}
    if evidence is not None:
        limits = f"{in_line(evidence.low)} to {in_line(evidence.high)}"
        known = {"value": in_line(evidence.value), "range": limits, "mark": evidence.mark}
    name = key.path.rpartition(".")[2]
    cells = (f"`{name}`", key.text, accepted(key.path) + varies(key), *known.values())
    return f"| {' | '.join(' '.join(cell.split()) for cell in cells)} |"
