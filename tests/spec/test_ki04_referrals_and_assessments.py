"""Referrals, assessments and need, in the year to 31 March 2025 and on that day."""

from __future__ import annotations

from social_care_rows import NOBODY, assert_counts, assessed, born, check, fact, load, referred

from ae_pipeline.measures.key_indicators import ki04_referrals_and_assessments as ki04

ALL = [
    ki04.referral_rate,
    ki04.rereferral_pct,
    ki04.referral_nfa_pct,
    ki04.assessed_not_in_need_pct,
    ki04.assessment_rate,
    ki04.s47_rate,
    ki04.cin_rate,
    ki04.cin_plans_open,
    ki04.mash_repeat_contact_pct,
]


def test_without_rows_nobody_is_counted(engine):
    load(engine, [born("of whom nothing else is recorded", "2015-01-01")])
    for definition in ALL:
        assert_counts(engine, definition, {})


def test_every_referral_of_the_period_counts(engine):
    check(
        engine,
        ki04.referral_rate,
        [
            referred("on the first day", "2024-04-01"),
            referred("on the last day", "2025-03-31"),
            referred("a day early", "2024-03-31"),
            referred("a day late", "2025-04-01"),
            referred("without action", "2024-06-01", no_further_action=True),
            referred("twice", "2024-06-01", "2024-07-01"),
            referred("twice", "2024-08-01"),
            referred(NOBODY, "2024-06-01"),
            referred(NOBODY, "2024-06-02"),
        ],
        {
            "on the first day": 1,
            "on the last day": 1,
            "without action": 1,
            "twice": (1, 1),
            NOBODY: (1, 1),
        },
    )


def test_a_rereferral_is_within_twelve_calendar_months(engine):
    cases = [
        ("2023-06-10", "2024-06-10", 1),  # the anniversary
        ("2023-06-09", "2024-06-10", 0),  # a day more
        ("2024-02-29", "2025-02-28", 1),
        ("2024-02-28", "2025-02-28", 1),
        ("2024-02-27", "2025-02-28", 0),
        ("2024-02-29", "2025-03-01", 0),
        ("2024-03-30", "2024-04-01", 1),
    ]
    rows = [referred(f"{first}, {on}", each) for first, on, _ in cases for each in (first, on)]
    expected = {f"{first}, {on}": again for first, on, again in cases}
    check(engine, ki04.rereferral_pct, rows, expected)


def test_twelve_months_before_29_february_are_from_the_28th(engine):
    rows = [
        referred("on the 28th", "2023-02-28"),
        referred("on the 28th", "2024-02-29"),
        referred("on the 27th", "2023-02-27"),
        referred("on the 27th", "2024-02-29"),
    ]
    required = {"on the 28th": 1, "on the 27th": 0}
    check(engine, ki04.rereferral_pct, rows, required, month="2024-02")


def test_what_makes_a_rereferral(engine):
    check(
        engine,
        ki04.rereferral_pct,
        [
            referred("for the first time", "2024-06-01"),
            referred("twice on a day, by two ids", "2024-06-01"),
            referred("twice on a day, by two ids", "2024-06-01"),
            referred("three times", "2024-05-01"),
            referred("three times", "2024-06-01"),
            referred("three times", "2024-07-01"),
            referred("without action before", "2024-01-01", no_further_action=True),
            referred("without action before", "2024-06-01"),
            referred("without action now", "2024-01-01"),
            referred("without action now", "2024-06-01", no_further_action=True),
            referred("after the year", "2024-06-01"),
            referred("after the year", "2025-04-02"),
            referred(NOBODY, "2024-05-01"),
            referred(NOBODY, "2024-06-01"),
        ],
        {
            "for the first time": 0,
            "twice on a day, by two ids": (0, 0),
            "three times": (0, 1, 1),
            "without action before": 1,
            "without action now": 1,
            "after the year": 0,
            NOBODY: (0, 0),
        },
    )


def test_referral_nfa_pct(engine):
    check(
        engine,
        ki04.referral_nfa_pct,
        [
            referred("no further action", "2024-06-01", no_further_action=True),
            referred("further action", "2024-06-01"),
            referred("not recorded", "2024-06-01", no_further_action=None),
            referred("before the year", "2024-03-31", no_further_action=True),
            referred(NOBODY, "2024-06-01", no_further_action=True),
        ],
        {"no further action": 1, "further action": 0, "not recorded": 0, NOBODY: 1},
    )


def test_assessed_not_in_need_pct(engine):
    def closed(why, on, reason, referred_on="2024-06-01"):
        return referred(why, referred_on, on, closure_reason=reason)

    check(
        engine,
        ki04.assessed_not_in_need_pct,
        [
            closed("no further action after assessment", "2024-07-01", "RC8"),
            closed("to early help", "2024-07-01", "RC9"),
            closed("closed on the last day", "2025-03-31", "RC8"),
            closed("closed after the year", "2025-04-01", "RC8"),
            closed("referred before the year", "2024-07-01", "RC8", "2024-03-31"),
            closed("other reason", "2024-07-01", "RC7"),
            closed("reason not recorded", "2024-07-01", None),
            referred("still open", "2024-06-01"),
            referred("no further action", "2024-06-01", no_further_action=True),
        ],
        {
            "no further action after assessment": 1,
            "to early help": 1,
            "closed on the last day": 1,
            "closed after the year": 0,
            "other reason": 0,
            "reason not recorded": 0,
            "still open": 0,
            "no further action": 0,
        },
    )


