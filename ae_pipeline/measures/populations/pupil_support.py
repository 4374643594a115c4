"""What single children and pupils have: funding, paid placements, short breaks, transport.

Every population has one row per fact and ``number``, which is 1 for the one to count where each
person counts once: the latest. A row whose person is not known counts for itself. Not here: places
that nobody in particular has (``sufficiency``).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from ae_pipeline.measures.ages import day
from ae_pipeline.measures.populations.describing import described_once, with_days_between
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.measures.populations.spells import number_of_person, open_on, within
from ae_pipeline.schema.homes import (
    high_needs_placement,
    school_transport,
    short_break,
    targeted_funding,
)

if TYPE_CHECKING:
    from datetime import date

    from ae_pipeline.periods import Period

DAYS_TO_START = 28
"""Within which a short break is to start once the need is agreed."""


def funded_pupils(on: date) -> sa.FromClause:
    """Pupils with targeted funding on a day; ``annual_pence``."""
    grant = targeted_funding
    rows = (
        sa.select(grant, number_of_person(grant, grant.c.granted_on).label("number"))
        .where(open_on(grant.c.granted_on, grant.c.ended_on, on))
        .cte("grants")
    )
    return described_once(
        "funded_pupils", on, rows=rows, when=on, further=("annual_pence", "number")
    )


def paid_placements(on: date) -> sa.FromClause:
    """Placements at independent and non-maintained providers on a day, by sector (``setting``)."""
    placed = high_needs_placement
    rows = (
        sa.select(placed, placed.c.sector.label("setting"))
        .where(open_on(placed.c.started_on, placed.c.ended_on, on))
        .cte("paid")
    )
    return described_once(
        "paid_placements", on, rows=rows, when=on, further=("annual_pence", "setting")
    )


def waiting_for_short_breaks(on: date) -> sa.FromClause:
    """Disabled children who have waited more than 28 days for a short break on a day.

    Each once, by the need agreed last of those waited for so long.
    """
    agreed = short_break
    rows = (
        sa.select(
            agreed,
            agreed.c.kind.label("setting"),
            number_of_person(agreed, agreed.c.assessed_on).label("number"),
        )
        .where(
            agreed.c.assessed_on < day(on - timedelta(days=DAYS_TO_START)),
            agreed.c.started_on.is_(None) | (agreed.c.started_on > day(on)),
            agreed.c.ended_on.is_(None) | (agreed.c.ended_on > day(on)),
        )
        .cte("waiting")
    )
    return described_once(
        "waiting_for_short_breaks",
        on,
        rows=only(rows, rows.c.number == 1),
        when=on,
        further=("setting",),
    )


def short_breaks_begun(period: Period) -> sa.FromClause:
    """Short breaks that began in a period; ``days_waited`` since the need was agreed.

    Those that began before it was agreed are left out. Status is that of the day they began.
    """
    began, agreed = short_break.c.started_on, short_break.c.assessed_on
    begun = only(short_break, within(began, period) & (began >= agreed))
    waited = with_days_between(begun, "assessed_on", "started_on", "days_waited").cte()
    rows = sa.select(waited, waited.c.kind.label("setting")).cte("short_breaks_begun_in_period")
    return described_once(
        "short_breaks_begun",
        *(period.start, period.end),
        rows=rows,
        when=rows.c.started_on,
        further=("days_waited", "setting"),
    )


def children_with_short_breaks(on: date) -> sa.FromClause:
    """Disabled children who have short breaks on a day, each once, by those begun last."""
    had = short_break
    rows = (
        sa.select(
            had,
            had.c.kind.label("setting"),
            number_of_person(had, had.c.started_on).label("number"),
        )
        .where(open_on(had.c.started_on, had.c.ended_on, on))
        .cte("short_breaks_on_the_day")
    )
    return described_once(
        "children_with_short_breaks",
        on,
        rows=only(rows, rows.c.number == 1),
        when=on,
        further=("setting",),
    )


def transported_pupils(on: date) -> sa.FromClause:
    """Transport to school on a day; ``annual_pence``, ``mode``, ``alone``.

    ``setting`` is the mode and ``programme`` the reason for the right to it.
    """
    trip = school_transport
    rows = (
        sa.select(
            trip,
            trip.c.mode.label("setting"),
            trip.c.reason.label("programme"),
            number_of_person(trip, trip.c.started_on).label("number"),
        )
        .where(open_on(trip.c.started_on, trip.c.ended_on, on))
        .cte("transport_on_the_day")
    )
    return described_once(
        "transported_pupils",
        on,
        rows=rows,
        when=on,
        further=("annual_pence", "mode", "alone", "number", "setting", "programme"),
    )
