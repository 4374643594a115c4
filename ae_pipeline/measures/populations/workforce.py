"""Social workers: in post, joined, left; their cases, sickness and supervision; vacant posts.

Nobody here is a child, so there is no ``person_id``; the breakdown ``service`` is the team. Of a
stock the month's end last reported by the day counts: staff records are of month ends. Not here:
children's changes of social worker (``looked_after``).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ae_pipeline.measures.ages import day
from ae_pipeline.measures.populations.describing import with_days_between
from ae_pipeline.measures.shared_relations import shared
from ae_pipeline.schema.workforce import (
    sickness_in_month,
    social_worker_role,
    supervision,
    team_vacancy,
    worker_caseload,
)

if TYPE_CHECKING:
    from datetime import date

    from ae_pipeline.periods import Period

AGENCY, PERMANENT = "AGENCY", "PERMANENT"
ASSESSED_FIRST_YEAR = "1"
"""Stage of the career: assessed and supported year in employment."""


@cache
def in_post(on: date) -> sa.FromClause:
    """Social workers in post at the end of a day, with agencies too: one row is one role.

    Somebody whose last day it is has left. The share of full time (``fte_hundredths``) is that of
    the month's caseload list, as of the day, or else the role's last one; of who holds several
    roles it is each role's own. Further columns: ``worker_id``, ``contract``, ``career_stage`` and
    ``place``, which is 1 for the role of a worker that began last and counts heads: the last with
    the authority and the last with agencies each, as a worker can be in both.
    """
    role = social_worker_role
    held = (
        sa.select(
            role,
            sa.func.count().over(partition_by=role.c.worker_id).label("roles_held"),
            _newest_first(role, role.c.worker_id, employed(role)).label("place"),
        )
        .where(_in_role(role, on))
        .cte("roles_held")
    )
    listed = worker_caseload
    reported = (
        (listed.c.worker_id == held.c.worker_id)
        & (listed.c.as_at == _last_reported(listed, on))
        & (held.c.roles_held == 1)
    )
    return shared(
        "social_workers_in_post",
        on,
        select=sa.select(
            *(held.c.worker_id, held.c.contract, held.c.career_stage),
            sa.func.coalesce(listed.c.fte_hundredths, held.c.fte_hundredths).label(
                "fte_hundredths"
            ),
            *(held.c.place, held.c.team.label("service")),
            *(held.c.source_file, held.c.source_row),
        )
        .select_from(held)
        .outerjoin(listed, reported),
    )


def employed(workers: sa.FromClause) -> sa.ColumnElement[bool]:
    """Whether a role is with the authority itself: permanent or for a fixed term."""
    condition: sa.ColumnElement[bool] = workers.c.contract != AGENCY
    return condition


@cache
def left(period: Period) -> sa.FromClause:
    """Roles with the authority that ended in a period by the worker leaving it.

    The last day in the role is in the period. Not so if the worker went on in another role with
    the authority: one that outlasts it and began by the next working day, so that no working day
    is between. Going to an agency is leaving. Further columns: ``fte_hundredths``, the last one,
    and ``place``, which is 1 for the one that began last of those a worker left on the same day.
    """
    role, other = social_worker_role, social_worker_role.alias("next_role")
    ended = (
        sa.select(role)
        .where(employed(role), role.c.role_end.between(day(period.start), day(period.end)))
        .cte("roles_ended")
    )
    pairs = (
        sa.select(ended.c.source_file, ended.c.source_row, ended.c.role_end, other.c.role_start)
        .join(other, other.c.worker_id == ended.c.worker_id)
        .where(employed(other), other.c.role_end.is_(None) | (other.c.role_end > ended.c.role_end))
        .cte("roles_that_follow")
    )
    return _moves("social_workers_left", period, ended, pairs, "role_end")


@cache
def joined(period: Period) -> sa.FromClause:
    """Roles with the authority that began in a period by the worker joining it.

    Not so if the worker came from another role with the authority: one that began earlier and
    was held until the last working day before at least, so that no working day is between. Coming
    from an agency is joining. Further column: ``place``, which is 1 for one of several roles that
    a worker began on the same day: the last by file and row.
    """
    role, other = social_worker_role, social_worker_role.alias("role_before")
    began = (
        sa.select(role)
        .where(employed(role), role.c.role_start.between(day(period.start), day(period.end)))
        .cte("roles_begun")
    )
    pairs = (
        sa.select(
            *(began.c.source_file, began.c.source_row, began.c.role_start),
            sa.func.coalesce(other.c.role_end, began.c.role_start).label("role_end"),
        )
        .join(other, other.c.worker_id == began.c.worker_id)
        .where(employed(other), other.c.role_start < began.c.role_start)
        .cte("roles_that_went_before")
    )
    return _moves("social_workers_joined", period, began, pairs, "role_start")


@cache
def left_over_in_post(period: Period) -> sa.FromClause:
    """Those who left in a period, and those employed at its end: ``left`` and ``stay``.

    Both are hundredths of full time, nought for the others.
    """
    gone, there = left(period), in_post(period.end)
    nothing = sa.literal(0)
    return sa.union_all(
        _parts(gone, left=gone.c.fte_hundredths, stay=nothing),
        _parts(there, left=nothing, stay=there.c.fte_hundredths).where(employed(there)),
    ).cte("left_and_staying")


@cache
def vacant_over_posts(on: date) -> sa.FromClause:
    """Vacant posts of a day, and who is employed: ``vacant`` and ``post``, in hundredths.

    ``post`` is the sum of both. Without any list of vacancies there is nobody.
    """
    there, vacancies = in_post(on), vacant(on)
    some = sa.select(vacancies.c.source_row).exists()
    return sa.union_all(
        _parts(vacancies, vacant=vacancies.c.vacant_hundredths, post=vacancies.c.vacant_hundredths),
        _parts(there, vacant=sa.literal(0), post=there.c.fte_hundredths).where(
            employed(there), some
        ),
    ).cte("vacant_and_held")


def vacant(on: date) -> sa.FromClause:
    """Vacant posts of each team, as last reported by a day: ``vacant_hundredths``."""
    listed = team_vacancy
    return (
        sa.select(
            *(listed.c.vacant_hundredths, listed.c.team.label("service")),
            *(listed.c.source_file, listed.c.source_row),
        )
        .where(listed.c.as_at == _last_reported(listed, on))
        .cte("vacancies")
    )


@cache
def with_sickness(period: Period) -> sa.FromClause:
    """Roles employed at the end of a period, and the worker's sickness in it.

    Adds ``lost_hundredths`` (working days) and ``absences``, which are nought in all roles of a
    worker but the one that counts heads. Sickness of who has left is not here.
    """
    there, sick = in_post(period.end), sickness_in_month
    of_period = (
        sa.select(
            sick.c.worker_id,
            sa.func.sum(sick.c.lost_hundredths).label("lost"),
            sa.func.count(sick.c.absence_start.distinct()).label("absences"),
        )
        .where(sick.c.month_start.between(day(period.start), day(period.end)))
        .group_by(sick.c.worker_id)
        .cte("sickness_of_the_period")
    )
    return (
        sa.select(
            there,
            sa.func.coalesce(of_period.c.lost, 0).label("lost_hundredths"),
            sa.func.coalesce(of_period.c.absences, 0).label("absences"),
        )
        .outerjoin(of_period, (of_period.c.worker_id == there.c.worker_id) & (there.c.place == 1))
        .where(employed(there))
        .cte("with_sickness")
    )


def still_in_post(period: Period) -> sa.FromClause:
    """Workers employed when a period began, one row a worker, and whether they are at its end.

    ``stays`` is 1 or 0. Who left on the day before the period was no longer in post.
    """
    role = social_worker_role
    there = in_post(period.end)
    staying = sa.select(there.c.worker_id).where(
        employed(there), there.c.worker_id == role.c.worker_id
    )
    began = (
        sa.select(
            *(role.c.source_file, role.c.source_row),
            role.c.team.label("service"),
            sa.case((staying.exists(), 1), else_=0).label("stays"),
            _newest_first(role, role.c.worker_id).label("place"),
        )
        .where(
            employed(role),
            role.c.role_start < day(period.start),
            role.c.role_end.is_(None) | (role.c.role_end >= day(period.start)),
        )
        .cte("employed_at_the_start")
    )
    return sa.select(began).where(began.c.place == 1).cte("employed_then_and_now")


@cache
def holding_cases(on: date) -> sa.FromClause:
    """Workers with at least one case and some hours at the month's end last reported by a day.

    Agency workers are among them. Further columns: ``cases``, ``fte_hundredths`` and
    ``career_stage`` (null where the worker has no role that day).
    """
    listed = worker_caseload
    holders = (
        sa.select(listed)
        .where(
            listed.c.as_at == _last_reported(listed, on),
            listed.c.cases > 0,
            listed.c.fte_hundredths > 0,
        )
        .cte("holders")
    )
    return shared("social_workers_with_cases", on, select=_with_role(holders, "as_at"))


@cache
def supervision_due(period: Period) -> sa.FromClause:
    """Supervision, of whatever kind, that was due in a period, with the role of the day due."""
    return _supervision("due", period, "due_on")


@cache
def supervision_held(period: Period) -> sa.FromClause:
    """Supervision that was held in a period, whenever it was due, with the role of that day."""
    return _supervision("held", period, "held_on")


def _supervision(which: str, period: Period, when: str) -> sa.FromClause:
    rows = (
        sa.select(supervision)
        .where(supervision.c[when].between(day(period.start), day(period.end)))
        .cte(f"supervision_{which}")
    )
    select = _with_role(rows, when)
    return shared(f"supervision_{which}", period.start, period.end, select=select)


def _with_role(rows: sa.FromClause, when: str) -> sa.Select[Any]:
    """Add ``service`` and ``career_stage`` of the role that a worker had on the day of a row.

    On the last day in a role it still counts here; of several the one that began last does.
    """
    role = social_worker_role
    ranked = (
        sa.select(
            *rows.c,
            role.c.team.label("service"),
            role.c.career_stage,
            _newest_first(role, rows.c.source_file, rows.c.source_row).label("place"),
        )
        .select_from(rows)
        .outerjoin(
            role,
            (role.c.worker_id == rows.c.worker_id)
            & (role.c.role_start <= rows.c[when])
            & (role.c.role_end.is_(None) | (role.c.role_end >= rows.c[when])),
        )
        .cte()
    )
    return sa.select(ranked).where(ranked.c.place == 1)


def _in_role(role: sa.FromClause, on: date) -> sa.ColumnElement[bool]:
    return (role.c.role_start <= day(on)) & (
        role.c.role_end.is_(None) | (role.c.role_end > day(on))
    )


def _last_reported(listed: sa.Table, on: date) -> sa.ScalarSelect[Any]:
    """The last month's end that a list reports by a day."""
    each = listed.alias("told")
    return sa.select(sa.func.max(each.c.as_at)).where(each.c.as_at <= day(on)).scalar_subquery()


