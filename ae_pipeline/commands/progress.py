"""How far a command has come, as it is shown to whoever waits: a bar, or lines in a plain log."""

from __future__ import annotations

import time
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from ae_pipeline.commands.console import err

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console

    from ae_pipeline.progress import Progress, Report

INTERVAL = 4.0
"""Seconds between two lines of a plain log."""
_ALMOST, _MINUTE = 5, 60
_ENOUGH = 0.2
"""Share of the steps that has to be done before they say how long the rest takes."""


@contextmanager
def shown(console: Console = err, interval: float = INTERVAL) -> Iterator[Report]:
    """Show what is reported until the block ends.

    On a terminal it is a bar that disappears in the end. Elsewhere a line is printed every few
    seconds, whether or not the stage has changed, so that a log shows that work goes on.
    """
    with _bar(console) if console.is_terminal else _lines(console, interval) as report:
        yield report


def sentence(progress: Progress, elapsed: float) -> str:
    """One line: month, stage, how many of the steps are done, and the time left."""
    left = time_left(progress, elapsed)
    return (
        f"{_work(progress)}: {progress.done} of {progress.total} done, "
        f"{round(elapsed)} s so far{f', {left}' if left else ''}"
    )


def _work(progress: Progress) -> str:
    """The stage, with its month where it is of one."""
    return f"{progress.month} {progress.stage}" if progress.month else progress.stage


def time_left(progress: Progress, elapsed: float) -> str:
    """The time left if the rest goes as fast as what is done; nothing while little is done."""
    if not progress.done or progress.done < progress.total * _ENOUGH:
        return ""
    seconds = elapsed / progress.done * (progress.total - progress.done)
    if seconds < _ALMOST:
        return "almost done"
    if seconds < _MINUTE:
        return f"about {round(seconds)} s left"
    return f"about {seconds / _MINUTE:.0f} min left"


@contextmanager
def _bar(console: Console) -> Iterator[Report]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[left]}"),
    )
    begun = time.monotonic()
    with Bars(*columns, console=console, transient=True) as bars:
        task = bars.add_task("Starting", total=None, left="")

        def report(progress: Progress) -> None:
            bars.update(
                task,
                description=_work(progress),
                completed=progress.done,
                total=progress.total,
                left=time_left(progress, time.monotonic() - begun),
            )

        yield report


@contextmanager
def _lines(console: Console, interval: float) -> Iterator[Report]:
    begun = time.monotonic()
    latest: list[Progress] = []
    ended = Event()

    def line() -> None:
        elapsed = time.monotonic() - begun
        text = sentence(latest[-1], elapsed) if latest else f"Starting, {round(elapsed)} s so far"
        console.print(text, markup=False, highlight=False, soft_wrap=True)

    def report(progress: Progress) -> None:
        latest[:] = [progress]

    printing = Thread(target=_repeat, args=(line, interval, ended), daemon=True)
    printing.start()
    try:
        yield report
    finally:
        ended.set()
        printing.join()


def _repeat(action: Callable[[], None], interval: float, ended: Event) -> None:
    while not ended.wait(interval):
        action()
