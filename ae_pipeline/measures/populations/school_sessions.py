"""Enrolments with the sessions they could attend and those they missed.

One row is an enrolment: a pupil at a school over the whole period, however many terms or months
name it, and though the pupil left and came back. Each is judged on its own sessions. Only
pupils aged 5 to 15 on the 31 August before count, and only enrolments with a possible session.
Person, age and phase are those that the newest term or month records, for all sessions of the
enrolment.
Not here: what a mark counts as (``returns.attendance.facts``), or rates (``key_indicators``).
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ae_pipeline.measures.ages import age_on, day
from ae_pipeline.measures.populations.describing import described_once
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.measures.populations.schooling import (
    academic_year,
    described_on,
    in_published_phase,
    of_school_age,
    phase_of,
)
from ae_pipeline.schema.person import person
from ae_pipeline.schema.schooling import census_school, month_sessions, school_sessions

if TYPE_CHECKING:
    from ae_pipeline.periods import Period

_SUMMED = ("possible", "authorised", "unauthorised", "part_time_timetable")
_SUMS = ("possible", "missed", "unauthorised", "part_time_timetable")
_WHO = ("person_id", "source_file", "source_row")
_FURTHER = ("phase", *_SUMS)
_PERSISTENT = 10
_SEVERE = 2


@cache
def termly_enrolments(period: Period) -> sa.Table:
    """Enrolments of the terms of a period, by School Censuses, at schools of every phase.

    A term counts if all its days are in the period. Pupils are described on the academic year's 31
    March, or the period's last day if it is earlier. Further columns: ``phase``, ``possible``,
    ``missed`` (with leave or without), ``unauthorised``, ``part_time_timetable``.
    """
    sessions = school_sessions
    rows = (
        sa.select(sessions, sessions.c.term_start.label("told_from"))
        .where(
            sessions.c.term_start >= day(period.start),
            sessions.c.term_end <= day(period.end),
        )
        .cte("sessions_of_terms")
    )
    enrolments = _enrolments(rows)
    of_phases = (
        sa.select(
            *(enrolments.c[name] for name in (*_WHO, *_SUMS)),
            phase_of(enrolments.c.phase).label("phase"),
        )
        .where(of_school_age(enrolments.c.academic_age))
        .cte("enrolments_of_terms")
    )
    return described_once(
        "termly_enrolments",
        period.start,
        period.end,
        rows=of_phases,
        when=described_on(period),
        further=_FURTHER,
    )


@cache
def monthly_enrolments(period: Period) -> sa.Table:
    """Enrolments of the months of a period, by the marks of registers, at schools of every phase.

    A month counts if its first day is in the period. The age is that of the person, and a pupil of
    whom nobody is known counts; so does a school of which the newest School Census has no phase.
    Pupils are described on the period's last day. Columns as ``termly_enrolments``.
    """
    sessions, school = month_sessions, _phases()
    before = date(academic_year(period.start), 8, 31)
    rows = (
        sa.select(sessions, sessions.c.month_start.label("told_from"))
        .where(sessions.c.month_start.between(day(period.start), day(period.end)))
        .cte("sessions_of_months")
    )
    enrolments = _enrolments(rows)
    of_phases = (
        sa.select(*(enrolments.c[name] for name in (*_WHO, *_SUMS)), school.c.phase)
        .outerjoin(school, school.c.urn == enrolments.c.urn)
        .outerjoin(person, person.c.person_id == enrolments.c.person_id)
        .where(of_school_age(age_on(day(before), person.c.date_of_birth)))
        .cte("enrolments_of_months")
    )
    return described_once(
        "monthly_enrolments",
        period.start,
        period.end,
        rows=of_phases,
        when=period.end,
        further=_FURTHER,
    )


def at_published_schools(enrolments: sa.FromClause) -> sa.FromClause:
    """Those at primary, secondary and special schools: of them are DfE's figures of all pupils."""
    return only(enrolments, in_published_phase(enrolments))


