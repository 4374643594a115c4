"""Tables of what was measured, for a terminal.

Here: which figures stand together. Not here: measuring, or any judgement but the one target.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from benchmarks.subjects.names import COUNTING, LOADING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.running import Outcome

TARGET_CHILDREN, TARGET_SECONDS = 10_000, 3.0
"""So many children are read and validated in so many CPU seconds, or the pipeline is too slow."""
TARGET_MARKS_SECONDS, TARGET_MARKS_MB = 6.0, 600
"""Some 1.5 million marks of a month take so long at most; no submission takes more memory."""
TARGET_ASSESSMENT_SECONDS = 2.0
TARGET_MEASURES_SECONDS = 15.0
"""All measures of a month of an authority of Plymouth's size take so long at most."""
_SLOWEST = 10
_MB = 1_000_000


def validation_table(by_children: Mapping[int, Outcome]) -> Table:
    """Reading and validating by number of children, with the growth since the size before."""
    table = _table(
        "Read and validate an SSDA903 return",
        (
            "children",
            "rows",
            "start-up CPU s",
            "CPU s",
            "rows per s",
            "peak MB",
            "CPU x",
            "peak x",
        ),
    )
    table.caption = f"{_against_target(by_children)} Growth (x) is against the size before."
    before: Outcome | None = None
    for children, outcome in by_children.items():
        rows = outcome.figures["rows"]
        table.add_row(
            f"{children:,}",
            f"{rows:,.0f}",
            f"{outcome.startup_cpu:.2f}",
            f"{outcome.cpu:.2f}",
            f"{rows / outcome.cpu:,.0f}",
            _mb(outcome.peak),
            "" if before is None else f"{outcome.cpu / before.cpu:.1f}",
            "" if before is None else f"{outcome.peak / before.peak:.1f}",
        )
        before = outcome
    return table


def statutory_table(by_children: Mapping[int, Outcome], title: str) -> Table:
    """Every rule of a return by number of children, files to findings."""
    columns = (
        *("children", "rows", "rules", "crashed", "findings"),
        *("CPU s", "peak MB", "CPU x", "peak x"),
    )
    table = _table(title, columns)
    table.caption = "After start-up. Growth (x) is against the size before."
    before: Outcome | None = None
    for children, outcome in by_children.items():
        table.add_row(
            f"{children:,}",
            *(f"{outcome.figures[name]:,.0f}" for name in ("rows", "rules", "crashed", "findings")),
            f"{outcome.cpu:.2f}",
            _mb(outcome.peak),
            "" if before is None else f"{outcome.cpu / before.cpu:.1f}",
            "" if before is None else f"{outcome.peak / before.peak:.1f}",
        )
        before = outcome
    return table


def floor_table(ours: Outcome, duckdb: Outcome, hashing: Outcome, children: int) -> Table:
    """Reading and validating, and the least that any reader of the same files does."""
    table = _table(
        f"The floor: the same files of {children:,} children",
        ("", "CPU s", "peak MB", "ours to it"),
    )
    table.caption = "DuckDB only reads cells as text and counts: no types, rules or findings."
    for name, outcome in (
        ("read and validate", ours),
        ("DuckDB, all cells as text", duckdb),
        ("SHA-256 of the bytes", hashing),
    ):
        ratio = "" if outcome is ours else f"{ours.cpu / outcome.cpu:.1f}"
        table.add_row(name, f"{outcome.cpu:.3f}", _mb(outcome.peak), ratio)
    return table


def marks_table(sending: Outcome, runs: Mapping[str, Outcome]) -> Table:
    """Attendance marks of whole submissions, through the lake."""
    table = _table(
        "Attendance marks from files to validated rows, part by part",
        ("drop", "files", "rows", "CPU s", "rows per s", "peak MB"),
    )
    target = (
        f"Target: a month in {TARGET_MARKS_SECONDS:g} CPU s, in {TARGET_MARKS_MB} MB any submission"
    )
    quick = min(outcome.cpu for outcome in runs.values()) <= TARGET_MARKS_SECONDS
    small = max(outcome.peak for outcome in runs.values()) <= TARGET_MARKS_MB * _MB
    table.caption = f"{target}: {'met' if quick and small else 'missed'}."
    for name, outcome in {"(written by the city)": sending, **runs}.items():
        rows = outcome.figures["rows"]
        table.add_row(
            name,
            f"{outcome.figures['files']:,.0f}",
            f"{rows:,.0f}",
            f"{outcome.cpu:.2f}",
            f"{rows / outcome.cpu:,.0f}",
            _mb(outcome.peak),
        )
    return table


