"""The rules about one row of the plan return. Not here: rules about one cell (``tables``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ae_pipeline.returns.days_in_order import in_order
from ae_pipeline.returns.plan.codes import COMPLETE
from ae_pipeline.validation.findings import Dimension
from ae_pipeline.validation.rule import RuleBook

if TYPE_CHECKING:
    import pandas as pd

MILESTONES = RuleBook("Milestones")


@MILESTONES.rule(
    "AE-MILESTONE-UNDATED",
    ("status", "completed_on"),
    "The milestone is complete: give the day.",
    dimension=Dimension.COMPLETENESS,
)
def complete_without_day(rows: pd.DataFrame) -> pd.Series[bool]:
    """Complete, and no day of completion."""
    return rows["status"].eq(COMPLETE) & rows["completed_on"].isna()


@MILESTONES.rule(
    "AE-MILESTONE-NOT-COMPLETE",
    ("status", "completed_on"),
    "The milestone has a day of completion and is not complete: correct one of them.",
)
def day_without_complete(rows: pd.DataFrame) -> pd.Series[bool]:
    """A day of completion, and another status."""
    return rows["completed_on"].notna() & rows["status"].ne(COMPLETE)


@MILESTONES.rule(
    "AE-MILESTONE-UNEVIDENCED",
    ("status", "evidence"),
    "The milestone is complete, and nothing shows it: give the evidence.",
    dimension=Dimension.COMPLETENESS,
)
def complete_without_evidence(rows: pd.DataFrame) -> pd.Series[bool]:
    """Complete, and no evidence."""
    return rows["status"].eq(COMPLETE) & rows["evidence"].isna()


@MILESTONES.rule(
    "AE-MILESTONE-EVIDENCE-DAY",
    ("evidence", "evidence_on"),
    "The evidence has no day: give it.",
    dimension=Dimension.COMPLETENESS,
)
def evidence_without_day(rows: pd.DataFrame) -> pd.Series[bool]:
    """Evidence, and no day."""
    return rows["evidence"].notna() & rows["evidence_on"].isna()


in_order(
    MILESTONES,
    "completed_on",
    "reported_on",
    "AE-MILESTONE-AHEAD",
    "It was completed after the day of the report: correct one of the dates.",
)
in_order(
    MILESTONES,
    "evidence_on",
    "reported_on",
    "AE-MILESTONE-EVIDENCE-AHEAD",
    "The evidence is of after the day of the report: correct one of the dates.",
)
