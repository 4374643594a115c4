"""The tables of the CIN Census as Pandera models: the contract's columns, types, codes and keys.

The order of a model's attributes is the order of the elements in the file, keys first. Not here:
rules about more than one cell (``rules``).

A row is rejected where it says nothing that could be counted (no child, no usable date or code of
its own key) and where the end of a span of time cannot be read, since to blank it would claim that
the span is still open. Everywhere else the cell is blanked in the row that is kept.
"""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from ae_pipeline.returns import formats
from ae_pipeline.returns.cin import codes
from ae_pipeline.validation.fields import (
    Protected,
    Protection,
    code,
    day,
    key,
    key_code,
    key_day,
    label,
    text,
    whole_number,
)
from ae_pipeline.validation.findings import Severity

PRE_PROCEEDINGS_SINCE = "2025-26"
_CHILD_ID = Protection(Protected.CHILD, "cin/child")
_CHILD = "The authority's own identifier of the child."
_EPISODE = "The episode of the drop that it belongs to."
_MOST_PLANS, _MOST_MEETINGS = 99, 999


class Header(pa.DataFrameModel):
    """One row is one file: the collection it is for and the system it comes from."""

    collection: Series[str] = label("Collection", "Name of the collection: CIN.")
    year: Series[str] = text(
        "Year",
        "Year the collection ends in.",
        shape=formats.written_as("[0-9]{4}"),
        expected="a year of four digits",
    )
    reference_date: Series[pa.DateTime] = key_day(
        "ReferenceDate", "Last day of the collection year, 31 March.", rule="100", missing="100"
    )
    source_level: Series[str] = label("SourceLevel", "L for an authority.")
    lea: Series[str] = text(
        "LEA",
        "The authority's number.",
        shape=formats.written_as("[0-9]{3}"),
        expected="three digits",
    )
    software_code: Series[str] = label("SoftwareCode", "System that made the file.")
    release: Series[str] = label("Release", "Its version.")
    serial_no: Series[str] = label("SerialNo", "Number of the file.")
    date_time: Series[str] = label("DateTime", "When it was made.")

    class Config:
        """Pandera's settings."""

        name = "Header"


class ChildIdentifiers(pa.DataFrameModel):
    """One row is one child with an episode of need in the year, or a referral."""

    la_child_id: Series[str] = key("LAchildID", _CHILD, missing="8500", protection=_CHILD_ID)
    upn: Series[str] = text(
        "UPN",
        "Unique pupil number.",
        rule="1510",
        shape=formats.upn,
        expected="a UPN of 13 characters with the right check letter",
        protection=Protection(Protected.PUPIL),
    )
    former_upn: Series[str] = text(
        "FormerUPN",
        "The UPN before it, where there was one.",
        rule="1560Q",
        shape=formats.upn,
        expected="a UPN of 13 characters with the right check letter",
        protection=Protection(Protected.PUPIL),
    )
    upn_unknown: Series[str] = code(
        "UPNunknown", "Why there is no UPN: UN1 to UN7.", codes.UNKNOWN_UPN
    )
    person_birth_date: Series[pa.DateTime] = day("PersonBirthDate", "Date of birth.")
    expected_person_birth_date: Series[pa.DateTime] = day(
        "ExpectedPersonBirthDate", "Date a child not born yet is expected on."
    )
    sex: Series[str] = code(
        "Sex",
        "Sex: M, F, U not known. Until 2023-24 gender: 1 male, 2 female, 0 not recorded, 9 other.",
        codes.SEX,
        rule="4180",
        required=True,
    )
    person_death_date: Series[pa.DateTime] = day("PersonDeathDate", "Date of death.")

    class Config:
        """Pandera's settings."""

        name = "ChildIdentifiers"


class ChildCharacteristics(pa.DataFrameModel):
    """One row is one child's characteristics."""

    la_child_id: Series[str] = key("LAchildID", _CHILD, protection=_CHILD_ID)
    ethnicity: Series[str] = code(
        "Ethnicity", "Ethnicity, main code.", codes.ETHNIC, rule="4220", required=True
    )

    class Config:
        """Pandera's settings."""

        name = "ChildCharacteristics"


class Disabilities(pa.DataFrameModel):
    """One row is one disability of a child, or NONE for a child without any."""

    la_child_id: Series[str] = key("LAchildID", _CHILD, protection=_CHILD_ID)
    disability: Series[str] = key_code(
        "Disability", "Disability, or NONE.", codes.DISABILITY, rule="8540"
    )

    class Config:
        """Pandera's settings."""

        name = "Disabilities"


