"""Annex A workbooks: which sheet is which list, and which column which."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import xlsxwriter

from ae_pipeline.returns.annex_a.contract import ANNEX_A
from ae_pipeline.returns.annex_a.reader import NUMBERS, PATTERNS
from ae_pipeline.returns.extract import NoticeKind, UnreadableFileError
from ae_pipeline.returns.reading.header_names import official_names

SHARED = Path(__file__).parents[5] / "shared" / "samples" / "annex_a"
YEAR = "2024-25"


def write(path: Path, sheets: dict[str, list[list]]) -> None:
    book = xlsxwriter.Workbook(path)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()


def whole_header(table: str) -> list[str]:
    return list(ANNEX_A.columns(table))


def test_every_list_is_known_by_its_columns_whatever_its_sheet_is_called(tmp_path):
    sheets = {f"Tab {number}": [whole_header(table)] for table, number in NUMBERS.items()}
    write(tmp_path / "a.xlsx", sheets)
    assert ANNEX_A.read(tmp_path, YEAR).notices == ()


def test_a_list_with_few_of_its_columns_is_known_by_the_name_of_its_sheet(tmp_path):
    row = ["Child Unique ID", "Gender", "LA in Touch"]
    write(tmp_path / "a.xlsx", {"List_9": [row, [1, "M", "Yes"]], "Other": [row, [1, "M", "Yes"]]})
    extract = ANNEX_A.read(tmp_path, YEAR)
    assert len(extract.tables["CareLeavers"]) == 1
    unread = [n for n in extract.notices if n.kind is NoticeKind.UNRECOGNISED_FILE]
    assert len(unread) == 1
    assert "sheet Other" in unread[0].message


@pytest.mark.parametrize(
    ("table", "written", "column"),
    [
        ("Contacts", "Unique identifier of the child", "Child Unique ID"),
        ("Contacts", "Date of child's birth", "Date of Birth"),
        ("Contacts", "AGE (years)", "Age of Child (Years)"),
        ("Contacts", "Date of  contact with MASH", "Date of Contact"),
        ("EarlyHelpAssessments", "Assessment - start date", "Assessment start date"),
        ("Referrals", "Source of referral", "Referral Source"),
        ("Section47", "Number of S47s", "Number of Section 47 Enquiries in the last 12 months"),
        ("CP", "Child Protection Plan End  Date ", "Child Protection Plan End Date"),
        ("CLA", "Legal status", "Child's Legal Status"),
        ("CareLeavers", "Allocated Personal Adviser", "Allocated Personal Advisor"),
        ("Adopters", "Number of children placed", "No. of children placed"),
    ],
)  # fmt: skip
def test_columns_are_known_by_other_names(table, written, column):
    header = [written, "Something else"]
    assert official_names(header, whole_header(table), PATTERNS) == {0: column}


@pytest.mark.parametrize("written", ["Language", "Stage 1 started", "Percentage"])
def test_the_letters_of_age_in_another_word_are_no_age(written):
    assert official_names([written], whole_header("Contacts"), PATTERNS) == {}


def test_every_column_has_patterns_that_know_its_own_name_in_no_other_list_wrongly():
    for table in NUMBERS:
        header = whole_header(table)
        assert official_names(header, header, PATTERNS) == dict(enumerate(header))


def test_a_day_that_was_left_a_number_is_a_day(tmp_path):
    header = whole_header("Contacts")
    write(tmp_path / "a.xlsx", {"List 1": [header, [7, "M", "WBRI", 41000, 11, 45413, "Police"]]})
    row = ANNEX_A.read(tmp_path, YEAR).tables["Contacts"].iloc[0]
    assert (row["Child Unique ID"], row["Date of Contact"]) == ("7", "2024-05-01")
    assert row["Age of Child (Years)"] == "11"


def test_the_send_annex_is_refused_by_its_name(tmp_path):
    header = ["Unique ID", "UPN", "Date of birth", "SEN primary need", "Permanent exclusions",
              "Pupil Premium", "Main education establishment - URN"]  # fmt: skip
    write(tmp_path / "a.xlsx", {"List_1": [header, ["x"]]})
    with pytest.raises(UnreadableFileError, match="SEND Annex A"):
        ANNEX_A.read(tmp_path, YEAR)


def test_a_submission_of_other_workbooks_is_an_error(tmp_path):
    write(tmp_path / "a.xlsx", {"Budget": [["Month", "Money"], ["May", 5]]})
    with pytest.raises(UnreadableFileError, match="none of its 1 files"):
        ANNEX_A.read(tmp_path, YEAR)


@pytest.mark.skipif(not SHARED.exists(), reason="the published samples are not here")
@pytest.mark.parametrize("name", ["Annex_A_2024_Jan.xlsx", "Annex_A_liia-tools.xlsx"])
def test_the_published_samples_are_read_with_every_row(tmp_path, name):
    shutil.copy(SHARED / name, tmp_path)
    extract = ANNEX_A.read(tmp_path, YEAR)
    counts = {table: len(rows) for table, rows in extract.tables.items()}
    assert counts == {**dict.fromkeys(NUMBERS, 5), "Referrals": 6, "CP": 7, "CareLeavers": 6}
    for table, rows in extract.tables.items():
        verdict = ANNEX_A.validate(table, rows, YEAR)
        assert len(verdict.accepted) == len(rows)


@pytest.mark.skipif(not SHARED.exists(), reason="the published samples are not here")
def test_the_published_send_annex_is_refused(tmp_path):
    shutil.copy(SHARED / "fake_sen.xlsx", tmp_path)
    with pytest.raises(UnreadableFileError, match="SEND Annex A"):
        ANNEX_A.read(tmp_path, YEAR)
