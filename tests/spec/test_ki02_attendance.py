"""Key indicator 2, attendance: autumn and spring of 2024/25 by the census, March 2025 by marks."""

from __future__ import annotations

from datetime import date

import pytest
from schooling_rows import by, counted, marked, person, school, sessions, whole

from ae_pipeline.measures.declaring import Measure
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.key_indicators import ki02_attendance as ki02

ALL = [each for each in vars(ki02).values() if isinstance(each, Measure)]
BY_CENSUS = [each for each in ALL if each.info.frequencies == (Frequency.ACADEMIC_TERMS,)]
BY_REGISTER = [each for each in ALL if each not in BY_CENSUS]
MAY = "2025-05"
"""The first month in which two terms are recorded."""


@pytest.mark.parametrize("measure", ALL, ids=lambda each: each.id)
def test_nothing_is_counted_of_empty_tables(engine, measure):
    assert whole(counted(engine, measure)) == (0, 0)


def test_overall_absence_is_of_sessions_and_of_both_kinds(engine):
    rows = [
        sessions("missed with leave", 10, 100),
        sessions("missed with leave and without", 7, 140, unauthorised=3),
        sessions("never missed any", 0, 60),
    ]
    assert whole(counted(engine, ki02.overall_absence, school_sessions=rows)) == (17, 300)
    assert whole(counted(engine, ki02.unauthorised_absence, school_sessions=rows)) == (3, 300)


AGES = [("four, in reception", 4), ("five", 5), ("fifteen", 15), ("sixteen", 16), ("unknown", None)]


def test_only_pupils_aged_5_to_15_on_31_august_count_and_those_of_unknown_age(engine):
    rows = [sessions(who, 1, 100, academic_age=age) for who, age in AGES]
    result = counted(engine, ki02.overall_absence, school_sessions=rows)
    assert whole(result) == (3, 300)
    assert set(result.membership["person_id"]) == {"five", "fifteen", "unknown"}


@pytest.mark.parametrize(
    ("missed", "possible", "persistent", "severe"),
    [
        (10, 100, 1, 0),  # 10.0 % exactly
        (9, 91, 0, 0),  # 9.9 %
        (10, 101, 0, 0),
        (14, 140, 1, 0),
        (50, 100, 1, 1),  # 50.0 % exactly
        (49, 99, 1, 0),
        (1, 1, 1, 1),
        (0, 140, 0, 0),
    ],
)
def test_persistent_is_ten_and_severe_fifty_percent_or_more(
    engine, missed, possible, persistent, severe
):
    rows = {"school_sessions": [sessions("a pupil", missed, possible)]}
    assert whole(counted(engine, ki02.persistent_absence, **rows)) == (persistent, 1)
    assert whole(counted(engine, ki02.severe_absence, **rows)) == (severe, 1)


def test_a_pupil_who_could_attend_no_session_is_not_counted(engine):
    rows = {"school_sessions": [sessions("never could attend", 0, 0)]}
    assert whole(counted(engine, ki02.persistent_absence, **rows)) == (0, 0)
    assert whole(counted(engine, ki02.overall_absence, **rows)) == (0, 0)


def test_each_enrolment_is_judged_on_its_own_sessions_over_all_terms_recorded(engine):
    rows = [
        sessions("absent in autumn alone", 20, 140),
        sessions("absent in autumn alone", 0, 100, term="spring"),  # 20 of 240
        sessions("two schools", 20, 100),
        sessions("two schools", 0, 100, urn="100002"),
        sessions("dual registered", 0, 140),
        sessions("dual registered", 3, 20, urn="100003"),
    ]
    result = counted(engine, ki02.persistent_absence, MAY, school_sessions=rows)
    assert whole(result) == (2, 5)
    described = result.membership.groupby("person_id")["numerator"].apply(sorted).to_dict()
    assert described == {
        "absent in autumn alone": [0],
        "two schools": [0, 1],
        "dual registered": [0, 1],
    }


def test_the_newest_term_states_the_age_for_all_sessions_of_an_enrolment(engine):
    rows = [
        sessions("born a day earlier after all", 8, 100, academic_age=15),
        sessions("born a day earlier after all", 1, 100, term="spring", academic_age=16),
        sessions("born a year later after all", 2, 100, academic_age=16),
        sessions("born a year later after all", 4, 100, term="spring", academic_age=15),
    ]
    assert whole(counted(engine, ki02.overall_absence, MAY, school_sessions=rows)) == (6, 200)


def test_terms_count_once_they_are_recorded(engine):
    rows = [
        sessions("autumn", 1, 100),
        sessions("spring", 2, 100, term="spring"),
        sessions("summer", 4, 100, term="summer"),
        sessions("the summer before", 8, 100, term="last summer"),
    ]
    results = {
        month: whole(counted(engine, ki02.overall_absence, month, school_sessions=rows))[0]
        for month in ("2025-04", "2025-05", "2025-09", "2025-10")
    }
    assert results == {"2025-04": 1, "2025-05": 3, "2025-09": 3, "2025-10": 7}


PHASES = {
    "PS": "primary",
    "MP": "primary",
    "SS": "secondary",
    "MS": "secondary",
    "AT": "secondary",
    "SP": "special",
    None: "not_known",
    "PR": "referral_unit",
    "NS": "nursery",
}


