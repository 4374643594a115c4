"""Key indicator 3, family group conferences, in the year to 31 March 2025 by default."""

from __future__ import annotations

from datetime import date

import pytest
from early_help_rows import NOBODY, born, cared_for, check, conference, counted, total

from ae_pipeline.measures.key_indicators import ki03_family_led as ki03

ALL = [
    ki03.fgc_offered,
    ki03.fgc_accepted_pct,
    ki03.fgc_held,
    ki03.family_led_plans,
    ki03.fgc_plan_agreed_pct,
    ki03.family_plan_reviewed_pct,
    ki03.fgc_remained_in_family_pct,
]
_ROWS = [
    conference("offered on the first day", "2024-04-01"),
    conference("offered on the last day", "2025-03-31"),
    conference("offered and held before", "2024-02-01", "2024-03-31"),
    conference("offered after", "2025-04-01"),
    conference("declined", "2024-05-01", accepted=False),
    conference("accepted, not held", "2024-05-01", accepted=True),
    conference("held on the first day", "2024-03-01", "2024-04-01"),
    conference("held on the last day", "2025-03-01", "2025-03-31"),
    conference("held after", "2025-03-01", "2025-04-01"),
    conference("no plan", "2024-05-01", "2024-06-01", outcome="NO_PLAN"),
    conference("outcome not recorded", "2024-05-01", "2024-06-01", outcome=None),
    conference("offered twice", "2024-05-01", accepted=False),
    conference("offered twice", "2024-09-01", "2024-10-01"),
    conference("two in a day", "2024-05-01", "2024-06-01"),
    conference("two in a day", "2024-05-01", "2024-06-01"),
    conference(None, "2024-05-01", "2024-06-01"),
]


@pytest.mark.parametrize("definition", ALL, ids=lambda each: each.id)
def test_without_rows_nobody_is_counted(engine, definition):
    assert (
        total(engine, definition, [born("of whom nothing else is recorded", "2015-01-01")])[0] == 0
    )


def test_every_offer_of_the_period_counts(engine):
    expected = {
        "offered on the first day": 1,
        "offered on the last day": 1,
        "declined": 1,
        "accepted, not held": 1,
        "held on the last day": 1,
        "held after": 1,
        "no plan": 1,
        "outcome not recorded": 1,
        "offered twice": (1, 1),
        "two in a day": (1, 1),
        NOBODY: 1,
    }
    check(engine, ki03.fgc_offered, _ROWS, expected)
    assert total(engine, ki03.fgc_offered, _ROWS) == (13, None)


def test_accepted_is_of_offers_that_were_answered(engine):
    expected = {
        "declined": 0,
        "accepted, not held": 1,
        "held on the last day": 1,
        "held after": 1,
        "no plan": 1,
        "outcome not recorded": 1,
        "offered twice": (0, 1),
        "two in a day": (1, 1),
        NOBODY: 1,
    }
    check(engine, ki03.fgc_accepted_pct, _ROWS, expected)
    assert total(engine, ki03.fgc_accepted_pct, _ROWS) == (9, 11)


_HELD = {
    "held on the first day": 1,
    "held on the last day": 1,
    "no plan": 0,
    "outcome not recorded": 0,
    "offered twice": 1,
    "two in a day": (1, 1),
    NOBODY: 1,
}


def test_conferences_held_are_of_the_day_they_were_held(engine):
    assert total(engine, ki03.fgc_held, _ROWS) == (8, None)


def test_a_family_led_plan_is_one_that_was_agreed(engine):
    check(engine, ki03.fgc_plan_agreed_pct, _ROWS, _HELD)
    agreed = {who: each for who, each in _HELD.items() if each != 0}
    check(engine, ki03.family_led_plans, _ROWS, agreed)
    assert total(engine, ki03.family_led_plans, _ROWS) == (6, None)


def test_conferences_are_broken_down_by_why_they_were_offered(engine):
    rows = [
        conference("early help", "2024-05-01"),
        conference("on a plan", "2024-05-01", reason="CHILD_PROTECTION"),
    ]
    results = counted(engine, ki03.fgc_offered, rows).counts.query("breakdown == 'programme'")
    assert set(results["category"]) == {"EARLY_HELP", "CHILD_PROTECTION"}


def _reviewed(why: str | None, held: str, reviewed: str | None, **columns):
    day = None if reviewed is None else date.fromisoformat(reviewed)
    return conference(why, "2023-01-01", held, plan_reviewed_on=day, **columns)


def test_a_plan_is_reviewed_within_six_months_of_the_conference(engine):
    rows = [
        _reviewed("the same day", "2023-05-03", "2023-05-03"),
        _reviewed("after six months to the day", "2023-05-03", "2023-11-03"),
        _reviewed("a day late", "2023-05-03", "2023-11-04"),
        _reviewed("the day before", "2023-05-03", "2023-05-02"),
        _reviewed("from 31 August to 29 February", "2023-08-31", "2024-02-29"),
        _reviewed("from 31 August to 1 March", "2023-08-31", "2024-03-01"),
        _reviewed("from 29 February to 29 August", "2024-02-29", "2024-08-29"),
        _reviewed("never", "2023-05-03", None),
        _reviewed("no plan", "2023-05-03", None, outcome="NO_PLAN"),
        _reviewed("held before the year", "2023-03-31", "2023-05-01"),
        _reviewed("held after the year", "2024-04-01", "2024-05-01"),
        _reviewed(None, "2023-05-03", "2023-06-01"),
    ]
    expected = {
        "the same day": 1,
        "after six months to the day": 1,
        "a day late": 0,
        "the day before": 0,
        "from 31 August to 29 February": 1,
        "from 31 August to 1 March": 0,
        "from 29 February to 29 August": 1,
        "never": 0,
        NOBODY: 1,
    }
    check(engine, ki03.family_plan_reviewed_pct, rows, expected)


def test_who_was_not_in_care_at_the_conference_is_followed_for_a_year(engine):
    held = "2023-05-03"
    cases = {
        "never in care": (held, None, None, 1),
        "on the anniversary": (held, "2024-05-03", None, 0),
        "the day after it": (held, "2024-05-04", None, 1),
        "in care on the day it ended before": (held, "2023-01-01", held, 1),
        "held on 29 February, 28 February": ("2024-02-29", "2025-02-28", None, 0),
        "held on 29 February, 1 March": ("2024-02-29", "2025-03-01", None, 1),
        "in care already": (held, "2023-01-01", None, None),
        "started on the day": (held, held, None, None),
    }
    rows = []
    for why, (day, start, end, _) in cases.items():
        rows.append(conference(why, "2023-04-01", day))
        if start is not None:
            rows.append(cared_for(why, start, end))
    rows += [
        conference("on a short break", "2023-04-01", held),
        cared_for("on a short break", "2023-01-01", ls="V3"),
        conference("no plan agreed", "2023-04-01", held, outcome="NO_PLAN"),
        conference("turned 18 since", "2023-04-01", held),
        born("turned 18 since", "2005-06-01"),
        conference("held after the year", "2023-04-01", "2024-04-01"),
        conference("not held", "2023-05-01"),
        conference(None, "2023-04-01", held),
    ]
    expected = {why: each[3] for why, each in cases.items() if each[3] is not None} | {
        "on a short break": 1,
        "no plan agreed": 1,
        "turned 18 since": 1,
    }
    check(engine, ki03.fgc_remained_in_family_pct, rows, expected)
