"""Key indicator 2, exclusions: of autumn and spring 2024/25, on the roll of January 2025."""

from __future__ import annotations

from datetime import date

import pytest
from schooling_rows import (
    by,
    counted,
    excluded,
    in_group,
    looked_after,
    on_roll,
    placed,
    whole,
)

from ae_pipeline.measures.declaring import Measure
from ae_pipeline.measures.frequency import Frequency
from ae_pipeline.measures.key_indicators import ki02_exclusions as ki02

ALL = [each for each in vars(ki02).values() if isinstance(each, Measure)]
COUNTS = {"pupils_in_referral_units", "school_arranged_ap"}
MAY = {"month": "2025-05", "frequency": Frequency.ACADEMIC_TERMS}
"""The first month in which two terms are recorded."""


@pytest.mark.parametrize("measure", ALL, ids=lambda each: each.id)
def test_nothing_is_counted_of_empty_tables(engine, measure):
    assert whole(counted(engine, measure)) == (0, None if measure.id in COUNTS else 0)


def test_suspensions_count_each_and_pupils_once(engine):
    tables = {
        "pupil_roll": [on_roll("suspended twice"), on_roll("excluded"), on_roll("neither")],
        "exclusion": [
            excluded("suspended twice", "2024-09-10"),
            excluded("suspended twice", "2025-02-03", urn="100002"),
            excluded("excluded", "2024-11-05", "PERM"),
            excluded("excluded", "2024-10-05", "LNCH"),
        ],
    }
    assert whole(counted(engine, ki02.suspension_rate, **MAY, **tables)) == (2, 3)
    assert whole(counted(engine, ki02.pupils_suspended_pct, **MAY, **tables)) == (1, 3)
    assert whole(counted(engine, ki02.permanent_exclusion_rate, **MAY, **tables)) == (1, 3)


def test_two_suspensions_on_a_day_are_two_of_one_pupil(engine):
    tables = {
        "pupil_roll": [on_roll("twice in a day")],
        "exclusion": [
            excluded("twice in a day", "2024-09-10"),
            excluded("twice in a day", "2024-09-10", sessions=1),
            excluded("twice in a day", "2024-09-10", "PERM"),
        ],
    }
    assert whole(counted(engine, ki02.suspension_rate, **MAY, **tables)) == (2, 1)
    assert whole(counted(engine, ki02.pupils_suspended_pct, **MAY, **tables)) == (1, 1)
    assert whole(counted(engine, ki02.permanent_exclusion_rate, **MAY, **tables)) == (1, 1)


DAYS = {
    "the last day of last year": ("2024-08-31", set()),
    "the first day": ("2024-09-01", {"2025-04", "2025-05", "2025-10"}),
    "the last day of autumn": ("2024-12-31", {"2025-04", "2025-05", "2025-10"}),
    "the first day of spring": ("2025-01-01", {"2025-05", "2025-10"}),
    "the last day of spring": ("2025-03-31", {"2025-05", "2025-10"}),
    "the day after it": ("2025-04-01", {"2025-10"}),
    "the last day of summer": ("2025-08-31", {"2025-10"}),
    "next year": ("2025-09-01", set()),
}


@pytest.mark.parametrize("month", ["2025-04", "2025-05", "2025-10"])
def test_a_suspension_counts_by_the_day_it_began(engine, month):
    rows = [excluded(who, day) for who, (day, _) in DAYS.items()]
    result = counted(engine, ki02.suspension_rate, month, Frequency.ACADEMIC_TERMS, exclusion=rows)
    assert whole(result)[1] == 0  # a rate of nobody on the roll has no value
    assert set(result.membership["person_id"]) == {
        who for who, (_, months) in DAYS.items() if month in months
    }


def test_the_roll_is_that_of_january_whichever_term_is_recorded(engine):
    rows = [
        on_roll("in October", census_day=date(2024, 10, 3)),
        on_roll("in January"),
        on_roll("in May", census_day=date(2025, 5, 15)),
        on_roll("last January", census_day=date(2024, 1, 18)),
    ]
    for month in ("2025-01", "2025-05", "2025-10"):
        result = counted(
            engine, ki02.suspension_rate, month, Frequency.ACADEMIC_TERMS, pupil_roll=rows
        )
        assert whole(result) == (0, 1)
        assert set(result.membership["person_id"]) == {"in January"}


