"""Writing a complete scenario as YAML that reads back to exactly the same values."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import yaml


def as_yaml(content: Mapping[str, Any]) -> str:
    """Write nested mappings of numbers, dates, truth values, text and lists of numbers.

    Args:
        content: values by key.

    Returns:
        YAML text, in the order of the mapping.
    """
    return "\n".join(_lines(content, "")) + "\n"


def _lines(content: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, value in content.items():
        if isinstance(value, Mapping):
            yield f"{indent}{key}:"
            yield from _lines(value, indent + "  ")
        else:
            yield f"{indent}{key}: {_scalar(value)}"


def _scalar(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_scalar(element) for element in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return repr(value) if isinstance(value, int | float) else _quoted(value)


def _quoted(text: str) -> str:
    # Quotes keep text such as "1e3" or "no" from becoming something else.
    dumped: str = yaml.safe_dump(text, default_style='"', width=2**31, allow_unicode=True)
    return dumped.rstrip("\n")
