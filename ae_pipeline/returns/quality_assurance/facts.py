"""The quality assurance return as facts.

Every export holds what was so in the last two years and all that is still open, so the newest is
read. A row whose child is not known is kept: it counts as an audit, complaint or contact of one of
whom nothing is known. Not here: tables (``schema.quality_assurance``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ae_pipeline.facts.coverage import window_covered
from ae_pipeline.facts.declaration import Facts, FactTable, Frames, SubmissionRows, stacked
from ae_pipeline.schema.quality_assurance import (
    allegation,
    audit,
    audit_action,
    complaint,
    compliment,
    out_of_hours_contact,
    participation_activity,
    wish_answer,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

_MONTHS_TOLD = 24
_WISHES = tuple(f"wish_{number:02d}" for number in range(1, 11))
_YES_OR_NO = {"Y": True, "N": False}
_GRADES = (
    "overall_grade",
    "assessment_grade",
    "planning_grade",
    "oversight_grade",
    "voice_grade",
)


def _build(drops: Sequence[SubmissionRows]) -> Frames:
    person = drops[-1].person
    audits = _audits(drops)
    complaints = _latest(drops, "complaints", "complaint_id")
    contacts = _latest(drops, "out_of_hours", "contact_id")
    return {
        audit.name: audits.assign(person_id=person(audits["child_id"])),
        audit_action.name: _actions(drops, audits),
        complaint.name: complaints.rename(
            columns={"complaint_on": "received_on", "answer_due_on": "due_on"}
        ).assign(person_id=person(complaints["child_id"])),
        compliment.name: _latest(drops, "compliments", "compliment_id").rename(
            columns={"compliment_on": "received_on"}
        ),
        participation_activity.name: _participation(drops),
        wish_answer.name: _wishes(drops),
        allegation.name: _latest(drops, "allegations", "allegation_id").rename(
            columns={"allegation_on": "received_on", "allegation_closed_on": "closed_on"}
        ),
        out_of_hours_contact.name: contacts.rename(columns={"response_minutes": "minutes"}).assign(
            person_id=person(contacts["child_id"])
        ),
    }


def _latest(drops: Sequence[SubmissionRows], table: str, key: str) -> pd.DataFrame:
    """One row per number: that of the newest drop that tells it."""
    return stacked(drops, table).drop_duplicates(key, keep="last").reset_index(drop=True)


def _flag(column: pd.Series[Any]) -> pd.Series[Any]:
    return column.map(_YES_OR_NO).astype("boolean")


def _audits(drops: Sequence[SubmissionRows]) -> pd.DataFrame:
    """Audits with their moderation; a moderation of an audit that is not listed is left out."""
    rows = _latest(drops, "audits", "audit_id")
    moderation = _latest(drops, "moderation", "audit_id")[
        ["audit_id", "moderated_on", "moderated_grade"]
    ]
    return rows.merge(moderation, on="audit_id", how="left").assign(
        family_feedback=_flag(rows["family_feedback"]),
        child_feedback=_flag(rows["child_feedback"]),
    )


def _actions(drops: Sequence[SubmissionRows], audits: pd.DataFrame) -> pd.DataFrame:
    rows = _latest(drops, "actions", "action_id")
    service = audits.set_index("audit_id")["service"]
    return rows.assign(service=rows["audit_id"].map(service).astype("str")).rename(
        columns={"action_due_on": "due_on", "action_closed_on": "closed_on"}
    )


def _participation(drops: Sequence[SubmissionRows]) -> pd.DataFrame:
    rows = _latest(drops, "participation", "activity_id")
    return rows.assign(change_made=_flag(rows["change_made"])).rename(
        columns={"group": "for_group", "taking_part": "children"}
    )


def _wishes(drops: Sequence[SubmissionRows]) -> pd.DataFrame:
    """A row per wish that was answered."""
    rows = _latest(drops, "ten_wishes", "response_id").rename(
        columns={"answered_survey_on": "answered_on", "group": "for_group"}
    )
    kept = ["answered_on", "for_group", "source_file", "source_row"]
    long = rows.melt(kept, list(_WISHES), var_name="wish", value_name="score")
    return long[long["score"].notna()].reset_index(drop=True)


FACTS = Facts(
    source="quality_assurance",
    reads={
        "audits": (
            *("audit_id", "planned_on", "completed_on", "tool", "service", "child_id"),
            *(*_GRADES, "family_feedback", "child_feedback", "re_audit_of"),
        ),
        "moderation": ("audit_id", "moderated_on", "moderated_grade"),
        "actions": (
            *("action_id", "audit_id", "raised_on", "action_due_on", "action_closed_on"),
            "impact",
        ),
        "complaints": (
            *("complaint_id", "stage", "complaint_on", "answer_due_on", "answered_on"),
            *("outcome", "service", "child_id"),
        ),
        "compliments": ("compliment_id", "compliment_on", "service"),
        "participation": (
            *("activity_id", "held_on", "activity", "group", "taking_part"),
            *("change_made", "reported_back_on"),
        ),
        "ten_wishes": ("response_id", "answered_survey_on", "group", *_WISHES),
        "allegations": (
            *("allegation_id", "allegation_on", "sector", "decided_on", "allegation_closed_on"),
        ),
        "out_of_hours": (
            *("contact_id", "contact_on", "child_id", "response", "response_minutes"),
            "handed_over_on",
        ),
    },
    makes=(
        FactTable(audit, ("audits", "moderation")),
        FactTable(audit_action, ("actions", "audits")),
        FactTable(complaint, ("complaints",)),
        FactTable(compliment, ("compliments",)),
        FactTable(participation_activity, ("participation",)),
        FactTable(wish_answer, ("ten_wishes",)),
        FactTable(allegation, ("allegations",)),
        FactTable(out_of_hours_contact, ("out_of_hours",)),
    ),
    covers=window_covered(_MONTHS_TOLD),
    build=_build,
)