class CINdetails(pa.DataFrameModel):
    """One row is one referral and the episode of need that followed, if any did."""

    la_child_id: Series[str] = key("LAchildID", _CHILD, protection=_CHILD_ID)
    cin_details_id: Series[str] = label(
        "CINdetailsID", "Number of the episode in the drop.", required=True
    )
    cin_referral_date: Series[pa.DateTime] = key_day(
        "CINreferralDate", "Date of the referral.", rule="8600", missing="8600"
    )
    referral_source: Series[str] = code(
        "ReferralSource", "Who referred.", codes.REFERRAL_SOURCE, rule="8866", required=True
    )
    primary_need_code: Series[str] = code(
        "PrimaryNeedCode", "Main need.", codes.PRIMARY_NEED, rule="8650"
    )
    cin_closure_date: Series[pa.DateTime] = day(
        "CINclosureDate",
        "Date the episode closed; empty while it is open.",
        severity=Severity.REJECT,
    )
    reason_for_closure: Series[str] = code(
        "ReasonForClosure", "Why it closed.", codes.CLOSURE, rule="8640"
    )
    date_of_initial_cpc: Series[pa.DateTime] = day(
        "DateOfInitialCPC", "Date of an initial conference that no section 47 enquiry led to."
    )
    referral_nfa: Series[str] = code(
        "ReferralNFA",
        "Whether the referral led to no further action: 1 or 0.",
        codes.YES_OR_NO,
        rule="8568",
        required=True,
    )

    class Config:
        """Pandera's settings."""

        name = "CINdetails"


class Assessments(pa.DataFrameModel):
    """One row is one assessment."""

    la_child_id: Series[str] = key("LAchildID", _CHILD, protection=_CHILD_ID)
    cin_details_id: Series[str] = key("CINdetailsID", _EPISODE)
    assessment_id: Series[str] = label(
        "AssessmentID", "Number of the assessment in the drop.", required=True
    )
    assessment_actual_start_date: Series[pa.DateTime] = key_day(
        "AssessmentActualStartDate", "Date it started."
    )
    assessment_internal_review_date: Series[pa.DateTime] = day(
        "AssessmentInternalReviewDate", "Date by which its progress was to be looked at."
    )
    assessment_authorisation_date: Series[pa.DateTime] = day(
        "AssessmentAuthorisationDate",
        "Date it was completed; empty while it is not.",
        severity=Severity.REJECT,
    )

    class Config:
        """Pandera's settings."""

        name = "Assessments"


class AssessmentFactors(pa.DataFrameModel):
    """One row is one factor that an assessment found."""

    la_child_id: Series[str] = key("LAchildID", _CHILD, protection=_CHILD_ID)
    cin_details_id: Series[str] = key("CINdetailsID", _EPISODE)
    assessment_id: Series[str] = key("AssessmentID", "The assessment of the drop.")
    assessment_factors: Series[str] = key_code(
        "AssessmentFactors", "Factor, or 21 for none.", codes.FACTOR
    )

    class Config:
        """Pandera's settings."""

        name = "AssessmentFactors"


class CINPlanDates(pa.DataFrameModel):
    """One row is one child in need plan."""

    la_child_id: Series[str] = key("LAchildID", _CHILD, protection=_CHILD_ID)
    cin_details_id: Series[str] = key("CINdetailsID", _EPISODE)
    cin_plan_start_date: Series[pa.DateTime] = key_day(
        "CINPlanStartDate", "Date it started.", rule="4010", missing="4010"
    )
    cin_plan_end_date: Series[pa.DateTime] = day(
        "CINPlanEndDate", "Date it ended; empty while it lasts.", severity=Severity.REJECT
    )

    class Config:
        """Pandera's settings."""

        name = "CINPlanDates"


