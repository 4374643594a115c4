"""What a population is broken down by: who its people were on a day.

Here: characteristics of people, as of a day that can differ by row, and days counted between two
dates. Not here: who is in a population.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ae_pipeline.measures.ages import NOT_KNOWN, age_on, child_age_band, day
from ae_pipeline.measures.shared_relations import shared
from ae_pipeline.schema.base import SOURCE_FILE, SOURCE_ROW
from ae_pipeline.schema.calendar import calendar_day
from ae_pipeline.schema.person import person, person_group

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_WHEN = "described_on"
_HELD = ("ehc_plan", "sen_support", "fsm", "looked_after", "cpp", "cin")
"""Groups that breakdowns are made of."""


def described(
    rows: sa.FromClause,
    when: date | sa.ColumnElement[Any],
    further: Sequence[str] = (),
    *,
    age_band: Callable[[sa.ColumnElement[int]], sa.ColumnElement[str]] = child_age_band,
) -> sa.Select[Any]:
    """Rows of a population with what their people were on a day.

    Adds ``age`` (whole years, null where not known), ``sex``, ``age_band``, ``ethnic_group``,
    ``sen``, ``fsm``, ``social_care`` and ``locality``. Groups are as of the day; ethnic group and
    locality as last known. Somebody whom no school reports is ``none`` in ``sen`` and
    ``not_fsm``. A row whose person is not known stays, as one of whom nothing is known. No row is
    added or lost.

    Args:
        rows: with ``person_id``, ``source_file`` and ``source_row``.
        when: the day, or an expression of columns of ``rows``.
        further: columns of ``rows`` to keep besides those.
        age_band: names the band of an age.
    """
    names = ("person_id", SOURCE_FILE, SOURCE_ROW, *further)
    if isinstance(when, date):
        on_day, dated = day(when), rows
        held: sa.FromClause = _groups_on(when)
        of_the_day: sa.ColumnElement[bool] = sa.true()
    else:
        dated = sa.select(*(rows.c[name] for name in names), when.label(_WHEN)).cte()
        on_day = dated.c[_WHEN]
        held = _held_on(dated)
        of_the_day = held.c[_WHEN] == on_day
    aged = (
        sa.select(
            *(dated.c[name] for name in names),
            age_on(on_day, person.c.date_of_birth).label("age"),
            person.c.sex,
            person.c.ethnic_group,
            person.c.locality,
            *(held.c[group].label(f"in_{group}") for group in _HELD),
        )
        .select_from(dated)
        .outerjoin(person, person.c.person_id == dated.c.person_id)
        .outerjoin(held, (held.c.person_id == dated.c.person_id) & of_the_day)
        .cte()
    )
    return sa.select(
        *(aged.c[name] for name in names),
        aged.c.age,
        sa.func.coalesce(aged.c.sex, NOT_KNOWN).label("sex"),
        age_band(aged.c.age).label("age_band"),
        sa.func.coalesce(aged.c.ethnic_group, NOT_KNOWN).label("ethnic_group"),
        sa.case(
            (aged.c.in_ehc_plan == 1, "ehc_plan"),
            (aged.c.in_sen_support == 1, "sen_support"),
            else_="none",
        ).label("sen"),
        sa.case((aged.c.in_fsm == 1, "fsm"), else_="not_fsm").label("fsm"),
        sa.case(
            (aged.c.in_looked_after == 1, "looked_after"),
            (aged.c.in_cpp == 1, "cpp"),
            (aged.c.in_cin == 1, "cin"),
            else_="none",
        ).label("social_care"),
        sa.func.coalesce(aged.c.locality, NOT_KNOWN).label("locality"),
    )


def described_once(
    subject: str,
    *days: date,
    rows: sa.FromClause,
    when: date | sa.ColumnElement[Any],
    further: Sequence[str] = (),
    age_band: Callable[[sa.ColumnElement[int]], sa.ColumnElement[str]] = child_age_band,
) -> sa.Table:
    """``described`` as a relation that an engine works out once for all measures of it.

    Args:
        subject: what a row is; one subject and days name one relation.
        days: all that the rows depend on.
        rows: as ``described``.
        when: likewise.
        further: likewise.
        age_band: likewise.
    """
    return shared(subject, *days, select=lambda: described(rows, when, further, age_band=age_band))


def in_group(
    group: str, person_id: sa.ColumnElement[Any], when: sa.ColumnElement[Any]
) -> sa.ColumnElement[bool]:
    """Whether a person was in a group (``Group``: ``looked_after``, ``ehc_plan`` …) on a day."""
    spell = person_group.alias()
    return sa.exists().where(
        spell.c.person_id == person_id,
        spell.c.group == group,
        spell.c.start <= when,
        spell.c.end.is_(None) | (spell.c.end > when),
    )


def with_days_between(
    rows: sa.FromClause, first: str, last: str, name: str, *, working: bool = False
) -> sa.Select[Any]:
    """Add the days, or working days of England, from one date column to another.

    The first day is day 0, so what is done on the next working day took one. It is below nought
    where the last day is before the first, also where no working day lies between (from a
    Saturday back to the Friday before it), and null where either is null.

    Args:
        rows: any relation.
        first: its column with the first day.
        last: its column with the last day.
        name: of the new column.
        working: whether to leave out Saturdays, Sundays and bank holidays.
    """
    number = "working_day_number" if working else "day_number"
    begin, end = calendar_day.alias(), calendar_day.alias()
    apart = end.c[number] - begin.c[number]
    backwards = end.c.day_number < begin.c.day_number
    between = sa.case((backwards, sa.func.least(apart, -1)), else_=apart)
    return (
        sa.select(rows, between.label(name))
        .select_from(rows)
        .outerjoin(begin, begin.c.day == rows.c[first])
        .outerjoin(end, end.c.day == rows.c[last])
    )


def _held_on(dated: sa.FromClause) -> sa.CTE:
    """Of each person and day: 1 for each of the groups that the person was in."""
    pairs = sa.select(dated.c.person_id, dated.c[_WHEN]).distinct().cte()
    spell = person_group.alias()
    return (
        sa.select(pairs.c.person_id, pairs.c[_WHEN], *_flags(spell))
        .select_from(pairs)
        .join(spell, spell.c.person_id == pairs.c.person_id)
        .where(*_holds(spell, pairs.c[_WHEN]))
        .group_by(pairs.c.person_id, pairs.c[_WHEN])
        .cte()
    )


def _groups_on(on: date) -> sa.Table:
    """Of everybody who was in one on a day: 1 for each of the groups."""
    spell = person_group
    select = (
        sa.select(spell.c.person_id, *_flags(spell))
        .where(spell.c.group.in_(_HELD), *_holds(spell, day(on)))
        .group_by(spell.c.person_id)
    )
    return shared("groups_on", on, select=select)


def _flags(spell: sa.FromClause) -> list[sa.Label[int]]:
    return [
        sa.func.max(sa.case((spell.c.group == group, 1), else_=0)).label(group) for group in _HELD
    ]


def _holds(
    spell: sa.FromClause, when: sa.ColumnElement[Any]
) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    return spell.c.start <= when, spell.c.end.is_(None) | (spell.c.end > when)
