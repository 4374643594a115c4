"""What the rows of the quality assurance return must be: a Pandera model per table.

A layout of the house. A cell rejects its row where the row then counts nothing: no identifier, no
day that a measure starts from, no grade of a moderation, no stage of a complaint, or a day of
ending that cannot be read. All other cells warn and are blanked. Not here: rules about several
cells (``rules``).
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from ae_pipeline.returns import codes as shared
from ae_pipeline.returns.quality_assurance import codes
from ae_pipeline.validation.fields import (
    Protected,
    Protection,
    code,
    day,
    key,
    label,
    whole_number,
)
from ae_pipeline.validation.findings import Severity

_CHILD = Protection(Protected.CHILD, "quality_assurance/child")
_WORKER = Protection(Protected.IDENTIFIER, "worker")
_CHILD_MEANING = "The child's number in the social care system."
_MINUTES_OF_A_WEEK = 7 * 24 * 60


class Audits(pa.DataFrameModel):
    """One row is one audit of practice with a child or family, planned or done."""

    audit_id: Series[str] = key("audit_id", "Number of the audit.")
    planned_on: Series[pa.DateTime] = day(
        "planned_on", "Day by which it is planned.", required=True, severity=Severity.REJECT
    )
    completed_on: Series[pa.DateTime] = day(
        "completed_on",
        "Day it was completed; empty if it has not been.",
        severity=Severity.REJECT,
    )
    tool: Series[str] = code("tool", "What sort of audit it is.", codes.TOOL, required=True)
    service: Series[str] = code(
        "service", "Part of the service whose practice is looked at.", codes.SERVICE, required=True
    )
    team: Series[str] = label("team", "The team.")
    child_id: Series[str] = label("child_id", _CHILD_MEANING, protection=_CHILD)
    auditor: Series[str] = label(
        "auditor", "Registration of the auditor, where a social worker.", protection=_WORKER
    )
    overall_grade: Series[str] = code("overall_grade", "The auditor's grade.", codes.GRADE)
    assessment_grade: Series[str] = code(
        "assessment_grade", "Grade of the assessment.", codes.GRADE
    )
    planning_grade: Series[str] = code("planning_grade", "Grade of the plan.", codes.GRADE)
    oversight_grade: Series[str] = code(
        "oversight_grade", "Grade of supervision and management oversight.", codes.GRADE
    )
    voice_grade: Series[str] = code("voice_grade", "Grade of how the child was heard.", codes.GRADE)
    family_feedback: Series[str] = code(
        "family_feedback", "Whether the family's view is recorded.", shared.YES_OR_NO
    )
    child_feedback: Series[str] = code(
        "child_feedback", "Whether the child's view is recorded.", shared.YES_OR_NO
    )
    re_audit_of: Series[str] = label("re_audit_of", "Number of the audit that this one follows up.")

    class Config:
        """Pandera's settings."""

        name = "Audits"


class Moderation(pa.DataFrameModel):
    """One row is one audit that somebody else graded again."""

    audit_id: Series[str] = key("audit_id", "Number of the audit.")
    moderated_on: Series[pa.DateTime] = day(
        "moderated_on", "Day it was moderated.", required=True, severity=Severity.REJECT
    )
    moderator: Series[str] = label(
        "moderator", "Registration of the moderator.", protection=_WORKER
    )
    moderated_grade: Series[str] = code(
        "moderated_grade",
        "The grade that counts.",
        codes.GRADE,
        required=True,
        severity=Severity.REJECT,
    )

    class Config:
        """Pandera's settings."""

        name = "Moderation"


class Actions(pa.DataFrameModel):
    """One row is one action that an audit asks for."""

    action_id: Series[str] = key("action_id", "Number of the action.")
    audit_id: Series[str] = label("audit_id", "Number of the audit.", required=True)
    raised_on: Series[pa.DateTime] = day(
        "raised_on", "Day it was raised.", required=True, severity=Severity.REJECT
    )
    action_due_on: Series[pa.DateTime] = day(
        "action_due_on", "Day by which it is due.", required=True
    )
    action_closed_on: Series[pa.DateTime] = day(
        "action_closed_on",
        "Day it was closed; empty if it is open.",
        severity=Severity.REJECT,
    )
    owner_role: Series[str] = label("owner_role", "Role of whoever is to do it.")
    impact: Series[str] = code("impact", "What it changed for the child.", codes.IMPACT)

    class Config:
        """Pandera's settings."""

        name = "Actions"


class Complaints(pa.DataFrameModel):
    """One row is one complaint at one stage; a next stage is a complaint of its own."""

    complaint_id: Series[str] = key("complaint_id", "Number of the complaint at this stage.")
    stage: Series[str] = code(
        "stage",
        "Local resolution, investigation or review panel: 1 to 3.",
        codes.STAGE,
        required=True,
        severity=Severity.REJECT,
    )
    complaint_on: Series[pa.DateTime] = day(
        "complaint_on", "Day it was received.", required=True, severity=Severity.REJECT
    )
    extended: Series[str] = code(
        "extended", "Whether it is complex and has the longer time.", shared.YES_OR_NO
    )
    answer_due_on: Series[pa.DateTime] = day("answer_due_on", "Day by which to answer.")
    answered_on: Series[pa.DateTime] = day(
        "answered_on",
        "Day it was answered; empty if it has not been.",
        severity=Severity.REJECT,
    )
    outcome: Series[str] = code("outcome", "What was found.", codes.OUTCOME)
    complainant: Series[str] = code("complainant", "Who complains.", codes.FROM)
    service: Series[str] = code("service", "Part of the service.", codes.SERVICE, required=True)
    child_id: Series[str] = label("child_id", _CHILD_MEANING, protection=_CHILD)
    follows: Series[str] = label("follows", "Number of the complaint at the stage before.")
    ombudsman: Series[str] = code(
        "ombudsman", "Whether it went to the ombudsman.", shared.YES_OR_NO
    )

    class Config:
        """Pandera's settings."""

        name = "Complaints"


