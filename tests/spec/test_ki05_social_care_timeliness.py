"""Social care in time, in the year to 31 March 2025 and on that day.

Working days over Christmas 2024: none on 25 and 26 December and 1 January. From Monday 2 December
the 45th working day is Thursday 6 February; from Monday 16 December the 15th is Thursday 9 January.
"""

from __future__ import annotations

from social_care_rows import (
    NOBODY,
    assert_counts,
    assessed,
    born,
    check,
    fact,
    load,
    on_plan,
    referred,
)

from ae_pipeline.measures.key_indicators import ki05_social_care_timeliness as ki05

ALL = [
    ki05.contact_decision_1wd,
    ki05.assessment_45wd,
    ki05.assessment_45wd_from_referral,
    ki05.assessment_45wd_disabled,
    ki05.unborn_assessed_before_birth_pct,
    ki05.icpc_15wd,
    ki05.cpp_reviewed_on_time,
    ki05.cpp_visited_10wd_pct,
    ki05.cla_visited_6wk_pct,
]


def test_without_rows_nobody_is_counted(engine):
    load(engine, [born("of whom nothing else is recorded", "2015-01-01")])
    for definition in ALL:
        assert_counts(engine, definition, {})


# Decisions ---------------------------------------------------------------------------------------


def _acted_on(why, on, *, assessment=None, enquiry=None, number, **columns):
    rows = [referred(why, on, referral_no=number, **columns)]
    if assessment:
        rows.append(assessed(why, assessment, referral_no=number))
    if enquiry:
        rows.append(fact("section_47_enquiry", why, started_on=enquiry, referral_no=number))
    return rows


_DECIDED = [
    ("on the day", "2024-06-03", "2024-06-03", 1),
    ("next working day", "2024-06-03", "2024-06-04", 1),
    ("the day after that", "2024-06-03", "2024-06-05", 0),
    # Monday 27 May 2024 is a bank holiday.
    ("Friday to Tuesday over a bank holiday", "2024-05-24", "2024-05-28", 1),
    ("Friday to Wednesday over a bank holiday", "2024-05-24", "2024-05-29", 0),
    ("Saturday to Monday", "2024-06-08", "2024-06-10", 1),
    ("Christmas Eve to 27 December", "2024-12-24", "2024-12-27", 1),
    ("dated before the referral", "2024-06-03", "2024-05-31", 0),
    ("a Saturday before a referral on Sunday", "2024-06-09", "2024-06-08", 0),
    ("on the last day", "2025-03-31", "2025-03-31", 1),
    ("due on the last day, and after it", "2025-03-28", "2025-04-01", 0),
    ("due on the last day, and not done", "2025-03-28", None, 0),
    ("on a Saturday, due on the last day", "2025-03-29", None, 0),
    ("due after the last day", "2025-03-31", None, None),
    ("due and done after the last day", "2025-03-31", "2025-04-01", None),
    ("never", "2024-06-03", None, 0),
    ("before the year", "2024-03-28", "2024-04-02", None),
]


def test_a_decision_shows_in_the_first_thing_that_began(engine):
    rows = [
        row
        for number, (why, on, action, _) in enumerate(_DECIDED, start=1)
        for row in _acted_on(why, on, assessment=action, number=number)
    ]
    expected = {why: each for why, *_, each in _DECIDED}
    check(engine, ki05.contact_decision_1wd, rows, expected)


def test_the_first_action_counts_whichever_it_is(engine):
    late, day = "2024-06-20", "2024-06-03"
    another = _acted_on("the action of another referral", day, number=5)
    check(
        engine,
        ki05.contact_decision_1wd,
        [
            *_acted_on("enquiry first", day, assessment=late, enquiry=day, number=1),
            *_acted_on("assessment first", day, assessment=day, enquiry=late, number=2),
            *_acted_on("no action", day, number=3, no_further_action=True),
            *_acted_on(NOBODY, day, assessment=day, number=4),
            *another,
            assessed("the action of another referral", day, referral_no=99),
        ],
        {
            "enquiry first": 1,
            "assessment first": 1,
            NOBODY: 1,
            "the action of another referral": 0,
        },
    )


