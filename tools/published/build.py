"""Making the library of benchmarks from the published files.

Here: from a folder of published files and ``sources.yaml`` to the tables of the library. Not
here: reading the library back (``library``) or the command line (``__main__``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ae_pipeline.indicators.published.library import AREAS, JUDGEMENTS
from tools.published.areas import read_areas
from tools.published.ees import read_observations
from tools.published.lait import read_lait, read_releases
from tools.published.ofsted import read_judgements

if TYPE_CHECKING:
    from pathlib import Path

    from ae_pipeline.indicators.published.sources import Series, Sources

VALUE_COLUMNS = ("area_code", "period", "value", "status", "source", "release", "licence")
POPULATION_COLUMNS = (
    "area_code",
    "mid_year",
    "age_group",
    "population",
    "release",
    "source",
    "licence",
)


def build(published: Path, sources: Sources) -> dict[str, pd.DataFrame]:
    """The tables of the library, by file name without its ending.

    ``areas``, ``ofsted_judgements`` and one for each measure (``VALUE_COLUMNS``): the latest
    years of every area that has a figure in any of them. A missing figure of such an area is
    kept, with its status.

    Raises:
        OSError: if a published file cannot be opened.
        ValueError: if a series is not in its file.
    """
    areas = read_areas(published / sources.areas_file)
    tables = {JUDGEMENTS: _judgements(published, sources)}
    lait = _lait(published, sources, areas)
    for series in sources.series:
        if series.lait is None:
            rows = _ees(published, series)
        else:
            rows = lait[lait["key"] == series.lait].drop(columns="key")
        tables[series.measure_id] = _latest(rows, sources)
    used = set(pd.concat([t["area_code"] for n, t in tables.items() if n != JUDGEMENTS]))
    tables[AREAS] = areas[areas["area_code"].isin(used)].reset_index(drop=True)
    return tables


def build_population(published: Path, sources: Sources) -> pd.DataFrame:
    """The mid-year estimates of ``population.csv``, ``POPULATION_COLUMNS``.

    Every year of the current release for the configured areas, and the figures of earlier releases
    that ``sources.yaml`` keeps, so that a rate published then can still be recomputed.
    """
    population = sources.population
    rows = read_observations(
        published / population["file"], population["where"], population["column"]
    )
    rows = rows[rows["area_code"].isin(population["areas"])]
    current = pd.DataFrame(
        {
            "area_code": rows["area_code"],
            "mid_year": rows["period"],
            "population": rows["value"].map(lambda text: str(int(float(text)))),
            "release": str(population["release"]),
            "source": population["source"],
        },
        dtype="str",
    )
    earlier = pd.DataFrame(population["earlier_releases"]).astype("str")
    both = pd.concat([current, earlier], ignore_index=True)
    both["age_group"] = population["age_group"]
    both["licence"] = sources.licence
    return both[list(POPULATION_COLUMNS)].sort_values(
        ["area_code", "mid_year", "release"], ignore_index=True
    )


def _lait(published: Path, sources: Sources, areas: pd.DataFrame) -> pd.DataFrame:
    by_key = {series.lait: series for series in sources.series if series.lait is not None}
    rows = read_lait(published / sources.lait_file, set(by_key))
    dated = read_releases(published / sources.lait_dictionary, set(by_key))
    code_of = dict(zip(areas["la_number"], areas["area_code"], strict=True))
    return pd.DataFrame(
        {
            "key": rows["key"],
            "area_code": rows["la_number"].map(code_of),
            "period": rows["period"],
            "value": rows["value"],
            "status": rows["status"],
            "source": "LAIT",
            "release": rows["key"].map(
                {key: dated.get(key, series.release) for key, series in by_key.items()}
            ),
        },
        dtype="str",
    )


def _ees(published: Path, series: Series) -> pd.DataFrame:
    if series.file is None or series.column is None:
        raise ValueError(f"{series.measure_id}: an EES series needs a file and a column")
    rows = read_observations(published / series.file, series.where, series.column)
    return rows.assign(source=series.carrier, release=series.release)


def _latest(rows: pd.DataFrame, sources: Sources) -> pd.DataFrame:
    years = sorted(rows["period"].unique())[-sources.years :]
    recent = rows[rows["period"].isin(years)]
    shown = set(recent.loc[recent["value"].notna(), "area_code"])
    rows = recent[recent["area_code"].isin(shown)].assign(licence=sources.licence)
    return rows[list(VALUE_COLUMNS)].sort_values(["area_code", "period"], ignore_index=True)


def _judgements(published: Path, sources: Sources) -> pd.DataFrame:
    rows = read_judgements(published / sources.ofsted["file"])
    return rows.assign(source=sources.ofsted["source"], licence=sources.licence)
