"""Writing the invented authority's files where a real one's would land.

Here: which months are written, the marker that all people are invented, and the list of planted
faults. Not here: what the files say (each system) or what is wrong with them (``planting``, and
``care.faults`` for SSDA903).
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ae_city.care.faults import RETURN as CARE
from ae_city.care.faults import plant
from ae_city.care.ssda903 import COLUMNS, Table, drop
from ae_city.care.targets import HORIZON, YEARS, first_day
from ae_city.fault import FAULT_COLUMNS, Fault
from ae_city.lives import Lives
from ae_city.planting import Planter
from ae_city.registry import ROW_FAULTS, SYSTEMS
from ae_pipeline import returns
from ae_pipeline.periods import CollectionYear, Month, months_between
from ae_pipeline.progress import Progress, unheard
from ae_pipeline.settings import DEFAULT_CONFIG

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from pathlib import Path

    from ae_city.systems import Export
    from ae_pipeline.progress import Report

MARKER = "INVENTED"
_SAYS = "Every person in this folder is invented; any likeness to a real one is chance.\n"
_FAULTS = "faults.csv"
_JANUARY, _MARCH = 1, 3
_FIRST, _LAST = Month(2024, 4), Month(2025, 9)
_HISTORY_YEARS = 3
_LOOK_BACK = 24
"""Months before the first in which the last export of a system that rarely sends is looked for."""
_LONG_BEFORE = 48
_EARLIER: dict[str, tuple[Callable[[Month], bool], int]] = {
    "cin": (lambda month: month.number == _MARCH, 3),
    "annex_a": (lambda _: True, 3),
    "sen2": (lambda month: month.number == _JANUARY, 1),
    "school_census": (lambda _: True, 5),
    "nccis": (lambda _: True, 10),
}
"""Which exports before the first month figures of it look back to, and how many of them."""


@dataclass
class CityReport:
    """What was written.

    Attributes:
        seed: the lives that were told.
        months: those with an SSDA903 drop, the year-ends of history first.
        rows: data rows written.
        rows_of: the same by return.
        faults: everything that was planted, in the order of months; empty for a clean city.
    """

    seed: int
    months: tuple[Month, ...]
    rows_of: Counter[str] = field(default_factory=Counter)
    faults: tuple[Fault, ...] = ()

    @property
    def rows(self) -> int:
        """Data rows written, of all returns."""
        return self.rows_of.total()


def write_landing(  # noqa: PLR0913 - what the demonstration offers, by name
    landing: Path,
    *,
    seed: int = 2024,
    first: Month = _FIRST,
    last: Month = _LAST,
    scale: float = 1.0,
    faults: int = 0,
    only: Collection[str] | None = None,
    history: bool = False,
    config: Path = DEFAULT_CONFIG,
    progress: Report = unheard,
) -> CityReport:
    """Write what every system exports in every month, and what is needed of the time before.

    That is the last SSDA903 of each of three collection years, and of a system that does not send
    every month its last export before the first month. The same arguments write the same bytes;
    without faults, a month's drop does not depend on which other months are written.

    Args:
        landing: folder that gets ``<YYYY-MM>/<return>/…`` and the marker ``INVENTED``.
        seed: other seeds tell other lives that meet the same figures.
        first: first month.
        last: last month.
        scale: size of the authority; 1 is the published one.
        faults: how many to plant in each return at least, as far as it has rows for them; with
            any, ``landing/faults.csv`` lists them all.
        only: returns to write; all by default.
        history: whether to write the earlier exports that figures over years need, of all returns.
        config: the deployment's configuration folder.
        progress: hears how far the writing has come.

    Raises:
        ValueError: for months in the wrong order or beyond what is told of lives, or for a
            return that no system makes.
    """
    months = _months(first, last)
    wanted = {CARE, *SYSTEMS} if only is None else set(only)
    if unknown := sorted(wanted - {CARE, *SYSTEMS}):
        raise ValueError(f"No system of the city makes {', '.join(unknown)}")
    lives = Lives(config, scale, seed)
    landing.mkdir(parents=True, exist_ok=True)
    (landing / MARKER).write_text(_SAYS, encoding="utf-8")
    report = CityReport(seed, tuple(months))
    planted: list[Fault] = []
    total = len(wanted)
    if CARE in wanted:
        progress(Progress(f"writing {CARE}", first, 0, total))
        drops = [(month, drop(lives.care, month)) for month in months]
        planted += plant([each for each in drops if each[0] >= first], faults, seed)
        for month, tables in drops:
            report.rows_of[CARE] += _write_drop(landing / str(month) / CARE, tables)
    for name in SYSTEMS:
        if name in wanted:
            progress(Progress(f"writing {name}", first, len(report.rows_of), total))
            earlier = _EARLIER.get(name) if history else None
            planted += _write_system(landing, lives, name, first, last, faults, report, earlier)
    if faults:
        planted.sort(key=lambda fault: (fault.month, fault.return_name, fault.file, fault.row))
        _write(landing / _FAULTS, FAULT_COLUMNS, (fault.cells() for fault in planted))
        report.faults = tuple(planted)
    return report


def _write_system(
    landing: Path,
    lives: Lives,
    name: str,
    first: Month,
    last: Month,
    faults: int,
    report: CityReport,
    earlier: tuple[Callable[[Month], bool], int] | None,
) -> list[Fault]:
    """Write the exports of one system, month by month; returns what was planted in them."""
    system = SYSTEMS[name](lives)
    within = [month for month in months_between(first, last) if system.sends(month)]
    known = (first.plus(-back) for back in range(1, _LONG_BEFORE))
    sent = [month for month in known if month >= _told()[0] and system.sends(month)]
    last_before = [month for month in sent if first.since(month) < _LOOK_BACK][:1]
    before = set() if first in within else set(last_before)
    if earlier is not None:
        wanted, number = earlier
        before.update([month for month in sent if wanted(month)][:number])
    left = list(within or sorted(before))
    planter = Planter(system, returns.load(name), report.seed, ROW_FAULTS[name])
    planted: list[Fault] = []
    for month in (*sorted(before), *within):
        export: Export = system.export(month)
        found: list[tuple[str, Fault]] = []
        if faults and month in left:
            share = max(0, -(-(faults - len(planted)) // len(left)))
            export, found = planter.plant(month, export, share)
            left.remove(month)
        folder = landing / str(month) / name
        folder.mkdir(parents=True, exist_ok=True)
        files = system.write(folder, export)
        planted += [replace(f, file=f.file or files[table]) for table, f in found]
        report.rows_of[name] += sum(len(frame) for frame in export.values())
    return planted


def _told() -> tuple[Month, Month]:
    return Month.of(first_day(YEARS[0])), Month.of(HORIZON)


def _months(first: Month, last: Month) -> list[Month]:
    told = _told()
    if first > last:
        raise ValueError(f"The first month, {first}, is after the last, {last}")
    if first < told[0] or last > told[1]:
        raise ValueError(f"Lives are told from {told[0]} to {told[1]}: {first} to {last} is not")
    year = CollectionYear.of(first.start).start_year
    ends = [Month(end, 3) for end in range(year - _HISTORY_YEARS + 1, year + 1)]
    return [end for end in ends if end > told[0]] + months_between(first, last)


def _write_drop(folder: Path, tables: Sequence[Table]) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    for table in tables:
        _write(folder / f"{table.name}.csv", COLUMNS[table.name], table.rows)
    return sum(len(table.rows) for table in tables)


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(header)
        writer.writerows(rows)
