"""Results, destinations, and the education plans of looked-after children.

Results have one row a pupil (a pupil whom nobody is known by too), described as on 31 March of
the academic year: then the January census says who has free school meals and special educational
needs, and DfE takes its children with a social worker as of that day. They have no age band: all
are of one year group. Plans have one row a child and term. Not here: who counts
(``key_indicators``).
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ae_pipeline.measures.ages import day
from ae_pipeline.measures.populations.care_history import care_history
from ae_pipeline.measures.populations.describing import (
    described,
    described_once,
    with_days_between,
)
from ae_pipeline.measures.populations.looked_after import looked_after, looked_after_for, only
from ae_pipeline.measures.shared_relations import shared
from ae_pipeline.schema.learning import (
    destination,
    education_plan,
    eyfsp_result,
    ks2_result,
    ks4_result,
    phonics_result,
    result_by_19,
    school_move,
)

if TYPE_CHECKING:
    from ae_pipeline.periods import Period

YEAR_1 = 1
KEY_STAGE_4, AFTER_16 = "KS4", "16-18"

_A_YEAR = 12
_RECEPTION, _YEAR_11 = 0, 11
_SUMMER_MOVES = (8, 9)
"""Months in which schools change for everybody: moves then are not in the year."""
_NO_CHECK = "L"
"""Left before the phonics check."""
_NO_TEST = ("F", "L", "M", "P", "S", "X")
"""Key stage 2 outcomes of who is not of the year's pupils, or whose result is not there yet.

