"""Conditions on rows that last for a time or happen on a day, and one row of each person.

Here: what holds for any table with a first day and a first day without it. Not here:
any table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ae_pipeline.measures.ages import day
from ae_pipeline.schema.base import SOURCE_FILE, SOURCE_ROW

if TYPE_CHECKING:
    from datetime import date

    from ae_pipeline.periods import Period


def open_on(
    started: sa.ColumnElement[Any], ended: sa.ColumnElement[Any], on: date
) -> sa.ColumnElement[bool]:
    """Whether something had begun by the end of a day and lasted beyond it.

    Args:
        started: its first day.
        ended: the first day without it; null while it lasts.
        on: the day.
    """
    return (started <= day(on)) & (ended.is_(None) | (ended > day(on)))


def within(when: sa.ColumnElement[Any], period: Period) -> sa.ColumnElement[bool]:
    """Whether a day is in a period, its first and last day included."""
    return when.between(day(period.start), day(period.end))


def number_of_person(rows: sa.FromClause, started: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
    """1 for the latest row of each person, 2 for the one before …; 1 where nobody is known.

    Args:
        rows: of people, none of them left out later.
        started: the day that says which is later; of one day, by file and row.
    """
    rank = sa.func.row_number().over(
        partition_by=rows.c.person_id,
        order_by=(started.desc(), rows.c[SOURCE_FILE].desc(), rows.c[SOURCE_ROW].desc()),
    )
    return sa.case((rows.c.person_id.is_(None), 1), else_=rank)