def test_assessments_count_when_they_are_authorised(engine):
    check(
        engine,
        ki04.assessment_rate,
        [
            assessed("on the first day", "2024-01-01", "2024-04-01"),
            assessed("on the last day", "2025-03-31", "2025-03-31"),
            assessed("a day early", "2024-01-01", "2024-03-31"),
            assessed("a day late", "2025-01-01", "2025-04-01"),
            assessed("under way", "2024-06-01"),
            assessed("twice", "2024-05-01", "2024-06-01"),
            assessed("twice", "2024-08-01", "2024-09-01"),
            assessed(NOBODY, "2024-06-01", "2024-07-01"),
        ],
        {"on the first day": 1, "on the last day": 1, "twice": (1, 1), NOBODY: 1},
    )


def test_enquiries_count_when_they_start(engine):
    def enquired(why, on):
        return fact("section_47_enquiry", why, started_on=on)

    check(
        engine,
        ki04.s47_rate,
        [
            enquired("on the first day", "2024-04-01"),
            enquired("on the last day", "2025-03-31"),
            enquired("a day early", "2024-03-31"),
            enquired("a day late", "2025-04-01"),
            enquired("twice", "2024-06-01"),
            enquired("twice", "2024-08-01"),
            enquired(NOBODY, "2024-06-01"),
        ],
        {"on the first day": 1, "on the last day": 1, "twice": (1, 1), NOBODY: 1},
    )


def test_children_in_need_have_an_episode_open_on_the_day(engine):
    result = check(
        engine,
        ki04.cin_rate,
        [
            referred("open", "2020-01-01"),
            referred("referred on the day", "2025-03-31"),
            referred("referred the day after", "2025-04-01"),
            referred("closed on the day", "2024-01-01", "2025-03-31"),
            referred("closed the day after", "2024-01-01", "2025-04-01"),
            referred("no further action", "2025-03-01", no_further_action=True),
            referred("not recorded whether action", "2025-03-01", no_further_action=None),
            referred("two at once", "2024-01-01"),
            referred("two at once", "2024-06-01", primary_need="N2"),
            referred("imputed end", "2023-01-01", "2024-04-01", closed_imputed=True),
            born("18 on the day", "2007-03-31"),
            referred("18 on the day", "2024-01-01"),
            born("17 on the day", "2007-04-01"),
            referred("17 on the day", "2024-01-01"),
            born("not born yet", "2025-06-01"),
            referred("not born yet", "2025-03-01"),
            referred(NOBODY, "2024-01-01"),
            referred(NOBODY, "2024-02-01"),
        ],
        {
            "open": 1,
            "referred on the day": 1,
            "closed the day after": 1,
            "not recorded whether action": 1,
            "two at once": 1,
            "18 on the day": 1,
            "17 on the day": 1,
            "not born yet": 1,
            NOBODY: (1, 1),
        },
    )
    by = result.membership.set_index("person_id")
    assert by.loc["18 on the day", "age_band"] == "18+"
    assert by.loc["17 on the day", "age_band"] == "16-17"
    assert by.loc["not born yet", "age_band"] == "under 1"
    assert by.loc["two at once", "category_of_need"] == "N2"
    assert by.loc["open", "category_of_need"] == "not_known"


def test_a_plan_does_not_hold_on_the_day_it_ends(engine):
    def planned(why, start, end=None, **columns):
        return fact("cin_plan", why, started_on=start, ended_on=end, **columns)

    check(
        engine,
        ki04.cin_plans_open,
        [
            planned("lasts", "2024-01-01"),
            planned("started on the day", "2025-03-31"),
            planned("started the day after", "2025-04-01"),
            planned("ended on the day", "2024-01-01", "2025-03-31"),
            planned("ended the day after", "2024-01-01", "2025-04-01"),
            planned("two at once", "2024-01-01"),
            planned("two at once", "2024-02-01"),
            planned("imputed end", "2024-01-01", "2024-04-01", ended_imputed=True),
            planned(NOBODY, "2024-01-01"),
            planned(NOBODY, "2024-01-01"),
        ],
        {
            "lasts": 1,
            "started on the day": 1,
            "ended the day after": 1,
            "two at once": 1,
            NOBODY: (1, 1),
        },
    )


def test_contacts_repeat_within_twelve_months(engine):
    def contacted(why, on):
        return fact("contact", why, contacted_on=on)

    check(
        engine,
        ki04.mash_repeat_contact_pct,
        [
            contacted("first day of the quarter", "2025-01-01"),
            contacted("last day of the quarter", "2025-03-31"),
            contacted("a day early", "2024-12-31"),
            contacted("a day late", "2025-04-01"),
            contacted("on the anniversary", "2024-02-10"),
            contacted("on the anniversary", "2025-02-10"),
            contacted("a day after the anniversary", "2024-02-09"),
            contacted("a day after the anniversary", "2025-02-10"),
            contacted("twice on a day", "2025-02-10"),
            contacted("twice on a day", "2025-02-10"),
            contacted("again next day", "2025-02-10"),
            contacted("again next day", "2025-02-11"),
            contacted(NOBODY, "2025-02-10"),
            contacted(NOBODY, "2025-02-11"),
        ],
        {
            "first day of the quarter": 0,
            "last day of the quarter": 0,
            "on the anniversary": 1,
            "a day after the anniversary": 0,
            "twice on a day": (0, 0),
            "again next day": (0, 1),
            NOBODY: (0, 0),
        },
    )
