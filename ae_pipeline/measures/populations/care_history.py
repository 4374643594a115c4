"""A child's history of care: episodes in order, periods of care, placements.

Here: what episodes add up to, up to a day. Not here: who is counted (``looked_after``).

Episodes of short breaks (V3, V4) and episodes that last no night are left out from the start.
Two rules hold data together that are not as clean as the guide requires:

- Episodes that touch or overlap are one period of care; a day in none of them ends it.
- Episodes have one order: by start, then end (open last), then source file and row. Whatever
  picks one of several picks by it, so every engine picks the same.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import sqlalchemy as sa

from ae_pipeline.measures import codes
from ae_pipeline.measures.ages import day
from ae_pipeline.measures.shared_relations import shared
from ae_pipeline.schema.care import care_episode

STILL_OPEN = date(9999, 12, 31)
"""Stands for the end of what has not ended."""

_EPISODE = (
    *("person_id", "decom", "rne", "cin", "place", "place_provider", "dec", "rec", "urn"),
    *("pl_la", "pl_location", "pl_distance", "source_file", "source_row"),
)
_FIRST_EPISODE = (
    *("person_id", "episode_no", "period_no", "cin", "place", "pl_location", "pl_distance"),
    *("source_file", "source_row"),
)
_SAME_PLACEMENT = ("place", "place_provider", "urn", "pl_la", "pl_distance")


@cache
def care_history(until: date) -> sa.Table:
    """Episodes that began on or before a day, each knowing its period of care.

    One row is an episode, with those columns of ``care_episode`` that measures ask for, and:

    - ``ended``: ``dec``, or ``STILL_OPEN``;
    - ``episode_no``: its place in the child's history, from 1;
    - ``period_no``, ``period_started``, ``period_ended``: its period of care;
    - ``standing_no``: the episode that says where the child lives: itself, or for a temporary
      stay (T0 to T4) the placement before it in the period; null if there was none;
    - ``previous_place``: the place code of the episode before it in the period.
    """
    each = care_episode.c
    ended = sa.func.coalesce(each.dec, day(STILL_OPEN))
    history: dict[str, Any] = {
        "partition_by": each.person_id,
        "order_by": (each.decom, ended, each.source_file, each.source_row),
    }
    ordered = (
        sa.select(
            *(each[name] for name in _EPISODE),
            ended.label("ended"),
            sa.func.row_number().over(**history).label("episode_no"),
            sa.func.max(ended).over(**history, rows=(None, -1)).label("in_care_until"),
        )
        .where(each.ls.not_in(codes.SHORT_BREAKS), each.decom <= day(until), ended > each.decom)
        .cte("episodes_in_order")
    )
    begins = sa.case((ordered.c.decom <= ordered.c.in_care_until, 0), else_=1)
    numbered = sa.select(
        ordered,
        sa.func.sum(begins)
        .over(partition_by=ordered.c.person_id, order_by=ordered.c.episode_no, rows=(None, 0))
        .label("period_no"),
    ).cte("episodes_by_period")
    period = (numbered.c.person_id, numbered.c.period_no)
    lasting = sa.case((numbered.c.place.not_in(codes.TEMPORARY), numbered.c.episode_no), else_=None)
    select = sa.select(
        numbered,
        sa.func.min(numbered.c.decom).over(partition_by=period).label("period_started"),
        sa.func.max(numbered.c.ended).over(partition_by=period).label("period_ended"),
        sa.func.max(lasting)
        .over(partition_by=period, order_by=numbered.c.episode_no, rows=(None, 0))
        .label("standing_no"),
        sa.func.lag(numbered.c.place)
        .over(partition_by=period, order_by=numbered.c.episode_no)
        .label("previous_place"),
    )
    return shared("care_history", until, select=select)


@cache
def placements(until: date, starting_reasons: frozenset[str] = codes.NEW_PLACEMENT) -> sa.CTE:
    """Placements that began on or before a day: one row is a stay with a carer or in a home.

    A placement begins with the first episode of a period of care that is not temporary, and with
    every later one whose reason is among the starting reasons, except that

    - temporary episodes (T0 to T4) are neither a placement nor the end of one: returning after
      them to the same place, provider, URN, area and distance goes on with the placement;
    - being placed for adoption with the present foster carers (A3, A5) goes on with it too.

    It ends where the next one of the period begins, or with the period. One that would last no
    night is not a placement.

    Args:
        until: the last day that a placement may begin on.
        starting_reasons: reasons for new episode (RNE) that begin a placement.

    Returns:
        ``started``, ``ended`` (``STILL_OPEN`` if it has not), ``previous_started`` (when the
        placement before it in the period began) and, of its first episode, ``person_id``,
        ``cin``, ``place``, ``pl_location``, ``pl_distance``, ``episode_no``, ``period_no``,
        ``source_file`` and ``source_row``.
    """
    history = care_history(until)
    lasting = (
        sa.select(
            history,
            *(
                sa.func.lag(history.c[name]).over(**_by_period(history)).label(f"before_{name}")
                for name in ("episode_no", *_SAME_PLACEMENT)
            ),
        )
        .where(history.c.place.not_in(codes.TEMPORARY))
        .cte("lasting_episodes")
    )
    returned = lasting.c.previous_place.in_(codes.TEMPORARY) & sa.and_(
        *(
            lasting.c[name].is_not_distinct_from(lasting.c[f"before_{name}"])
            for name in _SAME_PLACEMENT
        )
    )
    begins = lasting.c.before_episode_no.is_(None) | (
        lasting.c.rne.in_(sorted(starting_reasons))
        & lasting.c.place.not_in(codes.ADOPTION_BY_CARER)
        & ~returned
    )
    next_started = sa.func.lead(lasting.c.decom).over(**_by_period(lasting))
    stays = (
        sa.select(
            *(lasting.c[name] for name in _FIRST_EPISODE),
            lasting.c.decom.label("started"),
            sa.func.coalesce(next_started, lasting.c.period_ended).label("ended"),
        )
        .where(begins)
        .cte("stays")
    )
    return (
        sa.select(
            stays,
            sa.func.lag(stays.c.started).over(**_by_period(stays)).label("previous_started"),
        )
        .where(stays.c.ended > stays.c.started)
        .cte("placements")
    )


def _by_period(rows: sa.FromClause) -> dict[str, Any]:
    return {"partition_by": (rows.c.person_id, rows.c.period_no), "order_by": rows.c.episode_no}
