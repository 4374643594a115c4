"""Key indicator 2, attendance of vulnerable groups: autumn and spring of 2024/25."""

from __future__ import annotations

import pytest
from schooling_rows import by, counted, in_group, looked_after, sessions, whole

from ae_pipeline.measures.declaring import Measure
from ae_pipeline.measures.key_indicators import ki02_vulnerable_attendance as ki02

ALL = [each for each in vars(ki02).values() if isinstance(each, Measure)]
MAY = "2025-05"
"""The first month in which two terms are recorded."""


@pytest.mark.parametrize("measure", ALL, ids=lambda each: each.id)
def test_nothing_is_counted_of_empty_tables(engine, measure):
    assert whole(counted(engine, measure)) == (0, 0)


def test_a_gap_is_a_groups_rate_less_that_of_all_pupils(engine):
    rows = [
        sessions("with support", 30, 100),
        sessions("free meals", 10, 100),
        sessions("both", 20, 200),
        sessions("neither", 4, 400),
    ]
    groups = [
        in_group("with support", "sen_support", "2024-01-01"),
        in_group("free meals", "fsm", "2024-01-01"),
        in_group("both", "fsm", "2024-01-01"),
        in_group("both", "ehc_plan", "2024-01-01"),
    ]
    tables = {"school_sessions": rows, "person_group": groups}
    # All missed 64 of 800. Vulnerable pupils 60 of 400: 15 % less 8 % are 7 points.
    result = counted(engine, ki02.vulnerable_absence_gap, **tables)
    assert whole(result) == (60 * 800 - 64 * 400, 400 * 800)
    assert by(result, "sen") == {
        "sen_support": (30 * 800 - 64 * 100, 100 * 800),
        "ehc_plan": (20 * 800 - 64 * 200, 200 * 800),
        "none": (10 * 800 - 64 * 100, 100 * 800),
    }
    # Persistently absent are 3 of 4 pupils, and 3 of the 3 who are vulnerable: 25 points.
    gap = counted(engine, ki02.vulnerable_persistent_absence_gap, **tables)
    assert whole(gap) == (3 * 4 - 3 * 3, 3 * 4)
    assert by(gap, "fsm") == {"fsm": (2 * (4 - 3), 2 * 4), "not_fsm": (4 - 3, 4)}


def test_a_gap_can_be_negative(engine):
    rows = [sessions("in need", 0, 100), sessions("not", 20, 100)]
    groups = [in_group("in need", "cin", "2024-01-01")]
    result = counted(engine, ki02.vulnerable_absence_gap, school_sessions=rows, person_group=groups)
    assert whole(result) == (0 - 20 * 100, 100 * 200)
    persistent = counted(
        engine, ki02.vulnerable_persistent_absence_gap, school_sessions=rows, person_group=groups
    )
    assert whole(persistent) == (-1, 2)


GROUPS = [
    in_group("in need", "cin", "2024-01-01"),
    in_group("in need until the day", "cin", "2024-01-01", "2025-03-31"),
    in_group("in need until the day after", "cin", "2024-01-01", "2025-04-01"),
    in_group("in need from the day", "cin", "2025-03-31"),
    in_group("in need too late", "cin", "2025-04-01"),
    in_group("on a plan", "cin", "2024-01-01"),
    in_group("on a plan", "cpp", "2024-06-01"),
    in_group("on a plan and looked after", "cpp", "2024-06-01"),
    in_group("on a plan and looked after", "looked_after", "2025-03-01"),
    in_group("in need and looked after", "cin", "2024-06-01"),
    in_group("in need and looked after", "looked_after", "2025-03-01"),
]


def test_children_in_need_are_those_on_31_march_who_are_neither_on_a_plan_nor_looked_after(engine):
    who = dict.fromkeys(row["person_id"] for row in GROUPS)
    rows = [
        *(sessions(each, 10, 100) for each in who),
        sessions("in need", 0, 50, urn="100002", phase="PR"),
    ]
    tables = {"school_sessions": rows, "person_group": GROUPS}
    need = counted(engine, ki02.cin_persistent_absence, MAY, **tables)
    assert set(need.membership["person_id"]) == {
        "in need",
        "in need until the day after",
        "in need from the day",
    }
    assert whole(need) == (3, 4)  # a referral unit is a school of a child in need as well
    assert whole(counted(engine, ki02.cin_overall_absence, MAY, **tables)) == (30, 350)
    plan = counted(engine, ki02.cpp_persistent_absence, MAY, **tables)
    assert set(plan.membership["person_id"]) == {"on a plan"}
    assert whole(plan) == (1, 1)
    assert whole(counted(engine, ki02.cpp_overall_absence, MAY, **tables)) == (10, 100)


@pytest.mark.parametrize(
    ("month", "expected"),
    [("2025-04", 0), ("2025-05", 1), ("2025-10", 1)],
)
def test_groups_are_of_31_march_or_of_the_last_day_recorded_before_it(engine, month, expected):
    rows = [sessions("on a plan from March to June", 1, 100)]
    groups = [in_group("on a plan from March to June", "cpp", "2025-03-01", "2025-06-01")]
    result = counted(
        engine, ki02.cpp_overall_absence, month, school_sessions=rows, person_group=groups
    )
    assert whole(result) == (expected, expected * 100)


def test_looked_after_is_who_has_been_for_twelve_months_on_31_march(engine):
    episodes = [
        looked_after("for a year to the day", "2024-04-01"),
        looked_after("a day less", "2024-04-02"),
        looked_after("left on the day", "2020-01-01", "2025-03-31"),
        looked_after("left the day after", "2020-01-01", "2025-04-01"),
    ]
    rows = [sessions(row["person_id"], 20, 100) for row in episodes]
    rows.append(sessions("never looked after", 20, 100))
    tables = {"school_sessions": rows, "care_episode": episodes}
    result = counted(engine, ki02.cla_persistent_absence, MAY, **tables)
    assert set(result.membership["person_id"]) == {"for a year to the day", "left the day after"}
    assert whole(result) == (2, 2)
    assert whole(counted(engine, ki02.cla_overall_absence, MAY, **tables)) == (40, 200)


def test_young_carers_are_those_known_as_such_on_the_day(engine):
    rows = [
        sessions("a carer", 10, 100),
        sessions("no longer a carer", 10, 100),
        sessions("not a carer", 10, 100),
        sessions("a carer at a unit", 10, 100, phase="PR"),
        sessions("nobody known", 10, 100, person_id=None),
    ]
    groups = [
        in_group("a carer", "young_carer", "2024-01-18"),
        in_group("a carer at a unit", "young_carer", "2024-01-18"),
        in_group("no longer a carer", "young_carer", "2023-01-19", "2024-12-31"),
    ]
    result = counted(
        engine, ki02.young_carer_persistent_absence, school_sessions=rows, person_group=groups
    )
    assert whole(result) == (1, 1)
