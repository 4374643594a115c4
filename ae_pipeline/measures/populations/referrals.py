"""Contacts, referrals, assessments and enquiries: the front door of social care, and what follows.

One row is an event, but in ``children_in_need`` and ``born_after_a_referral``, where it is a
child. Somebody whom nobody is known to be counts as one of whom nothing is known. Breakdowns are
as of the day of the event; ``category_of_need`` is the referral's main need. Not here: child
protection plans (``protection_plans``), or who counts (``key_indicators``).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import sqlalchemy as sa

from ae_pipeline.measures.ages import NOT_KNOWN, day
from ae_pipeline.measures.populations.describing import described_once, with_days_between
from ae_pipeline.measures.populations.events import (
    in_period,
    one_each,
    within_months_before,
    year_up_to,
)
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.schema.social_care import (
    assessment,
    cin_plan,
    contact,
    referral,
    section_47_enquiry,
)

if TYPE_CHECKING:
    from datetime import date

    from ae_pipeline.periods import Period

MONTHS_OF_A_REPEAT = 12
"""A referral or contact repeats another of so many calendar months before, the anniversary too."""

_SOURCE = ("person_id", "source_file", "source_row")
_NEED = sa.func.coalesce(referral.c.primary_need, NOT_KNOWN).label("category_of_need")
_LED_TO_ACTION = sa.func.coalesce(referral.c.no_further_action, sa.false()).is_(sa.false())


def referrals(period: Period) -> sa.FromClause:
    """Referrals made in a period, those that led to no further action included.

    Further columns: ``referral_no``, ``referred_on``, ``led_to_action``, ``closed_on``,
    ``closure_reason``.
    """
    return in_period(_referrals_shared(year_up_to(period)), "referred_on", period)


@cache
def _referrals_shared(period: Period) -> sa.FromClause:
    each = referral.c
    events = sa.select(
        *(each[name] for name in (*_SOURCE, "referral_no", "referred_on")),
        *(each[name] for name in ("closed_on", "closure_reason")),
        _LED_TO_ACTION.label("led_to_action"),
        _NEED,
    ).where(each.referred_on.between(day(period.start), day(period.end)))
    rows = events.cte("referrals_made")
    further = (
        *("referral_no", "referred_on", "closed_on", "closure_reason", "led_to_action"),
        "category_of_need",
    )
    return described_once(
        "referrals", period.start, period.end, rows=rows, when=rows.c.referred_on, further=further
    )


def is_rereferral(events: sa.FromClause) -> sa.ColumnElement[bool]:
    """Whether the person of a referral was also referred within the twelve months before.

    On an earlier day, whatever came of it; a referral of somebody not known is none.
    """
    earlier = referral.alias("earlier_referral")
    return sa.exists().where(
        earlier.c.person_id == events.c.person_id,
        within_months_before(earlier.c.referred_on, events.c.referred_on, MONTHS_OF_A_REPEAT),
    )


@cache
def referrals_to_decide(period: Period) -> sa.FromClause:
    """Referrals made in a period that led to action, or should have by now.

    The decision itself is in no return. What shows it is the first assessment or section 47
    enquiry that began in the referral's episode, up to the end of the period. A referral without
    any by then is in only if a working day has gone by since. Columns as ``referrals``, and
    ``days_to_action``: working days from the referral to it, null where there is none.
    """
    events = referrals(period)
    begun = sa.union_all(
        sa.select(assessment.c.referral_no, assessment.c.started_on),
        sa.select(section_47_enquiry.c.referral_no, section_47_enquiry.c.started_on),
    ).subquery("begun")
    first = (
        sa.select(begun.c.referral_no, sa.func.min(begun.c.started_on).label("acted_on"))
        .where(begun.c.started_on <= day(period.end))
        .group_by(begun.c.referral_no)
        .cte("first_actions")
    )
    acted = (
        sa.select(events, first.c.acted_on, day(period.end).label("until"))
        .outerjoin(first, first.c.referral_no == events.c.referral_no)
        .where(events.c.led_to_action)
        .cte("referrals_acted_on")
    )
    taken = with_days_between(acted, "referred_on", "acted_on", "days_to_action", working=True)
    dated = with_days_between(
        taken.cte("days_taken"), "referred_on", "until", "days_told", working=True
    ).cte("referrals_to_decide")
    return only(dated, (dated.c.days_told >= 1) | dated.c.days_to_action.is_not(None))


@cache
def children_in_need(on: date) -> sa.FromClause:
    """Children with an episode of need that began by a day and had not closed by then.

    A referral that led to no further action opens none. Of two episodes open at once the later
    one is believed. An episode is not open on the day it closes.
    """
    each = referral.c
    open_then = sa.select(*(each[name] for name in _SOURCE), _NEED).where(
        _LED_TO_ACTION,
        each.referred_on <= day(on),
        each.closed_on.is_(None) | (each.closed_on > day(on)),
    )
    order = (each.referred_on.desc(), each.source_file.desc(), each.source_row.desc())
    rows = one_each(open_then, each.person_id, *order)
    return described_once("children_in_need", on, rows=rows, when=on, further=("category_of_need",))


def closures(period: Period) -> sa.FromClause:
    """Episodes of need that closed in a period; ends that were imputed are left out.

    Further column: ``closure_reason``.
    """
    return in_period(_closures_shared(year_up_to(period)), "closed_on", period)


@cache
def _closures_shared(period: Period) -> sa.FromClause:
    each = referral.c
    rows = (
        sa.select(*(each[name] for name in (*_SOURCE, "closed_on", "closure_reason")), _NEED)
        .where(
            each.closed_on.between(day(period.start), day(period.end)),
            each.closed_imputed.is_(sa.false()),
        )
        .cte("episodes_closed")
    )
    return described_once(
        "closures",
        period.start,
        period.end,
        rows=rows,
        when=rows.c.closed_on,
        further=("closed_on", "closure_reason", "category_of_need"),
    )


def assessments(period: Period) -> sa.FromClause:
    """Assessments that were authorised in a period.

    Further columns: ``working_days`` from the start to the authorisation and
    ``working_days_from_referral``; ``referred_on`` (both null where the referral is not recorded);
    ``is_first``: 1 for the first assessment recorded of its referral; ``disabled``.
    """
    return in_period(_assessments_shared(year_up_to(period)), "authorised_on", period)


@cache
def _assessments_shared(period: Period) -> sa.FromClause:
    each = assessment.c
    place = sa.func.row_number().over(
        partition_by=each.referral_no,
        order_by=(each.started_on, each.source_file, each.source_row),
    )
    ordered = sa.select(assessment, place.label("place")).cte("assessments_in_order")
    done = (
        sa.select(
            *(ordered.c[name] for name in (*_SOURCE, "started_on", "authorised_on", "disabled")),
            sa.case((ordered.c.place == 1, 1), else_=0).label("is_first"),
            referral.c.referred_on,
            _NEED,
        )
        .outerjoin(referral, referral.c.referral_no == ordered.c.referral_no)
        .where(ordered.c.authorised_on.between(day(period.start), day(period.end)))
        .cte("assessments_done")
    )
    took = with_days_between(done, "started_on", "authorised_on", "working_days", working=True)
    name = "working_days_from_referral"
    rows = with_days_between(
        took.cte("assessments_taking"), "referred_on", "authorised_on", name, working=True
    ).cte("assessments_timed")
    further = (
        "authorised_on",
        *("working_days", name, "referred_on", "is_first", "disabled"),
        "category_of_need",
    )
    return described_once(
        "assessments",
        period.start,
        period.end,
        rows=rows,
        when=rows.c.authorised_on,
        further=further,
    )


def enquiries(period: Period) -> sa.FromClause:
    """Enquiries under section 47 that started in a period."""
    return in_period(_enquiries_shared(year_up_to(period)), "started_on", period)


@cache
def _enquiries_shared(period: Period) -> sa.FromClause:
    each = section_47_enquiry.c
    rows = (
        sa.select(*(each[name] for name in (*_SOURCE, "started_on")), _NEED)
        .outerjoin_from(section_47_enquiry, referral, referral.c.referral_no == each.referral_no)
        .where(each.started_on.between(day(period.start), day(period.end)))
        .cte("enquiries_started")
    )
    return described_once(
        "enquiries",
        period.start,
        period.end,
        rows=rows,
        when=rows.c.started_on,
        further=(
            "started_on",
            "category_of_need",
        ),
    )


@cache
def children_with_a_cin_plan(on: date) -> sa.FromClause:
    """Children with a child in need plan that began by a day and had not ended by then.

    A child with two at once is one; the plan that began later is believed.
    """
    each = cin_plan.c
    lasting = sa.select(*(each[name] for name in _SOURCE)).where(
        each.started_on <= day(on), each.ended_on.is_(None) | (each.ended_on > day(on))
    )
    order = (each.started_on.desc(), each.source_file.desc(), each.source_row.desc())
    rows = one_each(lasting, each.person_id, *order)
    return described_once("children_with_a_cin_plan", on, rows=rows, when=on)


@cache
def born_after_a_referral(period: Period) -> sa.FromClause:
    """Children born in a period who had been referred before, each by the first such referral.

    A referral that led to no further action is none. Somebody without a birth on record is born on
    the day expected. Further columns: ``referral_no``, ``born_on``.
    """
    each = referral.c
    unborn = sa.select(*(each[name] for name in (*_SOURCE, "referral_no", "born_on")), _NEED).where(
        _LED_TO_ACTION,
        each.born_on.between(day(period.start), day(period.end)),
        each.referred_on < each.born_on,
    )
    order = (each.referred_on, each.source_file, each.source_row)
    rows = one_each(unborn, each.person_id, *order)
    return described_once(
        "born_after_a_referral",
        period.start,
        period.end,
        rows=rows,
        when=rows.c.born_on,
        further=("referral_no", "born_on", "category_of_need"),
    )


def assessed_before_birth(children: sa.FromClause) -> sa.ColumnElement[bool]:
    """Whether an assessment of the referral was authorised before the child was born."""
    return sa.exists().where(
        assessment.c.referral_no == children.c.referral_no,
        assessment.c.authorised_on < children.c.born_on,
    )


def contacts(period: Period) -> sa.FromClause:
    """Contacts about children that were made in a period. Further column: ``contacted_on``."""
    return in_period(_contacts_shared(year_up_to(period)), "contacted_on", period)


@cache
def _contacts_shared(period: Period) -> sa.FromClause:
    rows = (
        sa.select(*(contact.c[name] for name in (*_SOURCE, "contacted_on")))
        .where(contact.c.contacted_on.between(day(period.start), day(period.end)))
        .cte("contacts_made")
    )
    return described_once(
        "contacts",
        period.start,
        period.end,
        rows=rows,
        when=rows.c.contacted_on,
        further=("contacted_on",),
    )


def is_repeat_contact(events: sa.FromClause) -> sa.ColumnElement[bool]:
    """Whether there was a contact about the person within the twelve months before.

    On an earlier day; a contact about somebody not known is none.
    """
    earlier = contact.alias("earlier_contact")
    return sa.exists().where(
        earlier.c.person_id == events.c.person_id,
        within_months_before(earlier.c.contacted_on, events.c.contacted_on, MONTHS_OF_A_REPEAT),
    )
