"""What a run cost, in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dtocsim.report.looks import looks_text
from dtocsim.report.numbers import count, number, size

if TYPE_CHECKING:
    from dtocsim.experiment import Manifest


def cost_text(manifest: Manifest) -> str:
    """Seconds, events, events a second and peak memory of a finished run.

    Args:
        manifest: The manifest of a result.

    Returns:
        One line, and one each for how the number of replications came about and for what the store held;
        without a line break at the end.
    """
    simulating, events = sum(manifest.seconds), sum(manifest.events)
    parts = [f"{number(manifest.total_seconds, 1)} s in all", f"{number(simulating, 1)} s simulating"]
    parts.append(f"{number(events)} events")
    if simulating > 0:
        parts.append(f"{number(events / simulating)} events a second")
    if manifest.peak_memory_bytes is not None:
        parts.append(f"peak memory {size(manifest.peak_memory_bytes)}")
    return "\n".join([", ".join(parts), *_besides(manifest)])


def _besides(manifest: Manifest) -> list[str]:
    lines = [looks_text(manifest.looks)] if manifest.looks else []
    if manifest.reused:
        many = count(manifest.replications, "replication")
        lines.append(f"{number(manifest.reused)} of {many} had been run before and came from the store.")
    if manifest.unused:
        many = count(manifest.unused, "replication")
        lines.append(
            f"The store also holds {many} of a scenario of this name by other versions of dtocsim, not used; "
            "`dtocsim results prune` removes them."
        )
    return lines
