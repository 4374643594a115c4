"""Which mid-year population a rate divides by.

Here: the estimates of ``config/population.csv`` and the choice among them. Not here: the
division (``values``) or how the file is made (``tools.published``).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ae_pipeline.periods import CollectionYear

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path


@dataclass(frozen=True)
class Estimate:
    """One ONS mid-year estimate of children aged 0 to 17.

    Attributes:
        mid_year: the estimate is of 30 June of this year.
        release: year of the statistical release that carried it; ONS re-bases earlier years,
            and a rate published then used what was known then.
    """

    area_code: str
    mid_year: int
    age_group: str
    population: int
    release: str


def read_population(path: Path) -> tuple[Estimate, ...]:
    """Read ``population.csv``.

    Raises:
        OSError: if the file cannot be opened.
        KeyError: if a column is missing.
        ValueError: if a year or a population is not a whole number.
    """
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Estimate(
                area_code=row["area_code"],
                mid_year=int(row["mid_year"]),
                age_group=row["age_group"],
                population=int(row["population"]),
                release=row["release"],
            )
            for row in csv.DictReader(file)
        )


def population_on(
    estimates: Iterable[Estimate],
    area_code: str,
    day: date,
    *,
    release: str | None = None,
    age_group: str = "0-17",
) -> Estimate | None:
    """The estimate that a rate on (or in the year to) a day is divided by.

    A rate of the collection year that starts in April Y uses mid-Y, the June within it, as the
    Department for Education does: 31 March 2025 uses mid-2024. Where that is not yet estimated,
    the latest mid-year before it; a later one never.

    Args:
        estimates: of any areas, years and releases.
        area_code: whose rate it is.
        day: of the rate, or the last of its period.
        release: only what this release carried, to reproduce an earlier publication; by default
            the latest release of the mid-year.
        age_group: as ``population.csv`` names it.

    Returns:
        The estimate, or ``None`` where the area has none so early.
    """
    start_year = CollectionYear.of(day).start_year
    known = [
        estimate
        for estimate in estimates
        if estimate.area_code == area_code
        and estimate.age_group == age_group
        and estimate.mid_year <= start_year
        and release in {None, estimate.release}
    ]
    return max(known, key=lambda one: (one.mid_year, one.release), default=None)
