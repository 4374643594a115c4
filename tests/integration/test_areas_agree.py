"""Every measure of every area: DuckDB, PostgreSQL and plain Python give the same whole numbers."""

from __future__ import annotations

import zlib
from random import Random
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from oracle import AREAS
from oracle.areas import added_up
from oracle.inventing_rows import MONTHS

from ae_pipeline.engines.choosing import open_engine
from ae_pipeline.measures.catalogue import all_measures, measure, measures_of
from ae_pipeline.measures.counting import count
from ae_pipeline.periods import Month
from ae_pipeline.schema import metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ae_pipeline.engines.base import Engine

AUTHORITY = "E06000026"
DRAWS = 6
"""The looked-after return's measures are compared in ``test_engines_agree``."""


@pytest.fixture(scope="module")
def duckdb() -> Iterator[Engine]:
    with open_engine("duckdb") as engine:
        yield engine


@pytest.fixture(scope="module")
def postgresql(postgresql_url: str) -> Iterator[Engine]:
    with open_engine("postgresql", url=postgresql_url) as engine:
        yield engine


def invented(area, draw):
    chance = Random(zlib.crc32(f"{area} {draw}".encode()))  # noqa: S311 - invented people
    tables = AREAS[area].invent(chance)
    unknown = set(tables) - set(metadata.tables)
    assert not unknown, unknown
    frames = {
        name: pd.DataFrame(rows, columns=[column.name for column in metadata.tables[name].columns])
        for name, rows in tables.items()
        if rows
    }
    return tables, frames


def agree(engine, area, draw):
    """Compare all measures of an area over every period of a month; how many members counted."""
    tables, frames = invented(area, draw)
    engine.load(frames)
    month = Month.parse(MONTHS[draw % len(MONTHS)])
    seen = dict.fromkeys(AREAS[area].measures, 0)
    for measure_id, members_of in AREAS[area].measures.items():
        asked = measure(measure_id)
        for period in asked.periods(month):
            rows = count(engine, asked, period, AUTHORITY).rows
            found = {(row[4], row[5]): (row[6], row[7]) for row in rows}
            members = list(members_of(tables, period.start, period.end))
            expected = added_up(
                members,
                median=measure_id in AREAS[area].medians,
                divided=found["total", "total"][1] is not None,
            )
            assert found == expected, (measure_id, str(month), str(period))
            seen[measure_id] += sum(member.numerator != 0 for member in members)
    return seen


@pytest.mark.parametrize("area", AREAS)
def test_duckdb_counts_what_plain_python_counts(duckdb, area):
    seen = dict.fromkeys(AREAS[area].measures, 0)
    for draw in range(DRAWS):
        for measure_id, number in agree(duckdb, area, draw).items():
            seen[measure_id] += number
    silent = sorted(measure_id for measure_id, number in seen.items() if number == 0)
    assert not silent, f"nothing that was invented counts in {silent}"


@pytest.mark.postgres
@pytest.mark.parametrize("area", AREAS)
def test_postgresql_counts_what_plain_python_counts(postgresql, area):
    for draw in range(2):
        agree(postgresql, area, draw)


def test_every_measure_has_an_oracle():
    told = [measure_id for area in AREAS.values() for measure_id in area.measures]
    care = {each.id for each in measures_of(["ssda903"])}
    assert len(told) == len(set(told))
    assert {each.id for each in all_measures()} - care == set(told)
