"""Lists 4 to 7: assessments, section 47 enquiries and conferences, children in need, plans."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from ae_pipeline.returns.annex_a import categories
from ae_pipeline.returns.annex_a.tables import columns
from ae_pipeline.validation.fields import day, key_day
from ae_pipeline.validation.findings import Severity


class Assessments(pa.DataFrameModel):
    """One row is one assessment of a child, open or of the last six months (list 4)."""

    child_unique_id: Series[str] = columns.child()
    gender: Series[str] = columns.gender()
    ethnicity: Series[str] = columns.ethnicity()
    date_of_birth: Series[pa.DateTime] = columns.born()
    age: Series[pd.Float64Dtype] = columns.age()
    disability: Series[str] = columns.disability()
    start_date: Series[pa.DateTime] = key_day(
        "Continuous Assessment Start Date", "Date the assessment began."
    )
    child_seen: Series[str] = columns.category(
        "Child Seen During Continuous Assessment",
        "Whether the child was seen.",
        categories.SEEN,
        required=True,
    )
    date_of_authorisation: Series[pa.DateTime] = day(
        "Continuous Assessment Date of Authorisation",
        "Date it was authorised; empty while it is under way.",
        severity=Severity.REJECT,
    )
    requires_support: Series[str] = columns.category(
        "Was the child assessed as requiring LA children's social care support?",
        "Whether the child needs the authority's support.",
        categories.YES_NO,
    )
    allocated_team: Series[str] = columns.team()
    allocated_worker: Series[str] = columns.worker()

    class Config:
        """Pandera's settings."""

        name = "Assessments"


class Section47(pa.DataFrameModel):
    """One row is one section 47 enquiry, with its conference, of the last six months (list 5)."""

    child_unique_id: Series[str] = columns.child()
    gender: Series[str] = columns.gender()
    ethnicity: Series[str] = columns.ethnicity()
    date_of_birth: Series[pa.DateTime] = columns.born()
    age: Series[pd.Float64Dtype] = columns.age()
    disability: Series[str] = columns.disability()
    start_date: Series[pa.DateTime] = key_day(
        "Strategy discussion initiating Section 47 Enquiry Start Date",
        "Date of the strategy discussion that began the enquiry.",
    )
    conference_unnecessary: Series[str] = columns.category(
        "Was an Initial Child Protection Conference deemed unnecessary?",
        "Whether no conference was needed.",
        categories.YES_NO,
    )
    date_of_conference: Series[pa.DateTime] = day(
        "Date of Initial Child Protection Conference", "Date of the initial conference."
    )
    resulted_in_plan: Series[str] = columns.category(
        "Did the Initial Child Protection Conference Result in a Child Protection Plan",
        "Whether the conference led to a child protection plan.",
        categories.YES_NO_UNKNOWN,
    )
    enquiries_in_12_months: Series[pd.Int64Dtype] = columns.count(
        "Number of Section 47 Enquiries in the last 12 months",
        "Enquiries about the child in twelve months.",
    )
    conferences_in_12_months: Series[pd.Int64Dtype] = columns.count(
        "Number of ICPCs in the last 12 months", "Initial conferences in twelve months."
    )
    allocated_team: Series[str] = columns.team()
    allocated_worker: Series[str] = columns.worker()

    class Config:
        """Pandera's settings."""

        name = "Section47"


class CIN(pa.DataFrameModel):
    """One row is one child's episode of need, open or closed in the last six months (list 6)."""

    child_unique_id: Series[str] = columns.child()
    gender: Series[str] = columns.gender()
    ethnicity: Series[str] = columns.ethnicity()
    date_of_birth: Series[pa.DateTime] = columns.born()
    age: Series[pd.Float64Dtype] = columns.age()
    disability: Series[str] = columns.disability()
    start_date: Series[pa.DateTime] = key_day("CIN Start Date", "Date the episode began.")
    primary_need: Series[str] = columns.category(
        "Primary Need Code", "The main reason for the need.", categories.NEED, required=True
    )
    date_last_seen: Series[pa.DateTime] = day(
        "Date Child Was Last Seen", "Date a worker last saw the child."
    )
    closure_date: Series[pa.DateTime] = day(
        "CIN Closure Date", "Date it closed; empty while it is open.", severity=Severity.REJECT
    )
    reason_for_closure: Series[str] = columns.category(
        "Reason for Closure", "Why it closed.", categories.CLOSURE
    )
    case_status: Series[str] = columns.category(
        "Case Status", "How the child is helped now.", categories.CASE_STATUS, required=True
    )
    allocated_team: Series[str] = columns.team()
    allocated_worker: Series[str] = columns.worker()

    class Config:
        """Pandera's settings."""

        name = "CIN"


class CP(pa.DataFrameModel):
    """One row is one child protection plan, current or ended in the last six months (list 7)."""

    child_unique_id: Series[str] = columns.child()
    gender: Series[str] = columns.gender()
    ethnicity: Series[str] = columns.ethnicity()
    date_of_birth: Series[pa.DateTime] = columns.born()
    age: Series[pd.Float64Dtype] = columns.age()
    disability: Series[str] = columns.disability()
    start_date: Series[pa.DateTime] = key_day(
        "Child Protection Plan Start Date", "Date the plan began."
    )
    initial_category: Series[str] = columns.category(
        "Initial Category of Abuse",
        "Category of abuse when it began.",
        categories.ABUSE,
        required=True,
    )
    latest_category: Series[str] = columns.category(
        "Latest Category of Abuse", "Category of abuse now.", categories.ABUSE, required=True
    )
    date_of_last_visit: Series[pa.DateTime] = day(
        "Date of the Last Statutory Visit", "Date of the last statutory visit."
    )
    seen_alone: Series[str] = columns.category(
        "Was the Child Seen Alone?", "Whether the child was then seen alone.", categories.SEEN
    )
    date_of_latest_review: Series[pa.DateTime] = day(
        "Date of latest review conference", "Date of the latest review conference."
    )
    end_date: Series[pa.DateTime] = day(
        "Child Protection Plan End Date",
        "Date the plan ended; empty while it lasts.",
        severity=Severity.REJECT,
    )
    emergency_protection: Series[str] = columns.category(
        "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six "
        "Months (Y/N)",
        "Whether an emergency order or police powers protected the child in six months.",
        categories.YES_NO,
        required=True,
    )
    previous_plans: Series[pd.Int64Dtype] = columns.count(
        "Number of Previous Child Protection Plans", "Plans that the child had before."
    )
    allocated_team: Series[str] = columns.team()
    allocated_worker: Series[str] = columns.worker()

    class Config:
        """Pandera's settings."""

        name = "CP"
