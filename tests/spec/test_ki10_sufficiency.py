"""Early years, schools and short breaks, in March 2025."""

from __future__ import annotations

import pytest
from homes_rows import PLYMOUTH, broken_down, case, check, frame, totals

from ae_pipeline.measures.counting import count
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.key_indicators.ki10_sufficiency import (
    ey_good_2yo_pct,
    ey_good_34_pct,
    ey_good_providers_pct,
    ey_takeup_2yo,
    ey_takeup_34,
    first_preference_pct,
    school_places_unfilled,
    short_break_waiting,
    short_break_waiting_days,
    short_breaks_children,
)
from ae_pipeline.periods import Month

_CENSUS, _END = "2025-01-16", "2025-03-31"


def _count_of(on, **columns):
    described = {
        "eligible_at_2": 100,
        "taking_up_at_2": 60,
        "children_at_3_4": 200,
        "taking_up_at_3_4": 190,
    }
    return {"counted_on": on, **described, **columns}


def test_take_up_is_of_the_last_count_up_to_the_january_census(engine):
    cases = [
        case("the census itself", 70, **_count_of(_CENSUS, taking_up_at_2=70)),
        case("the autumn before", **_count_of("2024-10-03")),
        case("later than the census", **_count_of("2025-01-17", taking_up_at_2=1)),
    ]
    check(engine, ey_takeup_2yo, "early_years_take_up", cases, total=(70, 100))


def test_take_up_on_a_months_end_is_of_the_count_before_it(engine):
    rows = [
        _count_of(_CENSUS, taking_up_at_3_4=1),
        _count_of("2025-03-31", taking_up_at_3_4=180),
        _count_of("2025-04-01", taking_up_at_3_4=2),
    ]
    engine.load({"early_years_take_up": frame("early_years_take_up", rows)})
    period = Frequency.MONTH_END.period(Month.parse("2025-03"))
    assert totals(count(engine, ey_takeup_34, period, PLYMOUTH)) == (180, 200)


@pytest.mark.parametrize(("on", "total"), [("2024-07-17", (60, 100)), ("2024-07-16", (0, 0))])
def test_a_count_is_good_for_six_months(engine, on, total):
    expect = 60 if total[1] else None
    cases = [case("the only count", expect, **_count_of(on))]
    check(engine, ey_takeup_2yo, "early_years_take_up", cases, total=total)


@pytest.mark.parametrize("unknown", ["eligible_at_2", "taking_up_at_2"])
def test_take_up_needs_both_numbers(engine, unknown):
    cases = [case("one is not recorded", **_count_of(_CENSUS, **{unknown: None}))]
    check(engine, ey_takeup_2yo, "early_years_take_up", cases, total=(0, 0))


def test_take_up_can_exceed_a_hundred(engine):
    cases = [case("more than estimated", 205, **_count_of(_CENSUS, taking_up_at_3_4=205))]
    check(engine, ey_takeup_34, "early_years_take_up", cases, total=(205, 200))


def _provider(why, expect=None, *, ofsted="2", on=_CENSUS, at_2=10, at_3_4=20):
    return case(
        why, expect, kind="NURSERY", ofsted=ofsted, counted_on=on, funded_at_2=at_2,
        funded_at_3_4=at_3_4,
    )  # fmt: skip


def test_good_providers_are_those_judged_1_or_2_of_those_judged(engine):
    counted = check(
        engine,
        ey_good_providers_pct,
        "early_years_provider",
        [
            _provider("outstanding", 1, ofsted="1"),
            _provider("good, without funded children", 1, at_2=0, at_3_4=0),
            _provider("requires improvement", 0, ofsted="3"),
            _provider("inadequate", 0, ofsted="4"),
            _provider("not inspected yet", ofsted="N"),
            _provider("not recorded", ofsted=None),
            _provider("the count before", on="2024-10-03"),
        ],
        total=(2, 4),
    )
    assert broken_down(counted, "setting") == {"NURSERY": (2, 4)}


def test_children_in_good_settings_are_of_those_in_judged_ones(engine):
    def cases(good, poor):
        return [
            _provider("good", good),
            _provider("requires improvement", poor, ofsted="3", at_2=5, at_3_4=8),
            _provider("children not recorded", 0, at_2=None, at_3_4=None),
            _provider("not inspected yet", ofsted="N"),
        ]

    check(engine, ey_good_2yo_pct, "early_years_provider", cases(10, 0), total=(10, 15))
    check(engine, ey_good_34_pct, "early_years_provider", cases(20, 0), total=(20, 28))


def _school(why, expect=None, *, phase="PS", capacity=100, on_roll=80, on=_CENSUS):
    return case(why, expect, phase=phase, capacity=capacity, on_roll=on_roll, counted_on=on)


