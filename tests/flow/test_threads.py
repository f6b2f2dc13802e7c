"""Parts that run side by side: order of outcomes, what fails, what is stopped."""

import threading

import pytest

from dtocsim.flow.threads import Progress, side_by_side


def test_outcomes_come_in_the_order_of_the_parts_whichever_ends_first() -> None:
    second_done = threading.Event()

    def work(part: str, progress: Progress) -> str:
        if part == "first":
            assert second_done.wait(10)
        else:
            second_done.set()
        return part

    assert side_by_side(work, ["first", "second"], 2, lambda share: None) == ["first", "second"]


def test_what_one_part_raises_stops_the_others_at_their_next_report() -> None:
    begun, ended = threading.Event(), []

    def work(part: int, progress: Progress) -> None:
        if part == 0:
            assert begun.wait(10)
            raise ValueError("broken")
        begun.set()
        try:
            while True:
                progress(0.5)
        finally:
            ended.append(part)

    with pytest.raises(ValueError, match="broken"):
        side_by_side(work, [0, 1], 2, lambda share: None)
    assert ended == [1]


def test_an_interrupt_does_not_wait_for_a_part_that_reports_nothing() -> None:
    busy, release = threading.Event(), threading.Event()

    def work(part: str, progress: Progress) -> None:
        if part == "busy":
            busy.set()
            release.wait(60)
        else:
            assert busy.wait(10)
            raise KeyboardInterrupt

    try:
        with pytest.raises(KeyboardInterrupt):
            side_by_side(work, ["busy", "interrupted"], 2, lambda share: None)
        assert not release.is_set()
    finally:
        release.set()
