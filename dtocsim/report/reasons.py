"""The eleven official reasons for a delayed transfer of care: order, words and colours."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """One reason of the official return.

    Attributes:
        code: Code of the return.
        label: Its meaning in full, for tables.
        short: Its meaning in at most 22 characters, for plots.
        colour: Fill, as a hexadecimal colour.
    """

    code: str
    label: str
    short: str
    colour: str


# NHS-service colours with tints and shades of them, a dark one always beside a light one: neighbours
# in the stack then differ in grey and under colour-vision deficiency too (tests/report/test_reasons.py).
REASONS = (
    Reason("A", "completion of assessment", "assessment", "#005EB8"),
    Reason("B", "public funding", "public funding", "#ADEBE2"),
    Reason("C", "further non-acute NHS care", "non-acute NHS care", "#009489"),
    Reason("Di", "residential home placement", "residential home", "#F9C97C"),
    Reason("Dii", "nursing home placement", "nursing home", "#9E2068"),
    Reason("E", "care package in own home", "care package at home", "#41B6E6"),
    Reason("F", "community equipment and adaptations", "equipment, adaptations", "#003087"),
    Reason("G", "patient or family choice", "patient, family choice", "#ED8B00"),
    Reason("H", "disputes", "disputes", "#333A45"),
    Reason("I", "housing, not covered by the Care Act", "housing", "#FFE14D"),
    Reason("O", "other", "other", "#006B2E"),
)
