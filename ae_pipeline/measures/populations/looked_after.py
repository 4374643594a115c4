"""Children looked after: who is, who starts and ceases, and more about them.

A population has one row per person (per placement in ``new_placements``), its breakdowns, and
further columns that its docstring names. Adding a fact never adds or loses a row. Not here:
histories (``care_history``).
"""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ae_pipeline.measures import codes
from ae_pipeline.measures.ages import NOT_KNOWN, day
from ae_pipeline.measures.populations.care_history import care_history, placements
from ae_pipeline.measures.populations.describing import described
from ae_pipeline.measures.shared_relations import shared
from ae_pipeline.periods import CollectionYear, Period, months_before
from ae_pipeline.schema.care import health_outcome, social_worker_episode
from ae_pipeline.schema.person import person

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

THE_AUTHORITY: sa.BindParameter[str] = sa.bindparam("authority", type_=sa.Text)
"""ONS code of the authority whose figure it is; filled in when the measure is counted."""

_EPISODE = ("person_id", "episode_no", "cin", "source_file", "source_row")
_ITS_PERIOD = ("period_no", "period_started", "standing_no")
_WHERE_THE_CHILD_LIVES = ("place", "place_provider", "pl_la", "pl_location", "pl_distance")


def only(people: sa.FromClause, condition: sa.ColumnElement[bool]) -> sa.FromClause:
    """Those of a population for whom a condition holds."""
    return sa.select(people).where(condition).cte()


@cache
def looked_after(on: date) -> sa.FromClause:
    """Children looked after on a day: in an episode that began by then and has not ended by then.

    A child is not looked after on the day the episode ends. Short breaks (V3, V4) are left out.
    Where faulty data put a child in two episodes on the day, the later one is believed.

    Where the child lives (``place``, ``place_provider``, ``pl_la``, ``pl_location``,
    ``pl_distance``) is taken from the placement before a temporary stay (T0 to T4) in the same
    period of care; a temporary stay with none before it keeps its own code, and so is in no group
    of placements. Further columns: ``age``, ``period_no``, ``period_started``, ``standing_no``.
    """
    history = care_history(on)
    lives = history.alias("lives")
    present = (
        sa.select(
            *(history.c[name] for name in (*_EPISODE, *_ITS_PERIOD)),
            _rank(history.c.person_id, history.c.episode_no.desc()).label("latest"),
        )
        .where(history.c.ended > day(on))
        .cte("in_care_on_the_day")
    )
    homes = (
        sa.select(
            *(present.c[name] for name in (*_EPISODE, *_ITS_PERIOD)),
            *(lives.c[name] for name in _WHERE_THE_CHILD_LIVES),
        )
        .join(
            lives,
            (lives.c.person_id == present.c.person_id)
            & (lives.c.episode_no == sa.func.coalesce(present.c.standing_no, present.c.episode_no)),
        )
        .where(present.c.latest == 1)
        .cte("where_children_live")
    )
    further = (*_ITS_PERIOD, *_WHERE_THE_CHILD_LIVES)
    return shared("looked_after", on, select=_people_at(homes, day(on), further))


def looked_after_for(months: int, on: date) -> sa.FromClause:
    """Children looked after on a day and continuously for at least so many months up to its end.

    Twelve months at 31 March are every day from 1 April on: the period of care began on that day
    or before. Columns as ``looked_after``.
    """
    children = looked_after(on)
    return only(children, children.c.period_started <= began_by(months, on))


def began_by(months: int, on: date) -> sa.ColumnElement[date]:
    """The latest start of what has lasted so many months by the end of a day."""
    return day(months_before(on + timedelta(days=1), months))


def started_to_be_looked_after(period: Period) -> sa.FromClause:
    """Children who started to be looked after (RNE S) in a period: each once, at the first start.

    Age and status are those of that day.
    """
    history = care_history(period.end)
    rank = _rank(history.c.person_id, history.c.episode_no)
    starts = (
        sa.select(*(history.c[name] for name in _EPISODE), history.c.decom, rank.label("first"))
        .where(
            history.c.rne == codes.STARTED_TO_BE_LOOKED_AFTER, history.c.decom >= day(period.start)
        )
        .cte("starts")
    )
    firsts = only(starts, starts.c.first == 1)
    return _people_at(firsts, firsts.c.decom).cte("started")


def ceased_to_be_looked_after(period: Period) -> sa.FromClause:
    """Children who ceased to be looked after in a period: each once, at the last time.

    The episode ended with a reason other than X1. An end that was imputed, because later returns
    no longer mention an open episode, counts where no other episode goes on over it. Age and
    status are those of the day.
    """
    history = care_history(period.end)
    left = sa.case(
        (history.c.rec.is_(None), history.c.dec == history.c.period_ended),
        else_=history.c.rec != codes.EPISODE_GOES_ON,
    )
    rank = _rank(history.c.person_id, history.c.dec.desc(), history.c.episode_no.desc())
    ends = (
        sa.select(*(history.c[name] for name in _EPISODE), history.c.dec, rank.label("last"))
        .where(history.c.dec.between(day(period.start), day(period.end)), left)
        .cte("ends")
    )
    lasts = only(ends, ends.c.last == 1)
    return _people_at(lasts, lasts.c.dec).cte("ceased")


def new_placements(period: Period) -> sa.FromClause:
    """Placements that began in a period, of children looked after then or ceased since.

    One row is a placement. Further columns: ``pl_location`` and ``pl_distance`` of its first
    episode. Age and status are those of the day it began.
    """
    stays = placements(period.end)
    begun = only(stays, stays.c.started >= day(period.start))
    further = ("pl_location", "pl_distance")
    return _people_at(begun, begun.c.started, further).cte("new_placements")


