"""NCCIS: what a row must be, and what contradicts itself."""

import pytest

from ae_pipeline.identity import Pseudonymiser
from ae_pipeline.periods import Month
from ae_pipeline.returns.extract import NoticeKind, UnreadableFileError
from ae_pipeline.returns.nccis.codes import (
    ACTIVITIES,
    CURRENCY_MONTHS,
    PARTICIPATING,
    ActivityClass,
    of_class,
)
from ae_pipeline.returns.nccis.contract import NCCIS

NEET = {"NEETSTART": "2024-09-01"}
NOT_NEET = {"NEETSTART": None, "ESTABLISHMENT": "170077"}


def test_good_rows_break_no_rule(each_breaks):
    for table in NCCIS.tables_in("2024-25"):
        assert each_breaks(table, {}) == [set()]


@pytest.mark.parametrize(
    ("table", "change", "rule"),
    [
        ("YoungPeople", {"YPID": None}, "AE-KEY-MISSING"),
        ("Activities", {"ACTIVITY": "999"}, "AE-CODE-REJECT"),
        ("Activities", {"STARTDATE": "soon"}, "AE-DATE-REJECT"),
        ("Activities", {"ENDDATE": "2025-02-30"}, "AE-DATE-REJECT"),
        ("Characteristics", {"CHARACTERISTIC": "111"}, "AE-TEXT-REJECT"),
        ("Characteristics", {"CHAREND": "later"}, "AE-DATE-REJECT"),
        ("SeptemberGuarantee", {"GUARANTEEYEAR": "24"}, "AE-TEXT-REJECT"),
    ],
)
def test_a_row_that_says_nothing_countable_is_rejected(judge, table, change, rule):
    verdict = judge(table, change)
    assert list(verdict.findings["rule"]) == [rule]
    assert len(verdict.quarantined) == 1


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"UPN": "E879120001234"}, "AE-TEXT"),
        ({"ULN": "12345"}, "AE-TEXT"),
        ({"ETHNIC": "WOOO"}, "AE-CODE"),
        ({"POSTCODE": "PL4"}, "AE-TEXT"),
        ({"ACADEMICAGE": "26"}, "AE-NUMBER"),
        ({"SENDSTATUS": None}, "AE-CODE"),
        ({"LEA": "87"}, "AE-TEXT"),
    ],
)
def test_a_cell_that_cannot_be_used_warns_and_is_blanked(judge, change, rule):
    verdict = judge("YoungPeople", change)
    assert rule in set(verdict.findings["rule"])
    assert verdict.accepted[next(iter(change))].isna().all()


def test_a_young_person_without_upn_or_uln_is_kept_without_a_word(each_breaks):
    assert each_breaks("YoungPeople", {"UPN": None, "ULN": None}) == [set()]


def test_academic_age_is_the_age_on_the_last_31_august(each_breaks):
    of_31_august = {"DOB": "2008-08-31", "ACADEMICAGE": "16"}
    of_1_september = {"DOB": "2008-09-01", "ACADEMICAGE": "16"}
    in_august = {"DOB": "2008-09-01", "ACADEMICAGE": "14", "EXTRACTDATE": "2024-08-31"}
    in_september = {"DOB": "2008-09-01", "ACADEMICAGE": "15", "EXTRACTDATE": "2024-09-01"}
    wrong = {"AE-NCCIS-ACADEMIC-AGE"}
    assert each_breaks("YoungPeople", of_31_august, of_1_september, in_august, in_september) == [
        set(),
        wrong,
        set(),
        set(),
    ]


def test_an_activity_may_end_on_the_day_it_starts_and_not_before(judge, each_breaks):
    same_day, before = {"ENDDATE": "2024-10-01"}, {"ENDDATE": "2024-09-30"}
    assert each_breaks("Activities", same_day, before) == [set(), {"AE-END-BEFORE-START"}]
    assert len(judge("Activities", same_day, before).quarantined) == 1
    earlier = {"CHAREND": "2024-04-30"}
    assert each_breaks("Characteristics", {}, earlier) == [set(), {"AE-END-BEFORE-START"}]


def test_an_activity_is_not_expected_to_end_before_it_starts(each_breaks):
    day, before = {"PREDICTEDEND": "2024-10-01"}, {"PREDICTEDEND": "2024-09-30"}
    assert each_breaks("Activities", day, before) == [set(), {"AE-NCCIS-PREDICTED-END"}]


def test_activities_of_school_age_begin_before_the_end_of_year_11(each_breaks):
    at_school = {**NOT_NEET, "ACTIVITY": "110", "REVIEWDUE": "2025-12-10"}
    # born on 15 October 2007: Year 11 was 2023/24
    assert each_breaks(
        "Activities",
        {**at_school, "STARTDATE": "2024-08-31"},
        {**at_school, "STARTDATE": "2024-09-01"},
    ) == [set(), {"AE-NCCIS-ACTIVITY-AGE"}]


def test_other_activities_begin_when_year_11_ends_or_a_year_early(each_breaks):
    college = {**NOT_NEET, "ACTIVITY": "230"}
    custody = {"ACTIVITY": "710", "NEETSTART": None, "STARTDATE": "2021-02-01"}
    assert each_breaks(
        "Activities",
        {**college, "STARTDATE": "2024-06-01"},  # the summer of Year 11
        {**college, "STARTDATE": "2023-09-01"},  # Year 11: a year ahead
        {**college, "STARTDATE": "2023-06-01"},  # the summer of Year 10: a year ahead
        {**college, "STARTDATE": "2023-05-31"},  # Year 10
        custody,
    ) == [set(), set(), set(), {"AE-NCCIS-ACTIVITY-AGE"}, set()]


