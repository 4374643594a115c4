"""Targeted help: programmes, family hubs and family group conferences.

Breakdowns are those of ``described``, and ``programme``, ``service`` (who gives it) or
``setting`` (the hub); of conferences ``programme`` is why one was offered. Help of a child whom
nobody is known by counts, of one of whom nothing is known; what came after it cannot be known. Not
here: episodes of early help (``early_help``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from ae_pipeline.measures.ages import day
from ae_pipeline.measures.populations.describing import described_once
from ae_pipeline.measures.populations.looked_after import only
from ae_pipeline.measures.populations.what_followed import (
    in_care,
    referred,
    six_months_after,
    started_care,
    twelve_months_after,
)
from ae_pipeline.periods import Period
from ae_pipeline.schema.early_help import (
    family_group_conference,
    family_hub_child,
    targeted_intervention,
)

if TYPE_CHECKING:
    from datetime import date

EDGE_OF_CARE = "Edge of care"
"""Name of the programme for children who would else come into care, as the return has it."""
FIRST_YEARS = 5
"""Family hubs' reach is of children below this age."""
_BY_ROW = ("source_file", "source_row")
_HIGHER = "HIGHER"


def interventions_started(period: Period) -> sa.FromClause:
    """Times in a programme that began in a period; characteristics are those of that day.

    A child's second time in the same programme counts only if the first was over: it had ended by
    the day the second began. Of two that began on one day the first entered counts.
    """
    new = targeted_intervention
    other = targeted_intervention.alias("other")
    entered_before = (other.c.source_file < new.c.source_file) | (
        (other.c.source_file == new.c.source_file) & (other.c.source_row < new.c.source_row)
    )
    went_on = sa.exists().where(
        other.c.person_id == new.c.person_id,
        other.c.programme == new.c.programme,
        (other.c.started_on < new.c.started_on)
        | ((other.c.started_on == new.c.started_on) & entered_before),
        other.c.ended_on.is_(None)
        | (other.c.ended_on > new.c.started_on)
        | (other.c.started_on == new.c.started_on),
    )
    begun = (
        sa.select(new, new.c.provider.label("service"))
        .where(new.c.started_on.between(day(period.start), day(period.end)), ~went_on)
        .cte("interventions_begun")
    )
    return described_once(
        "targeted_interventions_started",
        *(period.start, period.end),
        rows=begun,
        when=begun.c.started_on,
        further=("programme", "service"),
    )


def interventions_ended(period: Period) -> sa.FromClause:
    """Times in a programme that ended in a period; characteristics are those of that day.

    Further columns: ``completion``; ``goal_met``; and ``improved``, 1 if the score after is better
    than the score before by the least change of its measure or more, and by something at all; 0 if
    not; null unless both scores and the better direction are recorded. Without a least change any
    betterment counts.
    """
    ended = _ended(period)
    rise = ended.c.score_after - ended.c.score_before
    gain = sa.case((ended.c.better == _HIGHER, rise), else_=-rise)
    judged = (
        sa.select(
            ended,
            sa.case(
                (ended.c.better.is_(None) | rise.is_(None), None),
                ((gain > 0) & (gain >= sa.func.coalesce(ended.c.least_change, 0)), 1),
                else_=0,
            ).label("improved"),
        )
    ).cte("interventions_judged")
    return described_once(
        "targeted_interventions_ended",
        *(period.start, period.end),
        rows=judged,
        when=judged.c.ended_on,
        further=("completion", "goal_met", "improved", "programme", "service"),
    )


def interventions_referred_on(period: Period) -> sa.FromClause:
    """Times in a programme that ended in a period, of children who are known.

    Further column: ``referred_in_12``, 1 if the child was referred to social care with further
    action from the day it ended to the day twelve months after.
    """
    ended = _ended(period)
    who, when = ended.c.person_id, ended.c.ended_on
    followed = (
        sa.select(
            ended, _flag(referred(who, when, twelve_months_after(when))).label("referred_in_12")
        )
        .where(who.is_not(None))
        .cte("interventions_with_referrals")
    )
    return described_once(
        "targeted_interventions_referred",
        *(period.start, period.end),
        rows=followed,
        when=followed.c.ended_on,
        further=("referred_in_12", "programme", "service"),
    )


def edge_of_care_ended(period: Period) -> sa.FromClause:
    """Edge-of-care work that ended in a period, of children who are known.

    Further columns: ``entered_in_6`` and ``entered_in_12``, 1 if the child started to be looked
    after from the day the work began to the day so many months after it ended.
    """
    ended = _ended(period)
    who, when = ended.c.person_id, ended.c.ended_on
    begun = ended.c.started_on
    followed = (
        sa.select(
            ended,
            _flag(started_care(who, begun, six_months_after(when))).label("entered_in_6"),
            _flag(started_care(who, begun, twelve_months_after(when))).label("entered_in_12"),
        )
        .where(who.is_not(None), sa.func.lower(ended.c.programme) == EDGE_OF_CARE.lower())
        .cte("edge_of_care_with_starts")
    )
    return described_once(
        "edge_of_care_ended",
        *(period.start, period.end),
        rows=followed,
        when=followed.c.ended_on,
        further=("entered_in_6", "entered_in_12", "service"),
    )


