"""Searches for a home, stays that came of them, care leavers' homes, homeless young people.

Not here: episodes of care (``care_history``), who is looked after (``looked_after``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from ae_pipeline.measures.ages import care_leaver_age_band
from ae_pipeline.measures.populations.describing import described_once
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.measures.populations.spells import number_of_person, open_on, within
from ae_pipeline.schema.homes import (
    care_leaver_home,
    homeless_young_person,
    placement_request,
    placement_stay,
)

if TYPE_CHECKING:
    from datetime import date

    from ae_pipeline.periods import Period

_REQUEST = (
    "requested_on",
    "needed_by",
    "reason",
    "sought",
    "siblings_together",
    "outcome",
    "found",
    "unregistered",
)
PLACED, WITHDRAWN = "PLACED", "WITHDRAWN"
STEP_DOWN = "STEP_DOWN"
EMERGENCY = "EMERGENCY"
INTO_CARE = ("ENTERING_CARE", EMERGENCY, "HOMELESS", "UNACCOMPANIED")
"""Reasons of a search for a child who is not in care yet."""
FAMILY_HOMES = ("FOSTER", "PARENT_CHILD")
"""Sorts of home with carers of a family."""


def requests_made(period: Period) -> sa.FromClause:
    """Searches for a home that were requested in a period and not withdrawn since.

    One row is a request; status is that of the day of it. Further columns are those of the fact.
    """
    request = placement_request
    rows = (
        sa.select(request)
        .where(
            within(request.c.requested_on, period),
            sa.func.coalesce(request.c.outcome, "") != WITHDRAWN,
        )
        .cte("requests_in_period")
    )
    return described_once(
        "placement_requests_made",
        *(period.start, period.end),
        rows=rows,
        when=rows.c.requested_on,
        further=_REQUEST,
    )


def searches_ended(period: Period) -> sa.FromClause:
    """Searches that ended with a home for the child in a period.

    One row is a request; status is that of the day it ended. Further columns are those of the
    fact.
    """
    request = placement_request
    rows = (
        sa.select(request)
        .where(within(request.c.closed_on, period), request.c.outcome == PLACED)
        .cte("searches_in_period")
    )
    return described_once(
        "placement_searches_ended",
        *(period.start, period.end),
        rows=rows,
        when=rows.c.closed_on,
        further=_REQUEST,
    )


def in_unregistered_homes(on: date) -> sa.FromClause:
    """Children in a home that is not registered with Ofsted on a day, each once.

    A stay whose child is not known counts for itself. ``setting`` is the sort of home.
    """
    stay = placement_stay
    rows = (
        sa.select(
            stay,
            stay.c.kind.label("setting"),
            number_of_person(stay, stay.c.started_on).label("number"),
        )
        .where(stay.c.unregistered, open_on(stay.c.started_on, stay.c.ended_on, on))
        .cte("unregistered_stays")
    )
    return described_once(
        "in_unregistered_homes",
        on,
        rows=only(rows, rows.c.number == 1),
        when=on,
        further=("setting",),
    )


def care_leavers_at_home(on: date) -> sa.FromClause:
    """Care leavers whose home on a day is known, each once, by the home moved into last.

    A row whose care leaver is not known counts for itself. Further columns: ``accommodation``,
    which is ``setting`` too, and ``suitable``. Age bands are those of care leavers: somebody of 16
    who has left care already is ``under 17``, and who is owed help after 21 is ``22+``.
    """
    home = care_leaver_home
    rows = (
        sa.select(
            home,
            home.c.accommodation.label("setting"),
            number_of_person(home, home.c.moved_in_on).label("number"),
        )
        .where(open_on(home.c.moved_in_on, home.c.moved_out_on, on))
        .cte("homes_on_the_day")
    )
    return described_once(
        "care_leavers_at_home",
        on,
        rows=only(rows, rows.c.number == 1),
        when=on,
        further=("accommodation", "suitable", "setting"),
        age_band=care_leaver_age_band,
    )


def homeless_young_people(period: Period) -> sa.FromClause:
    """Times that somebody of 16 or 17 came to the authority as homeless in a period.

    One row is a presentation, so that somebody who came twice is there twice; status is that of
    the day. ``setting`` is what came of it. That they were 16 or 17 is as the return records it.
    """
    came = homeless_young_person
    rows = (
        sa.select(came, came.c.outcome.label("setting"))
        .where(within(came.c.presented_on, period))
        .cte("presentations")
    )
    return described_once(
        "homeless_young_people",
        *(period.start, period.end),
        rows=rows,
        when=rows.c.presented_on,
        further=("presented_on", "assessed_on", "outcome", "setting"),
    )