def test_who_is_neet_is_so_since_a_day_and_nobody_else_is(each_breaks):
    neet = {"AE-NCCIS-NEET-START"}
    assert each_breaks(
        "Activities",
        {"NEETSTART": "2024-10-01"},
        {"NEETSTART": "2024-10-02"},
        {"NEETSTART": None},
        {"ACTIVITY": "330"},
        {"ACTIVITY": "330", "NEETSTART": None},
        {"ACTIVITY": "810"},
        {"ACTIVITY": "540", "NEETSTART": None},
    ) == [set(), neet, neet, neet, set(), neet, neet]


def test_a_current_activity_says_until_when_it_is_current(each_breaks):
    assert each_breaks(
        "Activities",
        {"REVIEWDUE": None},
        {"REVIEWDUE": None, "ENDDATE": "2025-02-01"},
    ) == [{"AE-NCCIS-REVIEW-DUE"}, set()]


def test_being_neet_is_taken_to_go_on_for_six_months_and_a_job_for_twelve(each_breaks):
    job = {"ACTIVITY": "330", "NEETSTART": None}
    lapsed = {"AE-NCCIS-CURRENCY"}
    assert CURRENCY_MONTHS[ActivityClass.NEET] == 6
    assert each_breaks(
        "Activities",
        {"REVIEWDUE": "2025-07-10"},
        {"REVIEWDUE": "2025-07-11"},
        {"REVIEWDUE": "2025-01-09"},
        {**job, "REVIEWDUE": "2026-01-10"},
        {**job, "REVIEWDUE": "2026-01-11"},
        {"ASCERTAINED": "2024-08-31", "REVIEWDUE": "2025-03-03"},  # 31 February
        {"ASCERTAINED": "2024-08-31", "REVIEWDUE": "2025-03-04"},
    ) == [set(), lapsed, lapsed, set(), lapsed, set(), lapsed]


def test_education_is_at_an_establishment(each_breaks):
    college = {"ACTIVITY": "230", "NEETSTART": None}
    assert each_breaks(
        "Activities",
        {**college, "ESTABLISHMENT": "170077"},
        {**college, "ESTABLISHMENT": None},
        {"ESTABLISHMENT": None},
    ) == [set(), {"AE-NCCIS-ESTABLISHMENT"}, set()]


def test_an_offer_has_a_date_and_a_date_is_of_an_offer(each_breaks):
    wrong = {"AE-NCCIS-OFFER"}
    assert each_breaks(
        "SeptemberGuarantee",
        {"OFFERDATE": None},
        {"GUARANTEE": "NOOFFER"},
        {"GUARANTEE": "NOOFFER", "OFFERDATE": None},
    ) == [wrong, wrong, set()]


def test_a_pupil_of_the_guarantee_is_of_the_year_group_or_one_year_out(each_breaks):
    # Year 11 in 2023/24 was born from 1 September 2007
    assert each_breaks(
        "SeptemberGuarantee",
        {"DOB": "2006-09-01"},
        {"DOB": "2006-08-31"},
        {"DOB": "2006-08-31", "YEARGROUP": "12"},
    ) == [set(), {"AE-NCCIS-GUARANTEE-AGE"}, set()]


def test_every_activity_counts_as_one_thing():
    assert of_class(*ActivityClass) == set(ACTIVITIES)
    assert {"619", "540", "610", "615", "620"} <= of_class(ActivityClass.NEET)
    assert of_class(ActivityClass.NOT_KNOWN) == {"810", "820", "830"}
    participating = of_class(*PARTICIPATING)
    assert {"210", "230", "310", "320", "430", "460"} <= participating
    assert not {"260", "330", "530", "615", "710"} & participating
    assert set(CURRENCY_MONTHS) == set(ActivityClass)


def test_the_specification_is_the_financial_year_of_the_month():
    assert NCCIS.specification(Month.parse("2024-03")) == "2023-24"
    assert NCCIS.specification(Month.parse("2024-04")) == "2024-25"


def test_who_somebody_is_leaves_as_keys_alone(judge):
    accepted = judge("YoungPeople", {}).accepted
    left = NCCIS.minimise("YoungPeople", accepted, Pseudonymiser(b"key"), ())
    assert [column.name for column in NCCIS.validated_columns("YoungPeople")] == list(left.columns)
    told = set(left.astype("str").to_numpy().ravel().tolist())
    assert not {"YP0", "D879120001234", "1234567890", "Elm", "Ash", "PL4 8AA"} & told
    assert left["postcode_district"].tolist() == ["PL4"]


def test_each_table_is_known_by_its_columns(tmp_path):
    for table in NCCIS.tables_in("2024-25"):
        header = ",".join(NCCIS.columns(table)) + "\r\n"
        (tmp_path / f"{len(table)} {table[::-1]}.csv").write_text(header, encoding="utf-8")
    extract = NCCIS.read(tmp_path, "2024-25")
    assert not extract.notices
    assert set(extract.tables) == set(NCCIS.tables_in("2024-25"))


def test_a_table_that_is_absent_is_noted_and_a_disguised_workbook_is_an_error(tmp_path):
    header = ",".join(NCCIS.columns("Activities")) + "\r\n"
    (tmp_path / "activities.csv").write_text(header, encoding="utf-8")
    extract = NCCIS.read(tmp_path, "2024-25")
    assert [notice.kind for notice in extract.notices] == [NoticeKind.ABSENT_TABLE] * 3
    (tmp_path / "young_people.csv").write_bytes(b"PK\x03\x04")
    with pytest.raises(UnreadableFileError):
        NCCIS.read(tmp_path, "2024-25")