# Assessments -------------------------------------------------------------------------------------


_ASSESSED = [
    ("the 45th working day, over Christmas", "2024-12-02", "2025-02-06", 1),
    ("the 46th working day, over Christmas", "2024-12-02", "2025-02-07", 0),
    ("done on the day", "2024-06-03", "2024-06-03", 1),
    ("done on the last day of the year", "2025-03-03", "2025-03-31", 1),
    ("done the day after the year", "2025-03-03", "2025-04-01", None),
    ("done before it started", "2024-06-04", "2024-06-03", 0),
    ("done on the Saturday, started on the Sunday", "2024-06-09", "2024-06-08", 0),
    ("under way", "2024-06-03", None, None),
]


def test_assessment_45wd_is_from_the_start(engine):
    load(engine, [assessed(*each, disabled=True) for *each, _ in _ASSESSED])
    expected = {why: each for why, *_, each in _ASSESSED}
    assert_counts(engine, ki05.assessment_45wd, expected)
    assert_counts(engine, ki05.assessment_45wd_disabled, expected)


def test_only_disabled_children_are_in_the_measure_of_theirs(engine):
    rows = [
        assessed("disabled", "2024-06-03", "2024-06-10", disabled=True),
        assessed("not disabled", "2024-06-03", "2024-06-10", disabled=False),
        assessed(NOBODY, "2024-06-03", "2024-06-10", disabled=True),
    ]
    check(engine, ki05.assessment_45wd_disabled, rows, {"disabled": 1, NOBODY: 1})
    check(engine, ki05.assessment_45wd, rows, {"disabled": 1, "not disabled": 1, NOBODY: 1})


def test_the_statutory_limit_is_from_the_referral_to_its_first_assessment(engine):
    def case(number, why, on, *assessments):
        described = [assessed(why, *each, referral_no=number) for each in assessments]
        return [referred(why, on, referral_no=number), *described]

    rows = [
        *case(1, "the 45th working day", "2024-12-02", ("2024-12-20", "2025-02-06")),
        *case(2, "the 46th working day", "2024-12-02", ("2024-12-20", "2025-02-07")),
        *case(
            *(3, "first late, second in time", "2024-06-03"),
            *(("2024-06-10", "2024-12-02"), ("2024-06-12", "2024-07-01")),
        ),
        *case(
            *(4, "second long after", "2024-05-01"),
            *(("2024-05-02", "2024-05-20"), ("2025-01-02", "2025-02-01")),
        ),
        *case(5, "referred a year before the period", "2023-04-01", ("2023-04-03", "2024-04-02")),
        *case(6, "referred before that", "2023-03-31", ("2023-04-03", "2024-04-02")),
        *case(
            *(7, "first still under way", "2024-06-03"),
            *(("2024-06-04",), ("2024-07-01", "2024-07-02")),
        ),
        *case(8, NOBODY, "2024-06-03", ("2024-06-04", "2024-06-20")),
        *case(9, "referred after the year", "2025-04-01", ("2025-03-03", "2025-03-31")),
        *case(10, "done on the Saturday", "2024-06-09", ("2024-06-08", "2024-06-08")),
        assessed("of no referral", "2024-06-03", "2024-06-10"),
    ]
    check(
        engine,
        ki05.assessment_45wd_from_referral,
        rows,
        {
            "the 45th working day": 1,
            "the 46th working day": 0,
            "first late, second in time": 0,
            "second long after": 1,
            "referred a year before the period": 0,
            "done on the Saturday": 0,
            NOBODY: 1,
        },
    )


