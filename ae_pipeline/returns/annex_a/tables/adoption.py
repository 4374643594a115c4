"""Lists 10 and 11: children for whom adoption is the plan, and adopters."""

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from ae_pipeline.returns.annex_a import categories
from ae_pipeline.returns.annex_a.tables import columns
from ae_pipeline.validation.fields import Protected, Protection, day, key, key_day, label
from ae_pipeline.validation.findings import Severity

_FAMILY = Protection(Protected.IDENTIFIER, "annex_a/family")


class Adoption(pa.DataFrameModel):
    """One row is one decision that a child should be placed for adoption (list 10)."""

    child_unique_id: Series[str] = columns.child()
    family_identifier: Series[str] = label(
        "Family identifier", "Identifier of the adopting family.", protection=_FAMILY
    )
    gender: Series[str] = columns.gender()
    ethnicity: Series[str] = columns.ethnicity()
    date_of_birth: Series[pa.DateTime] = columns.born()
    age: Series[pd.Float64Dtype] = columns.age()
    disability: Series[str] = columns.disability()
    date_entered_care: Series[pa.DateTime] = day(
        "Date the Child Entered Care", "Date the child came into care.", required=True
    )
    date_of_decision: Series[pa.DateTime] = key_day(
        "Date of Decision that Child Should be Placed for Adoption", "Date of the decision."
    )
    date_of_placement_order: Series[pa.DateTime] = day(
        "Date of Placement Order", "Date the court made a placement order."
    )
    date_of_match: Series[pa.DateTime] = day(
        "Date of Matching Child and Prospective Adopters", "Date of the match."
    )
    date_placed: Series[pa.DateTime] = day(
        "Date Placed for Adoption", "Date the child went to the adopters."
    )
    date_of_adoption_order: Series[pa.DateTime] = day(
        "Date of Adoption Order", "Date of the adoption order."
    )
    date_of_reversal: Series[pa.DateTime] = day(
        "Date of Decision that Child Should No Longer be Placed for Adoption",
        "Date the decision was reversed; empty while it holds.",
        severity=Severity.REJECT,
    )
    reason_for_reversal: Series[str] = columns.category(
        "Reason Why Child No Longer Placed for Adoption", "Why.", categories.REVERSAL
    )
    date_fostered_for_adoption: Series[pa.DateTime] = day(
        "Date the child was placed for fostering in FFA or concurrent planning placement",
        "Date fostering by the prospective adopters began.",
    )

    class Config:
        """Pandera's settings."""

        name = "Adoption"


class Adopters(pa.DataFrameModel):
    """One row is one prospective or approved adopter (list 11)."""

    individual_adopter_identifier: Series[str] = key(
        "Individual adopter identifier",
        "The agency's identifier of the adopter.",
        protection=Protection(Protected.IDENTIFIER, "annex_a/adopter"),
    )
    family_identifier: Series[str] = label(
        "Family identifier", "Identifier of the adopting family.", protection=_FAMILY
    )
    gender: Series[str] = columns.gender()
    ethnicity: Series[str] = columns.ethnicity()
    disability: Series[str] = columns.category(
        "Disability", "Whether the adopter has a disability.", categories.DISABILITY, required=True
    )
    fostering_for_adoption: Series[str] = columns.category(
        "Is the (prospective) adopter fostering for adoption?",
        "Whether the adopter fosters for adoption.",
        categories.YES_NO,
        required=True,
    )
    date_of_enquiry: Series[pa.DateTime] = key_day("Date enquiry received", "Date of the enquiry.")
    stage_1_start: Series[pa.DateTime] = day("Date Stage 1 started", "Date stage 1 began.")
    stage_1_end: Series[pa.DateTime] = day(
        "Date Stage 1 ended", "Date stage 1 ended.", severity=Severity.REJECT
    )
    stage_2_start: Series[pa.DateTime] = day("Date Stage 2 started", "Date stage 2 began.")
    stage_2_end: Series[pa.DateTime] = day(
        "Date Stage 2 ended", "Date stage 2 ended.", severity=Severity.REJECT
    )
    date_of_application: Series[pa.DateTime] = day(
        "Date application submitted", "Date of the application."
    )
    date_of_approval: Series[pa.DateTime] = day("Date application approved", "Date of approval.")
    date_of_match: Series[pa.DateTime] = day(
        "Date adopter matched with child(ren)", "Date of the match."
    )
    date_placed: Series[pa.DateTime] = day(
        "Date child/children placed with adopter(s)", "Date children came to the adopter."
    )
    children_placed: Series[pd.Int64Dtype] = columns.count(
        "No. of children placed", "Children placed."
    )
    date_of_adoption_order: Series[pa.DateTime] = day(
        "Date of Adoption Order", "Date of the adoption order."
    )
    date_of_leaving: Series[pa.DateTime] = day(
        "Date of leaving adoption process", "Date the adopter left the process."
    )
    reason_for_leaving: Series[str] = columns.category(
        "Reason for leaving adoption process", "Why.", categories.LEAVING_ADOPTION
    )

    class Config:
        """Pandera's settings."""

        name = "Adopters"
