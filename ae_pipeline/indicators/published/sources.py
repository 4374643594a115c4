"""Which published series is which measure's benchmark, and under what terms.

Here: ``config/benchmarks/sources.yaml`` as records. Not here: reading the series.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ae_pipeline import yaml_file

if TYPE_CHECKING:
    from pathlib import Path


_LABEL = re.compile(r"(?P<first>\d{4})(/(?P<second>\d{2}))?( \(prov\))?")


@dataclass(frozen=True)
class Series:
    """The published series of a measure, in LAIT or in a file of Explore Education Statistics.

    Attributes:
        publication: title of the statistical release.
        release: of the series; of a LAIT series only where LAIT's dictionary dates none.
        lait: short name in LAIT; or
        file: file name of the EES data set, with
        where: the filter columns and the value each must have, and
        column: the indicator's column.
        population_vintage: release of the population, for rates.
        note: how the series differs from the measure, if it does.
        year_end: month and day on which its years end; that of most series where none is told.
    """

    measure_id: str
    publication: str
    release: str | None
    lait: str | None
    file: str | None
    where: dict[str, str]
    column: str | None
    population_vintage: str | None
    note: str | None
    year_end: tuple[int, int] | None

    @property
    def carrier(self) -> str:
        """Where the series was read: ``LAIT`` or ``EES``."""
        return "EES" if self.lait is None else "LAIT"

    @property
    def source(self) -> str:
        """Publication and carrier, as every benchmark row has it."""
        return f"{self.publication} ({self.carrier})"


@dataclass(frozen=True)
class Sources:
    """All that ``sources.yaml`` says.

    Attributes:
        years: how many of the latest years of each series the library keeps.
        year_end: month and day on which the years of these series end.
        population: how ``population.csv`` is made: ``file``, ``release``, ``source``, ``areas``
            and ``earlier_releases``.
        ofsted: ``file`` and ``source`` of the judgements.
    """

    licence: str
    years: int
    year_end: tuple[int, int]
    lait_file: str
    lait_dictionary: str
    areas_file: str
    series: tuple[Series, ...]
    population: dict[str, Any]
    ofsted: dict[str, str]

    def period_end(self, series: Series, period: str) -> date:
        """The last day of the year so labelled: ``2025``, ``2024/25`` or ``2025 (prov)``.

        Raises:
            ValueError: if the label tells of no year.
        """
        match = _LABEL.fullmatch(period)
        if match is None:
            raise ValueError(f"{series.measure_id}: {period!r} is no year")
        year = int(match["first"]) + (match["second"] is not None)
        return date(year, *(series.year_end or self.year_end))


def read_sources(path: Path) -> Sources:
    """Read ``sources.yaml``.

    Raises:
        OSError: if it cannot be opened.
        KeyError: if a required entry is missing.
        ValueError: if a series names neither or both of a LAIT key and an EES file.
    """
    told = yaml_file.load(path)
    return Sources(
        licence=told["licence"],
        years=told["years"],
        year_end=_day(told["year_end"]),
        lait_file=told["lait_file"],
        lait_dictionary=told["lait_dictionary"],
        areas_file=told["areas_file"],
        series=tuple(_series(measure, entry) for measure, entry in told["series"].items()),
        population=told["population"],
        ofsted=told["ofsted"],
    )


def _series(measure_id: str, entry: dict[str, Any]) -> Series:
    if ("lait" in entry) == ("file" in entry):
        raise ValueError(f"{measure_id}: name either a LAIT series (lait) or an EES file (file)")
    return Series(
        measure_id=measure_id,
        publication=entry["publication"],
        release=entry.get("release"),
        lait=entry.get("lait"),
        file=entry.get("file"),
        where=dict(entry.get("where", {})),
        column=entry.get("column"),
        population_vintage=entry.get("population_vintage"),
        note=entry.get("note"),
        year_end=_day(entry["year_end"]) if "year_end" in entry else None,
    )


def _day(text: str) -> tuple[int, int]:
    month, day = (int(part) for part in text.split("-"))
    return month, day
