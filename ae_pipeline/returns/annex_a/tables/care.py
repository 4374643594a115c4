"""Lists 8 and 9: children looked after, and care leavers."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from ae_pipeline.returns import formats
from ae_pipeline.returns.annex_a import categories
from ae_pipeline.returns.annex_a.tables import columns
from ae_pipeline.validation.fields import Protected, Protection, day, key_day, label, text
from ae_pipeline.validation.findings import Severity


class CLA(pa.DataFrameModel):
    """One row is one child looked after now, or until a day in the last six months (list 8)."""

    child_unique_id: Series[str] = columns.child()
    gender: Series[str] = columns.gender()
    ethnicity: Series[str] = columns.ethnicity()
    date_of_birth: Series[pa.DateTime] = columns.born()
    age: Series[pd.Float64Dtype] = columns.age()
    unaccompanied: Series[str] = columns.category(
        "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
        "Whether unaccompanied and seeking asylum in twelve months.",
        categories.UNACCOMPANIED,
        required=True,
    )
    disability: Series[str] = columns.disability()
    date_started: Series[pa.DateTime] = key_day(
        "Date Started to be Looked After", "Date the child came into care."
    )
    category_of_need: Series[str] = columns.category(
        "Child's Category of Need", "Why the child came into care.", categories.NEED, required=True
    )
    second_period: Series[str] = columns.category(
        "Is this a second or subsequent period of being a Looked After Child within the last 12 "
        "months (Y/N)",
        "Whether the child was looked after before in twelve months.",
        categories.YES_NO,
        required=True,
    )
    legal_status_start: Series[pa.DateTime] = day(
        "Start date of current legal status", "Date the legal status began.", required=True
    )
    legal_status: Series[str] = columns.category(
        "Child's Legal Status", "Legal status now.", categories.LEGAL_STATUS, required=True
    )
    date_of_latest_review: Series[pa.DateTime] = day(
        "Date of Latest Statutory Review", "Date of the latest review."
    )
    date_of_last_visit: Series[pa.DateTime] = day(
        "Date of Last Social Work Visit", "Date a social worker last visited."
    )
    permanence_plan: Series[str] = columns.category(
        "What is the permanence plan for this child?", "The plan for the child's permanent home.",
        categories.PERMANENCE,
    )  # fmt: skip
    date_of_iro_contact: Series[pa.DateTime] = day(
        "Date of Last IRO Visit / Contact to the Child",
        "Date the independent reviewing officer last met or spoke with the child.",
    )
    date_of_health_assessment: Series[pa.DateTime] = day(
        "Date of Last Health Assessment", "Date of the last health assessment."
    )
    date_of_dental_check: Series[pa.DateTime] = day(
        "Date of Last Dental Check", "Date a dentist last saw the child."
    )
    placements_in_12_months: Series[pd.Int64Dtype] = columns.count(
        "Number of Placements in the Last 12 months", "Placements in twelve months."
    )
    date_ceased: Series[pa.DateTime] = day(
        "Date Ceased to be Looked After",
        "Date the child left care; empty while looked after.",
        severity=Severity.REJECT,
    )
    reason_ceased: Series[str] = columns.category(
        "Reason Ceased to be Looked After", "How care ended.", categories.END_OF_CARE
    )
    placement_start: Series[pa.DateTime] = day(
        "Start Date of Most Recent Placement", "Date the latest placement began.", required=True
    )
    placement_type: Series[str] = columns.category(
        "Placement Type", "Type of the latest placement.", categories.PLACEMENT, required=True
    )
    placement_provider: Series[str] = columns.category(
        "Placement Provider", "Who provides it.", categories.PROVIDER, required=True
    )
    placement_postcode: Series[str] = text(
        "Placement postcode",
        "Postcode of the placement.",
        shape=formats.postcode,
        expected="a whole postcode",
        protection=Protection(Protected.POSTCODE),
    )
    placement_urn: Series[str] = label("URN of Placement", "Ofsted's number of the provider.")
    placement_location: Series[str] = columns.category(
        "Placement Location", "Whether within the authority.", categories.LOCATION
    )
    placement_authority: Series[str] = label(
        "LA of Placement", "Authority in which the placement is."
    )
    times_missing: Series[pd.Int64Dtype] = columns.count(
        "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 "
        "months",
        "Times the child was missing in twelve months.",
    )
    times_absent: Series[pd.Int64Dtype] = columns.count(
        "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
        "Times the child was away without authorisation in twelve months.",
    )
    return_interview_offered: Series[str] = columns.category(
        "Was the child offered a Return Interview after their last missing episode (Y/N)?",
        "Whether a return interview was offered.",
        categories.INTERVIEW,
    )
    return_interview_accepted: Series[str] = columns.category(
        "Did the child accept a Return Interview after their last missing episode (Y/N)?",
        "Whether the child took it.",
        categories.INTERVIEW,
    )
    allocated_team: Series[str] = columns.team()
    allocated_worker: Series[str] = columns.worker()

    class Config:
        """Pandera's settings."""

        name = "CLA"


class CareLeavers(pa.DataFrameModel):
    """One row is one young person entitled to leaving care support (list 9)."""

    child_unique_id: Series[str] = columns.child()
    gender: Series[str] = columns.gender()
    ethnicity: Series[str] = columns.ethnicity()
    date_of_birth: Series[pa.DateTime] = columns.born()
    age: Series[pd.Float64Dtype] = columns.age()
    unaccompanied: Series[str] = columns.category(
        "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
        "Whether unaccompanied and seeking asylum, now or before 18.",
        categories.UNACCOMPANIED,
    )
    disability: Series[str] = columns.disability()
    allocated_team: Series[str] = columns.team()
    allocated_worker: Series[str] = columns.worker()
    allocated_personal_adviser: Series[str] = columns.adviser()
    eligibility: Series[str] = columns.category(
        "Eligibility Category", "Entitlement in law.", categories.ELIGIBILITY, required=True
    )
    date_of_pathway_review: Series[pa.DateTime] = day(
        "Latest Pathway Plan Review Date", "Date the pathway plan was last reviewed."
    )
    in_touch: Series[str] = columns.category(
        "LA in Touch", "Whether the authority is in touch.", categories.IN_TOUCH, required=True
    )
    date_of_contact: Series[pa.DateTime] = day("Latest Date of Contact", "Date of last contact.")
    accommodation: Series[str] = columns.category(
        "Type of Accommodation", "Where the young person lives.", categories.ACCOMMODATION
    )
    suitability: Series[str] = columns.category(
        "Suitability of Accommodation", "Whether it is suitable.", categories.SUITABILITY
    )
    activity: Series[str] = columns.category(
        "Activity Status", "Education, employment or training.", categories.ACTIVITY
    )

    class Config:
        """Pandera's settings."""

        name = "CareLeavers"
