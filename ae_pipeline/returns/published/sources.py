"""Which published series is which measure's benchmark, and under what terms.

Here: ``config/benchmarks/sources.yaml`` as records. Not here: reading the series.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from pathlib import Path


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

    def period_end(self, period: str) -> date:
        """The last day of the year so labelled."""
        return date(int(period), *self.year_end)


def read_sources(path: Path) -> Sources:
    """Read ``sources.yaml``.

    Raises:
        OSError: if it cannot be opened.
        KeyError: if a required entry is missing.
        ValueError: if a series names neither or both of a LAIT key and an EES file.
    """
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    month, day = (int(part) for part in told["year_end"].split("-"))
    return Sources(
        licence=told["licence"],
        years=told["years"],
        year_end=(month, day),
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
    )
