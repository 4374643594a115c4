"""Health checks and pathway plans by the lists of Annex A of 31 March 2025."""

from __future__ import annotations

import pytest
from social_care_rows import NOBODY, assert_counts, born, check, fact, load

from ae_pipeline.measures.key_indicators import ki08_care_planning as ki08

ALL = [
    ki08.cla_health_assessment_12m_pct,
    ki08.cla_health_assessment_due_pct,
    ki08.cla_dental_check_12m_pct,
    ki08.cla_initial_health_20wd_pct,
    ki08.cl_pathway_plan_pct,
]
YEARLY = [
    (ki08.cla_health_assessment_12m_pct, "health_assessed_on"),
    (ki08.cla_health_assessment_due_pct, "health_assessed_on"),
    (ki08.cla_dental_check_12m_pct, "dentist_on"),
]


def test_without_rows_nobody_is_counted(engine):
    load(engine, [born("of whom nothing else is recorded", "2015-01-01")])
    for definition in ALL:
        assert_counts(engine, definition, {})


def _in_care(why, start="2020-01-01", *, on="2025-03-31", **columns):
    return fact("looked_after_listed", why, listed_on=on, started_on=start, **columns)


@pytest.mark.parametrize(("definition", "column"), YEARLY)
def test_checks_in_the_twelve_months_to_the_list(engine, definition, column):
    result = check(
        engine,
        definition,
        [
            _in_care("on the anniversary", **{column: "2024-03-31"}),
            _in_care("a day before it", **{column: "2024-03-30"}),
            _in_care("on the day", unaccompanied=True, **{column: "2025-03-31"}),
            _in_care("dated after it", **{column: "2025-04-01"}),
            _in_care("never"),
            _in_care("in care for a year", "2024-04-01", **{column: "2024-05-01"}),
            _in_care("a day less", "2024-04-02", **{column: "2024-05-01"}),
            _in_care("left on the day", ceased_on="2025-03-31", **{column: "2025-03-01"}),
            _in_care("left the day after", ceased_on="2025-04-01", **{column: "2025-03-01"}),
            _in_care("on an older list", on="2024-12-31", **{column: "2024-12-01"}),
            _in_care("listed twice", **{column: "2025-01-01"}),
            _in_care("listed twice", "2021-01-01"),
            _in_care(NOBODY, **{column: "2025-01-01"}),
            _in_care(NOBODY),
        ],
        {
            "on the anniversary": 1,
            "a day before it": 0,
            "on the day": 1,
            "dated after it": 0,
            "never": 0,
            "in care for a year": 1,
            "left the day after": 1,
            "listed twice": 0,
            NOBODY: (0, 1),
        },
    )
    alone = result.membership.set_index("person_id")["uasc"]
    assert (alone["on the day"], alone["never"]) == ("uasc", "not_known")


def test_a_list_answers_until_the_next_one_as_of_its_own_day(engine):
    rows = [
        _in_care("assessed", on="2024-12-31", health_assessed_on="2023-12-31"),
        _in_care("not yet a year", "2024-02-01", on="2024-12-31"),
    ]
    definition = ki08.cla_health_assessment_12m_pct
    check(engine, definition, rows, {"assessed": 1}, month="2025-02")
    check(engine, definition, rows, {}, month="2025-07")


def test_a_list_answers_for_six_whole_months_also_where_they_end_in_february(engine):
    rows = [_in_care("assessed", on="2024-08-31", health_assessed_on="2024-08-01")]
    definition = ki08.cla_health_assessment_12m_pct
    check(engine, definition, rows, {"assessed": 1}, month="2025-01")
    check(engine, definition, rows, {}, month="2025-02")


def test_a_list_of_29_february(engine):
    rows = [
        _in_care("on the 28th", on="2024-02-29", health_assessed_on="2023-02-28"),
        _in_care("on the 27th", on="2024-02-29", health_assessed_on="2023-02-27"),
        _in_care("since 1 March", "2023-03-01", on="2024-02-29"),
        _in_care("since 2 March", "2023-03-02", on="2024-02-29"),
    ]
    definition = ki08.cla_health_assessment_12m_pct
    required = {"on the 28th": 1, "on the 27th": 0, "since 1 March": 0}
    check(engine, definition, rows, required, month="2024-02")


