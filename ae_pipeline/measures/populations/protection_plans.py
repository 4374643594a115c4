"""Conferences, child protection plans, their reviews, and the time before care proceedings.

A plan holds from the day it starts, and not on the day it ends. Somebody whom nobody is known to
be counts as one of whom nothing is known. Breakdowns are as of the day of the event, or of the
stock. Not here: who counts (``key_indicators``).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import sqlalchemy as sa

from ae_pipeline.measures.ages import day
from ae_pipeline.measures.populations.describing import described_once, with_days_between
from ae_pipeline.measures.populations.events import (
    in_period,
    one_each,
    year_up_to,
)
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.schema.social_care import (
    initial_conference,
    pre_proceedings,
    protection_plan,
    protection_review,
)

if TYPE_CHECKING:
    from datetime import date

    from ae_pipeline.periods import Period

MONTHS_TO_FIRST_REVIEW, MONTHS_BETWEEN_REVIEWS = 3, 6
"""Calendar months; a review on the last day of them is in time."""
MONTHS_OF_A_SHORT_PLAN = 3
MONTHS_SINCE_A_PLAN = 24

_SOURCE = ("person_id", "source_file", "source_row")
_PLAN = (*_SOURCE, "plan_no", "started_on", "ended_on", "previous_plans")


def conferences(period: Period) -> sa.FromClause:
    """Initial child protection conferences held in a period.

    ``programme`` is ``section_47`` where an enquiry led to it and ``transfer_in`` where a child
    moved here on another authority's plan. Further columns: ``held_on``; ``working_days`` from
    the start of the enquiry, null without one.
    """
    return in_period(_conferences_shared(year_up_to(period)), "held_on", period)


@cache
def _conferences_shared(period: Period) -> sa.FromClause:
    each = initial_conference.c
    held = (
        sa.select(
            *(each[name] for name in (*_SOURCE, "held_on", "enquiry_started_on")),
            sa.case((each.enquiry_started_on.is_(None), "transfer_in"), else_="section_47").label(
                "programme"
            ),
        )
        .where(each.held_on.between(day(period.start), day(period.end)))
        .cte("conferences_held")
    )
    rows = with_days_between(
        held, "enquiry_started_on", "held_on", "working_days", working=True
    ).cte("conferences_timed")
    return described_once(
        "conferences",
        period.start,
        period.end,
        rows=rows,
        when=rows.c.held_on,
        further=("held_on", "working_days", "programme"),
    )


def led_to_a_plan(held: sa.FromClause) -> sa.ColumnElement[bool]:
    """Whether a plan of the person's started on the day of the conference."""
    return sa.exists().where(
        protection_plan.c.person_id == held.c.person_id,
        protection_plan.c.started_on == held.c.held_on,
    )


@cache
def on_a_plan(on: date) -> sa.FromClause:
    """Children on a child protection plan on a day, each by the plan that started last.

    Further columns: ``plan_no``, ``started_on``, ``days``: from the start to the day.
    """
    each = protection_plan.c
    lasting = sa.select(*(each[name] for name in _PLAN), day(on).label("on_day")).where(
        each.started_on <= day(on), each.ended_on.is_(None) | (each.ended_on > day(on))
    )
    order = (each.started_on.desc(), each.source_file.desc(), each.source_row.desc())
    latest = one_each(lasting, each.person_id, *order)
    rows = with_days_between(latest, "started_on", "on_day", "days").cte("plans_lasting")
    return described_once(
        "on_a_plan", on, rows=rows, when=on, further=("plan_no", "started_on", "days")
    )


@cache
def due_a_review(on: date) -> sa.FromClause:
    """Children on a plan on a day that is three months old or more.

    Further column: ``late``: 1 where a review, of those up to the day, was held too late or is
    overdue. The first is due three calendar months from the start, each other one six from the
    one before; what is due on the day itself is not overdue. A review on the day of the start or
    before it is none.
    """
    plans = on_a_plan(on)
    old_enough = only(plans, _after(plans.c.started_on, MONTHS_TO_FIRST_REVIEW) <= day(on))
    reviews = protection_review.c
    held = (
        sa.select(old_enough.c.plan_no, reviews.reviewed_on)
        .join(protection_review, reviews.plan_no == old_enough.c.plan_no)
        .where(reviews.reviewed_on > old_enough.c.started_on, reviews.reviewed_on <= day(on))
    )
    since_start = _after(old_enough.c.started_on, MONTHS_TO_FIRST_REVIEW)
    since_review = _after(held.selected_columns.reviewed_on, MONTHS_BETWEEN_REVIEWS)
    steps = sa.union_all(
        sa.select(
            old_enough.c.plan_no,
            old_enough.c.started_on.label("done_on"),
            since_start.label("next_due"),
        ),
        held.add_columns(since_review.label("next_due")),
    ).subquery("review_steps")
    following = sa.func.lead(steps.c.done_on).over(
        partition_by=steps.c.plan_no, order_by=steps.c.done_on
    )
    then = sa.select(
        steps.c.plan_no,
        steps.c.next_due,
        sa.func.coalesce(following, day(on)).label("next_done"),
    ).cte("review_steps_in_order")
    late = (
        sa.select(
            then.c.plan_no,
            sa.func.max(sa.case((then.c.next_done > then.c.next_due, 1), else_=0)).label("late"),
        )
        .group_by(then.c.plan_no)
        .cte("plans_reviewed_late")
    )
    return (
        sa.select(old_enough, late.c.late)
        .join(late, late.c.plan_no == old_enough.c.plan_no)
        .cte("due_a_review")
    )


