"""The rules about one row of the quality assurance return, a book per table.

All codes are the house's. A rule rejects only where something ends before it begins. Not here:
rules about one cell (``tables``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.days_in_order import in_order, span
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.rule import RuleBook

if TYPE_CHECKING:
    import pandas as pd

AUDITS = RuleBook("Audits")
ACTIONS = RuleBook("Actions")
COMPLAINTS = RuleBook("Complaints")
PARTICIPATION = RuleBook("Participation")
TEN_WISHES = RuleBook("TenWishes")
ALLEGATIONS = RuleBook("Allegations")
OUT_OF_HOURS = RuleBook("OutOfHours")
WISHES = tuple(f"wish_{number:02d}" for number in range(1, 11))
_GRADES = (
    "overall_grade",
    "assessment_grade",
    "planning_grade",
    "oversight_grade",
    "voice_grade",
)


@AUDITS.rule(
    "AE-AUDIT-UNGRADED",
    ("completed_on", "overall_grade"),
    "The audit is completed: give its overall grade.",
    dimension=Dimension.COMPLETENESS,
)
def completed_without_grade(rows: pd.DataFrame) -> pd.Series[bool]:
    """Completed, and no overall grade."""
    return rows["completed_on"].notna() & rows["overall_grade"].isna()


@AUDITS.rule(
    "AE-AUDIT-NOT-DONE",
    ("completed_on", *_GRADES),
    "The audit has grades and is not completed: give the day, or remove them.",
)
def graded_without_day(rows: pd.DataFrame) -> pd.Series[bool]:
    """Any grade, and not completed."""
    return rows["completed_on"].isna() & rows[list(_GRADES)].notna().any(axis="columns")


@AUDITS.rule(
    "AE-AUDIT-FEEDBACK",
    ("completed_on", "family_feedback"),
    "The audit is completed: say whether it has the family's view.",
    dimension=Dimension.COMPLETENESS,
)
def completed_without_feedback(rows: pd.DataFrame) -> pd.Series[bool]:
    """Completed, and not said whether the family was asked."""
    return rows["completed_on"].notna() & rows["family_feedback"].isna()


@AUDITS.rule(
    "AE-AUDIT-OF-ITSELF",
    ("audit_id", "re_audit_of"),
    "The audit follows up itself: give the number of the earlier one.",
)
def re_audit_of_itself(rows: pd.DataFrame) -> pd.Series[bool]:
    """Both numbers the same."""
    return rows["re_audit_of"].notna() & rows["re_audit_of"].eq(rows["audit_id"])


span(ACTIONS, "raised_on", "action_closed_on", "AE-ACTION-DATES")
in_order(
    ACTIONS,
    "raised_on",
    "action_due_on",
    "AE-ACTION-DUE",
    "It is due before it was raised: correct one of the dates.",
)
span(COMPLAINTS, "complaint_on", "answered_on", "AE-COMPLAINT-DATES")
in_order(
    COMPLAINTS,
    "complaint_on",
    "answer_due_on",
    "AE-COMPLAINT-DUE",
    "The answer is due before the complaint came: correct one of the dates.",
)


@COMPLAINTS.rule(
    "AE-COMPLAINT-OUTCOME",
    ("answered_on", "outcome"),
    "The complaint is answered: say what was found.",
    dimension=Dimension.COMPLETENESS,
)
def answered_without_outcome(rows: pd.DataFrame) -> pd.Series[bool]:
    """Answered, and no outcome."""
    return rows["answered_on"].notna() & rows["outcome"].isna()


@COMPLAINTS.rule(
    "AE-COMPLAINT-STAGE",
    ("stage", "follows"),
    "A first stage follows no complaint: correct the stage, or remove the number.",
)
def first_stage_follows(rows: pd.DataFrame) -> pd.Series[bool]:
    """Stage 1, and the number of an earlier stage."""
    return rows["stage"].eq("1") & rows["follows"].notna()


in_order(
    PARTICIPATION,
    "held_on",
    "reported_back_on",
    "AE-PARTICIPATION-DATES",
    "They were told what came of it before it was held: correct one of the dates.",
)


@TEN_WISHES.rule(
    "AE-WISHES-EMPTY",
    WISHES,
    "The answer says nothing about any wish: leave it out, or complete it.",
    dimension=Dimension.COMPLETENESS,
)
def no_wish_answered(rows: pd.DataFrame) -> pd.Series[bool]:
    """All ten empty."""
    return rows[list(WISHES)].isna().all(axis="columns")


span(ALLEGATIONS, "allegation_on", "allegation_closed_on", "AE-ALLEGATION-DATES")
in_order(
    ALLEGATIONS,
    "allegation_on",
    "decided_on",
    "AE-ALLEGATION-DECIDED",
    "It was decided before it came: correct one of the dates.",
)
in_order(
    ALLEGATIONS,
    "allegation_on",
    "meeting_on",
    "AE-ALLEGATION-MEETING",
    "The meeting was before it came: correct one of the dates.",
)


@ALLEGATIONS.rule(
    "AE-ALLEGATION-FINDING",
    ("allegation_closed_on", "finding"),
    "It is closed: say what was found.",
    dimension=Dimension.COMPLETENESS,
)
def closed_without_finding(rows: pd.DataFrame) -> pd.Series[bool]:
    """Closed, and no finding."""
    return rows["allegation_closed_on"].notna() & rows["finding"].isna()


in_order(
    OUT_OF_HOURS,
    "contact_on",
    "handed_over_on",
    "AE-OUT-OF-HOURS-DATES",
    "It was handed over before it came: correct one of the dates.",
)
