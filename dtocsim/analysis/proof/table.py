"""Findings as a Markdown table."""

from collections.abc import Sequence

from dtocsim.analysis.proof.runner import Finding

HEADER = (
    "| case | what | quantity | expected | found | 95 % interval | tolerance | replications | pass |",
    "|---|---|---|---:|---:|---|---:|---:|---|",
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
        finding.quantity,
        f"{finding.expected:.6g}",
        f"{mean:.6g}",
        f"{mean - half:.6g} to {mean + half:.6g}",
        f"±{finding.allowed:.3g}",
        str(len(finding.found.values)),
        "yes" if finding.passed else "**no**",
    )
    return f"| {' | '.join(cells)} |"