def persistently_absent(enrolments: sa.FromClause) -> sa.ColumnElement[bool]:
    """At least 10.0 % of the enrolment's own possible sessions missed: 10 of 100 are."""
    return enrolments.c.missed * _PERSISTENT >= enrolments.c.possible


def severely_absent(enrolments: sa.FromClause) -> sa.ColumnElement[bool]:
    """At least 50.0 % of the enrolment's own possible sessions missed."""
    return enrolments.c.missed * _SEVERE >= enrolments.c.possible


def vulnerable_and_all(enrolments: sa.FromClause) -> sa.FromClause:
    """Enrolments of vulnerable pupils, each with the sums of all enrolments.

    Vulnerable is who has SEN (support or a plan), free school meals, is in need, on a child
    protection plan or looked after on the day described on. Adds ``persistent`` (1 or 0), and of
    all enrolments ``all_possible``, ``all_missed``, ``all_persistent`` and ``all_enrolments``.
    """
    persistent = sa.case((persistently_absent(enrolments), 1), else_=0)
    sums = {
        "all_possible": sa.func.sum(enrolments.c.possible),
        "all_missed": sa.func.sum(enrolments.c.missed),
        "all_persistent": sa.func.sum(persistent),
        "all_enrolments": sa.func.count(),
    }
    everybody = sa.select(
        *(sa.cast(number, sa.BigInteger).label(name) for name, number in sums.items())
    ).select_from(enrolments).cte("all_enrolments_together")  # fmt: skip
    return (
        sa.select(
            enrolments,
            sa.cast(persistent, sa.BigInteger).label("persistent"),
            *(everybody.c[name] for name in sums),
        )
        .select_from(enrolments.join(everybody, sa.true()))
        .where(
            (enrolments.c.sen != "none")
            | (enrolments.c.fsm == "fsm")
            | (enrolments.c.social_care != "none")
        )
        .cte("vulnerable_enrolments")
    )


def _enrolments(rows: sa.FromClause) -> sa.FromClause:
    """Rows by pupil and school, each that of the newest term or month, with sums over all of them.

    Tables have one row a pupil, school and time, so that the newest is one. An enrolment without a
    possible session is left out.
    """
    sums = {name: sa.cast(sa.func.sum(rows.c[name]), sa.BigInteger).label(name) for name in _SUMMED}
    summed = (
        sa.select(
            rows.c.pupil, rows.c.urn, sa.func.max(rows.c.told_from).label("newest"), *sums.values()
        )
        .group_by(rows.c.pupil, rows.c.urn)
        .having(sums["possible"].element > 0)
        .cte()
    )
    newest = (
        (rows.c.pupil == summed.c.pupil)
        & rows.c.urn.is_not_distinct_from(summed.c.urn)
        & (rows.c.told_from == summed.c.newest)
    )
    return (
        sa.select(
            *(each for each in rows.c if each.name not in _SUMMED),
            summed.c.possible,
            (summed.c.authorised + summed.c.unauthorised).label("missed"),
            summed.c.unauthorised,
            summed.c.part_time_timetable,
        )
        .select_from(rows.join(summed, newest))
        .cte("enrolments")
    )


def _phases() -> sa.FromClause:
    """The phase of each school by the newest School Census that names it."""
    census = census_school
    newest_first = (
        census.c.census_day.desc(),
        census.c.source_file.desc(),
        census.c.source_row.desc(),
    )
    ranked: sa.Select[Any] = sa.select(
        census.c.urn,
        phase_of(census.c.phase).label("phase"),
        sa.func.row_number().over(partition_by=census.c.urn, order_by=newest_first).label("newest"),
    )
    schools = ranked.cte("schools_of_censuses")
    return sa.select(schools.c.urn, schools.c.phase).where(schools.c.newest == 1).cte("phases")
