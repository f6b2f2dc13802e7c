"""Writing a complete scenario as YAML that reads back to exactly the same values."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import yaml

from .varying import is_form

_LONGEST_LINE = 110
_MOST_DIGITS = 1e15
_PLAIN_KEY = re.compile(r"[\w+][\w+.'’() -]*(?<! )", re.ASCII)


def as_yaml(content: Mapping[str, Any]) -> str:
    """Write nested mappings of numbers, dates, truth values, text and lists of numbers.

    Args:
        content: values by key.

    Returns:
        YAML text, in the order of the mapping.
    """
    return "\n".join(_lines(content, "")) + "\n"


def in_line(value: Any) -> str:
    """Write one value, a list or a mapping in a line, as `--set` and files read it."""
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(name)}: {in_line(inner)}" for name, inner in value.items())
        return f"{{{inside}}}"
    return _scalar(value)


def _lines(content: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in content.items():
        start = f"{indent}{_key(key)}:"
        if not isinstance(value, Mapping):
            yield f"{start} {_scalar(value)}"
        elif is_form(value) and len(line := f"{start} {in_line(value)}") <= _LONGEST_LINE:
            yield line
        elif value:
            yield start
            yield from _lines(value, indent + "  ")
        else:
            yield f"{start} {{}}"


def _key(name: str) -> str:
    return name if _PLAIN_KEY.fullmatch(name) else _quoted(name)


def _scalar(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_scalar(element) for element in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < _MOST_DIGITS:
        return repr(int(value))
    return repr(value) if isinstance(value, int | float) else _quoted(str(value))


def _quoted(text: str) -> str:
    # Quotes keep text such as "1e3" or "no" from becoming something else.
    dumped: str = yaml.safe_dump(text, default_style='"', width=2**31, allow_unicode=True)
    return dumped.rstrip("\n")
