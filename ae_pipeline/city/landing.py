"""Writing the invented authority's files where a real one's would land.

Here: which months are written, the marker that all people are invented, and the list of planted
faults. Not here: what the files say (``ssda903``) or what is wrong with them (``faults``).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ae_pipeline.city.care.faults import FAULT_COLUMNS, Fault, plant
from ae_pipeline.city.care.lives import tell_city
from ae_pipeline.city.care.ssda903 import COLUMNS, Table, drop
from ae_pipeline.city.care.targets import HORIZON, YEARS, Targets, first_day
from ae_pipeline.periods import CollectionYear, Month, months_between

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

RETURN = "ssda903"
MARKER = "INVENTED"
_SAYS = "Every person in this folder is invented; any likeness to a real one is chance.\n"
_FAULTS = "faults.csv"
_CONFIG = Path(__file__).parents[2] / "config"
_FIRST, _LAST = Month(2024, 4), Month(2025, 9)
_HISTORY_YEARS = 3


@dataclass(frozen=True)
class CityReport:
    """What was written.

    Attributes:
        seed: the lives that were told.
        months: those with a drop, the year-ends of history first.
        rows: data rows written.
        faults: everything that was planted, in the order of months; empty for a clean city.
    """

    seed: int
    months: tuple[Month, ...]
    rows: int
    faults: tuple[Fault, ...]


def write_landing(
    landing: Path,
    *,
    seed: int = 2024,
    first: Month = _FIRST,
    last: Month = _LAST,
    scale: float = 1.0,
    faults: int = 0,
    config: Path = _CONFIG,
) -> CityReport:
    """Write an SSDA903 drop for every month, and the last of the three collection years before.

    The same arguments write the same bytes; a month's drop does not depend on which other months
    are written.

    Args:
        landing: folder that gets ``<YYYY-MM>/ssda903/*.csv`` and the marker ``INVENTED``.
        seed: other seeds tell other lives that meet the same figures.
        first: first month.
        last: last month.
        scale: size of the authority; 1 is the published one.
        faults: how many to plant at least; with any, ``landing/faults.csv`` lists them all.
        config: folder with ``city.yaml`` and ``authority.yaml``.

    Raises:
        ValueError: for months in the wrong order or beyond what is told of lives.
    """
    months = _months(first, last)
    city = tell_city(Targets(config, scale), seed)
    drops = [(month, drop(city, month)) for month in months]
    planted = plant([each for each in drops if each[0] >= first], faults, seed)
    landing.mkdir(parents=True, exist_ok=True)
    (landing / MARKER).write_text(_SAYS, encoding="utf-8")
    rows = sum(_write_drop(landing / str(month) / RETURN, tables) for month, tables in drops)
    if faults:
        _write(landing / _FAULTS, FAULT_COLUMNS, (fault.cells() for fault in planted))
    return CityReport(seed, tuple(months), rows, tuple(planted))


def _months(first: Month, last: Month) -> list[Month]:
    told = (Month.of(first_day(YEARS[0])), Month.of(HORIZON))
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
