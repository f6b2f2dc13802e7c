"""Schemes in words: what is wrong with how a file says one, and what those of a scenario do to a value."""

from collections.abc import Iterator
from typing import Any

from .catalogue import alike, shown
from .model import Scenario
from .phase import LAST
from .scheme import Scheme
from .scheme_kinds import scheme_kinds


def unknown_kind(content: Any) -> tuple[str, str]:
    """What is wrong with a scheme whose kind is missing or unknown, and what would be accepted."""
    kinds = tuple(scheme_kinds())
    if not isinstance(content, dict):
        return f"found {shown(content)}", f"expected the keys of a scheme, of them kind: {' or '.join(kinds)}"
    if "kind" not in content:
        return "no kind", f"expected kind: {' or '.join(kinds)}"
    told = str(content["kind"])
    near = alike(told, kinds)
    # A word that several kinds share is like none of them alone.
    close = [near] if near else [kind for kind in kinds if told in kind.split("_")]
    hint = f"did you mean {' or '.join(close)}?" if close else f"expected {' or '.join(kinds)}"
    return f"unknown kind {shown(content['kind'])}", hint


def in_words(scheme: Scheme) -> str:
    """Where and when a scheme is at work."""
    until = "" if scheme.end == LAST else f" to {scheme.end}"
    ramp = f", at full strength after {scheme.ramp_days} days" if scheme.ramp_days else ""
    return f"in {', '.join(scheme.where)} from {scheme.start}{until}{ramp}"


def moved_by(scenario: Scenario, path: str) -> Iterator[str]:
    """What each scheme does to a value, a line each."""
    for name, scheme in scenario.schemes.items():
        for move in scheme.effective_moves:
            if move.key == path:
                yield f"schemes.{name} ({scheme.kind}): {move} {in_words(scheme)}"
