"""What a run cost, in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dtocsim.report.numbers import number, size

if TYPE_CHECKING:
    from dtocsim.experiment import Manifest


def cost_text(manifest: Manifest) -> str:
    """Seconds, events, events a second and peak memory of a finished run.

    Args:
        manifest: The manifest of a result.

    Returns:
        One line without a line break.
    """
    simulating, events = sum(manifest.seconds), sum(manifest.events)
    parts = [f"{number(manifest.total_seconds, 1)} s in all", f"{number(simulating, 1)} s simulating"]
    parts.append(f"{number(events)} events")
    if simulating > 0:
        parts.append(f"{number(events / simulating)} events a second")
    if manifest.peak_memory_bytes is not None:
        parts.append(f"peak memory {size(manifest.peak_memory_bytes)}")
    return ", ".join(parts)
