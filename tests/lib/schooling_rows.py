"""Rows of the tables of schooling for tests, with defaults for the rest.

A pupil's name says why the pupil is there; it is the person's id, unless the person is not known.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from ae_pipeline.measures.counting import Counted, count
from ae_pipeline.periods import Month
from ae_pipeline.schema import metadata

if TYPE_CHECKING:
    from ae_pipeline.engines.base import Engine
    from ae_pipeline.measures.declaring import Measure
    from ae_pipeline.measures.frequency import Frequency

Row = dict[str, Any]
TERMS = {
    "autumn": (date(2024, 9, 1), date(2024, 12, 31)),
    "spring": (date(2025, 1, 1), date(2025, 3, 31)),
    "summer": (date(2025, 4, 1), date(2025, 8, 31)),
    "last summer": (date(2024, 4, 1), date(2024, 8, 31)),
}
CENSUS_DAY = date(2025, 1, 16)


def sessions(who: str, missed: int, possible: int, **columns: Any) -> Row:
    """A pupil's sessions of autumn at a primary school, missed with leave by default."""
    start, end = TERMS[columns.pop("term", "autumn")]
    return {
        "person_id": who,
        "pupil": who,
        "urn": "100001",
        "phase": "PS",
        "term_start": start,
        "term_end": end,
        "academic_age": 10,
        "possible": possible,
        "authorised": missed - columns.get("unauthorised", 0),
        "unauthorised": 0,
        "part_time_timetable": 0,
        **columns,
    }


def marked(who: str, missed: int, possible: int, **columns: Any) -> Row:
    """A pupil's sessions of March 2025 at a school, by marks."""
    return {
        "person_id": who,
        "pupil": who,
        "urn": "100001",
        "month_start": date(2025, 3, 1),
        "possible": possible,
        "authorised": missed,
        "unauthorised": 0,
        "part_time_timetable": 0,
        **columns,
    }


def school(urn: str = "100001", phase: str | None = "PS", on: date = CENSUS_DAY) -> Row:
    """A school in January's census."""
    return {"urn": urn, "census_day": on, "phase": phase}


def on_roll(who: str, **columns: Any) -> Row:
    """A pupil of ten on January's roll of a primary school, there for years."""
    return {
        "person_id": who,
        "pupil": who,
        "urn": "100001",
        "census_day": CENSUS_DAY,
        "phase": "PS",
        "enrolment": "C",
        "year_group": "5",
        "academic_age": 10,
        "entered": date(2019, 9, 1),
        "part_time": False,
        "sen_provision": "N",
        "fsm": False,
        **columns,
    }


def excluded(who: str, started: str, category: str = "SUSP", **columns: Any) -> Row:
    """A suspension from a primary school."""
    return {
        "person_id": who,
        "pupil": who,
        "urn": "100001",
        "phase": "PS",
        "enrolment": "C",
        "category": category,
        "started": date.fromisoformat(started),
        "sessions": 2,
        **columns,
    }


def placed(who: str, **columns: Any) -> Row:
    """Alternative provision that a secondary school arranged, and that lasts."""
    return {
        "person_id": who,
        "pupil": who,
        "urn": "100002",
        "census_day": CENSUS_DAY,
        "phase": "SS",
        "pattern": "PT",
        "entered": date(2024, 12, 2),
        **columns,
    }


def person(who: str, born: str | None = "2014-06-15") -> Row:
    """Somebody aged 10 on 31 August 2024 by default."""
    return {"person_id": who, "date_of_birth": _day(born), "uasc": False}


def in_group(who: str, group: str, start: str, end: str | None = None) -> Row:
    """A time that somebody was in a group; ``end`` is the first day out of it."""
    return {"person_id": who, "group": group, "start": _day(start), "end": _day(end)}


def looked_after(who: str, start: str, end: str | None = None) -> Row:
    """An episode of care, of a care order with a foster carer."""
    return {
        "person_id": who,
        "collection_year": 2024,
        "decom": _day(start),
        "rne": "S",
        "ls": "C2",
        "place": "U6",
        "dec": _day(end),
        "dec_imputed": False,
        "rec": None if end is None else "E4A",
    }


def counted(
    engine: Engine,
    measure: Measure,
    month: str = "2025-03",
    frequency: Frequency | None = None,
    **tables: list[Row],
) -> Counted:
    """Count a measure over rows of tables, for its key indicator of a month."""
    engine.load({name: _frame(name, rows) for name, rows in tables.items()})
    of_month = Month.parse(month)
    period = measure.period(of_month) if frequency is None else frequency.period(of_month)
    assert period is not None
    return count(engine, measure, period, "E06000026")


def whole(result: Counted) -> tuple[int | None, ...]:
    """Numerator and denominator of everybody."""
    return _numbers(result.counts)[0]


def by(result: Counted, breakdown: str) -> dict[str, tuple[int | None, ...]]:
    """Numerator and denominator by category of a breakdown."""
    rows = result.counts[result.counts["breakdown"] == breakdown]
    return dict(zip(rows["category"], _numbers(rows), strict=True))


def _numbers(counts: pd.DataFrame) -> list[tuple[int | None, ...]]:
    pairs = zip(counts["numerator"], counts["denominator"], strict=True)
    return [tuple(None if pd.isna(each) else int(each) for each in pair) for pair in pairs]


def _frame(name: str, rows: list[Row]) -> pd.DataFrame:
    entries = [column.name for column in metadata.tables[name].columns]
    unknown = {key for row in rows for key in row} - set(entries)
    assert not unknown, f"{name} has no {unknown}"
    numbered = [
        {"source_file": f"2025-01/x/{name}.csv", "source_row": number, **row}
        for number, row in enumerate(rows, start=1)
    ]
    return pd.DataFrame(numbered, columns=entries)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