def test_places_are_unfilled_school_by_school(engine):
    counted = check(
        engine,
        school_places_unfilled,
        "school_capacity",
        [
            _school("room for 20", 20),
            _school("more pupils than places", 0, on_roll=130),
            _school("full", 0, on_roll=100),
            _school("middle deemed primary", 5, phase="MP", on_roll=95),
            _school("secondary", 30, phase="SS", capacity=200, on_roll=170),
            _school("middle deemed secondary", 10, phase="MS", on_roll=90),
            _school("all-through", 1, phase="AT", on_roll=99),
            _school("special", phase="SP"),
            _school("nursery", phase="NS"),
            _school("alternative provision", phase="PR"),
            _school("college", phase="FE"),
            _school("phase not recorded", phase=None),
            _school("the count before", on="2024-10-03"),
        ],
        total=(66, 800),
    )
    assert broken_down(counted, "phase") == {
        "all_through": (1, 100),
        "primary": (25, 400),
        "secondary": (40, 300),
    }


def _offers(why, expect=None, *, starts="2023-09-01", phase="primary", of=100, first=90):
    return case(why, expect, starts_on=starts, phase=phase, applicants=of, first_preference=first)


def test_first_preferences_are_of_the_entry_in_the_academic_year_that_is_over(engine):
    counted = check(
        engine,
        first_preference_pct,
        "school_offer",
        [
            _offers("reception", 95, first=95),
            _offers("Year 7", 160, phase="secondary", of=200, first=160),
            _offers("entry of the year before", starts="2022-09-01"),
            _offers("entry of the year that goes on", starts="2024-09-01"),
            _offers("more first preferences than applicants", first=101),
            _offers("applicants not recorded", of=None),
            _offers("first preferences not recorded", first=None),
        ],
        total=(255, 300),
    )
    assert broken_down(counted, "phase") == {"primary": (95, 100), "secondary": (160, 200)}


def _break(why, expect=None, *, agreed="2024-12-01", began=None, ended=None, who=None):
    return case(
        why, expect, person_id=who, kind="DAY", assessed_on=agreed, started_on=began, ended_on=ended
    )


def test_a_child_waits_too_long_from_the_29th_day(engine):
    check(
        engine,
        short_break_waiting,
        "short_break",
        [
            _break("28 days", agreed="2025-03-03"),
            _break("29 days", 1, agreed="2025-03-02"),
            _break("began on the day", began=_END),
            _break("began the day after", 1, began="2025-04-01"),
            _break("gave up on the day", ended=_END),
            _break("gave up the day after", 1, ended="2025-04-01"),
            _break("waits for two sorts", who="a", agreed="2024-11-01"),
            _break("waits for two sorts, later", 1, who="a", agreed="2024-12-02"),
            _break("has one sort and waits for another", 1, who="b"),
            _break("the sort that it has", who="b", began="2024-12-20"),
            _break("waits long for one, and not long", 1, who="c"),
            _break("not long for the other", who="c", agreed="2025-03-20"),
        ],
        total=(6, None),
    )


def test_waiting_over_29_february(engine):
    check(
        engine,
        short_break_waiting,
        "short_break",
        [
            _break("28 days", agreed="2024-02-01"),
            _break("29 days", 1, agreed="2024-01-31"),
        ],
        total=(1, None),
        month="2024-02",
    )


def test_days_waited_are_calendar_days_to_the_first_break(engine):
    check(
        engine,
        short_break_waiting_days,
        "short_break",
        [
            _break("same day", 0, agreed="2024-06-01", began="2024-06-01"),
            _break("over Christmas", 10, agreed="2024-12-20", began="2024-12-30"),
            _break("first day", 35, agreed="2024-02-26", began="2024-04-01"),
            _break("last day", 30, agreed="2025-03-01", began=_END),
            _break("before", agreed="2024-03-01", began="2024-03-31"),
            _break("after", agreed="2024-03-01", began="2025-04-01"),
            _break("has not begun"),
            _break("began before it was agreed", agreed="2024-06-02", began="2024-06-01"),
        ],
        # Of 0, 10, 30 and 35 the middle two are 10 and 30: their sum, times four children.
        total=(160, 4),
    )


def test_children_with_short_breaks_on_the_day(engine):
    check(
        engine,
        short_breaks_children,
        "short_break",
        [
            _break("has them", 1, began="2024-12-20"),
            _break("began on the day", 1, began=_END),
            _break("ended on the day", began="2024-12-20", ended=_END),
            _break("ends the day after", 1, began="2024-12-20", ended="2025-04-01"),
            _break("waits"),
            _break("two sorts", who="a", began="2024-12-20"),
            _break("two sorts, later", 1, who="a", began="2024-12-21"),
        ],
        total=(4, None),
    )


@pytest.mark.parametrize(
    ("measure", "total"),
    [
        (ey_takeup_2yo, (0, 0)),
        (ey_good_providers_pct, (0, 0)),
        (school_places_unfilled, (0, 0)),
        (first_preference_pct, (0, 0)),
        (short_break_waiting, (0, None)),
        (short_break_waiting_days, (0, 0)),
    ],
)
def test_without_rows_there_is_nothing(engine, measure, total):
    check(engine, measure, "short_break", [], total=total)
