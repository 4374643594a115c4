"""The Virtual School's records: what a row must be, and what contradicts itself."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from ae_pipeline.identity import Pseudonymiser
from ae_pipeline.returns.epep.contract import EPEP
from ae_pipeline.returns.epep.rules import working_days_between
from ae_pipeline.returns.extract import UnreadableFileError
from ae_pipeline.validation.verdict import Verdict

YEAR = "2024-25"
GOOD: dict[str, dict[str, str | None]] = {
    "PEPs": {
        "ACADYR": "2024-25",
        "TERM": "AUT",
        "UPN": "D879120001234",
        "DOB": "2012-06-15",
        "STAGE": "KS3",
        "CARESTARTED": "2024-10-07",  # a Monday
        "FIRSTPEP": "Y",
        "PEPDUE": "2024-10-21",
        "PEPDATE": "2024-10-21",
        "WITHIN10WD": "Y",
        "QUALITY": "G",
        "URN": "170077",
        "SESSPOSSIBLE": "110",
        "SESSATTENDED": "110",
        "SUSPENSIONS": "0",
        "PROGRESS": "ON",
        "PPPLUS": "812.50",
        "EHCP": "N",
        "SDQ": "17",
        "MOVEDTHISYEAR": "N",
    },
    "SchoolMoves": {
        "MOVEDATE": "2024-11-04",
        "UPN": "UN3",
        "DOB": "2012-06-15",
        "FROMURN": "170001",
        "TOURN": "170002",
        "MOVEREASON": "PLACEMENT",
        "INYEAR": "Y",
    },
}
LATER = {"FIRSTPEP": "N", "WITHIN10WD": None}


@pytest.fixture
def judge() -> Callable[..., Verdict]:
    def judged(table: str, *changes: dict[str, str | None]) -> Verdict:
        rows = [
            {**GOOD[table], "CHILDID": f"C{number}", **change}
            for number, change in enumerate(changes)
        ]
        columns = {
            name: pd.array([row.get(name) for row in rows], dtype="str")
            for name in EPEP.columns(table)
        }
        source = {
            "_file": pd.array([f"{table}.csv"] * len(rows), dtype="str"),
            "_row": np.arange(1, len(rows) + 1, dtype="int64"),
        }
        return EPEP.validate(table, pd.DataFrame({**columns, **source}), YEAR)

    return judged


@pytest.fixture
def each_breaks(judge) -> Callable[..., list[set[str]]]:
    def rules(table: str, *changes: dict[str, str | None]) -> list[set[str]]:
        found = judge(table, *changes).findings
        return [set(found.loc[found["row"].eq(row + 1), "rule"]) for row in range(len(changes))]

    return rules


def test_good_rows_break_no_rule(each_breaks):
    assert each_breaks("PEPs", {}) == [set()]
    assert each_breaks("SchoolMoves", {}) == [set()]


def test_a_plan_of_no_child_year_or_term_is_rejected(judge, each_breaks):
    changes = [{"CHILDID": None}, {"ACADYR": "2024"}, {"TERM": "WIN"}]
    broken = [{"AE-KEY-MISSING"}, {"AE-TEXT-REJECT"}, {"AE-TEXT-REJECT"}]
    assert each_breaks("PEPs", *changes) == broken
    assert len(judge("PEPs", *changes).quarantined) == 3


def test_a_move_on_no_day_is_rejected(judge):
    assert len(judge("SchoolMoves", {"MOVEDATE": None}).quarantined) == 1


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"UPN": "UN9"}, "AE-TEXT"),
        ({"QUALITY": "B"}, "AE-CODE"),
        ({"SDQ": "41"}, "AE-NUMBER"),
        ({"PPPLUS": "-1"}, "AE-NUMBER"),
        ({"URN": "1700"}, "AE-TEXT"),
        ({"PEPDATE": "2024-11-31"}, "AE-DATE"),
    ],
)
def test_a_cell_that_cannot_be_used_warns_and_is_blanked(judge, change, rule):
    verdict = judge("PEPs", change)
    assert rule in set(verdict.findings["rule"])
    assert verdict.accepted[next(iter(change))].isna().all()


def test_a_child_has_one_plan_a_term(judge):
    verdict = judge("PEPs", {"CHILDID": "C1"}, {"CHILDID": "C1", "SDQ": "3"})
    assert set(verdict.findings["rule"]) == {"AE-KEY-CONFLICT"}
    spring = {"CHILDID": "C1", "TERM": "SPR", "PEPDATE": "2025-02-03", **LATER}
    assert judge("PEPs", {"CHILDID": "C1"}, spring).findings.empty


def test_working_days_leave_out_weekends_and_bank_holidays():
    def between(start: str, end: str) -> int:
        days = [pd.Series(pd.to_datetime([day])) for day in (start, end)]
        return int(working_days_between(*days).iloc[0])

    assert between("2024-10-07", "2024-10-07") == 0
    assert between("2024-10-07", "2024-10-08") == 1
    assert between("2024-10-04", "2024-10-07") == 1  # Friday to Monday
    assert between("2024-10-05", "2024-10-07") == 1  # Saturday to Monday
    assert between("2024-12-24", "2024-12-27") == 1  # Christmas Day and Boxing Day
    assert between("2024-10-08", "2024-10-07") <= 0


def test_the_first_plan_is_in_time_on_the_tenth_working_day(each_breaks):
    wrong = {"AE-EPEP-10WD"}
    assert each_breaks(
        "PEPs",
        {"PEPDATE": "2024-10-21"},  # ten working days after Monday 7 October
        {"PEPDATE": "2024-10-22"},
        {"PEPDATE": "2024-10-22", "WITHIN10WD": "N"},
        {"PEPDATE": "2024-10-21", "WITHIN10WD": "N"},
    ) == [set(), wrong, set(), wrong]


def test_only_first_plans_are_measured_in_working_days(each_breaks):
    wrong = {"AE-EPEP-10WD-FIRST"}
    assert each_breaks(
        "PEPs",
        {"WITHIN10WD": None},
        {"FIRSTPEP": "N"},
        LATER,
        {"PEPDATE": None, "QUALITY": None, "WITHIN10WD": "N"},  # overdue already
        {"PEPDATE": None, "QUALITY": None, "WITHIN10WD": "Y"},
        {"PEPDATE": None, "QUALITY": None, "WITHIN10WD": None},
    ) == [wrong, wrong, set(), set(), wrong, set()]


def test_nothing_is_due_or_done_before_care_nor_care_before_birth(each_breaks):
    wrong = {"AE-EPEP-DATES"}
    assert each_breaks(
        "PEPs",
        {"PEPDUE": "2024-10-06"},
        {**LATER, "PEPDATE": "2024-10-06"},
        {**LATER, "PEPDATE": "2024-10-07"},
        {**LATER, "DOB": "2024-10-08"},
        {**LATER, "DOB": "2024-10-07"},
    ) == [wrong, wrong, set(), wrong, set()]


def test_a_plan_is_made_in_the_academic_year_it_is_for(each_breaks):
    held = {**LATER, "CARESTARTED": "2024-01-08"}
    assert each_breaks(
        "PEPs",
        {**held, "PEPDATE": "2024-08-31"},
        {**held, "PEPDATE": "2024-09-01"},
        {**held, "PEPDATE": "2025-08-31"},
        {**held, "PEPDATE": "2025-09-01"},
    ) == [{"AE-EPEP-TERM"}, set(), set(), {"AE-EPEP-TERM"}]


def test_a_plan_that_was_not_made_is_not_judged(each_breaks):
    missing = {**LATER, "PEPDATE": None}
    assert each_breaks("PEPs", missing, {**missing, "QUALITY": None}) == [
        {"AE-EPEP-QUALITY"},
        set(),
    ]


def test_no_more_sessions_are_attended_than_are_possible(each_breaks):
    assert each_breaks(
        "PEPs", {"SESSATTENDED": "111"}, {"SESSATTENDED": "0"}, {"SESSPOSSIBLE": None}
    ) == [{"AE-EPEP-SESSIONS"}, set(), set()]


def test_a_move_is_to_another_school_and_after_birth(each_breaks):
    assert each_breaks(
        "SchoolMoves",
        {"TOURN": "170001"},
        {"FROMURN": None},
        {"DOB": "2024-11-05"},
    ) == [{"AE-EPEP-SAME-SCHOOL"}, set(), {"AE-EPEP-DATES"}]


def test_a_move_in_august_or_september_is_not_within_the_year(each_breaks):
    wrong = {"AE-EPEP-IN-YEAR"}
    assert each_breaks(
        "SchoolMoves",
        {"MOVEDATE": "2024-07-31"},
        {"MOVEDATE": "2024-08-01"},
        {"MOVEDATE": "2024-09-30", "INYEAR": "N"},
        {"MOVEDATE": "2024-10-01", "INYEAR": "N"},
    ) == [set(), wrong, set(), wrong]


def test_a_child_leaves_as_two_keys_and_an_unknown_upn_as_its_code(judge):
    accepted = judge("SchoolMoves", {}).accepted
    left = EPEP.minimise("SchoolMoves", accepted, Pseudonymiser(b"key"), ())
    assert {"childid", "childid_link", "upn", "upn_unknown"} <= set(left.columns)
    assert left["upn_unknown"].tolist() == ["UN3"]
    assert "C0" not in left.astype("str").to_numpy().ravel()


def test_each_table_is_known_by_its_columns_and_a_web_page_is_an_error(tmp_path):
    for table in EPEP.tables:
        header = ",".join(EPEP.columns(table)) + "\r\n"
        (tmp_path / f"{table}.csv").write_text(header, encoding="utf-8")
    assert not EPEP.read(tmp_path, YEAR).notices
    (tmp_path / "login.csv").write_text("<html>", encoding="utf-8")
    with pytest.raises(UnreadableFileError):
        EPEP.read(tmp_path, YEAR)
