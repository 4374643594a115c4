"""The library of benchmarks that travels with the repository: writing it and reading it back.

Here: ``config/benchmarks``: a file for each measure, the areas and the judgements. Not here: how
its tables are made (``build``) or what is derived from them (``indicators.benchmarks``).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

import pandas as pd

from ae_pipeline.indicators.published.sources import read_sources
from ae_pipeline.indicators.published.value import PublishedValue

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from ae_pipeline.indicators.published.sources import Series, Sources

SOURCES = "sources.yaml"
AREAS = "areas"
JUDGEMENTS = "ofsted_judgements"
GOOD_OR_BETTER = frozenset({"good", "outstanding"})
"""Overall effectiveness of the authorities whose mean is the comparator ``GOOD``."""


@dataclass(frozen=True)
class Area:
    """An area of published statistics. ``la_number`` is DfE's number of an authority."""

    code: str
    la_number: str
    name: str
    level: str


@dataclass(frozen=True)
class Library:
    """Published figures of all authorities, regions and England for the measures we have.

    Attributes:
        areas: by ONS code.
        judgements: overall effectiveness by ``la_number``, of authorities that have one.
    """

    figures: tuple[PublishedValue, ...]
    areas: dict[str, Area]
    judgements: dict[str, str]


def write_table(table: pd.DataFrame, path: Path) -> None:
    """Write a table of the library: UTF-8, one line a row, Unix line ends."""
    table.to_csv(path, index=False, lineterminator="\n")


def read_table(path: Path) -> pd.DataFrame:
    """Read a table of the library as text, empty cells null."""
    return pd.read_csv(path, dtype="str", keep_default_na=False, na_values=[""])


def read_library(folder: Path, measures: Collection[str] | None = None) -> Library:
    """Read the library.

    Args:
        folder: ``config/benchmarks``.
        measures: ids of those whose figures are wanted; all where none are named.

    Raises:
        OSError: if a file that ``sources.yaml`` calls for is not there.
        KeyError: if a figure is of an area that ``areas.csv`` does not have.
    """
    sources = read_sources(folder / SOURCES)
    areas = {
        str(row["area_code"]): Area(
            code=str(row["area_code"]),
            la_number=str(row["la_number"]),
            name=str(row["area_name"]),
            level=str(row["level"]),
        )
        for row in read_table(folder / f"{AREAS}.csv").to_dict("records")
    }
    figures = [
        value
        for series in sources.series
        if measures is None or series.measure_id in measures
        for value in _figures(folder / f"{series.measure_id}.csv", series, sources, areas)
    ]
    judged = read_table(folder / f"{JUDGEMENTS}.csv").dropna(subset=["overall"])
    judgements = dict(zip(judged["la_number"], judged["overall"], strict=True))
    return Library(figures=tuple(figures), areas=areas, judgements=judgements)


def _figures(
    path: Path, series: Series, sources: Sources, areas: Mapping[str, Area]
) -> Iterator[PublishedValue]:
    """The figures of one measure's file. A row costs microseconds: there are 90,000 of them."""
    ends: dict[str, date] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            period, value = row["period"], row["value"]
            if period not in ends:
                ends[period] = sources.period_end(series, period)
            yield PublishedValue(
                measure_id=series.measure_id,
                area_code=row["area_code"],
                area_name=areas[row["area_code"]].name,
                period=period,
                period_end=ends[period],
                value=Decimal(value) if value else None,
                status=row["status"],
                source=series.source,
                release=row["release"],
                licence=row["licence"],
                population_vintage=series.population_vintage,
            )
