"""Invented referrals, plans, proceedings and lists of Annex A, on edges."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ae_pipeline.returns.annex_a.categories.leaving import ELIGIBILITY
from ae_pipeline.returns.cin.codes import CLOSURE, PRIMARY_NEED
from oracle.days import months_later
from oracle.inventing_rows import a_day, groups, later, maybe, people, somebody, sourced

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from oracle.areas import Row, Tables

PEOPLE = 36
DAY = timedelta(days=1)
MONTH_ENDS = tuple(months_later(date(2023, 8, 1), each) - DAY for each in range(26))
WORKING_45 = (0, 1, 62, 63, 64, 65, 66, 67, 68)
"""Days that are about 45 working days."""
WORKING_15 = (0, 1, 19, 20, 21, 22, 23, 24)
WORKING_10 = (0, 1, 13, 14, 15, 16, 17)


def _near(chance: Random, day: date) -> date:
    return later(chance, day, -1, 0, 0, 1)


def _each_day_once(rows: list[Row], when: str) -> list[Row]:
    """At most one a person and day; of nobody known as many as there are."""
    seen = set()
    kept = []
    for row in rows:
        key = row["person_id"], row[when]
        if row["person_id"] is None or key not in seen:
            kept.append(row)
        seen.add(key)
    return kept


def _many(number: int, make: Callable[[], Row]) -> list[Row]:
    return [make() for _ in range(number)]


def _after(chance: Random, rows: list[Row], when: str, *months: int) -> date:
    """So many months after a day of another row, or a day next to it."""
    if not rows or chance.random() < 0.5:
        return a_day(chance)
    return _near(chance, months_later(chance.choice(rows)[when], chance.choice(months)))


def _ended(chance: Random, start: date, *ends: date) -> Row:
    """How something ended, if it did; now and then as nobody said."""
    end = maybe(chance, chance.choice([*ends, later(chance, start, -1, 0, 1, 30, 400)]), 0.7)
    return {"ended_on": end, "ended_imputed": end is not None and chance.random() < 0.15}


def _referrals(chance: Random) -> list[Row]:
    rows: list[Row] = []
    births = {f"person {each}": maybe(chance, a_day(chance)) for each in range(PEOPLE)}
    for _ in range(130):
        who = somebody(chance, PEOPLE)
        on = _after(chance, [row for row in rows if row["person_id"] == who], "referred_on", 12, 6)
        born = births.get(who or "", maybe(chance, later(chance, on, -1, 0, 1, 200)))
        nothing = chance.choice([True, False, False, None])
        closed = maybe(
            chance, chance.choice([later(chance, on, 0, 1, 45, 200), a_day(chance)]), 0.6
        )
        closed = None if nothing or closed is None else max(closed, on)
        imputed = closed is not None and chance.random() < 0.15
        reason = chance.choice(["RC8", "RC9", *sorted(CLOSURE.valid_in("2024-25"))])
        rows.append(
            {
                "person_id": who,
                "referred_on": on,
                "no_further_action": nothing,
                "primary_need": maybe(chance, chance.choice(sorted(PRIMARY_NEED.base))),
                "closed_on": closed,
                "closed_imputed": imputed,
                "closure_reason": None if closed is None or imputed else maybe(chance, reason, 0.9),
                "born_on": maybe(chance, born, 0.9),
            }
        )
    rows = _each_day_once(rows, "referred_on")
    return [{**row, "referral_no": number} for number, row in enumerate(rows)]


def _of_referral(chance: Random, referrals: list[Row]) -> Row:
    """What follows a referral: mostly its person's, begun on a day near it."""
    referral = chance.choice(referrals)
    start = later(chance, referral["referred_on"], -3, -1, 0, 0, 1, 1, 2, 3, 4, 5)
    described = chance.random() < 0.9
    return {
        "person_id": referral["person_id"] if described else somebody(chance, PEOPLE),
        "referral_no": referral["referral_no"] if described else None,
        "started_on": start if chance.random() < 0.8 else a_day(chance),
    }


