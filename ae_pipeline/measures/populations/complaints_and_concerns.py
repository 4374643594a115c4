"""Complaints, contacts outside office hours, and allegations against who works with children.

Breakdowns of complaints and contacts are those of ``described``, of the child on the day; one of a
child who is not named or known counts as of one of whom nothing is known. Not here: compliments
and participation (``quality_assurance``).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ae_pipeline.measures.ages import day
from ae_pipeline.measures.populations.describing import described_once, with_days_between
from ae_pipeline.schema.quality_assurance import (
    allegation,
    complaint,
    out_of_hours_contact,
)

if TYPE_CHECKING:
    from ae_pipeline.periods import Period

WITHDRAWN, NOT_UPHELD = "WITHDRAWN", "NOT_UPHELD"
UPHELD = ("UPHELD", "PARTLY")
"""Outcomes of a complaint that was upheld, wholly or in part."""
FIRST_STAGE = "1"


@cache
def complaints_due(period: Period) -> sa.FromClause:
    """Complaints of all stages whose answer was due in a period, without withdrawn ones.

    One whose day is not known is left out. ``due_on`` and ``answered_on`` are with them.
    """
    return _complaints("complaints_due", period, "due_on", _not_withdrawn())


@cache
def complaints_answered(period: Period) -> sa.FromClause:
    """Complaints of all stages answered in a period with a finding (``outcome``).

    Those withdrawn, or without an outcome, are left out.
    """
    decided = complaint.c.outcome.in_((*UPHELD, NOT_UPHELD))
    return _complaints("complaints_answered", period, "answered_on", decided)


@cache
def complaints_received(period: Period) -> sa.FromClause:
    """Complaints received in a period at the first stage, withdrawn ones too."""
    first = complaint.c.stage == FIRST_STAGE
    return _complaints("complaints_received", period, "received_on", first)


@cache
def out_of_hours(period: Period) -> sa.FromClause:
    """Contacts outside office hours in a period.

    Further columns: ``minutes``; ``working_days`` from the contact to handing over (null if it has
    not been, negative if that is dated before); ``waited``, those from the contact to the end of
    the period. The breakdown ``programme`` is what was done.
    """
    rows = _timed(out_of_hours_contact, period, "contact_on", "handed_over_on")
    named = sa.select(rows, rows.c.response.label("programme")).cte("contacts")
    return described_once(
        "out_of_hours",
        *(period.start, period.end),
        rows=named,
        when=named.c.contact_on,
        further=("minutes", "working_days", "waited", "programme"),
    )


@cache
def allegations_received(period: Period) -> sa.FromClause:
    """Referrals to the designated officer received in a period.

    Further columns: ``working_days`` to the first decision (null if there is none, negative if it
    is dated before); ``waited``, those to the end of the period. The breakdown ``setting`` is
    where the person works.
    """
    rows = _timed(allegation, period, "received_on", "decided_on")
    return sa.select(rows, rows.c.sector.label("setting")).cte("allegations")


def allegations_to_close(period: Period, months: int) -> sa.FromClause:
    """Referrals to the designated officer whose time to be closed was over in a period.

    ``close_by`` is the same day so many months after receipt, or the last of a shorter month.
    """
    interval = sa.text(f"interval '{months:d} months'")
    close_by = sa.cast(allegation.c.received_on + interval, sa.Date)
    timed = sa.select(allegation, close_by.label("close_by")).cte("allegations_and_limits")
    return (
        sa.select(timed, timed.c.sector.label("setting"))
        .where(timed.c.close_by.between(day(period.start), day(period.end)))
        .cte("allegations_to_close")
    )


def within(rows: sa.FromClause, working_days: int) -> sa.ColumnElement[bool]:
    """Whether what was to be done took no more than so many working days; unknown is not.

    What is dated before it came is a mistake and not in time.
    """
    condition: sa.ColumnElement[bool] = rows.c.working_days.between(0, working_days)
    return condition


def can_be_judged(rows: sa.FromClause, working_days: int) -> sa.ColumnElement[bool]:
    """Whether it was done, or the time for it was over at the end of the period."""
    condition: sa.ColumnElement[bool] = rows.c.working_days.is_not(None) | (
        rows.c.waited >= working_days
    )
    return condition


def _timed(table: sa.Table, period: Period, received: str, done: str) -> sa.FromClause:
    rows = (
        sa.select(table, day(period.end).label("period_end"))
        .where(table.c[received].between(day(period.start), day(period.end)))
        .cte(f"{table.name}_of_the_period")
    )
    timed = with_days_between(rows, received, done, "working_days", working=True).cte()
    return with_days_between(timed, received, "period_end", "waited", working=True).cte()


def _complaints(
    subject: str, period: Period, when: str, condition: sa.ColumnElement[bool]
) -> sa.FromClause:
    rows: sa.Select[Any] = sa.select(complaint).where(
        complaint.c[when].between(day(period.start), day(period.end)), condition
    )
    chosen = rows.cte(f"{subject}_of_the_period")
    return described_once(
        subject,
        *(period.start, period.end),
        rows=chosen,
        when=chosen.c[when],
        further=("due_on", "answered_on", "outcome", "service"),
    )


def _not_withdrawn() -> sa.ColumnElement[bool]:
    return complaint.c.outcome.is_(None) | (complaint.c.outcome != WITHDRAWN)