def test_subsidiary_and_further_education_pupils_are_neither_on_the_roll_nor_suspended(engine):
    kinds = ["C", "M", None, "S", "F", "O"]
    tables = {
        "pupil_roll": [on_roll(f"of kind {kind}", enrolment=kind) for kind in kinds],
        "exclusion": [excluded(f"of kind {kind}", "2024-10-01", enrolment=kind) for kind in kinds],
    }
    assert whole(counted(engine, ki02.suspension_rate, **MAY, **tables)) == (3, 3)


def test_a_pupil_suspended_and_gone_by_january_counts_and_is_not_on_the_roll(engine):
    tables = {
        "pupil_roll": [on_roll("there")],
        "exclusion": [excluded("gone", "2024-10-01", enrolment=None)],
    }
    result = counted(engine, ki02.pupils_suspended_pct, **MAY, **tables)
    assert whole(result) == (1, 1)
    assert by(result, "phase") == {"primary": (1, 1)}


def test_exclusions_are_of_primary_secondary_and_special_schools(engine):
    phases = {"PS": "1", "SS": "2", "SP": "3", "PR": "4", "NS": "5", None: "6"}
    tables = {
        "pupil_roll": [on_roll(f"at {phase}", phase=phase) for phase in phases],
        "exclusion": [excluded(f"at {phase}", "2024-10-01", phase=phase) for phase in phases],
    }
    result = counted(engine, ki02.suspension_rate, **MAY, **tables)
    assert whole(result) == (4, 4)
    assert set(by(result, "phase")) == {"primary", "secondary", "special", "not_known"}


def test_a_pupil_is_suspended_once_also_where_a_referral_unit_did_so_first(engine):
    tables = {
        "exclusion": [
            excluded("at a unit, then at school", "2024-10-01", phase="PR", urn="100009"),
            excluded("at a unit, then at school", "2024-11-01"),
        ],
    }
    assert whole(counted(engine, ki02.pupils_suspended_pct, **MAY, **tables)) == (1, 0)


def test_suspensions_of_pupils_of_whom_nobody_is_known_count_by_their_number(engine):
    unknown = {"person_id": None}
    tables = {
        "pupil_roll": [on_roll("number 1", **unknown), on_roll("number 2", **unknown)],
        "exclusion": [
            excluded("number 1", "2024-10-01", **unknown),
            excluded("number 1", "2024-11-01", **unknown),
            excluded("number 2", "2024-11-01", **unknown),
        ],
    }
    assert whole(counted(engine, ki02.suspension_rate, **MAY, **tables)) == (3, 2)
    assert whole(counted(engine, ki02.pupils_suspended_pct, **MAY, **tables)) == (2, 2)


@pytest.mark.parametrize(
    ("month", "expected"), [("2024-09", (1, 1)), ("2024-10", (2, 1)), ("2025-09", (2, 1))]
)
def test_first_is_the_last_year_of_which_a_census_has_recorded_all_terms(engine, month, expected):
    tables = {
        "pupil_roll": [
            on_roll("this year"),
            on_roll("before", census_day=date(2024, 1, 18)),
            on_roll("long ago", census_day=date(2023, 1, 19)),
        ],
        "exclusion": [
            excluded("this year", "2024-10-01"),
            excluded("before", "2024-06-01"),
            excluded("before", "2023-09-01"),
            excluded("long ago", "2023-08-31"),
        ],
    }
    assert whole(counted(engine, ki02.suspension_rate, month, **tables)) == expected


def test_exclusions_of_another_kind_are_no_members_of_a_rate(engine):
    tables = {
        "pupil_roll": [on_roll("there")],
        "exclusion": [
            excluded("excluded for good", "2024-10-01", "PERM", phase="SP"),
            excluded("suspended", "2024-10-01", phase="SS"),
            excluded("suspended", "2024-10-02", phase="SS"),
        ],
    }
    members = {
        ki02.suspension_rate: ["suspended", "suspended", "there"],
        ki02.pupils_suspended_pct: ["suspended", "there"],
        ki02.permanent_exclusion_rate: ["excluded for good", "there"],
    }
    for measure, who in members.items():
        result = counted(engine, measure, **MAY, **tables)
        assert sorted(result.membership["person_id"]) == who
    rate = counted(engine, ki02.suspension_rate, **MAY, **tables)
    assert by(rate, "phase") == {"primary": (0, 1), "secondary": (2, 0)}