def with_health_outcomes(children: sa.FromClause, on: date) -> sa.FromClause:
    """Add a child's OC2 record of the collection year that a day falls in.

    Adds ``sdq_score``, ``convicted``, ``immunisations``, ``teeth_check``, ``health_assessment``;
    all null for a child who has no record in that year, however many in others.
    """
    facts = ("sdq_score", "convicted", "immunisations", "teeth_check", "health_assessment")
    last = _rank(
        health_outcome.c.person_id,
        health_outcome.c.source_file.desc(),
        health_outcome.c.source_row.desc(),
    )
    records = (
        sa.select(
            health_outcome.c.person_id,
            *(health_outcome.c[name] for name in facts),
            last.label("last"),
        )
        .where(health_outcome.c.collection_year == CollectionYear.of(on).start_year)
        .cte("health_records")
    )
    return (
        sa.select(children, *(records.c[name] for name in facts))
        .outerjoin(records, (records.c.person_id == children.c.person_id) & (records.c.last == 1))
        .cte("with_health_outcomes")
    )


def with_number_of_placements(children: sa.FromClause, during: Period) -> sa.FromClause:
    """Add ``number_of_placements``: those open on the first day, and those begun since."""
    stays = placements(during.end)
    in_period = stays.c.ended > day(during.start)
    return _with_number(children, stays, sa.func.count(), in_period, "number_of_placements")


def with_number_of_social_workers(children: sa.FromClause, during: Period) -> sa.FromClause:
    """Add ``number_of_social_workers``: different workers with the child in a period.

    A worker who came back is one. Time before the child was looked after counts. A worker whose
    time ended on the first day, having begun before it, does not.
    """
    time = social_worker_episode
    ended_before = (time.c.sw_decom < day(during.start)) & (time.c.sw_dec <= day(during.start))
    in_period = (time.c.sw_decom <= day(during.end)) & (time.c.sw_dec.is_(None) | ~ended_before)
    workers = sa.func.count(sa.distinct(time.c.worker_id))
    return _with_number(children, time, workers, in_period, "number_of_social_workers")


def with_current_placement(children: sa.FromClause, on: date) -> sa.FromClause:
    """Add ``settled_since``: the day a child's present placement began, null if there is none.

    For a child who moved to adopters the placement before counts with the adoptive one.
    """
    stays = placements(on)
    latest = _rank(stays.c.person_id, stays.c.episode_no.desc())
    present = (
        sa.select(
            *(stays.c[name] for name in ("person_id", "place", "started", "previous_started")),
            latest.label("latest"),
        )
        .join(
            children,
            (stays.c.person_id == children.c.person_id)
            & (stays.c.episode_no <= children.c.standing_no),
        )
        .cte("present_placements")
    )
    moved_to_adopters = present.c.place.in_(codes.ADOPTION)
    since = sa.case(
        (moved_to_adopters, sa.func.coalesce(present.c.previous_started, present.c.started)),
        else_=present.c.started,
    )
    return (
        sa.select(children, since.label("settled_since"))
        .outerjoin(present, (present.c.person_id == children.c.person_id) & (present.c.latest == 1))
        .cte("with_current_placement")
    )


def uasc_on(when: sa.ColumnElement[date]) -> sa.ColumnElement[str]:
    """``uasc`` while a person has the status of unaccompanied asylum-seeking child."""
    status_holds = person.c.uasc_until.is_(None) | (person.c.uasc_until > when)
    return sa.case(
        (person.c.uasc.is_(None), NOT_KNOWN),
        (person.c.uasc & status_holds, "uasc"),
        else_="not_uasc",
    )


def _people_at(
    episodes: sa.FromClause, when: sa.ColumnElement[date], further: Sequence[str] = ()
) -> sa.Select[Any]:
    """The people of some episodes, as they were on a day, which can differ by episode.

    Args:
        episodes: with the columns of ``_EPISODE``.
        when: the day.
        further: columns of the episodes to keep, apart from those of every population.
    """
    dated = sa.select(episodes, when.label("on_day")).cte()
    people = described(dated, dated.c.on_day, ("cin", "on_day", *further)).cte()
    # A child without a person row is counted all the same, as one of whom nothing is known.
    return sa.select(
        *(each for each in people.c if each.name not in {"cin", "on_day"}),
        uasc_on(people.c.on_day).label("uasc"),
        sa.func.coalesce(people.c.cin, NOT_KNOWN).label("category_of_need"),
    ).outerjoin_from(people, person, person.c.person_id == people.c.person_id)


def _with_number(
    children: sa.FromClause,
    facts: sa.FromClause,
    number: sa.ColumnElement[int],
    condition: sa.ColumnElement[bool],
    name: str,
) -> sa.FromClause:
    """Add how many rows of a child meet a condition, 0 where none does."""
    numbers = (
        sa.select(facts.c.person_id, number.label(name))
        .where(condition)
        .group_by(facts.c.person_id)
        .cte(f"{name}_each")
    )
    return (
        sa.select(children, sa.func.coalesce(numbers.c[name], 0).label(name))
        .outerjoin(numbers, numbers.c.person_id == children.c.person_id)
        .cte(f"with_{name}")
    )


def _rank(group: sa.ColumnElement[Any], *order: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
    return sa.func.row_number().over(partition_by=group, order_by=order)
