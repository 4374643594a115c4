"""Pre-proceedings, in the quarter to 30 September 2025 and on that day."""

from __future__ import annotations

from functools import partial

import pytest
from social_care_rows import NOBODY, assert_counts, born, check, counted, in_plo, load

from ae_pipeline.measures.definition import TOTAL
from ae_pipeline.measures.key_indicators import ki06_pre_proceedings as ki06

check = partial(check, month="2025-09")

ALL = [
    ki06.plo_active,
    ki06.plo_duration_weeks,
    ki06.care_application_rate,
    ki06.plo_family_meeting_offered_pct,
    ki06.plo_family_meeting_held_pct,
]


def test_without_rows_nobody_is_counted(engine):
    load(engine, [born("of whom nothing else is recorded", "2015-01-01")])
    for requested in ALL:
        assert_counts(engine, requested, {}, month="2025-09")


def test_children_in_pre_proceedings_on_the_day(engine):
    check(
        engine,
        ki06.plo_active,
        [
            in_plo("goes on", "2025-06-01"),
            in_plo("began on the day", "2025-09-30"),
            in_plo("began the day after", "2025-10-01"),
            in_plo("decided on the day", "2025-06-01", "2025-09-30"),
            in_plo("decided the day after", "2025-06-01", "2025-10-01"),
            in_plo("twice at once", "2025-06-01"),
            in_plo("twice at once", "2025-07-01"),
            in_plo(NOBODY, "2025-06-01"),
            in_plo(NOBODY, "2025-06-01"),
        ],
        {
            "goes on": 1,
            "began on the day": 1,
            "decided the day after": 1,
            "twice at once": 1,
            NOBODY: (1, 1),
        },
    )


def _median(result):
    whole = result.counts[result.counts["breakdown"] == TOTAL].iloc[0]
    return whole["numerator"] / whole["denominator"] / ki06.plo_duration_weeks.info.scale


def test_weeks_in_pre_proceedings_are_a_median(engine):
    rows = [
        in_plo("7 days", "2025-07-01", "2025-07-08"),
        in_plo("14 days, on the last day", "2025-09-16", "2025-09-30"),
        in_plo("after the quarter", "2025-07-01", "2025-10-01"),
        in_plo("before the quarter", "2025-05-01", "2025-06-30"),
        in_plo("goes on", "2025-07-01"),
        in_plo("end imputed", "2025-01-01", "2025-07-01", ended_imputed=True),
    ]
    # Of two the middle ones are both: their sum is 21, times two members.
    result = _counted(engine, rows, {"7 days": 7, "14 days, on the last day": 14}, 42)
    assert _median(result) == 1.5
    third = in_plo(NOBODY, "2025-07-01", "2025-08-12")
    members = {"7 days": 7, "14 days, on the last day": 14, NOBODY: 42}
    assert _median(_counted(engine, [*rows, third], members, 84)) == 2


def _counted(engine, rows, members, numerator):
    load(engine, rows)
    result = counted(engine, ki06.plo_duration_weeks, "2025-09")
    results = result.membership
    who = results["person_id"].fillna(NOBODY)
    assert dict(zip(who, results["numerator"], strict=True)) == members
    whole = result.counts[result.counts["breakdown"] == TOTAL].iloc[0]
    assert (whole["numerator"], whole["denominator"]) == (numerator, len(members))
    return result


def test_children_count_once_by_the_application_to_court(engine):
    def applied(why, on):
        return in_plo(why, "2025-01-10", on, court_applied_on=on)

    check(
        engine,
        ki06.care_application_rate,
        [
            applied("on the first day", "2025-07-01"),
            applied("on the last day", "2025-09-30"),
            applied("a day early", "2025-06-30"),
            applied("a day late", "2025-10-01"),
            applied("twice", "2025-07-10"),
            applied("twice", "2025-09-10"),
            in_plo("stepped down", "2025-01-10", "2025-08-01"),
            applied(NOBODY, "2025-07-10"),
            applied(NOBODY, "2025-07-10"),
        ],
        {"on the first day": 1, "on the last day": 1, "twice": 1, NOBODY: (1, 1)},
    )


@pytest.mark.parametrize(
    ("requested", "column"),
    [
        (ki06.plo_family_meeting_offered_pct, "meeting_offered"),
        (ki06.plo_family_meeting_held_pct, "meeting_held"),
    ],
)
def test_family_meetings_of_pre_proceedings_that_began(engine, requested, column):
    check(
        engine,
        requested,
        [
            in_plo("yes, on the first day", "2025-07-01", **{column: True}),
            in_plo("no, on the last day", "2025-09-30", **{column: False}),
            in_plo("not recorded", "2025-08-01", **{column: None}),
            in_plo("a day early", "2025-06-30", **{column: True}),
            in_plo("a day late", "2025-10-01", **{column: True}),
            in_plo(NOBODY, "2025-08-01", **{column: True}),
        ],
        {"yes, on the first day": 1, "no, on the last day": 0, "not recorded": 0, NOBODY: 1},
    )