def test_children_under_five_are_due_every_six_months(engine):
    check(
        engine,
        ki08.cla_health_assessment_due_pct,
        [
            born("four, six months ago", "2020-04-01"),
            _in_care("four, six months ago", "2020-05-01", health_assessed_on="2024-09-30"),
            born("four, longer ago", "2020-04-01"),
            _in_care("four, longer ago", "2020-05-01", health_assessed_on="2024-09-29"),
            born("five on the day, longer ago", "2020-03-31"),
            _in_care("five on the day, longer ago", "2020-05-01", health_assessed_on="2024-09-29"),
            born("four, never", "2020-04-01"),
            _in_care("four, never", "2020-05-01"),
            born("age not known, longer ago", None),
            _in_care("age not known, longer ago", health_assessed_on="2024-09-29"),
        ],
        {
            "four, six months ago": 1,
            "four, longer ago": 0,
            "five on the day, longer ago": 1,
            "four, never": 0,
            "age not known, longer ago": 1,
        },
    )


_INITIAL = [
    # From Monday 2 December 2024 the 20th working day is Thursday 2 January 2025.
    ("the 20th working day, over Christmas", "2024-12-02", "2025-01-02", 1),
    ("the 21st working day, over Christmas", "2024-12-02", "2025-01-03", 0),
    ("on the day", "2024-12-02", "2024-12-02", 1),
    ("before care", "2024-12-02", "2024-12-01", 0),
    ("the Saturday before a Sunday", "2024-12-01", "2024-11-30", 0),
    ("never", "2024-12-02", None, 0),
    ("six months ago", "2024-09-30", "2024-10-01", None),
    ("a day less", "2024-10-01", "2024-10-02", 1),
    # Twenty working days up to Monday 31 March 2025 go back to Monday 3 March.
    ("just over", "2025-03-03", None, 0),
    ("not over yet", "2025-03-04", "2025-03-05", None),
]


def test_initial_health_assessments(engine):
    definition = ki08.cla_initial_health_20wd_pct
    expected = {why: each for why, *_, each in _INITIAL}
    for left in (None, "2025-03-20"):
        rows = [
            _in_care(why, start, health_assessed_on=assessed, ceased_on=left)
            for why, start, assessed, _ in _INITIAL
        ]
        check(engine, definition, rows, expected)


def test_new_care_is_of_six_whole_months_also_where_they_end_in_february(engine):
    rows = [
        _in_care("in August", "2024-08-31", on="2025-02-28"),
        _in_care("in September", "2024-09-01", on="2025-02-28"),
    ]
    check(engine, ki08.cla_initial_health_20wd_pct, rows, {"in September": 0}, month="2025-02")


def test_pathway_plans_reviewed_in_183_days(engine):
    def leaver(why, reviewed, eligibility="b) Former relevant", on="2025-03-31"):
        described = {"listed_on": on, "eligibility": eligibility, "pathway_reviewed_on": reviewed}
        return fact("care_leaver_listed", why, **described)

    check(
        engine,
        ki08.cl_pathway_plan_pct,
        [
            # 183 days before 31 March 2025 is 29 September 2024.
            leaver("183 days ago", "2024-09-29"),
            leaver("184 days ago", "2024-09-28"),
            leaver("on the day", "2025-03-31", "a) Relevant"),
            leaver("dated after the list", "2025-04-01"),
            leaver("never", None, "d) Eligible"),
            leaver("qualifying", "2025-03-01", "c) Qualifying"),
            leaver("other", "2025-03-01", "e) Other"),
            leaver("entitlement not recorded", "2025-03-01", None),
            leaver("on an older list", "2024-12-01", on="2024-12-31"),
            leaver("listed twice", "2025-03-01"),
            leaver("listed twice", "2025-03-01", "c) Qualifying"),
            leaver(NOBODY, "2025-03-01"),
            leaver(NOBODY, None),
        ],
        {
            "183 days ago": 1,
            "184 days ago": 0,
            "on the day": 1,
            "dated after the list": 0,
            "never": 0,
            NOBODY: (0, 1),
        },
    )
