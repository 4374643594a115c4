"""Child protection plans, in the year to 31 March 2025 and on that day."""

from __future__ import annotations

from social_care_rows import NOBODY, assert_counts, born, check, fact, load, on_plan

from ae_pipeline.measures.key_indicators import ki06_child_protection as ki06

ALL = [
    ki06.cpp_rate,
    ki06.cpp_start_rate,
    ki06.icpc_rate,
    ki06.icpc_to_cpp_pct,
    ki06.cpp_repeat_pct,
    ki06.cpp_repeat_2yr_pct,
    ki06.cpp_2yr_open_pct,
    ki06.cpp_2yr_ended_pct,
    ki06.cpp_under_3m_ended_pct,
]


def test_without_rows_nobody_is_counted(engine):
    load(engine, [born("of whom nothing else is recorded", "2015-01-01")])
    for definition in ALL:
        assert_counts(engine, definition, {})


def test_children_on_a_plan_on_the_day(engine):
    result = check(
        engine,
        ki06.cpp_rate,
        [
            on_plan("lasts", "2024-01-01"),
            on_plan("started on the day", "2025-03-31"),
            on_plan("started the day after", "2025-04-01"),
            on_plan("ended on the day", "2024-01-01", "2025-03-31"),
            on_plan("ended the day after", "2024-01-01", "2025-04-01"),
            on_plan("two at once", "2024-01-01"),
            on_plan("two at once", "2024-02-01"),
            on_plan("one after the other on a day", "2024-01-01", "2025-03-31"),
            on_plan("one after the other on a day", "2025-03-31"),
            on_plan("imputed end", "2023-05-01", "2024-04-01", ended_imputed=True),
            born("18 on the day", "2007-03-31"),
            on_plan("18 on the day", "2024-06-01"),
            on_plan(NOBODY, "2024-01-01"),
            on_plan(NOBODY, "2024-01-01"),
        ],
        {
            "lasts": 1,
            "started on the day": 1,
            "ended the day after": 1,
            "two at once": 1,
            "one after the other on a day": 1,
            "18 on the day": 1,
            NOBODY: (1, 1),
        },
    )
    ages = result.membership.set_index("person_id")["age_band"]
    assert ages["18 on the day"] == "18+"
    assert ages["lasts"] == "not_known"


def test_every_plan_that_starts_counts(engine):
    check(
        engine,
        ki06.cpp_start_rate,
        [
            on_plan("on the first day", "2024-04-01"),
            on_plan("on the last day", "2025-03-31"),
            on_plan("a day early", "2024-03-31"),
            on_plan("a day late", "2025-04-01"),
            on_plan("twice", "2024-05-01", "2024-09-01"),
            on_plan("twice", "2024-11-01"),
            on_plan(NOBODY, "2024-05-01"),
        ],
        {"on the first day": 1, "on the last day": 1, "twice": (1, 1), NOBODY: 1},
    )


def _conference(why, held, enquiry="2024-05-01"):
    return fact("initial_conference", why, held_on=held, enquiry_started_on=enquiry)


def test_conferences_of_enquiries_and_of_children_who_moved_here_count(engine):
    result = check(
        engine,
        ki06.icpc_rate,
        [
            _conference("on the first day", "2024-04-01"),
            _conference("on the last day", "2025-03-31"),
            _conference("a day early", "2024-03-31"),
            _conference("a day late", "2025-04-01"),
            _conference("moved here", "2024-06-01", None),
            _conference("twice", "2024-06-01"),
            _conference("twice", "2024-09-01"),
            _conference(NOBODY, "2024-06-01"),
        ],
        {
            "on the first day": 1,
            "on the last day": 1,
            "moved here": 1,
            "twice": (1, 1),
            NOBODY: 1,
        },
    )
    by = result.counts.query("breakdown == 'programme'").set_index("category")["numerator"]
    assert by.to_dict() == {"section_47": 5, "transfer_in": 1}


def test_a_conference_leads_to_a_plan_of_the_same_day(engine):
    check(
        engine,
        ki06.icpc_to_cpp_pct,
        [
            _conference("plan on the day", "2024-06-03"),
            on_plan("plan on the day", "2024-06-03"),
            _conference("plan the day after", "2024-06-03"),
            on_plan("plan the day after", "2024-06-04"),
            _conference("no plan", "2024-06-03"),
            _conference("moved here", "2024-06-03", None),
            on_plan("moved here", "2024-06-03"),
            _conference("two conferences, one plan", "2024-06-03"),
            _conference("two conferences, one plan", "2024-09-02"),
            on_plan("two conferences, one plan", "2024-09-02"),
            _conference(NOBODY, "2024-06-03"),
            on_plan(NOBODY, "2024-06-03"),
        ],
        {
            "plan on the day": 1,
            "plan the day after": 0,
            "no plan": 0,
            "moved here": 1,
            "two conferences, one plan": (0, 1),
            NOBODY: 0,
        },
    )


