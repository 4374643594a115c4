"""Early help: assessments, children who are helped, and episodes that closed.

Breakdowns are those of ``described``, and ``service``: the agency. Help of a child whom nobody is
known by counts as help, of one of whom nothing is known; what came after it cannot be known. Not
here: programmes, hubs and conferences (``targeted_help``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ae_pipeline.measures.ages import day
from ae_pipeline.measures.populations.care_history import STILL_OPEN
from ae_pipeline.measures.populations.describing import described_once, with_days_between
from ae_pipeline.measures.populations.what_followed import (
    referred,
    six_months_after,
    twelve_months_after,
)
from ae_pipeline.returns.early_help.codes import STEPPED_UP
from ae_pipeline.schema.early_help import early_help_assessment, early_help_episode
from ae_pipeline.schema.person import person_group

if TYPE_CHECKING:
    from datetime import date

    from ae_pipeline.periods import Period

THE_AUTHORITYS_OWN = ("Family hub", "Targeted help team")
"""Agencies of the return that are the authority itself; all others are partners."""
WITHOUT_CONSENT_OR_MOVED = ("MOVED", "CONSENT_WITHDRAWN")
"""Reasons for closure that say nothing of the help."""
NOT_MADE = "CANCELLED"
"""Outcome of an assessment that was not made after all."""
_SOCIAL_CARE = ("cin", "cpp", "looked_after")
_BY_ROW = ("source_file", "source_row")


def assessments_completed(period: Period) -> sa.FromClause:
    """Early help assessments completed in a period: one row is a child's first of an episode.

    Cancelled ones are left out. Of several assessments of a child in one episode the one that was
    completed first counts, whenever that was; one that names no episode counts by itself.
    Characteristics are those of the day of completion. Further column: ``working_days`` from the
    day help was requested to completion.
    """
    firsts = _first_of_each_episode(period.end)
    events = (
        sa.select(firsts)
        .where(firsts.c.completed_on.between(day(period.start), day(period.end)))
        .cte("assessments_of_the_period")
    )
    timed = with_days_between(
        events, "requested_on", "completed_on", "working_days", working=True
    ).cte("assessments_timed")
    return described_once(
        "early_help_assessments_completed",
        *(period.start, period.end),
        rows=timed,
        when=timed.c.completed_on,
        further=("working_days", "service"),
    )


def assessments_awaited(on: date) -> sa.FromClause:
    """First assessments of an episode that were begun and not completed on a day.

    What was completed on the day is no longer awaited; nor is one whose episode has closed. What
    is begun or completed later is not known of: of two under way the one begun first is awaited.
    Characteristics are those of the day. Further column: ``working_days`` from the day help was
    requested to the day.
    """
    firsts = _first_of_each_episode(on)
    awaited = (
        sa.select(firsts, day(on).label("as_of"))
        .where(
            firsts.c.completed_on.is_(None),
            firsts.c.episode_closed_on.is_(None) | (firsts.c.episode_closed_on > day(on)),
        )
        .cte("assessments_under_way")
    )
    timed = with_days_between(awaited, "requested_on", "as_of", "working_days", working=True).cte(
        "assessments_under_way_timed"
    )
    return described_once(
        "early_help_assessments_awaited",
        on,
        rows=timed,
        when=timed.c.as_of,
        further=("working_days", "service"),
    )


def children_helped(on: date) -> sa.FromClause:
    """Children in an open episode of early or targeted help on a day, each once.

    Open is requested by the day and not closed by it: a child is not helped on the day of closing.
    A child in two open episodes counts by the one that began first. Left out is who has been with
    social care (in need, on a plan, or looked after) without a break since the day of the request
    or before; going from one of the three to another on one day is no break. One stepped up
    to social care while help goes on stays. Further columns: ``age``, ``requested_on``,
    ``level_of_need``, ``family``.
    """
    episode = early_help_episode.c
    case = _with_social_care(on)
    with_social_care = sa.exists().where(
        case.c.person_id == episode.person_id, case.c.since <= episode.requested_on
    )
    helped = (
        sa.select(
            *(episode[name] for name in ("person_id", "requested_on", "level_of_need", *_BY_ROW)),
            episode.lead_agency.label("service"),
            # A child without a family's number is a family, and one not known a child, by itself.
            sa.func.coalesce(episode.family_id, episode.episode_id).label("family"),
            _rank(
                sa.func.coalesce(episode.person_id, episode.episode_id),
                *(episode.requested_on, *(episode[name] for name in _BY_ROW)),
            ).label("first"),
        )
        .where(
            episode.requested_on <= day(on),
            episode.closed_on.is_(None) | (episode.closed_on > day(on)),
            ~with_social_care,
        )
        .cte("episodes_open")
    )
    once = sa.select(helped).where(helped.c.first == 1).cte("children_helped_once")
    return described_once(
        "early_help_children",
        on,
        rows=once,
        when=on,
        further=("requested_on", "level_of_need", "family", "service"),
    )


def families_helped(on: date) -> sa.FromClause:
    """Families with a child helped on a day: one row, that of the child helped for longest.

    Characteristics are of a child and not of a family, so the only breakdown is ``service``.
    Further column: ``requested_on``.
    """
    children = children_helped(on)
    columns = ("person_id", "service", "requested_on", *_BY_ROW)
    ranked = sa.select(
        *(children.c[name] for name in columns),
        _rank(
            children.c.family,
            *(children.c.requested_on, *(children.c[name] for name in _BY_ROW)),
        ).label("first"),
    ).cte("families_ranked")
    return (
        sa.select(*(ranked.c[name] for name in columns))
        .where(ranked.c.first == 1)
        .cte("families_helped")
    )


def closures(period: Period) -> sa.FromClause:
    """Episodes that closed in a period, each by itself; characteristics as of that day.

    Further columns: ``closure_reason``, ``needs_found``, ``outcomes_achieved`` and ``star_gain``
    (null unless the outcomes star was taken at the start and at the close).
    """
    closed = _closed(period)
    return described_once(
        "early_help_closures",
        *(period.start, period.end),
        rows=closed,
        when=closed.c.closed_on,
        further=(
            *("closure_reason", "needs_found", "outcomes_achieved", "star_gain"),
            "service",
        ),
    )


def closures_followed(period: Period) -> sa.FromClause:
    """Episodes that closed in a period, of children who are known, with what came after.

    Further columns: ``referred_in_6`` and ``referred_in_12``: whether the child was referred to
    social care with further action, from the day of closing to the day so many months after it.
    Of an episode closed as stepped up, a referral made while it was open is the step up, and
    counts in both.
    """
    closed = _closed(period)
    stepped_up = closed.c.closure_reason == STEPPED_UP
    since = sa.case((stepped_up, closed.c.requested_on), else_=closed.c.closed_on)
    who, when = closed.c.person_id, closed.c.closed_on
    followed = (
        sa.select(
            closed,
            _flag(referred(who, since, six_months_after(when))).label("referred_in_6"),
            _flag(referred(who, since, twelve_months_after(when))).label("referred_in_12"),
        )
        .where(who.is_not(None))
        .cte("closures_with_referrals")
    )
    return described_once(
        "early_help_closures_followed",
        *(period.start, period.end),
        rows=followed,
        when=followed.c.closed_on,
        further=("referred_in_6", "referred_in_12", "service"),
    )


def _with_social_care(on: date) -> sa.CTE:
    """Who is with social care on a day, and ``since`` when without a break."""
    spell = person_group.c
    end = sa.func.coalesce(spell.end, day(STILL_OPEN))
    before = sa.func.max(end).over(
        partition_by=spell.person_id, order_by=(spell.start, end), rows=(None, -1)
    )
    spells = (
        sa.select(spell.person_id, spell.start, end.label("end"), before.label("end_before"))
        .where(spell.group.in_(_SOCIAL_CARE), spell.start <= day(on))
        .cte("spells_with_social_care")
    )
    unbroken = spells.c.end_before >= spells.c.start
    since = sa.func.max(sa.case((unbroken, None), else_=spells.c.start))
    return (
        sa.select(spells.c.person_id, since.label("since"))
        .group_by(spells.c.person_id)
        .having(sa.func.max(spells.c.end) > day(on))
        .cte("with_social_care")
    )


def _first_of_each_episode(on: date) -> sa.CTE:
    """As known on a day: a child's assessment completed first of an episode, else begun first.

    ``completed_on`` is null where that was later than the day.
    """
    each = early_help_assessment.c
    completed_on = sa.case((each.completed_on <= day(on), each.completed_on))
    order = (completed_on.asc().nulls_last(), each.started_on, *(each[name] for name in _BY_ROW))
    ranked = (
        sa.select(
            *(each[name] for name in ("person_id", "episode_id", "requested_on", "started_on")),
            *(each[name] for name in ("episode_closed_on", *_BY_ROW)),
            completed_on.label("completed_on"),
            each.organisation.label("service"),
            _rank((each.person_id, each.episode_id), *order).label("first"),
        )
        .where(
            sa.func.coalesce(each.outcome, "") != NOT_MADE,
            (each.started_on <= day(on)) | (each.completed_on <= day(on)),
        )
        .cte("assessments_in_order")
    )
    return (
        sa.select(ranked)
        .where((ranked.c.first == 1) | ranked.c.episode_id.is_(None))
        .cte("first_assessments")
    )


def _closed(period: Period) -> sa.CTE:
    episode = early_help_episode.c
    return (
        sa.select(
            early_help_episode,
            (episode.star_end - episode.star_start).label("star_gain"),
            episode.lead_agency.label("service"),
        )
        .where(episode.closed_on.between(day(period.start), day(period.end)))
        .cte("episodes_closed")
    )


def _flag(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.case((condition, 1), else_=0)


def _rank(
    group: sa.ColumnElement[Any] | tuple[sa.ColumnElement[Any], ...], *order: sa.ColumnElement[Any]
) -> sa.ColumnElement[int]:
    return sa.func.row_number().over(partition_by=group, order_by=order)
