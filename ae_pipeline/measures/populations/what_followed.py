"""Whether help was followed by a referral to social care, or by a start of care.

A window of months is by the calendar and includes its last day: twelve months after 3 May end
with 3 May. Where a month has no such day its last day ends the window, so that of 29 February
ends on the 28th. Not here: what is followed (``early_help``, ``targeted_help``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ae_pipeline.measures import codes
from ae_pipeline.schema.care import care_episode
from ae_pipeline.schema.social_care import referral

if TYPE_CHECKING:
    from datetime import date

_SIX, _TWELVE = sa.text("interval '6 months'"), sa.text("interval '12 months'")


def six_months_after(when: sa.ColumnElement[Any]) -> sa.ColumnElement[date]:
    """The last day of the six months after a day."""
    return sa.cast(when + _SIX, sa.Date)


def twelve_months_after(when: sa.ColumnElement[Any]) -> sa.ColumnElement[date]:
    """The last day of the twelve months after a day."""
    return sa.cast(when + _TWELVE, sa.Date)


def referred(
    who: sa.ColumnElement[Any], first: sa.ColumnElement[Any], last: sa.ColumnElement[Any]
) -> sa.ColumnElement[bool]:
    """Whether a person was referred to social care, with further action, on a day of these.

    A referral of which it is not recorded whether there was further action counts.
    """
    referred = referral.alias()
    return sa.exists().where(
        referred.c.person_id == who,
        referred.c.referred_on.between(first, last),
        ~sa.func.coalesce(referred.c.no_further_action, sa.false()),
    )


def started_care(
    who: sa.ColumnElement[Any], first: sa.ColumnElement[Any], last: sa.ColumnElement[Any]
) -> sa.ColumnElement[bool]:
    """Whether a person started to be looked after (RNE S, no short break) on a day of these."""
    episode = care_episode.alias()
    return sa.exists().where(
        episode.c.person_id == who,
        episode.c.rne == codes.STARTED_TO_BE_LOOKED_AFTER,
        episode.c.ls.not_in(codes.SHORT_BREAKS),
        episode.c.decom.between(first, last),
    )


def in_care(who: sa.ColumnElement[Any], when: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """Whether a person was looked after on a day (no short break), its first day included."""
    episode = care_episode.alias()
    return sa.exists().where(
        episode.c.person_id == who,
        episode.c.ls.not_in(codes.SHORT_BREAKS),
        episode.c.decom <= when,
        episode.c.dec.is_(None) | (episode.c.dec > when),
    )
