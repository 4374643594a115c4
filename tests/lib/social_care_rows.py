"""Rows of the facts of social care for specs, and what a measure makes of them.

A person's id is the sentence that says why they are there; ``NOBODY`` is somebody not known.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from inventing import frames

from ae_pipeline.measures.counting import count
from ae_pipeline.measures.definition import TOTAL
from ae_pipeline.periods import Month
from ae_pipeline.schema import metadata

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ae_pipeline.engines.base import Engine
    from ae_pipeline.measures.counting import Counted
    from ae_pipeline.measures.declaring import Measure

Row = dict[str, Any]

NOBODY = "nobody known"
_AUTHORITY = "E06000026"


def fact(table: str, why: str | None, **columns: Any) -> Row:
    """A row of any table; days are text, and what is not given is empty, zero or false."""
    return {"table": table, "person_id": why, **columns}


def born(why: str, on: str | None) -> Row:
    """A person."""
    return fact("person", why, date_of_birth=on)


def referred(why: str, on: str, closed: str | None = None, **columns: Any) -> Row:
    """A referral that led to action."""
    described = {"no_further_action": False, "closed_on": closed, **columns}
    return fact("referral", why, referred_on=on, **described)


def assessed(why: str, start: str, done: str | None = None, **columns: Any) -> Row:
    """An assessment."""
    return fact("assessment", why, started_on=start, authorised_on=done, **columns)


def on_plan(why: str, start: str, end: str | None = None, **columns: Any) -> Row:
    """A child protection plan."""
    return fact("protection_plan", why, started_on=start, ended_on=end, **columns)


def in_plo(why: str, start: str, end: str | None = None, **columns: Any) -> Row:
    """A time in pre-proceedings."""
    return fact("pre_proceedings", why, started_on=start, ended_on=end, **columns)


def load(engine: Engine, rows: Iterable[Row]) -> None:
    """Load some rows, and nothing else."""
    tables: dict[str, list[Row]] = {}
    for row in rows:
        name = row["table"]
        results = tables.setdefault(name, [])
        results.append(_whole(name, row, len(results) + 1))
    engine.load(frames(tables))


def counted(engine: Engine, requested: Measure, month: str) -> Counted:
    """Count a measure for its first frequency."""
    return count(engine, requested, requested.period(Month.parse(month)), _AUTHORITY)


def check(
    engine: Engine,
    requested: Measure,
    rows: Iterable[Row],
    expected: Mapping[str, int | tuple[int, ...] | None],
    month: str = "2025-03",
) -> Counted:
    """Load some rows and ``assert_counts``."""
    load(engine, rows)
    return assert_counts(engine, requested, expected, month)


def assert_counts(
    engine: Engine,
    requested: Measure,
    expected: Mapping[str, int | tuple[int, ...] | None],
    month: str = "2025-03",
) -> Counted:
    """Assert who is in the population, with the numerators expected, and the total of them.

    Args:
        expected: by person, the numerators of their members, or none; nobody else is in.
    """
    result = counted(engine, requested, month)
    results: dict[str, list[int]] = {}
    for who, numerator in zip(
        result.membership["person_id"].fillna(NOBODY), result.membership["numerator"], strict=True
    ):
        results.setdefault(who, []).append(int(numerator))
    required = {
        who: [each] if isinstance(each, int) else sorted(each)
        for who, each in expected.items()
        if each is not None
    }
    assert {who: sorted(numbers) for who, numbers in results.items()} == required
    whole = result.counts[result.counts["breakdown"] == TOTAL].iloc[0]
    assert whole["numerator"] == sum(sum(each) for each in required.values())
    return result


def _whole(name: str, row: Row, number: int) -> Row:
    columns = metadata.tables[name].columns
    given = {
        "source_file": f"{name}.csv",
        "source_row": number,
        "referral_no": number if name == "referral" else None,
        "plan_no": number,
        **row,
    }
    if given["person_id"] == NOBODY:
        given["person_id"] = None
    if unknown := row.keys() - {column.name for column in columns} - {"table", "person_id"}:
        raise ValueError(f"table {name} has no column {unknown}")
    return {column.name: _cell(column, given.get(column.name)) for column in columns}


def _cell(column: sa.Column[Any], value: Any) -> Any:
    if isinstance(column.type, sa.Date) and isinstance(value, str):
        return date.fromisoformat(value)
    if value is None and not column.nullable:
        return False if isinstance(column.type, sa.Boolean) else 0
    return value
