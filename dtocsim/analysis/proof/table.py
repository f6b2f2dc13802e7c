"""Findings as a Markdown table."""

import os
from collections.abc import Sequence
from errno import EACCES, EISDIR, ENOENT
from pathlib import Path

from dtocsim.analysis.proof.runner import Finding

HEADER = (
    "| case | what | theory | quantity | expected | found | 95 % interval | tolerance | runs | pass |",
    "|---|---|---|---|---:|---:|---|---:|---:|---|",
)


def table(findings: Sequence[Finding]) -> str:
    """Return the findings as a Markdown table, one row a quantity, with a closing line that counts."""
    passed = sum(finding.passed for finding in findings)
    return "\n".join([*HEADER, *map(row, findings), "", f"{passed} of {len(findings)} quantities pass."])


def row(finding: Finding) -> str:
    """Return one finding as a row of the table."""
    mean, half = finding.found.mean, finding.found.half_width
    cells = (
        finding.case.name,
        finding.case.title,
        finding.case.source,
        finding.quantity,
        f"{finding.expected:.6g}",
        f"{mean:.6g}",
        f"{mean - half:.6g} to {mean + half:.6g}",
        f"±{finding.allowed:.3g}",
        str(len(finding.found.values)),
        "yes" if finding.passed else "**no**",
    )
    return f"| {' | '.join(cells)} |"


def check_file(path: Path) -> None:
    """Refuse a file that could not be written, before hours of work are spent.

    Raises:
        OSError: naming the path.
    """
    if path.is_dir():
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(path))
    if not path.parent.is_dir():
        raise FileNotFoundError(ENOENT, os.strerror(ENOENT), str(path.parent))
    if not os.access(path.parent, os.W_OK):
        raise PermissionError(EACCES, os.strerror(EACCES), str(path.parent))


def write_table(text: str, path: Path) -> None:
    """Write the table, whole or not at all."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    unfinished.write_text(f"# Proof against theory\n\n{text}\n", encoding="utf-8")
    unfinished.replace(path)