def test_a_repeat_is_recorded_by_the_number_of_previous_plans(engine):
    check(
        engine,
        ki06.cpp_repeat_pct,
        [
            on_plan("first", "2024-06-01", previous_plans=0),
            on_plan("second", "2024-06-01", previous_plans=1),
            on_plan("fourth", "2025-03-31", previous_plans=3),
            on_plan("not recorded", "2024-06-01", previous_plans=None),
            on_plan("before the year", "2024-03-31", previous_plans=1),
            on_plan(NOBODY, "2024-06-01", previous_plans=1),
        ],
        {"first": 0, "second": 1, "fourth": 1, "not recorded": 0, NOBODY: 1},
    )


_AGAIN = [
    ("on the anniversary", "2023-02-10", "2025-02-10", {}, 1),
    ("a day after the anniversary", "2023-02-09", "2025-02-10", {}, 0),
    ("ended on 29 February", "2024-02-29", "2025-02-28", {}, 1),
    ("ended on the day of the start", "2025-02-10", "2025-02-10", {}, 1),
    ("ended after the start", "2025-02-11", "2025-02-10", {}, 0),
    ("end imputed", "2024-04-01", "2025-02-10", {"ended_imputed": True}, 0),
    ("never ended", None, "2025-02-10", {}, 0),
]


def test_a_plan_within_two_years_of_the_last(engine):
    rows = []
    for why, ended, started, columns, _ in _AGAIN:
        rows += [on_plan(why, "2022-01-01", ended, **columns), on_plan(why, started)]
    check(engine, ki06.cpp_repeat_2yr_pct, rows, {why: each for why, *_, each in _AGAIN})


def test_a_plan_follows_none_of_somebody_not_known(engine):
    rows = [on_plan(NOBODY, "2024-01-01", "2025-01-10"), on_plan(NOBODY, "2025-02-01")]
    check(engine, ki06.cpp_repeat_2yr_pct, rows, {NOBODY: 0})
    first = [on_plan("first in the quarter", "2025-01-01"), on_plan("before it", "2024-12-31")]
    check(engine, ki06.cpp_repeat_2yr_pct, first, {"first in the quarter": 0})


def test_two_years_are_more_than_729_days(engine):
    check(
        engine,
        ki06.cpp_2yr_open_pct,
        [
            # 2024 is a leap year: 1 April 2023 to 31 March 2025 are 730 days.
            on_plan("730 days", "2023-04-01"),
            on_plan("729 days", "2023-04-02"),
            on_plan("ended on the day", "2020-01-01", "2025-03-31"),
            on_plan(NOBODY, "2020-01-01"),
        ],
        {"730 days": 1, "729 days": 0, NOBODY: 1},
    )
    check(
        engine,
        ki06.cpp_2yr_ended_pct,
        [
            on_plan("730 days", "2022-06-01", "2024-05-31"),
            on_plan("729 days", "2022-06-01", "2024-05-30"),
            on_plan("on the last day", "2020-01-01", "2025-03-31"),
            on_plan("a day late", "2020-01-01", "2025-04-01"),
            on_plan("a day early", "2020-01-01", "2024-03-31"),
            on_plan("end imputed", "2020-01-01", "2024-04-01", ended_imputed=True),
            on_plan("lasts", "2020-01-01"),
            on_plan("two endings", "2024-01-01", "2024-05-01"),
            on_plan("two endings", "2024-06-01", "2024-09-01"),
            on_plan(NOBODY, "2020-01-01", "2024-06-01"),
        ],
        {
            "730 days": 1,
            "729 days": 0,
            "on the last day": 1,
            "two endings": (0, 0),
            NOBODY: 1,
        },
    )


_SHORT = [
    ("three months to the day", "2024-06-10", "2024-09-10", 1),
    ("a day more", "2024-06-10", "2024-09-11", 0),
    ("from 30 November to the end of February", "2024-11-30", "2025-02-28", 1),
    ("from 30 November to 1 March", "2024-11-30", "2025-03-01", 0),
    ("not ended", "2025-03-01", None, None),
    ("ended after the year", "2025-03-01", "2025-04-01", None),
]


def test_plans_that_ended_within_three_months(engine):
    rows = [on_plan(*each) for *each, _ in _SHORT]
    rows.append(on_plan("end imputed", "2024-03-20", "2024-04-01", ended_imputed=True))
    check(engine, ki06.cpp_under_3m_ended_pct, rows, {why: each for why, *_, each in _SHORT})
