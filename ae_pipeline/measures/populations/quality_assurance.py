"""Audits, the actions they ask for, and what children say: participation, wishes, compliments.

Breakdowns of audits are those of ``described``, of the child on the day, with ``service`` (part of
the service) and ``programme`` (sort of audit). An audit of a child who is not named or known counts
as one of whom nothing is known. Not here: complaints and other doors
(``complaints_and_concerns``).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ae_pipeline.measures.ages import day
from ae_pipeline.measures.populations.describing import described_once
from ae_pipeline.schema.quality_assurance import (
    audit,
    audit_action,
    compliment,
    participation_activity,
    wish_answer,
)

if TYPE_CHECKING:
    from datetime import date

    from ae_pipeline.periods import Period

OUTSTANDING, GOOD, INADEQUATE = "OUTSTANDING", "GOOD", "INADEQUATE"
GOOD_OR_BETTER = (OUTSTANDING, GOOD)
IMPROVED = "IMPROVED"
"""Impact of an action: something changed for the child."""
_RANKS = {OUTSTANDING: 1, GOOD: 2, "REQUIRES_IMPROVEMENT": 3, INADEQUATE: 4}
_FURTHER = (
    *("grade", "rank", "overall_grade", "moderated_grade", "completed_on", "re_audit_of"),
    *("assessment_grade", "planning_grade", "oversight_grade", "voice_grade"),
    *("family_feedback", "child_feedback", "service", "programme"),
)


@cache
def planned_audits(period: Period) -> sa.FromClause:
    """Audits that were planned for a day of a period, done or not; columns as ``_audits``."""
    return _of_period("audits_planned", period, "planned_on")


@cache
def completed_audits(period: Period) -> sa.FromClause:
    """Audits that were completed in a period, re-audits too; columns as ``_audits``."""
    return _of_period("audits_completed", period, "completed_on")


@cache
def moderated_audits(period: Period) -> sa.FromClause:
    """Audits that somebody else graded again in a period; columns as ``_audits``."""
    return _of_period("audits_moderated", period, "moderated_on")


def re_audits_completed(period: Period) -> sa.FromClause:
    """Completed re-audits with a grade, of audits with one: ``rank`` and ``first_rank``.

    1 is outstanding, 4 inadequate. A re-audit of an audit that is not listed is left out.
    """
    again, first = completed_audits(period), _audits().cte("first_audits")
    return (
        sa.select(again, first.c.rank.label("first_rank"))
        .join(first, first.c.audit_id == again.c.re_audit_of)
        .where(again.c.rank.is_not(None), first.c.rank.is_not(None))
        .cte("re_audits")
    )


def actions_due(period: Period) -> sa.FromClause:
    """Actions from audits that were due in a period."""
    return _actions(audit_action.c.due_on.between(day(period.start), day(period.end)))


def actions_closed(period: Period) -> sa.FromClause:
    """Actions from audits that were closed in a period."""
    return _actions(audit_action.c.closed_on.between(day(period.start), day(period.end)))


def actions_open_overdue(on: date) -> sa.FromClause:
    """Actions from audits that were due before a day and not closed by its end."""
    return _actions(
        audit_action.c.raised_on <= day(on),
        audit_action.c.due_on < day(on),
        audit_action.c.closed_on.is_(None) | (audit_action.c.closed_on > day(on)),
    )


def compliments(period: Period) -> sa.FromClause:
    """Compliments received in a period."""
    in_period = compliment.c.received_on.between(day(period.start), day(period.end))
    return sa.select(compliment).where(in_period).cte("compliments")


def activities(period: Period) -> sa.FromClause:
    """Activities of participation held in a period.

    ``programme`` is what it was, ``service`` the group it was for.
    """
    held = participation_activity
    return (
        sa.select(held, held.c.activity.label("programme"), held.c.for_group.label("service"))
        .where(held.c.held_on.between(day(period.start), day(period.end)))
        .cte("activities")
    )


def wish_answers(period: Period) -> sa.FromClause:
    """Answers about each wish in a period: ``programme`` the wish, ``service`` the group."""
    answers = wish_answer
    return (
        sa.select(answers, answers.c.wish.label("programme"), answers.c.for_group.label("service"))
        .where(answers.c.answered_on.between(day(period.start), day(period.end)))
        .cte("wish_answers")
    )


def _audits() -> sa.Select[Any]:
    """All audits: ``grade`` is the moderator's where there is one, else the auditor's.

    ``rank`` is 1 for outstanding to 4 for inadequate; both are null of an ungraded audit.
    """
    grade = sa.func.coalesce(audit.c.moderated_grade, audit.c.overall_grade)
    return sa.select(
        audit,
        audit.c.tool.label("programme"),
        grade.label("grade"),
        sa.case(_RANKS, value=grade).label("rank"),
    )


def _of_period(subject: str, period: Period, when: str) -> sa.FromClause:
    audits = _audits().cte("audits")
    rows = (
        sa.select(audits)
        .where(audits.c[when].between(day(period.start), day(period.end)))
        .cte("audits_of_the_period")
    )
    return described_once(
        subject, period.start, period.end, rows=rows, when=rows.c[when], further=_FURTHER
    )


def _actions(*conditions: sa.ColumnElement[bool]) -> sa.FromClause:
    return sa.select(audit_action).where(*conditions).cte("audit_actions")