class Section47(pa.DataFrameModel):
    """One row is one enquiry under section 47."""

    la_child_id: Series[str] = key("LAchildID", _CHILD, protection=_CHILD_ID)
    cin_details_id: Series[str] = key("CINdetailsID", _EPISODE)
    s47_actual_start_date: Series[pa.DateTime] = key_day("S47ActualStartDate", "Date it started.")
    initial_cpc_target: Series[pa.DateTime] = day(
        "InitialCPCtarget", "Date by which a conference is to be held: 15 working days later."
    )
    date_of_initial_cpc: Series[pa.DateTime] = day(
        "DateOfInitialCPC", "Date of the initial child protection conference."
    )
    icpc_not_required: Series[str] = code(
        "ICPCnotRequired", "Whether no conference is needed: 1 or 0.", codes.YES_OR_NO,
        required=True,
    )  # fmt: skip

    class Config:
        """Pandera's settings."""

        name = "Section47"


class ChildProtectionPlans(pa.DataFrameModel):
    """One row is one child protection plan."""

    la_child_id: Series[str] = key("LAchildID", _CHILD, protection=_CHILD_ID)
    cin_details_id: Series[str] = key("CINdetailsID", _EPISODE)
    cpp_id: Series[str] = label("CPPID", "Number of the plan in the drop.", required=True)
    cpp_start_date: Series[pa.DateTime] = key_day(
        "CPPstartDate", "Date it started.", rule="8720", missing="8720"
    )
    cpp_end_date: Series[pa.DateTime] = day(
        "CPPendDate", "Date it ended; empty while it lasts.", severity=Severity.REJECT
    )
    initial_category_of_abuse: Series[str] = code(
        "InitialCategoryOfAbuse", "Category it started under.", codes.ABUSE, rule="8905",
        required=True,
    )  # fmt: skip
    latest_category_of_abuse: Series[str] = code(
        "LatestCategoryOfAbuse", "Latest category.", codes.ABUSE, rule="8910", required=True
    )
    number_of_previous_cpp: Series[pd.Int64Dtype] = whole_number(
        "NumberOfPreviousCPP",
        "How many plans the child had before, wherever.",
        rule="8730",
        lowest=0,
        highest=_MOST_PLANS,
        required=True,
    )

    class Config:
        """Pandera's settings."""

        name = "ChildProtectionPlans"


class Reviews(pa.DataFrameModel):
    """One row is one review of a child protection plan."""

    la_child_id: Series[str] = key("LAchildID", _CHILD, protection=_CHILD_ID)
    cin_details_id: Series[str] = key("CINdetailsID", _EPISODE)
    cpp_id: Series[str] = key("CPPID", "The plan of the drop.")
    cpp_review_date: Series[pa.DateTime] = key_day(
        "CPPreviewDate", "Date of the review.", rule="8842Q", missing="8842Q"
    )

    class Config:
        """Pandera's settings."""

        name = "Reviews"


class PreProceedings(pa.DataFrameModel):
    """One row is one time before care proceedings, or a family group decision. From 2025-26."""

    la_child_id: Series[str] = key("LAchildID", _CHILD, protection=_CHILD_ID)
    cin_details_id: Series[str] = key("CINdetailsID", _EPISODE)
    pp_start_date: Series[pa.DateTime] = key_day("PPStartDate", "Date pre-proceedings started.")
    lbp_sent_date: Series[pa.DateTime] = day(
        "LBPSentDate", "Date the letter before proceedings was sent."
    )
    fgdm_meeting_offer: Series[str] = code(
        "FGDMMeetingOffer",
        "Whether a family group decision-making meeting was offered: 1 or 0.",
        codes.YES_OR_NO,
    )
    fgdm_meeting_fac: Series[str] = code(
        "FGDMMeetingFac", "Whether such a meeting was held: 1 or 0.", codes.YES_OR_NO
    )
    initial_pp_meeting_date: Series[pa.DateTime] = day(
        "InitialPPMeetingDate", "Date of the first meeting with the parents."
    )
    review_meetings_count: Series[pd.Int64Dtype] = whole_number(
        "ReviewMeetingsCount", "Review meetings held.", lowest=0, highest=_MOST_MEETINGS
    )
    step_decision_date: Series[pa.DateTime] = day(
        "StepDecisionDate", "Date it was decided to go to court or to step down.",
        severity=Severity.REJECT,
    )  # fmt: skip
    pp_outcome: Series[str] = label("PPOutcome", "What was decided, by the collector's code.")
    court_app_date: Series[pa.DateTime] = day("CourtAppDate", "Date of the application to court.")
    letter_init_cp_date: Series[pa.DateTime] = day(
        "LetterInitCPDate", "Date of the letter that began care proceedings."
    )

    class Config:
        """Pandera's settings."""

        name = "PreProceedings"