def _assessment(chance: Random, referrals: list[Row]) -> Row:
    row = _of_referral(chance, referrals)
    done = later(chance, row["started_on"], -2, *WORKING_45)
    births = [one["born_on"] for one in referrals if one["referral_no"] == row["referral_no"]]
    near_birth = [_near(chance, born) for born in births if born is not None]
    done = chance.choice([done, done, *near_birth, a_day(chance)])
    disabled = chance.random() < 0.3
    return {**row, "authorised_on": maybe(chance, done, 0.9), "disabled": disabled}


def _plan(chance: Random, rows: list[Row]) -> Row:
    start = _after(chance, rows, "started_on", 24, 3)
    ended = [row["ended_on"] for row in rows if row["ended_on"] is not None]
    if ended and chance.random() < 0.3:
        start = _near(chance, months_later(chance.choice(ended), chance.choice([0, 24])))
    two_years = later(chance, start, 729, 730, 731)
    ends = [_near(chance, months_later(start, 3)), two_years, two_years]
    return {
        "person_id": somebody(chance, PEOPLE),
        "started_on": start,
        **_ended(chance, start, *ends),
        "previous_plans": maybe(chance, chance.choice([0, 0, 1, 2])),
    }


def _plans(chance: Random) -> list[Row]:
    rows: list[Row] = []
    for _ in range(100):
        who = somebody(chance, PEOPLE // 2)
        own = [row for row in rows if row["person_id"] == who]
        rows.append({**_plan(chance, own), "person_id": who})
    for day in MONTH_ENDS:
        for start in (later(chance, day, -731, -730, -729), _near(chance, months_later(day, -3))):
            lasts = {"started_on": start, "ended_on": None, "ended_imputed": False}
            rows.append({**_plan(chance, rows), **lasts})
    rows = _each_day_once(rows, "started_on")
    return [{**row, "plan_no": number} for number, row in enumerate(rows)]


def _reviews(chance: Random, plans: list[Row]) -> list[Row]:
    rows = {}
    for plan in plans:
        day = plan["started_on"]
        if chance.random() < 0.2:
            rows[plan["plan_no"], day] = None
        for _ in range(chance.choice([0, 1, 2, 5])):
            months = 3 if day == plan["started_on"] else 6
            day = _near(chance, months_later(day, months))
            rows[plan["plan_no"], day] = None
    return [{"plan_no": number, "reviewed_on": day} for number, day in rows]


def _conference(chance: Random, plans: list[Row]) -> Row:
    plan = chance.choice(plans)
    held = plan["started_on"] if chance.random() < 0.6 else a_day(chance)
    return {
        "person_id": plan["person_id"] if chance.random() < 0.8 else somebody(chance, PEOPLE),
        "held_on": held,
        "enquiry_started_on": maybe(
            chance, held - timedelta(days=chance.choice([-2, -1, *WORKING_15]))
        ),
    }


def _cin_plan(chance: Random) -> Row:
    start = a_day(chance)
    return {
        "person_id": somebody(chance, PEOPLE),
        "started_on": start,
        **_ended(chance, start, a_day(chance)),
    }


def _proceedings(chance: Random) -> Row:
    start = a_day(chance)
    ended = _ended(chance, start, later(chance, start, 7, 10, 112, 113), a_day(chance))
    applied = None
    if ended["ended_on"] is not None and not ended["ended_imputed"]:
        applied = maybe(chance, later(chance, ended["ended_on"], 0, 0, 0, 1, 30), 0.8)
    return {
        "person_id": somebody(chance, PEOPLE // 2),
        "started_on": start,
        **ended,
        "court_applied_on": applied,
        "meeting_offered": chance.choice([True, False, None]),
        "meeting_held": chance.choice([True, False, None]),
    }


def _contacts(chance: Random) -> list[Row]:
    rows: list[Row] = []
    for _ in range(120):
        who = somebody(chance, PEOPLE)
        mine = [row for row in rows if row["person_id"] == who]
        rows.append({"person_id": who, "contacted_on": _after(chance, mine, "contacted_on", 12, 0)})
    return rows


def _plan_listed(chance: Random, listed: date) -> Row:
    start = chance.choice([later(chance, listed, *(-each for each in WORKING_10)), a_day(chance)])
    visited = chance.choice(
        [later(chance, listed, 1, *(-each for each in WORKING_10)), a_day(chance)]
    )
    return {
        "person_id": somebody(chance, PEOPLE),
        "started_on": start,
        "ended_on": maybe(chance, _near(chance, listed), 0.4),
        "visited_on": maybe(chance, visited),
    }


def _looked_after(chance: Random, listed: date) -> Row:
    year, half = months_later(listed, -12), months_later(listed, -6)
    lately = [later(chance, listed, -41, -42, -43), later(chance, listed, -27, -28, -29, -30, 1)]
    long_ago = [_near(chance, year), _near(chance, year + DAY), later(chance, listed, -800)]
    start = chance.choice([*long_ago, _near(chance, half), *lately, *lately, a_day(chance)])
    first = later(chance, start, -1, 0, 1, 27, 28, 29)
    health = [first, first, months_later(listed, -9), _near(chance, year), _near(chance, half)]
    return {
        "person_id": somebody(chance, PEOPLE),
        "started_on": start,
        "ceased_on": maybe(chance, _near(chance, listed), 0.3),
        "health_assessed_on": maybe(chance, chance.choice([*health, _near(chance, listed)])),
        "dentist_on": maybe(chance, chance.choice([_near(chance, year), _near(chance, listed)])),
        "visited_on": maybe(chance, later(chance, listed, 1, 0, -41, -42, -43)),
        "unaccompanied": chance.choice([True, False, None]),
    }


def _leaver(chance: Random, listed: date) -> Row:
    return {
        "person_id": somebody(chance, PEOPLE),
        "eligibility": maybe(chance, chance.choice([each.text for each in ELIGIBILITY]), 0.9),
        "pathway_reviewed_on": maybe(chance, later(chance, listed, 1, 0, -182, -183, -184)),
    }


def _lists(chance: Random, make: Callable[[Random, date], Row]) -> list[Row]:
    """Five or so lists of some months."""
    return [
        {**make(chance, listed), "listed_on": listed}
        for listed in chance.sample(MONTH_ENDS, 6)
        for _ in range(25)
    ]


def _people(chance: Random) -> list[Row]:
    """People, some of whom turn five on a list's day or next to it."""
    return [
        {**row, "date_of_birth": _near(chance, months_later(chance.choice(MONTH_ENDS), -60))}
        if chance.random() < 0.4
        else row
        for row in people(chance, PEOPLE)
    ]


def invent(chance: Random) -> Tables:
    """Everything that social care reads."""
    referrals = _referrals(chance)
    plans = _plans(chance)
    assessments = _many(140, lambda: _assessment(chance, referrals))
    enquiries = _many(70, lambda: _of_referral(chance, referrals))
    conferences = _many(80, lambda: _conference(chance, plans))
    cin_plans = _many(60, lambda: _cin_plan(chance))
    proceedings = _many(90, lambda: _proceedings(chance))
    tables = {
        "referral": referrals,
        "assessment": _each_day_once(assessments, "started_on"),
        "section_47_enquiry": _each_day_once(enquiries, "started_on"),
        "initial_conference": _each_day_once(conferences, "held_on"),
        "cin_plan": _each_day_once(cin_plans, "started_on"),
        "protection_plan": plans,
        "protection_review": _reviews(chance, plans),
        "pre_proceedings": _each_day_once(proceedings, "started_on"),
        "contact": _contacts(chance),
        "protection_plan_listed": _lists(chance, _plan_listed),
        "looked_after_listed": _lists(chance, _looked_after),
        "care_leaver_listed": _lists(chance, _leaver),
    }
    return {
        "person": _people(chance),
        "person_group": groups(chance, PEOPLE),
        **{name: sourced(rows, name) for name, rows in tables.items()},
    }
