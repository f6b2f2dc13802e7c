from dataclasses import replace

from dtocsim.experiment import Result
from dtocsim.report import cost_text


def test_cost_in_a_line(result: Result) -> None:
    manifest = replace(result.manifest, total_seconds=2.04, peak_memory_bytes=300 * 2**20)
    assert cost_text(manifest) == (
        "2.0 s in all, 1.5 s simulating, 3,000 events, 2,000 events a second, peak memory 300 MiB"
    )


def test_what_the_system_does_not_tell_is_left_out(result: Result) -> None:
    manifest = replace(result.manifest, total_seconds=2.04, seconds=(), events=(), peak_memory_bytes=None)
    assert cost_text(manifest) == "2.0 s in all, 0.0 s simulating, 0 events"
