"""Who stands on a list of Annex A: plans, children looked after, care leavers, with last dates.

A list is of the day it was made, and comes each quarter. A question about a day is answered by
the newest list of the six months up to it, as of the list's own day (``listed_on``), so a figure
can be as old as that; an older list answers nothing. Six months up to the last day of a month are
whole months: up to 28 February they begin on 1 September. What is dated after the list's day was
not done by then. Not here: contacts (``referrals``), or who counts (``key_indicators``).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import sqlalchemy as sa

from ae_pipeline.measures.ages import NOT_KNOWN, day
from ae_pipeline.measures.populations.describing import described_once, with_days_between
from ae_pipeline.measures.populations.events import one_each
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.schema.social_care import (
    care_leaver_listed,
    looked_after_listed,
    protection_plan_listed,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

MONTHS_A_LIST_HOLDS = 6
MONTHS_OF_NEW_CARE = 6

ENTITLED = ("a) Relevant", "b) Former relevant", "d) Eligible")
"""Entitlements, as Annex A words them, of those who have a pathway plan."""

_SOURCE = ("person_id", "source_file", "source_row")


@cache
def plans_listed(on: date) -> sa.FromClause:
    """Children on a child protection plan on the day of the list.

    Further columns: ``working_days`` since the plan started and ``working_days_since_visit``.
    """
    each = protection_plan_listed.c
    rows = _newest(protection_plan_listed, ("started_on", "visited_on"), on, each.ended_on)
    timed = with_days_between(rows, "started_on", "listed_on", "working_days", working=True)
    name = "working_days_since_visit"
    both = with_days_between(
        timed.cte("listed_plans_timed"), "visited_on", "listed_on", name, working=True
    ).cte("listed_plans")
    return described_once(
        "plans_listed", on, rows=both, when=both.c.listed_on, further=("working_days", name)
    )


@cache
def looked_after_as_listed(on: date) -> sa.FromClause:
    """Children looked after on the day of the list.

    Further columns: ``days`` since they came into care, ``days_since_visit``, and, each 1 or 0:
    ``for_a_year`` (looked after twelve months by the end of the day), ``health_in_a_year``,
    ``health_in_half_a_year`` and ``dentist_in_a_year`` (the last of them within so many calendar
    months, the anniversary too); ``uasc``.
    """
    each = looked_after_listed.c
    names = ("started_on", "health_assessed_on", "dentist_on", "visited_on", "unaccompanied")
    rows = _newest(looked_after_listed, names, on, each.ceased_on)
    flagged = sa.select(
        rows,
        _flag(rows.c.started_on <= _months(_day_after(rows.c.listed_on), 12)).label("for_a_year"),
        _flag(_done_within(rows, "health_assessed_on", 12)).label("health_in_a_year"),
        _flag(_done_within(rows, "health_assessed_on", 6)).label("health_in_half_a_year"),
        _flag(_done_within(rows, "dentist_on", 12)).label("dentist_in_a_year"),
        sa.case(
            (rows.c.unaccompanied.is_(None), NOT_KNOWN),
            (rows.c.unaccompanied, "uasc"),
            else_="not_uasc",
        ).label("uasc"),
    ).cte("listed_children_flagged")
    seen = with_days_between(flagged, "visited_on", "listed_on", "days_since_visit")
    both = with_days_between(
        seen.cte("listed_children_seen"), "started_on", "listed_on", "days"
    ).cte("listed_children")
    further = (
        *("days", "days_since_visit", "for_a_year", "health_in_a_year"),
        *("health_in_half_a_year", "dentist_in_a_year", "uasc"),
    )
    return described_once(
        "looked_after_as_listed", on, rows=both, when=both.c.listed_on, further=further
    )


@cache
def lately_in_care(on: date) -> sa.FromClause:
    """Children who came into care in the six months up to the list's day, each the last time.

    Those who have left since are among them. Breakdowns are as of the day they came. Further
    columns: ``working_days`` since they came and ``working_days_to_health``: to the last health
    assessment, null without any.
    """
    names = ("started_on", "health_assessed_on")
    rows = _newest(looked_after_listed, names, on, None)
    new = only(rows, rows.c.started_on >= _months(_day_after(rows.c.listed_on), MONTHS_OF_NEW_CARE))
    timed = with_days_between(new, "started_on", "listed_on", "working_days", working=True)
    name = "working_days_to_health"
    both = with_days_between(
        timed.cte("newly_listed_timed"), "started_on", "health_assessed_on", name, working=True
    ).cte("newly_listed")
    return described_once(
        "lately_in_care", on, rows=both, when=both.c.started_on, further=("working_days", name)
    )


@cache
def with_a_pathway_plan(on: date) -> sa.FromClause:
    """Young people on the list who are eligible, relevant or former relevant.

    Those whose entitlement is qualifying, another or not recorded are left out. Further column:
    ``days_since_review``, null where there was none.
    """
    names = ("eligibility", "pathway_reviewed_on")
    rows = _newest(care_leaver_listed, names, on, None)
    entitled = only(rows, rows.c.eligibility.in_(ENTITLED))
    both = with_days_between(entitled, "pathway_reviewed_on", "listed_on", "days_since_review").cte(
        "listed_care_leavers"
    )
    return described_once(
        "with_a_pathway_plan",
        on,
        rows=both,
        when=both.c.listed_on,
        further=("days_since_review",),
    )


def _newest(
    listed: sa.Table,
    names: Sequence[str],
    on: date,
    ended: sa.ColumnElement[date] | None,
) -> sa.FromClause:
    """One row a person of the newest list that answers for a day.

    Of several rows of a person the one that started last is believed, and of those that do not
    say or started on one day, the last.

    Args:
        listed: a table of lists.
        names: its columns to keep.
        on: the day.
        ended: where given, only what has not ended by the list's day.
    """
    other = listed.alias("lists")
    newest = (
        sa.select(sa.func.max(other.c.listed_on))
        .where(
            other.c.listed_on <= day(on),
            other.c.listed_on >= _months(_day_after(day(on)), MONTHS_A_LIST_HOLDS),
        )
        .scalar_subquery()
    )
    rows = sa.select(*(listed.c[name] for name in (*_SOURCE, "listed_on", *names))).where(
        listed.c.listed_on == newest
    )
    order = [listed.c.source_file.desc(), listed.c.source_row.desc()]
    if "started_on" in listed.c:
        rows = rows.where(listed.c.started_on <= listed.c.listed_on)
        order.insert(0, listed.c.started_on.desc())
    if ended is not None:
        rows = rows.where(ended.is_(None) | (ended > listed.c.listed_on))
    return one_each(rows, listed.c.person_id, *order)


def _months(when: sa.ColumnElement[date], months: int) -> sa.ColumnElement[date]:
    """So many calendar months before; the last day of a shorter month."""
    return sa.cast(when - sa.text(f"interval '{months} months'"), sa.Date)


def _done_within(rows: sa.FromClause, name: str, months: int) -> sa.ColumnElement[bool]:
    """Whether a day is of the months up to the list's day, the anniversary and the day too."""
    return rows.c[name].between(_months(rows.c.listed_on, months), rows.c.listed_on)


def _day_after(when: sa.ColumnElement[date]) -> sa.ColumnElement[date]:
    return when + sa.text("interval '1 day'")


def _flag(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.case((condition, 1), else_=0)
