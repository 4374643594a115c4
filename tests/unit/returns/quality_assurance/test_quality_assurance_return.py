"""The quality assurance return: its rules, cells and files."""

import pytest
from local_rows import broken, judged

from ae_pipeline.returns.extract import NoticeKind
from ae_pipeline.returns.quality_assurance.contract import QUALITY_ASSURANCE

GOOD = {
    "Audits": {
        "audit_id": "A1",
        "planned_on": "10/03/2025",
        "completed_on": "12/03/2025",
        "tool": "CORE",
        "service": "CARE",
        "team": "Children in Care",
        "child_id": "123456",
        "auditor": "SW1",
        "overall_grade": "GOOD",
        "voice_grade": "OUTSTANDING",
        "family_feedback": "Y",
        "child_feedback": "N",
    },
    "Moderation": {
        "audit_id": "A1",
        "moderated_on": "20/03/2025",
        "moderator": "SW2",
        "moderated_grade": "REQUIRES_IMPROVEMENT",
    },
    "Actions": {
        "action_id": "T1",
        "audit_id": "A1",
        "raised_on": "12/03/2025",
        "action_due_on": "09/04/2025",
        "action_closed_on": "01/04/2025",
        "owner_role": "Team Manager",
        "impact": "IMPROVED",
    },
    "Complaints": {
        "complaint_id": "C1",
        "stage": "1",
        "complaint_on": "03/03/2025",
        "extended": "N",
        "answer_due_on": "17/03/2025",
        "answered_on": "14/03/2025",
        "outcome": "PARTLY",
        "complainant": "PARENT",
        "service": "SEND",
        "ombudsman": "N",
    },
    "Compliments": {
        "compliment_id": "P1",
        "compliment_on": "03/03/2025",
        "given_by": "CHILD",
        "service": "CARE",
    },
    "Participation": {
        "activity_id": "Y1",
        "held_on": "03/03/2025",
        "activity": "FORUM",
        "group": "CARE",
        "taking_part": "12",
        "change_made": "Y",
        "reported_back_on": "01/04/2025",
    },
    "TenWishes": {
        "response_id": "W1",
        "answered_survey_on": "20/06/2025",
        "group": "CARE",
        "age_band": "10-15",
        **{f"wish_{number:02d}": "4" for number in range(1, 11)},
    },
    "Allegations": {
        "allegation_id": "L1",
        "allegation_on": "03/03/2025",
        "sector": "SCHOOL",
        "decided_on": "04/03/2025",
        "meeting_on": "10/03/2025",
        "allegation_closed_on": "01/05/2025",
        "finding": "UNFOUNDED",
    },
    "OutOfHours": {
        "contact_id": "N1",
        "contact_on": "08/03/2025",
        "concern": "MISSING",
        "response": "VISIT",
        "response_minutes": "45",
        "handed_over_on": "10/03/2025",
    },
}
"""One row of each table that breaks no rule."""
NO_WISH = {f"wish_{number:02d}": None for number in range(1, 11)}


@pytest.mark.parametrize("table", QUALITY_ASSURANCE.tables)
def test_a_good_row_of_every_table_breaks_nothing(table):
    assert broken(QUALITY_ASSURANCE, table, GOOD[table]) == set()


