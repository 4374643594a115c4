"""Lists 1 to 3: contacts, early help assessments, referrals."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from ae_pipeline.returns.annex_a import categories
from ae_pipeline.returns.annex_a.tables import columns
from ae_pipeline.validation.fields import day, key_day, label
from ae_pipeline.validation.findings import Severity


class Contacts(pa.DataFrameModel):
    """One row is one contact about a child in the last six months (list 1)."""

    child_unique_id: Series[str] = columns.child()
    gender: Series[str] = columns.gender()
    ethnicity: Series[str] = columns.ethnicity()
    date_of_birth: Series[pa.DateTime] = columns.born()
    age: Series[pd.Float64Dtype] = columns.age()
    date_of_contact: Series[pa.DateTime] = key_day("Date of Contact", "Date of the contact.")
    contact_source: Series[str] = columns.key_source("Contact Source", "Who made the contact.")

    class Config:
        """Pandera's settings."""

        name = "Contacts"


class EarlyHelpAssessments(pa.DataFrameModel):
    """One row is one early help assessment of a child in the last six months (list 2)."""

    child_unique_id: Series[str] = columns.child()
    gender: Series[str] = columns.gender()
    ethnicity: Series[str] = columns.ethnicity()
    date_of_birth: Series[pa.DateTime] = columns.born()
    age: Series[pd.Float64Dtype] = columns.age()
    assessment_start_date: Series[pa.DateTime] = key_day(
        "Assessment start date", "Date the assessment began."
    )
    assessment_completion_date: Series[pa.DateTime] = day(
        "Assessment completion date",
        "Date it was completed; empty while it is under way.",
        severity=Severity.REJECT,
    )
    organisation_completing_assessment: Series[str] = label(
        "Organisation completing assessment", "Who made the assessment.", required=True
    )

    class Config:
        """Pandera's settings."""

        name = "EarlyHelpAssessments"


class Referrals(pa.DataFrameModel):
    """One row is one referral of a child in the last six months (list 3)."""

    child_unique_id: Series[str] = columns.child()
    gender: Series[str] = columns.gender()
    ethnicity: Series[str] = columns.ethnicity()
    date_of_birth: Series[pa.DateTime] = columns.born()
    age: Series[pd.Float64Dtype] = columns.age()
    date_of_referral: Series[pa.DateTime] = key_day("Date of referral", "Date of the referral.")
    referral_source: Series[str] = columns.category(
        "Referral Source", "Who made the referral.", categories.SOURCE, required=True
    )
    referral_nfa: Series[str] = columns.category(
        "Referral NFA?",
        "Whether nothing further was done.",
        categories.NO_FURTHER_ACTION,
        required=True,
    )
    referrals_in_12_months: Series[pd.Int64Dtype] = columns.count(
        "Number of Referrals in Last 12 Months", "Referrals of the child in twelve months."
    )
    allocated_team: Series[str] = columns.team()
    allocated_worker: Series[str] = columns.worker()

    class Config:
        """Pandera's settings."""

        name = "Referrals"