def test_groups_are_of_31_march_on_both_sides_of_a_rate(engine):
    who = ["with support", "with a plan", "in need", "on a plan", "cared for", "none"]
    tables = {
        "pupil_roll": [on_roll(each) for each in who],
        "exclusion": [excluded(each, "2024-10-01") for each in who]
        + [excluded("with a plan", "2024-10-02"), excluded("in need", "2024-10-02")],
        "person_group": [
            in_group("with support", "sen_support", "2025-03-31"),
            in_group("with a plan", "ehc_plan", "2022-01-01"),
            in_group("none", "sen_support", "2022-01-01", "2025-03-31"),
            in_group("in need", "cin", "2025-01-01"),
            in_group("on a plan", "cin", "2025-01-01"),
            in_group("on a plan", "cpp", "2025-01-01"),
            in_group("cared for", "looked_after", "2024-04-01"),
        ],
        "care_episode": [
            looked_after("cared for", "2024-04-01"),
            looked_after("none", "2024-04-02"),
        ],
    }
    assert whole(counted(engine, ki02.sen_suspension_rate, **MAY, **tables)) == (3, 2)
    assert whole(counted(engine, ki02.cin_suspended_pct, **MAY, **tables)) == (1, 1)
    assert whole(counted(engine, ki02.cla_suspended_pct, **MAY, **tables)) == (1, 1)
    rate = counted(engine, ki02.suspension_rate, **MAY, **tables)
    assert by(rate, "sen") == {"sen_support": (1, 1), "ehc_plan": (2, 1), "none": (5, 4)}


def test_pupils_of_referral_units_are_those_of_a_main_registration_of_any_age(engine):
    rows = [
        on_roll("sole", phase="PR"),
        on_roll("main", phase="PR", enrolment="M"),
        on_roll("sixteen", phase="PR", academic_age=16),
        on_roll("subsidiary", phase="PR", enrolment="S"),
        on_roll("at school"),
        on_roll("in October", phase="PR", census_day=date(2024, 10, 3)),
    ]
    measure = ki02.pupils_in_referral_units
    assert whole(counted(engine, measure, pupil_roll=rows)) == (3, None)


def test_placements_count_that_last_on_the_census_day(engine):
    rows = [
        placed("lasts"),
        placed("begun on the day", entered=date(2025, 1, 16)),
        placed("begun the day after", entered=date(2025, 1, 17)),
        placed("begun on an unknown day", entered=None),
        placed("ends on the day", left=date(2025, 1, 16)),
        placed("ended the day before", left=date(2025, 1, 15)),
        placed("in two places"),
        placed("in two places"),
        placed("recorded in October", census_day=date(2024, 10, 3)),
    ]
    result = counted(engine, ki02.school_arranged_ap, arranged_placement=rows)
    assert whole(result) == (6, None)
    assert "begun the day after" not in set(result.membership["person_id"])


def test_part_time_is_what_the_school_says_of_pupils_of_school_age(engine):
    rows = [
        on_roll("part time", part_time=True),
        on_roll("full time"),
        on_roll("not said", part_time=None),
        on_roll("four", part_time=True, academic_age=4),
        on_roll("sixteen", part_time=True, academic_age=16),
        on_roll("of unknown age", academic_age=None),
        on_roll("in a referral unit", part_time=True, phase="PR"),
    ]
    assert whole(counted(engine, ki02.part_time_pupils_pct, pupil_roll=rows)) == (1, 4)


def test_a_move_in_the_year_is_entering_after_30_september(engine):
    entered = {
        "on 30 September": date(2024, 9, 30),
        "on 1 October": date(2024, 10, 1),
        "on the census day": date(2025, 1, 16),
        "last year": date(2023, 11, 1),
        "on an unknown day": None,
    }
    groups = [in_group(who, "ever_social_worker", "2020-01-01") for who in entered]
    groups.append(in_group("a worker from the day on", "ever_social_worker", "2025-01-16"))
    groups.append(in_group("a worker later", "ever_social_worker", "2025-01-17"))
    rows = [
        *(on_roll(who, entered=day) for who, day in entered.items()),
        on_roll("a worker from the day on", entered=date(2024, 11, 4)),
        on_roll("a worker later", entered=date(2024, 11, 4)),
        on_roll("never a worker", entered=date(2024, 11, 4)),
        on_roll("nobody known", person_id=None, entered=date(2024, 11, 4)),
    ]
    result = counted(
        engine, ki02.social_worker_school_moves_pct, pupil_roll=rows, person_group=groups
    )
    assert whole(result) == (3, 6)