def young_children_at_hubs(on: date) -> sa.FromClause:
    """Children under five on a day who are registered with a family hub, each once.

    Age is by the calendar: from birth, and not on the fifth birthday. A child whose date of birth
    is not known is left out. Who was seen by the day or whose registering has no day is registered
    too. ``setting`` is the hub where the child was seen last by the day, else registered last.
    Further column: ``seen``, 1 if a hub saw the child in the twelve months to the day. The export
    records only the first visit and the last, so the day is the last of the export's month: where
    the last is after the day, the first stands for it.
    """
    child = family_hub_child.c
    visit = sa.case(
        (child.last_seen_on <= day(on), child.last_seen_on),
        (child.first_seen_on <= day(on), child.first_seen_on),
    )
    latest = sa.func.row_number().over(
        partition_by=child.person_id,
        order_by=(
            visit.desc().nulls_last(),
            child.registered_on.desc().nulls_last(),
            child.source_file,
            child.source_row,
        ),
    )
    seen = visit >= day(Period.twelve_months_to(on).start)
    registered = (
        sa.select(
            child.person_id,
            child.hub.label("setting"),
            _flag(seen).label("seen"),
            latest.label("latest"),
            *(child[name] for name in _BY_ROW),
        )
        .where(
            child.registered_on.is_(None) | (child.registered_on <= day(on)) | visit.is_not(None)
        )
        .cte("registered_with_hubs")
    )
    once = sa.select(registered).where(registered.c.latest == 1).cte("registered_once")
    children = described_once(
        "family_hub_children", on, rows=once, when=on, further=("seen", "setting")
    )
    return only(children, children.c.age.between(0, FIRST_YEARS - 1))


def conferences_offered(period: Period) -> sa.FromClause:
    """Family group conferences offered in a period: one row is a child and an offer.

    Characteristics are those of the day. Further columns: ``accepted``, null while the family
    considers; ``held_on``; ``outcome``.
    """
    offer = family_group_conference.c
    offered = _conferences(offer.offered_on, period, "conferences_offered")
    return described_once(
        "family_group_conferences_offered",
        *(period.start, period.end),
        rows=offered,
        when=offered.c.offered_on,
        further=("accepted", "held_on", "outcome", "programme"),
    )


def conferences_held(period: Period) -> sa.FromClause:
    """Family group conferences held in a period: one row is a child and a conference.

    Characteristics are those of the day. Further columns: ``outcome``, and ``reviewed_in_6``, 1 if
    the family plan was reviewed from the day to the day six months after.
    """
    offer = family_group_conference.c
    held = _conferences(offer.held_on, period, "conferences_held")
    in_time = held.c.plan_reviewed_on.between(held.c.held_on, six_months_after(held.c.held_on))
    reviewed = sa.select(held, _flag(in_time).label("reviewed_in_6")).cte("conferences_reviewed")
    return described_once(
        "family_group_conferences_held",
        *(period.start, period.end),
        rows=reviewed,
        when=reviewed.c.held_on,
        further=("outcome", "reviewed_in_6", "programme"),
    )


def conferences_followed(period: Period) -> sa.FromClause:
    """Conferences held in a period about known children who were not looked after that day.

    Further column: ``entered_in_12``, 1 if the child started to be looked after from that day to
    the day twelve months after it.
    """
    held = _conferences(family_group_conference.c.held_on, period, "conferences_of_families")
    who, when = held.c.person_id, held.c.held_on
    followed = (
        sa.select(
            held, _flag(started_care(who, when, twelve_months_after(when))).label("entered_in_12")
        )
        .where(who.is_not(None), ~in_care(who, when))
        .cte("conferences_with_starts")
    )
    return described_once(
        "family_group_conferences_followed",
        *(period.start, period.end),
        rows=followed,
        when=followed.c.held_on,
        further=("entered_in_12", "programme"),
    )


def _ended(period: Period) -> sa.CTE:
    each = targeted_intervention.c
    return (
        sa.select(targeted_intervention, each.provider.label("service"))
        .where(each.ended_on.between(day(period.start), day(period.end)))
        .cte("interventions_over")
    )


def _conferences(when: sa.ColumnElement[Any], period: Period, name: str) -> sa.CTE:
    offer = family_group_conference
    return (
        sa.select(offer, offer.c.reason.label("programme"))
        .where(when.between(day(period.start), day(period.end)))
        .cte(name)
    )


def _flag(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.case((condition, 1), else_=0)
