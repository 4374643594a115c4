"""The plan return: its rules, and reading its file."""

import pytest
from local_rows import broken, judged

from ae_pipeline.returns.extract import UnreadableFileError
from ae_pipeline.returns.plan.contract import PLAN

RUNNING = {
    "milestone_id": "P04-2025-26-02",
    "reported_on": "30/09/2025",
    "status": "ON_TRACK",
    "owner_role": "Head of Permanency and Care",
    "due_on": "31/03/2026",
    "evidence": "Performance board report",
    "evidence_on": "12/09/2025",
}
COMPLETE = {**RUNNING, "status": "COMPLETE", "completed_on": "30/09/2025"}


@pytest.mark.parametrize(
    ("row", "changed", "rules"),
    [
        (RUNNING, {}, set()),
        (COMPLETE, {}, set()),
        (RUNNING, {"evidence": None, "evidence_on": None}, set()),
        (COMPLETE, {"completed_on": None}, {"AE-MILESTONE-UNDATED"}),
        (RUNNING, {"completed_on": "01/09/2025"}, {"AE-MILESTONE-NOT-COMPLETE"}),
        (COMPLETE, {"evidence": None}, {"AE-MILESTONE-UNEVIDENCED"}),
        (RUNNING, {"evidence_on": None}, {"AE-MILESTONE-EVIDENCE-DAY"}),
        (COMPLETE, {"completed_on": "01/10/2025"}, {"AE-MILESTONE-AHEAD"}),
        (RUNNING, {"evidence_on": "30/09/2025"}, set()),
        (RUNNING, {"evidence_on": "01/10/2025"}, {"AE-MILESTONE-EVIDENCE-AHEAD"}),
        (RUNNING, {"status": "GREEN"}, {"AE-CODE-REJECT"}),
        (RUNNING, {"due_on": "soon"}, {"AE-DATE"}),
        (RUNNING, {"owner_role": None}, {"AE-MISSING"}),
    ],
)
def test_a_changed_row_breaks_exactly_these_rules(row, changed, rules):
    assert broken(PLAN, "Milestones", row, **changed) == rules


def test_two_reports_of_one_milestone_and_day_that_differ_are_both_quarantined():
    rows = [RUNNING, {**RUNNING, "status": "AT_RISK"}]
    assert len(judged(PLAN, "Milestones", *rows).quarantined) == 2


def test_the_file_is_known_by_its_columns_whatever_it_is_called(tmp_path):
    head = ",".join(PLAN.columns("Milestones"))
    (tmp_path / "update from the board.csv").write_text(
        f"{head}\r\nWISH-2026-27-01,30/09/2025,AT_RISK,Participation Lead,31/03/2027,,,\r\n"
    )
    extract = PLAN.read(tmp_path, "2024-25")
    assert extract.notices == ()
    assert extract.tables["Milestones"]["status"].tolist() == ["AT_RISK"]


def test_a_workbook_that_is_called_csv_is_refused(tmp_path):
    (tmp_path / "milestones.csv").write_bytes(b"PK\x03\x04" + bytes(100))
    with pytest.raises(UnreadableFileError, match=r"milestones\.csv"):
        PLAN.read(tmp_path, "2024-25")
