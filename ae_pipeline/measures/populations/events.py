"""What populations of events have in common: a year of them, one a person, one before another.

Here: words over any rows with ``person_id``, and working days from one day to another. Not here:
any event (``referrals``,
``protection_plans``, ``annex_a_lists``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ae_pipeline.measures.ages import day
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.periods import Period

if TYPE_CHECKING:
    from datetime import date


def year_up_to(period: Period) -> Period:
    """The twelve months to the end of a period, or the period if it is longer.

    The events of a year are described and kept once; those of its last month or quarter are taken
    from them.
    """
    year = Period.twelve_months_to(period.end)
    return Period(min(year.start, period.start), period.end)


def in_period(events: sa.FromClause, when: str, period: Period) -> sa.FromClause:
    """Those of the events of ``year_up_to`` a period that were in it.

    Args:
        events: none of them after the period.
        when: their column with the day.
        period: the days.
    """
    return only(events, events.c[when] >= day(period.start))


def one_each(
    rows: sa.Select[Any], person_id: sa.ColumnElement[Any], *order: sa.ColumnElement[Any]
) -> sa.FromClause:
    """The first row of each person, and every row of whom nobody is known to be.

    Args:
        rows: a select with ``person_id`` among its columns.
        person_id: that column of what it selects from.
        order: what a person's first row is the first by.
    """
    rank = sa.func.row_number().over(partition_by=person_id, order_by=order)
    ranked = rows.add_columns(rank.label("rank")).cte()
    return only(ranked, (ranked.c["rank"] == 1) | ranked.c.person_id.is_(None))


def within_months_before(
    earlier: sa.ColumnElement[date], later: sa.ColumnElement[date], months: int
) -> sa.ColumnElement[bool]:
    """Whether a day is before another and not more than so many calendar months.

    The anniversary is within; months before the end of a long month are to the end of a short
    one: twelve before 29 February are to 28 February.
    """
    first = sa.cast(later - sa.text(f"interval '{months} months'"), sa.Date)
    return (earlier < later) & (earlier >= first)
