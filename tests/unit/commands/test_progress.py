"""What a command shows while it works: a line every few seconds where there is no terminal."""

from __future__ import annotations

import io
import time

import pytest
from rich.console import Console

from ae_pipeline.commands.progress import sentence, shown, time_left
from ae_pipeline.periods import Month
from ae_pipeline.progress import Progress

MONTH = Month(2025, 9)


def test_a_plain_log_has_a_line_in_every_interval_although_nothing_is_reported():
    log = io.StringIO()
    with shown(Console(file=log), interval=0.02):
        time.sleep(0.2)
    lines = log.getvalue().splitlines()
    assert len(lines) >= 3
    assert all(line.startswith("Starting") for line in lines)


def test_a_line_has_the_month_the_stage_and_how_much_is_done():
    log = io.StringIO()
    with shown(Console(file=log), interval=0.02) as report:
        report(Progress("measures/care", MONTH, 3, 12))
        time.sleep(0.1)
    assert log.getvalue().startswith("2025-09 measures/care: 3 of 12 done")


def test_a_terminal_shows_a_bar():
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True)
    with shown(console) as report:
        report(Progress("measures/care", MONTH, 3, 12))
    assert "3/12" in screen.getvalue()


@pytest.mark.parametrize(
    ("done", "total", "elapsed", "expected"),
    [
        (0, 10, 30, ""),
        (5, 10, 30, "about 30 s left"),
        (1, 10, 30, ""),
        (2, 10, 60, "about 4 min left"),
        (9, 10, 9, "almost done"),
        (10, 10, 60, "almost done"),
    ],
)
def test_the_time_left_supposes_that_the_rest_goes_as_fast(done, total, elapsed, expected):
    progress = Progress("stage", MONTH, done, total)
    assert time_left(progress, elapsed) == expected
    assert expected in sentence(progress, elapsed)
