"""Attainment: what a row must be, what contradicts itself, and what a file may be like."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ae_pipeline.identity import Pseudonymiser
from ae_pipeline.periods import Month
from ae_pipeline.returns.attainment.codes import GOALS, GOOD_LEVEL_GOALS
from ae_pipeline.returns.attainment.contract import ATTAINMENT
from ae_pipeline.returns.extract import NoticeKind, UnreadableFileError

TABLES = ("EYFSP", "Phonics", "KS2", "KS4", "Level23", "Destinations")


@pytest.mark.parametrize("table", TABLES)
def test_a_good_row_breaks_no_rule(broken, table):
    assert broken(table) == set()


@pytest.mark.parametrize("table", TABLES)
def test_a_row_of_no_pupil_or_no_year_is_rejected(judge, each_breaks, table):
    changes = [{"UPN": None}, {"ACADYR": None}, {"ACADYR": "2024/25"}, {"ACADYR": "2024-26"}]
    missing, misshapen = {"AE-KEY-MISSING"}, {"AE-TEXT-REJECT"}
    assert each_breaks(table, *changes) == [missing, missing, misshapen, misshapen]
    assert len(judge(table, *changes).quarantined) == 4


@pytest.mark.parametrize(
    ("table", "change", "rule"),
    [
        ("EYFSP", {"DOB": "31/02/2020"}, "AE-DATE"),
        ("EYFSP", {"LAU": "3"}, "AE-CODE"),
        ("EYFSP", {"WRI": None}, "AE-CODE"),
        ("Phonics", {"URN": "12345"}, "AE-TEXT"),
        ("Phonics", {"PHONICS_MARK": "41"}, "AE-NUMBER"),
        ("KS2", {"SEX": "X"}, "AE-CODE"),
        ("KS2", {"GPSSCORE": "79"}, "AE-NUMBER"),
        ("KS4", {"ATT8": "90.5"}, "AE-NUMBER"),
        ("KS4", {"EBACCAPS": "four"}, "AE-NUMBER"),
        ("KS4", {"ULN": "0123456789"}, "AE-TEXT"),
        ("Level23", {"LEVEL3": None}, "AE-CODE"),
        ("Destinations", {"DESTINATION": "HOME"}, "AE-CODE"),
    ],
)
def test_a_cell_that_cannot_be_used_warns_and_is_blanked(judge, table, change, rule):
    verdict = judge(table, change)
    assert list(verdict.findings["rule"]) == [rule]
    assert verdict.accepted[next(iter(change))].isna().all()


def test_a_destination_of_no_stage_is_rejected(judge):
    assert len(judge("Destinations", {"STAGE": "KS3"}).quarantined) == 1


def test_one_pupil_has_one_result_a_year_and_may_have_another_the_year_after(judge):
    again = {"ACADYR": "2025-26", "PHONICS_MARK": "40"}
    assert judge("Phonics", {}, again).findings.empty
    contradicting = judge("Phonics", {}, {"PHONICS_MARK": "33"})
    assert set(contradicting.findings["rule"]) == {"AE-KEY-CONFLICT"}
    assert len(contradicting.quarantined) == 2


@pytest.mark.parametrize("table", TABLES)
def test_a_upn_with_a_wrong_check_letter_warns_and_stays_a_key(judge, table):
    verdict = judge(table, {"UPN": "E879120001234"})
    assert list(verdict.findings["rule"]) == ["AE-UPN"]
    assert len(verdict.accepted) == 1


@pytest.mark.parametrize(
    ("table", "own_year", "a_year_out", "two_years_out"),
    [
        # 2024/25: reception was born from 1 September 2019 to 31 August 2020
        ("EYFSP", "2020-08-31", "2020-09-01", "2021-09-01"),
        ("KS2", "2013-09-01", "2013-08-31", "2012-08-31"),
        # 2023/24: Year 11 was born from 1 September 2007 to 31 August 2008, 19 is Year 14
        ("KS4", "2008-08-31", "2008-09-01", "2009-09-01"),
        ("Level23", "2004-09-01", "2004-08-31", "2003-08-31"),
        # 2022/23
        ("Destinations", "2007-08-31", "2007-09-01", "2008-09-01"),
    ],
)
def test_a_pupil_may_be_one_year_out_of_the_cohort_and_no_more(
    each_breaks, table, own_year, a_year_out, two_years_out
):
    born = [{"DOB": day} for day in (own_year, a_year_out, two_years_out)]
    assert each_breaks(table, *born) == [set(), set(), {"AE-ATT-AGE"}]


def test_phonics_is_checked_in_year_1_and_year_2(broken):
    assert broken("Phonics", DOB="2017-09-01") == set()  # Year 2 in 2024/25
    assert broken("Phonics", DOB="2016-08-31") == {"AE-ATT-AGE"}  # Year 4


def test_the_age_of_those_who_leave_after_16_is_not_evaluated(broken):
    assert broken("Destinations", STAGE="16-18", DOB="2004-02-15") == set()


def test_one_goal_of_the_twelve_that_is_not_expected_ends_the_good_level(each_breaks):
    missed = [{goal: "1"} for goal in GOOD_LEVEL_GOALS]
    assert each_breaks("EYFSP", *missed) == [{"AE-ATT-GLD"}] * 12
    exempt = [{goal: "A", "GLD": "0"} for goal in GOOD_LEVEL_GOALS]
    assert each_breaks("EYFSP", *exempt) == [set()] * 12


def test_goals_beyond_the_twelve_do_not_touch_the_good_level(broken):
    assert len(GOALS) == 17
    others = dict.fromkeys(sorted(set(GOALS) - set(GOOD_LEVEL_GOALS)), "1")
    assert len(others) == 5
    assert broken("EYFSP", **others) == set()


def test_a_goal_that_cannot_be_read_says_nothing_of_the_good_level(broken):
    assert broken("EYFSP", LAU="9", GLD="0") == {"AE-CODE"}


@pytest.mark.parametrize(
    ("outcome", "mark", "rules"),
    [
        ("Wa", "32", set()),
        ("Wa", "31", {"AE-ATT-PHONICS"}),
        ("Wt", "31", set()),
        ("Wt", "32", {"AE-ATT-PHONICS"}),
        ("Wa", None, {"AE-ATT-PHONICS-MARK"}),
        ("A", None, set()),
        ("D", "0", {"AE-ATT-PHONICS-MARK"}),
    ],
)
def test_32_words_meet_the_phonics_standard(broken, outcome, mark, rules):
    assert broken("Phonics", PHONICS_OUTCOME=outcome, PHONICS_MARK=mark) == rules


@pytest.mark.parametrize(
    ("change", "rules"),
    [
        ({"GPSOUTCOME": "AS", "GPSSCORE": "100"}, set()),
        ({"GPSOUTCOME": "AS", "GPSSCORE": "99"}, {"AE-ATT-SCORE"}),
        ({"GPSOUTCOME": "NS", "GPSSCORE": "100"}, {"AE-ATT-SCORE"}),
        ({"GPSOUTCOME": "NS", "GPSSCORE": None}, {"AE-ATT-SCORE-MISSING"}),
        ({"GPSOUTCOME": "B", "GPSSCORE": None}, set()),
        ({"GPSOUTCOME": "B", "GPSSCORE": "85"}, {"AE-ATT-SCORE-MISSING"}),
    ],
)
def test_a_scaled_score_of_100_achieves_the_standard(broken, change, rules):
    assert broken("KS2", **change) == rules


@pytest.mark.parametrize(
    ("change", "rules"),
    [
        ({"WRITTAOUTCOME": "EXS", "RWM_HIGH": "0"}, set()),
        ({"WRITTAOUTCOME": "WTS", "RWM_EXP": "0", "RWM_HIGH": "0"}, set()),
        ({"WRITTAOUTCOME": "WTS", "RWM_HIGH": "0"}, {"AE-ATT-RWM"}),
        ({"WRITTAOUTCOME": "EXS"}, {"AE-ATT-RWM-HIGH"}),
        ({"MATSCORE": "109"}, {"AE-ATT-RWM-HIGH"}),
        ({"MATSCORE": "109", "RWM_HIGH": "0"}, set()),
        ({"RWM_EXP": None, "RWM_HIGH": None}, set()),
    ],
)
def test_all_three_follow_from_reading_mathematics_and_writing(broken, change, rules):
    assert broken("KS2", **change) == rules


@pytest.mark.parametrize(
    ("english", "maths", "standard", "strong", "rules"),
    [
        ("5", "5", "1", "1", set()),
        ("4", "9", "1", "0", set()),
        ("4", "9", "1", "1", {"AE-ATT-BASICS"}),
        ("3", "9", "1", "0", {"AE-ATT-BASICS"}),
        ("5", "5", "0", "1", {"AE-ATT-BASICS"}),
    ],
)
def test_basics_follow_from_the_two_grades(broken, english, maths, standard, strong, rules):
    change = {"ENGGRADE": english, "MATGRADE": maths}
    assert broken("KS4", **change, PTL2BASICS_94=standard, PTL2BASICS_95=strong) == rules


@pytest.mark.parametrize(
    ("year", "born", "rules"),
    [
        ("2023-24", "2008-02-15", set()),
        ("2024-25", "2009-02-15", {"AE-ATT-PROGRESS-8"}),
        ("2025-26", "2010-02-15", {"AE-ATT-PROGRESS-8"}),
        ("2026-27", "2011-02-15", set()),
    ],
)
def test_two_years_have_no_progress_8(broken, year, born, rules):
    assert broken("KS4", ACADYR=year, DOB=born) == rules
    assert broken("KS4", ACADYR=year, DOB=born, P8SCORE=None) == set()


@pytest.mark.parametrize(
    ("level_2", "basics", "level_3", "rules"),
    [
        ("1", "0", "1", set()),
        ("0", "0", "0", set()),
        ("0", "1", "0", {"AE-ATT-LEVELS"}),
        ("0", "0", "1", {"AE-ATT-LEVELS"}),
    ],
)
def test_who_has_level_3_or_the_basics_has_level_2(broken, level_2, basics, level_3, rules):
    assert broken("Level23", LEVEL2=level_2, LEVEL2EM=basics, LEVEL3=level_3) == rules


@pytest.mark.parametrize(
    ("destination", "sustained", "rules"),
    [
        ("APP", "1", set()),
        ("NSU", "0", set()),
        ("NCA", "1", {"AE-ATT-SUSTAINED"}),
        ("EMP", "0", {"AE-ATT-SUSTAINED"}),
    ],
)
def test_a_destination_is_recorded_where_it_lasted(broken, destination, sustained, rules):
    assert broken("Destinations", DESTINATION=destination, SUSTAINED=sustained) == rules


def test_the_specification_is_the_academic_year_of_the_month():
    assert ATTAINMENT.specification(Month.parse("2024-08")) == "2023-24"
    assert ATTAINMENT.specification(Month.parse("2024-09")) == "2024-25"
    assert ATTAINMENT.specification(Month.parse("2029-09")) == "2025-26"


def test_upns_and_names_leave_as_keys_alone(judge):
    accepted = judge("KS4", {}).accepted
    left = ATTAINMENT.minimise("KS4", accepted, Pseudonymiser(b"key"), ())
    assert [column.name for column in ATTAINMENT.validated_columns("KS4")] == list(left.columns)
    told = left.astype("str").to_numpy().ravel().tolist()
    assert not {"D879120001234", "1234567890", "Elm", "Ash"} & set(told)
    assert left["att8"].tolist() == [46.25]


def _drop(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder


PHONICS = b"ACADYR,UPN,SURNAME,FORENAME,DOB,SEX,URN,PHONICS_OUTCOME,PHONICS_MARK\r\n"


def test_a_table_is_known_by_its_columns_whatever_the_file_is_called(tmp_path):
    row = b"2024-25,D879120001234,Elm,Ash,2019-02-15,F,170001,Wa,32\r\n"
    extract = ATTAINMENT.read(_drop(tmp_path, "whatever.csv", PHONICS + row), "2025-26")
    assert len(extract.tables["Phonics"]) == 1
    assert {notice.kind for notice in extract.notices} == {NoticeKind.ABSENT_TABLE}


def test_a_file_of_no_table_is_noted_and_a_renamed_column_too(tmp_path):
    _drop(tmp_path, "shopping.csv", b"Milk,Eggs\r\n1,2\r\n")
    renamed = PHONICS.replace(b"DOB", b"BORN")
    extract = ATTAINMENT.read(_drop(tmp_path, "phonics.csv", renamed), "2025-26")
    kinds = {notice.kind for notice in extract.notices}
    assert {NoticeKind.UNRECOGNISED_FILE, NoticeKind.UNKNOWN_COLUMN} <= kinds
    assert NoticeKind.MISSING_COLUMN in kinds


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("phonics.csv", b"PK\x03\x04 a workbook after all"),
        ("phonics.csv", b"<html><body>Log in</body></html>"),
        ("phonics.csv", PHONICS + b'2024-25,"never closed\r\n'),
        ("phonics.csv", PHONICS.replace(b"SEX", b"UPN")),
        ("phonics.xlsb", b"\x00\x01\x02"),
    ],
)
def test_a_file_that_is_not_what_it_claims_to_be_is_a_clear_error(tmp_path, name, content):
    with pytest.raises(UnreadableFileError):
        ATTAINMENT.read(_drop(tmp_path, name, content), "2025-26")


@settings(max_examples=10, deadline=None)
@given(st.lists(st.text(alphabet="01239-ABWastn/", max_size=8), min_size=1, max_size=5))
def test_whatever_cells_say_every_row_is_kept_or_quarantined(cells):
    rows = pd.DataFrame(
        {name: pd.array(cells, dtype="str") for name in ATTAINMENT.columns("Phonics")}
    )
    rows["_file"], rows["_row"] = "phonics.csv", np.arange(1, len(cells) + 1)
    verdict = ATTAINMENT.validate("Phonics", rows.astype({"_file": "str"}), "2025-26")
    assert len(verdict.accepted) + len(verdict.quarantined) == len(cells)
