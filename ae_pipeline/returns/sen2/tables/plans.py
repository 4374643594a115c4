"""SEN2's tables about plans: what they named, and those in force with places and needs."""

import pandera.pandas as pa
from pandera.typing import Series

from ae_pipeline.returns import formats
from ae_pipeline.returns.codes import TRUE_OR_FALSE
from ae_pipeline.returns.sen2 import codes
from ae_pipeline.returns.sen2.tables.protections import PRIVATE, authority, row_of, ukprn
from ae_pipeline.validation.fields import code, day, key, key_code, label, text
from ae_pipeline.validation.findings import Severity


class NamedPlan(pa.DataFrameModel):
    """One row is one education, health and care plan in force at some time in the year."""

    plan_id: Series[str] = key("namedplantableid", "Id of the plan.", protection=row_of("plan"))
    assessment_id: Series[str] = label(
        "assessmenttableid",
        "Id of the assessment.",
        required=True,
        severity=Severity.REJECT,
        protection=row_of("assessment"),
    )
    started: Series[pa.DateTime] = day(
        "StartDate", "Day the plan began.", required=True, severity=Severity.REJECT
    )
    residential: Series[str] = code("PlanRes", "Weeks in residence.", codes.RESIDENTIAL)
    work_based: Series[str] = code("PlanWBP", "Work-based placement.", codes.WORK_BASED)
    personal_budget: Series[str] = code("PB", "Whether there is a personal budget.", TRUE_OR_FALSE)
    organised: Series[str] = code("OA", "Whether arrangements are organised.", TRUE_OR_FALSE)
    direct_payment: Series[str] = code("DP", "What direct payments are for.", codes.DIRECT_PAYMENT)
    ceased: Series[pa.DateTime] = day(
        "CeaseDate", "Day the plan ceased; empty while it lasts.", severity=Severity.REJECT
    )
    cease_reason: Series[str] = code("CeaseReason", "Why it ceased.", codes.CEASE_REASON)

    class Config:
        """Pandera's settings."""

        name = "NamedPlan"


class PlanDetail(pa.DataFrameModel):
    """One row is one school, college or other setting that a plan named when it was issued."""

    detail_id: Series[str] = key("plandetailtableid", "Id of the row.", protection=PRIVATE)
    plan_id: Series[str] = label(
        "namedplantableid",
        "Id of the plan.",
        required=True,
        severity=Severity.REJECT,
        protection=row_of("plan"),
    )
    urn: Series[str] = text(
        "URN", "School's number.", shape=formats.school_urn, expected="six digits"
    )
    ukprn: Series[str] = text("UKPRN", "Provider's number.", shape=ukprn, expected="eight digits")
    setting: Series[str] = code("SENSetting", "Where else.", codes.NAMED_SETTING)
    setting_other: Series[str] = label(
        "SENSettingOther", "Where else, in words.", protection=PRIVATE
    )
    rank: Series[str] = code("PlacementRank", "1 the main one, 2 a second.", codes.RANK)
    sen_unit: Series[str] = code("SENunitIndicator", "In a SEN unit.", TRUE_OR_FALSE)
    resourced: Series[str] = code(
        "ResourcedProvisionIndicator", "In resourced provision.", TRUE_OR_FALSE
    )

    class Config:
        """Pandera's settings."""

        name = "PlanDetail"


class ActivePlans(pa.DataFrameModel):
    """One row is one plan in force on the day of the census, and its last review."""

    active_id: Series[str] = key(
        "activeplanstableid", "Id of the row.", protection=row_of("active")
    )
    request_id: Series[str] = label(
        "requeststableid",
        "Id of the request.",
        required=True,
        severity=Severity.REJECT,
        protection=row_of("request"),
    )
    transferred_from: Series[str] = text(
        "TransferLA",
        "Authority that the plan came from.",
        shape=authority,
        expected="three digits",
    )
    residential: Series[str] = code("Res", "Weeks in residence, in 2023.", codes.RESIDENTIAL)
    work_based: Series[str] = code("WBP", "Work-based placement, in 2023.", codes.WORK_BASED)
    review_meeting: Series[pa.DateTime] = day(
        "ReviewMeeting", "Day of the last review meeting, from 2024."
    )
    review_decided: Series[pa.DateTime] = day(
        "LastReview", "Day of the letter with the decision of the last review."
    )
    review_outcome: Series[str] = code(
        "ReviewOutcome", "A amend, C cease, M maintain; from 2024.", codes.REVIEW_OUTCOME
    )
    review_draft: Series[pa.DateTime] = day(
        "ReviewDraft", "Day the amended draft was sent, from 2025."
    )
    phase_transfer_due: Series[pa.DateTime] = day(
        "PhaseTransferDueDate", "Day the review before a change of phase is due, from 2025."
    )
    phase_transfer_final: Series[pa.DateTime] = day(
        "PhaseTransferFinalDate", "Day the plan for the next phase was final, from 2025."
    )

    class Config:
        """Pandera's settings."""

        name = "ActivePlans"


class PlacementDetail(pa.DataFrameModel):
    """One row is one placement of a person with a plan during the year."""

    placement_id: Series[str] = key(
        "placementdetailtableid", "Id of the placement.", protection=PRIVATE
    )
    active_id: Series[str] = label(
        "activeplanstableid",
        "Id of the plan in force.",
        required=True,
        severity=Severity.REJECT,
        protection=row_of("active"),
    )
    urn: Series[str] = text(
        "URN", "School's number.", shape=formats.school_urn, expected="six digits"
    )
    ukprn: Series[str] = text("UKPRN", "Provider's number.", shape=ukprn, expected="eight digits")
    setting: Series[str] = code("SENSetting", "Where else.", codes.NAMED_SETTING)
    setting_other: Series[str] = label(
        "SENSettingOther", "Where else, in words.", protection=PRIVATE
    )
    rank: Series[str] = code(
        "PlacementRank", "1 the main one, 2 a second.", codes.RANK, required=True
    )
    entered: Series[pa.DateTime] = day("EntryDate", "Day the placement began.")
    left: Series[pa.DateTime] = day(
        "LeavingDate", "Day it ended; empty while it lasts.", severity=Severity.REJECT
    )
    attendance: Series[str] = code(
        "AttendancePattern", "FT full time, PT part time; in 2023.", codes.ATTENDANCE
    )
    sen_unit: Series[str] = code("SENunitIndicator", "In a SEN unit.", TRUE_OR_FALSE)
    resourced: Series[str] = code(
        "ResourcedProvisionIndicator", "In resourced provision.", TRUE_OR_FALSE
    )
    residential: Series[str] = code("Res", "Weeks in residence, from 2024.", codes.RESIDENTIAL)
    work_based: Series[str] = code("WBP", "Work-based placement, from 2024.", codes.WORK_BASED)

    class Config:
        """Pandera's settings."""

        name = "PlacementDetail"


class SENneed(pa.DataFrameModel):
    """One row is one type of need of a person with a plan."""

    active_id: Series[str] = key(
        "activeplanstableid", "Id of the plan in force.", protection=row_of("active")
    )
    need: Series[str] = key_code("SENtype", "Type of need.", codes.SEN_TYPE)
    rank: Series[str] = code("SENtypeRank", "1 the primary need, 2 a secondary one.", codes.RANK)

    class Config:
        """Pandera's settings."""

        name = "SENneed"
