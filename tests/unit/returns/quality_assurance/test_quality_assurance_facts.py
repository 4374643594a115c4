from __future__ import annotations

from datetime import date

import pandas as pd

from ae_pipeline.facts.coverage import Span
from ae_pipeline.facts.declaration import SubmissionRows
from ae_pipeline.periods import Month
from ae_pipeline.returns.quality_assurance import RETURN
from ae_pipeline.returns.quality_assurance.facts import FACTS

_KNOWN = {"child": "person"}


def _column(name, values):
    if name.endswith("_on"):
        return pd.to_datetime(pd.Series(values)).astype("datetime64[ms]")
    number = name.startswith("wish") or name in {"taking_part", "response_minutes"}
    return pd.Series(values, dtype="Int64" if number else "str")


def _drop(month, **tables):
    def table(name, columns):
        rows = tables.get(name, [])
        frame = pd.DataFrame({each: _column(each, [r.get(each) for r in rows]) for each in columns})
        numbers = list(range(1, len(rows) + 1))
        return frame.assign(source_file=f"{month}/{name}.csv", source_row=numbers)

    return SubmissionRows(
        Month.parse(month),
        {name: table(name, columns) for name, columns in FACTS.reads.items()},
        lambda ids: ids.map(_KNOWN).astype("str"),
    )


def test_an_audit_has_its_moderation_and_flags_and_the_person_where_known():
    audits = [
        {"audit_id": "1", "child_id": "child", "family_feedback": "Y", "child_feedback": "N"},
        {"audit_id": "2", "child_id": "somebody", "overall_grade": "GOOD"},
        {"audit_id": "3"},
    ]
    moderation = [
        {"audit_id": "2", "moderated_on": "2025-03-03", "moderated_grade": "INADEQUATE"},
        {"audit_id": "not listed", "moderated_on": "2025-03-03", "moderated_grade": "GOOD"},
    ]
    rows = FACTS.build([_drop("2025-03", audits=audits, moderation=moderation)])["audit"]
    assert rows["audit_id"].tolist() == ["1", "2", "3"]
    assert rows["person_id"].isna().tolist() == [False, True, True]
    assert rows["family_feedback"].tolist() == [True, pd.NA, pd.NA]
    assert rows["child_feedback"].tolist() == [False, pd.NA, pd.NA]
    assert rows["moderated_grade"].isna().tolist() == [True, False, True]
    assert rows["source_row"].tolist() == [1, 2, 3]


def test_of_two_submissions_the_later_is_believed_and_the_earlier_kept_where_it_alone_states():
    audit = {"audit_id": "1", "service": "CARE", "planned_on": "2025-02-03"}
    done = {**audit, "completed_on": "2025-03-03", "overall_grade": "GOOD"}
    again = {"audit_id": "1", "moderated_grade": "GOOD"}
    complaint = {"complaint_id": "9", "complaint_on": "2025-02-03"}
    built = FACTS.build(
        [
            _drop(
                "2025-02",
                audits=[audit, {**audit, "audit_id": "0"}],
                moderation=[{**again, "moderated_grade": "INADEQUATE"}],
                complaints=[complaint],
            ),
            _drop(
                "2025-03",
                audits=[done],
                moderation=[again],
                complaints=[{**complaint, "answered_on": "2025-03-04", "child_id": "child"}],
            ),
        ]
    )
    audits = built["audit"].set_index("audit_id")
    assert audits["overall_grade"].to_dict()["1"] == "GOOD"
    assert audits["moderated_grade"].to_dict()["1"] == "GOOD"
    assert audits["source_file"].to_dict() == {
        "0": "2025-02/audits.csv",
        "1": "2025-03/audits.csv",
    }
    assert built["complaint"]["answered_on"].tolist() == [pd.Timestamp("2025-03-04")]
    assert built["complaint"]["person_id"].tolist() == ["person"]


def test_an_action_has_the_service_of_its_audit_where_that_is_listed():
    actions = [{"action_id": "1", "audit_id": "1"}, {"action_id": "2", "audit_id": "old"}]
    audits = [{"audit_id": "1", "service": "SEND"}]
    rows = FACTS.build([_drop("2025-03", audits=audits, actions=actions)])["audit_action"]
    assert rows["service"].isna().tolist() == [False, True]
    assert rows["service"].iloc[0] == "SEND"


def test_each_wish_answered_is_a_row_that_leads_to_its_answer():
    answers = [
        {"response_id": "1", "answered_survey_on": "2024-06-20", "wish_01": 5, "wish_10": 1},
        {"response_id": "2", "answered_survey_on": "2024-06-21", "wish_10": 3},
    ]
    rows = FACTS.build([_drop("2025-03", ten_wishes=answers)])["wish_answer"]
    told = sorted(zip(rows["source_row"], rows["wish"], rows["score"], strict=True))
    assert told == [(1, "wish_01", 5), (1, "wish_10", 1), (2, "wish_10", 3)]


def test_a_contact_of_a_child_who_is_not_known_is_kept():
    contacts = [
        {"contact_id": "1", "contact_on": "2025-03-01", "child_id": "child"},
        {"contact_id": "2", "contact_on": "2025-03-01", "child_id": "stranger"},
    ]
    rows = FACTS.build([_drop("2025-03", out_of_hours=contacts)])["out_of_hours_contact"]
    assert rows["person_id"].isna().tolist() == [False, True]


def test_an_empty_submission_makes_empty_tables_with_all_columns():
    built = FACTS.build([_drop("2025-03")])
    for table in (made.table for made in FACTS.makes):
        assert len(built[table.name]) == 0
        assert {column.name for column in table.columns} <= set(built[table.name].columns)


def test_two_years_up_to_the_newest_submission_are_recorded():
    months = [Month.parse("2024-01"), Month.parse("2025-09")]
    assert FACTS.covers(months) == Span(date(2023, 10, 1), date(2025, 9, 30))
    assert FACTS.covers([]) is None
    assert RETURN.history.choose(months, months[-1]) == months[-1:]
