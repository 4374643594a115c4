"""Care leavers: who is one in a period, from birthdays, OC3 records and the last of their care.

Here: the populations of care leaver measures. Not here: what is measured of them (``ki08``,
``ki09``).

That a young person was looked after for 13 weeks after turning 14, some of it after 16, is a rule
for having an OC3 record at all, which the return's validation checks. It is not checked again:
by the age of 21 that care is older than the history at hand.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

import sqlalchemy as sa

from ae_pipeline.measures import codes
from ae_pipeline.measures.ages import ADULT, NOT_KNOWN, age_on, care_leaver_age_band, day
from ae_pipeline.measures.populations.care_history import care_history
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.measures.shared_relations import shared
from ae_pipeline.periods import CollectionYear, Period
from ae_pipeline.schema.care import care_leaver
from ae_pipeline.schema.person import person

if TYPE_CHECKING:
    from datetime import date


def care_leavers(period: Period, ages: tuple[int, ...]) -> sa.FromClause:
    """Young people who reached one of some ages in a period, by the OC3 record of that birthday.

    The record is that of the collection year the birthday falls in: a period that does not end on
    31 March takes some from each of two years. Someone born on 29 February can have two birthdays
    in twelve months; the later counts. Left out: who has died or gone home for six months or more
    (DIED, RHOM), and whose last known episode ended with another authority taking over (E3).

    Being unaccompanied is of any time, since the status itself ends at 18 or before. Further
    columns: ``age`` reached, ``in_touch``, ``activ``, ``accom``.
    """
    leavers = _all_care_leavers(period)
    return only(leavers, leavers.c.age.in_(ages))


def left_foster_care_at_18(leavers: sa.FromClause, until: date) -> sa.FromClause:
    """Those care leavers who ceased to be looked after at 18 from a foster placement.

    The episode ended for good on the 18th birthday, or with the reason that the young person
    stayed with the carers (E17), and the child then lived in foster care (U1 to U6; for a
    temporary stay, before it).
    """
    history = care_history(until)
    lives = history.alias("lived")
    age_then = age_on(history.c.dec, person.c.date_of_birth)
    age_before = age_on(_day_before(history.c.dec), person.c.date_of_birth)
    ended_at_18 = (age_then == ADULT) & (age_before < ADULT)
    reason = sa.func.coalesce(history.c.rec, "")
    ends = (
        sa.select(history.c.person_id)
        .join(
            lives,
            (lives.c.person_id == history.c.person_id)
            & (lives.c.episode_no == history.c.standing_no),
        )
        .join(person, person.c.person_id == history.c.person_id)
        .where(
            reason != codes.EPISODE_GOES_ON,
            lives.c.place.in_(codes.FOSTER),
            (reason == codes.REMAINED_WITH_CARERS) | ended_at_18,
        )
        .cte("left_foster_care_at_18")
    )
    left = sa.exists().where(ends.c.person_id == leavers.c.person_id)
    return sa.select(leavers).where(left).cte("left_at_18")


@cache
def _all_care_leavers(period: Period) -> sa.FromClause:
    age_at_end = age_on(day(period.end), person.c.date_of_birth)
    age_before = age_on(day(period.start - timedelta(days=1)), person.c.date_of_birth)
    record, last_care = _records(), _last_episodes(period.end)
    aged = (
        sa.select(
            person.c.person_id,
            sa.func.coalesce(person.c.sex, NOT_KNOWN).label("sex"),
            sa.func.coalesce(person.c.ethnic_group, NOT_KNOWN).label("ethnic_group"),
            sa.case((person.c.uasc, "uasc"), else_="not_uasc").label("uasc"),
            age_at_end.label("age"),
            _year_of_birthday(age_at_end, period).label("collection_year"),
        )
        .where(age_at_end > age_before)
        .cte("birthdays")
    )
    select = (
        sa.select(
            *(aged.c[name] for name in ("person_id", "sex", "ethnic_group", "uasc", "age")),
            care_leaver_age_band(aged.c.age).label("age_band"),
            sa.func.coalesce(last_care.c.cin, NOT_KNOWN).label("category_of_need"),
            *(record.c[name] for name in ("in_touch", "activ", "accom")),
            *(record.c[name] for name in ("source_file", "source_row")),
        )
        .select_from(aged)
        .join(
            record,
            (record.c.person_id == aged.c.person_id)
            & (record.c.collection_year == aged.c.collection_year)
            & (record.c.last == 1),
        )
        .outerjoin(last_care, last_care.c.person_id == aged.c.person_id)
        .where(
            sa.func.coalesce(record.c.in_touch, "").not_in(codes.NOT_A_CARE_LEAVER),
            sa.func.coalesce(last_care.c.rec, "") != codes.CARE_TRANSFERRED,
        )
    )
    return shared("care_leavers", period.start, period.end, select=select)


def _records() -> sa.CTE:
    """OC3 records with ``last``: 1 for the one to believe of a person and collection year."""
    last = sa.func.row_number().over(
        partition_by=(care_leaver.c.person_id, care_leaver.c.collection_year),
        order_by=(care_leaver.c.source_file.desc(), care_leaver.c.source_row.desc()),
    )
    return sa.select(care_leaver, last.label("last")).cte("care_leaver_records")


@cache
def _last_episodes(until: date) -> sa.Table:
    """The last episode known of each person: ``person_id``, ``cin``, ``rec``."""
    history = care_history(until)
    latest = sa.func.row_number().over(
        partition_by=history.c.person_id, order_by=history.c.episode_no.desc()
    )
    ranked = sa.select(
        history.c.person_id, history.c.cin, history.c.rec, latest.label("latest")
    ).cte("ranked_episodes")
    select = sa.select(ranked.c.person_id, ranked.c.cin, ranked.c.rec).where(ranked.c.latest == 1)
    # Kept, so that PostgreSQL knows its size: it joins what it takes to be a row or two slowly.
    return shared("last_episodes", until, select=select)


def _year_of_birthday(age_at_end: sa.ColumnElement[int], period: Period) -> sa.ColumnElement[int]:
    """The collection year, of the one or two that a period touches, of the last birthday in it."""
    later = CollectionYear.of(period.end)
    age_at_turn = age_on(day(later.start - timedelta(days=1)), person.c.date_of_birth)
    return sa.case((age_at_end > age_at_turn, later.start_year), else_=later.start_year - 1)


def _day_before(when: sa.ColumnElement[date]) -> sa.ColumnElement[date]:
    return sa.cast(when - sa.text("interval '1 day'"), sa.Date)