class Compliments(pa.DataFrameModel):
    """One row is one compliment."""

    compliment_id: Series[str] = key("compliment_id", "Number of the compliment.")
    compliment_on: Series[pa.DateTime] = day(
        "compliment_on", "Day it was received.", required=True, severity=Severity.REJECT
    )
    given_by: Series[str] = code("given_by", "Who gave it.", codes.FROM)
    service: Series[str] = code("service", "Part of the service.", codes.SERVICE, required=True)

    class Config:
        """Pandera's settings."""

        name = "Compliments"


class Participation(pa.DataFrameModel):
    """One row is one activity in which children and young people shaped the service."""

    activity_id: Series[str] = key("activity_id", "Number of the activity.")
    held_on: Series[pa.DateTime] = day(
        "held_on", "Day of the activity.", required=True, severity=Severity.REJECT
    )
    activity: Series[str] = code("activity", "What it was.", codes.ACTIVITY, required=True)
    group: Series[str] = code("group", "Whom it was for.", codes.GROUP)
    taking_part: Series[pd.Int64Dtype] = whole_number(
        "taking_part", "Children and young people who took part.", lowest=0, highest=20_000
    )
    change_made: Series[str] = code(
        "change_made", "Whether something changed in answer.", shared.YES_OR_NO
    )
    reported_back_on: Series[pa.DateTime] = day(
        "reported_back_on", "Day they were told what came of it."
    )

    class Config:
        """Pandera's settings."""

        name = "Participation"


def _wish(number: int, wish: str) -> Any:
    return whole_number(f"wish_{number:02d}", f"{wish}: 1 never to 5 always.", lowest=1, highest=5)


class TenWishes(pa.DataFrameModel):
    """One row is one answer to the survey of the Ten Wishes: how far professionals keep each."""

    response_id: Series[str] = key("response_id", "Number of the answer.")
    answered_survey_on: Series[pa.DateTime] = day(
        "answered_survey_on", "Day of the answer.", required=True, severity=Severity.REJECT
    )
    group: Series[str] = code("group", "Group that the young person belongs to.", codes.GROUP)
    age_band: Series[str] = code("age_band", "Age.", codes.AGE_BAND)
    wish_01: Series[pd.Int64Dtype] = _wish(1, "Easy to contact")
    wish_02: Series[pd.Int64Dtype] = _wish(2, "On time")
    wish_03: Series[pd.Int64Dtype] = _wish(3, "Well trained, with our part in it")
    wish_04: Series[pd.Int64Dtype] = _wish(4, "Asking rather than assuming")
    wish_05: Series[pd.Int64Dtype] = _wish(5, "Doing what was said, and standing up for us")
    wish_06: Series[pd.Int64Dtype] = _wish(6, "Words that we understand")
    wish_07: Series[pd.Int64Dtype] = _wish(7, "Saying what is being done, and how long it takes")
    wish_08: Series[pd.Int64Dtype] = _wish(8, "Time alone when we need it")
    wish_09: Series[pd.Int64Dtype] = _wish(9, "Asking whether we feel safe")
    wish_10: Series[pd.Int64Dtype] = _wish(10, "Respect for us and how we feel")

    class Config:
        """Pandera's settings."""

        name = "TenWishes"


class Allegations(pa.DataFrameModel):
    """One row is one referral to the designated officer about a person who works with children."""

    allegation_id: Series[str] = key("allegation_id", "Number of the referral.")
    allegation_on: Series[pa.DateTime] = day(
        "allegation_on", "Day it was received.", required=True, severity=Severity.REJECT
    )
    sector: Series[str] = code("sector", "Where the person works.", codes.SECTOR, required=True)
    decided_on: Series[pa.DateTime] = day("decided_on", "Day of the first decision.")
    meeting_on: Series[pa.DateTime] = day(
        "meeting_on", "Day of the first meeting, if there was one."
    )
    allegation_closed_on: Series[pa.DateTime] = day(
        "allegation_closed_on", "Day it was closed; empty if open.", severity=Severity.REJECT
    )
    finding: Series[str] = code("finding", "What was found.", codes.ALLEGATION)

    class Config:
        """Pandera's settings."""

        name = "Allegations"


class OutOfHours(pa.DataFrameModel):
    """One row is one concern about a child that reached the service outside office hours."""

    contact_id: Series[str] = key("contact_id", "Number of the contact.")
    contact_on: Series[pa.DateTime] = day(
        "contact_on", "Day of the contact.", required=True, severity=Severity.REJECT
    )
    child_id: Series[str] = label("child_id", _CHILD_MEANING, protection=_CHILD)
    concern: Series[str] = code("concern", "What it was about.", codes.CONCERN)
    response: Series[str] = code("response", "What was done.", codes.RESPONSE, required=True)
    response_minutes: Series[pd.Int64Dtype] = whole_number(
        "response_minutes",
        "Minutes from contact to decision.",
        lowest=0,
        highest=_MINUTES_OF_A_WEEK,
    )
    handed_over_on: Series[pa.DateTime] = day(
        "handed_over_on", "Day it was handed over to the day service."
    )

    class Config:
        """Pandera's settings."""

        name = "OutOfHours"