To be tested in a later year, left, missing, tested in an earlier year, suppressed, paper lost.
"""


@cache
def profiles(period: Period) -> sa.FromClause:
    """Complete early years profiles of the academic year that a period ends in.

    All 17 goals are assessed. A child exempt from one, or with one that is not known, is left
    out. Further columns: ``good_level``, ``language``.
    """
    rows = only(eyfsp_result, eyfsp_result.c.complete)
    return _results("eyfsp_results", rows, period.end.year, ("good_level", "language"))


@cache
def phonics_checks(period: Period) -> sa.FromClause:
    """Year 1 pupils of the phonics check in the academic year that a period ends in.

    Year 1 by date of birth: who tries again in Year 2, and whose date of birth is not known, is
    left out; so is who left before the check (L). Absent, disapplied and annulled stay. Further
    column: ``outcome``.
    """
    each = phonics_result.c
    rows = only(
        phonics_result,
        (each.year_group == YEAR_1) & (sa.func.coalesce(each.outcome, "") != _NO_CHECK),
    )
    return _results("phonics_results", rows, period.end.year, ("outcome",))


@cache
def key_stage_2(period: Period) -> sa.FromClause:
    """Eligible pupils at the end of key stage 2 in the academic year that a period ends in.

    Left out is whose reading, mathematics or writing is to be judged in a later year (F), was in
    an earlier one (P), or is not there: left (L), missing (M), suppressed (S), lost (X). Absent,
    below the test, unable to take it, disapplied, annulled and unknown stay. Further column:
    ``all_three_expected``.
    """
    each = ks2_result.c
    rows = only(
        ks2_result,
        sa.and_(
            *(
                sa.func.coalesce(outcome, "").not_in(_NO_TEST)
                for outcome in (each.reading, each.mathematics, each.writing)
            )
        ),
    )
    return _results("ks2_results", rows, period.end.year, ("all_three_expected",))


@cache
def key_stage_4(period: Period) -> sa.FromClause:
    """Pupils at the end of key stage 4 in the academic year that a period ends in.

    Further columns: ``attainment_8`` and ``ebacc_points`` in hundredths, ``english_maths_94``,
    ``english_maths_95``, ``ebacc_entered``.
    """
    further = (
        *("attainment_8", "english_maths_94", "english_maths_95"),
        *("ebacc_entered", "ebacc_points"),
    )
    return _results("ks4_results", ks4_result, period.end.year, further)


@cache
def results_by_19(period: Period) -> sa.FromClause:
    """Who turned 19 in the academic year before the one that a period ends in, schooled here.

    Their qualifications become known in the year after, so that is whose figure a year has. They
    left school years ago: no breakdown by school or social care. Further columns: ``level_2``,
    ``level_2_english_maths``, ``level_3``.
    """
    further = ("level_2", "level_2_english_maths", "level_3")
    shown = ("sex", "ethnic_group", "locality")
    return _results("results_by_19", result_by_19, period.end.year - 1, further, shown)


@cache
def destinations(period: Period, stage: str) -> sa.FromClause:
    """Who left a stage the summer before, by where they went in the academic year of a period.

    The year is the one that the period ends in. Breakdowns are as of the year they left in.
    Further columns: ``destination``, ``sustained``.
    """
    further = ("stage", "destination", "sustained")
    leavers = _results("destinations", destination, period.end.year - 1, further)
    return only(leavers, leavers.c.stage == stage)


def of_children_looked_after(pupils: sa.FromClause, period: Period) -> sa.FromClause:
    """Those pupils who were looked after on 31 March of the academic year, for twelve months."""
    children = looked_after_for(_A_YEAR, _spring(period.end.year))
    return only(pupils, sa.exists().where(children.c.person_id == pupils.c.person_id))


def of_children_in_need(pupils: sa.FromClause) -> sa.FromClause:
    """Those pupils who were in need on 31 March of the year, with no plan and not looked after."""
    return only(pupils, pupils.c.social_care == "cin")


@cache
def education_plans(period: Period) -> sa.FromClause:
    """Plans of terms that ended in a period, of children of reception to Year 11.

    A term ends with the holidays after it: 31 December, 30 April, 31 August. The year group is by
    date of birth; a child whose date of birth is not known is left out. As on the last day of the
    term. Further columns: ``term_ends``, ``made``, ``sessions_possible``, ``sessions_attended``.
    """
    rows = only(
        education_plan, _of_school_age(education_plan) & _in(education_plan.c.term_ends, period)
    )
    return described_once(
        "education_plans",
        *(period.start, period.end),
        rows=rows,
        when=rows.c.term_ends,
        further=("term_ends", "made", "sessions_possible", "sessions_attended"),
    )


@cache
def first_education_plans(period: Period) -> sa.FromClause:
    """First plans after coming into care that fell due in a period, of children of any age.

    As on the day they were due. Further columns: ``care_started``, ``made``, and
    ``working_days`` from the one (day 0) to the other, null where there was no meeting. They show
    of a meeting on the Friday before a Saturday in care as of one on day 0: hence the days.
    """
    rows = only(education_plan, education_plan.c.first & _in(education_plan.c.due, period))
    timed = with_days_between(rows, "care_started", "made", "working_days", working=True).cte()
    return described_once(
        "first_education_plans",
        *(period.start, period.end),
        rows=timed,
        when=timed.c.due,
        further=("care_started", "made", "working_days"),
    )


@cache
def education_plans_made(period: Period) -> sa.FromClause:
    """Plans made in a period, first or later, of children of any age; as on that day.

    Further column: ``quality``.
    """
    rows = only(education_plan, _in(education_plan.c.made, period))
    return described_once(
        "education_plans_made",
        *(period.start, period.end),
        rows=rows,
        when=rows.c.made,
        further=("quality",),
    )


def looked_after_pupils(period: Period) -> sa.FromClause:
    """Children looked after on the last day of a period who were of school age in it.

    A plan of reception to Year 11 fell due in the period. Adds ``changed_school``: 1 for who
    began at another school in the period, in any month but August and September, and on or after
    the day the child was first in care in the period; else 0.
    """
    children = looked_after(period.end)
    due = sa.exists().where(
        education_plan.c.person_id == children.c.person_id,
        _of_school_age(education_plan),
        _in(education_plan.c.due, period),
    )
    history = care_history(period.end)
    in_care_by_then = sa.exists().where(
        history.c.person_id == school_move.c.person_id,
        history.c.ended > day(period.start),
        history.c.decom <= school_move.c.moved,
    )
    moved = sa.exists().where(
        school_move.c.person_id == children.c.person_id,
        _in(school_move.c.moved, period),
        sa.extract("month", school_move.c.moved).not_in(_SUMMER_MOVES),
        in_care_by_then,
    )
    pupils = only(children, due)
    movers = sa.select(children.c.person_id).where(moved).cte("changed_school")
    return (
        sa.select(
            pupils, sa.case((movers.c.person_id.is_(None), 0), else_=1).label("changed_school")
        )
        .outerjoin_from(pupils, movers, movers.c.person_id == pupils.c.person_id)
        .cte("looked_after_pupils")
    )


def looked_after_pupils_for_a_year(period: Period) -> sa.FromClause:
    """Children looked after on the last day of a period, for twelve months, and of school age.

    They have a plan, of reception to Year 11, of a term that ended in the period. Adds
    ``suspensions``: how many there were in those terms, null where none of them is known.
    """
    children = looked_after_for(_A_YEAR, period.end)
    exclusions_of_terms = (
        sa.select(
            education_plan.c.person_id,
            sa.func.sum(education_plan.c.suspensions).label("suspensions"),
        )
        .where(_of_school_age(education_plan), _in(education_plan.c.term_ends, period))
        .group_by(education_plan.c.person_id)
        .cte("suspensions_told")
    )
    return (
        sa.select(children, exclusions_of_terms.c.suspensions)
        .join(exclusions_of_terms, exclusions_of_terms.c.person_id == children.c.person_id)
        .cte("looked_after_pupils_for_a_year")
    )


def with_latest_plan(on: date) -> sa.FromClause:
    """Children looked after on a day whose latest plan is of reception to Year 11.

    The latest plan is the last that fell due by the day (of two due on one day the one of the
    later term, then the later row), since the child's period of care began. Further columns:
    ``school``, ``sessions_possible``, ``sessions_attended``.
    """
    children = looked_after(on)
    plan = education_plan.c
    latest = sa.func.row_number().over(
        partition_by=plan.person_id,
        order_by=(
            *(plan.due.desc(), plan.term_ends.desc()),
            *(plan.source_file.desc(), plan.source_row.desc()),
        ),
    )
    facts = ("school", "sessions_possible", "sessions_attended")
    ranked = (
        sa.select(
            *(plan[name] for name in ("person_id", "year_group", *facts)), latest.label("latest")
        )
        .join(children, children.c.person_id == plan.person_id)
        .where(plan.due <= day(on), plan.due >= children.c.period_started)
        .cte("plans_of_this_period_of_care")
    )
    return (
        sa.select(children, *(ranked.c[name] for name in facts))
        .join(ranked, ranked.c.person_id == children.c.person_id)
        .where(ranked.c.latest == 1, _of_school_age(ranked))
        .cte("with_latest_plan")
    )


def _results(
    subject: str,
    rows: sa.FromClause,
    year: int,
    further: tuple[str, ...],
    shown: tuple[str, ...] = (*("sex", "ethnic_group", "sen", "fsm", "social_care", "locality"),),
) -> sa.FromClause:
    """Rows of an academic year, named by its end, described as on 31 March of it."""
    of_year = only(rows, rows.c.year_ended == year)
    on = _spring(year)
    pupils = described(of_year, on, further).cte()
    names = ("person_id", "source_file", "source_row", *shown, *further)
    return shared(subject, on, select=sa.select(*(pupils.c[name] for name in names)))


def _spring(year: int) -> date:
    return date(year, 3, 31)


def _of_school_age(plans: sa.FromClause) -> sa.ColumnElement[bool]:
    return plans.c.year_group.between(_RECEPTION, _YEAR_11)


def _in(column: sa.ColumnElement[Any], period: Period) -> sa.ColumnElement[bool]:
    return column.between(day(period.start), day(period.end))
