"""What a mark must be: cell by cell, and each rule with what passes, what fails and the edge."""

import pandas as pd
import pytest

from ae_pipeline.identity import Pseudonymiser
from ae_pipeline.periods import Month
from ae_pipeline.returns.attendance.codes import NEW, OLD
from ae_pipeline.returns.attendance.contract import ATTENDANCE
from ae_pipeline.returns.marks import COUNTS_AS, Mark

UPN = "Z879200020001"  # 8*2 + 7*3 + 9*4 + 2*5 + 2*9 + 1*13 = 114; 114 mod 23 = 22: Z
GOOD = {"UPN": UPN, "URN": "170001", "Date": "2025-03-03", "Session": "AM", "Code": "/"}


def judged(*changes, specification="2024-25"):
    rows = pd.DataFrame([{**GOOD, **change} for change in changes], dtype="str")
    rows["_file"] = pd.Series("a.csv", index=rows.index, dtype="str")
    rows["_row"] = range(1, len(rows) + 1)
    return ATTENDANCE.validate("Marks", rows, specification)


def rules(change, specification="2024-25"):
    """Rules that a mark breaks, beside one of another day that breaks none."""
    verdict = judged({"Date": "2025-03-04"}, change, specification=specification)
    return sorted(set(verdict.findings["rule"])), len(verdict.quarantined)


def test_a_good_mark_is_accepted_with_its_types():
    verdict = judged({})
    assert len(verdict.findings) == 0
    assert verdict.accepted["Date"].tolist() == [pd.Timestamp("2025-03-03")]
    assert verdict.accepted["Session"].tolist() == ["AM"]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"UPN": None}, "AE-KEY-MISSING"),
        ({"URN": None}, "AE-KEY-MISSING"),
        ({"Session": None}, "AE-KEY-MISSING"),
        ({"Date": None}, "AE-KEY-MISSING"),
        ({"Date": "31/02/2025"}, "AE-DATE-REJECT"),
        ({"Session": "Morning"}, "AE-TEXT-REJECT"),
        ({"Session": "am"}, "AE-TEXT-REJECT"),
        ({"Code": None}, "AE-CODE-REJECT"),
        ({"Code": "A"}, "AE-CODE-REJECT"),
    ],
)
def test_a_mark_that_says_nothing_countable_is_rejected(change, rule):
    assert rules(change) == ([rule], 1)


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ({"UPN": f"A{UPN[1:]}"}, ["AE-MARK-UPN"]),
        ({"UPN": UPN[:-1]}, ["AE-MARK-UPN"]),
        ({"URN": "17000"}, ["AE-MARK-URN"]),
        ({"URN": "1700011"}, ["AE-MARK-URN"]),
        ({"Session": "PM"}, ["AE-MARK-SESSION-CODE"]),
        ({"Code": "\\"}, ["AE-MARK-SESSION-CODE"]),
        ({"Session": "PM", "Code": "\\"}, []),
        ({"Session": "PM", "Code": "L"}, []),
        ({"Date": "2025-03-01"}, ["AE-MARK-WEEKEND"]),
        ({"Date": "2025-03-02"}, ["AE-MARK-WEEKEND"]),
        ({"Date": "2025-03-01", "Code": "#"}, []),
        ({"Date": "2025-02-28"}, []),
        ({"Date": "2025-04-21"}, ["AE-MARK-BANK-HOLIDAY"]),
        ({"Date": "2025-04-21", "Code": "#"}, []),
        ({"Date": "2025-04-22"}, []),
        ({"Code": "Z"}, ["AE-MARK-NOT-ON-ROLL"]),
    ],
)
def test_a_mark_whose_cells_do_not_go_together_is_kept_with_a_warning(change, broken):
    assert rules(change) == (broken, 0)


@pytest.mark.parametrize(
    ("on", "code", "broken"),
    [
        ("2024-08-19", "H", ["AE-MARK-CODE-DATE"]),
        ("2024-08-16", "H", []),
        ("2024-09-02", "J", ["AE-MARK-CODE-DATE"]),
        ("2024-09-02", "Y", ["AE-MARK-CODE-DATE"]),
        ("2024-07-15", "Y", []),
        ("2024-07-15", "Y1", ["AE-MARK-CODE-DATE"]),
        ("2024-08-19", "Y7", []),
        ("2024-07-15", "K", ["AE-MARK-CODE-DATE"]),
        ("2024-09-02", "J1", []),
        ("2024-07-15", "I", []),
    ],
)
def test_a_code_belongs_to_the_list_of_its_day(on, code, broken):
    assert rules({"Date": on, "Code": code}) == (broken, 0)


def test_a_code_of_2024_does_not_exist_in_the_year_before():
    assert rules({"Date": "2024-07-15", "Code": "C2"}, "2023-24") == (["AE-CODE-REJECT"], 1)
    assert rules({"Date": "2024-07-15", "Code": "H"}, "2023-24") == ([], 0)


def test_the_same_mark_twice_is_a_duplicate_and_another_code_a_conflict():
    verdict = judged({}, {})
    assert verdict.findings["rule"].unique().tolist() == ["AE-DUPLICATE"]
    assert (len(verdict.accepted), len(verdict.quarantined)) == (1, 1)
    verdict = judged({}, {"Code": "I"})
    assert verdict.findings["rule"].unique().tolist() == ["AE-KEY-CONFLICT"]
    assert len(verdict.quarantined) == 2


def test_a_dually_registered_pupil_has_a_mark_at_each_school():
    assert len(judged({}, {"URN": "170002", "Code": "D"}).findings) == 0


def test_a_pupils_number_leaves_only_as_a_pseudonym():
    made = ATTENDANCE.minimise("Marks", judged({}).accepted, Pseudonymiser(b"k" * 16), ())
    assert made["upn"].tolist() == [Pseudonymiser(b"k" * 16).one(UPN, "upn")]
    assert made["urn"].tolist() == ["170001"]
    assert not made.astype("str").isin([UPN]).to_numpy().any()


@pytest.mark.parametrize(
    ("month", "specification"),
    [
        ("2023-09", "2023-24"),
        ("2024-08", "2023-24"),
        ("2024-09", "2024-25"),
        ("2027-01", "2025-26"),
    ],
)
def test_a_submission_is_judged_by_its_academic_year(month, specification):
    assert ATTENDANCE.specification(Month.parse(month)) == specification


def test_every_code_counts_as_something_and_nothing_else_does():
    assert set(COUNTS_AS) == OLD | NEW


@pytest.mark.parametrize(
    ("code", "mark"),
    [("L", Mark.PRESENT), ("K", Mark.ELSEWHERE), ("E", Mark.AUTHORISED), ("U", Mark.UNAUTHORISED),
     ("D", Mark.NOT_POSSIBLE), ("Y3", Mark.NOT_POSSIBLE)],
)  # fmt: skip
def test_a_code_counts_as_dfe_counts_it(code, mark):
    assert COUNTS_AS[code] is mark