def month_table(runs: Mapping[str, Outcome]) -> Table:
    """A month's runs."""
    table = _table(
        "A month of the invented authority, through Dagster in one process",
        ("run", "CPU s", "elapsed s", "peak MB", "start-up CPU s"),
    )
    for name, outcome in runs.items():
        table.add_row(
            name,
            f"{outcome.cpu:.2f}",
            f"{outcome.wall:.2f}",
            _mb(outcome.peak),
            f"{outcome.startup_cpu:.2f}",
        )
    return table


def measures_table(counting: Outcome) -> Table:
    """All measures of a month together, and the slowest."""
    together = {LOADING: "loading the people", COUNTING: "counting all members"}
    by_measure = {name: used for name, used in counting.figures.items() if name not in together}
    table = _table(f"{len(by_measure)} measures of a month on DuckDB", ("", "CPU s", "elapsed s"))
    met = "met" if counting.wall <= TARGET_MEASURES_SECONDS else "missed"
    table.caption = (
        f"Target: all, every breakdown and period, in {TARGET_MEASURES_SECONDS:.0f} s on two cores:"
        f" {met}. A measure's time is DuckDB's for its members; the first to need a relation that "
        "others share is charged with it."
    )
    table.add_row("all, files written", f"{counting.cpu:.2f}", f"{counting.wall:.2f}")
    for name, what in together.items():
        table.add_row(f"of it, {what}", f"{counting.figures[name]:.2f}", "")
    table.add_section()
    slowest = sorted(by_measure.items(), key=lambda item: -item[1])[:_SLOWEST]
    for name, used in slowest:
        table.add_row(name, f"{used:.3f}", "")
    return table


def assessment_table(assessing: Outcome) -> Table:
    """A month's figures judged, from the warehouse and into it."""
    columns = ("measures", "gaps between groups", "CPU s", "elapsed s", "peak MB")
    table = _table("A month judged", columns)
    met = "met" if assessing.cpu <= TARGET_ASSESSMENT_SECONDS else "missed"
    table.caption = f"Target: {TARGET_ASSESSMENT_SECONDS:g} CPU s: {met}."
    table.add_row(
        *(f"{assessing.figures[name]:,.0f}" for name in ("measures", "gaps")),
        f"{assessing.cpu:.2f}",
        f"{assessing.wall:.2f}",
        _mb(assessing.peak),
    )
    return table


def startup_table(commands: Mapping[str, Outcome]) -> Table:
    """What it takes to begin, Python's own start included."""
    table = _table("Starting", ("", "CPU s", "elapsed s", "peak MB"))
    table.caption = "CPU from the start of the process; elapsed from when Python had started."
    for name, outcome in commands.items():
        cpu = outcome.startup_cpu + outcome.cpu
        table.add_row(name, f"{cpu:.2f}", f"{outcome.wall:.2f}", _mb(outcome.peak))
    return table


def _table(title: str, columns: tuple[str, ...]) -> Table:
    table = Table(title=title, title_justify="left", caption_justify="left")
    for place, name in enumerate(columns):
        table.add_column(name, justify="left" if place == 0 else "right")
    return table


def _mb(size: float) -> str:
    return f"{size / _MB:,.0f}"


def _against_target(by_children: Mapping[int, Outcome]) -> str:
    target = f"Target: {TARGET_CHILDREN:,} children in {TARGET_SECONDS:g} CPU s after start-up"
    if TARGET_CHILDREN not in by_children:
        return f"{target}; not measured."
    used = by_children[TARGET_CHILDREN].cpu
    return f"{target}: {'met' if used <= TARGET_SECONDS else 'missed'}, with {used:.2f} CPU s."
