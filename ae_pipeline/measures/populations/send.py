"""Education, health and care: requests, assessments and plans over a time, and reviews of plans.

Breakdowns are those of ``described``, in age bands that reach to 25; ``sen`` says little of those
who have a plan. A request or plan of somebody nobody is known by counts, of one of whom nothing is
known. Not here: where people with plans are placed (``ehc_placements``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ae_pipeline.measures.ages import NOT_KNOWN, day
from ae_pipeline.measures.populations.describing import described_once, with_days_between
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.schema.send import (
    ehc_phase_transfer,
    ehc_plan,
    ehc_request,
    ehc_review,
)

if TYPE_CHECKING:
    from datetime import date

    from ae_pipeline.periods import Period

YES, NO, WITHDRAWN = "Y", "N", "W"
"""Outcomes of requests and assessments."""
INTO_HIGHER_EDUCATION, INTO_WORK = "3", "4"
ELSEWHERE_OR_DIED = ("5", "7", "8")
"""Reasons of ceasing that say nothing of what became of a young person: another authority, left
England, died."""
REVIEW_DECIDED_WITHIN = 28
"""Days from a review meeting to the letter with the decision."""
_BANDS = ((5, "under 5"), (11, "5-10"), (16, "11-15"), (20, "16-19"))
_OLDEST = "20-25"
_BY_ROW = ("source_file", "source_row")


def plan_age_band(age: sa.ColumnElement[int]) -> sa.ColumnElement[str]:
    """``under 5``, ``5-10``, ``11-15``, ``16-19``, ``20-25`` (and above) or ``not_known``."""
    return sa.case(
        (age.is_(None), NOT_KNOWN),
        *((age < first_above, name) for first_above, name in _BANDS),
        else_=_OLDEST,
    )


def requests_received(period: Period) -> sa.FromClause:
    """Requests for an assessment received in a period; characteristics are of that day.

    Each row of ``ehc_request`` counts; a person's requests of one day are one there. Further
    columns: ``outcome``, ``mediation``, ``tribunal``.
    """
    return _of_period(
        "ehc_requests_received",
        period,
        sa.select(ehc_request).cte("ehc_request_rows"),
        "received",
        ("outcome", "mediation", "tribunal"),
    )


def requests_decided(period: Period) -> sa.FromClause:
    """Requests that were decided in a period: that there will be an assessment, or none.

    Characteristics are of that day. Further column: ``days`` from the day received, day 0.
    """
    decided = only(ehc_request, ehc_request.c.outcome.in_((YES, NO)))
    timed = with_days_between(decided, "received", "decided", "days").cte("ehc_requests_timed")
    return _of_period("ehc_requests_decided", period, timed, "decided", ("days",))


def assessments_concluded(period: Period) -> sa.FromClause:
    """Assessments that ended in a period with a plan issued, or with the decision of none.

    One row is an assessment. An assessment that another authority made, and a plan that is
    decided on and not issued yet, are not in it. Characteristics are of that day. Further columns:
    ``assessed``, that day; ``days`` to it from the day the request was received, day 0;
    ``assessment_outcome`` (Y or N); ``exception`` to the limit of 20 weeks.
    """
    ended = only(ehc_request, ehc_request.c.assessment_outcome.in_((YES, NO)))
    timed = with_days_between(ended, "received", "assessed", "days").cte("ehc_assessments_timed")
    further = ("days", "assessed", "assessment_outcome", "exception")
    return _of_period("ehc_assessments_concluded", period, timed, "assessed", further)


def plans_issued(period: Period) -> sa.FromClause:
    """Those of ``assessments_concluded`` that ended with a plan."""
    ended = assessments_concluded(period)
    return only(ended, ended.c.assessment_outcome == YES)


def people_with_a_new_plan(period: Period) -> sa.FromClause:
    """People to whom this authority issued a plan in a period, each once, at the first.

    Of two on a day the one read first counts. Where nobody is known each plan is one of somebody
    else.
    """
    issued = plans_issued(period)
    return _one_each(issued, issued.c.assessed, *(issued.c[name] for name in _BY_ROW))


def plans_in_force(on: date) -> sa.FromClause:
    """People with a plan in force on a day: one that began by then and has not ceased by then.

    A plan is not in force on the day it ceases. One that came from another authority is in force
    here from the day of the first export that has it, or all along if the oldest export read has
    it. One that was in force in an export and is in no later one ended on the day after the day
    of that export. Of two plans of a person the one that began later is believed, of two that
    began on a day the one read last. Adds ``category_of_need``, the last primary need, and
    ``started``.
    """
    plan = ehc_plan
    on_the_day = (plan.c.since <= day(on)) & (plan.c.started <= day(on))
    rows = (
        sa.select(plan, sa.func.coalesce(plan.c.need, NOT_KNOWN).label("category_of_need"))
        .where(on_the_day, plan.c.ceased.is_(None) | (plan.c.ceased > day(on)))
        .cte("ehc_plans_on_the_day")
    )
    later_first = (rows.c.started.desc(), *(rows.c[name].desc() for name in _BY_ROW))
    return described_once(
        "ehc_plans_in_force",
        on,
        rows=_one_each(rows, *later_first),
        when=on,
        further=("category_of_need", "started"),
        age_band=plan_age_band,
    )


def plans_ceased(period: Period) -> sa.FromClause:
    """Plans that ceased in a period, of which the reason is recorded; characteristics of that day.

    Each plan counts. One that merely vanished from the exports has no reason and is not in it.
    Adds ``category_of_need``, and ``cease_reason``.
    """
    rows = (
        sa.select(ehc_plan, sa.func.coalesce(ehc_plan.c.need, NOT_KNOWN).label("category_of_need"))
        .where(~ehc_plan.c.vanished, ehc_plan.c.cease_reason.is_not(None))
        .cte("ehc_plans_with_a_reason")
    )
    return _of_period(
        "ehc_plans_ceased", period, rows, "ceased", ("category_of_need", "cease_reason")
    )


def reviews_due(period: Period) -> sa.FromClause:
    """Reviews of plans whose decision was due in a period, four weeks after the meeting.

    Only the last review that an export had of a plan is recorded. Characteristics are of the day it
    was due. Further column: ``days`` from the meeting, day 0, to the letter with the decision;
    null while there is none.
    """
    weeks = sa.text(f"interval '{REVIEW_DECIDED_WITHIN} days'")
    rows = sa.select(ehc_review, sa.cast(ehc_review.c.meeting + weeks, sa.Date).label("due")).cte(
        "ehc_review_rows"
    )
    timed = with_days_between(rows, "meeting", "decided", "days").cte("ehc_reviews_timed")
    return _of_period("ehc_reviews_due", period, timed, "due", ("days",))


def phase_transfers_due(period: Period) -> sa.FromClause:
    """Changes of phase for which a plan had to be final in a period; characteristics of that day.

    The day is the one the return gives: 15 February, or 31 March for going on after 16. Adds
    ``on_time``: 1 where the plan was final by that day, 0 where it was later or is not yet.
    """
    final = ehc_phase_transfer.c.final
    on_time = sa.case((final <= ehc_phase_transfer.c.due, 1), else_=0).label("on_time")
    rows = sa.select(ehc_phase_transfer, on_time).cte("ehc_phase_transfer_rows")
    return _of_period("ehc_phase_transfers_due", period, rows, "due", ("on_time",))


def _of_period(
    subject: str, period: Period, rows: sa.FromClause, when: str, further: tuple[str, ...]
) -> sa.Table:
    """Rows with a day in a period, with what their people were on it."""
    within = only(rows, rows.c[when].between(day(period.start), day(period.end)))
    return described_once(
        subject,
        *(period.start, period.end),
        rows=within,
        when=within.c[when],
        further=further,
        age_band=plan_age_band,
    )


def _one_each(rows: sa.FromClause, *order: sa.ColumnElement[Any]) -> sa.FromClause:
    """The first row of each person in an order, and every row of nobody known."""
    rank = sa.func.row_number().over(partition_by=rows.c.person_id, order_by=order)
    ranked = sa.select(rows, rank.label("turn")).cte()
    return only(ranked, (ranked.c.turn == 1) | ranked.c.person_id.is_(None))
