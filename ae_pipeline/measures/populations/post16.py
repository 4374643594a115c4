"""Young people of 16 and over whom the authority tracks, and what each counts as.

A population of a time that holds several month ends has a row for each of them: the mean of the
months is their sum over the sum of their numbers. Not here: how lists become tables
(``returns.nccis.facts``).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ae_pipeline.measures.ages import NOT_KNOWN, day
from ae_pipeline.measures.populations.describing import (
    described,
    described_once,
    with_days_between,
)
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.measures.shared_relations import shared
from ae_pipeline.returns.nccis.codes import LEFT, PARTICIPATING, ActivityClass, of_class
from ae_pipeline.schema.post16 import september_offer, tracked_young_person

if TYPE_CHECKING:
    from datetime import date

    from ae_pipeline.periods import Period

_FURTHER = (
    "tracked_on",
    "academic_age",
    "send",
    "activity",
    "review_due",
    "neet_since",
    "looked_after",
    "care_leaver",
    "vulnerable",
)
_SIXTEEN, _SEVENTEEN, _EIGHTEEN, _TWENTY_FOUR = 16, 17, 18, 24
_SEN = {"E": "ehc_plan", "K": "sen_support", "N": "none"}
PLAN, SUPPORT = "E", "K"
"""Special educational needs, as tracking has them."""
SUPPORTED_INTERNSHIP = "460"


CUSTODY, UNKNOWN, PARTICIPATES, NEET, OTHER = (
    *("custody", "not_known", "participating"),
    *("neet", "other"),
)
"""What a young person's activity counts as on a day (``standing``).

``other`` is employment without regulated training, part-time education, gap year, re-engagement,
and an activity of compulsory school age that tracking still has.
"""


def young_people(period: Period) -> sa.FromClause:
    """Young people of academic age 16 and 17 at each month end of a period, not in custody.

    Columns as ``tracked``.
    """
    people = tracked(period)
    return only(
        people,
        people.c.academic_age.between(_SIXTEEN, _SEVENTEEN) & (people.c.standing != CUSTODY),
    )


def adults_with_plans(period: Period) -> sa.FromClause:
    """Those of academic age 18 to 24 with a plan, not in custody. Columns as ``tracked``."""
    people = tracked(period)
    return only(
        people,
        people.c.academic_age.between(_EIGHTEEN, _TWENTY_FOUR)
        & (people.c.send == PLAN)
        & (people.c.standing != CUSTODY),
    )


def up_to_24(period: Period) -> sa.FromClause:
    """Those of academic age 16 to 24, in custody or not. Columns as ``tracked``."""
    people = tracked(period)
    return only(people, people.c.academic_age.between(_SIXTEEN, _TWENTY_FOUR))


def with_days_neet(people: sa.FromClause) -> sa.FromClause:
    """Add ``days_neet``: from the day since which somebody is NEET to the month's end."""
    return with_days_between(people, "neet_since", "tracked_on", "days_neet").cte()


@cache
def tracked(period: Period) -> sa.FromClause:
    """Everybody of academic age 16 and over in the cohort at each month end of a period.

    Further columns: ``tracked_on``, ``academic_age``, ``send``, ``activity``, ``neet_since``,
    ``looked_after``, ``care_leaver``, ``vulnerable`` and ``standing``. An activity whose review
    was due before the day is no longer taken to go on: what somebody does is then not known, but
    for custody. ``sen`` is as tracking has it: schools report nobody at a college.
    """
    listed = only(
        tracked_young_person,
        tracked_young_person.c.tracked_on.between(day(period.start), day(period.end)),
    )
    people = described(listed, listed.c.tracked_on, _FURTHER).cte()
    return shared(
        "tracked_young_people",
        period.start,
        period.end,
        select=sa.select(
            *(column for column in people.c if column.key not in {"sen", "review_due"}),
            sa.func.coalesce(sa.case(_SEN, value=people.c.send), NOT_KNOWN).label("sen"),
            _standing(people).label("standing"),
        ),
    )


@cache
def offers(on: date) -> sa.FromClause:
    """Pupils of Years 11 and 12 to whom the guarantee of a September applies, on its last day.

    Without those who have left the area. Further columns: ``guarantee``, ``offered_on``.
    """
    answered = only(
        september_offer,
        (september_offer.c.guarantee_year == on.year)
        & (september_offer.c.guarantee.is_(None) | (september_offer.c.guarantee != LEFT)),
    )
    return described_once(
        "september_offers", on, rows=answered, when=on, further=("guarantee", "offered_on")
    )


def _standing(people: sa.FromClause) -> sa.Case[Any]:
    activity = people.c.activity
    not_known = (
        activity.is_(None)
        | activity.in_(_codes(ActivityClass.NOT_KNOWN))
        | (people.c.review_due < people.c.tracked_on)
    )
    return sa.case(
        (activity.in_(_codes(ActivityClass.CUSTODY)), CUSTODY),
        (not_known, UNKNOWN),
        (activity.in_(_codes(*PARTICIPATING)), PARTICIPATES),
        (activity.in_(_codes(ActivityClass.NEET)), NEET),
        else_=OTHER,
    )


def _codes(*classes: ActivityClass) -> list[str]:
    return sorted(of_class(*classes))
