"""Invented rows of results, plans and the people they are of, for specs of learning.

A row's person is the sentence that says which rule it shows; counts are asserted as who is in the
population, and with what.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from ae_pipeline.measures.counting import count
from ae_pipeline.periods import Month
from ae_pipeline.schema import metadata

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ae_pipeline.engines.base import Engine
    from ae_pipeline.measures.declaring import Measure

Row = dict[str, Any]
YEAR = 2024
"""The academic year 2023/24 is the last that is over in March 2025."""


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def loaded(engine: Engine, **tables: Sequence[Row]) -> None:
    """Put rows in the engine, by table; a column that a row does not state is null."""
    frames = {}
    for name, rows in tables.items():
        names = [column.name for column in metadata.tables[name].columns]
        described = [
            {"source_file": f"{name}.csv", "source_row": number, **row}
            for number, row in enumerate(rows, 1)
        ]
        frames[name] = pd.DataFrame(described, columns=names)
    engine.load(frames)


def counted(
    engine: Engine, definition: Measure, month: str = "2025-03"
) -> dict[Any, tuple[int, int]]:
    """Numerator and denominator of each member by person; null persons under their source row."""
    matches = count(
        engine, definition, definition.period(Month.parse(month)), "E06000026"
    ).membership
    return {
        row.source_row if pd.isna(row.person_id) else row.person_id: (
            row.numerator,
            row.denominator,
        )
        for row in matches.itertuples()
    }


def total(engine: Engine, definition: Measure, month: str = "2025-03") -> tuple[int, int]:
    """Numerator and denominator of everybody."""
    counts = count(engine, definition, definition.period(Month.parse(month)), "E06000026").counts
    whole = counts[counts["breakdown"] == "total"].iloc[0]
    return int(whole["numerator"]), int(whole["denominator"])


def broken_down(
    engine: Engine, definition: Measure, breakdown: str, month: str = "2025-03"
) -> dict[str, tuple[int, int]]:
    """Numerator and denominator by category of a breakdown."""
    counts = count(engine, definition, definition.period(Month.parse(month)), "E06000026").counts
    rows = counts[counts["breakdown"] == breakdown]
    return {row.category: (row.numerator, row.denominator) for row in rows.itertuples()}


def in_group(person: str, group: str, start: str, end: str | None = None) -> Row:
    return {"person_id": person, "group": group, "start": day(start), "end": day(end)}


def in_care(person: str, start: str, end: str | None = None) -> Row:
    """An episode with a foster carer, begun by coming into care, ended by going home."""
    return {
        "person_id": person,
        "collection_year": 2024,
        "decom": day(start),
        "rne": "S",
        "ls": "C2",
        "place": "U6",
        "dec": day(end),
        "rec": None if end is None else "E4A",
        "dec_imputed": False,
    }


def plan(person: str | None, term_ends: str, **columns: Any) -> Row:
    """A plan of a Year 6 pupil, due and made in the last month of its term."""
    made = due = f"{term_ends[:8]}10"
    described = {"due": due, "made": made, "care_started": "2020-01-06", **columns}
    return {
        "person_id": person,
        "term_ends": day(term_ends),
        "year_group": 6,
        "first": False,
        "school": "170001",
        "sessions_possible": 100,
        "sessions_attended": 90,
        "suspensions": 0,
        **described,
        **{name: day(described[name]) for name in ("due", "made", "care_started")},
    }


def move(person: str, moved: str) -> Row:
    return {"person_id": person, "moved": day(moved), "reason": "PLACEMENT"}