def test_unborn_children_are_assessed_before_the_birth(engine):
    def case(number, why, on, birth, done=None, **columns):
        described = referred(why, on, referral_no=number, born_on=birth, **columns)
        return [described, assessed(why, on, done, referral_no=number)]

    rows = [
        *case(1, "the day before", "2024-05-01", "2024-07-01", "2024-06-30"),
        *case(2, "on the day of birth", "2024-05-01", "2024-07-01", "2024-07-01"),
        *case(3, "under way", "2024-05-01", "2024-07-01"),
        *case(4, "born on the last day", "2025-01-02", "2025-03-31", "2025-02-01"),
        *case(5, "born after the year", "2025-01-02", "2025-04-01", "2025-02-01"),
        *case(6, "referred on the day of birth", "2024-07-01", "2024-07-01", "2024-07-10"),
        *case(7, "no action", "2024-05-01", "2024-07-01", no_further_action=True),
        *case(8, "referred twice", "2024-05-01", "2024-07-01"),
        *case(9, "referred twice", "2024-06-01", "2024-07-01", "2024-06-20"),
        *case(10, "birth not recorded", "2024-05-01", None, "2024-06-30"),
        *case(11, NOBODY, "2024-05-01", "2024-07-01", "2024-06-30"),
        *case(12, NOBODY, "2024-05-01", "2024-07-01"),
    ]
    check(
        engine,
        ki05.unborn_assessed_before_birth_pct,
        rows,
        {
            "the day before": 1,
            "on the day of birth": 0,
            "under way": 0,
            "born on the last day": 1,
            "referred twice": 0,
            NOBODY: (0, 1),
        },
    )


# Conferences and reviews -------------------------------------------------------------------------


def test_icpc_15wd(engine):
    def conference(why, held, enquiry):
        return fact("initial_conference", why, held_on=held, enquiry_started_on=enquiry)

    check(
        engine,
        ki05.icpc_15wd,
        [
            conference("the 15th working day, over Christmas", "2025-01-09", "2024-12-16"),
            conference("the 16th working day, over Christmas", "2025-01-10", "2024-12-16"),
            conference("on the day", "2024-06-03", "2024-06-03"),
            conference("before the enquiry", "2024-06-03", "2024-06-04"),
            conference("the Saturday before it", "2024-06-08", "2024-06-09"),
            conference("on the last day", "2025-03-31", "2025-03-20"),
            conference("after the year", "2025-04-01", "2025-03-20"),
            conference("moved here", "2024-06-03", None),
            conference("twice", "2024-06-10", "2024-06-03"),
            conference("twice", "2024-10-30", "2024-10-01"),
            conference(NOBODY, "2024-06-10", "2024-06-03"),
        ],
        {
            "the 15th working day, over Christmas": 1,
            "the 16th working day, over Christmas": 0,
            "on the day": 1,
            "before the enquiry": 0,
            "the Saturday before it": 0,
            "on the last day": 1,
            "twice": (0, 1),
            NOBODY: 1,
        },
    )


_REVIEWED = [
    ("first on the last day of three months", "2024-10-10", ["2025-01-10"], 1),
    ("first a day later", "2024-10-10", ["2025-01-11"], 0),
    ("from 30 November to the end of February", "2024-11-30", ["2025-02-28"], 1),
    ("from 30 November to 1 March", "2024-11-30", ["2025-03-01"], 0),
    ("three months old on the day, first due on it", "2024-12-31", [], 1),
    ("three months old a day ago, no review", "2024-12-30", [], 0),
    ("not three months old", "2025-01-01", [], None),
    ("second on the last day of six months", "2024-06-20", ["2024-09-10", "2025-03-10"], 1),
    ("second a day later", "2024-06-20", ["2024-09-10", "2025-03-11"], 0),
    ("second due the day after", "2024-07-10", ["2024-10-01"], 1),
    ("second due the day before", "2024-07-10", ["2024-09-30"], 0),
    ("late long ago", "2023-12-10", ["2024-03-11", "2024-09-01", "2025-02-01"], 0),
    ("always in time", "2024-01-10", ["2024-04-10", "2024-10-10", "2025-03-01"], 1),
    ("twice on a day", "2024-10-10", ["2025-01-10", "2025-01-10"], 1),
    ("on the day of the start only", "2024-10-10", ["2024-10-10"], 0),
    ("after the day only", "2024-10-10", ["2025-04-01"], 0),
]


def test_every_review_has_to_be_in_time(engine):
    rows = []
    for number, (why, start, reviews, _) in enumerate(_REVIEWED, start=1):
        rows.append(on_plan(why, start, plan_no=number))
        rows += [
            fact("protection_review", None, plan_no=number, reviewed_on=each) for each in reviews
        ]
    expected = {why: each for why, *_, each in _REVIEWED}
    check(engine, ki05.cpp_reviewed_on_time, rows, expected)