@pytest.mark.parametrize(
    ("table", "changed", "rules"),
    [
        ("Audits", {"overall_grade": None}, {"AE-AUDIT-UNGRADED"}),
        ("Audits", {"completed_on": None}, {"AE-AUDIT-NOT-DONE"}),
        (
            "Audits",
            {"completed_on": None, "overall_grade": None, "voice_grade": None},
            set(),
        ),
        ("Audits", {"family_feedback": None}, {"AE-AUDIT-FEEDBACK"}),
        ("Audits", {"re_audit_of": "A1"}, {"AE-AUDIT-OF-ITSELF"}),
        ("Audits", {"re_audit_of": "A0"}, set()),
        ("Audits", {"planned_on": None}, {"AE-DATE-REJECT"}),
        ("Audits", {"overall_grade": "Good"}, {"AE-CODE"}),
        ("Moderation", {"moderated_grade": None}, {"AE-CODE-REJECT"}),
        ("Actions", {"action_closed_on": "12/03/2025"}, set()),
        ("Actions", {"action_closed_on": "11/03/2025"}, {"AE-ACTION-DATES"}),
        ("Actions", {"action_due_on": "11/03/2025"}, {"AE-ACTION-DUE"}),
        ("Complaints", {"answered_on": "02/03/2025"}, {"AE-COMPLAINT-DATES"}),
        ("Complaints", {"answer_due_on": "02/03/2025"}, {"AE-COMPLAINT-DUE"}),
        ("Complaints", {"outcome": None}, {"AE-COMPLAINT-OUTCOME"}),
        ("Complaints", {"outcome": None, "answered_on": None}, set()),
        ("Complaints", {"follows": "C0"}, {"AE-COMPLAINT-STAGE"}),
        ("Complaints", {"follows": "C0", "stage": "2"}, set()),
        ("Complaints", {"stage": "4"}, {"AE-CODE-REJECT"}),
        ("Participation", {"reported_back_on": "02/03/2025"}, {"AE-PARTICIPATION-DATES"}),
        ("TenWishes", NO_WISH, {"AE-WISHES-EMPTY"}),
        ("TenWishes", {**NO_WISH, "wish_10": "1"}, set()),
        ("TenWishes", {"wish_03": "6"}, {"AE-NUMBER"}),
        ("Allegations", {"allegation_closed_on": "02/03/2025"}, {"AE-ALLEGATION-DATES"}),
        ("Allegations", {"decided_on": "02/03/2025"}, {"AE-ALLEGATION-DECIDED"}),
        ("Allegations", {"meeting_on": "02/03/2025"}, {"AE-ALLEGATION-MEETING"}),
        ("Allegations", {"finding": None}, {"AE-ALLEGATION-FINDING"}),
        ("Allegations", {"finding": None, "allegation_closed_on": None}, set()),
        ("OutOfHours", {"handed_over_on": "07/03/2025"}, {"AE-OUT-OF-HOURS-DATES"}),
        ("OutOfHours", {"response_minutes": "10081"}, {"AE-NUMBER"}),
    ],
)
def test_a_changed_row_breaks_exactly_these_rules(table, changed, rules):
    assert broken(QUALITY_ASSURANCE, table, GOOD[table], **changed) == rules


def test_an_audit_with_an_unreadable_day_of_completion_is_quarantined_not_counted_as_open():
    verdict = judged(QUALITY_ASSURANCE, "Audits", {**GOOD["Audits"], "completed_on": "in March"})
    assert len(verdict.quarantined) == 1


def test_every_file_is_known_by_its_columns(tmp_path):
    for number, (table, row) in enumerate(GOOD.items()):
        columns = list(QUALITY_ASSURANCE.columns(table))
        cells = [row.get(name) or "" for name in columns]
        text = f"{','.join(columns)}\n{','.join(cells)}\n"
        (tmp_path / f"export {number}.csv").write_text(text, encoding="utf-8")
    extract = QUALITY_ASSURANCE.read(tmp_path, "2024-25")
    assert extract.notices == ()
    assert {table: len(rows) for table, rows in extract.tables.items()} == dict.fromkeys(GOOD, 1)


def test_a_renamed_column_is_recorded_and_read_as_empty(tmp_path):
    (tmp_path / "a.csv").write_text(
        "compliment_id,compliment_on,from,service\nP1,03/03/2025,CHILD,CARE\n", encoding="utf-8"
    )
    extract = QUALITY_ASSURANCE.read(tmp_path, "2024-25")
    told = {(n.kind, n.column) for n in extract.notices if n.table == "Compliments"}
    assert told == {
        (NoticeKind.UNKNOWN_COLUMN, "from"),
        (NoticeKind.MISSING_COLUMN, "given_by"),
    }
    assert extract.tables["Compliments"]["given_by"].isna().all()