def test_referral_units_and_nursery_schools_are_not_in_the_figure_of_all_pupils(engine):
    rows = [
        sessions(f"at {phase}", 1, 100, phase=phase, urn=f"10000{number}")
        for number, phase in enumerate(PHASES)
    ]
    result = counted(engine, ki02.overall_absence, school_sessions=rows)
    assert by(result, "phase") == {
        "primary": (2, 200),
        "secondary": (3, 300),
        "special": (1, 100),
        "not_known": (1, 100),
    }
    assert whole(counted(engine, ki02.ap_overall_absence, school_sessions=rows)) == (1, 100)


def test_sessions_of_a_pupil_of_whom_nobody_is_known_count(engine):
    rows = [
        sessions("known", 0, 100),
        sessions("x", 20, 100, person_id=None, pupil="number 1"),
        sessions("x", 0, 100, person_id=None, pupil="number 2"),
        sessions("x", 0, 100, person_id=None, pupil="number 2", term="spring"),
        sessions("x", 30, 100, person_id=None, pupil="number 3", urn=None),
        sessions("x", 0, 900, person_id=None, pupil="number 3", urn=None, term="spring"),
    ]
    result = counted(engine, ki02.persistent_absence, MAY, school_sessions=rows)
    assert whole(result) == (1, 4)
    assert by(result, "sex") == {"not_known": (1, 4)}
    assert whole(counted(engine, ki02.overall_absence, MAY, school_sessions=rows)) == (50, 1400)


def test_the_source_is_the_newest_row_of_the_enrolment(engine):
    rows = [
        sessions("a pupil", 0, 100, term="spring", source_file="2025-05/x", source_row=7),
        sessions("a pupil", 0, 100, source_file="2025-01/x", source_row=3),
    ]
    member = counted(engine, ki02.overall_absence, MAY, school_sessions=rows).membership.iloc[0]
    assert (member["source_file"], member["source_row"]) == ("2025-05/x", 7)
    assert (member["numerator"], member["denominator"]) == (0, 200)


# -- marks of registers ---------------------------------------------------------------------------


def test_marks_of_the_month_are_counted_by_themselves_and_over_the_year_to_date(engine):
    rows = [
        marked("ill in March", 10, 40),
        marked("ill in March", 0, 400, month_start=date(2024, 9, 1)),
        marked("away last year", 9, 9, month_start=date(2024, 7, 1)),
        marked("away next month", 9, 9, month_start=date(2025, 4, 1)),
    ]
    tables = {"month_sessions": rows, "census_school": [school()]}
    year = counted(engine, ki02.overall_absence_daily, **tables)
    assert whole(year) == (10, 440)
    assert by(year, "phase") == {"primary": (10, 440)}
    assert whole(counted(engine, ki02.persistent_absence_daily, **tables)) == (0, 1)
    for measure, expected in (
        (ki02.overall_absence_daily, (10, 40)),
        (ki02.persistent_absence_daily, (1, 1)),
        (ki02.severe_absence_daily, (0, 1)),
    ):
        assert whole(counted(engine, measure, frequency=Frequency.MONTH, **tables)) == expected


def test_severe_absence_by_marks_is_half_of_sessions_or_more(engine):
    rows = [marked("half", 20, 40), marked("less than half", 19, 40)]
    assert whole(counted(engine, ki02.severe_absence_daily, month_sessions=rows)) == (1, 2)


def test_the_age_of_pupils_with_marks_is_that_of_the_person(engine):
    born = {
        "five since the day": "2019-08-31",
        "four until the day after": "2019-09-01",
        "born on 29 February": "2012-02-29",
        "sixteen on the day": "2008-08-31",
        "fifteen on the day": "2008-09-01",
        "born on an unknown day": None,
    }
    result = counted(
        engine,
        ki02.overall_absence_daily,
        month_sessions=[
            *(marked(who, 1, 40) for who in born),
            marked("of nobody known", 1, 40, person_id=None),
        ],
        person=[person(who, day) for who, day in born.items()],
    )
    assert set(result.membership["person_id"].dropna()) == {
        "five since the day",
        "born on 29 February",
        "fifteen on the day",
        "born on an unknown day",
    }
    assert whole(result) == (5, 200)


def test_a_school_has_the_phase_of_the_newest_census_and_may_be_unknown(engine):
    rows = [
        marked("at a school that changed", 1, 40),
        marked("at a referral unit", 2, 40, urn="100002"),
        marked("at a school that no census covers", 4, 40, urn="100003"),
    ]
    schools = [
        school(phase="PS", on=date(2024, 10, 3)),
        school(phase="AT", on=date(2025, 1, 16)),
        school("100002", "PR"),
    ]
    result = counted(engine, ki02.overall_absence_daily, month_sessions=rows, census_school=schools)
    assert by(result, "phase") == {"secondary": (1, 40), "not_known": (4, 40)}


def test_one_session_of_a_part_time_timetable_suffices(engine):
    rows = [
        marked("one afternoon", 1, 40, part_time_timetable=1),
        marked("ill", 8, 40),
        marked("last month", 8, 40, part_time_timetable=8, month_start=date(2025, 2, 1)),
    ]
    measure = ki02.part_time_timetable_pct
    assert whole(counted(engine, measure, month_sessions=rows)) == (1, 2)
    year = counted(engine, measure, frequency=Frequency.ACADEMIC_YEAR_TO_DATE, month_sessions=rows)
    assert whole(year) == (2, 3)


def test_what_marks_and_censuses_state_are_counted_apart():
    assert {each.id for each in BY_REGISTER} == {
        "overall_absence_daily",
        "persistent_absence_daily",
        "severe_absence_daily",
        "part_time_timetable_pct",
    }
    assert all("month_sessions" in each.sources for each in BY_REGISTER)
    assert all("school_sessions" in each.sources for each in BY_CENSUS)
