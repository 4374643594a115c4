"""Messy rows of every table of homes and sufficiency."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ae_pipeline.returns.homes import codes
from oracle.inventing_rows import a_day, groups, later, maybe, people, somebody, sourced

if TYPE_CHECKING:
    from random import Random

    from ae_pipeline.validation.codelist import CodeList
    from oracle.areas import Row, Tables

PEOPLE = 25
MONTH_ENDS = ("2023-03-31", "2024-02-28", "2024-02-29", "2024-03-31", "2024-12-31")
MONTH_ENDS += ("2025-02-28", "2025-03-30", "2025-03-31", "2025-09-30")
COUNTS = ("2023-07-18", "2023-07-19", "2023-08-31", "2023-09-01", "2023-09-30", "2023-10-01")
COUNTS += ("2024-02-29", "2024-06-30", "2024-07-01", "2024-07-16", "2024-07-17", "2024-08-31")
COUNTS += ("2024-09-01", "2024-09-30", "2024-10-01", "2025-01-16", "2025-01-17", "2025-03-31")
COUNTS += ("2025-04-01", "2025-10-01")
"""First days of the six months to a month's end or a census, days next to them, and last days."""


def _one_of(chance: Random, listed: CodeList) -> str:
    return chance.choice(sorted(listed.base))


def _days(chance: Random, *lengths: int, ends: float = 0.6) -> tuple[date, date | None]:
    """First day and the first day after, which can be the same; now and then it is open."""
    first = a_day(chance)
    if chance.random() < 0.3:
        after = a_day(chance)
        return min(first, after), max(first, after)
    return first, maybe(chance, later(chance, first, *(lengths or (0, 1, 30, 200, 700))), ends)


def _days_of_counting(chance: Random) -> list[date]:
    """Few, so that some periods have none in their six months, and some only on an edge of them."""
    return [date.fromisoformat(text) for text in chance.sample(COUNTS, 4)]


def _known(chance: Random) -> list[Row]:
    """People, some of them adults of 22 and over."""
    rows = people(chance, PEOPLE)
    return [
        {**row, "date_of_birth": date(2002, 3, 31)} if chance.random() < 0.15 else row
        for row in rows
    ]