def test_reviews_are_evaluated_of_plans_that_hold_on_the_day(engine):
    check(
        engine,
        ki05.cpp_reviewed_on_time,
        [
            on_plan("ended on the day", "2024-06-01", "2025-03-31"),
            on_plan("ends the day after", "2024-06-01", "2025-04-01"),
            on_plan(NOBODY, "2024-06-01"),
            on_plan(NOBODY, "2024-06-01"),
            on_plan("two at once, the later one young", "2024-06-01"),
            on_plan("two at once, the later one young", "2025-03-01"),
        ],
        {"ends the day after": 0, NOBODY: (0, 0)},
    )


# Visits, by lists --------------------------------------------------------------------------------


_PLANS_VISITED = [
    # Ten working days up to Monday 31 March 2025 go back to Monday 17 March.
    ("ten working days ago", "2024-06-01", "2025-03-17", 1),
    ("eleven working days ago", "2024-06-01", "2025-03-14", 0),
    ("on the day", "2024-06-01", "2025-03-31", 1),
    ("after the day", "2024-06-01", "2025-04-01", 0),
    ("no visit", "2024-06-01", None, 0),
    ("ten working days old", "2025-03-17", None, 0),
    ("not ten working days old", "2025-03-18", None, None),
]


def test_visits_to_children_on_plans(engine):
    day = {"listed_on": "2025-03-31"}
    rows = [
        fact("protection_plan_listed", why, started_on=start, visited_on=visit, **day)
        for why, start, visit, _ in _PLANS_VISITED
    ]
    expected = {why: each for why, *_, each in _PLANS_VISITED}
    check(engine, ki05.cpp_visited_10wd_pct, rows, expected)


def test_which_list_and_which_plans_of_it_are_evaluated(engine):
    def listed(why, on, end=None, start="2024-01-01", visit="2025-03-31"):
        days = {"listed_on": on, "started_on": start, "ended_on": end, "visited_on": visit}
        return fact("protection_plan_listed", why, **days)

    rows = [
        listed("on the newest list", "2025-03-31"),
        listed("on an older list only", "2024-12-31"),
        listed("on a later list only", "2025-06-30"),
        listed("ended on the day", "2025-03-31", "2025-03-31"),
        listed("ended the day after", "2025-03-31", "2025-04-01"),
        listed("listed twice", "2025-03-31"),
        listed("listed twice", "2025-03-31", start="2024-02-01", visit=None),
        listed(NOBODY, "2025-03-31"),
        listed(NOBODY, "2025-03-31"),
    ]
    now = {
        "on the newest list": 1,
        "ended the day after": 1,
        "listed twice": 0,
        NOBODY: (1, 1),
    }
    check(engine, ki05.cpp_visited_10wd_pct, rows, now)
    # The list of March answers until that of June comes, as of its own day.
    check(engine, ki05.cpp_visited_10wd_pct, rows, now, month="2025-05")
    check(engine, ki05.cpp_visited_10wd_pct, rows[:1], {}, month="2025-10")


_CHILDREN_VISITED = [
    ("42 days ago", "2024-06-01", "2025-02-17", 1),
    ("43 days ago", "2024-06-01", "2025-02-16", 0),
    ("after the day", "2024-06-01", "2025-04-01", 0),
    ("no visit", "2024-06-01", None, 0),
    ("42 days in care", "2025-02-17", None, 0),
    ("41 days in care", "2025-02-18", None, None),
]


def test_visits_to_children_looked_after(engine):
    table, day = "looked_after_listed", "2025-03-31"
    rows = [
        fact(table, why, listed_on=day, started_on=start, visited_on=visit)
        for why, start, visit, _ in _CHILDREN_VISITED
    ]
    rows.append(fact(table, "left", listed_on=day, started_on="2024-01-01", ceased_on=day))
    expected = {why: each for why, *_, each in _CHILDREN_VISITED}
    check(engine, ki05.cla_visited_6wk_pct, rows, expected)