def _newest_first(role: sa.FromClause, *by: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
    order = (role.c.role_start.desc(), role.c.source_file.desc(), role.c.source_row.desc())
    return sa.func.row_number().over(partition_by=by, order_by=order)


def _moves(subject: str, period: Period, moved: sa.CTE, pairs: sa.CTE, on: str) -> sa.FromClause:
    """Roles that ended or began, without those that another role of the worker adjoins."""
    eve = sa.cast(pairs.c.role_start - sa.text("interval '1 day'"), sa.Date)
    eves = sa.select(pairs, eve.label("eve")).cte()
    gaps = with_days_between(eves, "role_end", "eve", "days_between", working=True).cte()
    adjoining = (
        sa.select(gaps.c.source_file, gaps.c.source_row)
        .where((gaps.c.days_between <= 0) | (gaps.c.role_start <= gaps.c.role_end))
        .distinct()
        .cte()
    )
    same_row = (adjoining.c.source_file == moved.c.source_file) & (
        adjoining.c.source_row == moved.c.source_row
    )
    return shared(
        subject,
        *(period.start, period.end),
        select=sa.select(
            moved.c.worker_id,
            moved.c.fte_hundredths,
            moved.c.team.label("service"),
            moved.c.source_file,
            moved.c.source_row,
            _newest_first(moved, moved.c.worker_id, moved.c[on]).label("place"),
        )
        .select_from(moved)
        .outerjoin(adjoining, same_row)
        .where(adjoining.c.source_row.is_(None)),
    )


def _parts(rows: sa.FromClause, **parts: sa.ColumnElement[Any]) -> sa.Select[Any]:
    named = (part.label(name) for name, part in parts.items())
    return sa.select(*named, rows.c.service, rows.c.source_file, rows.c.source_row)
