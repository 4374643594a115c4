"""The whole of ``ae bench``, table after table as it is measured.

Here: what is measured, in which order and how often, and where the figures are kept.
"""

from __future__ import annotations

import json
import os
import platform
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ae_pipeline.periods import Month
from benchmarks import report
from benchmarks.authority import MARKS_MONTH, correct_submission
from benchmarks.census import write_census
from benchmarks.repeating import Sample, read_sample, write_repeated
from benchmarks.running import Outcome, measure
from benchmarks.sample import SPECIFICATION, invented_sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

RESULTS = Path("bench-results")
"""Folder that keeps the figures of every run, one JSON file each; below the working folder."""
SAMPLE_VARIABLE = "AE_BENCH_SAMPLE"
"""Environment variable with the folder of a return to repeat in place of the invented one."""
_SIZES = (1_000, 10_000, 100_000)
_BEST_OF = 3
_SCHOOL_MONTHS = 11
"""September to July."""


def run_bench(*, quick: bool) -> Iterator[RenderableType]:
    """Measure, and give each table as soon as it is known; at the end the figures are kept.

    Args:
        quick: leave out the largest size, the year of attendance marks, the history of the month
            and its correction, and measure once what is otherwise measured three times. Runs of a
            month are long, and measured once in any case.

    Raises:
        PipelineError: if a measurement fails.
        NoSampleError: if ``AE_BENCH_SAMPLE`` names a folder without a return.
    """
    begun = datetime.now(UTC)
    sample_folder = os.environ.get(SAMPLE_VARIABLE)
    figures: dict[str, dict[str, Outcome]] = {}
    yield f"{machine()}. Sample: {sample_folder or 'invented'}, judged as of {SPECIFICATION}."
    with tempfile.TemporaryDirectory(prefix="ae-bench-") as scratch:
        folder = Path(scratch)
        sample = read_sample(Path(sample_folder)) if sample_folder else invented_sample()
        yield from _validation(sample, folder, figures, quick=quick)
        yield from _census(folder / "census", figures, quick=quick)
        yield from _starting(folder, figures, times=1 if quick else _BEST_OF)
        yield from _marks(folder / "marks", figures, quick=quick)
        yield from _months(folder / "home", figures, quick=quick)
    yield f"Figures kept in {_keep(figures, begun)}."


def machine() -> str:
    """What the figures are of: system, processors and Python."""
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, "
        f"Python {platform.python_version()}"
    )


def _validation(
    sample: Sample, folder: Path, figures: dict[str, dict[str, Outcome]], *, quick: bool
) -> Iterator[RenderableType]:
    by_children: dict[int, Outcome] = {}
    for children in _SIZES[:-1] if quick else _SIZES:
        place = folder / f"{children}"
        write_repeated(sample, children, place)
        times = 1 if quick or children == max(_SIZES) else _BEST_OF
        by_children[children] = measure("validation", place, times=times)
    figures["validation"] = {str(size): outcome for size, outcome in by_children.items()}
    yield report.validation_table(by_children)
    rules = {
        children: measure("statutory", folder / f"{children}", times=1 if quick else _BEST_OF)
        for children in by_children
    }
    figures["statutory"] = {str(size): outcome for size, outcome in rules.items()}
    title = "All rules of an SSDA903 return, files to findings, this year alone"
    yield report.statutory_table(rules, title)
    largest = max(by_children)
    place = folder / f"{largest}"
    times = 1 if quick else _BEST_OF
    floor = {name: measure(name, place, times=times) for name in ("duckdb_text", "hashing")}
    figures["floor"] = floor
    yield report.floor_table(by_children[largest], floor["duckdb_text"], floor["hashing"], largest)


def _census(
    folder: Path, figures: dict[str, dict[str, Outcome]], *, quick: bool
) -> Iterator[RenderableType]:
    by_children = {}
    for children in _SIZES[:-1] if quick else _SIZES:
        place = folder / f"{children}"
        write_census(children, place)
        times = 1 if quick or children == max(_SIZES) else _BEST_OF
        by_children[children] = measure("census", place, times=times)
    figures["census"] = {str(size): outcome for size, outcome in by_children.items()}
    yield report.statutory_table(by_children, "All rules of a CIN Census, XML to findings")


def _starting(
    folder: Path, figures: dict[str, dict[str, Outcome]], *, times: int
) -> Iterator[RenderableType]:
    commands = {
        "load the definitions": measure("loading", folder, times=times),
        "ae --help": measure("help", folder, times=times),
    }
    figures["starting"] = commands
    yield report.startup_table(commands)


def _marks(
    folder: Path, figures: dict[str, dict[str, Outcome]], *, quick: bool
) -> Iterator[RenderableType]:
    months = (
        [MARKS_MONTH] if quick else [Month(2024, 9).plus(step) for step in range(_SCHOOL_MONTHS)]
    )
    for month in months:
        (folder / str(month)).mkdir(parents=True)
    sending = measure("sending_marks", folder)
    times = 1 if quick else _BEST_OF
    runs = {str(MARKS_MONTH): measure("marks", folder / str(MARKS_MONTH), times=times)}
    if not quick:
        runs[f"{months[0]} to {months[-1]}"] = measure("marks", folder)
    figures["marks"] = {"written by the city": sending, **runs}
    yield report.marks_table(sending, runs)


def _months(
    home: Path, figures: dict[str, dict[str, Outcome]], *, quick: bool
) -> Iterator[RenderableType]:
    home.mkdir()
    if quick:
        measure("founding_month", home)
        runs = {"first run, without history": measure("month", home)}
    else:
        measure("founding", home)
        runs = {"first run, with three years of history": measure("month", home)}
    runs["nothing changed"] = measure("month", home)
    counting = measure("counting", home, times=1 if quick else _BEST_OF)
    assessing = measure("assessing", home, times=1 if quick else _BEST_OF)
    if not quick:
        correct_submission(home)
        runs["corrected submission, made anew"] = measure("month", home)
    figures["month"], figures["measures"] = runs, {"all": counting}
    figures["assessment"] = {"all": assessing}
    yield report.month_table(runs)
    yield report.measures_table(counting)
    yield report.assessment_table(assessing)


def _keep(figures: dict[str, dict[str, Outcome]], begun: datetime) -> Path:
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{begun:%Y-%m-%dT%H%M%SZ}.json"
    content = {
        "begun": begun.isoformat(),
        "machine": machine(),
        **{
            subject: {name: asdict(outcome) for name, outcome in outcomes.items()}
            for subject, outcomes in figures.items()
        },
    }
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")
    return path
