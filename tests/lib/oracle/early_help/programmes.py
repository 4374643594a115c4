"""Targeted help: programmes, family hubs and family group conferences."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from oracle.ages import age
from oracle.areas import Member
from oracle.days import months_later
from oracle.early_help.following import by_source, in_care, referred, started_care, within
from oracle.people import described, person_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from oracle.areas import Row, Tables

    Members = Callable[[Tables, date, date], Iterator[Member]]

FIRST_YEARS = range(5)


# Programmes


def _about(tables: Tables, row: Row, on: date) -> Row:
    return {
        **described(tables, row["person_id"], on),
        "programme": row["programme"],
        "service": row["provider"] or "not_known",
    }


def started(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for one in tables["targeted_intervention"]:
        if within(one["started_on"], start, end) and not _while_another_lasts(tables, one):
            yield Member(1, None, _about(tables, one, one["started_on"]))


def _while_another_lasts(tables: Tables, now: Row) -> bool:
    """Whether an earlier time in the programme was not over, or one began on the day before it."""
    for other in tables["targeted_intervention"]:
        same = (other["person_id"], other["programme"]) == (now["person_id"], now["programme"])
        if other is now or not same or now["person_id"] is None:
            continue
        if other["started_on"] == now["started_on"] and by_source(other) < by_source(now):
            return True
        if other["started_on"] < now["started_on"] and (
            other["ended_on"] is None or other["ended_on"] > now["started_on"]
        ):
            return True
    return False


def _ended(tables: Tables, start: date, end: date) -> Iterator[tuple[Row, Row]]:
    for one in tables["targeted_intervention"]:
        if within(one["ended_on"], start, end):
            yield one, _about(tables, one, one["ended_on"])


def completed(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for one, about in _ended(tables, start, end):
        if one["completion"] != "MOVED":
            yield Member(int(one["completion"] == "COMPLETED"), 1, about)


def _gain(one: Row) -> int | None:
    before, after = one["score_before"], one["score_after"]
    if before is None or after is None or one["better"] is None:
        return None
    return after - before if one["better"] == "HIGHER" else before - after


def improved(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for one, about in _ended(tables, start, end):
        gain = _gain(one)
        if gain is not None:
            yield Member(int(gain > 0 and gain >= (one["least_change"] or 0)), 1, about)


def scored(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for one, about in _ended(tables, start, end):
        yield Member(int(_gain(one) is not None), 1, about)


def goal_met(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for one, about in _ended(tables, start, end):
        if one["goal_met"] is not None:
            yield Member(int(one["goal_met"]), 1, about)


def referred_again(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for one, about in _ended(tables, start, end):
        who, ended = one["person_id"], one["ended_on"]
        if who is not None:
            yield Member(int(referred(tables, who, ended, months_later(ended, 12))), 1, about)


def kept_from_care(months: int) -> Members:
    def members(tables: Tables, start: date, end: date) -> Iterator[Member]:
        for one, about in _ended(tables, start, end):
            who, last = one["person_id"], months_later(one["ended_on"], months)
            if who is None or one["programme"].lower() != "edge of care":
                continue
            del about["programme"]
            entered = started_care(tables, who, one["started_on"], last)
            yield Member(int(not entered), 1, about)

    return members


# Family hubs


def _at_hubs(tables: Tables, on: date) -> Iterator[tuple[bool, Row]]:
    """Each child under five on a hub's list, with whether a hub saw the child in a year."""
    after = months_later(on + timedelta(days=1), -12)
    children: dict[str, list[Row]] = {}
    for row in tables["family_hub_child"]:
        visits = [
            day for day in (row["first_seen_on"], row["last_seen_on"]) if within(day, date.min, on)
        ]
        if visits or row["registered_on"] is None or row["registered_on"] <= on:
            recorded_rows = {**row, "visit": max(visits, default=None)}
            children.setdefault(row["person_id"], []).append(recorded_rows)
    for who, rows in children.items():
        years = age(on, (person_of(tables, who) or {}).get("date_of_birth"))
        if years not in FIRST_YEARS:
            continue
        seen = any(within(row["visit"], after, on) for row in rows)
        yield seen, {**described(tables, who, on), "setting": _hub(rows)}


def _hub(rows: list[Row]) -> str:
    """Where the child was seen last, else (or of one day) registered last."""
    for when in ("visit", "registered_on"):
        latest = max((row[when] for row in rows if row[when] is not None), default=None)
        rows = [row for row in rows if row[when] == latest]
    return min(rows, key=by_source)["hub"]


def reached(tables: Tables, _start: date, end: date) -> Iterator[Member]:
    for seen, about in _at_hubs(tables, end):
        if seen:
            yield Member(1, None, about)


def registered(tables: Tables, _start: date, end: date) -> Iterator[Member]:
    for _, about in _at_hubs(tables, end):
        yield Member(1, None, about)


# Family group conferences


def _conferences(tables: Tables, when: str, start: date, end: date) -> Iterator[tuple[Row, Row]]:
    for one in tables["family_group_conference"]:
        if within(one[when], start, end):
            about = described(tables, one["person_id"], one[when])
            yield one, {**about, "programme": one["reason"] or "not_known"}


def offered(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for _, about in _conferences(tables, "offered_on", start, end):
        yield Member(1, None, about)


def accepted(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for one, about in _conferences(tables, "offered_on", start, end):
        if one["accepted"] is not None:
            yield Member(int(one["accepted"]), 1, about)


def held(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for _, about in _conferences(tables, "held_on", start, end):
        yield Member(1, None, about)


def plans(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for one, about in _conferences(tables, "held_on", start, end):
        if one["outcome"] == "PLAN":
            yield Member(1, None, about)


def agreed(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for one, about in _conferences(tables, "held_on", start, end):
        yield Member(int(one["outcome"] == "PLAN"), 1, about)


def reviewed(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for one, about in _conferences(tables, "held_on", start, end):
        if one["outcome"] == "PLAN":
            by = months_later(one["held_on"], 6)
            yield Member(int(within(one["plan_reviewed_on"], one["held_on"], by)), 1, about)


def stayed_out_of_care(tables: Tables, start: date, end: date) -> Iterator[Member]:
    for one, about in _conferences(tables, "held_on", start, end):
        who, on = one["person_id"], one["held_on"]
        if who is not None and not in_care(tables, who, on):
            entered = started_care(tables, who, on, months_later(on, 12))
            yield Member(int(not entered), 1, about)


PROGRAMMES: dict[str, Callable[[Tables, date, date], Iterable[Member]]] = {
    "targeted_interventions_started": started,
    "targeted_intervention_rate": started,
    "targeted_intervention_completion_pct": completed,
    "targeted_intervention_improved_pct": improved,
    "targeted_intervention_scored_pct": scored,
    "targeted_intervention_goal_met_pct": goal_met,
    "targeted_reescalation_pct": referred_again,
    "edge_of_care_prevented_pct": kept_from_care(12),
    "edge_of_care_prevented_6m_pct": kept_from_care(6),
    "family_hub_reach_pct": reached,
    "family_hub_registered_pct": registered,
    "fgc_offered": offered,
    "fgc_accepted_pct": accepted,
    "fgc_held": held,
    "family_led_plans": plans,
    "fgc_plan_agreed_pct": agreed,
    "family_plan_reviewed_pct": reviewed,
    "fgc_remained_in_family_pct": stayed_out_of_care,
}