def tables(chance: Random) -> Tables:
    found: Tables = {"person": _known(chance), "person_group": groups(chance, PEOPLE)}
    for name, (invent, number) in _ROWS.items():
        rows = [invent(chance) for _ in range(number)]
        rows += [dict(chance.choice(rows)) for _ in range(number // 10)]
        found[name] = sourced(rows, name)
    for name, invent in _COUNTED.items():
        days = _days_of_counting(chance)
        rows = [{"counted_on": chance.choice(days), **invent(chance)} for _ in range(80)]
        found[name] = sourced(rows, name)
    return found


def _household(chance: Random) -> Row:
    enquired = a_day(chance)
    approved = maybe(chance, later(chance, enquired, 0, 30, 120), 0.8)
    ended = later(chance, approved or enquired, 0, 1, 60, 365)
    return {
        "kind": _one_of(chance, codes.HOUSEHOLD),
        "enquired_on": maybe(chance, enquired),
        "approved_on": approved,
        "ended_on": maybe(chance, ended, 0.6),
        "places": maybe(chance, chance.randrange(5)),
    }


def _foster_place(chance: Random) -> Row:
    return {
        "as_at": date.fromisoformat(chance.choice(MONTH_ENDS)),
        "kind": maybe(chance, _one_of(chance, codes.HOUSEHOLD)),
        "approved": maybe(chance, chance.randrange(5)),
        "filled": chance.randrange(5),
    }


def _constellation(chance: Random) -> Row:
    launched, ended = _days(chance)
    return {"launched_on": launched, "ended_on": ended}


def _in_constellation(chance: Random) -> Row:
    joined, left = _days(chance)
    return {
        "person_id": somebody(chance, PEOPLE),
        "joined_on": joined,
        "left_on": left,
        "left_reason": maybe(chance, _one_of(chance, codes.MOCKINGBIRD_END)) if left else None,
    }


def _request(chance: Random) -> Row:
    requested, closed = _days(chance, 0, 1, 5, 40, ends=0.9)
    needed = requested + timedelta(days=chance.choice([-1, 0, 1, 2, 14]))
    return {
        "person_id": somebody(chance, PEOPLE),
        "requested_on": requested,
        "needed_by": maybe(chance, needed),
        "reason": maybe(chance, _one_of(chance, codes.REQUEST), 0.9),
        "sought": maybe(chance, _one_of(chance, codes.SOUGHT), 0.9),
        "siblings_together": chance.choice([True, False, None]),
        "closed_on": closed,
        "outcome": maybe(chance, chance.choice(["PLACED", "PLACED", "WITHDRAWN"]), 0.9),
        "found": maybe(chance, _one_of(chance, codes.SOUGHT)),
        "unregistered": chance.choice([True, False, False, None]),
    }


def _stay(chance: Random) -> Row:
    started, ended = _days(chance)
    return {
        "person_id": somebody(chance, PEOPLE, unknown=0.15),
        "started_on": started,
        "ended_on": ended,
        "kind": maybe(chance, _one_of(chance, codes.SOUGHT)),
        "unregistered": chance.choice([True, True, False, None]),
    }


def _care_leaver_home(chance: Random) -> Row:
    moved_in, moved_out = _days(chance)
    return {
        "person_id": somebody(chance, PEOPLE),
        "moved_in_on": moved_in,
        "moved_out_on": moved_out,
        "accommodation": chance.choice(
            [
                _one_of(chance, codes.ACCOMMODATION),
                "SUPPORTED_LODGINGS",
                chance.choice(sorted(codes.BADLY_HOUSED)),
            ]
        ),
        "suitable": chance.choice([True, True, False, None]),
    }


def _homeless(chance: Random) -> Row:
    presented, assessed = _days(chance, -1, 0, 1, 10, 40)
    return {
        "person_id": somebody(chance, PEOPLE),
        "presented_on": presented,
        "assessed_on": assessed,
        "outcome": maybe(chance, _one_of(chance, codes.HOMELESS_OUTCOME)),
    }


def _offer(chance: Random) -> Row:
    return {
        "starts_on": date(chance.choice([2022, 2023, 2024, 2025]), 9, 1),
        "phase": chance.choice(["primary", "secondary"]),
        "applicants": maybe(chance, chance.randint(5, 12), 0.9),
        "first_preference": maybe(chance, chance.randint(0, 13), 0.9),
    }


def _provision(chance: Random) -> Row:
    opened, ended = _days(chance)
    return {
        "kind": maybe(chance, _one_of(chance, codes.PROVISION), 0.9),
        "opened_on": opened,
        "ended_on": ended,
        "places": chance.randrange(40),
        "filled": maybe(chance, chance.randrange(45)),
    }


def _grant(chance: Random) -> Row:
    granted, ended = _days(chance)
    return {
        "person_id": somebody(chance, PEOPLE),
        "granted_on": granted,
        "ended_on": ended,
        "annual_pence": maybe(chance, chance.randrange(900_000)),
    }


def _paid_placement(chance: Random) -> Row:
    started, ended = _days(chance)
    return {
        "person_id": somebody(chance, PEOPLE),
        "sector": maybe(chance, _one_of(chance, codes.SECTOR)),
        "started_on": started,
        "ended_on": ended,
        "annual_pence": maybe(chance, chance.randrange(10_000_000_000)),
    }


def _short_break(chance: Random) -> Row:
    """Of some the wait is 28 or 29 days at the end of a month, or ends on that day."""
    assessed = a_day(chance)
    started = maybe(chance, later(chance, assessed, -1, 0, 1, 27, 28, 29, 60), 0.5)
    if chance.random() < 0.6:
        month_end = date.fromisoformat(chance.choice(MONTH_ENDS))
        assessed = month_end - timedelta(days=chance.choice([27, 28, 29, 30]))
        started = maybe(chance, later(chance, month_end, -1, 0, 1), 0.5)
    return {
        "person_id": somebody(chance, PEOPLE),
        "kind": maybe(chance, _one_of(chance, codes.SHORT_BREAK)),
        "assessed_on": assessed,
        "started_on": started,
        "ended_on": maybe(chance, later(chance, assessed, 0, 28, 29, 300), 0.5),
    }


def _transport(chance: Random) -> Row:
    started, ended = _days(chance)
    return {
        "person_id": somebody(chance, PEOPLE),
        "mode": maybe(chance, _one_of(chance, codes.TRANSPORT)),
        "reason": maybe(chance, _one_of(chance, codes.TRANSPORT_REASON)),
        "alone": chance.choice([True, False, None]),
        "started_on": started,
        "ended_on": ended,
        "annual_pence": maybe(chance, chance.randrange(3_000_000)),
    }


def _provider(chance: Random) -> Row:
    return {
        "kind": maybe(chance, _one_of(chance, codes.EARLY_YEARS)),
        "ofsted": maybe(chance, _one_of(chance, codes.OFSTED), 0.9),
        "funded_at_2": maybe(chance, chance.randrange(20)),
        "funded_at_3_4": maybe(chance, chance.randrange(40)),
    }


def _city(chance: Random) -> Row:
    return {
        "eligible_at_2": maybe(chance, chance.randint(500, 900)),
        "taking_up_at_2": maybe(chance, chance.randint(300, 950)),
        "children_at_3_4": maybe(chance, chance.randint(4000, 6000)),
        "taking_up_at_3_4": maybe(chance, chance.randint(4000, 6000)),
    }


def _school(chance: Random) -> Row:
    return {
        "phase": maybe(chance, _one_of(chance, codes.PHASE), 0.9),
        "capacity": chance.randint(0, 300),
        "on_roll": chance.randint(0, 300),
    }


_ROWS = {
    "foster_household": (_household, 80),
    "foster_place": (_foster_place, 80),
    "mockingbird_constellation": (_constellation, 30),
    "mockingbird_placement": (_in_constellation, 60),
    "placement_request": (_request, 100),
    "placement_stay": (_stay, 60),
    "care_leaver_home": (_care_leaver_home, 60),
    "homeless_young_person": (_homeless, 60),
    "school_offer": (_offer, 30),
    "specialist_provision": (_provision, 50),
    "targeted_funding": (_grant, 60),
    "high_needs_placement": (_paid_placement, 60),
    "short_break": (_short_break, 80),
    "school_transport": (_transport, 70),
}
_COUNTED = {
    "early_years_provider": _provider,
    "early_years_take_up": _city,
    "school_capacity": _school,
}
