"""What the rows of the plan return must be.

A layout of the house. Not here: what a milestone says and which measures show it, which is
configuration; or rules about several cells (``rules``).
"""

from __future__ import annotations

import pandera.pandas as pa
from pandera.typing import Series

from ae_pipeline.returns.plan import codes
from ae_pipeline.validation.fields import code, day, key, key_day, label
from ae_pipeline.validation.findings import Severity


class Milestones(pa.DataFrameModel):
    """One row is what was reported of one milestone, improvement area or wish on one day."""

    milestone_id: Series[str] = key("milestone_id", "Identifier of the milestone in the plan.")
    reported_on: Series[pa.DateTime] = key_day("reported_on", "Day of the report.")
    status: Series[str] = code(
        "status",
        "How it stands.",
        codes.STATUS,
        required=True,
        severity=Severity.REJECT,
    )
    owner_role: Series[str] = label(
        "owner_role", "Role of whoever answers for it; not a person's name.", required=True
    )
    due_on: Series[pa.DateTime] = day("due_on", "Day by which it is due.", required=True)
    evidence: Series[str] = label("evidence", "What shows how it stands; names nobody.")
    evidence_on: Series[pa.DateTime] = day("evidence_on", "Day of the evidence.")
    completed_on: Series[pa.DateTime] = day(
        "completed_on", "Day it was completed.", severity=Severity.REJECT
    )

    class Config:
        """Pandera's settings."""

        name = "Milestones"