def plans_started(period: Period) -> sa.FromClause:
    """Child protection plans that started in a period.

    Further columns: ``started_on``, ``previous_plans``.
    """
    return in_period(_plans_started_shared(year_up_to(period)), "started_on", period)


@cache
def _plans_started_shared(period: Period) -> sa.FromClause:
    each = protection_plan.c
    rows = (
        sa.select(*(each[name] for name in _PLAN))
        .where(each.started_on.between(day(period.start), day(period.end)))
        .cte("plans_starting")
    )
    return described_once(
        "plans_started",
        period.start,
        period.end,
        rows=rows,
        when=rows.c.started_on,
        further=("started_on", "previous_plans"),
    )


def had_a_plan_lately(started: sa.FromClause) -> sa.ColumnElement[bool]:
    """Whether a plan of the person's ended in the two years before this one started.

    On the anniversary and on the day of the start too; an imputed end is none.
    """
    earlier = protection_plan.alias("earlier_plan")
    first = sa.cast(
        started.c.started_on - sa.text(f"interval '{MONTHS_SINCE_A_PLAN} months'"), sa.Date
    )
    return sa.exists().where(
        earlier.c.person_id == started.c.person_id,
        earlier.c.ended_imputed.is_(sa.false()),
        earlier.c.started_on < started.c.started_on,
        earlier.c.ended_on.between(first, started.c.started_on),
    )


def plans_ended(period: Period) -> sa.FromClause:
    """Child protection plans that ended in a period; imputed ends are left out.

    Further columns: ``days`` from the start to the end; ``short``: 1 where it ended within three
    calendar months of the start, the last day of them too.
    """
    return in_period(_plans_ended_shared(year_up_to(period)), "ended_on", period)


@cache
def _plans_ended_shared(period: Period) -> sa.FromClause:
    each = protection_plan.c
    over = (
        sa.select(
            *(each[name] for name in _PLAN),
            sa.case(
                (each.ended_on <= _after(each.started_on, MONTHS_OF_A_SHORT_PLAN), 1), else_=0
            ).label("short"),
        )
        .where(
            each.ended_on.between(day(period.start), day(period.end)),
            each.ended_imputed.is_(sa.false()),
        )
        .cte("plans_over")
    )
    rows = with_days_between(over, "started_on", "ended_on", "days").cte("plans_ending")
    return described_once(
        "plans_ended",
        period.start,
        period.end,
        rows=rows,
        when=rows.c.ended_on,
        further=("ended_on", "days", "short"),
    )


@cache
def in_pre_proceedings(on: date) -> sa.FromClause:
    """Children for whom pre-proceedings began by a day and were not decided by then.

    A child in two at once is one; the time that began later is believed.
    """
    each = pre_proceedings.c
    lasting = sa.select(*(each[name] for name in _SOURCE)).where(
        each.started_on <= day(on), each.ended_on.is_(None) | (each.ended_on > day(on))
    )
    order = (each.started_on.desc(), each.source_file.desc(), each.source_row.desc())
    rows = one_each(lasting, each.person_id, *order)
    return described_once("in_pre_proceedings", on, rows=rows, when=on)


def pre_proceedings_started(period: Period) -> sa.FromClause:
    """Times before proceedings that began in a period.

    Further columns: ``meeting_offered``, ``meeting_held``.
    """
    return in_period(_pre_proceedings_started_shared(year_up_to(period)), "started_on", period)


@cache
def _pre_proceedings_started_shared(period: Period) -> sa.FromClause:
    each = pre_proceedings.c
    flags = ("meeting_offered", "meeting_held")
    rows = (
        sa.select(*(each[name] for name in (*_SOURCE, "started_on", *flags)))
        .where(each.started_on.between(day(period.start), day(period.end)))
        .cte("pre_proceedings_starting")
    )
    return described_once(
        "pre_proceedings_started",
        period.start,
        period.end,
        rows=rows,
        when=rows.c.started_on,
        further=("started_on", *flags),
    )


def pre_proceedings_ended(period: Period) -> sa.FromClause:
    """Times before proceedings that were decided in a period; imputed ends are left out.

    Further column: ``days`` from the start to the decision or the application to court.
    """
    return in_period(_pre_proceedings_ended_shared(year_up_to(period)), "ended_on", period)


@cache
def _pre_proceedings_ended_shared(period: Period) -> sa.FromClause:
    each = pre_proceedings.c
    over = (
        sa.select(*(each[name] for name in (*_SOURCE, "started_on", "ended_on")))
        .where(
            each.ended_on.between(day(period.start), day(period.end)),
            each.ended_imputed.is_(sa.false()),
        )
        .cte("pre_proceedings_over")
    )
    rows = with_days_between(over, "started_on", "ended_on", "days").cte("pre_proceedings_ending")
    return described_once(
        "pre_proceedings_ended",
        period.start,
        period.end,
        rows=rows,
        when=rows.c.ended_on,
        further=(
            "ended_on",
            "days",
        ),
    )


@cache
def taken_to_court(period: Period) -> sa.FromClause:
    """Children for whom there was an application to court in a period, each by the first."""
    each = pre_proceedings.c
    applied = sa.select(*(each[name] for name in (*_SOURCE, "court_applied_on"))).where(
        each.court_applied_on.between(day(period.start), day(period.end))
    )
    order = (each.court_applied_on, each.source_file, each.source_row)
    rows = one_each(applied, each.person_id, *order)
    return described_once(
        "taken_to_court",
        period.start,
        period.end,
        rows=rows,
        when=rows.c.court_applied_on,
    )


def _after(when: sa.ColumnElement[date], months: int) -> sa.ColumnElement[date]:
    """So many calendar months later; the last day of a shorter month."""
    return sa.cast(when + sa.text(f"interval '{months} months'"), sa.Date)
